"""The figures of a whole corpus."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar, get_args

from pipeline.evaluate.bootstrap import Difference, Interval, f1_difference, f1_interval
from pipeline.evaluate.calibration import Calibration, calibration
from pipeline.evaluate.claims import TYPE
from pipeline.evaluate.corpus import Evaluated
from pipeline.evaluate.counts import Count, Share
from pipeline.evaluate.gold import ENTITY_KINDS
from pipeline.evaluate.spans import SCHEMES, Outcomes, Scheme
from pipeline.evaluate.statement import LAYERS
from pipeline.record import ClaimType

TYPES = tuple(TYPE.format(one) for one in get_args(ClaimType))
LABELS = (*ENTITY_KINDS, "dates", *get_args(ClaimType))
ALL_NAMES, ALL_CLAIMS = "names, all", "claims, all"

T = TypeVar("T", Count, Share)


@dataclass(frozen=True, slots=True)
class Total:
    """Counts are added up over the statements, and figures made of the sums (micro average).

    counts, intervals: by layer and type of claim, in the order in which they are shown; the interval is that of F1.
    schemes: by label; all names and all claims together are a row of their own.
    """

    statements: int
    without_record: Sequence[str]  # statements of the gold that no record was found for
    counts: Mapping[str, Count]
    intervals: Mapping[str, Interval]
    shares: Mapping[str, Share]
    schemes: Mapping[str, Mapping[Scheme, Outcomes]]
    people: Calibration
    claims: Calibration
    unsound: Sequence[str]  # faults of records, each with its statement


def total(results: Sequence[Evaluated]) -> Total:
    scores = [one.scores for one in results]
    rows = _rows(results)
    return Total(
        statements=len(results),
        without_record=[one.file.value["doc"] for one in results if one.record is None],
        counts={row: sum(counts, Count()) for row, counts in rows.items()},
        intervals={row: f1_interval(counts) for row, counts in rows.items()},
        shares=_added([one.shares for one in scores]),
        schemes=_schemes(results),
        people=calibration([one for each in scores for one in each.people_evidence]),
        claims=calibration([one for each in scores for one in each.claim_evidence]),
        unsound=[f"{one.file.value['doc']}: {fault}" for one in results for fault in one.scores.unsound],
    )


def differences(before: Sequence[Evaluated], after: Sequence[Evaluated]) -> dict[str, Difference]:
    """Of the F1 of each row; both of the same gold."""
    old, new = _rows(before), _rows(after)
    nothing = [Count()] * len(after)
    return {
        row: f1_difference(old.get(row, nothing), new.get(row, nothing))
        for row in (*LAYERS, *TYPES)
        if row in old or row in new
    }


def _rows(results: Sequence[Evaluated]) -> dict[str, list[Count]]:
    """The counts of each statement, by row; types of claims that neither gold nor records have are left out."""
    there = {row for one in results for row in one.scores.counts}
    return {row: [one.scores.counts.get(row, Count()) for one in results] for row in (*LAYERS, *TYPES) if row in there}


def _added(tables: Iterable[Mapping[str, T]]) -> dict[str, T]:
    whole: dict[str, T] = {}
    for table in tables:
        for name, one in table.items():
            whole[name] = whole[name] + one if name in whole else one
    return whole


def _schemes(results: Sequence[Evaluated]) -> dict[str, dict[Scheme, Outcomes]]:
    table: dict[str, dict[Scheme, Outcomes]] = {}
    for one in results:
        for all_, part in ((ALL_NAMES, one.scores.names), (ALL_CLAIMS, one.scores.claims)):
            for label, outcomes in part.items():
                for row in (label, all_):
                    sums = table.setdefault(row, dict.fromkeys(SCHEMES, Outcomes()))
                    for scheme in SCHEMES:
                        sums[scheme] = sums[scheme] + outcomes[scheme]
    order = (ALL_NAMES, *LABELS[:4], ALL_CLAIMS, *LABELS[4:])
    return {label: table[label] for label in order if label in table}
