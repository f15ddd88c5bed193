"""Column files: a token a line, its columns split by tabs or blanks, an empty line after each sentence.

    U.N.      NNP  I-NP  I-ORG            CoNLL-2003
    official  NN   I-NP  O
    1  Ekeus  _  _  _  _  _  _  _  NER=B-PER|SpaceAfter=No        CoNLL-U, names in MISC

Tags may be IOB1, IOB2 (BIO), BIOES or BILOU. The column of the tags is the one with most labels that are of interest,
the last of several. Documents begin at `-DOCSTART-` or `# newdoc`; in a file without either every sentence is one.
Where the file does not say which tokens are joined (`SpaceAfter=No`), usual English spacing is put in.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from pipeline.evaluate.formats.marked import MarkedText
from pipeline.evaluate.spans import LabelledSpan

_TAG = re.compile(r"([BIESLUM])-(.+)")
_INDEX = re.compile(r"\d+(?:[-.]\d+)?")
_BEGINS, _ENDS = frozenset("BSU"), frozenset("ESLU")
_JOINED_LEFT = re.compile(r"[,.;:!?%)\]}’”…]+|n['’]t|['’](?:s|re|ve|ll|d|m)?|-RRB-", re.IGNORECASE)
_JOINED_RIGHT = frozenset(["(", "[", "{", "“", "‘", "$", "£", "€", "-LRB-"])
_CONLLU_COLUMNS = 10


@dataclass(frozen=True, slots=True)
class _Token:
    word: str
    columns: tuple[str, ...]
    line: int
    joined: bool | None = None  # to the next; None: the file does not say


@dataclass(frozen=True, slots=True)
class _Sentence:
    tokens: tuple[_Token, ...]
    opens_document: bool


def read(data: bytes, labels: Collection[str]) -> list[MarkedText]:
    """The documents of a file. Raises ValueError naming the line with too few columns, or where no column has tags."""
    sentences = list(_sentences(data.decode("utf-8-sig")))
    column = _tag_column(sentences, labels)
    texts: list[list[_Sentence]] = []
    has_documents = any(one.opens_document for one in sentences)
    for sentence in sentences:
        if not texts or sentence.opens_document or not has_documents:
            texts.append([])
        texts[-1].append(sentence)
    return [_marked(text, column) for text in texts]


def _sentences(text: str) -> Iterator[_Sentence]:
    tokens: list[_Token] = []
    opens = False
    until = 0  # the last word of the multiword token before
    for number, line in enumerate([*text.splitlines(), ""], start=1):
        cells = line.split("\t") if "\t" in line else line.split()
        if not line.strip() or line.startswith("-DOCSTART-"):
            if tokens:
                yield _Sentence(tuple(tokens), opens)
                tokens, opens = [], False
            until = 0
            opens = opens or bool(line.strip())
        elif line.startswith("# ") and (len(cells) == 1 or not tokens):
            opens = opens or line.startswith("# newdoc")
        elif len(cells) == _CONLLU_COLUMNS and _INDEX.fullmatch(cells[0]):
            until = _add_word(tokens, cells, number, until)
        elif len(cells) > 2 and _INDEX.fullmatch(cells[0]):
            tokens.append(_Token(cells[1], tuple(cells[2:]), number))
        elif len(cells) > 1:
            tokens.append(_Token(cells[0], tuple(cells[1:]), number))
        else:
            raise ValueError(f"line {number}: a token and its tag are expected, split by a tab or blanks")


def _add_word(tokens: list[_Token], cells: Sequence[str], number: int, until: int) -> int:
    """A line of CoNLL-U; gives the last word that the multiword token, if there is one, stands for.

    The words of a multiword token ("don't": do, n't) have no place in the text of their own: it stands for them all,
    with the tag of the first.
    """
    index, word, misc = cells[0], cells[1], cells[9].split("|")
    joined = "SpaceAfter=No" in misc
    tags = [item.removeprefix("NER=") for item in misc if item.startswith("NER=")]
    if "." in index:  # an empty node
        return until
    if "-" in index:
        tokens.append(_Token(word, ("", *cells[2:9], ""), number, joined))
        return int(index.partition("-")[2])
    tag = tags[0] if tags else "O"
    if int(index) > until:
        tokens.append(_Token(word, (*cells[2:9], tag), number, joined))
    elif tokens[-1].columns[0] == "":
        whole = tokens[-1]
        tokens[-1] = _Token(whole.word, (*cells[2:9], tag), whole.line, whole.joined)
    return until


def _tag_column(sentences: Sequence[_Sentence], labels: Collection[str]) -> int:
    """Of the columns with nothing but tags, the one with most labels of interest, then of any, then the last."""
    tokens = [token for sentence in sentences for token in sentence.tokens]
    if not tokens:
        raise ValueError("no tokens in it")
    best: tuple[int, int, int] | None = None
    for column in range(min(len(token.columns) for token in tokens)):
        tags = Counter(token.columns[column] for token in tokens)
        found = {tag: _TAG.fullmatch(tag) for tag in tags}
        if any(match is None and tag != "O" for tag, match in found.items()):
            continue
        wanted = sum(times for tag, times in tags.items() if (match := found[tag]) and match[2] in labels)
        best = max(best or (0, 0, 0), (wanted, tags.total() - tags["O"], column))
    if best is None:
        raise ValueError("no column with tags such as B-PER, I-PER and O")
    return best[2]


def _marked(sentences: Sequence[_Sentence], column: int) -> MarkedText:
    text = ""
    names: list[LabelledSpan] = []
    for sentence in sentences:
        places = []
        for token, separator in zip(sentence.tokens, _separators(sentence.tokens), strict=True):
            places.append((len(text), len(text) + len(token.word)))
            text += token.word + separator
        tags = [token.columns[column] for token in sentence.tokens]
        names += [LabelledSpan(places[first][0], places[last][1], label) for first, last, label in entities(tags)]
    return MarkedText(text.rstrip(), tuple(names))


def entities(tags: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """First and last token and label of each name, whatever the scheme of the tags.

    A name begins with B, S or U, and with any tag that does not go on what is before it; it ends with E, L, S or U.
    """
    first, label = -1, ""
    for index, tag in enumerate([*tags, "O"]):
        found = _TAG.fullmatch(tag)
        if first >= 0 and (not found or found[1] in _BEGINS or found[2] != label):
            yield first, index - 1, label
            first = -1
        if found and first < 0:
            first, label = index, found[2]
        if found and found[1] in _ENDS:
            yield first, index, label
            first = -1


def _separators(tokens: Sequence[_Token]) -> Iterator[str]:
    """What stands between each token and the next, a blank or nothing."""
    is_open = False  # between straight quotation marks
    for index, token in enumerate(tokens):
        following = tokens[index + 1].word if index + 1 < len(tokens) else ""
        is_open ^= token.word in ('"', "``", "''")
        if token.joined is not None:
            yield "" if token.joined else " "
        else:
            in_quotes = is_open and (token.word in ('"', "``") or following in ('"', "''"))
            is_joined = in_quotes or token.word in _JOINED_RIGHT or _JOINED_LEFT.fullmatch(following)
            yield "" if is_joined else " "
