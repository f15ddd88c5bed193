"""Finer kinds of violations, and their victims; the persons are invented.

What is tested is the naming of what the rules read, so it does not depend on which claims the judge would file.
"""

import csv
from functools import cache
from pathlib import Path
from typing import get_args

import pytest

from pipeline import extract
from pipeline.recognise import recognise
from pipeline.record import ClaimType
from pipeline.relate import lexicon
from pipeline.relate.kinds import Kinds, Victims
from pipeline.relate.lexicon import default_lexicon
from pipeline.stages import Stages
from tests.texts import clean_text

PLOVER = Path(lexicon.__file__).with_name("lexicon") / "plover.csv"
TABLES = default_lexicon().file("kinds")


@cache
def stages() -> Stages:
    return Stages.load()


def told(sentence: str) -> list[tuple[str, str | None, tuple[str, ...]]]:
    """(action, kind, victims) of each violation that the rules read."""
    made = stages()
    (recognised,) = recognise([clean_text(sentence)], made.nlp, made.registry, made.scanner)
    context = made.relater.context(recognised)
    kinds = Kinds(made.relater.lexicon)
    claims, _ = made.relater.finder.rules(context, recognised.clean.sections)
    found = [kinds.told(context, claim) for claim in claims if claim.type == "violation"]
    return [(claim.action, claim.kind, claim.victims) for claim in found]


KINDS = [
    # killing
    ("Gunmen killed Asel Nurbekova outside her home.", "killing"),
    ("Three villagers were shot dead.", "killing"),
    ("The murder of Tadesse Bekele remains unpunished.", "killing"),
    ("Two prisoners were executed at dawn.", "killing"),
    # torture and ill-treatment
    ("Guards beat the detainees with cables.", "torture_and_ill_treatment"),
    ("Asel Nurbekova was subjected to torture.", "torture_and_ill_treatment"),
    ("He was hung by his wrists from a beam.", "torture_and_ill_treatment"),
    ("Detainees were forced to kneel for hours.", "torture_and_ill_treatment"),
    ("Prisoners were held in solitary confinement.", "torture_and_ill_treatment"),
    # arbitrary detention
    ("Police arrested Asel Nurbekova in Minsk.", "arbitrary_detention"),
    ("The arbitrary detention of Tadesse Bekele continues.", "arbitrary_detention"),
    ("Tadesse Bekele was held in a cell.", "arbitrary_detention"),
    ("They were deprived of their liberty.", "arbitrary_detention"),
    ("The court denied her bail.", "arbitrary_detention"),
    # enforced disappearance
    ("Armed men abducted two teachers.", "enforced_disappearance"),
    ("Tadesse Bekele was forcibly disappeared by soldiers.", "enforced_disappearance"),
    ("The enforced disappearance of Asel Nurbekova shocked the town.", "enforced_disappearance"),
    # prosecution and sentencing
    ("A court sentenced Asel Nurbekova to five years in prison.", "prosecution_and_sentencing"),
    ("Prosecutors charged Tadesse Bekele with treason.", "prosecution_and_sentencing"),
    ("The court jailed Asel Nurbekova for fifteen years.", "prosecution_and_sentencing"),
    ("Tadesse Bekele was fined 2,000 dollars.", "prosecution_and_sentencing"),
    # threats and harassment
    ("Officials threatened Asel Nurbekova with arrest.", "threats_and_harassment"),
    ("Police harass the families of detainees.", "threats_and_harassment"),
    ("Asel Nurbekova has received death threats.", "threats_and_harassment"),
    # surveillance
    ("Three activists were wiretapped.", "surveillance"),
    ("The authorities intercepted the messages of journalists.", "surveillance"),
    ("The government placed Asel Nurbekova under surveillance.", "surveillance"),
    # travel ban: what is denied, revoked, barred tells
    ("Asel Nurbekova was denied a visa.", "travel_ban"),
    ("The ministry revoked the passport of Tadesse Bekele.", "travel_ban"),
    ("Officials barred Asel Nurbekova from leaving the country.", "travel_ban"),
    # denial of access or care: the same verbs
    ("Asel Nurbekova was denied medical care.", "denial_of_access_or_care"),
    ("Tadesse Bekele was denied access to a lawyer.", "denial_of_access_or_care"),
    ("Soldiers blocked the delivery of food and medicine.", "denial_of_access_or_care"),
    # censorship: the same verbs
    ("The government blocked the website of a newspaper.", "censorship"),
    ("The authorities shut down the internet.", "censorship"),
    ("Police silenced the reporters.", "censorship"),
    # restriction of assembly or association: the same verbs
    ("The governor banned the rally.", "restriction_of_assembly_or_association"),
    ("Police dispersed a peaceful protest.", "restriction_of_assembly_or_association"),
    ("The court dissolved the association.", "restriction_of_assembly_or_association"),
    # forced displacement
    ("Soldiers evicted forty families.", "forced_displacement"),
    ("The government deported 300 refugees.", "forced_displacement"),
    ("The deportation of Tadesse Bekele was unlawful.", "forced_displacement"),
    # sexual violence
    ("Soldiers raped four women.", "sexual_violence"),
    ("Guards sexually abused the prisoners.", "sexual_violence"),
    ("Guards forced her to undress.", "sexual_violence"),
    # attack on property
    ("Soldiers burned down forty houses.", "attack_on_property"),
    ("Police raided the offices of the newspaper.", "attack_on_property"),
    ("Soldiers looted the homes of Asel Nurbekova and her neighbours.", "attack_on_property"),
    # dismissal
    ("The ministry disbarred two lawyers.", "dismissal"),
    ("The president dismissed 57 judges.", "dismissal"),
    # the rarer ones
    ("The authorities stripped Asel Nurbekova of her citizenship.", "deprivation_of_nationality"),
    ("The authorities punished the families of the prisoners.", "collective_punishment"),
    ("The law discriminates against women.", "discrimination"),
    ("The government persecutes religious minorities.", "discrimination"),
    ("Militias enslaved 40 women.", "slavery_and_trafficking"),
    # reprisal where nothing is more concrete, and only there
    ("Tadesse Bekele was punished for his testimony.", "reprisal"),
    ("The government targeted Asel Nurbekova in retaliation for her testimony.", "reprisal"),
    ("Police arrested Asel Nurbekova in retaliation for her testimony.", "arbitrary_detention"),
    # no kind is better than a wrong one
    ("The government persecutes its critics.", None),
]


@pytest.mark.slow
@pytest.mark.parametrize(("sentence", "kind"), KINDS, ids=[sentence for sentence, _ in KINDS])
def test_kind_of_the_act(sentence, kind):
    assert {found for _, found, _ in told(sentence)} == {kind}


@pytest.mark.slow
def test_acts_of_one_sentence_have_kinds_of_their_own():
    found = told("Police arrested Asel Nurbekova, beat her and denied her access to a lawyer.")
    assert [(action, kind) for action, kind, _ in found] == [
        ("arrest", "arbitrary_detention"),
        ("beat", "torture_and_ill_treatment"),
        ("deny", "denial_of_access_or_care"),
    ]


VICTIMS = [
    ("Police arrested two journalists.", ("journalist",)),
    ("Three women human rights defenders were arrested.", ("defender", "woman")),
    ("Police arrested human rights lawyer Asel Nurbekova.", ("defender", "lawyer")),
    ("Police arrested dozens of students.", ("student",)),
    ("Police arrested the wife of a poet.", ("family", "woman")),
    ("Police arrested two editors and a trade unionist.", ("journalist", "trade_unionist")),
    ("Police searched and looted the homes of three lawyers.", ("lawyer",)),
    ("Police arrested two leaders of a sister organisation.", ()),
    ("Police arrested the editor of a newspaper.", ("journalist",)),
    ("Soldiers killed at least 40 children.", ("child",)),
    ("Police dispersed a peaceful protest.", ("protester",)),
    ("Police arrested twenty refugees.", ("refugee",)),
    ("Police arrested Asel Nurbekova.", ()),
]


@pytest.mark.slow
@pytest.mark.parametrize(("sentence", "victims"), VICTIMS, ids=[sentence for sentence, _ in VICTIMS])
def test_victims_by_the_words_of_the_target(sentence, victims):
    assert {found for _, _, found in told(sentence)} == {victims}


@pytest.mark.parametrize(
    ("role", "victims"),
    [
        ("lawyer", {"lawyer"}),
        ("human rights lawyer from Nakuru", {"defender", "lawyer"}),
        ("reporter and podcaster", {"journalist"}),
        ("women farmers", {"woman", "worker"}),
        ("director of the Union of Journalists", set()),
        ("former judge", set()),
        ("mother of three", set()),
        ("mother of the activist", {"family", "woman"}),
        ("", set()),
    ],
)
def test_victims_by_the_role_of_a_person(role, victims):
    assert Victims(default_lexicon()).of_words(role) == victims


@pytest.mark.slow
def test_the_record_has_the_kind_and_the_roles_of_the_person():
    (record,) = extract(
        "Asel Nurbekova is a lawyer from Nakuru. Police in Kenya arrested Asel Nurbekova on 3 May.\n\n"
        "The government said that the arrest was lawful. The police did not answer our questions."
    )
    (claim,) = [claim for claim in record.claims if claim.action == "arrest" and claim.type == "violation"][:1]
    assert (claim.kind, claim.victims) == ("arbitrary_detention", ["lawyer"])
    assert all(claim.kind is None and claim.victims == [] for claim in record.claims if claim.type != "violation")


def test_an_act_alone_names_one_kind_but_for_reprisal():
    acts = [
        (act, kind)
        for kind, table in TABLES["kinds"].items()
        if kind != "reprisal"
        for act in {*table["verbs"], *table["nouns"]}
    ]
    twice = {act for act, _ in acts if sum(act == other for other, _ in acts) > 1}
    assert twice == set()


def test_conditions_name_classes_that_there_are():
    asked = {name for t in TABLES["kinds"].values() for when in t.get("when", ()) for name in when.get("victims", ())}
    assert asked <= {*TABLES["victims"], *TABLES["bodies"]}


def test_every_kind_and_every_type_of_claim_has_its_counterpart_in_plover():
    with PLOVER.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert {row["kind"] for row in rows} == {*TABLES["kinds"], *get_args(ClaimType)}
    assert len({tuple(row.values()) for row in rows}) == len(rows)
