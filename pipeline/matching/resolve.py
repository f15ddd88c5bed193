"""Which entries of a registry a mention may mean, whole batches at once.

    >>> resolver = Resolver([Known("a", ("Cao Shunli",)), Known("b", ("Wang Wei",)), Known("c", ("Wei Wang",))])
    >>> [(c.entry, c.score, c.reason) for c in resolver.resolve(["Ts’ao Shun-li"])[0]]
    [('a', 0.96, 'Wade-Giles spelling (tsao, cao)')]

A mention goes from the strict to the lax: the same letters but for diacritics, hyphens, titles and the order of the
words are found in a table; for what is left, each word proposes the words of the registry within two edits or of the
same sound, the rarer of them propose names, and names are scored by how well their words pair up (`scoring`).
A score is how much of the letters agree, not a probability; `settled` says when one entry may be taken.
"""

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from pipeline.matching.context import Circumstances, agreement
from pipeline.matching.explain import explain
from pipeline.matching.keys import core, fold, letters, untitled
from pipeline.matching.scoring import WORDS, Pairs, score
from pipeline.matching.vocabulary import Vocabulary

ACCEPTED = 0.92  # a first candidate below it is a guess
MARGIN = 0.02  # candidates nearer to each other than this fit equally well
_LISTED = 0.7  # nothing below it is a candidate
_BEHIND = 0.1  # how far behind the first a candidate may be
_MOST = 8  # candidates of a mention
_PROPOSED = 8  # names of the registry that are scored for a mention
_UNKNOWN = Circumstances()
_SAME_LETTERS, _SAME_BUT_FOR_MARKS, _SAME_WORDS, _ANOTHER_SPACING, _ANOTHER_ORDER = 1.0, 0.995, 0.99, 0.97, 0.94


@dataclass(frozen=True, slots=True)
class Known:
    """An entry of a registry as resolving sees it: its id, every form of its name, and what is known besides."""

    id: str
    names: tuple[str, ...]
    circumstances: Circumstances = _UNKNOWN


@dataclass(frozen=True, slots=True)
class Candidate:
    """An entry that a mention may mean.

    score: 0 to 1. rivals: how many others fit as well; 0: none. context: what of the circumstances spoke for or
    against it.
    """

    entry: str
    score: float
    name: str  # of the entry's names the one that fits best
    mention: str
    rivals: int = 0
    context: tuple[str, ...] = ()

    @property
    def reason(self) -> str:
        """In words what agrees and what differs. Worded when asked for."""
        said = [explain(self.mention, self.name), *self.context]
        if self.rivals:
            said.append(f"ambiguous: {self.rivals} other{' fits' if self.rivals == 1 else 's fit'} as well")
        return "; ".join(said)


def settled(candidates: Sequence[Candidate]) -> Candidate | None:
    """The first candidate where it may be taken: it fits well, and no other fits as well."""
    return candidates[0] if candidates and candidates[0].score >= ACCEPTED and not candidates[0].rivals else None


class Resolver:
    """Resolves mentions to entries. Built once, then only read.

    entries: with distinct ids; names without a letter are left out. The order of the entries decides between equals.
    """

    def __init__(self, entries: Iterable[Known]) -> None:
        self._ids: list[str] = []
        self._names: list[str] = []
        self._circumstances: dict[int, Circumstances] = {}
        owners = array("q")
        for at, entry in enumerate(entries):
            self._ids.append(entry.id)
            self._names.extend(entry.names)
            owners.extend([at] * len(entry.names))
            if entry.circumstances != _UNKNOWN:
                self._circumstances[at] = entry.circumstances
        self._owners = owners
        self._folded = [untitled(name) for name in fold(self._names)]
        self._by_letters: dict[str, int] = {}
        self._more: dict[int, list[int]] = {}  # names with the letters of an earlier one
        for at, name in enumerate(self._folded):
            if name and (first := self._by_letters.setdefault(letters(name), at)) != at:
                self._more.setdefault(first, []).append(at)
        self._vocabulary = Vocabulary([core(name) for name in self._folded])

    def resolve(
        self, mentions: Sequence[str], contexts: Sequence[Circumstances] | None = None
    ) -> list[list[Candidate]]:
        """The candidates of each mention, the best first; contexts: what the text says of each."""
        folded = [untitled(name) for name in fold(mentions)]
        found: list[dict[int, float]] = []  # name → score
        unknown: dict[str, list[int]] = {}
        for at, name in enumerate(folded):
            found.append(same := self._same_letters(name))
            if not same and name:
                unknown.setdefault(name, []).append(at)
        for scores, places in zip(self._similar(list(unknown)), unknown.values(), strict=True):
            for at in places:
                found[at] = scores
        return [
            self._ranked(mentions[at], scores, contexts[at] if contexts else None) if scores else []
            for at, scores in enumerate(found)
        ]

    def near(self, mentions: Sequence[str]) -> list[list[Candidate]]:
        """The candidates of each mention, also where some have its very letters."""
        folded = [untitled(name) for name in fold(mentions)]
        return [
            self._ranked(mention, {**scores, **self._same_letters(name)}, None, _LISTED)
            for mention, name, scores in zip(mentions, folded, self._similar(folded), strict=True)
        ]

    def _same_letters(self, name: str) -> dict[int, float]:
        """Names with the same letters in the same words, or the same words written together."""
        first = self._by_letters.get(letters(name))
        if first is None:
            return {}
        scores = {}
        for at in (first, *self._more.get(first, ())):
            other = self._folded[at]
            if other == name:
                scores[at] = _SAME_LETTERS
            elif (score := _reordered(name, other)) > 0:
                scores[at] = score
        return scores

    def _similar(self, names: Sequence[str]) -> list[dict[int, float]]:
        """For folded names the most similar ones of the registry."""
        words = [core(name)[:WORDS] for name in names]
        vocabulary = self._vocabulary
        variants = vocabulary.variants({word for parts in words for word in parts})
        pairs = Pairs()
        for number, parts in enumerate(words):
            proposed = vocabulary.proposed([variants[word] for word in parts], _PROPOSED)
            pairs.add(number, proposed, vocabulary.similarities(parts, [variants[w] for w in parts], proposed))
        scores = score(
            pairs, [(name, parts) for name, parts in zip(names, words, strict=True)], self._folded, vocabulary
        )
        results: list[dict[int, float]] = [{} for _ in names]
        for number, at, value in zip(pairs.mentions(), pairs.names(), scores.tolist(), strict=True):
            if value >= _LISTED:
                results[number][at] = value
        return results

    def _ranked(
        self, mention: str, scores: dict[int, float], context: Circumstances | None, behind: float = _BEHIND
    ) -> list[Candidate]:
        """behind: how far behind the first a candidate may be."""
        if len(scores) == 1 and context is None:
            ((at, value),) = scores.items()
            return [Candidate(self._ids[self._owners[at]], round(value, 3), self._names[at], mention)]
        best: dict[int, tuple[float, int]] = {}
        for at, value in scores.items():
            owner = self._owners[at]
            if value == _SAME_LETTERS and self._names[at] != mention:
                value = _SAME_BUT_FOR_MARKS
            if owner not in best or value > best[owner][0]:
                best[owner] = (value, at)
        candidates = []
        for owner, (value, at) in best.items():
            told: tuple[str, ...] = ()
            if context is not None:
                change, told = agreement(self._circumstances.get(owner, _UNKNOWN), context)
                value = min(1.0, max(0.0, value + change))
            candidates.append(Candidate(self._ids[owner], round(value, 3), self._names[at], mention, 0, told))
        if len(candidates) > 1:
            candidates.sort(key=lambda candidate: -candidate.score)
            top = candidates[0].score
            candidates = [one for one in candidates if one.score >= top - behind][:_MOST]
            rivals = sum(one.score > top - MARGIN for one in candidates) - 1
            if rivals and not (candidates[0].context and top - candidates[1].score > 0):
                candidates = [replace(one, rivals=rivals) if one.score > top - MARGIN else one for one in candidates]
        return candidates


def _reordered(name: str, other: str) -> float:
    """The score of two names with the same letters; 0 where their words are others (Amira, Maria)."""
    if "-" in name or "-" in other:
        if name.replace("-", " ") == other.replace("-", " ") or name.replace("-", "") == other.replace("-", ""):
            return _SAME_WORDS
        name, other = name.replace("-", " "), other.replace("-", " ")
    mine, theirs = name.split(" "), other.split(" ")
    if sorted(mine) == sorted(theirs):
        return _ANOTHER_ORDER
    joined = "".join(theirs)
    if "".join(mine) == joined:
        return _ANOTHER_SPACING
    turned = {"".join(mine[cut:] + mine[:cut]) for cut in range(1, len(mine))}
    return _ANOTHER_ORDER if any("".join(theirs[cut:] + theirs[:cut]) in turned for cut in range(len(theirs))) else 0.0
