"""A model's annotations written into a spaCy Doc, all at once."""

from collections.abc import Iterator

import numpy as np
from spacy.attrs import DEP, HEAD, LEMMA, MORPH, POS, TAG
from spacy.tokens import Doc

# No sentence is longer. What is (a table without full stops, say) is cut, for a tree takes memory by the square.
LONGEST = 400  # words


class Annotations:
    """A doc's annotations in the making. Blanks are tokens of spaCy's, and hang on their neighbours."""

    _ATTRIBUTES = (TAG, POS, MORPH, LEMMA, HEAD, DEP)

    def __init__(self, doc: Doc) -> None:
        self._doc = doc
        self._rows = np.zeros((len(doc), len(self._ATTRIBUTES)), np.uint64)
        self._strings, self._morphology = doc.vocab.strings, doc.vocab.morphology
        for token in doc:
            if token.is_space:
                follows = token.i > 0 and not token.is_sent_start
                lone = not follows and (token.i + 1 == len(doc) or bool(doc[token.i + 1].is_sent_start))
                head = token.i if lone else token.i - 1 if follows else token.i + 1
                self.set(
                    token.i,
                    tag="_SP",
                    pos="SPACE",
                    morph="",
                    lemma=token.text,
                    head=head,
                    dep="ROOT" if lone else "dep",
                )

    def set(self, i: int, *, tag: str, pos: str, morph: str, lemma: str, head: int, dep: str) -> None:
        add = self._strings.add
        self._rows[i] = (add(tag), add(pos), self._morphology.add(morph), add(lemma), (head - i) % (1 << 64), add(dep))

    def write(self) -> None:
        self._doc.from_array(list(self._ATTRIBUTES), self._rows)


def sentences(doc: Doc) -> Iterator[list[int]]:
    """The tokens of each sentence but for blanks, at most LONGEST at a time."""
    words: list[int] = []
    for token in doc:
        if words and (token.is_sent_start or len(words) == LONGEST):
            yield words
            words = []
        if not token.is_space:
            words.append(token.i)
    yield words
