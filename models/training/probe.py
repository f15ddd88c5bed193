"""How well the shipped model recognises names of each naming tradition, and names in capitals or lower case.

    PYTHONPATH=.:models/training python models/training/probe.py

Reads the sentences of probe.toml one by one, as the pipeline reads a text, and prints precision, recall and F1 of exact
spans in per cent, with the number of gold names: for each tradition as written, then for all of them as written, in
capitals and in lower case. The names are the model's alone, before the rules of the pipeline mend them. A tradition has
about thirteen persons, so one of them is some eight points of its row; the last three rows are the steady ones.
"""

import re
import tomllib
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

import numpy as np
from spacy.language import Language

from pipeline.evaluate.counts import Count
from pipeline.evaluate.formats.marked import MarkedText
from pipeline.evaluate.spans import LabelledSpan
from pipeline.recognise.model import load_model, parse
from pipeline.record import Source
from pipeline.resources import model_path
from pipeline.statement import CleanText, Statement

PROBE = Path(__file__).with_name("probe.toml")
LABELS = ("PERSON", "ORG", "LOC")
Case = Callable[[str], str]
CASES: Mapping[str, Case] = {"as written": str, "capitals": str.upper, "lower case": str.lower}

_MARK = re.compile(rf"\[({'|'.join(LABELS)}) ([^][]+)\]")


def read(path: Path = PROBE) -> dict[str, list[str]]:
    """The sentences with their marks, by tradition."""
    traditions = tomllib.loads(path.read_text("utf-8"))["tradition"]
    return {one["name"]: one["sentences"].splitlines() for one in traditions}


def unmark(marked: str, case: Case = str) -> MarkedText:
    """A sentence and the names marked in it; both in another case where one is given.

    >>> unmark("[PERSON Fan]’s flat", str.upper)
    MarkedText(text='FAN’S FLAT', names=(LabelledSpan(start=0, end=3, label='PERSON', optional=False),), claims=())

    Raises ValueError for a bracket that belongs to no mark.
    """
    text, names, at = "", [], 0
    for mark in _MARK.finditer(marked):
        text += case(marked[at : mark.start()])
        start = len(text)  # counted in the text as changed: a change of case may change lengths ("İ")
        text += case(mark[2])
        names.append(LabelledSpan(start, len(text), mark[1]))
        at = mark.end()
    text += case(marked[at:])
    if "[" in text or "]" in text:
        raise ValueError(f"{marked}: a bracket is no part of a [{'|'.join(LABELS)} name]")
    return MarkedText(text, tuple(names))


def recognised(nlp: Language, text: str) -> set[LabelledSpan]:
    """The names that the model finds in one sentence, read as a text of its own."""
    offsets = np.arange(len(text), dtype=np.int32)
    source = Source(path="", sha256="", media_type="text/plain")
    statement = Statement(id="", key="", source=source, text=text, offsets=offsets)
    doc = parse(nlp, CleanText(text=text, offsets=offsets, sections=(), statement=statement))
    return {LabelledSpan(e.start_char, e.end_char, e.label_) for e in doc.ents}


def counts(nlp: Language, sentences: Iterable[MarkedText]) -> dict[str, Count]:
    """By label: a name is right whose bounds and label are gold's."""
    table = dict.fromkeys(LABELS, Count())
    for sentence in sentences:
        gold, found = set(sentence.names), recognised(nlp, sentence.text)
        for label in LABELS:
            g, f = ({name for name in names if name.label == label} for names in (gold, found))
            table[label] += Count(len(g & f), len(g), len(f))
    return table


def summed(tables: Sequence[Mapping[str, Count]]) -> dict[str, Count]:
    return {label: sum((table[label] for table in tables), Count()) for label in LABELS}


def row(name: str, table: Mapping[str, Count]) -> str:
    cells = (
        f"{100 * c.precision:6.1f}{100 * c.recall:6.1f}{100 * c.f1:6.1f}{c.gold:5}"
        for c in (table[label] for label in LABELS)
    )
    return f"{name:42}" + "  ".join(cells)


def main() -> None:
    nlp, traditions = load_model(model_path()), read()
    tables = {
        name: [counts(nlp, (unmark(s, case) for s in sentences)) for sentences in traditions.values()]
        for name, case in CASES.items()
    }
    print(f"{'':42}" + "  ".join(f"{label:>23}" for label in LABELS))
    print(f"{'':42}" + "  ".join(f"{'P':>6}{'R':>6}{'F1':>6}{'gold':>5}" for _ in LABELS))
    for name, table in zip(traditions, tables["as written"], strict=True):
        print(row(name, table))
    for name, each in tables.items():
        print(row(f"all, {name}", summed(each)))


if __name__ == "__main__":
    main()
