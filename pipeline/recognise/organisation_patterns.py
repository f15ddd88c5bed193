"""Bodies, laws, prizes and events that the form of a capitalised run makes certain."""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache

from pipeline.recognise.lexicon import Lexicon
from pipeline.recognise.words import Word, is_elided, is_title_case, line_bounds

# How sure a body is by its form: with an institution's noun, introduced with an acronym, both.
HEAD, ACRONYM, HEAD_AND_ACRONYM = 0.8, 0.75, 0.95

# Before the capital that a preposition joins to a name, in English and in the languages of many bodies' names.
_ARTICLES = frozenset("the all la le les los las el il lo o os l den der das".split())
_ORDINAL = re.compile(r"\d+(?:st|nd|rd|th|ª|º|°)")
_LETTERED = re.compile(r"[A-Z]|[IVX]{1,4}|\d{1,2}")

Blocked = Callable[[int], bool]
Found = tuple[int, int, float]  # first word, last word exclusive, confidence


def prose_lines(words: Sequence[Word], lexicon: Lexicon) -> Iterator[tuple[int, int]]:
    """Index ranges of the lines in which capitals tell names."""
    for first, last in line_bounds(words):
        if not is_title_case(words[first:last], lexicon.headline_small):
            yield first, last


def organisation_spans(
    words: Sequence[Word], lexicon: Lexicon, *, is_state: Blocked, is_demonym: Blocked, is_person: Blocked
) -> list[Found]:
    """Bodies by an institution's noun and by an acronym in brackets, as index ranges of words.

    is_state, is_demonym, is_person: whether the word at an index belongs to such a name; a run ends before a person.
    """
    found: list[Found] = []
    for first, last in prose_lines(words, lexicon):
        at = first
        while at < last:
            if not _opens(words, at, lexicon) or is_person(at):
                at += 1
                continue
            end = _run_end(words, at, last, lexicon, is_state)
            end = next((n for n in range(at, end) if is_person(n)), end)
            organ = organ_end(words, at, end, lexicon)
            pieces = [(at, organ), (organ + 2, end)] if organ else [(at, end)]
            for bare in [b for piece in pieces for b in _institution(words, *piece, lexicon, is_demonym, is_state)]:
                body = _told_apart(words, *bare, lexicon)
                found.append(body)
                if words[body[1]].text == "(" and is_acronym(words[body[1] + 1]) and words[body[1] + 2].text == ")":
                    found.append((body[1] + 1, body[1] + 2, HEAD))  # "Forum for X (FORUM-ASIA)"
            at = end
        found.extend(_introduced(words, first, last, lexicon))
    return found


def acronym_of(words: Sequence[Word], acronym: str, *, optional: frozenset[str] = frozenset()) -> bool:
    """Whether the words' initials give the acronym.

    Parts after a hyphen and the lower-case words in `optional` may or may not count; with `optional` left empty, small
    words never count.
    """
    parts: list[tuple[str, bool]] = []
    for word in words:
        if word.kind in ("cap", "initial") or word.text in optional:
            pieces = [piece for piece in word.text.replace("‑", "-").split("-") if piece]
            parts.append((pieces[0][0].lower(), word.text in optional))
            parts.extend((piece[0].lower(), True) for piece in pieces[1:])
    letters = [ch.lower() for ch in acronym if ch.isalpha()]

    @cache
    def fits(part: int, letter: int) -> bool:
        if part == len(parts):
            return letter == len(letters)
        initial, skippable = parts[part]
        if letter < len(letters) and initial == letters[letter] and fits(part + 1, letter + 1):
            return True
        return skippable and fits(part + 1, letter)

    return bool(parts) and fits(0, 0)


def is_acronym(word: Word) -> bool:
    """A word of mostly capitals, two to ten letters: "CHRD", "OHCHR", "RSF", "DefendDefenders" not."""
    text = word.text.replace(".", "").replace("-", "")
    capitals = sum(ch.isupper() for ch in text)
    return word.capital and 2 <= len(text) <= 10 and capitals >= 2 and capitals >= 0.6 * len(text) and text.isalnum()


def is_facility(name: Sequence[Word], lexicon: Lexicon) -> bool:
    """Whether a name is a place where people are held or treated: "Bregna Correctional Centre"."""
    texts = {word.text for word in name}
    return not texts.isdisjoint(lexicon.facilities) and not texts.isdisjoint(lexicon.buildings)


def _opens(words: Sequence[Word], at: int, lexicon: Lexicon) -> bool:
    word = words[at]
    if at and word.text in lexicon.name_openers and words[at + 1].kind == "cap":
        before = words[at - 1]
        return (before.kind == "low" or before.text == ",") and before.end + 1 == word.start
    return word.kind == "cap" and word.text not in lexicon.function_words and word.text not in lexicon.honorifics


def organ_end(words: Sequence[Word], first: int, last: int, lexicon: Lexicon) -> int:
    """Index of the "of the" that joins an organ to its body, both bodies by themselves; 0 where there is none."""
    if words[first].text not in lexicon.organ_openers:
        return 0
    for at in range(first + 2, last - 2):
        if words[at].text == "of" and words[at + 1].text == "the":
            organ = any(word.text in lexicon.institution_heads for word in words[first:at])
            body = any(word.text in lexicon.institution_heads for word in words[at + 2 : last])
            return at if organ and body and words[at + 2].kind == "cap" else 0
    return 0


def _owner(words: Sequence[Word], at: int, lexicon: Lexicon) -> bool:
    """Whether a word's possessive ends a run: "China’s Ministry", but not "People’s Court" or "Writers’ Union"."""
    word = words[at]
    if word.possessive:
        return word.text + "'s" not in lexicon.possessive_parts
    return False


def _run_end(words: Sequence[Word], first: int, last: int, lexicon: Lexicon, is_state: Blocked) -> int:
    """Index after the capitalised run that begins at `first`, joined over of, for, and ..."""
    at, complement = first, False
    while not _owner(words, at, lexicon):
        here = at + 1
        if here >= last:
            return last
        word = words[here]
        if word.text in ("’", "'") and (owners := _owners(words, here, lexicon)):
            at = owners
            continue
        plural_owner = word.text in ("’", "'") and words[at].text.endswith("s") and word.start == words[at].end
        if plural_owner and words[here + 1].kind == "cap" and words[here + 1].start == word.end + 1:
            at = here + 1
        elif (
            word.capital
            or is_elided(word)
            or (word.kind == "number" and not complement and _name_goes_on(words, here, lexicon))
        ):
            at = here
        elif word.text in lexicon.name_prepositions and word.kind == "low":
            here += 1
            if words[here].text in _ARTICLES:
                here += 1
            if here >= last or words[here].kind != "cap" or words[here].text in lexicon.calendar:
                return at + 1
            if word.text == "on" and words[at].text in lexicon.heads_of_no_state and is_state(here):
                return at + 1  # "the report of the Council on Ruritania"
            if word.text in ("against", "to", "on") and _another_body(words, here, lexicon):
                return at + 1
            at, complement = here, True
        elif word.text in ("and", "&", "’n"):
            joined = _joined(words, (first, at), last, lexicon, is_state, complement)
            if joined == at:
                return at + 1
            at = joined
        elif word.text == "," and complement:
            joined = _series(words, at, last, lexicon, is_state)
            if joined == at:
                return at + 1
            at = joined
        else:
            return at + 1
    return at + 1


def _owners(words: Sequence[Word], at: int, lexicon: Lexicon) -> int:
    """Index of the second owner in "Weavers' and Dyers' Union", the first one's mark standing at `at`; else 0."""
    second = at + 2
    if not words[at - 1].text.endswith("s") or words[at + 1].text not in ("and", "&") or words[second].kind != "cap":
        return 0
    while words[second + 1].kind == "cap" and second < at + 5:
        second += 1
    marked = words[second + 1].text in ("’", "'") and words[second + 1].start == words[second].end
    return second if marked and words[second + 2].text in lexicon.institution_heads else 0


def _another_body(words: Sequence[Word], at: int, lexicon: Lexicon) -> bool:
    """Whether the capitalised run at `at` names a body itself: "Ports University against the Hill Cricket Club"."""
    while words[at].kind == "cap":
        if words[at].text in lexicon.institution_heads:
            return True
        at += 1
    return False


def _name_goes_on(words: Sequence[Word], number: int, lexicon: Lexicon) -> bool:
    """Whether a number stands inside a name: "No. 1 Detention Centre", "Branch 15 of the Court"."""
    following = words[number + 1]
    return following.kind == "cap" or (following.text == "of" and words[number - 1].text in lexicon.institution_heads)


def _joined(
    words: Sequence[Word], run: tuple[int, int], last: int, lexicon: Lexicon, is_state: Blocked, complement: bool
) -> int:
    """Index of the last word of a name that goes on after "and"; where it does not, the last word of `run`.

    run: first word and last word (inclusive) before the "and"; last: where the line ends.

    It does inside a complement ("Centre for Law and Democracy") unless another body or a state follows ("Ministry of
    Justice and Supreme Court"), and before the head ("Peace and Justice Commission").
    """
    first, at = run
    conjunction, end = at + 1, at + 2
    if complement and words[end].text == "the":
        return _second_field(words, run, last, lexicon, is_state)
    while end < last and words[end].kind == "cap" and words[end].text not in lexicon.function_words:
        end += 1
        if words[end - 1].possessive:
            break
    if end == conjunction + 1 or is_state(conjunction + 1):
        return at
    heads = [n for n in range(conjunction + 1, end) if words[n].text in lexicon.institution_heads]
    if words[conjunction].text == "&" and not heads:
        return end - 1
    if complement:
        return at if heads else end - 1
    before = any(words[n].text in lexicon.institution_heads or is_state(n) for n in range(first, at + 1))
    named = words[first - 1].text.lower() in ("the", "our") if first else False
    topics = all(words[n].text in lexicon.stop for n in range(first, at + 1))
    return end - 1 if heads and not before and (named or topics) else at


def _second_field(words: Sequence[Word], run: tuple[int, int], last: int, lexicon: Lexicon, is_state: Blocked) -> int:
    """Index of the last word of "and the Relief of Want" after a complement that was made alike ("for the Care of the
    Sick"), else the last word of `run`."""
    first, at = run
    noun = at + 3
    alike = [n for n in range(first, at - 2) if words[n].text == "the" and words[n + 2].text == "of"]
    if not alike or noun + 2 >= last or words[noun].kind != "cap" or words[noun + 1].text != "of":
        return at
    named = words[noun].text in lexicon.institution_heads or words[noun].text.lower() in lexicon.roles
    end = noun + 2
    while end < last and words[end].kind == "cap" and not is_state(end):
        end += 1
    return at if named or words[noun].text.startswith(("Government", "Republic")) or end == noun + 2 else end - 1


def _series(words: Sequence[Word], at: int, last: int, lexicon: Lexicon, is_state: Blocked) -> int:
    """Index of the last word of "…, Social and Cultural Rights" after a complement's first member, else `at`."""
    here, closed = at + 1, False
    while here < last:
        if words[here].text == ",":
            here += 1
        if words[here].text in ("and", "&"):
            here, closed = here + 1, True
        start = here
        while here < last and words[here].kind == "cap" and not words[here].possessive:
            if words[here].text in lexicon.institution_heads or is_state(here):
                return at
            here += 1
        if here == start or here - start > 2:
            return at
        if closed:
            return here - 1
    return at


def _institution(
    words: Sequence[Word], first: int, last: int, lexicon: Lexicon, is_demonym: Blocked, is_state: Blocked
) -> Iterator[Found]:
    """The body in a run: without the office of a person before it and without a person's title after its head."""
    first = _after_office(words, first, last, lexicon)
    first = _own_segment(words, first, last, lexicon)
    heads = _heads(words, first, last, lexicon)
    if not heads and words[last - 1].text not in lexicon.company_forms:
        return
    last = last if not heads else _cut_right(words, heads, first, last, lexicon, is_state)
    while first < last and is_demonym(first) and not words[first].possessive:
        head = next((n for n in heads if n > first), None)
        if head is None or words[head].text not in lexicon.state_heads:
            break
        first += 1
    heads = _heads(words, first, last, lexicon)
    company = words[last - 1].text in lexicon.company_forms
    if company and last - first > 2:
        yield first, last, HEAD_AND_ACRONYM
        return
    if not heads or last - first < 2 or words[last - 1].kind == "initial":
        return
    text = " ".join(word.text for word in words[first:last])
    if text in lexicon.generic_institutions or is_facility(words[first:last], lexicon):
        return
    if all(words[n].text in lexicon.heads_needing_complement for n in heads) and heads[-1] == last - 1:
        return
    if last - first == 2 and heads == [first] and not (words[first + 1].capital or is_elided(words[first + 1])):
        return
    proper = [word for word in words[first:last] if word.kind == "cap" or is_elided(word)]
    if all(word.text in lexicon.institution_heads for word in proper):
        return
    yield first, last, HEAD


def _told_apart(words: Sequence[Word], first: int, last: int, confidence: float, lexicon: Lexicon) -> Found:
    """A body with what tells it from its likes: "7th Assize Court", "Risk Court “B”", "Court of Appeal in Bregna"."""
    numbered = any(words[n].text in lexicon.numbered_heads for n in range(first, last))
    if numbered and first and _ORDINAL.fullmatch(words[first - 1].text) and words[last - 1].text != "Session":
        first -= 1
    if numbered and words[last].text in ("“", '"') and words[last + 2].text in ("”", '"'):
        last += 3 * (_LETTERED.fullmatch(words[last + 1].text) is not None)
    # a state has one court of cassation, and a court of appeal in many towns
    appeal = last - first == 3 and words[first].text == "Court" and words[last - 1].text.startswith("Appeal")
    seated = appeal or (words[first].text in lexicon.seated_heads and words[first + 1].text == "of")
    if seated and words[last].text == "in" and words[last + 1].kind == "cap" and not words[last - 1].possessive:
        last += 2
        while words[last].kind == "cap" and not words[last - 1].possessive:
            last += 1
    return first, last, confidence


def office_spans(words: Sequence[Word], lexicon: Lexicon, *, is_known: Blocked, is_person: Blocked) -> list[Found]:
    """Offices that somebody in office owns: "Attorney General's Office", "Ombudsman's office".

    is_known: whether the word at an index belongs to a name of the registry; a body there keeps its own name beside an
    office written small.
    """
    found = []
    for at in range(1, len(words) - 4):
        owner = words[at]
        if not owner.possessive or words[at + 1].text not in ("Office", "office") or owner.kind != "cap":
            continue
        office = owner.text.rpartition("-")[2]
        if office.lower() not in lexicon.roles or (is_known(at) and words[at + 1].kind == "low"):
            continue
        first = at
        while first and words[first - 1].kind == "cap" and not is_person(first - 1):
            if is_known(first - 1) and not is_known(at):
                break  # "Ruritanian Attorney General's Office"
            if words[first - 1].text in lexicon.function_words or words[first - 1].possessive:
                break
            first -= 1
        found.append((first, at + 2, HEAD))
    return found


def _after_office(words: Sequence[Word], first: int, last: int, lexicon: Lexicon) -> int:
    """Index after "President of the …", "Executive Director of …" at a run's left."""
    for at in range(first, min(first + 5, last)):
        word = words[at]
        if word.text in lexicon.institution_heads and word.text.lower() not in lexicon.roles:
            return first
        if word.text.lower() in lexicon.roles and at + 1 < last:
            here = at + 1
            if words[here].text in ("of", "for", "at", "to"):
                if word.text in ("Minister", "Secretary", "Ambassador") and words[here + 1].text != "the":
                    return last  # a portfolio, no body: "Minister for Community Affairs"
                here += 1
                if here < last and words[here].text == "the":
                    here += 1
                return here if words[at].text not in ("Rapporteur", "Commissioner", "Representative") else first
    return first


def _heads(words: Sequence[Word], first: int, last: int, lexicon: Lexicon) -> list[int]:
    """Indices of the institutions' nouns; some count only as a name's last word ("Amnesty International")."""
    return [
        at
        for at in range(first, last)
        if words[at].text in lexicon.institution_heads
        and (at == last - 1 or not words[at + 1].capital or words[at].text not in lexicon.final_heads)
    ]


def _own_segment(words: Sequence[Word], first: int, last: int, lexicon: Lexicon) -> int:
    """Index at which the body begins in "Speaker of the National Assembly": after "the", if no head stands before."""
    for at in range(first, last):
        if words[at].text == "Radio" and at > first and words[at - 1].kind == "low":
            return at  # opens its name: "Ana Ruiz of Radio Bregna"
        if words[at].text in lexicon.institution_heads:
            return first
        if words[at].text == "the" and _heads(words, at + 1, last, lexicon):
            return at + 1
    return first


def _cut_right(
    words: Sequence[Word], heads: Sequence[int], first: int, last: int, lexicon: Lexicon, is_state: Blocked
) -> int:
    """Index after the name: a title or a person's name right after the head is no part of it."""
    for at in range(heads[0] + 1, last):
        word = words[at]
        if word.text in lexicon.institution_heads or not word.capital:
            continue
        contiguous = all(words[n].capital for n in range(heads[0] + 1, at + 1))
        role = word.text.lower() in lexicon.roles or word.text in lexicon.honorifics
        if role and at + 1 <= last and words[at - 1].text not in lexicon.small_words:
            return at
        follows_head = words[at - 1].text in lexicon.institution_heads
        known = word.text in lexicon.stop or is_state(at) or is_acronym(word)
        known = known or words[at - 1].text in lexicon.foreign_heads  # its name follows it
        if contiguous and follows_head and not known and last - at >= 2:
            return at  # "Supreme Court Asel Nurbekova": a name that no connector joins
    return last


def _introduced(words: Sequence[Word], first: int, last: int, lexicon: Lexicon) -> Iterator[Found]:
    """ "Long Form (LF)" and "LF (Long Form)" where the initials agree."""
    for at in range(first + 1, last - 1):
        if words[at].text != "(":
            continue
        inner = at + 1
        if words[inner].text in ("“", '"', "‘", "'"):
            inner += 1
        if is_acronym(words[inner]) and words[inner + 1].text in (")", ",", "”", '"', "’", "'", ";"):
            long = _long_form(words, first, at, words[inner].text, lexicon)
            if long >= 0:
                yield from _pair(words, long, at, inner, lexicon)
        elif words[inner].kind == "cap" and is_acronym(words[at - 1]):
            close = inner
            while close < last and words[close].text != ")":
                close += 1
            if close < last and _spells(words[inner:close], words[at - 1].text, lexicon):
                yield from _pair(words, inner, close, at - 1, lexicon)


def _spells(words: Sequence[Word], acronym: str, lexicon: Lexicon) -> bool:
    return acronym_of(words, acronym) or acronym_of(words, acronym, optional=lexicon.small_words)


def _long_form(words: Sequence[Word], first: int, last: int, acronym: str, lexicon: Lexicon) -> int:
    """Index at which the long form before a bracket begins, -1 where the initials do not agree.

    An agreement of the capitalised words alone goes before one that counts small words.
    """
    loose = -1
    for at in range(last - 1, max(first, last - 14) - 1, -1):
        word = words[at]
        if word.kind not in ("cap", "low", "initial", "mark") or (word.kind == "mark" and word.text not in ",’'&-"):
            break
        if word.kind == "cap" and word.text[0].lower() == acronym[0].lower():
            if acronym_of(words[at:last], acronym):
                return at
            if loose < 0 and acronym_of(words[at:last], acronym, optional=lexicon.small_words):
                loose = at
    return loose


def _pair(words: Sequence[Word], first: int, last: int, acronym: int, lexicon: Lexicon) -> Iterator[Found]:
    capitals = all(w.kind != "low" or w.text in lexicon.small_words for w in words[first:last])
    head = words[last - 1].text
    text = " ".join(word.text for word in words[first:last])
    if not capitals or text in lexicon.generic_institutions or head in lexicon.document_heads:
        return
    if words[first].text in lexicon.document_openers or head in lexicon.no_body_heads:
        return
    with_head = any(word.text in lexicon.institution_heads for word in words[first:last])
    confidence = HEAD_AND_ACRONYM if with_head else ACRONYM
    yield first, last, confidence
    yield acronym, acronym + 1, confidence


def mandate_spans(words: Sequence[Word], lexicon: Lexicon, ends_name: Blocked) -> list[Found]:
    """Mandates whose field is written small: "UN Special Rapporteur on the situation of human rights defenders".

    ends_name: whether the word at an index is no part of a noun phrase (a finite verb, a pronoun), or of a person.
    """
    found = []
    for at in range(len(words) - 4):
        if words[at + 1].text not in lexicon.mandates.get(words[at].text, ()):
            continue
        if words[at + 2].text not in ("on", "in", "for", "to", "against") or words[at + 1].possessive:
            continue
        end = at + 3
        if words[end].text == "the":
            end += 1
        if words[end].text in ("her", "his", "their", "its", "your", "a", "this", "that"):
            continue  # "thanks the Special Rapporteur for her report"
        if words[end].kind == "cap":
            end = _complement_end(words, end, len(words), lexicon)
        while (
            words[at + 3].kind == "low" and end < at + 17 and words[end].kind in ("low", "cap") and not ends_name(end)
        ):
            end += 1
            if words[end - 1].possessive:
                break
            if words[end].text == ",":
                end = _field_series(words, end, ends_name)
        while words[end - 1].text in lexicon.small_words or words[end - 1].text in ("in", "against", "to", "on"):
            end -= 1
        if end > at + 3:
            found.append((_united_nations(words, at), end, HEAD_AND_ACRONYM))
    return found


def _field_series(words: Sequence[Word], comma: int, ends_name: Blocked) -> int:
    """Index after the last but one field of "on water, seeds and forests", from its first comma on; `comma` where no
    "and" or "or" closes a series."""
    here = comma
    while words[here].text == ",":
        start = here = here + 1
        while words[here].kind == "low" and words[here].text not in ("and", "or") and not ends_name(here):
            here += 1
        if here == start or here - start > 3:
            return comma
    closed = words[here].text in ("and", "or") and words[here + 1].kind == "low" and not ends_name(here + 1)
    return here if closed else comma


def _united_nations(words: Sequence[Word], at: int) -> int:
    if at and words[at - 1].text in ("UN", "U.N.") and not words[at - 1].possessive:
        return at - 1
    if at > 1 and words[at - 1].text == "Nations" and words[at - 2].text == "United" and not words[at - 1].possessive:
        return at - 2
    return at


def document_spans(words: Sequence[Word], lexicon: Lexicon, is_demonym: Blocked) -> list[tuple[int, int]]:
    """Laws, treaties, prizes, days, documents and buildings as index ranges of words."""
    found = []
    for first, last in prose_lines(words, lexicon):
        at = first
        while at < last:
            word = words[at]
            if word.kind != "cap" or word.text in lexicon.function_words:
                at += 1
                continue
            end = _document_end(words, at, last, lexicon)
            if end > at:
                found.append((at + is_demonym(at) * _plain_constitution(words, at, end), end))
                at = end
            else:
                at += 1
                while words[at - 1].capital and not words[at - 1].possessive and words[at].capital:
                    at += 1  # the run's later words begin no other name
    return found


def _plain_constitution(words: Sequence[Word], first: int, last: int) -> bool:
    """ "the Egyptian Constitution": described, not named."""
    return last - first == 2 and words[first + 1].text in ("Constitution", "Bill", "Street", "Palace")


def _document_end(words: Sequence[Word], first: int, last: int, lexicon: Lexicon) -> int:
    """Index after the document's name that begins at `first`, `first` where none does."""
    if words[first].text in lexicon.document_openers and words[first + 1].text in (
        "on", "of", "for", "against", "to", "relating", "concerning", "regarding", "des", "de", "du",
    ):  # fmt: skip
        end = first + 2
        if words[end].text == "the":
            end += 1
        if words[end].kind != "cap":
            return first
        return _complement_end(words, end, last, lexicon)
    at = first
    while at < last:
        word = words[at]
        if word.kind == "cap":
            if word.text in lexicon.document_heads and at > first:
                follows = words[at + 1]
                if follows.text in ("on", "of", "for", "against", "relating", "concerning") and words[at + 2].kind in (
                    "cap", "low",
                ):  # fmt: skip
                    inner = at + 3 if words[at + 2].text == "the" else at + 2
                    return _complement_end(words, inner, last, lexicon) if words[inner].kind == "cap" else at + 1
                if follows.kind != "cap" or follows.text not in lexicon.institution_heads:
                    return at + 1
            if word.possessive and at + 1 < last and words[at + 1].text not in lexicon.document_heads:
                return first
            at += 1
        elif word.kind == "initial" or (word.kind == "number" and at > first):
            at += 1
        elif word.text == "(" and at > first and (closing := _closing(words, at)):
            at = closing  # "Unlawful Activities (Prevention) Act"
        elif word.text in lexicon.small_words and words[at + 1].kind == "cap":
            nearby = words[at + 1 : min(at + 4, last)]
            if at - first > 8 or (word.text == "and" and not any(w.text in lexicon.document_heads for w in nearby)):
                return first
            at += 1
        else:
            return first
    return first


def _closing(words: Sequence[Word], at: int) -> int:
    """Index after a bracket of one to three capitalised words that a law's head follows; 0 where it is none."""
    end = at + 1
    while words[end].kind == "cap" and end < at + 4:
        end += 1
    return end + 1 if end > at + 1 and words[end].text == ")" and words[end + 1].kind == "cap" else 0


def _complement_end(words: Sequence[Word], at: int, last: int, lexicon: Lexicon) -> int:
    """Index after the capitalised complement that begins at `at`, over small words and commas between capitals."""
    end = at
    while end < last:
        if words[end].capital:
            end += 1
            if words[end - 1].possessive and not words[end].capital:
                return end
            continue
        here = end
        while here < min(end + 3, last) and (words[here].text in lexicon.small_words):
            here += 1
        if here == end or here >= last or words[here].kind != "cap":
            return end
        if words[end].text == "and" and words[here].text in lexicon.document_openers | {
            "Article",
            "Articles",
            "Section",
        }:
            return end
        end = here
    return end
