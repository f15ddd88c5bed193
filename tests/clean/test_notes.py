import pytest

from pipeline.clean.notes import drop_note_marks
from pipeline.mapped import MappedText


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("detained without charge.[12] The", "detained without charge. The"),
        ("rights [3], and", "rights, and"),
        ("rights[iv]\nnext", "rights\nnext"),
        ("[1] See the report of 2020.", "[1] See the report of 2020."),
        ("[He] said “[we] will”", "[He] said “[we] will”"),
        ("rights¹² and life.³", "rights and life."),
        ("an area of 40 km² and 3 m³", "an area of 40 km² and 3 m³"),
        ("the right to life.1 The court found2 that they,3 too", "the right to life. The court found that they, too"),
        ("in prison.12 The court", "in prison. 12 The court"),
        ("Article12 of the Covenant", "Article12 of the Covenant"),
        ("on Sept.12 The", "on Sept.12 The"),
        ("the sirtuin1 gene", "the sirtuin1 gene"),
        ("COVID-19 and 2024. In 1999, the 53 states", "COVID-19 and 2024. In 1999, the 53 states"),
        ("resolution 60/251, G20 and para 3.", "resolution 60/251, G20 and para 3."),
    ],
)
def test_note_marks(before: str, after: str) -> None:
    assert drop_note_marks(MappedText.of(before)).text == after
