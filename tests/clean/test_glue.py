import pytest

from pipeline.clean.glue import insert_missing_blanks, split_glued_words, split_headline
from pipeline.mapped import MappedText


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("In China, China: ChinaPersistent cases persistent", "In China, China: China Persistent cases persistent"),
        ("to fire their lawyerspunish families of lawyers", "to fire their lawyers punish families of lawyers"),
        ("thegovernment and a government", "the government and a government"),
        ("Kenyan courtsThe courts", "Kenyan courts The courts"),
        # names and words that are one
        ("Defend the Defenders with DefendDefenders", "Defend the Defenders with DefendDefenders"),
        ("You and the Tube: YouTube", "You and the Tube: YouTube"),
        ("Mac of Mac: MacDonald and Donald", "Mac of Mac: MacDonald and Donald"),
        ("a spokesperson, a spokes, a person", "a spokesperson, a spokes, a person"),
        ("Open the Net: OpenNet said. OpenNet works", "Open the Net: OpenNet said. OpenNet works"),
        ("the LaTeX of La Tex", "the LaTeX of La Tex"),
        ("WhatsApp, iPhone and OHCHR", "WhatsApp, iPhone and OHCHR"),
        ("statesman of states and man", "statesman of states and man"),
        ("transboundary, trans, boundary", "transboundary, trans, boundary"),
        ("a hundredweight of hundred weight", "a hundredweight of hundred weight"),
        ("write to courtsThe@x.example, courts", "write to courtsThe@x.example, courts"),
    ],
)
def test_glued_words(before: str, after: str) -> None:
    assert split_glued_words(MappedText.of(before)).text == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("in China.The police", "in China. The police"),
        ("“We stay,”said Okot", "“We stay,” said Okot"),
        ("she said,“We stay.”The court", "she said, “We stay.” The court"),
        ("Kenya,Uganda;Rwanda", "Kenya, Uganda; Rwanda"),
        ("the Council(HRC)The", "the Council (HRC) The"),
        ("on May 3, 2024Persistent cases", "on May 3, 2024 Persistent cases"),
        ("Note:The court", "Note: The court"),
        # what is one
        ("defender(s) of 1,000 at 10:30", "defender(s) of 1,000 at 10:30"),
        ("the U.S.A. and e.g. Ph.D. theses", "the U.S.A. and e.g. Ph.D. theses"),
        (
            "see www.rights.Example.Org, info@court.The or change.Org now",
            "see www.rights.Example.Org, info@court.The or change.Org now",
        ),
        ("“NGO”s", "“NGO”s"),
        ("the „rust belt“ of", "the „rust belt“ of"),
    ],
)
def test_missing_blanks(before: str, after: str) -> None:
    assert insert_missing_blanks(MappedText.of(before)).text == after


def test_a_repeated_headline_is_set_off_from_what_is_glued_to_it() -> None:
    headline = "Court Frees Four Lawyers in Gulu"
    text = MappedText.of(f"{headline}\nComments Off on {headline}Family Welcomes Ruling")
    assert split_headline(text).text == f"{headline}\nComments Off on {headline}\nFamily Welcomes Ruling"


def test_a_short_first_line_is_no_headline() -> None:
    assert split_headline(MappedText.of("Kenya\nin Kenyatta’s time")).text == "Kenya\nin Kenyatta’s time"
