import pytest

from pipeline.matching.context import Circumstances
from pipeline.matching.resolve import ACCEPTED, Known, Resolver, settled

NAMES = [
    "Cao Shunping",
    "Ilham Tohtiyev",
    "Aliaksandr Lukashenia",
    "Wang Wei",
    "Wei Wang",
    "Amina Achieng Odhiambo",
    "Jean-Claude Désir",
    "Orbán Tóth",
    "Abdulrahman al-Mahrooqi",
    "Park Seong-ho",
    "Tenzin Phuntsok",
    "Maria Amira",
    "Kwame Oforiwaa",
    "Giorgi Lomidze",
    "Łukasz Wróbel",
    "Sang-hyun Oh",
]
RESOLVER = Resolver(Known(name, (name,)) for name in NAMES)


@pytest.mark.parametrize(
    ("mention", "entry", "reason"),
    [
        ("Cao Shunping", "Cao Shunping", "same name"),
        ("Orban Toth", "Orbán Tóth", "same letters but for diacritics or capitals"),
        ("LUKASZ WROBEL", "Łukasz Wróbel", "same letters but for diacritics or capitals"),
        ("Jean Claude Desir", "Jean-Claude Désir", "same letters but for a hyphen"),
        ("Oh Sang-hyun", "Sang-hyun Oh", "words in another order (surname first)"),
        ("Judge Giorgi Lomidze", "Giorgi Lomidze", "title left out"),
        ("Giorgi Lomidse", "Giorgi Lomidze", "one letter differs (lomidse, lomidze)"),
        ("Giorgi Lomide", "Giorgi Lomidze", "one letter differs (lomide, lomidze)"),
        ("Amina Odhiambo", "Amina Achieng Odhiambo", "a word of the name left out"),
        ("A. Odhiambo", "Amina Achieng Odhiambo", "initial for a name (a, amina); a word of the name left out"),
        ("Ts'ao Shun-p'ing", "Cao Shunping", "Wade-Giles spelling (tsao, cao)"),
        ("Pak Sŏng-ho", "Park Seong-ho", "usual variant (pak, park); other vowels or doubled letters (song, seong)"),
        ("Tanzin Puntsog", "Tenzin Phuntsok", "usual variant (tanzin, tenzin); usual variant (puntsog, phuntsok)"),
        ("Abdel-Rahman Al Mahruqi", "Abdulrahman al-Mahrooqi", None),
        ("Alexander Lukasheniya", "Aliaksandr Lukashenia", None),
    ],
)
def test_the_entry_behind_a_spelling_is_found_and_why(mention: str, entry: str, reason: str | None) -> None:
    first = RESOLVER.resolve([mention])[0][0]
    assert first.entry == entry
    if reason is not None:
        assert first.reason == reason


@pytest.mark.parametrize("mention", ["Gulbahar Semet", "Xi", "", "7", "Amina Kariuki", "Ouattara"])
def test_a_stranger_is_nobody_for_certain(mention: str) -> None:
    assert settled(RESOLVER.resolve([mention])[0]) is None


def test_reversed_words_are_a_candidate_with_a_lower_score() -> None:
    candidates = RESOLVER.resolve(["Wang Wei"])[0]
    assert [(one.entry, one.score) for one in candidates] == [("Wang Wei", 1.0), ("Wei Wang", 0.94)]
    assert settled(candidates) == candidates[0]


def test_other_words_of_the_same_letters_are_another_name() -> None:
    found = RESOLVER.resolve(["Amira Aimar"])[0]
    assert all(one.score < ACCEPTED for one in found)


def test_namesakes_are_all_listed_and_nobody_is_taken() -> None:
    resolver = Resolver([Known("a", ("Ana Silva",)), Known("b", ("Ana Silva",)), Known("c", ("Ana Sylva",))])
    candidates = resolver.resolve(["Ana Silva"])[0]
    assert [one.entry for one in candidates] == ["a", "b"]
    assert [one.reason for one in candidates] == ["same name; ambiguous: 1 other fits as well"] * 2
    assert settled(candidates) is None


def test_context_breaks_a_tie_and_says_so() -> None:
    resolver = Resolver(
        [
            Known("a", ("Ana Silva",), Circumstances(states=("BRA",), roles=("judge",))),
            Known("b", ("Ana Silva",), Circumstances(states=("PRT",), years=(1990, 2020))),
        ]
    )
    here = Circumstances(states=("PRT",), roles=("a lawyer",), years=(2019, 2019))
    candidates = resolver.resolve(["Ana Silva"], [here])[0]
    assert [(one.entry, one.reason) for one in candidates] == [
        ("b", "same name; same state; dates agree"),
        ("a", "same name; another state"),
    ]
    assert settled(candidates) == candidates[0]


def test_the_best_of_an_entrys_names_counts() -> None:
    resolver = Resolver([Known("a", ("Kim Chol Su", "Kim Cheol-su")), Known("b", ("Kim Chul-soo",))])
    candidates = resolver.resolve(["Kim Cheol-su"])[0]
    assert candidates[0].entry == "a"
    assert [one.entry for one in candidates].count("a") == 1


def test_a_batch_is_its_mentions() -> None:
    mentions = ["Wang Wei", "Giorgi Lomidse", "Tanzin Puntsog", "Giorgi Lomidse", "nobody at all"]
    assert RESOLVER.resolve(mentions) == [RESOLVER.resolve([mention])[0] for mention in mentions]
    assert RESOLVER.resolve([]) == []


def test_an_empty_registry_knows_nobody() -> None:
    assert Resolver([]).resolve(["Ana Silva"]) == [[]]
    assert Resolver([Known("a", ("–",))]).resolve(["Ana Silva", "–"]) == [[], []]
