"""The commands `rapporteur registry …`, for `pipeline.cli`."""

from pathlib import Path
from typing import Annotated

import typer

from pipeline.exits import errors_told

app = typer.Typer(
    no_args_is_help=True,
    help="Registries of names of your own, for `run --registry`: build and check them, ask what is in them.",
)

_Inputs = Annotated[
    list[Path],
    typer.Argument(
        metavar="FILE…", help="JSON Lines, .csv, .tsv, or entities of FollowTheMoney: Person, Organization, Company, …"
    ),
]
_Map = Annotated[
    list[str] | None,
    typer.Option(
        "--map",
        metavar="FIELD=COLUMN",
        help='Column of a CSV, such as "name=Full Name", where it is not called as the field. Repeatable.',
    ),
]
_Kind = Annotated[str | None, typer.Option(metavar="KIND", help="Of rows that say none: person, organisation, …")]
_Keep = Annotated[bool, typer.Option("--keep-unsafe", help="Look for every name, however short or common.")]
_Registries = Annotated[
    list[Path] | None,
    typer.Option("--registry", metavar="FILE", help="A built registry, beside the one that comes along. Repeatable."),
]


@app.command()
def build(
    files: _Inputs,
    output: Annotated[Path, typer.Option("--output", "-o", metavar="FILE.jsonl", help="Where the registry goes.")],
    columns: _Map = None,
    kind: _Kind = None,
    prefix: Annotated[
        str, typer.Option(metavar="TEXT", help="Put before every id, to tell two registries apart.")
    ] = "",
    keep_unsafe: _Keep = False,
) -> None:
    """Make a registry of your files, and tell which names are left out of it, and why."""
    _report(files, columns, kind, keep_unsafe, prefix, output)


@app.command()
def check(files: _Inputs, columns: _Map = None, kind: _Kind = None, keep_unsafe: _Keep = False) -> None:
    """Tell what `build` would, and write nothing."""
    _report(files, columns, kind, keep_unsafe, "", None)


def _report(
    files: list[Path], columns: list[str] | None, kind: str | None, keep_unsafe: bool, prefix: str, output: Path | None
) -> None:
    with errors_told():
        from pipeline.registries.command import BuildRequest, build_registry  # takes a moment

        request = BuildRequest(
            paths=tuple(files),
            columns=tuple(columns or ()),
            kind=kind,
            prefix=prefix,
            keep_unsafe=keep_unsafe,
            output=output,
        )
        for line in build_registry(request):
            print(line)


@app.command()
def search(
    name: Annotated[str, typer.Argument(metavar="NAME", help="The beginnings of its words, in any case.")],
    registry: _Registries = None,
) -> None:
    """List the entries with a name whose words begin so, with their ids."""
    with errors_told():
        from pipeline.registries.search import search_registries

        for line in search_registries(name, tuple(registry or ())):
            print(line)


@app.command()
def explain(
    text: Annotated[str, typer.Argument(metavar="TEXT", help="A sentence or more.")], registry: _Registries = None
) -> None:
    """Tell which entries are found where in a text, and which are not, and why."""
    with errors_told():
        from pipeline.registries.explain import explain_text

        for line in explain_text(text, tuple(registry or ())):
            print(line)
