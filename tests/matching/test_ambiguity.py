import pytest

from pipeline.matching import Form, Scanner, settled

SCANNER = Scanner(
    [
        Form("International Court of Justice", ("court",), "name"),
        Form("International Commission of Jurists", ("jurists",), "name"),
        Form("ICJ", ("court", "jurists"), "acronym"),
        Form("Committee against Torture", ("committee",), "name"),
        Form("CAT", ("committee",), "acronym", shared=True),
        Form("Human Rights Council", ("un-hrc",), "name"),
        Form("High Commissioner", ("un-high-commissioner",), "short", shared=True),
        Form("Congo", ("COG", "COD"), "short"),
    ]
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The ICJ said so. The International Court of Justice sits there.", ["court", "court"]),
        ("The International Commission of Jurists (ICJ) regrets it.", ["jurists", "jurists"]),
        ("The ICJ said so.", []),
        ("The International Commission of Jurists took it to the International Court of Justice, and the ICJ won.",
         ["jurists", "court"]),
        ("Article 2 of the CAT", []),
        ("the Committee against Torture (CAT)", ["committee", "committee"]),
        ("The High Commissioner told the Human Rights Council so.", ["un-high-commissioner", "un-hrc"]),
        ("The High Commissioner of Bermuda said so.", []),
        ("Congo", ["COG|COD"]),
    ],
)  # fmt: skip
def test_settled(text: str, expected: list[str]) -> None:
    (matches,) = SCANNER.scan([text])
    assert ["|".join(match.form.entries) for match in settled(matches)] == expected
