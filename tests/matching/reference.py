"""What the scanner must find, word for word as its definition says, and as slowly."""

import re
from collections.abc import Sequence

from pipeline.matching import Form, Match
from pipeline.matching.folding import FOLDINGS, Folding, fold, trimmed
from pipeline.matching.variants import fold as fold_punctuation
from pipeline.matching.variants import spellings


def scan(forms: Sequence[Form], texts: Sequence[str]) -> list[list[Match]]:
    """As Scanner(forms).scan(texts)."""
    tables = {folding: table(forms, folding) for folding in FOLDINGS}
    return [_scan(tables, text) for text in texts]


def table(forms: Sequence[Form], folding: Folding) -> dict[str, Form]:
    """Every folded spelling of the forms that ask for a folding."""
    asking = [form for form in forms if Folding(form.case == "any", form.folded) == folding]
    made: dict[str, Form] = {}
    written = [(trimmed(fold_punctuation(form.text), folding), form) for form in asking]
    for text, form in written:
        made.setdefault(fold(text, folding).text, form)
    for text, form in written:
        for spelling in spellings(text, form.case):
            made.setdefault(fold(spelling, folding).text, form)
    made.pop("", None)
    return made


def _scan(tables: dict[Folding, dict[str, Form]], text: str) -> list[Match]:
    candidates = []
    for rank, (folding, made) in enumerate(tables.items()):
        folded = fold(text, folding)
        tokens = [match.span() for match in re.finditer(r"\w+|\W", folded.text)]
        ends = {end for _, end in tokens}
        for start, _ in tokens:
            for spelling, form in made.items():
                if folded.text.startswith(spelling, start) and start + len(spelling) in ends:
                    match = Match(*folded.span(start, start + len(spelling)), form)
                    candidates.append((match.start, -match.end, rank, match))
    matches: list[Match] = []
    for *_, match in sorted(candidates, key=lambda candidate: candidate[:3]):
        if not matches or match.start >= matches[-1].end:
            matches.append(match)
    return matches


def scan_many(forms: Sequence[Form], texts: Sequence[str]) -> list[list[tuple[int, int, str]]]:
    """As scan(), for many forms of one folding: start, end, the form's text. Spellings are looked up, not tried."""
    (folding,) = {Folding(form.case == "any", form.folded) for form in forms}
    made = table(forms, folding)
    longest: dict[str, int] = {}  # by first token: code points of the longest spelling
    for spelling in made:
        first = re.match(r"\w+|\W", spelling)[0]  # type: ignore[index]  # spellings are not empty
        longest[first] = max(longest.get(first, 0), len(spelling))
    found = []
    for text in texts:
        folded = fold(text, folding)
        tokens = [match.span() for match in re.finditer(r"\w+|\W", folded.text)]
        matches: list[tuple[int, int, str]] = []
        done = 0
        for number, (start, end) in enumerate(tokens):
            if start < done:
                continue
            most = start + longest.get(folded.text[start:end], 0)
            while end <= most:
                if folded.text[start:end] in made:
                    done = end
                number += 1
                if number == len(tokens):
                    break
                end = tokens[number][1]
            if done > start:
                matches.append((*folded.span(start, done), made[folded.text[start:done]].text))
        found.append(matches)
    return found
