"""States, on sentences parsed by hand.

A sentence is written as word/tag/relation/head, the head counted from 1 (a root is its own head), "~" for a word that
no blank precedes, "shelled|shell" for a word and its lemma. The names are what the registry finds in it.
"""

import itertools

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import Doc

from pipeline.matching import Scanner, load, settled
from pipeline.normalise.state_words import state_words
from pipeline.normalise.states import state_mentions
from pipeline.record import SectionKind, State
from pipeline.resources import registry_path
from pipeline.statement import Name, Recognised
from tests.texts import blank_doc, clean_text

REGISTRY = load(registry_path())
SCANNER = Scanner(REGISTRY.forms)
VOCAB = spacy.blank("en").vocab


def parsed(sentence: str) -> Doc:
    fields = [word.rsplit("/", 3) for word in sentence.split()]
    glued = [word.startswith("~") for word, *_ in fields] + [True]
    words = [word.removeprefix("~").split("|") for word, *_ in fields]
    return Doc(
        VOCAB,
        words=[word[0] for word in words],
        lemmas=[word[-1].lower() for word in words],
        spaces=[not following for following in glued[1:]],
        tags=[tag for _, tag, _, _ in fields],
        deps=[relation for _, _, relation, _ in fields],
        heads=[int(head) - 1 for *_, head in fields],
    )


def states(doc: Doc, text: str, kind: SectionKind = "body", persons: tuple[str, ...] = ()) -> list[State]:
    names = []
    for match in settled(SCANNER.scan([text])[0]):
        entry = REGISTRY.entries[match.form.entries[0]]
        if entry.kind in ("state", "region") and not any(
            text.find(person) <= match.start < text.find(person) + len(person) for person in persons
        ):
            names.append(Name(match.start, match.end, "STATE", "registry", 1.0, entry.id, match.form.kind))
    for person in persons:
        names.append(Name(text.find(person), text.find(person) + len(person), "PERSON", "model", 1.0))
    names.sort(key=lambda name: name.start)
    return state_mentions(Recognised(clean_text(text, kind), doc, tuple(names)), REGISTRY)


def listed(found: list[State]) -> str:
    mentions = sorted((mention.start, f"{state.id} {mention.text}") for state in found for mention in state.mentions)
    return ", ".join(mention for _, mention in mentions)


def in_plain(text: str, kind: SectionKind = "body", persons: tuple[str, ...] = ()) -> str:
    """The mentions in a text without tags or parse."""
    return listed(states(blank_doc(text), text, kind, persons))


CAPITALS_AS_GOVERNMENTS = [
    (
        "Judges|judge/NNS/nsubj/2 ordered|order/VBD/root/2 Madrid/NNP/obj/2 to/TO/mark/5 pay/VB/xcomp/2 ~././punct/2",
        "ESP Madrid",
    ),
    (  # as taggers misread such openings
        "“/``/punct/4 ~Beijing/NNP/amod/3 punishes|punish/NNS/nsubj/4 advocates|advocate/NNS/root/4 ~././punct/4",
        "CHN Beijing",
    ),
    (
        "Beijing/NNP/nsubj/2 rejected|reject/VBD/root/2 the/DT/det/4 report/NN/obj/2 ~././punct/2",
        "CHN Beijing",
    ),
    (
        "Beijing/NNP/nmod:poss/3 ~’s/POS/case/1 efforts|effort/NNS/nsubj/7 to/IN/mark/5 silence/NN/acl/3 "
        "lawyers|lawyer/NNS/obj/5 continue/VBP/root/7 ~././punct/7",
        "CHN Beijing",
    ),
    (
        "Beijing/NNP/amod/5 and/CC/cc/3 Hong/NNP/compound/5 Kong/NNP/flat/3 officials|official/NNS/nsubj/6 "
        "deny/VBP/root/6 it/PRP/obj/6 ~././punct/6",
        "CHN Beijing, HKG Hong Kong",
    ),
    (
        "The/DT/det/2 talks|talk/NNS/nsubj/7 between/IN/case/4 Moscow/NNP/nmod/2 and/CC/cc/6 Kyiv/NNP/conj/4 "
        "collapsed|collapse/VBD/root/7 ~././punct/7",
        "RUS Moscow, UKR Kyiv",
    ),
    (
        "The/DT/det/2 company/NN/nsubj/3 cut/VBD/root/3 its/PRP$/nmod:poss/5 relations|relation/NNS/obj/3 "
        "with/IN/case/7 Tehran/NNP/nmod/5 ~././punct/3",
        "IRN Tehran",
    ),
    (
        "The/DT/det/2 committee/NN/root/2 called|call/VBD/acl/2 on/IN/case/5 Beijing/NNP/obl/3 to/TO/mark/7 "
        "release/VB/advcl/3 her/PRP/obj/7 ~././punct/2",
        "CHN Beijing",
    ),
    (
        "She/PRP/nsubj/2 urged|urge/VBD/root/2 Beijing/NNP/obj/2 to/TO/mark/5 release/VB/advcl/2 "
        "him/PRP/obj/5 ~././punct/2",
        "CHN Beijing",
    ),
    (
        "He/PRP/nsubj/2 criticised|criticise/VBD/root/2 the/DT/det/4 sanctions|sanction/NNS/obj/2 "
        "imposed|impos/VBN/acl/4 by/IN/case/7 Washington/NNP/obl:agent/5 ~././punct/2",
        "USA Washington",
    ),
    (
        "Under/IN/case/2 pressure/NN/obl/8 from/IN/case/4 Riyadh/NNP/nmod/2 the/DT/det/6 site/NN/nsubj:pass/8 "
        "was|be/VBD/aux:pass/8 closed|close/VBN/root/8 ~././punct/8",
        "SAU Riyadh",
    ),
    (
        "According|accord/VBG/case/3 to/IN/fixed/1 Tehran/NNP/obl/7 ~,/,/punct/3 the/DT/det/6 "
        "men|man/NNS/nsubj/7 confessed|confesse/VBD/root/7 ~././punct/7",
        "IRN Tehran",
    ),
    (
        "The/DT/det/2 allies|ally/NNS/nsubj/5 of/IN/case/4 Cairo/NNP/nmod/2 voted|vote/VBD/root/5 "
        "against/IN/case/7 it/PRP/obl/5 ~././punct/5",
        "EGY Cairo",
    ),
    (
        "Kigali/NNP/nsubj/4 and/CC/cc/3 Kinshasa/NNP/conj/1 signed|sign/VBD/root/4 the/DT/det/6 "
        "accord/NN/obj/4 ~././punct/4",
        "RWA Kigali, COD Kinshasa",
    ),
    (
        "Caracas/NNP/nsubj/3 is|be/VBZ/cop/3 responsible/JJ/root/3 for/IN/case/6 their/PRP$/nmod:poss/6 "
        "safety/NN/obl/3 ~././punct/3",
        "VEN Caracas",
    ),
    (
        "Kyiv/NNP/nsubj:pass/3 was|be/VBD/aux:pass/3 accused|accuse/VBN/root/3 of/IN/case/6 "
        "delaying|delaye/VBG/amod/6 reforms|reform/NNS/obl/3 ~././punct/3",
        "UKR Kyiv",
    ),
    (
        "Moscow/NNP/compound/3 ~-/HYPH/punct/1 ~backed|back/VBN/amod/4 forces|force/NNS/nsubj/5 "
        "shelled|shell/VBD/root/5 the/DT/det/7 town/NN/obj/5 ~././punct/5",
        "RUS Moscow",
    ),
    (
        "The/DT/det/5 pro/JJ/amod/5 ~-/JJ/amod/5 ~Beijing/JJ/amod/5 camp/NN/nsubj/6 won|win/VBD/root/6 ~././punct/6",
        "CHN Beijing",
    ),
    (
        "London/NNP/nsubj/3 must/MD/aux/3 suspend/VB/root/3 the/DT/det/5 sales|sale/NNS/obj/3 ~././punct/3",
        "GBR London",
    ),
    (
        "The/DT/det/2 Kremlin/NNP/nsubj/3 denied|deny/VBD/root/3 it/PRP/obj/3 ~././punct/3",
        "RUS Kremlin",
    ),
    (
        "A/DT/det/3 Kremlin/NNP/compound/3 critic/NN/nsubj:pass/5 was|be/VBD/aux:pass/5 "
        "poisoned|poison/VBN/root/5 ~././punct/5",
        "RUS Kremlin",
    ),
    (
        "They/PRP/nsubj/2 wrote|write/VBD/root/2 to/IN/case/6 the/DT/det/6 White/NNP/amod/6 House/NNP/obl/2 "
        "~././punct/2",
        "USA White House",
    ),
]

CAPITALS_AS_PLACES = [
    (
        "He/PRP/nsubj/2 visited|visit/VBD/root/2 Madrid/NNP/obj/2 to/TO/mark/5 testify/VB/advcl/2 ~././punct/2",
        "",
    ),
    (
        "They/PRP/nsubj/2 met|meet/VBD/root/2 in/IN/case/6 the/DT/det/6 White/NNP/amod/6 House/NNP/obl/2 ~././punct/2",
        "",
    ),
    (
        "She/PRP/nsubj/2 protested|protest/VBD/root/2 outside/IN/case/5 the/DT/det/5 Kremlin/NNP/obl/2 ~././punct/2",
        "",
    ),
    (
        "She/PRP/nsubj:pass/3 was|be/VBD/aux:pass/3 arrested|arrest/VBN/root/3 in/IN/case/5 Beijing/NNP/obl/3 "
        "~././punct/3",
        "",
    ),
    (
        "He/PRP/nsubj/2 flew|fly/VBD/root/2 from/IN/case/4 Moscow/NNP/obl/2 to/IN/case/6 Ankara/NNP/obl/2 ~././punct/2",
        "",
    ),
    (
        "A/DT/det/3 Moscow/NNP/compound/3 court/NN/nsubj/4 sentenced|sentence/VBD/root/4 him/PRP/obj/4 ~././punct/4",
        "",
    ),
    (
        "A/DT/det/3 Tehran/NNP/compound/3 resident/NN/nsubj/4 filmed|film/VBD/root/4 the/DT/det/6 "
        "police/NN/obj/4 ~././punct/4",
        "",
    ),
    (
        "A/DT/det/5 Tehran/NNP/obl:unmarked/4 ~-/HYPH/punct/2 ~based|base/VBN/amod/5 lawyer/NN/nsubj:pass/7 "
        "was|be/VBD/aux:pass/7 arrested|arrest/VBN/root/7 ~././punct/7",
        "",
    ),
    (
        "Minsk/NNP/nmod:poss/3 ~’s/POS/case/1 streets|street/NNS/nsubj/5 were|be/VBD/cop/5 full/JJ/root/5 "
        "of/IN/case/7 police/NN/obl/5 ~././punct/5",
        "",
    ),
    (
        "Tehran/NNP/nmod:poss/4 ~’s/POS/case/1 Evin/NNP/compound/4 Prison/NNP/nsubj/6 is|be/VBZ/cop/6 "
        "overcrowded/JJ/root/6 ~././punct/6",
        "",
    ),
    (
        "Kyiv/NNP/nsubj:pass/3 was|be/VBD/aux:pass/3 shelled|shell/VBN/root/3 again/RB/advmod/3 ~././punct/3",
        "",
    ),
    (
        "Caracas/NNP/nsubj/4 is|be/VBZ/cop/4 a/DT/det/4 city/NN/root/4 of/IN/case/7 three/CD/nummod/7 "
        "million/CD/nmod/4 ~././punct/4",
        "",
    ),
    (
        "Nairobi/NNP/nsubj/2 hosted|host/VBD/root/2 the/DT/det/4 conference/NN/obj/2 ~././punct/2",
        "",
    ),
    (
        "Protesters|protester/NNS/nsubj/2 marched|march/VBD/root/2 on/IN/case/4 Khartoum/NNP/obl/2 ~././punct/2",
        "",
    ),
    (
        "Flights|flight/NNS/nsubj/6 between/IN/case/3 Moscow/NNP/nmod/1 and/CC/cc/5 Minsk/NNP/conj/3 "
        "resumed|resume/VBD/root/6 ~././punct/6",
        "",
    ),
    (
        "The/DT/det/2 fall/NN/nsubj/5 of/IN/case/4 Kabul/NNP/nmod/2 surprised|surprise/VBD/root/5 "
        "them/PRP/obj/5 ~././punct/5",
        "",
    ),
    (
        "She/PRP/nsubj/2 left|leave/VBD/root/2 Kabul/NNP/obj/2 for/IN/case/5 Doha/NNP/obl/2 ~././punct/2",
        "",
    ),
    (
        "The/DT/det/2 embassies|embassy/NNS/nsubj:pass/8 in/IN/case/4 London/NNP/nmod/2 and/CC/cc/6 "
        "Paris/NNP/conj/4 were|be/VBD/aux:pass/8 closed|close/VBN/root/8 ~././punct/8",
        "",
    ),
    (
        "He/PRP/nsubj/2 signed|sign/VBD/root/2 the/DT/det/5 Paris/NNP/compound/5 Agreement/NN/obj/2 ~././punct/2",
        "",
    ),
]

ADJECTIVES = [
    (
        "He/PRP/nsubj:pass/3 was|be/VBD/aux:pass/3 detained|detain/VBN/root/3 near/IN/case/5 "
        "Beijing/NNP/obl/3 ~,/,/punct/7 China/NNP/appos/5 ~././punct/3",
        "CHN China",
    ),
    (
        "Many/JJ/nsubj/2 die/VBP/root/2 in/IN/case/7 Chinese/JJ/amod/7 and/CC/cc/6 Russian/JJ/conj/4 "
        "prisons|prison/NNS/obl/2 ~././punct/2",
        "CHN Chinese, RUS Russian",
    ),
    (
        "He/PRP/nsubj/2 teaches|teach/VBZ/root/2 Chinese/JJ/amod/4 children|child/NNS/obj/2 ~././punct/2",
        "CHN Chinese",
    ),
    (
        "She/PRP/nsubj/2 comes|come/VBZ/root/2 from/IN/case/6 a/DT/det/6 Chinese/JJ/amod/6 family/NN/obl/2 "
        "~././punct/2",
        "CHN Chinese",
    ),
    (
        "The/DT/det/2 letter/NN/nsubj:pass/4 was|be/VBD/aux:pass/4 written|write/VBN/root/4 in/IN/case/6 "
        "Russian/NNP/obl/4 ~././punct/4",
        "",
    ),
    (
        "It/PRP/nsubj:pass/3 was|be/VBD/aux:pass/3 translated|translate/VBN/root/3 from/IN/case/5 "
        "Chinese/JJ/obl/3 into/IN/case/7 French/NNP/obl/3 and/CC/cc/9 German/JJ/conj/7 ~././punct/3",
        "",
    ),
    (
        "She/PRP/nsubj/2 speaks|speak/VBZ/root/2 Turkish/NNP/obj/2 fluently/RB/advmod/2 ~././punct/2",
        "",
    ),
    (
        "The/DT/det/5 Spanish/JJ/amod/4 ~-/HYPH/punct/2 ~language/NN/compound/5 website/NN/nsubj:pass/7 "
        "was|be/VBD/aux:pass/7 blocked|block/VBN/root/7 ~././punct/7",
        "",
    ),
    (
        "A/DT/det/3 French/JJ/amod/3 translation/NN/nsubj/5 is|be/VBZ/cop/5 available/JJ/root/5 ~././punct/5",
        "",
    ),
    (
        "Thousands|thousand/NNS/nsubj/5 of/IN/case/4 ethnic/JJ/amod/4 Russians|Russian/NNPS/nmod/1 "
        "left|leave/VBD/root/5 ~././punct/5",
        "",
    ),
]


@pytest.mark.parametrize(("sentence", "expected"), CAPITALS_AS_GOVERNMENTS + CAPITALS_AS_PLACES)
def test_a_capital_counts_where_it_stands_for_its_government(sentence: str, expected: str) -> None:
    doc = parsed(sentence)
    assert listed(states(doc, doc.text)) == expected


@pytest.mark.parametrize(("sentence", "expected"), ADJECTIVES)
def test_an_adjective_counts_where_it_names_no_language_or_people(sentence: str, expected: str) -> None:
    doc = parsed(sentence)
    assert listed(states(doc, doc.text)) == expected


def test_a_state_has_its_mentions_in_text_order_and_their_kinds() -> None:
    doc = parsed(
        "Beijing/NNP/nsubj/2 told/VBD/root/2 the/DT/det/4 US/NNP/iobj/2 that/IN/mark/8 Chinese/JJ/amod/7 "
        "courts/NNS/nsubj/8 rule/VBP/ccomp/2 China/NNP/obj/8 ~././punct/2"
    )
    china, usa = states(doc, doc.text)
    assert (china.id, china.name, china.kind, usa.id) == ("CHN", "China", "state", "USA")
    assert [(m.start, m.text, m.kind) for m in china.mentions] == [
        (0, "Beijing", "metonym"),
        (25, "Chinese", "demonym"),
        (45, "China", "name"),
    ]
    assert [m.kind for m in usa.mentions] == ["acronym"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Geneva, 4 March 2021\nKenya", "KEN Kenya"),
        ("BANGKOK (3 May 2022) – Thailand", "THA Thailand"),
        ("Nairobi/Kampala, 5 May – Uganda", "UGA Uganda"),
        ("Seattle, Washington", ""),
        ("Washington, D.C.", ""),
        ("Kyiv, Ukraine", "UKR Ukraine"),
    ],
)
def test_a_dateline_is_a_place(text: str, expected: str) -> None:
    assert in_plain(text) == expected


def test_the_country_column_of_signatories_counts_and_its_cities_do_not() -> None:
    text = "Forum for Open Courts, Georgia\nRiver Watch, Hong Kong\nOpen Desk, London, United Kingdom"
    assert in_plain(text, "signatories") == "GEO Georgia, HKG Hong Kong, GBR United Kingdom"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Niger and Nigeria
        ("Nigerien and Nigerian courts", "NER Nigerien, NGA Nigerian"),
        ("Niger, Nigeria", "NER Niger, NGA Nigeria"),
        ("In Kaduna, Niger and Kebbi states", ""),
        ("the Niger Delta in Nigeria", "NGA Nigeria"),
        # The Congos
        ("DR Congo", "COD DR Congo"),
        ("The Republic of the Congo and the Democratic Republic of the Congo",
         "COG Republic of the Congo, COD Democratic Republic of the Congo"),
        ("Congo has been at war.", "COD Congo"),
        ("In Brazzaville, Congo’s capital, Congolese police", "COG Congo, COG Congolese"),
        ("Police in Goma. The Congolese army", "COD Congolese"),
        ("Angola, Congo, Democratic Republic of the Congo, Gabon",
         "AGO Angola, COG Congo, COD Democratic Republic of the Congo, GAB Gabon"),
        ("DRC forces left. Later the Congolese government", "COD DRC, COD Congolese"),
        ("Congo-Brazzaville is calm. In the DRC the Congolese army", "COG Congo-Brazzaville, COD DRC, COD Congolese"),
        # The Koreas
        ("South Korea, North Korea", "KOR South Korea, PRK North Korea"),
        ("The DPRK and the ROK", "PRK DPRK, KOR ROK"),
        ("Japan and Korea", "JPN Japan, KOR Korea"),
        ("North Korean guards. Korean prisoners", "PRK North Korean, PRK Korean"),
        ("the Democratic People’s Republic of Korea and the Republic of Korea",
         "PRK Democratic People’s Republic of Korea, KOR Republic of Korea"),
        ("the Korean Peninsula; inter-Korean talks", ""),
        # Georgia
        ("Georgia and Armenia", "GEO Georgia, ARM Armenia"),
        ("Georgia", "GEO Georgia"),
        ("She marched in Atlanta, Georgia.", ""),
        ("Florida, Georgia and Alabama passed bills.", ""),
        ("Prisons of Georgia. He was held in Fulton County.", ""),
        ("Georgian courts; the ruling party of Georgia", "GEO Georgian, GEO Georgia"),
        # The Guineas
        ("Guinea, Guinea-Bissau, Equatorial Guinea, Papua New Guinea",
         "GIN Guinea, GNB Guinea-Bissau, GNQ Equatorial Guinea, PNG Papua New Guinea"),
        ("Guinean police", "GIN Guinean"),
        ("Equatorial Guinea denies it. Guinean police", "GNQ Equatorial Guinea, GNQ Guinean"),
        ("the Gulf of Guinea", ""),
        # Sudan and South Sudan
        ("Sudan, South Sudan; Sudanese and South Sudanese",
         "SDN Sudan, SSD South Sudan, SDN Sudanese, SSD South Sudanese"),
        # Dominica and the Dominican Republic
        ("Dominica, the Dominican Republic", "DMA Dominica, DOM Dominican Republic"),
        ("Dominican soldiers", "DOM Dominican"),
        ("Dominica votes. Dominican voters", "DMA Dominica, DMA Dominican"),
        ("a Dominican priest", ""),
        # Samoa
        ("Samoa, American Samoa", "WSM Samoa, ASM American Samoa"),
        # America
        ("American, Latin American and South American groups", "USA American"),
        ("Latin America, America", "USA America"),
        # Others
        ("the Holy See, Palestinian farmers, Côte d’Ivoire", "VAT Holy See, PSE Palestinian, CIV Côte d’Ivoire"),
        ("Kosovar, Taiwanese, Emirati", "XKX Kosovar, TWN Taiwanese, ARE Emirati"),
        ("the Islamic Republic of Mauritania", "MRT Islamic Republic of Mauritania"),
        ("Iran: the Islamic Republic", "IRN Iran, IRN Islamic Republic"),
        ("the Islamic Republic", ""),
        ("Tibet, Tibetans, the Uyghur region, Uyghurs", "CN-XZ Tibet, CN-XJ Uyghur region"),
        ("Lebanon, Ohio", ""),
        ("the Virgin Islands", ""),
    ],
)  # fmt: skip
def test_names_that_several_bear(text: str, expected: str) -> None:
    assert in_plain(text) == expected


@pytest.mark.parametrize(
    ("text", "persons", "expected"),
    [
        ("Ruth Jordan spoke. Jordan said that", ("Ruth Jordan",), ""),
        ("Ruth Jordan was held in Jordan", ("Ruth Jordan",), "JOR Jordan"),
        ("Ruth Meyer was held. Jordan said that", ("Ruth Meyer",), "JOR Jordan"),
        ("Ruth Paris wrote by Paris", ("Ruth Paris",), ""),
        ("Ruth Meyer wrote by Paris", ("Ruth Meyer",), "FRA Paris"),
    ],
)
def test_a_bearer_of_a_state_s_name(text: str, persons: tuple[str, ...], expected: str) -> None:
    assert in_plain(text, persons=persons) == expected


@pytest.mark.parametrize(
    "text",
    [
        "the Indian Ocean and the South China Sea",
        "the Washington Post",
        "US$500, 300 US dollars and 20 Swiss francs",
        "Chinese New Year",
        "CONTACT US",
        "write to office@China.org or see www.India.org/list",
        "the Crimean Tatars",
        "Gaza City",
    ],
)
def test_no_mentions(text: str) -> None:
    assert in_plain(text) == ""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("THE US MUST ACT", "USA US"),
        ("the U.S. and U.K. governments", "USA U.S., GBR U.K."),
        ("CHINA: FREE THE LAWYERS", "CHN China"),
        ("China-Russia relations, anti-Chinese", "CHN China, RUS Russia, CHN Chinese"),
        ("the Iranian Revolutionary Guards", "IRN Iranian"),
    ],
)
def test_mentions(text: str, expected: str) -> None:
    assert in_plain(text).upper() == expected.upper()


def test_the_word_lists_name_forms_of_the_registry() -> None:
    words = state_words()
    ambiguous = {form.text for form in REGISTRY.forms if len(form.entries) > 1 and form.of_states}
    assert set(words.ambiguous) == ambiguous
    named = {*words.phrases, *words.homonyms, *words.metonymy.seats}
    assert [text for text in sorted(named) if REGISTRY.lookup(text) is None] == []
    for text, ambiguity in words.ambiguous.items():
        form = REGISTRY.lookup(text)
        assert form is not None
        assert {*ambiguity.signs, *filter(None, [ambiguity.default])} <= set(form.entries)


PIECES = st.sampled_from(
    [
        "Beijing",
        "Congo",
        "Korean",
        "US",
        "U.S.",
        "Georgia",
        "Chinese",
        "’s",
        "-",
        ",",
        "\n",
        " ",
        "and",
        "the",
        "in",
        "to",
        "$",
    ]
)


@given(st.lists(PIECES, max_size=12).map("".join))
def test_mentions_lie_in_the_text_in_order_and_apart(text: str) -> None:
    text = " ".join(text.split())
    found = [mention for state in states(blank_doc(text), text) for mention in state.mentions]
    assert all(text[mention.start : mention.end] == mention.text for mention in found)
    spans = sorted((mention.start, mention.end) for mention in found)
    assert all(left[1] <= right[0] for left, right in itertools.pairwise(spans))


def test_a_text_without_names_of_states() -> None:
    assert in_plain("Nobody was named.") == ""
    assert in_plain("") == ""
