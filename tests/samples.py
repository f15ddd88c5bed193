"""A record made by hand, with something of everything that a record can hold. The people in it are invented."""

import hashlib

from pipeline.record import (
    Argument,
    Claim,
    ClaimSource,
    Date,
    Organisation,
    OrganisationMention,
    Person,
    PersonMention,
    Quantity,
    Record,
    ReferenceDate,
    Section,
    Source,
    State,
    StateMention,
)


def sample_record(*, key: str = "a.txt", sha256: str = "0" * 64, text: str = "", title: str | None = None) -> Record:
    """A record without findings."""
    path = key.partition("#")[0]
    return Record(
        id=sha256[:16],
        key=key,
        source=Source(path=path, sha256=sha256, media_type="text/plain", title=title),
        reference_date=ReferenceDate(edtf=None, basis="none"),
        text=text,
        source_map=[],
        sections=[Section(kind="body", start=0, end=len(text))],
        people=[],
        states=[],
        organisations=[],
        dates=[],
        claims=[],
    )


TEXT = (
    "Kenya: Release Amina Odhiambo\n"
    "On 3 May 2024 the Kenyan police detained the lawyer Amina Odhiambo, who works for Example Watch. "
    "Odhiambo was held for 12 of 14 days.\n"
    "The authorities did not answer."
)


def full_record(text: str = TEXT, title: str | None = "Kenya: Release Amina Odhiambo") -> Record:
    """A record with findings. text: `TEXT`, or one in which the same words stand at the same places."""

    def at(words: str, nth: int = 0) -> tuple[int, int]:
        start = -1
        for _ in range(nth + 1):
            start = TEXT.index(words, start + 1)
        return start, start + len(words)

    def span(words: str, nth: int = 0) -> dict[str, object]:
        start, end = at(words, nth)
        return {"start": start, "end": end, "text": text[start:end]}

    return Record(
        id=hashlib.sha256(text.encode()).hexdigest()[:16],
        key="https://example.org/kenya",
        source=Source(
            path="kenya/release.txt",
            sha256=hashlib.sha256(text.encode()).hexdigest(),
            media_type="text/plain",
            title=title,
            publisher="Example Watch",
            published="2024-05-17",
            url="https://example.org/kenya",
        ),
        reference_date=ReferenceDate(edtf="2024-05-17", basis="metadata"),
        text=text,
        source_map=[[0, 0, len(text)]],
        sections=[
            Section(kind="headline", start=0, end=TEXT.index("\n")),
            Section(kind="body", start=TEXT.index("\n") + 1, end=len(TEXT)),
        ],
        people=[
            Person(
                id="p1",
                name="Amina Odhiambo",
                roles=["lawyer"],
                role_spans=[at("lawyer")],
                affiliations=["o1"],
                registry=None,
                confidence=0.9,
                mentions=[
                    PersonMention(**span("Amina Odhiambo"), kind="full", confidence=0.9),
                    PersonMention(**span("Amina Odhiambo", 1), kind="full", confidence=0.9),
                    PersonMention(**span("Odhiambo", 2), kind="short", confidence=0.9),
                ],
            )
        ],
        states=[
            State(
                id="KEN",
                name="Kenya",
                kind="state",
                mentions=[
                    StateMention(**span("Kenya"), kind="name"),
                    StateMention(**span("Kenyan"), kind="demonym"),
                    StateMention(**span("The authorities"), kind="metonym"),
                ],
            )
        ],
        organisations=[
            Organisation(
                id="o1",
                name="Example Watch",
                acronym=None,
                kind="ngo",
                country=None,
                signatory=True,
                registry=None,
                mentions=[OrganisationMention(**span("Example Watch"), kind="full", confidence=0.8)],
            )
        ],
        dates=[
            Date(
                **span("3 May 2024"),
                id="d1",
                edtf="2024-05-03",
                type="date",
                earliest="2024-05-03",
                latest="2024-05-03",
                basis="explicit",
                confidence=1.0,
            )
        ],
        claims=[
            Claim(
                **span("the Kenyan police detained the lawyer Amina Odhiambo"),
                id="c1",
                type="violation",
                source=ClaimSource(ref=None, text=None, start=None, end=None, is_="author"),
                actor=Argument(ref="KEN", text="the Kenyan police", start=at("the Kenyan")[0], end=at("police")[1]),
                action="detain",
                target=Argument(ref="p1", text="the lawyer", start=at("the lawyer")[0], end=at("lawyer")[1]),
                status="asserted",
                quote="none",
                quantities=[Quantity(value=12, of=14, unit="days", start=at("12 of")[0], end=at("days")[1])],
                dates=["d1"],
                confidence=0.8,
                rule="verb",
            ),
            Claim(
                **span("The authorities did not answer"),
                id="c2",
                type="response",
                source=ClaimSource(ref="o1", text=None, start=None, end=None, is_="organisation"),
                actor=Argument(ref="KEN", text="The authorities", start=at("The auth")[0], end=at("authorities")[1]),
                action="answer",
                target=None,
                status="negated",
                quote="indirect",
                quantities=[],
                dates=[],
                confidence=0.6,
                rule="verb",
            ),
        ],
    )
