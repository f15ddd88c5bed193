"""Claims that a statement makes twice."""

import msgspec
import pytest

from pipeline.normalise.duplicates import linked
from pipeline.record import Argument, Claim, ClaimSource, Quantity


def claim(start: int = 0, **changes: object) -> Claim:
    plain = Claim(
        id=f"c{start}",
        type="violation",
        start=start,
        end=start + 10,
        text="x" * 10,
        source=ClaimSource(ref=None, text=None, start=None, end=None, is_="author"),
        actor=Argument(ref="BLR", text="Minsk", start=start, end=start + 5),
        action="arrest",
        target=Argument(ref="p1", text="her", start=start + 6, end=start + 9),
        status="asserted",
        quote="none",
        quantities=[],
        dates=[],
        confidence=0.9,
        rule="violation/verb",
    )
    return msgspec.structs.replace(plain, **changes)


UN = ClaimSource(ref="o2", text="UN", start=0, end=2, is_="organisation")


def quantity(value: float) -> Quantity:
    return Quantity(value=value, of=None, unit="lawyers", start=0, end=1)


def test_the_same_act_told_again_is_linked_to_the_first():
    told = [claim(0), claim(20), claim(40, actor=None)]
    assert [c.same_as for c in linked(told)] == [None, "c0", "c0"]


@pytest.mark.parametrize(
    "changes",
    [
        {"action": "beat"},
        {"type": "criticism"},
        {"status": "negated"},
        {"target": Argument(ref="p2", text="him", start=26, end=29)},
        {"target": None},
        {"actor": Argument(ref="POL", text="Warsaw", start=20, end=25)},
        {"source": ClaimSource(ref="o1", text="Viasna", start=20, end=26, is_="organisation")},
        {"dates": ["d2"]},
        {"quantities": [quantity(5)]},
        {"start": 5},
    ],
)
def test_another_act_is_not(changes):
    told = {"dates": ["d1"], "quantities": [quantity(4)], "source": UN}
    later = {"start": 20, **told}
    assert linked([claim(**told), claim(**later)])[1].same_as == "c0"
    assert linked([claim(**told), claim(**{**later, **changes})])[1].same_as is None


def test_targets_of_words_alone_are_the_same_where_they_share_half_their_words():
    def of(words: str, start: int) -> Claim:
        return claim(start, target=Argument(ref=None, text=words, start=start, end=start + len(words)))

    same = linked([of("four lawyers", 0), of("four defence lawyers of the bar", 40)])
    assert same[1].same_as == "c0"
    assert linked([of("four lawyers", 0), of("the office", 40)])[1].same_as is None
