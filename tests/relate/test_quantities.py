"""Quantities of clauses, parsed by the real model; the last sentence of each text is the clause of a claim."""

from functools import cache

import pytest

from pipeline.normalise.dates import dates
from pipeline.recognise import recognise
from pipeline.relate.quantities import find_quantities
from pipeline.relate.syntax import Phrase
from pipeline.stages import Stages
from tests.texts import clean_text

pytestmark = pytest.mark.slow

Counted = tuple[float, float | None]  # value, of


@cache
def stages() -> Stages:
    return Stages.load()


def quantities(text, head=None, first=None):
    """Of the last sentence, or of its words from `first` on; the claim's predicate is `head`, or the main verb."""
    made = stages()
    clean = clean_text(text)
    (recognised,) = recognise([clean], made.nlp, made.registry, made.scanner)
    context = made.relater.context(recognised)
    tree = context.tree
    start, end = tree.sentences[-1]
    words = tree.words[start:end]
    main = next(i for i in range(start, end) if tree.heads[i] == i)
    clause = Phrase(start + words.index(first) if first else start, end, start + words.index(head) if head else main)
    dated = [(date.start, date.end) for date in dates(clean)[1]]
    return find_quantities(tree, clause, dated, context.name_at)


def counted(text, head=None, first=None) -> list[Counted]:
    return [(one.value, one.of) for one in quantities(text, head, first)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        # what is counted
        ("Police detained at least forty-one protesters in two cities.", [(41, None), (2, None)]),
        ("They fined the paper 1.2 million francs.", [(1_200_000, None)]),
        ("The bill was adopted by 125 votes to 79, with 3 abstentions.", [(125, None), (79, None), (3, None)]),
        ("Parliament passed the law with 47 votes in favour and 4 against.", [(47, None), (4, None)]),
        ("The conviction rate fell from 41% to 27%.", [(41, None), (27, None)]),
        ("Soldiers killed 30 villagers and abducted 12.", [(30, None)]),  # the second verb has a claim of its own
        ("Parliament passed the law, 66 to 14.", [(66, None), (14, None)]),
        ("Gunmen killed 21 people in Nigeria (12) and Mali (9).", [(21, None), (12, None), (9, None)]),
        ("Hundreds of people were arrested and dozens wounded.", []),
        ("Nobody was charged, and not one officer was suspended.", []),
        # wholes in the same clause
        ("The government accepted 212 of the 340 recommendations.", [(212, 340)]),
        ("Nine out of ten prisoners were beaten.", [(9, 10)]),
        ("One in four women has been evicted.", [(1, 4)]),
        ("Courts dismissed 23 complaints out of 1,214.", [(23, 1214)]),
        ("The report devotes four of its 212 paragraphs to prisons.", [(4, 212)]),
        ("Not one of the 20 drivers was paid.", [(20, None)]),
        ("Soldiers killed at least 47 people, among them 12 children.", [(47, None), (12, 47)]),
        ("Soldiers killed 17 civilians, including five women and three children.", [(17, None), (5, 17), (3, 17)]),
        ("Police killed five people, one of them a child.", [(5, None), (1, 5)]),
        ("Not one of them was charged.", []),
        ("Of the 61 people detained, 58 were tortured.", [(58, 61)]),
        # wholes in the sentence before
        ("Indonesia received 225 recommendations. It supported 167 and noted 58.", [(167, 225)]),
        ("Eleven people were arrested on Monday. Two have died.", [(2, 11)]),
        ("Police arrested 33 students. At least 15 of them were beaten.", [(15, 33)]),
        ("The commission counted 52 cases. The Senate rejected the bill by 30 votes.", [(30, None)]),
        ("Eleven states spoke. Six abstained.", [(6, None)]),
    ],
)
def test_numbers_and_their_wholes(text, found):
    assert counted(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "The court convicted her under Articles 19(2), 20 and 21 of the Penal Code.",
        "They were charged under Law No. 13 and section 110 of the code.",
        "On 5 May 2023 at 6.40 p.m. police searched the office.",
        "The judge sentenced the journalist to twelve years in prison.",
        "Asel Nurbekova, 34, a singer, was arrested.",
        "Police beat a boy of 15 and girls aged 12 to 14.",
        "An 18-year-old student was arrested three days later.",
        "The Act of 1965 was repealed.",
        "2.1 Presiding officers refused to give copies.",
        "The brothers received six, four, and three and a half years.",
        "She was released at nine in the morning.",
        "Two thirds of the villagers were evicted.",
    ],
)
def test_numbers_that_count_nothing(text):
    assert counted(text) == []


def test_a_relative_clause_keeps_its_numbers_for_itself():
    text = "Police arrested the editor, who left the town with two suitcases."
    assert counted(text) == []
    assert counted(text, head="left", first="who") == [(2, None)]


def test_a_clause_has_the_number_of_the_noun_that_it_describes():
    assert counted(
        "The court ordered the return of the 41 magazines seized in May.", head="seized", first="seized"
    ) == [(41, None)]


def test_a_quantity_reaches_over_its_whole_and_says_what_it_counts():
    text = "Observers reported from 614 of the 2,330 polling stations, with 12 foreign guests."
    part, guests = quantities(text)
    assert text[part.start : part.end] == "614 of the 2,330"
    assert (text[guests.start : guests.end], guests.unit) == ("12", "foreign guests")
