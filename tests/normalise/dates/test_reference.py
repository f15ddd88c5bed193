"""Which date a statement's relative expressions are resolved against, and what becomes of them without one."""

import numpy as np
import pytest

from pipeline.normalise.dates import dates, find, reference_date, resolve
from pipeline.record import ReferenceDate, Section, SectionKind, Source
from pipeline.statement import CleanText, Statement

FILLER = "The organisations recalled that the authorities must respect the rights of everyone in detention. " * 30


def clean(
    text: str, *, published: str | None = None, sections: list[tuple[SectionKind, str]] | None = None
) -> CleanText:
    """A clean text; sections: kind and the words that make it up, the rest is body."""
    source = Source(path="a.txt", sha256="0" * 64, media_type="text/plain", published=published)
    offsets = np.arange(len(text), dtype=np.int32)
    spans = [(text.index(words), text.index(words) + len(words), kind) for kind, words in sections or []]
    return CleanText(
        text,
        offsets,
        tuple(Section(kind=kind, start=start, end=end) for start, end, kind in spans),
        Statement("0" * 16, "a.txt", source, text, offsets),
    )


@pytest.mark.parametrize(
    "text, printed",
    [
        ("By the Asia desk, Free Shelves | Posted 12.03.2024 | Reading time: 2 min\nA court", "12.03.2024"),
        ("By Great Lakes Observatory | 12 March 2024 | Rwanda, Trials\nThe High Court", "12 March 2024"),
        ("12 March, 2024. Desk for Central Africa\nThe prison", "12 March, 2024"),
        (f"{FILLER}\nAdopted in Accra by 14 votes to none, on the 12th of March 2024.", "12th of March 2024"),
        ("Baku/Strasbourg, 12.03.2024\nFive members of the movement", "12.03.2024"),
        ("For immediate release. Kuala Lumpur, March 12, 2024.\nThe Assembly", "March 12, 2024"),
        ("Kenya: Free Wanjiru Otieno\n12 March 2024\nPolice in Nairobi", "12 March 2024"),
        ("Kenya: Free Wanjiru Otieno\nMarch 12, 2024 Comments Off on Kenya: Free", "March 12, 2024"),
        ("GENEVA (12 March 2024) – UN experts today called", "12 March 2024"),
        ("Geneva, 12 March 2024 – UN experts today called", "12 March 2024"),
        ("NEW YORK, March 12, 2024 — The Assembly today", "March 12, 2024"),
        ("New York/Kuala Lumpur, March 12, 2024.\nThe Assembly today", "March 12, 2024"),
        ("(Open Prisons Network, March 12, 2024)— As the Council meets", "March 12, 2024"),
        ("Published: 12 March 2024, 5:00am\nOpinion", "12 March 2024"),
        ("Posted on March 12, 2024 by admin\nOpinion", "March 12, 2024"),
        ("Date: 2024-03-12\nStatement", "2024-03-12"),
        ("PRESS RELEASE | 12 March 2024\nStatement", "12 March 2024"),
        ("Tuesday, 12 March 2024\nStatement", "Tuesday, 12 March 2024"),
        ("Women’s Listening Project – reaction, 12 March 2024\nShare this", "12 March 2024"),
        (f"Dear President,\n{FILLER}\nYours sincerely,\nGeneva, 12 March 2024", "12 March 2024"),
        (f"Dear President,\n{FILLER}\n12 March 2024", "12 March 2024"),
        ("On 3 May 2019 he was shot.\nLagos, 12 March 2024\nThe police", "12 March 2024"),
    ],
)
def test_a_printed_dateline_is_the_reference(text: str, printed: str) -> None:
    reference = reference_date(find(text), clean(text))
    assert (reference.edtf, reference.basis) == ("2024-03-12", "printed")
    assert (reference.start, reference.end) == (text.index(printed), text.index(printed) + len(printed))


@pytest.mark.parametrize(
    "text",
    [
        "On 12 March 2024, police in Nairobi arrested her.",
        "The arrest on 12 March 2024 – her third – shocked the country.",
        f"{FILLER}\n12 March 2024\n{FILLER}",
        "He was arrested in Lagos on 12 March 2024\nand freed later.",
        "The protest of 12 March 2024\nwas peaceful.",
    ],
)
def test_a_date_in_running_text_is_no_dateline(text: str) -> None:
    assert reference_date(find(text), clean(text)).basis != "printed"


def test_metadata_come_before_a_printed_date() -> None:
    text = "Nairobi, 12 March 2024\nPolice arrested her."
    reference = reference_date(find(text), clean(text, published="2024-03-14"))
    assert reference == ReferenceDate(edtf="2024-03-14", basis="metadata")


def test_a_printed_day_refines_metadata_that_know_only_its_month() -> None:
    text = "Nairobi, 12 March 2024\nPolice arrested her."
    assert reference_date(find(text), clean(text, published="2024-03")).edtf == "2024-03-12"
    assert reference_date(find(text), clean(text, published="2023")).edtf == "2023"


def test_metadata_that_are_no_date_are_passed_over() -> None:
    text = "Nairobi, 12 March 2024\nPolice arrested her."
    assert reference_date(find(text), clean(text, published="2024-13-45")).basis == "printed"


def test_a_dateline_section_is_believed() -> None:
    text = "Headline\nfrom our correspondent in Lagos 12 March 2024 (updated)\nPolice arrested her."
    section = "from our correspondent in Lagos 12 March 2024 (updated)"
    assert reference_date(find(text), clean(text, sections=[("dateline", section)])).edtf == "2024-03-12"


@pytest.mark.parametrize(
    "text, edtf, why",
    [
        ("On 4 May 2022 she was arrested. In 2019 she was fined.", "2022", "the latest day told in the past"),
        ("On 4 May 2022 she was arrested. In 2023 she died.", None, "a later year, but no day"),
        ("In May 2022 she was arrested.", None, "months are too often history"),
        ("In 2018 she was arrested.", None, "so are years"),
        ("On 14 December 2022 she was arrested.", None, "told in December or January"),
        (
            "On 14 December 2022 she was arrested. The trial will open on 20 December 2022.",
            "2022",
            "before a day to come",
        ),
        ("On 4 May 2022 she was arrested. The trial will open on 8 March 2024.", "2022", "plans are no past"),
        ("On 4 May she was arrested.", None, "no year at all"),
        ("She was arrested.", None, "no date at all"),
    ],
)
def test_the_year_is_inferred_only_from_a_past_day(text: str, edtf: str | None, why: str) -> None:
    reference = reference_date(find(text), clean(text))
    assert reference == ReferenceDate(edtf=edtf, basis="inferred" if edtf else "none"), why


@pytest.mark.parametrize(
    "text, values",
    [
        ("She was arrested on June 22.", ["XXXX-06-22"]),
        ("She was arrested in June.", ["XXXX-06"]),
        ("She was arrested yesterday.", ["XXXX-XX-XX"]),
        ("She was arrested on Thursday.", ["XXXX-XX-XX"]),
        ("She was arrested last year.", ["XXXX"]),
        ("She was arrested last week.", ["XXXX"]),
        ("She was arrested two years ago.", ["XXXX"]),
        ("She was arrested on 3 to 7 June.", ["XXXX-06-03/XXXX-06-07"]),
        ("It passed on June 22. Four days after its adoption they spoke.", ["XXXX-06-22", "XXXX-06-26"]),
        ("It was read on June 22. Four days after its adoption they spoke.", ["XXXX-06-22"]),
        ("The bill passed on June 22. Four days after the bill’s adoption they spoke.", ["XXXX-06-22", "XXXX-06-26"]),
        ("As the 3rd anniversary of Bahrom’s death approaches", ["XXXX"]),
        ("On 9 July 2015 he was held. On 12 August he was charged.", ["2015-07-09", "2015-08-12"]),
        ("In March 2019 diplomats met. On June 26 they spoke.", ["2019-03", "XXXX-06-26"]),
        ("Next year, three weeks later, the following day.", ["XXXX"]),
    ],
)
def test_without_a_reference_date_what_is_not_said_stays_open(text: str, values: list[str]) -> None:
    found = resolve(text, find(text), ReferenceDate(edtf=None, basis="none"))
    assert [date.edtf for date in found] == values
    assert all(date.earliest is None for date in found if "X" in date.edtf)


@pytest.mark.parametrize(
    "reference, text, edtf",
    [
        ("2020-07", "on June 22", "2020-06-22"),
        ("2020-07", "on October 22 he was shot", "2019-10-22"),
        ("2020-07", "today", "2020-07"),
        ("2020-07", "yesterday", "2020"),
        ("2020-07", "last month", "2020-06"),
        ("2020-01", "last month", "2019-12"),
        ("2020-07", "on Thursday", "2020-07"),
        ("2020-07", "last week", "2020"),
        ("2020-07", "two years ago", "2018"),
        ("2020", "on June 22", "2020-06-22"),
        ("2020", "this year", "2020"),
        ("2020", "last month", "XXXX"),
        ("2020", "last March", "XXXX-03"),
        ("2020", "next year", "2021"),
        ("2024-01-10", "on 22 December", "2023-12-22"),
        ("2024-01-10", "in December", "2023-12"),
        ("2024-01-10", "last summer", "2023-22"),
        ("2024-01-10", "this winter", "2023-24"),
        ("2024-01-10", "last winter", "2022-24"),
        ("2024-04-10", "last winter", "2023-24"),
        ("2024-12-10", "this winter", "2024-24"),
        ("2024-12-10", "next winter", "2025-24"),
        ("2024-07-10", "next winter", "2024-24"),
        ("2024-07-10", "last summer", "2023-22"),
        ("2024-07-10", "this autumn", "2024-23"),
        ("2024-07-10", "next spring", "2025-21"),
        ("2024-07-10", "released this Friday", "2024-07-05"),
        ("2024-07-10", "the vote this Friday", "2024-07-12"),
        ("2024-01-10", "last December", "2023-12"),
        ("2024-12-20", "he will be tried on 10 January", "2025-01-10"),
        ("2024-12-20", "he was tried on 10 January", "2024-01-10"),
        ("2024-02-29", "a year ago today", "2023-02-28"),
        ("2024-03-31", "last month", "2024-02"),
    ],
)
def test_values_are_no_more_precise_than_the_reference_date(reference: str, text: str, edtf: str) -> None:
    (date,) = resolve(text, find(text), ReferenceDate(edtf=reference, basis="printed"))
    assert date.edtf == edtf


def test_what_rests_on_an_inferred_year_is_less_sure() -> None:
    text = "She was arrested on June 22."
    printed, inferred = (
        resolve(text, find(text), ReferenceDate(edtf="2020", basis=basis))[0] for basis in ("printed", "inferred")
    )
    assert (printed.edtf, printed.basis) == (inferred.edtf, inferred.basis) == ("2020-06-22", "reference-date")
    assert inferred.confidence < printed.confidence


def test_dates_joins_finding_reference_and_resolving() -> None:
    text = "Lagos, 12 March 2024\nYesterday police arrested her.\nContact: 2019 Marina, since 2011, 12 May 2023"
    reference, found = dates(clean(text, sections=[("contact", "Contact: 2019 Marina, since 2011, 12 May 2023")]))
    assert (reference.edtf, reference.start) == ("2024-03-12", 7)
    assert [(date.id, date.text, date.edtf, date.basis) for date in found] == [
        ("d1", "12 March 2024", "2024-03-12", "explicit"),
        ("d2", "Yesterday", "2024-03-11", "reference-date"),
        ("d3", "12 May 2023", "2023-05-12", "explicit"),
    ]


def test_an_empty_text_has_no_dates() -> None:
    assert dates(clean("")) == (ReferenceDate(edtf=None, basis="none"), [])
