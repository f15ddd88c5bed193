"""What claims count: "212 of the 340 recommendations", "at least 47 people, among them 12 children".

A number belongs to the claim in whose clause it stands, but not where it stands there in a relative or adverbial clause
of its own; a relative clause or a participle also has the number of the noun it describes. A part knows its whole where
the words give it: "nine of the eleven", "12 of them", "Of the 61 …, 58 had …", "It received 340. It accepted 212".
Nothing is added up.
"""

from collections.abc import Sequence

from pipeline.record import Quantity
from pipeline.relate.counts import Count, find_counts, is_currency, is_inexact, word_at, words
from pipeline.relate.numerals import numerals
from pipeline.relate.syntax import Phrase, Tree
from pipeline.statement import Name

_LOOKBACK = 1  # sentences before the clause in which a whole may stand
_BEFORE_WHOLES = frozenset(("DT", "PDT", "PRP$", "POS", "JJ", "JJR", "IN", "RB"))  # "of the more than 600"
_SUBJECTS = ("nsubj", "nsubj:pass")
_ODDS = 10  # "one in five": beyond it, "in" says where: "killed six in 12 attacks"


def find_quantities(
    tree: Tree, clause: Phrase, dated: Sequence[tuple[int, int]], name_at: dict[int, Name]
) -> list[Quantity]:
    """The quantities of a claim, in text order.

    dated: half-open offsets of dates and durations; the numbers there count nothing.
    """
    described = _described(tree, clause)
    if described < 0 and not numerals(tree.text, *tree.span(clause)):
        return []
    window = tree.sentences[max(0, tree.sentence_of[clause.start] - _LOOKBACK)][0]
    counts = find_counts(tree, window, clause.end, dated, name_at)
    _relate_parts(tree, counts)
    return [
        Quantity(
            value=count.value,
            of=count.of,
            unit=_unit(tree, count),
            start=count.start,
            end=count.end,
        )
        for count in counts
        if not count.absorbed
        and (count.value != 1 or count.of is not None)  # "one" alone is mostly a pronoun or an article
        and ((described >= 0 and described in (count.noun, count.last)) or _belongs(tree, count, clause))
    ]


def _described(tree: Tree, clause: Phrase) -> int:
    """The noun before a clause that the clause describes ("the 41 magazines seized in May"), or -1."""
    if tree.lower[clause.start : clause.start + 2] == ["of", "whom"]:  # the clause tells of a part of them
        return -1
    verb = clause.head
    noun = tree.heads[verb] if tree.deps[verb] == "acl" and tree.tags[verb] == "VBN" else tree.antecedent(verb)
    return noun if noun < clause.start else -1


def _belongs(tree: Tree, count: Count, clause: Phrase) -> bool:
    """Whether a number stands in a clause, and in no clause of its own inside it."""
    if not clause.start <= count.first < clause.end:
        return False
    token = count.last
    while token != clause.head and tree.heads[token] != token:
        if _opens_clause(tree, token) and not (count.part and tree.child(token, "cop") >= 0):  # "of whom 22 were women"
            return False
        token = tree.heads[token]
    return True


def _opens_clause(tree: Tree, verb: int) -> bool:
    """Whether what hangs on a token says something else than the clause around it; "… in order to" does not."""
    if tree.deps[verb] == "advcl":
        return all(tree.lower[mark] != "to" for mark in tree.children_with(verb, "mark"))
    return tree.deps[verb] == "acl:relcl" or (tree.deps[verb] == "conj" and tree.is_verb(verb))


def _unit(tree: Tree, count: Count) -> str | None:
    """What is counted, with the words that describe it: "polling stations"; None where the text does not say it."""
    if count.noun < 0:
        return None
    left = count.noun - (word_at(tree, count.noun - 1) == "per")
    while left - 1 > count.last and tree.heads[left - 1] == count.noun and tree.deps[left - 1] in ("amod", "compound"):
        left -= 1
    return tree.text[tree.idx[left] : tree.end_of(count.noun)]


# --- parts and wholes --------------------------------------------------------------------------------------------


def _relate_parts(tree: Tree, counts: Sequence[Count]) -> None:
    """Gives each number the whole that it is a part of."""
    for n, count in enumerate(counts):
        following = counts[n + 1] if n + 1 < len(counts) else None
        if following is not None and _are_part_and_whole(tree, count, following):
            if word_at(tree, count.first - 1) not in words()["none"]:
                count.of, count.end, following.absorbed = following.value, following.end, True
                count.noun = count.noun if count.noun >= 0 else following.noun  # "212 of the 340 recommendations"
        elif not count.absorbed:
            count.of = _whole(tree, counts[:n], count)


def _are_part_and_whole(tree: Tree, part: Count, whole: Count) -> bool:
    """Whether two numbers in a row are it: "4 of its 212 paragraphs", "23 people out of 14,988", "one in five"."""
    start, between = part.last + 1, tree.lower[part.last + 1 : whole.first]
    if whole.value < part.value or not 0 < len(between) <= 7:
        return False
    if between[-2:] == ["in", "every"] or between == ["in"]:
        return len(between) > 1 or whole.value <= _ODDS
    if "out" in between[:-1]:
        out = between.index("out")
        start += out + 2
        if between[out + 1] != "of" or (out > 0 and part.noun != part.last + out):
            return False
    elif between[0] == "of":
        start += 1
    else:
        return False
    return all(
        tree.tags[token] in _BEFORE_WHOLES or "POS" in tree.tags[token + 1 : token + 4]
        for token in range(start, whole.first)
    )


def _whole(tree: Tree, earlier: Sequence[Count], count: Count) -> float | None:
    """The whole among the numbers before one, or None."""
    same = [c for c in earlier if tree.sentence_of[c.first] == tree.sentence_of[count.first]]
    last = next((c for c in reversed(same) if not c.absorbed and c.value != 1), None)
    shared = last.of if last is not None and last.of is not None and last.of > count.value else None
    if _is_part(tree, count):
        count.part = True
        if count.value == 1:  # across sentences "one of them" says who, not how many
            return None if word_at(tree, count.first - 1) in words()["none"] else _larger(tree, same, 1)
        if last is not None and last.part and word_at(tree, count.last + 2) == "whom":  # "38 of whom …, 6 of whom …"
            return shared
        return _larger(tree, earlier, count.value)
    if last is not None and last.part and shared is not None:  # "among them 12 children and 5 women"
        conjoined = count.noun >= 0 and tree.deps[count.noun] == "conj" and tree.heads[count.noun] == last.noun
        if conjoined or count.noun < 0:
            count.part = True
            return shared
    if count.noun >= 0 or count.value == 1:
        return None
    fronted = next((c for c in same if c.value > count.value and _is_fronted(tree, c)), None)
    if fronted is not None:
        fronted.absorbed = True
        return fronted.value
    if last is not None and last.noun < 0:  # "accepted 144, took note of 88"
        return shared
    answered = _answered(tree, earlier, count) if last is None else None
    return answered or _taken_up(tree, earlier, count)


def _is_part(tree: Tree, count: Count) -> bool:
    """Whether the words around a number make it a part: "31 of them", "12 children among them", "including 3"."""
    if word_at(tree, count.last + 1) == "of" and word_at(tree, count.last + 2) in words()["them"]:
        return True
    if count.noun >= 0 and tree.lower[count.noun + 1 : count.noun + 3] == ["among", "them"]:
        return True
    before = count.first - 1
    while is_inexact(tree, before):
        before -= 1
    if word_at(tree, before) in words()["including"]:
        return True
    return word_at(tree, before) in words()["them"] and word_at(tree, before - 1) in ("of", "among")


def _larger(tree: Tree, earlier: Sequence[Count], value: float) -> float | None:
    """The nearest number that is larger and may have parts."""
    return next(
        (c.value for c in reversed(earlier) if not c.absorbed and c.value > value and not _is_indivisible(tree, c)),
        None,
    )


def _is_indivisible(tree: Tree, count: Count) -> bool:
    """Whether no later number is a part of one: a percentage, a sum of money, votes cast."""
    if count.noun < 0:
        return False
    lemma = tree.lemmas[count.noun]
    return lemma in words()["percent"] or lemma in ("vote", "time") or is_currency(tree, count.noun)


def _is_fronted(tree: Tree, count: Count) -> bool:
    """Whether a clause opens with a number as its whole: "Of the 61 whom we interviewed, …", "Out of 340 …"."""
    before = count.first - 1
    while before > 0 and tree.tags[before] in ("DT", "PRP$"):
        before -= 1
    if word_at(tree, before) != "of":
        return False
    before -= word_at(tree, before - 1) == "out"
    return tree.words[before][0].isupper() or tree.pos[before - 1] in ("PUNCT", "CCONJ")


def _answered(tree: Tree, earlier: Sequence[Count], count: Count) -> float | None:
    """What was put to the one who accepts or notes a number: "It received 340 recommendations. It accepted 212"."""
    if tree.lemmas[tree.heads[count.last]] not in words()["answers"]:
        return None
    return next(
        (
            c.value
            for c in reversed(earlier)
            if c.value > count.value and c.noun >= 0 and tree.lemmas[c.noun] in words()["answered"]
        ),
        None,
    )


def _taken_up(tree: Tree, earlier: Sequence[Count], count: Count) -> float | None:
    """What was counted just before a sentence that a number opens: "Eleven were arrested. Two have died"."""
    opens = tree.sentences[tree.sentence_of[count.first]][0] == count.first or word_at(tree, count.first - 1) == ";"
    verb = tree.heads[count.last]
    if not earlier or not opens or tree.deps[count.last] not in _SUBJECTS or tree.lemmas[verb] in words()["votes"]:
        return None
    last = earlier[-1]
    if last.noun < 0 and last.of is not None and tree.deps[last.last] in _SUBJECTS:
        return last.of
    return _larger(tree, earlier, count.value)
