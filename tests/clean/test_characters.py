from collections.abc import Callable

import pytest

from pipeline.clean.characters import (
    compose,
    drop_invisible,
    mend_mojibake,
    replace_compatibility_forms,
    resolve_references,
    unify_blanks,
    unify_line_ends,
)
from pipeline.mapped import MappedText

Rule = Callable[[MappedText], MappedText]


@pytest.mark.parametrize(
    ("rule", "before", "after"),
    [
        (mend_mojibake, "Chinaâ€™s lawyers", "China’s lawyers"),
        (mend_mojibake, "â€œItâ€™s unjust,â€\x9d she said", "“It’s unjust,” she said"),
        (mend_mojibake, "Mr. MÃ¼ller and JosÃ© GarcÃ\xada", "Mr. Müller and José García"),
        (mend_mojibake, "paid Â£5 – in all", "paid £5 – in all"),
        (mend_mojibake, "the café” – naïve “São Paulo”", "the café” – naïve “São Paulo”"),
        (mend_mojibake, "Erdoğan, Đặng, Łódź, Москва", "Erdoğan, Đặng, Łódź, Москва"),
        (resolve_references, "Fox &amp; Co&#8217;s&nbsp;&ldquo;x&rdquo; &#x2014;", "Fox & Co’s\xa0“x” —"),
        (resolve_references, "AT&T; R&D;", "AT&T; R&D;"),
        (unify_line_ends, "a\r\nb\rc\u2028d\x0ce\nf", "a\nb\nc\nd\ne\nf"),
        (unify_blanks, "a\xa0b\u2009c\td\u3000e\nf", "a b c d e\nf"),
        (drop_invisible, "gov\xadern\u200bment\ufeff\x00\x07 of\u200e X\ue010", "government of X"),
        (drop_invisible, "kept:\n’ – … é 中", "kept:\n’ – … é 中"),
        (replace_compatibility_forms, "oﬃcers ﬁned ＡＢＣ 𝐅𝐫𝐞𝐞", "officers fined ABC Free"),
        (compose, "Jose\u0301 Nguye\u0302\u0303n", "José Nguyễn"),
        (compose, "\u1112\u1161\u11ab", "한"),
        (compose, "plain", "plain"),
    ],
)
def test_rule(rule: Rule, before: str, after: str) -> None:
    assert rule(MappedText.of(before)).text == after


def test_mended_text_leads_to_the_first_of_the_broken_characters() -> None:
    mended = mend_mojibake(MappedText.of("Chinaâ€™s"))
    assert mended.offsets.tolist() == [0, 1, 2, 3, 4, 5, 8]


def test_letters_of_a_ligature_lead_to_it_once() -> None:
    assert replace_compatibility_forms(MappedText.of("oﬃce")).offsets.tolist() == [0, 1, -1, -1, 2, 3]


def test_mojibake_on_one_line_leaves_the_other_lines_alone() -> None:
    assert mend_mojibake(MappedText.of("Ã‰tat\nL’État “é”")).text == "État\nL’État “é”"
