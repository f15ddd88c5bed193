"""Values of expressions against the statement's date, the date before in the text, or the date of an event.

In: a text, its expressions, its reference date. Out: record dates. Nothing is more precise than the words and the date
they are resolved against allow: "last month" of a statement of 2020 is a month of 2020 or 2019, so its year is unknown.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from pipeline.normalise.dates import from_reference
from pipeline.normalise.dates.context import Context
from pipeline.normalise.dates.edtf import Point, bounds, is_day, parse, shift
from pipeline.normalise.dates.events import Dated, dated
from pipeline.normalise.dates.values import (
    Anniversary,
    Calendar,
    Duration,
    Expression,
    Fixed,
    FromEvent,
    Numeric,
    Range,
    Repeated,
    Season,
    Shift,
)
from pipeline.record import Date, DateBasis, DateType, ReferenceDate

_APPOSED_BEFORE = re.compile(r"(?:,|:| -)? (?:(?:is|was|marks|marked|on|also marks) )?(?:the )?")
_APPOSED_AFTER = re.compile(r"(?:,|:| -) (?:on )?(?:the )?")

_CONFIDENCE: dict[DateBasis, float] = {
    "explicit": 0.97,
    "reference-date": 0.9,
    "other-date": 0.75,
    "event": 0.75,
    "unresolved": 0.5,
}
_INFERRED = 0.6  # factor for what rests on an inferred reference date


# The end of a year or month is its last day, as a deadline needs it; the beginning of a year its first.
_EDGE = re.compile(r"(?:(?P<end>end|close)|beginning|start) of ")


@dataclass(frozen=True, slots=True)
class _Value:
    edtf: str
    type: DateType
    basis: DateBasis


@dataclass(slots=True)
class _Resolver:
    context: Context
    reference: Point | None
    day_first: bool | None  # order of ambiguous numeric dates in this text; None: unknown
    printed_days: frozenset[Point]
    known: list[Dated] = field(default_factory=list)  # in text order

    def previous(self, start: int, sentences: int = 2) -> Dated | None:
        """The nearest resolved date before `start`, at most so many sentences back."""
        number = self.context.sentence_number(start)
        for candidate in reversed(self.known):
            if number - self.context.sentence_number(candidate.start) > sentences:
                return None
            if candidate.end <= start and candidate.point.year is not None:
                return candidate
        return None

    def calendar(self, expression: Expression, value: Calendar) -> tuple[Point, DateBasis]:
        if isinstance(value.year, int):
            return Point(value.year, value.month, value.day), "explicit"
        if isinstance(value.year, Shift):
            year, basis = self.shifted(expression, value.year)
            return Point(year.year, value.month, value.day), basis
        if value.month is None:
            return self.weekday(expression, value)
        if value.turn is not None:
            year_number = from_reference.turned_year(self.reference, value.month, value.turn)
            return Point(year_number, value.month), "reference-date" if year_number else "unresolved"
        return self.without_year(expression, value, value.month)

    def weekday(self, expression: Expression, value: Calendar) -> tuple[Point, DateBasis]:
        assert value.weekday is not None
        if self.reference is None:
            return Point(None), "unresolved"
        direction = value.turn or self.context.direction(expression.start, expression.end)
        if value.turn == 0 and direction == 0:
            direction = 1  # "this Friday" is to come unless a verb looks back
        point = from_reference.weekday(self.reference, value.weekday, direction, strict=bool(value.turn))
        return point, "reference-date"

    def without_year(self, expression: Expression, value: Calendar, month: int) -> tuple[Point, DateBasis]:
        """The year of a day or month: from the date before it where the story is set in another year, else from the
        reference date and the direction of the clause."""
        direction = self.context.direction(expression.start, expression.end)
        story = self.previous(expression.start, 1)
        told = self.year_of_story(expression.start, story, month, value.day) if story and direction <= 0 else None
        by_reference = from_reference.nearest_year(self.reference, month, value.day, direction)
        if value.weekday is not None and value.day:
            # A printed weekday tells the year.
            years = [year for year in (by_reference, told) if year is not None]
            years += [year + step for year in years for step in (-1, 1)]
            for year in years:
                if is_day(year, month, value.day) and date(year, month, value.day).weekday() == value.weekday:
                    return Point(year, month, value.day), "reference-date" if self.reference else "other-date"
            return Point(None, month, value.day), "unresolved"
        if told is not None and (by_reference is None or told < by_reference):
            return Point(told, month, value.day), "other-date"
        if by_reference is not None and is_day(by_reference, month, value.day or 1):
            return Point(by_reference, month, value.day), "reference-date"
        return Point(None, month, value.day), "unresolved"

    def year_of_story(self, start: int, story: Dated, month: int, day: int | None) -> int | None:
        """The year of the first such day or month at or after the date before, which a story goes on from."""
        year = story.point.year
        same = self.context.sentence_number(story.start) == self.context.sentence_number(start)
        if year is None or not (story.point.day or same):
            return None  # a month or year in the sentence before may be mere background
        if self.context.low.endswith((" of ", " the ", " dated "), 0, story.start):
            return None  # "the law of 9 July 2015" tells no story
        if not story.point.month:
            introduced = self.context.low.startswith("in ", max(0, story.start - 3))
            return year if introduced and is_day(year, month, day or 1) else None
        if (month, day or 31) < (story.point.month, story.point.day or 1):
            # A story that goes on from December to January is in the next year; a few months back is another story.
            year += 1
            if story.point.month - month <= 6:
                return None
        return year if is_day(year, month, day or 1) else None

    def shifted(self, expression: Expression, value: Shift) -> tuple[Point, DateBasis]:
        if value.base == "reference":
            point = from_reference.moved(self.reference, value.amount, value.unit, value.finest)
            return point, "unresolved" if point.year is None else "reference-date"
        before = self.previous(expression.start)
        if before is None:
            return Point(None), "unresolved"
        moved = shift(before.point, value.amount, value.unit)
        if moved is None or moved.year is None:
            return Point(None), "unresolved"
        if value.finest == "Y":
            return Point(moved.year), "other-date"
        if value.finest in ("M", "W"):
            return Point(moved.year, moved.month), "other-date"
        return moved, "other-date"

    def numeric(self, value: Numeric) -> Point:
        """Day and month where one order alone is possible or the text shows which is used; else only the year."""
        orders = {
            day_first: Point(value.year, month, day)
            for day_first, day, month in ((True, value.first, value.second), (False, value.second, value.first))
            if is_day(value.year, month, day)
        }
        if len(orders) == 1 or orders[True] == orders[False]:
            return next(iter(orders.values()))
        if value.dotted:
            return orders[True]
        if self.day_first is not None:
            return orders[self.day_first]
        shown = [point for point in orders.values() if point in self.printed_days]
        return shown[0] if len(shown) == 1 else Point(value.year)

    def value(self, expression: Expression) -> _Value | None:
        """The value of an expression, None where it cannot be resolved at all."""
        match expression.value:
            case Duration(iso):
                return _Value(iso, "duration", "explicit")
            case Repeated(iso):
                return _Value(iso, "set", "explicit")
            case Fixed(edtf):
                return _Value(edtf, "interval" if "/" in edtf else "date", "explicit")
            case Season() as season:
                if season.year is not None:
                    return _Value(f"{season.year}-{season.code}", "date", "explicit")
                told = from_reference.season(self.reference, season.code, season.turn or 0)
                return _Value(told or "XXXX", "date", "reference-date" if told else "unresolved")
            case Numeric() as numeric:
                return self.point(expression, self.numeric(numeric), "explicit")
            case Calendar() as calendar:
                point, basis = self.calendar(expression, calendar)
                return self.point(expression, point, basis, calendar.exact)
            case Range(first, last):
                return self.range(expression, first, last)
            case Shift(finest="W", base="reference") as weeks:
                week = from_reference.week(self.reference, weeks.amount)
                if week:
                    return _Value(week, "interval", "reference-date")
                return self.point(expression, *self.shifted(expression, replace(weeks, finest="M")), weeks.exact)
            case Shift() as moved:
                point, basis = self.shifted(expression, moved)
                if basis == "unresolved" and moved.base == "previous":
                    return None
                if basis == "unresolved" and moved.finest == "D":
                    return _Value("XXXX-XX-XX", "date", basis)
                return self.point(expression, point, basis, moved.exact)
            case FromEvent() as offset:
                return self.from_event(expression, offset)
            case Anniversary() as anniversary:
                return self.anniversary(expression, anniversary)

    def point(self, expression: Expression, point: Point, basis: DateBasis, exact: bool = True) -> _Value:
        if point.month is None and basis == "unresolved" and isinstance(expression.value, Calendar):
            return _Value("XXXX-XX-XX" if expression.value.weekday is not None else point.edtf, "date", basis)
        self.known.append(Dated(expression.start, expression.end, point))
        edge = _EDGE.match(self.context.low, expression.start)
        if edge and point.year is not None and point.day is None:
            if edge["end"]:
                point, exact = Point(point.year, point.latest.month, point.latest.day), True
            elif point.month is None:
                point, exact = Point(point.year, 1, 1), True
        return _Value(point.edtf + ("" if exact or point.year is None else "~"), "date", basis)

    def range(self, expression: Expression, first: Calendar, last: Calendar | None) -> _Value | None:
        begin, basis = self.calendar(expression, first)
        if last is None:
            self.known.append(Dated(expression.start, expression.end, begin))
            return _Value(f"{begin.edtf}/..", "interval", basis)
        end, end_basis = self.calendar(expression, last)
        if isinstance(last.year, int) and first.year is None and begin.month:
            begin = Point(last.year, begin.month, begin.day)
        if begin.year and end.year and begin.earliest > end.latest and first.year is None:
            begin = Point(begin.year - 1, begin.month, begin.day)
        if begin.year and end.year and begin.earliest >= end.latest:
            return None
        self.known.append(Dated(expression.start, expression.end, end))
        edges = (f"{point.edtf}{'' if exact else '~'}" for point, exact in ((begin, first.exact), (end, last.exact)))
        return _Value("/".join(edges), "interval", end_basis)

    def apposed(self, expression: Expression) -> Point | None:
        """The date that stands beside an expression and means the same: "on 26 June, four days after ..."."""
        low = self.context.low
        for date_ in self.known:
            if date_.end <= expression.start and _APPOSED_BEFORE.fullmatch(low, date_.end, expression.start):
                return date_.point
            if expression.end <= date_.start and _APPOSED_AFTER.fullmatch(low, expression.end, date_.start):
                return date_.point
        return None

    def from_event(self, expression: Expression, value: FromEvent) -> _Value | None:
        beside = self.apposed(expression)
        if beside:
            return _Value(beside.edtf, "date", "other-date")
        event = dated(self.context, value.event, self.known)
        moved = shift(event.point, value.amount, value.unit) if event else None
        if moved is None:
            return None
        if value.unit in ("Y", "M"):  # "a year after" a day is no day
            moved = Point(moved.year, moved.month)
        return _Value(moved.edtf, "date", "event")

    def anniversary(self, expression: Expression, value: Anniversary) -> _Value | None:
        beside = self.apposed(expression)
        if beside:
            return _Value(beside.edtf, "date", "other-date")
        year = self.reference.year if self.reference else None
        expected = year - value.years if year is not None and value.years is not None else None
        event = dated(self.context, value.event, self.known, expected_year=expected)
        if event and value.years is None:
            point = Point(year, event.point.month, event.point.day)
            return _Value(point.edtf, "date", "event" if year else "unresolved") if point.month else None
        if value.years is None:
            return None
        moved = shift(event.point, value.years, "Y") if event else None
        # One far ahead belongs to another event than the one that was found.
        if moved and moved.year is not None and (year is None or moved.year <= year + 1):
            return _Value(moved.edtf, "date", "event")
        return _Value(Point(year).edtf, "date", "reference-date" if year else "unresolved")


def resolve(text: str, expressions: Sequence[Expression], reference: ReferenceDate) -> list[Date]:
    """The dates of a text, ids "d1", "d2", ... in text order.

    expressions: what `find` found in the text. An expression that names a date or an event the text does not tell
    is left out; one without a reference date keeps what it says (XXXX-06-22).
    """
    resolver = _Resolver(
        Context(text),
        parse(reference.edtf),
        _order([expression.value for expression in expressions if isinstance(expression.value, Numeric)]),
        frozenset(
            Point(value.year, value.month, value.day)
            for value in (expression.value for expression in expressions)
            if isinstance(value, Calendar) and isinstance(value.year, int) and value.day
        ),
    )
    values: dict[Expression, _Value | None] = {}
    # Events may be dated later in the text, so they come last.
    late = [expression for expression in expressions if isinstance(expression.value, FromEvent | Anniversary)]
    for expression in [*(e for e in expressions if not isinstance(e.value, FromEvent | Anniversary)), *late]:
        values[expression] = resolver.value(expression)
    dates: list[Date] = []
    for expression in expressions:
        value = values[expression]
        if value:
            dates.append(_date(f"d{len(dates) + 1}", text, expression, value, reference))
    return dates


def _order(numerics: list[Numeric]) -> bool | None:
    """Whether the text's slashed dates put the day first; None where none tells or they differ."""
    orders = {
        numeric.first > 12
        for numeric in numerics
        if (numeric.first > 12) != (numeric.second > 12) and not numeric.dotted
    }
    return orders.pop() if len(orders) == 1 else None


def _date(name: str, text: str, expression: Expression, value: _Value, reference: ReferenceDate) -> Date:
    earliest, latest = bounds(value.edtf)
    confidence = _CONFIDENCE[value.basis]
    if value.basis == "reference-date" and reference.basis == "inferred":
        confidence *= _INFERRED
    return Date(
        id=name,
        start=expression.start,
        end=expression.end,
        text=text[expression.start : expression.end],
        edtf=value.edtf,
        type=value.type,
        earliest=earliest,
        latest=latest,
        basis=value.basis,
        confidence=round(confidence, 2),
    )
