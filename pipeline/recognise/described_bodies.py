"""Bodies that the words beside a name make certain: "the weekly Le Phare", "Jana Kuch, a movement of tenants".

Most bodies of the world have names without a noun that English knows, and a recogniser that learnt from English takes
them for persons. Whoever writes of them in English says what they are: a noun before the name or after it does, and so
do members, editors or fighters "of" it, or the small words of another language inside it.
"""

from collections.abc import Sequence

from pipeline.recognise.lexicon import Lexicon
from pipeline.recognise.organisation_patterns import Blocked, Found, prose_lines
from pipeline.recognise.words import Word, is_elided

_DESCRIBED = 0.85  # how sure a body is by the noun beside its name
_LONGEST = 6  # words in a name
_QUOTES = {"“": "”", '"': '"', "‘": "’", "«": "»", "„": "“"}
# What bodies own and persons do not.
_OWNED = frozenset(
    """
    members editors reporters journalists fighters militants cadres newsroom secretariat headquarters director executive
    board secretary-general chairman chairwoman chairperson chair founder founders co-founder
    """.split()
)
_ENGLISH = frozenset({"of", "for", "on", "against", "to"})  # they lead away from a name as often as on in it
_OF = frozenset({"of", "at", "with", "from", "for"})
_AFTER_NAME = frozenset(
    ", . ; : ) ” of to and or has had is was were will said says told in on for with by at which that".split()
)


def described_spans(words: Sequence[Word], lexicon: Lexicon, *, is_known: Blocked) -> list[Found]:
    """Bodies by the noun right before their name or after it, as index ranges of words.

    is_known: whether the word at an index belongs to a name that the registry knows.
    """
    found: list[Found] = []
    for first, last in prose_lines(words, lexicon):
        for at in range(first, last):
            begin, end = _named_after(words, at, lexicon)
            if end == begin:
                begin, end = _named_before(words, at, lexicon)
            if end > begin and not any(is_known(n) for n in range(begin, end)):
                found.append((begin, end, _DESCRIBED))
    return found


def is_body(words: Sequence[Word], first: int, last: int, lexicon: Lexicon) -> bool:
    """Whether what a recogniser took for a person is a body by the words inside it and beside it."""
    if words[first].text in lexicon.given_names:
        return False
    inside = [word.text for word in words[first + 1 : last - 1]]
    if any(text in lexicon.foreign_small_words for text in inside):
        return True
    if len(inside) == 1 and inside[0] in ("y", "i", "e") and words[first + 1].kind == "low":
        return True  # two nouns joined: persons' two families follow a given name
    before = words[first - 1] if first else words[-1]
    opening = first - 1 - (before.text in _QUOTES)
    if opening >= 0 and _body_noun(words, opening, lexicon) and words[opening + 1].kind != "break":
        return True
    return (
        _after_members(words, first, lexicon) or _said_after(words, last, lexicon) or _plain_article(words, first, last)
    )


def _body_noun(words: Sequence[Word], at: int, lexicon: Lexicon) -> bool:
    """Whether the word at `at` is a noun for a body, written small, or "known as" after one."""
    if words[at].text in ("as", "called", "named", "dubbed") and at > 1:
        at -= 2 if words[at].text == "as" and words[at - 1].text in ("known", "such") else 1
    return words[at].kind == "low" and words[at].text in lexicon.body_nouns and not words[at].possessive


def _named_after(words: Sequence[Word], at: int, lexicon: Lexicon) -> tuple[int, int]:
    """The name that a noun for a body at `at` stands right before: "the NGO Jana Kuch", "the group “Jana Kuch”"."""
    none = (at, at)
    if not (words[at].kind == "low" and words[at].text in lexicon.body_nouns) or words[at].possessive:
        return none
    begin = at + 1
    if words[begin].text == "known" and words[begin + 1].text == "as":
        begin += 2
    elif words[begin].text in ("called", "named"):
        begin += 1
    closing = _QUOTES.get(words[begin].text)
    if closing:
        begin += 1
    end = _run(words, begin, lexicon)
    if closing and words[end].text != closing:
        return none
    return (begin, end) if end > begin and _nameable(words, begin, end, lexicon) else none


def _named_before(words: Sequence[Word], at: int, lexicon: Lexicon) -> tuple[int, int]:
    """The one word between "the" and a noun for a body at `at`: "the Adalar party"."""
    none = (at, at)
    if words[at].text not in lexicon.nouns_after_bodies or at < 2 or words[at - 2].text not in ("the", "The"):
        return none
    name = words[at - 1]
    plain = name.kind == "cap" and not name.possessive and name.text not in lexicon.stop | lexicon.platforms
    return (at - 1, at) if plain and "-" not in name.text and name.text.lower() not in lexicon.roles else none


def _run(words: Sequence[Word], begin: int, lexicon: Lexicon) -> int:
    """Index after the capitalised words from `begin` on, joined over small words of other languages."""
    end = begin
    while end - begin < _LONGEST and (words[end].kind == "cap" or (end > begin and is_elided(words[end]))):
        end += 1
        if words[end - 1].possessive:
            break
        joins = words[end].text in lexicon.foreign_small_words or words[end].text in lexicon.name_prepositions
        if joins and words[end].text not in _ENGLISH and words[end + 1].kind == "cap":
            end += 1
    return end


def _nameable(words: Sequence[Word], begin: int, end: int, lexicon: Lexicon) -> bool:
    """Whether a run after a noun can be the body's name: neither a person's, a title nor a day."""
    first = words[begin]
    if first.text in lexicon.function_words and (end - begin == 1 or first.text in ("I", "We", "He", "She", "They")):
        return False
    if first.text in lexicon.given_names or first.text in lexicon.honorifics or first.text.lower() in lexicon.roles:
        return False
    return not all(word.text in lexicon.stop for word in words[begin:end])


def _after_members(words: Sequence[Word], first: int, lexicon: Lexicon) -> bool:
    """Whether "members of", "the editor of", "fighters from" stand before a name."""
    at = first - 1
    if at > 0 and words[at].text == "the":
        at -= 1
    return at > 0 and words[at].text in _OF and words[at - 1].text.lower() in lexicon.body_members


def _said_after(words: Sequence[Word], last: int, lexicon: Lexicon) -> bool:
    """Whether ", an association of nurses" or a noun for a body follows a name: "the Adalar movement"."""
    if words[last - 1].possessive:
        return words[last].text in _OWNED
    if words[last].kind == "low":
        return words[last].text in lexicon.body_nouns and words[last + 1].text not in lexicon.roles
    if words[last].text not in (",", "–", "—", "(") or words[last + 1].text not in ("a", "an", "the", "one"):
        return False
    for at in range(last + 2, last + 8):
        word = words[at]
        if word.kind not in ("low", "cap") or word.text in lexicon.phrase_ends:
            return False
        if word.text in lexicon.body_nouns:
            after = words[at + 1]
            return after.kind in ("mark", "break") or after.text in _AFTER_NAME or after.text in lexicon.phrase_ends
    return False


def _plain_article(words: Sequence[Word], first: int, last: int) -> bool:
    """Whether "the" stands before two words or more that no noun follows: "the Radnik Front", not "the Ruiz trial"."""
    if last - first < 2 or not first or words[first - 1].text != "the":
        return False
    return words[last - 1].possessive or words[last].kind != "low" or words[last].text in _AFTER_NAME
