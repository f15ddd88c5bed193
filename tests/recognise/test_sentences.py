import pytest
import spacy

from pipeline.recognise.quotations import find_quotations
from pipeline.recognise.sentences import mark_sentence_starts

NLP = spacy.blank("en")


def segments(text: str) -> list[str]:
    doc = NLP.make_doc(text.replace("\n", " "))
    mark_sentence_starts(doc, text, find_quotations(text))
    return [sentence.text for sentence in doc.sents]


@pytest.mark.parametrize(
    "expected",
    [
        ["The court met.", "It ruled at once."],
        ["Dr. Amina Yusuf met Mr. Tadesse on 3 May."],
        ["The U.S. Embassy closed."],
        ["They fled to the U.S.", "The rest stayed."],
        ["See No. 5 of the list."],
        ["He was J. Okello of Gulu."],
        ["She named Ts. Munkhbat, L.-P. Roy and O.P. Kravets."],
        ["It was he.", "He told us.", "Maria agreed."],
        ["Was he beaten?", "Nobody knows."],
        ["(It rained.)", "They marched on."],
        ["“They came at night,”", "said Asel Nurbekova."],
        ["Asel said:", "“They came at night.”", "Then she left."],
        ["“We are alarmed,”", "said Tadesse,", "“and we ask for his release.”"],
        ["He called it “a sham” in court."],
        ["“Win-win” is an empty word."],
        ["It cost $3.5 million in 2020."],
    ],
)
def test_segments(expected):
    assert segments(" ".join(expected)) == expected


def test_a_paragraph_starts_a_sentence_without_a_full_stop_before():
    assert segments("Release the four\nThe four are held") == ["Release the four", "The four are held"]


def test_a_section_start_is_a_sentence_start():
    text = "(Minsk, 3 May) – The court met."
    doc = NLP.make_doc(text)
    mark_sentence_starts(doc, text, [], [0, text.index("The")])
    assert [s.text for s in doc.sents] == ["(Minsk, 3 May) –", "The court met."]


def test_an_empty_text_has_no_sentences():
    assert segments("") == []
