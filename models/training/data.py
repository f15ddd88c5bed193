"""The training pack as sentences of spaCy's tokens, with what is missing marked as missing.

spaCy cuts some words elsewhere than the treebanks do. The pipeline sees spaCy's tokens, so gold is carried over to them
by characters: a token that is no gold token has no tag and no lemma, one that covers several takes the head of their
head, and where a name does not end with a token all its tokens are unknown.
"""

import random
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import augment
import conllu
import numpy as np
from conllu import Sentence

from pipeline.recognise.encoder_features import Features, WordPieces
from pipeline.recognise.encoder_lemmas import edit_script

TREES = ("ud-ewt", "gum")
NAMES = ("ud-ewt", "gum", "re-docred", "crossner", "wikigold", "re3d")
SOURCES = ("generic", *NAMES)
INCOMPLETE = frozenset({"re3d"})  # names are missed there: a capitalised word without a label is unknown
LABELS = ("PERSON", "ORG", "LOC")
LAYERS = ("xpos", "upos", "morph", "lemma")
LONGEST = 80  # words; longer sentences are cut in training
MISSING = -100

NAME_TAGS = ("O", *(f"{place}-{label}" for label in LABELS for place in "BIES"))
_NAME_ID = {tag: i for i, tag in enumerate(NAME_TAGS)}

# Shares of training sentences that are changed, drawn anew each epoch.
SHARE_PERSONS = 0.1
SHARE_ORGANISATIONS = 0.05
SHARE_FRAGMENTS = 0.4  # of sentences with quotations: the pipeline parses a quotation apart from the words around it
SHARE_CAPITALS, SHARE_LOWER, SHARE_TITLE = 0.025, 0.015, 0.02
SHARE_MARKED = 0.03
SHARE_LINES = 0.015  # of the epoch's sentences are made lines
_MARKS = ("•", "-", "–", "*", "1.", "2)", "(a)", "·", "[1]", "o")
_SMALL = frozenset("a an and as at by for from in of on or the to with".split())


@dataclass(frozen=True, slots=True)
class Gold:
    """A sentence of spaCy's tokens. Parallel lists; None is missing. heads: the word's index, its own for a root."""

    source: str
    words: list[str]
    spaces: list[bool]
    names: list[int | None]
    layers: dict[str, list[str | None]]
    heads: list[int | None]
    deps: list[str | None]


@dataclass(frozen=True, slots=True)
class Item:
    """A sentence in numbers. names: [W] class or MISSING; layers: [W] each; heads: [W] 0 the root; deps: [W]"""

    source: int
    features: Features
    names: np.ndarray
    layers: dict[str, np.ndarray]
    heads: np.ndarray
    deps: np.ndarray


def read(pack: Path, split: str, sources: Iterable[str] = NAMES) -> list[tuple[str, Sentence]]:
    return [(source, s) for source in sources for s in conllu.read(pack / source / f"{split}.conllu.gz")]


def text_of(sentence: Sentence) -> str:
    return "".join(w + " " * s for w, s in zip(sentence.words, sentence.spaces, strict=True)).strip()


def align(source: str, sentence: Sentence, tokenizer: Any) -> Gold:
    """Gold on the tokens that spaCy's tokenizer makes of the sentence's text; blanks are no tokens here."""
    doc = tokenizer(text_of(sentence))
    tokens = [t for t in doc if not t.is_space]
    starts = {t.idx: i for i, t in enumerate(tokens)}
    ends = {t.idx + len(t): i for i, t in enumerate(tokens)}
    bounds, at = [], 0
    for word, space in zip(sentence.words, sentence.spaces, strict=True):
        bounds.append((at, at + len(word)))
        at += len(word) + space
    # the token that holds each gold word, None where the word is cut
    holder: list[int | None] = [None] * len(bounds)
    held: list[list[int]] = [[] for _ in tokens]
    t = 0
    for g, (a, b) in enumerate(bounds):
        while t < len(tokens) and tokens[t].idx + len(tokens[t]) <= a:
            t += 1
        if t < len(tokens) and tokens[t].idx <= a and b <= tokens[t].idx + len(tokens[t]):
            holder[g] = t
            held[t].append(g)
    whole = [
        bool(h) and bounds[h[0]][0] == tok.idx and bounds[h[-1]][1] == tok.idx + len(tok)
        for h, tok in zip(held, tokens, strict=True)
    ]
    trees = source in TREES
    n = len(tokens)
    layers: dict[str, list[str | None]] = {layer: [None] * n for layer in LAYERS}
    heads: list[int | None] = [None] * n
    deps: list[str | None] = [None] * n
    columns = (sentence.xpos, sentence.upos, sentence.morphs, sentence.lemmas)
    for i, inside in enumerate(held):
        if not trees or not whole[i]:
            continue
        if len(inside) == 1:
            for layer, column in zip(LAYERS, columns, strict=True):
                value = column[inside[0]]
                layers[layer][i] = None if value == "_" and layer in ("xpos", "upos") else value
        tops = [g for g in inside if sentence.heads[g] == g or sentence.heads[g] not in inside]
        if len(tops) == 1 and sentence.deps[tops[0]] != "_":
            head = holder[sentence.heads[tops[0]]]
            if head is not None and whole[head]:
                heads[i], deps[i] = head, sentence.deps[tops[0]]
    names: list[int | None] = [0] * n
    if source in INCOMPLETE:
        names = [None if t.text[:1].isupper() else 0 for t in tokens]
    for a, b, label in augment.spans(sentence.names):
        if label not in LABELS:
            continue
        first, last = starts.get(bounds[a][0]), ends.get(bounds[b - 1][1])
        if first is None or last is None:
            for i, tok in enumerate(tokens):
                if tok.idx < bounds[b - 1][1] and bounds[a][0] < tok.idx + len(tok):
                    names[i] = None
            continue
        if first == last:
            names[first] = _NAME_ID[f"S-{label}"]
            continue
        names[first : last + 1] = [
            _NAME_ID[f"B-{label}"],
            *[_NAME_ID[f"I-{label}"]] * (last - first - 1),
            _NAME_ID[f"E-{label}"],
        ]
    return Gold(source, [t.text for t in tokens], [bool(t.whitespace_) for t in tokens], names, layers, heads, deps)


class Vocabularies:
    """The classes of each layer, by falling frequency. What is rarer than `least` is missing in training."""

    def __init__(self, layers: dict[str, list[str]], deps: list[str]) -> None:
        self.layers, self.deps = layers, deps
        self._ids = {layer: {v: i for i, v in enumerate(values)} for layer, values in layers.items()}
        self._deps = {v: i for i, v in enumerate(deps)}

    @classmethod
    def of(cls, sentences: Iterable[tuple[str, Sentence]], least: int = 3) -> "Vocabularies":
        counts: dict[str, Counter[str]] = {layer: Counter() for layer in (*LAYERS, "deps")}
        for source, s in sentences:
            if source not in TREES:
                continue
            scripts = [edit_script(w, lemma) for w, lemma in zip(s.words, s.lemmas, strict=True)]
            for layer, column in zip((*LAYERS, "deps"), (s.xpos, s.upos, s.morphs, scripts, s.deps), strict=True):
                counts[layer].update(column)
        kept = {
            layer: [v for v, n in sorted(c.items(), key=lambda x: (-x[1], x[0])) if n >= least and v != "_"]
            for layer, c in counts.items()
        }
        return cls({layer: kept[layer] for layer in LAYERS}, kept["deps"])

    def item(self, gold: Gold, pieces: WordPieces, source: str | None = None) -> Item:
        """A sentence in numbers, as of `source`, or of its own."""
        layers = {}
        for layer in LAYERS:
            ids, values = self._ids[layer], gold.layers[layer]
            if layer == "lemma":
                values = [v if v is None else edit_script(w, v) for w, v in zip(gold.words, values, strict=True)]
            layers[layer] = np.array([MISSING if v is None else ids.get(v, MISSING) for v in values], np.int64)
        heads = [MISSING if h is None else 0 if h == i else h + 1 for i, h in enumerate(gold.heads)]
        return Item(
            SOURCES.index(source or gold.source),
            pieces.features(gold.words, gold.spaces),
            np.array([MISSING if v is None else v for v in gold.names], np.int64),
            layers,
            np.array(heads, np.int64),
            np.array([MISSING if d is None else self._deps.get(d, MISSING) for d in gold.deps], np.int64),
        )


def cut(gold: Gold, start: int, end: int) -> Gold:
    """The words from start to end. A head outside is missing, but the only word whose head is outside is the root."""
    heads: list[int | None] = [None if h is None or not start <= h < end else h - start for h in gold.heads[start:end]]
    deps: list[str | None] = [d if h is not None else None for h, d in zip(heads, gold.deps[start:end], strict=True)]
    own = gold.heads[start:end]
    tops = [i for i, h in enumerate(own) if h is not None and (h == i + start or not start <= h < end)]
    if len(tops) == 1 and None not in own:
        heads[tops[0]], deps[tops[0]] = tops[0], "ROOT"
    names = list(gold.names[start:end])
    for order, inside, last in ((range(len(names)), "IE", "E"), (range(len(names) - 1, -1, -1), "BI", "B")):
        for i in order:  # a name that the cut divides is unknown
            place = "O" if names[i] is None else NAME_TAGS[names[i]][0]
            if place not in inside:
                break
            names[i] = None
            if place == last:
                break
    return Gold(
        gold.source,
        gold.words[start:end],
        gold.spaces[start:end],
        names,
        {layer: values[start:end] for layer, values in gold.layers.items()},
        heads,
        deps,
    )


class Augmenter:
    """Changes a training sentence as the epoch's chance has it."""

    def __init__(self, folder: Path) -> None:
        self.swap = augment.NameSwapper(folder / "names.toml")
        made = tomllib.loads(Path(__file__).with_name("statements.toml").read_text("utf-8"))
        self.lines: list[str] = made["lines"]
        self.roles: list[str] = made["roles"]

    def __call__(self, source: str, sentence: Sentence, rng: random.Random) -> Sentence:
        persons = rng.random() < SHARE_PERSONS
        organisations = source not in TREES and rng.random() < SHARE_ORGANISATIONS
        if persons or organisations:
            sentence = self._swapped(sentence, persons, organisations, rng)
        sentence = augment.typography([sentence], rng)[0]
        chance = rng.random()
        if chance < SHARE_CAPITALS:
            sentence = replace(sentence, words=[w.upper() for w in sentence.words])
        elif chance < SHARE_CAPITALS + SHARE_LOWER:
            sentence = replace(sentence, words=[w.lower() for w in sentence.words])
        elif chance < SHARE_CAPITALS + SHARE_LOWER + SHARE_TITLE:
            words = [w if i and w in _SMALL else w[:1].upper() + w[1:] for i, w in enumerate(sentence.words)]
            sentence = replace(sentence, words=words)
        if rng.random() < SHARE_MARKED:
            sentence = _marked(sentence, rng.choice(_MARKS))
        return sentence

    def _swapped(self, s: Sentence, persons: bool, organisations: bool, rng: random.Random) -> Sentence:
        """With other names; a swapped person's tree is its first word with the others flat under it."""
        people: dict[str, list[list[str]]] = {}
        for start, end, label in reversed(list(augment.spans(s.names))):
            if label == "PERSON" and persons:
                full, short = people.setdefault(s.words[end - 1], self.swap.person(rng))
                new = short if end - start == 1 else full
            elif label == "ORG" and organisations and end - start > 1:
                new = self.swap.organisation(rng)
            else:
                continue
            s = _replaced(s, start, end, new, label)
        return s

    def line(self, rng: random.Random) -> Sentence:
        """A made line of a signature list, a heading or a contact."""
        words: list[str] = []
        names: list[str] = []
        pattern = rng.choice(self.lines)
        for mark in ".,:;()|":
            pattern = pattern.replace(mark, f" {mark} ")
        for piece in pattern.replace("1 . ", "1. ").replace(" v . ", " v. ").split():
            label = {"{org}": "ORG", "{person}": "PERSON", "{place}": "LOC"}.get(piece)
            if piece == "{org}":
                new = self.swap.organisation(rng)
            elif piece == "{person}":
                new = self.swap.person(rng)[0]
            elif piece == "{place}":
                new = rng.choice(_PLACES).split()
            else:
                new = rng.choice(self.roles).split() if piece == "{role}" else [piece]
            words += new
            names += [f"B-{label}", *[f"I-{label}"] * (len(new) - 1)] if label else ["O"] * len(new)
        spaces = [
            word not in "(" and after not in (",", ".", ":", ";", ")", "'s")
            for word, after in zip(words, [*words[1:], ""], strict=True)
        ]
        blank = ["_"] * len(words)
        own = list(range(len(words)))
        return Sentence(False, words, spaces, blank, blank, blank, blank, own, blank, names)


def _states() -> list[str]:
    path = Path(__file__).parents[2] / "corpus/registry/states.csv"
    return [line.split(",")[1].strip('"') for line in path.read_text("utf-8").splitlines()[1:]]


_PLACES = _states()


def _replaced(s: Sentence, start: int, end: int, new: list[str], label: str) -> Sentence:
    """`new` in place of the words from start to end; heads outside that pointed into them point to the first one."""
    grown = len(new) - (end - start)

    def moved(head: int) -> int:
        return head if head < start else start if head < end else head + grown

    tops = [i for i in range(start, end) if not start <= s.heads[i] < end or s.heads[i] == i]
    top = tops[0]
    rest = len(new) - 1
    top_head = start if s.heads[top] == top else moved(s.heads[top])
    return replace(
        s,
        words=s.words[:start] + new + s.words[end:],
        spaces=s.spaces[:start] + [word != "'s" for word in new[1:]] + [s.spaces[end - 1]] + s.spaces[end:],
        lemmas=s.lemmas[:start] + new + s.lemmas[end:],
        upos=s.upos[:start] + ["PROPN" if s.upos[top] != "_" else "_"] * len(new) + s.upos[end:],
        xpos=s.xpos[:start] + ["NNP" if s.xpos[top] != "_" else "_"] * len(new) + s.xpos[end:],
        morphs=s.morphs[:start] + ["Number=Sing"] * len(new) + s.morphs[end:],
        heads=[moved(h) for h in s.heads[:start]] + [top_head] + [start] * rest + [moved(h) for h in s.heads[end:]],
        deps=s.deps[:start] + [s.deps[top]] + ["flat"] * rest + s.deps[end:],
        names=[*s.names[:start], f"B-{label}", *[f"I-{label}"] * rest, *s.names[end:]],
    )


def _marked(s: Sentence, mark: str) -> Sentence:
    """With a bullet or number before it, whose tags are not known."""
    return replace(
        s,
        words=[mark, *s.words],
        spaces=[True, *s.spaces],
        lemmas=["_", *s.lemmas],
        upos=["_", *s.upos],
        xpos=["_", *s.xpos],
        morphs=["_", *s.morphs],
        heads=[0, *(h + 1 for h in s.heads)],
        deps=["_", *s.deps],
        names=["O", *s.names],
    )


def fragments(gold: Gold, rng: random.Random) -> Iterator[Gold]:
    """The sentence, or in a share of those with a longer quotation the quotation and the rest apart."""
    marks = [i for i, w in enumerate(gold.words) if w in ('"', "“", "”", "``", "''")]
    if len(marks) < 2 or marks[1] - marks[0] < 5 or rng.random() >= SHARE_FRAGMENTS:
        yield gold
        return
    cuts = sorted({0, marks[0], marks[1] + 1, len(gold.words)})
    for start, end in pairwise(cuts):
        if end - start > 2:
            yield cut(gold, start, end)


def epoch(
    sentences: Sequence[tuple[str, Sentence]], augmenter: Augmenter, tokenizer: Any, rng: random.Random
) -> Iterator[Gold]:
    """Every sentence once, changed as chance has it, none longer than LONGEST; and some made lines."""
    for source, sentence in sentences:
        gold = align(source, augmenter(source, sentence, rng), tokenizer)
        for part in fragments(gold, rng):
            yield part if len(part.words) <= LONGEST else cut(part, 0, LONGEST)
        if rng.random() < SHARE_LINES:
            yield align("generic", augmenter.line(rng), tokenizer)
