"""Gold of statements on the tokens of the pipeline: which predicate carries which claim, and who its arguments are.

Gold quotes words; the pipeline knows tokens and trees. A claim belongs to the predicate among its words that its action
names, else to the one that governs the most; an argument to the word of the sentence that heads the phrase gold quotes.
"""

import json
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.clean import clean
from pipeline.read import ReadOptions, read_file
from pipeline.recognise import recognise
from pipeline.record import Section
from pipeline.relate.claim_types import NO_CLAIM, ROLES, TYPES
from pipeline.relate.context import Context
from pipeline.stages import Stages
from pipeline.statement import CleanText, Recognised, Statement

NOBODY = -1  # an argument that no word of the sentence names
UNKNOWN = -2  # an argument whose word was not found though the sentence may have it
_FOLD = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"', "–": "-", "—": "-"})
_SMALL = frozenset("the a an of and in to for on at by with from or 's ’s s".split())
_NOMINAL = frozenset(("NOUN", "PROPN", "PRON", "ADJ", "NUM", "VERB", "DET"))


@dataclass(frozen=True, slots=True)
class Predicate:
    """A word that may carry a claim. type: index into TYPES; arguments: token, NOBODY or UNKNOWN for each of ROLES."""

    token: int
    features: list[str]
    has_rule: bool
    type: int
    optional: bool
    arguments: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Annotated:
    """A statement as the pipeline reads it, with its gold."""

    clean: CleanText
    recognised: Recognised
    context: Context
    gold: dict[str, Any]
    predicates: list[Predicate]


def annotated(stages: Stages, statements: Path, gold: Path) -> Iterator[Annotated]:
    """The statements of a folder that have gold, by the names of the gold's files."""
    for path in sorted(gold.glob("*.json")):
        told = json.loads(path.read_text("utf-8"))
        file = statements / told["doc"]
        read = [s for s in read_file(file, file.name, ReadOptions()) if isinstance(s, Statement)]
        texts = [t for t in clean(read) if isinstance(t, CleanText)]
        for text, recognised in zip(texts, recognise(texts, stages.nlp, stages.registry, stages.scanner), strict=True):
            context = stages.relater.context(recognised)
            found = list(_predicates(stages, context, text.sections, told["claims"]))
            yield Annotated(text, recognised, context, told, found)


def _predicates(stages: Stages, c: Context, sections: tuple[Section, ...], claims: list[dict]) -> Iterator[Predicate]:
    tree = c.tree
    described = list(stages.relater.finder.described(c, sections))
    rules_of = {d.token: d.rules for d in described}
    flat = tree.text.translate(_FOLD).replace("\n", " ").lower()
    claim_of: dict[int, dict] = {}
    # required ones have the last word
    for claim in sorted(claims, key=lambda x: bool(x.get("optional")), reverse=True):
        span = _place(flat, claim)
        if span is None:
            continue
        inside = [i for i in rules_of if span[0] <= tree.idx[i] < span[1]]
        action = claim["action"].lower()
        words = set(re.findall(r"\w+", action))
        fitting = [i for i in inside if {tree.lemmas[i], tree.lower[i]} & words or tree.lemma(i) in action]
        # a demand's predicate is the verb that asks: the claim's action is below it
        asking = [i for i in inside for r in rules_of[i] if r.action in words and r.type == claim["type"]]
        chosen = asking[:1] or fitting[:1]
        if not chosen and inside:
            chosen = [max(inside, key=lambda i: tree.subtree(i)[1] - tree.subtree(i)[0])]
        claim_of.update(dict.fromkeys(chosen, claim))
    for d in described:
        i, features, rules = d.token, d.features, d.rules
        claim = claim_of.get(i)
        if claim is None:
            yield Predicate(i, features, bool(rules), TYPES.index(NO_CLAIM), False, (UNKNOWN,) * len(ROLES))
        else:
            arguments = tuple(_argument(c, i, role, claim.get(role)) for role in ROLES)
            optional = bool(claim.get("optional"))
            yield Predicate(i, features, bool(rules), TYPES.index(claim["type"]), optional, arguments)


def _place(flat: str, claim: dict) -> tuple[int, int] | None:
    want = " ".join(unicodedata.normalize("NFC", claim["text"]).translate(_FOLD).split()).lower()
    at = -1
    for _ in range(claim.get("nth", 1)):
        following = flat.find(want, at + 1)
        if following < 0:
            break
        at = following
    return (at, at + len(want)) if at >= 0 else None


def _argument(c: Context, predicate: int, role: str, quoted: str | None) -> int:
    """The word of the predicate's sentence that heads the argument gold quotes."""
    if not quoted or (role == "source" and quoted == "author"):
        return NOBODY
    tree = c.tree
    start, end = tree.sentences[tree.sentence_of[predicate]]
    wanted = set(re.findall(r"\w+", quoted.lower())) - _SMALL
    held = [i for i in range(start, end) if tree.lower[i] in wanted]
    heads = [i for i in held if tree.pos[i] in _NOMINAL and (tree.heads[i] == i or tree.heads[i] not in held)]
    if heads and 2 * len({tree.lower[i] for i in held}) >= len(wanted):
        return min(heads, key=lambda i: (abs(i - predicate), i))
    # gold names the entity; the sentence may have a pronoun or a description for it, where the parse has its argument
    voice = c.voices.of(predicate).phrase
    parsed = {
        "source": voice.head if voice else -1,
        "actor": tree.agent(predicate) if tree.is_verb(predicate) else tree.subject(predicate),
        "target": tree.patient(predicate) if tree.is_verb(predicate) else -1,
    }[role]
    if start <= parsed < end:
        described = tree.pos[parsed] == "PRON" or any(tree.tags[k] in ("DT", "PRP$") for k in tree.children[parsed])
        return parsed if described else UNKNOWN
    return NOBODY
