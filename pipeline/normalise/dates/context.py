"""What stands around an expression: its sentence, and whether the clause looks back or ahead."""

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property

from pipeline.normalise.dates.vocabulary import FUTURE, PAST, PERHAPS_FUTURE, alternatives, fold

_BOUNDARY = re.compile(
    r"\n+|(?<=[.!?…])[\"”’')\]]* +(?=[\"“‘'(\[]*[A-Z0-9])|(?<=[.!?][\"”’)])\s+(?=[\"“‘'(\[]*[A-Z0-9])"
)
# A full stop behind these ends no sentence.
_ABBREVIATED = re.compile(
    r"(?:\b(?:[A-Z]|Mr|Mrs|Ms|Dr|Prof|St|Sen|Rep|Gov|Gen|Col|Lt|Sgt|Hon|Rev|No|Nos|Art|para|vs|Jan|Feb|Mar|Apr|Jun|Jul|Aug"
    r"|Sept?|Oct|Nov|Dec)\.)\Z"
)
# A future verb group takes its participle with it, so that "will be held" does not look back.
_CUE = re.compile(
    rf"\b(?:(?P<future>{alternatives(FUTURE)}(?: (?:not|also|be|have|been|then|now))*(?: \w+ed| held| made)?)"
    rf"|(?P<past>{alternatives(PAST)}(?: (?:been|also|not))*|(?!united|hundred|indeed|need|so-called)[a-z]{{2,}}ed))\b"
)
_PERHAPS = re.compile(rf"\b{alternatives(PERHAPS_FUTURE)}\b")
_REACH = 90  # characters before and after that a cue may be away


@dataclass(frozen=True)
class Context:
    """A text with its sentences, found when first asked for."""

    text: str

    @cached_property
    def low(self) -> str:
        return fold(self.text)

    @cached_property
    def _starts(self) -> list[int]:
        """Offsets where sentences begin."""
        starts = [0]
        for match in _BOUNDARY.finditer(self.text):
            if "\n" in match[0] or not _ABBREVIATED.search(self.text, max(0, match.start() - 6), match.start()):
                starts.append(match.end())
        return starts

    def sentence_number(self, at: int) -> int:
        return bisect_right(self._starts, at) - 1

    def sentence(self, number: int) -> tuple[int, int]:
        """Where a sentence begins and ends."""
        starts = self._starts
        return starts[number], starts[number + 1] if number + 1 < len(starts) else len(self.text)

    def direction(self, start: int, end: int) -> int:
        """1 where the nearest verb group of the sentence looks ahead, -1 where it looks back, 0 where there is none.

        What stands before the expression counts more than what stands after it.
        """
        first, last = self.sentence(self.sentence_number(start))
        cue = None
        for nearer in _CUE.finditer(self.low, max(first, start - _REACH), start):
            cue = nearer
        before = _side(cue)
        after_cue = _CUE.search(self.low, end, min(last, end + _REACH))
        after = _side(after_cue)
        if not before and not after:
            return 1 if _PERHAPS.search(self.low, max(first, start - _REACH), start) else 0
        if not before or not after or before == after:
            return before or after
        assert cue and after_cue
        # An introductory date ("On 3 March the court ruled") belongs to what follows.
        return before if start - cue.end() <= 2 * (after_cue.start() - end) else after


def _side(cue: re.Match[str] | None) -> int:
    if cue is None:
        return 0
    return 1 if cue["future"] else -1
