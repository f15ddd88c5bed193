"""Where sentences start, by rule.

Statements are edited text: punctuation, capitals and paragraphs tell more than a statistical segmenter (measured in
models/README.md). Quoted speech is cut from the words around it, because the parser takes the quotation of an inverted
"“…,” said X" for the subject of "said"; the two halves parse well by themselves.
"""

import re
from collections.abc import Sequence

import numpy as np
from spacy.attrs import SENT_START
from spacy.tokens import Doc

from pipeline.recognise.quotations import Quotation

_ABBREVIATIONS = frozenset(
    """
    mr. mrs. ms. mx. dr. drs. prof. rev. fr. sr. hon. h.e. gen. col. lt. capt. cmdr. maj. sgt. brig. sen. rep.
    gov. amb. st. no. nos. art. arts. para. paras. p. pp. vol. ed. eds. al. cf. vs. v. e.g. i.e. viz. approx.
    est. dept. adv. atty. messrs. jan. feb. mar. apr. jun. jul. aug. sep. sept. oct. nov. dec. mt. ft. ave. rd.
    ph.d. res. doc. sec. ch. fig. tel.
    """.split()
)
# Abbreviations that also end sentences: a sentence starts only before a word that starts sentences.
_MAYBE = frozenset(
    """
    u.s. u.n. u.k. e.u. u.s.a. u.a.e. d.c. inc. ltd. co. corp. jr. etc. a.m. p.m.
    """.split()
)
_STARTERS = frozenset(
    """
    the a an this that these those it its he she they we i you in on at for from by as after before since during
    while when if although but and however moreover furthermore according there their his her our what who why
    how both several many some all no not”“
    """.split()
)
# Abbreviations of numbered things that are words too.
_ALSO_WORDS = frozenset(["no.", "nos.", "art.", "sec.", "doc.", "ed.", "ch.", "fig.", "p.", "pp."])
# "J.", "Ts.", "O.P.", "L.-P."
_INITIALS = re.compile(r"(?:[^\W\d_a-z][a-z]?\.-?)+")
_CLOSERS = frozenset(["”", "’", '"', "'", ")", "]", "»"])
_OPENERS = frozenset(["“", "‘", '"', "'", "(", "[", "«"])


def mark_sentence_starts(
    doc: Doc, text: str, quotations: Sequence[Quotation], section_starts: Sequence[int] = ()
) -> None:
    """Sets every token's `is_sent_start`, which the parser then keeps.

    doc: untagged, with doc.text == text but for newlines. text: clean text, a newline between paragraphs.
    section_starts: offsets where a section starts, as behind "(Vilnius, 14 March 2024) –".
    """
    cuts = set(section_starts)
    for quotation in quotations:
        if quotation.kind == "speech":
            cuts.add(quotation.start)
            cuts.add(quotation.end)
    words = [token.text for token in doc]
    starts = [False] * len(words)
    for i, token in enumerate(doc):
        at = token.idx
        if i == 0 or text[at - 1] == "\n":
            starts[i] = True
        elif at in cuts or (at - 1 in cuts and text[at - 1] == " "):
            # what follows a quotation starts a segment of its own, unless it is mere punctuation
            starts[i] = words[i] in _OPENERS or any(c.isalnum() for c in words[i])
        elif text[at - 1] == " " and _ends_sentence(words, i - 1):
            starts[i] = _starts_sentence(words, i) and not _is_item_number(words, starts, i - 1)
    # not token by token: each assignment would look through the whole Doc for a parse
    doc.from_array([SENT_START], np.where(starts, 1, -1).astype(np.int64).view(np.uint64).reshape(-1, 1))


def _ends_sentence(words: list[str], i: int) -> bool:
    """Whether the token i, with the closing marks before it, ends a sentence by its punctuation."""
    while i > 0 and words[i] in _CLOSERS:
        i -= 1
    return words[i][-1] in ".!?…" and (
        len(words[i]) == 1 or words[i] in ("...", "…", "?!", "!!") or words[i][-1] in ".?!"
    )


def _is_item_number(words: list[str], starts: list[bool], i: int) -> bool:
    """Whether the full stop at token i belongs to the number of a list item: "2. Ask the Group …"."""
    if words[i] == "." and i > 0 and starts[i - 1]:
        return words[i - 1].isdigit() or len(words[i - 1]) == 1
    return starts[i] and words[i][:-1].isdigit()


def _starts_sentence(words: list[str], i: int) -> bool:
    """Whether the token i can open a sentence, given that the one before ended in a full stop or its like."""
    first = i
    while first + 1 < len(words) and words[first] in _OPENERS:
        first += 1
    word = words[first]
    if not (word[0].isupper() or word[0].isdigit() or word[0] in "•-–—*["):
        return False
    before = words[i - 1]
    if before.endswith(".") and len(before) > 1 and before != "..." and before not in ("..", "…."):
        lowered = before.lower()
        if lowered in _MAYBE:
            return word.lower() in _STARTERS
        # initials: "J. Smith", "L.-P. Roy"; abbreviations: "Dr. Smith", "No. 5"
        return not (lowered in _ABBREVIATIONS or _INITIALS.fullmatch(before)) or word.lower() in _STARTERS
    if before == "." and i >= 2:
        lowered = words[i - 2].lower() + "."
        if lowered in _ALSO_WORDS:
            return not word[0].isdigit()  # "No. 5", but "She said no. Then …"
        if lowered in _ABBREVIATIONS or len(words[i - 2]) == 1 or _INITIALS.fullmatch(words[i - 2] + "."):
            return word.lower() in _STARTERS
    return True
