"""Links over statements: the labelled pairs as a whole, then each rule with a pair of its own."""

import csv
from collections import Counter
from pathlib import Path

import pytest

from pipeline.errors import UsageError
from pipeline.matching.appearances import Appearance, appearances, name_key
from pipeline.matching.decisions import Decisions, read_decisions
from pipeline.matching.links import judge, link
from tests.samples import full_record

PAIRS = Path(__file__).parent / "pairs.csv"
HEADER = "left_statement,left_name,right_statement,right_name,decision,who,when,note\n"


def somebody(name: str, statement: str = "a", **known: object) -> Appearance:
    return Appearance(statement, f"{statement}.txt", known.pop("person", "p1"), (name,), **known)  # type: ignore[arg-type]


def side(row: dict[str, str], which: str) -> Appearance:
    def cell(name: str) -> tuple[str, ...]:
        return (row[f"{which}_{name}"],) if row[f"{which}_{name}"] else ()

    return Appearance(
        record=which,
        statement=which,
        person="p1",
        names=cell("name"),
        states=cell("state"),
        roles=cell("role"),
        organisations=cell("organisation"),
        companions=frozenset(map(name_key, cell("named_with"))),
    )


def counts(part: str | None = None) -> Counter[tuple[str, str]]:
    with PAIRS.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if part in (None, row["part"])]
    return Counter((row["same"], judge(side(row, "left"), side(row, "right")).verdict) for row in rows)


def test_automatic_links_are_right_and_most_are_found() -> None:
    found = counts()
    assert found.total() >= 400
    right, wrong, missed = found["yes", "same"], found["no", "same"], found["yes", "undecided"]
    assert right / (right + wrong) >= 0.98
    assert right / (right + missed) >= 0.80


def test_pairs_that_no_rule_was_made_with_are_linked_rightly_too() -> None:
    found = counts("held out")
    right, wrong, missed = found["yes", "same"], found["no", "same"], found["yes", "undecided"]
    assert right / (right + wrong) >= 0.98
    assert right / (right + missed) >= 0.70


KEN = {"states": ("KEN",)}


@pytest.mark.parametrize(
    ("left", "right", "verdict", "reason"),
    [
        (somebody("Amina Odhiambo", **KEN), somebody("Amina Odhiambo", "b", **KEN), "same", "same state (KEN)"),
        (
            somebody("Amina Odhiambo"),
            somebody("Amina Odhiambo", "b"),
            "undecided",
            "too little besides the name agrees",
        ),
        (somebody("Wang Wei"), somebody("Wang Wei", "b"), "undecided", "common name"),
        (
            somebody("Wang Wei", states=("CHN",)),
            somebody("Wang Wei", "b", states=("CHN",)),
            "undecided",
            "too little besides the name agrees",
        ),
        (somebody("Xi", states=("CHN",)), somebody("Xi", "b", states=("CHN",)), "undecided", "their names do not tell"),
        (
            somebody("Amina Odhiambo", **KEN),
            somebody("Amina Odhiambo", "b", states=("TZA",), roles=("lawyer",)),
            "undecided",
            "different states (KEN; TZA)",
        ),
        (
            somebody("Amina Odhiambo", organisations=("example watch",)),
            somebody("Odhiambo Amina", "b", organisations=("example watch",)),
            "same",
            "words in another order (surname first)",
        ),
        (
            somebody("Amina Odhiambo", companions=frozenset({"juma kariuki"})),
            somebody("Aminah Odhiambo", "b", companions=frozenset({"juma kariuki"})),
            "same",
            "named with the same person (juma kariuki)",
        ),
        (
            somebody("Amina Odhiambo", organisations=("example watch",), **KEN),
            somebody("Amira Odhiambo", "b", organisations=("example watch",), **KEN),
            "undecided",
            "their names do not tell",
        ),
        (
            somebody("Amina Odhiambo", roles=("lawyer",), **KEN),
            somebody("A. Odhiambo", "b", roles=("lawyer",), **KEN),
            "undecided",
            "initial for a name (amina, a)",
        ),
    ],
)
def test_evidence_decides(left: Appearance, right: Appearance, verdict: str, reason: str) -> None:
    found = judge(left, right)
    assert found.verdict == verdict
    assert reason in found.reasons
    assert judge(right, left).verdict == verdict


def test_pairs_and_persons_of_statements() -> None:
    people = [
        somebody("Amina Achieng Odhiambo", "a", roles=("lawyer",), **KEN),
        somebody("Amina Odhiambo", "b", roles=("lawyer",), **KEN),
        somebody("Amina Odhiambo", "c", states=("TZA",)),
        somebody("Odhiambo", "d", **KEN),
    ]
    pairs, persons = link(people)
    assert [(pair.left.record, pair.right.record, pair.verdict) for pair in pairs] == [
        ("a", "b", "same"),
        ("a", "c", "undecided"),
        ("a", "d", "undecided"),
        ("b", "c", "undecided"),
        ("b", "d", "undecided"),
        ("c", "d", "undecided"),
    ]
    assert [(one.id, one.name, [seen.record for seen in one.appearances]) for one in persons] == [
        ("a:p1", "Amina Achieng Odhiambo", ["a", "b"])
    ]


def test_two_people_of_one_statement_never_become_one() -> None:
    people = [
        somebody("Ana Quispe", "a", person="p1", states=("PER",)),
        somebody("Ana Quispe", "a", person="p2", states=("PER",)),
        somebody("Ana Quispe", "b", states=("PER",)),
    ]
    pairs, persons = link(people)
    assert [pair.verdict for pair in pairs] == ["same", "undecided"]
    assert "linking them would make one of people who are told apart" in pairs[1].reasons
    assert [len(one.appearances) for one in persons] == [2]


def decisions(tmp_path: Path, *rows: str) -> Decisions:
    path = tmp_path / "decisions.csv"
    path.write_text(HEADER + "".join(f"{row}\n" for row in rows), "utf-8")
    return read_decisions(path)


def test_decisions_override_the_machine(tmp_path: Path) -> None:
    people = [
        somebody("Amina Odhiambo", "a", **KEN),
        somebody("Amina Odhiambo", "b", **KEN),
        somebody("Mama Haki", "c"),
    ]
    decided = decisions(
        tmp_path,
        "a.txt,Amina Odhiambo,b.txt,Amina Odhiambo,not the same,Zawadi,2026-01-31,mother and daughter",
        ",Mama Haki,a.txt,Amina Odhiambo,same,Zawadi,,",
    )
    pairs, persons = link(people, decided)
    assert [(pair.verdict, pair.by) for pair in pairs] == [("not the same", "Zawadi"), ("same", "Zawadi")]
    assert {"decided on 2026-01-31", "mother and daughter"} <= set(pairs[0].reasons)
    assert [[seen.record for seen in one.appearances] for one in persons] == [["a", "c"]]


def test_who_is_told_apart_is_not_joined_by_way_of_others(tmp_path: Path) -> None:
    people = [somebody("Amina Odhiambo", statement, **KEN) for statement in "abc"]
    apart = "a.txt,Amina Odhiambo,c.txt,Amina Odhiambo,not the same,Zawadi,,"
    pairs, persons = link(people, decisions(tmp_path, apart))
    assert [pair.verdict for pair in pairs] == ["same", "not the same", "undecided"]
    assert [[seen.record for seen in one.appearances] for one in persons] == [["a", "b"]]


def test_decisions_that_contradict_each_other_are_refused(tmp_path: Path) -> None:
    people = [somebody("Amina Odhiambo", statement, **KEN) for statement in "abc"]
    rows = [
        "a.txt,Amina Odhiambo,b.txt,Amina Odhiambo,same,Zawadi,,",
        "b.txt,Amina Odhiambo,c.txt,Amina Odhiambo,same,Zawadi,,",
        "a.txt,Amina Odhiambo,c.txt,Amina Odhiambo,not the same,Juma,,",
    ]
    with pytest.raises(UsageError, match=r"correct one of them"):
        link(people, decisions(tmp_path, *rows))
    with pytest.raises(UsageError, match=r"row 3: contradicts decisions.csv, row 2"):
        decisions(tmp_path, rows[0], rows[0].replace("same", "not the same"))


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("a.txt,Amina,b.txt,Amina,perhaps,Zawadi,,", "row 2, column decision"),
        ("a.txt,,b.txt,Amina,same,Zawadi,,", "row 2, column left_name"),
        ("a.txt,Amina,b.txt,Amina,same,,,", "row 2, column who"),
        ("a.txt,Amina,b.txt,Amina,same,Zawadi,yesterday,", "row 2, column when"),
    ],
)
def test_faults_of_a_decisions_file_are_told_with_row_and_column(tmp_path: Path, row: str, message: str) -> None:
    with pytest.raises(UsageError, match=message):
        decisions(tmp_path, row)


def test_decisions_as_json_lines(tmp_path: Path) -> None:
    path = tmp_path / "decisions.jsonl"
    path.write_text('{"left_name": "Ana", "right_name": "Eva", "decision": "same", "who": "Juma"}\n\n')
    assert read_decisions(path).of(somebody("Ana"), somebody("Eva", "b")) is not None
    path.write_text('{"left_name": 7}\n')
    with pytest.raises(UsageError, match="row 1"):
        read_decisions(path)


def test_people_of_a_record() -> None:
    record = full_record()
    (person,) = appearances([record])
    assert person.id == f"{record.id}:p1"
    assert (person.statement, person.name, person.states) == (record.key, "Amina Odhiambo", ("KEN",))
    assert person.roles == ("lawyer",)
    assert len(person.organisations) == 1
