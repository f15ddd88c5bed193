"""The words of names.toml as sets, read once."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_SUFFIX_PLURALS = {"man": "men", "child": "children", "person": "persons", "wife": "wives", "chief": "chiefs"}


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Words as written in names.toml; the sets named in lower case hold lower-case words."""

    honorifics: frozenset[str]
    occupational: frozenset[str]  # honorifics that are roles
    burmese: frozenset[str]
    suffixes: frozenset[str]
    postnominals: frozenset[str]
    abbreviated: frozenset[str]
    particles: frozenset[str]
    leading_particles: frozenset[str]
    speech_verbs: frozenset[str]
    fate_verbs: frozenset[str]
    fate_nouns: frozenset[str]
    owned_nouns: frozenset[str]
    roles: frozenset[str]  # lower case, singular and plural
    plural_roles: frozenset[str]  # lower case
    weak_roles: frozenset[str]  # lower case
    ranks: frozenset[str]
    evaluative: frozenset[str]
    phrase_ends: frozenset[str]
    prepositions_of_topic: frozenset[str]
    role_complements: frozenset[str]
    copulas: frozenset[str]
    copula_participles: frozenset[str]
    institution_heads: frozenset[str]  # those of other languages too
    foreign_heads: frozenset[str]
    body_nouns: frozenset[str]  # lower case
    nouns_after_bodies: frozenset[str]  # lower case
    body_members: frozenset[str]  # lower case
    foreign_small_words: frozenset[str]
    organ_openers: frozenset[str]
    name_openers: frozenset[str]
    numbered_heads: frozenset[str]
    facilities: frozenset[str]
    buildings: frozenset[str]
    called_after: frozenset[str]  # lower case
    heads_of_no_state: frozenset[str]
    seated_heads: frozenset[str]
    state_heads: frozenset[str]
    heads_needing_complement: frozenset[str]
    mandates: dict[str, tuple[str, ...]]
    final_heads: frozenset[str]
    no_body_heads: frozenset[str]
    small_words: frozenset[str]
    name_prepositions: frozenset[str]
    possessive_parts: frozenset[str]
    generic_institutions: frozenset[str]
    document_heads: frozenset[str]
    document_openers: frozenset[str]
    storms_and_places: frozenset[str]  # first words of names of storms, camps, lakes
    place_nouns: frozenset[str]  # nouns after the names of places
    stop: frozenset[str]  # capitalised words that are no part of a person's name, places included
    function_words: frozenset[str]  # capitalised words that open sentences: no part of any name's left edge
    calendar: frozenset[str]
    places: frozenset[str]
    given_name_places: frozenset[str]
    family_first: frozenset[str]
    given_names: frozenset[str]
    vietnamese: frozenset[str]
    peoples: frozenset[str]
    people_nouns: frozenset[str]  # lower case
    platforms: frozenset[str]
    headline_small: frozenset[str]
    company_forms: frozenset[str]
    male: frozenset[str]
    female: frozenset[str]
    no_country: frozenset[str]  # lower case


def _plural(noun: str) -> str:
    for end, plural in _SUFFIX_PLURALS.items():
        if noun.endswith(end):
            return noun[: -len(end)] + plural
    if noun.endswith("y") and noun[-2] not in "aeiou":
        return noun[:-1] + "ies"
    return noun + ("es" if noun.endswith(("s", "ch", "sh")) else "s")


@cache
def lexicon() -> Lexicon:
    """The lexicon beside this module."""
    data = tomllib.loads(Path(__file__).with_name("names.toml").read_text(encoding="utf-8"))

    def words(section: str, key: str) -> frozenset[str]:
        return frozenset(data[section][key].split())

    generic = "".join(data["institutions"]["generic"].split())
    singular = words("roles", "nouns")
    plural = frozenset(_plural(noun) for noun in singular)
    function, calendar, places = words("stop", "function"), words("stop", "calendar"), words("stop", "places")
    honorifics = words("person", "honorifics")
    return Lexicon(
        honorifics=honorifics | {title.rstrip(".") for title in honorifics},  # a word's text is without the point
        occupational=words("person", "occupational"),
        burmese=words("person", "burmese"),
        suffixes=words("person", "suffixes"),
        postnominals=words("person", "postnominals"),
        abbreviated=words("person", "abbreviated"),
        particles=words("person", "particles"),
        leading_particles=words("person", "leading_particles"),
        speech_verbs=words("person", "speech_verbs"),
        fate_verbs=words("person", "fate_verbs"),
        fate_nouns=words("person", "fate_nouns"),
        owned_nouns=words("person", "owned_nouns"),
        roles=singular | plural,
        plural_roles=plural,
        weak_roles=words("roles", "weak"),
        ranks=words("roles", "ranks"),
        evaluative=words("roles", "evaluative"),
        phrase_ends=words("roles", "phrase_ends"),
        prepositions_of_topic=words("roles", "prepositions_of_topic"),
        role_complements=words("roles", "complement"),
        copulas=words("roles", "copulas"),
        copula_participles=words("roles", "copula_participles"),
        foreign_heads=words("institutions", "foreign"),
        institution_heads=words("institutions", "heads") | words("institutions", "foreign"),
        body_nouns=words("institutions", "nouns"),
        nouns_after_bodies=words("institutions", "following"),
        body_members=words("institutions", "members"),
        foreign_small_words=words("institutions", "foreign_small"),
        organ_openers=words("institutions", "organs"),
        name_openers=words("institutions", "openers"),
        numbered_heads=words("institutions", "numbered"),
        facilities=words("institutions", "facilities"),
        buildings=words("institutions", "buildings"),
        called_after=words("institutions", "called_after"),
        heads_of_no_state=words("institutions", "of_no_state"),
        seated_heads=words("institutions", "seated"),
        state_heads=words("institutions", "state_heads"),
        heads_needing_complement=words("institutions", "need_complement"),
        mandates={first: tuple(second) for first, second in data["institutions"]["mandates"].items()},
        final_heads=words("institutions", "final_heads"),
        no_body_heads=words("institutions", "no_body_heads"),
        small_words=words("institutions", "small_words"),
        name_prepositions=words("institutions", "prepositions"),
        possessive_parts=words("institutions", "possessives"),
        generic_institutions=frozenset(name.replace("_", " ") for name in generic.split("|") if name),
        document_heads=words("documents", "heads"),
        document_openers=words("documents", "openers"),
        storms_and_places=words("places", "openers"),
        place_nouns=words("places", "nouns"),
        stop=function
        | calendar
        | places
        | words("stop", "institutional")
        | words("stop", "headings")
        | words("stop", "peoples"),
        function_words=function | calendar,
        calendar=calendar,
        places=places,
        given_name_places=words("stop", "given_name_places"),
        family_first=words("order", "family_first"),
        given_names=words("order", "given"),
        vietnamese=words("order", "vietnamese"),
        peoples=words("stop", "peoples"),
        people_nouns=words("stop", "people_nouns"),
        platforms=words("institutions", "platforms"),
        headline_small=words("headlines", "small"),
        company_forms=words("institutions", "company_forms"),
        male=words("order", "male"),
        female=words("order", "female"),
        no_country=frozenset(data["signatories"]["no_country"]),
    )
