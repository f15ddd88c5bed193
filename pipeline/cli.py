"""The command line: a function a command, which reads arguments and leaves the work to a plain function."""

import sys
from contextlib import nullcontext
from functools import partial
from importlib.metadata import version
from pathlib import Path
from typing import Annotated

import msgspec
import typer
from rich.console import Console

from pipeline import cli_registry
from pipeline.errors import UsageError
from pipeline.exits import SOME_FAILED, errors_told
from pipeline.record import json_schema
from pipeline.run.folder import RECORDS
from pipeline.run.job import Job
from pipeline.run.job import run as run_job
from pipeline.run.processor import load_stages
from pipeline.run.progress import shown
from pipeline.show import show_records, show_summary

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    help="Turn advocacy texts into records of people, states, organisations, dates and claims, on this machine alone.",
)
app.add_typer(cli_registry.app, name="registry")


def _print_version(wanted: bool) -> None:
    if wanted:
        print(f"rapporteur {version('rapporteur')}")
        raise typer.Exit


@app.callback()
def main(
    _: Annotated[
        bool, typer.Option("--version", help="Print the version and exit.", callback=_print_version, is_eager=True)
    ] = False,
) -> None:
    """Options of all commands."""


@app.command()
def run(
    paths: Annotated[
        list[str],
        typer.Argument(
            metavar="PATH…", help='Files, folders, patterns, .jsonl with a statement a line, or "-" for standard input.'
        ),
    ],
    output: Annotated[
        Path | None,
        typer.Option(
            "--output", "-o", metavar="DIR", help="Folder for the records, instead of outputs/<name of the input>."
        ),
    ] = None,
    published: Annotated[
        str | None,
        typer.Option(metavar="DATE", help="When they were published: 2024-03-05, 2024-03 or 2024."),
    ] = None,
    publisher: Annotated[str | None, typer.Option(metavar="NAME", help="Who published them.")] = None,
    registry: Annotated[
        list[Path] | None,
        typer.Option(metavar="FILE", help="Names of your own, as `rapporteur registry build` makes them. Repeatable."),
    ] = None,
    workers: Annotated[
        int | None, typer.Option(metavar="N", help="Processes, instead of as many as cores and statements ask for.")
    ] = None,
    fresh: Annotated[
        bool, typer.Option("--fresh", help="Throw away what earlier runs left in the folder, and start again.")
    ] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print nothing but what went wrong.")] = False,
) -> None:
    """Turn statements into records, or go on where an earlier run stopped: only what is new or changed is processed."""
    with errors_told():
        from pipeline.read import ReadOptions  # takes a moment, which `--help` need not wait for
        from pipeline.read.calendar import edtf
        from pipeline.registries.file import check_header

        if published is not None and edtf(published) is None:
            raise UsageError(f"--published {published}: a date such as 2024-03-05, 2024-03 or 2024 is expected")
        for path in registry or ():
            check_header(path)
        job = Job(
            arguments=tuple(paths),
            options=ReadOptions(published=published and edtf(published), publisher=publisher),
            output=output,
            workers=workers,
            fresh=fresh,
            load=partial(load_stages, tuple(registry)) if registry else load_stages,
        )
        with nullcontext(_no_report) if quiet else shown(Console(stderr=True)) as report:
            summary = run_job(job, report)
    if not quiet:
        show_summary(Console(), summary)
    if summary.counts["errors"]:
        raise typer.Exit(SOME_FAILED)


def _no_report(done: int, total: int, failed: int) -> None:
    pass


@app.command()
def show(
    records: Annotated[Path, typer.Argument(metavar="RECORDS.jsonl", help="File of records, or the folder of a run.")],
    id_: Annotated[
        str | None, typer.Argument(metavar="[ID]", help="Id, key or path of one record; the beginning is enough.")
    ] = None,
) -> None:
    """Show records as a person reads them: one of them in full, or several in brief."""
    with errors_told():
        show_records(Console(), records / RECORDS if records.is_dir() else records, id_)


@app.command()
def evaluate(
    path: Annotated[
        Path,
        typer.Argument(
            metavar="RECORDS.jsonl",
            help="File of records, or the folder of a run; a folder of annotations by somebody else, whose agreement "
            'with the gold is measured (texts: the folder "statements" beside it or above); a corpus of names '
            "(FILE.conll, .conllu, .iob, .spacy, …); with --check, the folder of the statements.",
        ),
    ],
    gold: Annotated[
        Path | None, typer.Option("--gold", metavar="DIR", help="Folder of gold, a .json for each statement.")
    ] = None,
    errors: Annotated[
        bool, typer.Option("--errors", help="List every miss and false find with its sentence, by cause.")
    ] = False,
    by: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE.csv", help="Main figures by kind of text, too; columns: file (as in the gold), kind."
        ),
    ] = None,
    against: Annotated[
        Path | None, typer.Option(metavar="OTHER.jsonl", help="Earlier records: tell what changed, and what is chance.")
    ] = None,
    check: Annotated[
        bool, typer.Option("--check", help="Check the gold against the statements instead; nothing is measured.")
    ] = False,
    labels: Annotated[
        str | None, typer.Option(metavar="MAP", help="Labels of a corpus of names: PER=PERSON,LOC=LOC,NORP=DEMONYM.")
    ] = None,
    export: Annotated[
        Path | None, typer.Option(metavar="FILE.spacy", help="Write the records for spaCy instead (DocBin).")
    ] = None,
    floors: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Exit with 1 where a layer is under its floor.")
    ] = None,
    write_floors: Annotated[bool, typer.Option("--write-floors", help="Make what is measured the floors.")] = False,
    allow_lower: Annotated[bool, typer.Option("--allow-lower", help="Let --write-floors lower a floor.")] = False,
    json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Measure records against gold: each layer and type of claim, spans, values, slots, and confidence.

    What every figure means is told in README.md, "Evaluate", and in the modules of pipeline/evaluate.
    """
    with errors_told():
        from pipeline.evaluate.command import Request
        from pipeline.evaluate.command import evaluate as evaluate_request  # takes a moment, as in `run`

        request = Request(
            path=path,
            gold=gold,
            check=check,
            errors=errors,
            by=by,
            against=against,
            floors=floors,
            write_floors=write_floors,
            allow_lower=allow_lower,
            labels=labels,
            export=export,
            json=json,
        )
        all_is_well = evaluate_request(Console(), request)
    if not all_is_well:
        raise typer.Exit(SOME_FAILED)


@app.command()
def link(
    paths: Annotated[
        list[Path], typer.Argument(metavar="RECORDS…", help="Files of records, or folders of runs.", show_default=False)
    ],
    output: Annotated[
        Path, typer.Option("--output", "-o", metavar="FILE.jsonl", help="Pairs that may be one person, and persons.")
    ],
    decisions: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="What people decided, .csv or .jsonl; it overrides the machine."),
    ] = None,
) -> None:
    """Tell who is the same person in different statements: linked where the evidence is enough, else left open."""
    with errors_told():
        from pipeline.link import link_records  # takes a moment, as in `run`

        counts = link_records(paths, decisions, output)
    print(f"{counts.people:,} people in the records; {counts.persons:,} persons in several statements", file=sys.stderr)
    print(f"pairs: {counts.same:,} the same, {counts.undecided:,} undecided; all in {output}", file=sys.stderr)


@app.command()
def schema() -> None:
    """Print the JSON Schema of a record."""
    print(msgspec.json.format(msgspec.json.encode(json_schema()), indent=2).decode())
