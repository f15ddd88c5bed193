"""The agreement of two people who annotated the same statements, layer by layer.

    >>> agreement(read_corpus(Path("first")), read_corpus(Path("second")), Path("statements"), registry)

F1 is the agreement (Hripcsak and Rothschild 2005): unlike kappa it needs no count of the things that both left out.
Neither annotation is right and the other wrong, but some rules (a part of a date's value, a role in fewer words) take
one side for the gold. So each annotation is measured against the other, as records are against gold, and the mean of
the two is what counts: F1 is the same whichever comes first, recall and precision change places. What is optional in
either counts neither for nor against, nor does what the other has for it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import astuple, dataclass, replace
from pathlib import Path
from typing import TypeVar

from pipeline.errors import UsageError
from pipeline.evaluate import check
from pipeline.evaluate.annotated import as_record
from pipeline.evaluate.corpus import Evaluated, GoldError, Report, text_of
from pipeline.evaluate.counts import Count, Share
from pipeline.evaluate.gold import Fault, GoldFile
from pipeline.evaluate.spans import SCHEMES, Outcomes, Scheme
from pipeline.evaluate.statement import score
from pipeline.matching.registry import Registry

STATEMENTS = "statements"

T = TypeVar("T", Count, Share, Outcomes)


@dataclass(frozen=True, slots=True)
class Agreement:
    """results: of each statement that both annotated, in the order of the first; a mistake is what the second has
    otherwise. left_out: the statements that one of them alone annotated, by name."""

    results: Sequence[Evaluated]
    left_out: Sequence[str]


def statements_near(annotations: Path) -> Path:
    """The folder "statements" beside a folder of annotations or above it. Raises UsageError where there is none."""
    folder = annotations.resolve()
    found = next((above / STATEMENTS for above in folder.parents if (above / STATEMENTS).is_dir()), None)
    if found is None:
        raise UsageError(
            f'{annotations}: where are its texts? A folder "{STATEMENTS}" beside it or above it is expected'
        )
    return found


def agreement(
    first: Sequence[GoldFile],
    second: Sequence[GoldFile],
    statements: Path,
    registry: Registry,
    report: Report | None = None,
) -> Agreement:
    """statements: the folder with the files that the annotations name.

    Raises GoldError where an annotation has faults, UsageError where one statement is annotated twice on one side, or
    none on both.
    """
    ones, others = _by_statement(first), _by_statement(second)
    both = [doc for doc in ones if doc in others]
    if not both:
        raise UsageError('no statement is annotated in both folders; they go together by their "doc"')
    texts: dict[str, str] = {}
    faults: list[Fault] = []
    for doc in both:
        text = text_of(ones[doc], statements)
        if isinstance(text, Fault):
            faults.append(text)
        else:
            texts[doc] = text
            faults += [fault for file in (ones[doc], others[doc]) for fault in check.faults(file, text, registry)]
    if faults:
        raise GoldError(faults)
    results = []
    for doc in both:
        results.append(_compared(ones[doc], others[doc], texts[doc]))
        if report:
            report(len(results), len(both))
    return Agreement(results, sorted(ones.keys() ^ others.keys()))


def _by_statement(files: Sequence[GoldFile]) -> dict[str, GoldFile]:
    found: dict[str, GoldFile] = {}
    for file in files:
        doc = file.value["doc"]
        if doc in found:
            raise UsageError(
                f"{found[doc].path} and {file.path}: two annotations of {doc} on one side; name one folder"
            )
        found[doc] = file
    return found


def _compared(file: GoldFile, other: GoldFile, text: str) -> Evaluated:
    """The first as gold and the second as found, the figures being the means of both ways."""
    first, second = file.gold(), other.gold()
    found = as_record(second, text)
    forth, back = score(first, found), score(second, as_record(first, text))
    scores = replace(
        forth,
        counts=_means(forth.counts, {row: _count_exchanged(one) for row, one in back.counts.items()}, Count()),
        shares=_means(forth.shares, back.shares, Share()),
        names=_scheme_means(forth.names, back.names),
        claims=_scheme_means(forth.claims, back.claims),
        people_evidence=(),  # nobody told how sure they were
        claim_evidence=(),
    )
    return Evaluated(file, found, scores)


def _means(forth: Mapping[str, T], back: Mapping[str, T], nothing: T) -> dict[str, T]:
    return {row: _mean(forth.get(row, nothing), back.get(row, nothing)) for row in {**forth, **back}}


def _scheme_means(
    forth: Mapping[str, Mapping[Scheme, Outcomes]], back: Mapping[str, Mapping[Scheme, Outcomes]]
) -> dict[str, dict[Scheme, Outcomes]]:
    nothing = dict.fromkeys(SCHEMES, Outcomes())
    return {
        label: {
            scheme: _mean(forth.get(label, nothing)[scheme], _outcomes_exchanged(back.get(label, nothing)[scheme]))
            for scheme in SCHEMES
        }
        for label in {**forth, **back}
    }


def _mean(one: T, other: T) -> T:
    """Field by field."""
    return type(one)(*((a + b) / 2 for a, b in zip(astuple(one), astuple(other), strict=True)))


def _count_exchanged(one: Count) -> Count:
    """The same seen from the other side."""
    return replace(one, gold=one.found, found=one.gold)


def _outcomes_exchanged(one: Outcomes) -> Outcomes:
    return replace(one, missed=one.spurious, spurious=one.missed)
