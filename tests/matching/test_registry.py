"""The loader on small broken files, and the facts of the real files."""

import re
from collections import Counter
from pathlib import Path

import pytest

from pipeline.matching import RegistryError, load
from pipeline.resources import registry_path

SOUND = {
    "states.csv": "id,name,kind\nCHN,China,state\nCN-XZ,Tibet,region\n",
    "state_names.csv": "form,id,kind,shared,note\nChina,CHN,name,,\nChinese,CHN,demonym,,\nTibet,CN-XZ,name,,\n",
    "organisations.csv": "id,name,acronym,kind,country\nchrd,Chinese Human Rights Defenders,CHRD,ngo,\n",
    "organisation_names.csv": "form,id,kind,shared\nCHRD,chrd,acronym,\n",
}


def write(folder: Path, **changed: str) -> Path:
    for name, content in SOUND.items():
        (folder / name).write_text(changed.get(name.removesuffix(".csv"), content), encoding="utf-8")
    return folder


def test_a_sound_registry(tmp_path: Path) -> None:
    registry = load(write(tmp_path))
    assert list(registry.entries) == ["CHN", "CN-XZ", "chrd"]
    assert registry.entries["chrd"].acronym == "CHRD"
    assert registry.entries["chrd"].country is None
    assert [form.text for form in registry.forms] == ["China", "Chinese", "Tibet", "CHRD"]


def test_lookup_knows_the_spellings(tmp_path: Path) -> None:
    registry = load(write(tmp_path))
    form = registry.lookup("CHINA")
    assert form is not None
    assert form.entries == ("CHN",)
    assert registry.lookup("china") is None


def test_the_digest_tells_every_change(tmp_path: Path) -> None:
    folders = [tmp_path / name for name in "abc"]
    for folder in folders:
        folder.mkdir()
    same = load(write(folders[0])).digest
    assert load(write(folders[1])).digest == same
    moved = SOUND["organisation_names.csv"].replace("acronym,", "acronym,yes")
    assert load(write(folders[2], organisation_names=moved)).digest != same


@pytest.mark.parametrize(
    ("file", "content", "message"),
    [
        ("states", "id,name\nCHN,China\n", r"states\.csv, line 1: the columns are id,name; they must be id,name,kind"),
        ("states", "id,name,kind\nCHINA,China,state\n", r"states\.csv, line 2, column id: 'CHINA' is not an ISO"),
        ("states", "id,name,kind\nCHN,China,state\nCHN,China,state\n", r"line 3, column id: 'CHN' stands twice"),
        ("states", "id,name,kind\nCHN,,state\n", r"line 2, column name: '' is empty"),
        ("states", "id,name,kind\nCHN,China,land\n", r"column kind: 'land' is unknown; use one of state, region"),
        ("states", "id,name,kind\nCHN,China\n", r"line 2: 2 cells instead of 3"),
        ("states", 'id,name,kind\nCHN,"China,state\n', r"states\.csv, line 2: .*; mend the quotes"),
        ("state_names", "form,id,kind,shared,note\nChina,CHI,name,,\n", r"column id: 'CHI' is no id of states\.csv"),
        ("state_names", "form,id,kind,shared,note\nChina ,CHN,name,,\n", r"column form: 'China ' is empty or has odd"),
        ("state_names", "form,id,kind,shared,note\nChina,CHN,noun,,\n", r"column kind: 'noun' is unknown"),
        ("state_names", "form,id,kind,shared,note\nChina,CHN,name,no,\n", r"column shared: 'no' is neither"),
        ("state_names", "form,id,kind,shared,note\nA,CHN,name,,\nA,CHN,name,,\n", r"line 3, .* twice for CHN"),
        ("state_names", "form,id,kind,shared,note\nA,CHN,name,,\nA,CN-XZ,short,,\n", r"one form has one kind"),
        ("organisations", "id,name,acronym,kind,country\nchrd,C,,ngo,XYZ\n", r"column country: 'XYZ' is no id of"),
        ("organisations", "id,name,acronym,kind,country\nCHRD,C,,ngo,\n", r"column id: 'CHRD' is not lower-case words"),
        ("organisation_names", "form,id,kind,shared\nCHRD,CHN,acronym,\n", r"'CHN' is no id of organisations\.csv"),
    ],
)
def test_an_error_names_the_place_and_the_remedy(tmp_path: Path, file: str, content: str, message: str) -> None:
    with pytest.raises(RegistryError, match=message):
        load(write(tmp_path, **{file: content}))


def test_a_missing_file_and_a_wrong_encoding(tmp_path: Path) -> None:
    with pytest.raises(RegistryError, match=r"states\.csv: cannot be read"):
        load(tmp_path)
    write(tmp_path)
    (tmp_path / "states.csv").write_bytes(b"id,name,kind\nCIV,C\xf4te d'Ivoire,state\n")
    with pytest.raises(RegistryError, match=r"states\.csv, line 2: not UTF-8"):
        load(tmp_path)


# The real files. That they load is most of the test: ids, kinds, duplicates and references are checked there.

REGISTRY = load(registry_path())


def test_every_entry_has_a_form() -> None:
    named = {entry for form in REGISTRY.forms for entry in form.entries}
    assert [entry for entry in REGISTRY.entries if entry not in named] == []


def test_all_states_are_there() -> None:
    kinds = Counter(entry.kind for entry in REGISTRY.entries.values())
    assert kinds["state"] == 193 + len(["Holy See", "Palestine", "Taiwan", "Kosovo"])
    three_letters = [id for id in REGISTRY.entries if re.fullmatch(r"[A-Z]{3}", id)]
    assert len(three_letters) == 249 + len(["XKX"])  # ISO 3166-1 has 249 entries


def test_every_state_has_an_adjective() -> None:
    adjectival = {id for form in REGISTRY.forms if form.kind == "demonym" for id in form.entries}
    states = [id for id, entry in REGISTRY.entries.items() if entry.kind == "state"]
    assert [id for id in states if id not in adjectival] == ["VAT"]


def test_regions_belong_to_known_countries() -> None:
    # ISO 3166-1 alpha-2: a code that is not here is a new country's, or a slip.
    countries = {
        "AO", "AZ", "BA", "CD", "CM", "CN", "EG", "ES", "ET", "GB", "GE", "ID", "IN", "IQ", "IR", "MD", "MM",
        "MX", "MZ", "NG", "PG", "PH", "PK", "RS", "RU", "SD", "SN", "SO", "SY", "TH", "TJ", "TZ", "UA", "UZ",
    }  # fmt: skip
    codes = [id for id in REGISTRY.entries if re.fullmatch(r"[A-Z]{2}-.+", id)]
    assert {code[:2] for code in codes} == countries


@pytest.mark.parametrize(
    ("surface", "ids"),
    [
        ("Niger", ["NER"]),
        ("Nigerien", ["NER"]),
        ("Nigerian", ["NGA"]),
        ("Congo", ["COG", "COD"]),
        ("DRC", ["COD"]),
        ("Republic of the Congo", ["COG"]),
        ("Korea", ["PRK", "KOR"]),
        ("DPRK", ["PRK"]),
        ("Guinea", ["GIN"]),
        ("Guinea-Bissau", ["GNB"]),
        ("Equatorial Guinea", ["GNQ"]),
        ("Papua New Guinea", ["PNG"]),
        ("Dominica", ["DMA"]),
        ("Dominican Republic", ["DOM"]),
        ("Dominican", ["DMA", "DOM"]),
        ("South Sudanese", ["SSD"]),
        ("Samoa", ["WSM"]),
        ("American Samoa", ["ASM"]),
        ("U.S.", ["USA"]),
        ("UAE", ["ARE"]),
        ("Burma", ["MMR"]),
        ("Swaziland", ["SWZ"]),
        ("Czech Republic", ["CZE"]),
        ("Türkiye", ["TUR"]),
        ("Côte d’Ivoire", ["CIV"]),
        ("Lao PDR", ["LAO"]),
        ("Hongkongers", ["HKG"]),
        ("Kosovar", ["XKX"]),
        ("Uyghur region", ["CN-XJ"]),
        ("Kremlin", ["RUS"]),
        ("UN Human Rights Council", ["un-hrc"]),
        ("United Nations Human Rights Council", ["un-hrc"]),
        ("UN Special Rapporteur on human rights defenders", ["un-sr-human-rights-defenders"]),
        ("ICJ", ["un-icj", "icj-jurists"]),
        ("World Organization Against Torture", ["omct"]),
        ("UN Group of Experts on the DRC", ["un-goe-drc"]),
        ("GREVIO", ["coe-grevio"]),
        ("Radio Azattyq", ["rferl"]),
        ("Caribbean Court of Justice", ["ccj-caribbean"]),
        ("CCJ", ["ccj-col"]),
    ],
)
def test_forms(surface: str, ids: list[str]) -> None:
    form = REGISTRY.lookup(surface)
    assert form is not None
    assert sorted(form.entries) == sorted(ids)


@pytest.mark.parametrize(
    "surface", ["us", "Uyghurs", "Tibetan", "Kurds", "Rohingya", "Brussels", "the Council", "Article 19"]
)
def test_no_forms(surface: str) -> None:
    assert REGISTRY.lookup(surface) is None
