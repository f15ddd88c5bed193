"""Words that lost markup glued together: only what is certain is split."""

import re
from collections.abc import Iterator

from pipeline.clean.words import Vocabulary, lists
from pipeline.mapped import Edit, MappedText

_HEADLINE = range(20, 300)  # code points; a shorter first line may stand in a text by chance, a longer is no headline
_ADDRESS = re.compile(
    r"[@/]|www\.|\.(?:com|org|net|info|int|gov|edu)\b"
)  # what words that are e-mail or web addresses have in them
_ADDRESS_LENGTH = 100  # code points to either side of a place that are looked at for one
_CAMEL = re.compile(r"([^\W\d_]*[a-z]{2})([A-Z][a-z]{2,})")
_LONG_WORD = 9  # letters; two words in one are longer than most words
# Places where a blank is missing whatever the words are: behind these signs, ...
_BLANK_AFTER = re.compile(
    r"[.!?,;:”\")\d](?:"
    r"(?<=[a-z]{2}[.!?])(?=[A-Z][a-z]*[ ,’'])"  # "China.The next"
    r"|(?<=[a-z][.!?,][”\")])(?=[A-Z])"  # "China.”The"
    r"|(?<=[A-Za-z][,;])(?=[A-Za-z]{2})"  # "Kenya,Uganda"
    r"|(?<=[a-z]:)(?=[A-Z][a-z])"  # "Note:The"
    r"|(?<=”)(?=[A-Za-z]{2})"  # "”said"
    r"|(?<=[A-Za-z]\))(?=[A-Z])"  # "(HRC)The"
    r"|(?<=\b(?:19|20)\d\d)(?=[A-Z][a-z]{2}))"  # "2024Persistent"
)
# ... and before these: "said,“We", "Council(HRC)".
_BLANK_BEFORE = re.compile(r"[“(](?:(?<=[A-Za-z,.]“)(?=\w)|(?<=[a-z]\()(?=[A-Z]))")
_DOMAIN_END = re.compile(r"(?:Com|Org|Net|Info|Int)\b")
# First halves of lower-case glue: plurals and past forms, after which English closes no compound, and words that begin
# no longer word.
_OPEN_HALF = re.compile(r"(?!hundred)[a-z]{4,}(?:[^s]s|ed)")
_NEVER_BEGIN = frozenset({"the", "from", "that", "their", "which"})


def split_headline(text: MappedText) -> MappedText:
    """The first line, where it is repeated and glued to what follows, is a line of its own there too."""
    start = len(text) - len(text.text.lstrip())
    end = text.text.find("\n", start)
    if end - start not in _HEADLINE:
        return text
    headline = text.text[start:end].rstrip()
    glued = re.compile(re.escape(headline) + r"(?=[^\W\d_])")
    return text.edit((found.end(), found.end(), "\n") for found in glued.finditer(text.text))


def insert_missing_blanks(text: MappedText) -> MappedText:
    """Blanks between sentences, clauses and quotes that stand glued: "China.The", "”said"."""
    places = [found.end() for found in _BLANK_AFTER.finditer(text.text)]
    places += [found.start() for found in _BLANK_BEFORE.finditer(text.text)]
    return text.edit(
        (at, at, " ")
        for at in sorted(set(places))
        if not _DOMAIN_END.match(text.text, at) and not _in_address(text.text, at)
    )


def split_glued_words(text: MappedText) -> MappedText:
    """Two words in one, where both halves are words, the whole is none, and it stands in the text but once.

    "ChinaPersistent", "lawyerspunish"; not "DefendDefenders", "McDonald", "YouTube", "spokesperson".
    """
    return text.edit(_glue(text.text))


def _glue(text: str) -> Iterator[Edit]:
    vocabulary = Vocabulary(text)
    open_halves = tuple(sorted({*filter(_OPEN_HALF.fullmatch, vocabulary.counts), *_NEVER_BEGIN}))
    joints: dict[str, int] = {}
    for word, count in vocabulary.counts.items():
        at = None
        if count > 1 or len(word) < _LONG_WORD:
            continue
        if word.islower():
            at = _lower_joint(word, vocabulary) if word.startswith(open_halves) else None
        elif camel := _CAMEL.fullmatch(word):
            at = _camel_joint(camel[1], camel[2], vocabulary)
        if at is not None:
            joints[word] = at
    if joints:
        glued = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, joints))})(?!\w)")
        for found in glued.finditer(text):
            if not _in_address(text, found.start()):
                at = found.start() + joints[found[0]]
                yield at, at, " "


def _camel_joint(first: str, second: str, vocabulary: Vocabulary) -> int | None:
    """Where "ChinaPersistent" falls apart; None: it is one name.

    A first half with a capital must stand in the text more than once: "HeadCount" may be a name beside one "Head".
    """
    if len(first) < 3 or first + second in lists().camel_names:
        return None
    known = vocabulary.knows(first) if first.islower() else len(first) > 3 and vocabulary.counts[first] > 1
    return len(first) if known and vocabulary.knows(second) else None


def _lower_joint(word: str, vocabulary: Vocabulary) -> int | None:
    """Where "lawyerspunish" falls apart; None: it is one word."""
    if word in lists().frequent:
        return None
    for at in range(3, len(word) - 3):
        first, second = word[:at], word[at:]
        if first in _NEVER_BEGIN:
            certain = len(second) > 4 and vocabulary.in_text(second)
        else:
            certain = (
                _OPEN_HALF.fullmatch(first) is not None
                and vocabulary.in_text(first)
                and vocabulary.knows(second)
                and second not in lists().compound_tails
            )
        if certain:
            return at
    return None


def _in_address(text: str, at: int) -> bool:
    """Whether the place is inside an e-mail or web address."""
    before = text[max(0, at - _ADDRESS_LENGTH) : at].rsplit(None, 1)
    after = text[at : at + _ADDRESS_LENGTH].split(None, 1)
    return bool(_ADDRESS.search("".join(before[-1:]) + "".join(after[:1])))
