"""Records as a person reads them in a terminal.

Everything printed comes from texts that anybody may have written: it is never read as markup, and characters that
would steer the terminal or turn the reading direction are replaced, one for one, so that offsets stay.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

import msgspec
from rich import box
from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from pipeline.errors import UsageError
from pipeline.record import Argument, Claim, Record
from pipeline.run.folder import ERRORS, RECORDS
from pipeline.run.job import Summary
from pipeline.sinks import jsonlines
from pipeline.statement import Failure

_TEXT_WIDTH = 100  # longer lines are hard to read
_STRONGEST = 3  # claims of a record in brief
_MOST = 12  # people, states, … of a record in brief
_FIRST_ERRORS = 5
_STYLES = {"people": "bold cyan", "states": "bold green", "organisations": "bold magenta", "dates": "bold yellow"}
_CLAIM_STYLES = {"violation": "bold red", "criticism": "red", "demand": "bold blue", "recommendation": "blue"}
_UNSAFE = dict.fromkeys(
    {*range(0x20), *range(0x7F, 0xA0), 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)} - {ord("\n")},
    "\N{REPLACEMENT CHARACTER}",
)


def show_summary(console: Console, summary: Summary) -> None:
    """What a run did, the first of its errors, and where the rest is."""
    counts = summary.counts
    parts = [f"{counts[name]:,} {name}" for name in ("new", "unchanged", "kept") if counts[name]]
    detail = f" ({', '.join(parts)})" if parts else ""
    print_line(
        console, f"{counts['records']:,} records{detail}, {counts['errors']:,} errors in {summary.seconds:.1f} s"
    )
    if counts["kept"]:
        print_line(console, "kept: records whose source is no longer among the inputs; --fresh drops them")
    for failure in islice(_failures(summary.folder / ERRORS), _FIRST_ERRORS):
        place = failure.path if failure.line is None else f"{failure.path}, line {failure.line}"
        print_line(console, f"  {place}: {failure.stage}: {failure.reason}", "red")
    if counts["errors"] > _FIRST_ERRORS:
        print_line(console, f"  … and {counts['errors'] - _FIRST_ERRORS:,} more in {summary.folder / ERRORS}", "red")
    print_line(console, f"records:  {summary.folder / RECORDS}")
    print_line(console, f"to read:  rapporteur show {summary.folder / RECORDS}", "dim")


def _failures(path: Path) -> Iterator[Failure]:
    with path.open("rb") as file:
        for line in file:
            yield msgspec.json.decode(line, type=Failure)


def show_records(console: Console, path: Path, wanted: str | None) -> None:
    """Print the record that is wanted in full; without a wish a single record in full, several in brief.

    wanted: how its id, key or path begins. Raises UsageError where no record or more than one is meant.
    """
    if wanted is not None:
        show_record(console, _only(jsonlines.read(path), wanted, path))
        return
    records = jsonlines.read(path)
    first = list(islice(records, 2))
    if not first:
        print_line(console, f"{path}: no records")
    elif len(first) == 1:
        show_record(console, first[0])
    else:
        for record in (*first, *records):
            show_brief(console, record)
        print_line(console, f"records:  {path}")
        print_line(console, f"one in full:  rapporteur show {path} ID", "dim")


def _only(records: Iterable[Record], wanted: str, path: Path) -> Record:
    found = []
    for record in records:
        names = (record.id, record.key, record.source.path)
        if wanted in names:
            return record
        if any(name.startswith(wanted) for name in names):
            found.append(record)
    if len(found) != 1:
        raise UsageError(f"{path}: {len(found) or 'no'} records with an id, key or path that begins with {wanted!r}")
    return found[0]


def show_brief(console: Console, record: Record) -> None:
    """A few lines: who, where, when, and the strongest claims."""
    record = _safe(record)
    _heading(console, record)
    people = [f"{one.name} ({', '.join(one.roles)})" if one.roles else one.name for one in record.people]
    rows = (
        ("people", people),
        ("states", [one.name for one in record.states]),
        ("organisations", [one.name for one in record.organisations]),
        ("dates", list(dict.fromkeys(one.edtf for one in record.dates))),
    )
    grid = Table.grid(padding=(0, 2))
    grid.add_column(no_wrap=True)
    grid.add_column()
    for name, values in rows:
        if values:
            more = f" … and {len(values) - _MOST:,} more" if len(values) > _MOST else ""
            grid.add_row(Text(name, _STYLES[name]), Text("; ".join(values[:_MOST]) + more))
    names = _names(record)
    strongest = sorted(record.claims, key=lambda claim: -claim.confidence)[:_STRONGEST]
    for number, claim in enumerate(strongest):
        grid.add_row(Text("" if number else "claims", "bold"), _proposition(claim, names))
    console.print(_indented(grid, 2))


def show_record(console: Console, record: Record) -> None:
    """The text with what was found in it marked, then what was found."""
    record = _safe(record)
    _heading(console, record)
    console.print(_indented(Text(_origin(record), "dim"), 2))
    for paragraph in _marked(record, brackets=console.no_color or not console.is_terminal):
        console.print(paragraph, width=min(console.width, _TEXT_WIDTH))
    names = _names(record)
    _table(
        console,
        "people",
        ("id", "name", "roles", "of", "mentions"),
        [
            (
                one.id,
                one.name,
                "; ".join(one.roles),
                "; ".join(names.get(id_, id_) for id_ in one.affiliations),
                _tally(mention.text for mention in one.mentions),
            )
            for one in record.people
        ],
    )
    _table(
        console,
        "states",
        ("id", "name", "mentions"),
        [(one.id, one.name, _tally(mention.text for mention in one.mentions)) for one in record.states],
    )
    _table(
        console,
        "organisations",
        ("id", "name", "kind", "country", "mentions"),
        [
            (
                one.id,
                one.name,
                f"{one.kind}, signatory" if one.signatory else one.kind,
                one.country or "",
                _tally(mention.text for mention in one.mentions),
            )
            for one in record.organisations
        ],
    )
    _table(
        console,
        "dates",
        ("id", "words", "value", "from", "to", "basis"),
        [(one.id, one.text, one.edtf, one.earliest or "", one.latest or "", one.basis) for one in record.dates],
    )
    if record.claims:
        print_line(console, f"claims ({len(record.claims)})", "bold")
        for claim in record.claims:
            _claim(console, claim, names, {one.id: one.edtf for one in record.dates})


def _heading(console: Console, record: Record) -> None:
    console.rule(Text(record.source.title or record.source.path, "bold", overflow="ellipsis"), align="left")
    print_line(console, f"  {record.id}  {record.source.path}", "dim")


def _origin(record: Record) -> str:
    source, date = record.source, record.reference_date
    published = source.published and f"published {source.published}"
    reference = f"reference date {date.edtf or 'unknown'} ({date.basis})"
    return " · ".join(part for part in (source.publisher, source.author, published, reference, source.url) if part)


@dataclass(frozen=True, slots=True, order=True)
class _Mark:
    start: int
    end: int
    style: str
    label: str


def _marks(record: Record) -> list[_Mark]:
    entities = (("people", record.people), ("states", record.states), ("organisations", record.organisations))
    mentions = [
        _Mark(mention.start, mention.end, _STYLES[name], one.id)
        for name, group in entities
        for one in group
        for mention in one.mentions
    ]
    return sorted(mentions + [_Mark(date.start, date.end, _STYLES["dates"], date.edtf) for date in record.dates])


def _marked(record: Record, brackets: bool) -> Iterator[Text]:
    """The blocks of the text, section by section. brackets: marks that need no colour, "[Kenya|KEN]"."""
    marks = _marks(record)
    for section in record.sections:
        yield Text(section.kind.upper(), "dim")
        start = section.start
        for block in record.text[section.start : section.end].split("\n"):
            end = start + len(block)
            yield _block(record.text, start, end, [mark for mark in marks if start <= mark.start < end], brackets)
            if len(block) > _TEXT_WIDTH and end < section.end:
                yield Text()
            start = end + 1
        yield Text()


def _block(text: str, start: int, end: int, marks: Sequence[_Mark], brackets: bool) -> Text:
    block = Text()
    for mark in marks:
        if mark.start >= start:  # else inside the mark before
            block.append(text[start : mark.start])
            words = text[mark.start : mark.end]
            block.append(f"[{words}|{mark.label}]" if brackets else words, mark.style)
            start = mark.end
    return block.append(text[start:end])


def _table(console: Console, name: str, columns: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    if not rows:
        return
    print_line(console, f"{name} ({len(rows)})", _STYLES[name])
    table = Table(box=box.SIMPLE_HEAD, show_edge=False)
    filled = [index for index in range(len(columns)) if any(row[index] for row in rows)]
    for index in filled:
        table.add_column(columns[index], overflow="fold")
    for row in rows:
        table.add_row(*(Text(row[index]) for index in filled))
    console.print(_indented(table, 2))


def _indented(what: RenderableType, by: int, below: int = 1) -> Padding:
    return Padding(what, (0, 0, below, by), expand=False)


def _tally(words: Iterable[str]) -> str:
    """How often each occurs: "Kenya ×3, Kenyan"."""
    return ", ".join(word if times == 1 else f"{word} ×{times}" for word, times in Counter(words).most_common())


def _names(record: Record) -> dict[str, str]:
    return {one.id: one.name for group in (record.people, record.states, record.organisations) for one in group}


def _proposition(claim: Claim, names: dict[str, str]) -> Text:
    """Who does what to whom: "violation  police → detain → Amina Odhiambo"."""
    parts = [_argument(claim.actor, names), claim.action, _argument(claim.target, names)]
    line = Text(claim.type, _CLAIM_STYLES.get(claim.type, "bold"))
    line.append(f"  {' → '.join(part for part in parts if part)}")
    return line if claim.status == "asserted" else line.append(f"  ({claim.status})", "italic")


def _argument(argument: Argument | None, names: dict[str, str]) -> str:
    """The words, and the entity they mean where they do not name it."""
    if argument is None:
        return ""
    name = names.get(argument.ref or "")
    if name is None or argument.text is None or name in argument.text:
        return argument.text or name or ""
    return f"{argument.text} ({name})"


def _claim(console: Console, claim: Claim, names: dict[str, str], dates: dict[str, str]) -> None:
    console.print(_indented(_proposition(claim, names), 2, below=0))
    source = claim.source.text or names.get(claim.source.ref or "") or "the author"
    details = [f"says {source}" if claim.quote == "none" else f"says {source}, {claim.quote} quote"]
    details += [dates[id_] for id_ in claim.dates if id_ in dates]
    for quantity in claim.quantities:
        of = "" if quantity.of is None else f" of {quantity.of:g}"
        details.append(f"{quantity.value:g}{of} {quantity.unit or ''}".strip())
    details.append(f"confidence {claim.confidence:.2f}")
    console.print(_indented(Text(f"“{claim.text}”"), 6, below=0), width=min(console.width, _TEXT_WIDTH))
    console.print(_indented(Text(" · ".join(details), "dim"), 6))


def print_line(console: Console, line: str, style: str = "") -> None:
    """A line that is not read as markup, and with nothing in it that steers the terminal."""
    console.print(Text(line.translate(_UNSAFE), style), soft_wrap=True)


def _safe(record: Record) -> Record:
    return msgspec.convert(_translated(msgspec.to_builtins(record)), Record)


def _translated(value: Any) -> Any:
    match value:
        case str():
            return value.translate(_UNSAFE)
        case list():
            return [_translated(one) for one in value]
        case dict():
            return {name: _translated(one) for name, one in value.items()}
    return value
