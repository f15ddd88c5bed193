"""Coordinations of names of states: "Moscow, Beijing and Tehran" share what stands before and after them."""

from collections.abc import Mapping

from spacy.tokens import Doc

_CONJUNCTIONS = frozenset(["and", "or", "nor", "&", "/", ","])


class StateLists:
    """The coordinations of one text.

    doc: the parsed text. ends: the first token of each name of a state → the token after its last.
    """

    def __init__(self, doc: Doc, ends: Mapping[int, int]) -> None:
        self._doc = doc
        self.ends = ends
        self._starts = {end: start for start, end in ends.items()}

    def before(self, first: int) -> int:
        """Index of the token before the name that begins at `first`, or before the list that it stands in; -1: none.

        Articles and "both" are passed over.
        """
        at = first - 1
        while at >= 0:
            word = self._doc[at].lower_
            if word in ("the", "both"):
                at -= 1
                continue
            name_end = at
            while name_end > 0 and self._doc[name_end].lower_ in _CONJUNCTIONS and name_end not in self._starts:
                name_end -= 1
            if word not in _CONJUNCTIONS or name_end not in self._starts:
                break
            at = self._starts[name_end] - 1
        return at

    def after(self, end: int) -> int:
        """Index of the token after the name that ends before `end`, or after the list; the doc's length: none."""
        at = end
        while at < len(self._doc) and self._doc[at].lower_ in _CONJUNCTIONS:
            name = at
            while name < len(self._doc) and self._doc[name].lower_ in (*_CONJUNCTIONS, "the"):
                name += 1
            if name not in self.ends:
                break
            at = self.ends[name]
        return at
