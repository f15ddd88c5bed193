"""What the encoder says of claims: for every word whether it carries one, and who in its sentence are its arguments."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from pipeline.recognise.encoder_features import Floats, Ints


@dataclass(frozen=True, slots=True)
class _Sentence:
    """words: [W] tokens; of: [W, roles, K] each as a predicate; to: [W + 1, K] as an argument, row 0 nobody."""

    words: Ints
    of: Floats
    to: Floats


class ClaimReading:
    """The reading of one text's tokens; `relate` asks it of the predicates that it finds.

    types: names of the columns of `probabilities`. roles: names of arguments.
    """

    def __init__(self, tokens: int, types: Sequence[str], roles: Sequence[str]) -> None:
        self.types = list(types)
        self.roles = list(roles)
        self.probabilities: Floats = np.zeros((tokens, len(types)), np.float32)
        self._sentences: list[_Sentence] = []
        self._place: dict[int, tuple[int, int]] = {}  # token → number of its sentence, place in it

    def add(self, words: Sequence[int], probabilities: Floats, of: Floats, to: Floats) -> None:
        """A sentence's words with what was read of each; shapes as in `_Sentence`."""
        self.probabilities[words] = probabilities
        self._place.update((word, (len(self._sentences), place)) for place, word in enumerate(words))
        self._sentences.append(_Sentence(np.array(words, np.int64), of, to))

    def of(self, token: int) -> dict[str, float]:
        """The probability of each type for what token says."""
        return dict(zip(self.types, self.probabilities[token].tolist(), strict=True))

    def argument(self, predicate: int, role: str) -> tuple[int, float]:
        """The word of the predicate's sentence that heads an argument, or -1 for none there; and its probability."""
        number, place = self._place[predicate]
        sentence = self._sentences[number]
        scores = sentence.to @ sentence.of[place, self.roles.index(role)]
        scores = np.exp(scores - scores.max())
        best = int(scores.argmax())
        return int(sentence.words[best - 1]) if best else -1, float(scores[best] / scores.sum())

    def joined(self, following: "ClaimReading") -> "ClaimReading":
        """This reading and that of the text behind it, as of one text."""
        first = len(self.probabilities)
        both = ClaimReading(first + len(following.probabilities), self.types, self.roles)
        for reading, shift in ((self, 0), (following, first)):
            for s in reading._sentences:
                both.add((s.words + shift).tolist(), reading.probabilities[s.words], s.of, s.to)
        return both
