import pytest

from pipeline.clean.sections import sections
from pipeline.statement import Hint

BODY = (
    "Police arrested the lawyer Peter Okot on 28 April and held him incommunicado for three days. His family was told "
    "nothing. A magistrate remanded him to prison on charges that carry ten years."
)


def kinds(text: str, hints: tuple[Hint, ...] = (), gaps: frozenset[int] = frozenset()) -> list[tuple[str, str]]:
    return [(part.kind, text[part.start : part.end]) for part in sections(text, hints, gaps)]


def kind_of(text: str, words: str) -> str:
    """Kind of the section in which the words begin."""
    at = text.index(words)
    return next(part.kind for part in sections(text) if part.start <= at < part.end)


def test_a_release_with_all_its_parts() -> None:
    text = (
        "FOR IMMEDIATE RELEASE\nUganda: Free Opposition Lawyer\n"
        f"(Kampala, May 3, 2024) – {BODY}\nSigned by:\nCentre for Justice, Kenya\nLawyers for Lawyers\n"
        "Media contact:\nGrace Amony, +256 772 000 111\nBack to Top"
    )
    assert kinds(text) == [
        ("boilerplate", "FOR IMMEDIATE RELEASE"),
        ("headline", "Uganda: Free Opposition Lawyer"),
        ("dateline", "(Kampala, May 3, 2024) –"),
        ("body", BODY),
        ("signatories", "Signed by:\nCentre for Justice, Kenya\nLawyers for Lawyers"),
        ("contact", "Media contact:\nGrace Amony, +256 772 000 111"),
        ("boilerplate", "Back to Top"),
    ]


@pytest.mark.parametrize(
    "dateline",
    [
        "GENEVA (12 March 2024) –",
        "(Nairobi, 3 May 2023) –",
        "(Nairobi) –",
        "(Rights Watch Africa, September 23, 2024)—",
        "NAIROBI, Kenya —",
        "Washington, D.C., May 3, 2024 –",
        "New York / Geneva, 3 May 2024:",
        "3rd May 2024 -",
    ],
)
def test_a_dateline_before_the_first_sentence(dateline: str) -> None:
    text = f"Uganda: Free Opposition Lawyer\n{dateline} {BODY}"
    assert kinds(text) == [
        ("headline", "Uganda: Free Opposition Lawyer"),
        ("dateline", dateline),
        ("body", BODY),
    ]


@pytest.mark.parametrize(
    "start",
    [
        "Liu Xiaobo (28 December 1955 – 13 July 2017) was a writer.",
        "Kenya – once praised – jails lawyers.",
        "In May 2024, ",
    ],
)
def test_other_first_sentences_have_no_dateline(start: str) -> None:
    assert [kind for kind, _ in kinds(f"Uganda: Free Opposition Lawyer\n{start} {BODY}")] == ["headline", "body"]


@pytest.mark.parametrize(
    "line",
    [
        "September 23, 2024",
        "Monday, 23 September 2024",
        "Published on 12 March 2024",
        "Geneva, 12 March 2024",
        "12/03/2024",
        "2024-03-12",
        "Posted: March 12, 2024 10:30 am",
        "London, UK | 3 May 2024",
        "May 12, 2023 | Statements",
    ],
)
def test_a_date_alone_on_its_line_is_a_dateline(line: str) -> None:
    assert kind_of(f"Uganda: Free Opposition Lawyer\n{line}\n{BODY}", line) == "dateline"


@pytest.mark.parametrize(
    "line",
    [
        "Back to Top",
        "Comments Off on Uganda: Free Opposition Lawyer",
        "Full PDF Version",
        "Share this on Facebook",
        "Facebook | Twitter | WhatsApp",
        "Read more",
        "This website uses cookies to improve your experience.",
        "ENDS",
        "###",
        "Notes to editors:",
        "© 2024 Rights Watch Africa. All rights reserved.",
        "Follow news related to the UN's independent human rights experts on Twitter @UN_SPExperts",
    ],
)
def test_crumbs_are_boilerplate(line: str) -> None:
    assert kind_of(f"Uganda: Free Opposition Lawyer\n{BODY}\n{line}\n{BODY}", line) == "boilerplate"


@pytest.mark.parametrize(
    "line",
    [
        "The right to a home",
        "More must be done to free them all now.",
        "The government should share the findings of the inquiry with the families.",
        "Download speeds fell on the day of the vote as the government throttled the network.",
        "Contact with the outside world was denied to the detainees for eleven days.",
        "For more than a decade, the authorities have harassed lawyers.",
        "Signed into law in 2020, the act bans protests.",
        "About 40 people were killed in El Geneina in June.",
        "About the Trial",
        "Endorsed by the Council in 2011, the Principles bind companies.",
        "Kenya, Uganda, Rwanda and Burundi refused to answer the letter of the Committee.",
    ],
)
def test_what_only_looks_like_it_is_body(line: str) -> None:
    assert kind_of(f"Uganda: Free Opposition Lawyer\n{BODY}\n{BODY}\n{line}\n{BODY}", line) == "body"


@pytest.mark.parametrize(
    "heading",
    [
        "Signatories:",
        "Signed by:",
        "Yours sincerely,",
        "Endorsed by",
        "The undersigned organizations:",
        "We, the undersigned organisations:",
        "List of signatories (as of 12 May 2024):",
        "Co-signed by the following organisations:",
        "This joint statement is endorsed by the following organisations:",
        "Signing organisations",
        "With kind regards,",
    ],
)
def test_headings_of_signatories(heading: str) -> None:
    names = "1. Amnesty International Kenya\n2. Asociación por los derechos civiles\n3. al-Haq, Palestine"
    text = f"Joint Letter on Prisons\n{BODY}\n{heading}\n{names}\n{BODY}"
    assert kinds(text)[2] == ("signatories", f"{heading}\n{names}")
    assert kinds(text)[3] == ("body", BODY)


def test_groups_within_a_list_of_signatories_belong_to_it() -> None:
    names = "Organisations:\nCentre for Justice, Kenya\nIndividuals:\nDr. Amina Yusuf, University of Nairobi"
    assert kinds(f"Joint Letter\n{BODY}\nSignatories:\n{names}")[2] == ("signatories", f"Signatories:\n{names}")


def test_signatories_in_one_paragraph() -> None:
    line = "Signatories: Centre for Justice; Lawyers for Lawyers; Darfur Network; and Women in Exile."
    assert kinds(f"Joint Letter\n{BODY}\n{line}")[-1] == ("signatories", line)
    listed = "Centre for Justice, Lawyers for Lawyers, Darfur Network for Human Rights, Women in Exile. " * 3
    assert kinds(f"Joint Letter\n{BODY}\nSignatories:\n{listed.strip()}")[-1][0] == "signatories"


def test_a_list_of_names_that_ends_a_joint_letter_needs_no_heading() -> None:
    names = "Centre for Justice, Kenya\nLawyers for Lawyers\nDarfur Network for Human Rights\nWomen in Exile"
    assert kinds(f"Joint Letter\nWe, the undersigned, write to you. {BODY}\n{names}")[-1] == ("signatories", names)
    assert kinds(f"Prisons of Kenya\n{BODY}\n{names}")[-1][0] == "body"


def test_a_heading_without_names_heads_no_signatories() -> None:
    assert kind_of(f"Joint Letter\n{BODY}\nSignatures:\n{BODY}", "Signatures") == "body"


def test_an_annex_ends_the_signatories() -> None:
    text = f"Joint Letter\n{BODY}\nSincerely,\nJane Muthoni\nPresident, Bar of Nairobi\nAnnex: Cases\n{BODY}"
    assert kinds(text)[2] == ("signatories", "Sincerely,\nJane Muthoni\nPresident, Bar of Nairobi")
    assert kind_of(text, "Annex") == "body"


def test_contacts_at_the_top_end_at_a_blank_line() -> None:
    top = "Contact:\nMaria Fellner, Press Officer\npress@rights.example\n"
    text = f"{top}Uganda: Free Opposition Lawyer\n{BODY}"
    assert kinds(text, gaps=frozenset({len(top)})) == [
        ("contact", top.strip()),
        ("headline", "Uganda: Free Opposition Lawyer"),
        ("body", BODY),
    ]


@pytest.mark.parametrize(
    "line",
    [
        "For more information, please contact: Grace Amony, grace@rights.example",
        "For media inquiries, call +41 22 900 00 00",
        "Grace Amony: grace@rights.example, tel. 0772 000 111",
    ],
)
def test_addresses_at_the_end_are_contacts(line: str) -> None:
    assert kinds(f"Uganda: Free Opposition Lawyer\n{BODY}\n{line}")[-1] == ("contact", line)


def test_a_standing_description_is_boilerplate() -> None:
    about = "About Rights Watch Africa\nRights Watch Africa documents abuses in twelve countries."
    assert kinds(f"Uganda: Free Opposition Lawyer\n{BODY}\n{BODY}\n{about}")[-1] == ("boilerplate", about)


def test_headlines_of_other_pages_at_the_end_are_boilerplate() -> None:
    others = "Related Posts\nGeorgia: drop the bill\nHungary: inquiry must go on"
    assert kinds(f"Uganda: Free Opposition Lawyer\n{BODY}\n{others}")[-1] == ("boilerplate", others)
    assert kinds(f"Uganda: Free Opposition Lawyer\n{BODY}\n{others}\n{BODY}")[-1][0] == "body"


def test_a_date_before_a_crumb_is_a_dateline() -> None:
    text = f"Uganda: Free Opposition Lawyer\nMay 3, 2024 Comments Off on Uganda: Free Opposition Lawyer\n{BODY}"
    assert kinds(text)[1:3] == [
        ("dateline", "May 3, 2024"),
        ("boilerplate", "Comments Off on Uganda: Free Opposition Lawyer"),
    ]


def test_hints_of_the_markup_are_followed() -> None:
    text = f"Rights Watch\nUganda: Free Lawyer.\n{BODY}\nPhoto by A. Okello"
    start, caption = text.index("Uganda"), text.index("Photo")
    hints = (Hint("headline", start, start + 20), Hint("boilerplate", caption, len(text)))
    assert [kind for kind, _ in kinds(text, hints)] == ["headline", "body", "boilerplate"]


@pytest.mark.parametrize("text", ["Free the lawyers", BODY, "Free the lawyers\nNow", "ENDS", "Back to Top\nENDS"])
def test_every_text_has_a_body(text: str) -> None:
    assert "body" in {kind for kind, _ in kinds(text)}
