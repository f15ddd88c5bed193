"""Fine-tunes the names of a trained annotator on annotated statements.

    PYTHONPATH=.:models/training python models/encoder/domain.py RUN ENCODER PACK STATEMENTS GOLD OUT

RUN is train.py's folder, ENCODER the folder with tokenizer.json, PACK the training pack, STATEMENTS a folder of
statements and GOLD one of their annotation (corpus/statements and corpus/gold/train). OUT gets config.json, log.jsonl
and model.pt; export.py makes the shipped model of it.

Gold tells mentions by their words and how often each occurs, complete for persons and organisations. What it leaves
open stays open in training: where a mention's words occur oftener than gold counts them, all their tags are missing;
another capitalised word is no person and no organisation, but may be a place (gold has the states alone).
"""

import argparse
import csv
import json
import random
import re
import shutil
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import data
import numpy as np
import spacy
import torch
from conllu import Sentence
from data import LONGEST, MISSING, NAME_TAGS, Augmenter, Gold, Item, Vocabularies
from export import load
from model import FAR, LAYERS, Annotator, Outputs, crf_loss
from spacy.tokens import Doc
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import functional as F
from train import SEED, WEIGHTS, Batch, groups, losses, possible_transitions, save

from pipeline.clean import clean
from pipeline.read import ReadOptions, read_file
from pipeline.recognise.encoder_doc import sentences
from pipeline.recognise.encoder_features import WordPieces
from pipeline.recognise.quotations import find_quotations
from pipeline.recognise.sentences import mark_sentence_starts
from pipeline.statement import CleanText, Statement

HALF = 12  # sentences of statements a step, and as many of the pack
POOL = 50  # batches that are filled together, sentences of like length in each
HEAD_RATE, TOP_RATE, DECAY, EMBEDDING_RATE = 4e-4, 2e-5, 0.8, 4e-6
WARM_UP = 0.1
KINDS = {"people": "PERSON", "organisations": "ORG", "states": "LOC"}
OPEN = "OPEN"  # label of words whose tags gold does not tell
PLACE = MISSING - 1  # class: outside, or of a place
KEEPS_ORGANISATIONS = data.TREES[0]  # a source whose organisations the augmenter does not swap
_PLACES = torch.tensor([tag == "O" or tag.endswith("-LOC") for tag in NAME_TAGS])
_INSIDE_NAMES = frozenset("of the and de la del do da dos du al el - ’s 's".split())


def demonyms(registry: Path) -> frozenset[str]:
    """Adjectives and names of inhabitants: the registry finds them, and most of the pack has no names there."""
    with (registry / "state_names.csv").open(encoding="utf-8", newline="") as rows:
        return frozenset(row["form"] for row in csv.DictReader(rows) if row["kind"] in ("demonym", "people"))


def corpus(folder: Path, gold_folder: Path) -> Iterator[tuple[CleanText, dict[str, object]]]:
    """Clean texts with their gold."""
    for path in sorted(gold_folder.glob("*.json")):
        gold = json.loads(path.read_text("utf-8"))
        statement = folder / gold["doc"]
        (read,) = read_file(statement, statement.name, ReadOptions())
        text = clean([read])[0] if isinstance(read, Statement) else read
        if not isinstance(text, CleanText):
            raise SystemExit(f"{statement}: {text.reason}")
        yield text, gold


def mentions(text: str, gold: dict[str, object], adjectives: frozenset[str]) -> Iterator[tuple[int, int, str]]:
    """(start, end, label) of gold's mentions in the text, longest words first, none over another."""
    counts: dict[str, tuple[str, int]] = {}
    for kind, label in KINDS.items():
        for entity in gold.get(kind, ()):
            for words, count in entity["mentions"]:
                known, before = counts.get(words, (label, 0))
                counts[words] = (label if known == label else OPEN, before + count)
    taken = np.zeros(len(text), bool)
    for words, (label, count) in sorted(counts.items(), key=lambda x: (-len(x[0]), x[0])):
        pattern = r"(?<!\w)" + r"\s+".join(map(re.escape, words.split())) + r"(?!\w)"
        found = [m.span() for m in re.finditer(pattern, text) if not taken[slice(*m.span())].any()]
        for start, end in found:
            taken[start:end] = True
            if words not in adjectives and (label != "LOC" or len(found) <= count):
                yield start, end, label if len(found) <= count else OPEN


def annotated(
    text: CleanText, gold: dict[str, object], nlp: spacy.Language, adjectives: frozenset[str]
) -> list[Sentence]:
    """The sentences that the pipeline reads, with names; nothing else about their words is known."""
    doc = nlp.make_doc(text.text.replace("\n", " "))
    mark_sentence_starts(doc, text.text, find_quotations(text.text), [section.start for section in text.sections])
    names = ["O"] * len(doc)
    for start, end, label in mentions(text.text, gold, adjectives):
        span = doc.char_span(start, end, label=label)
        if span is None:
            span, label = doc.char_span(start, end, alignment_mode="expand"), OPEN
        names[span.start : span.end] = [f"B-{label}", *[f"I-{label}"] * (len(span) - 1)]
    return [_sentence(doc, words, names) for words in sentences(doc) if words]


def _sentence(doc: Doc, words: Sequence[int], names: Sequence[str]) -> Sentence:
    blank = ["_"] * len(words)
    own = list(range(len(words)))
    tags = [names[i] for i in words]
    if tags[0].startswith("I-"):  # of a name that a sentence's end divides
        tags[0] = "B-" + OPEN
    spaces = [bool(doc[i].whitespace_) for i in words]
    return Sentence(False, [doc[i].text for i in words], spaces, blank, blank, blank, blank, own, blank, tags)


def to_gold(sentence: Sentence, tokenizer: spacy.tokenizer.Tokenizer) -> Gold:
    """With what is not known marked MISSING or PLACE; cut to LONGEST words."""
    gold = data.align("generic", sentence, tokenizer)
    opened = [tag.replace(OPEN, "ORG") if tag.endswith(OPEN) else "O" for tag in sentence.names]
    missing = data.align("generic", replace(sentence, names=opened), tokenizer).names
    gold = replace(gold, names=[name if open_ == 0 else None for name, open_ in zip(gold.names, missing, strict=True)])
    if len(gold.words) > LONGEST:
        gold = data.cut(gold, 0, LONGEST)
    cased = any(word[:1].isupper() for word in gold.words)
    capital = [word[:1].isupper() or not cased for word in gold.words]
    place = [
        here or (word in _INSIDE_NAMES and before and after)
        for word, here, before, after in zip(
            gold.words, capital, [False, *capital], [*capital[1:], False], strict=False
        )
    ]
    names = [PLACE if name == 0 and open_ else name for name, open_ in zip(gold.names, place, strict=True)]
    return replace(gold, names=names)


def name_loss(outputs: Outputs, batch: Batch, transitions: Tensor) -> Tensor:
    """As the names' part of `train.losses`, PLACE allowed to be outside or of a place."""
    mask = batch.shapes > 0
    between, first, last = possible_transitions()
    names, lengths = batch.gold["names"], mask.sum(1)
    edges = torch.zeros_like(outputs.names)
    edges[:, 0] += torch.where(first, 0.0, FAR)
    edges[torch.arange(len(lengths)), lengths - 1] += torch.where(last, 0.0, FAR)
    allowed = F.one_hot(names.clamp(min=0), len(NAME_TAGS)).bool() | (names == MISSING)[..., None]
    allowed |= (names == PLACE)[..., None] & _PLACES
    return crf_loss(outputs.names + edges, torch.where(between, transitions, FAR), allowed, mask) / mask.sum()


def halves(items: list[Item], rng: random.Random) -> list[Batch]:
    """Batches of HALF items of like length, in random order."""
    items.sort(key=lambda i: len(i.features.pieces))
    found = [Batch(items[i : i + HALF]) for i in range(0, len(items), HALF)]
    rng.shuffle(found)
    return found


def gentle(model: Annotator) -> list[dict[str, object]]:
    """train.py's groups of parameters with the rates of this module."""
    found = groups(model)
    rates = [EMBEDDING_RATE, *(TOP_RATE * DECAY ** (LAYERS - 1 - i) for i in range(LAYERS)), HEAD_RATE]
    return [{**group, "lr": rate} for group, rate in zip(found, rates, strict=True)]


def main(
    run: Path, encoder: Path, pack: Path, folder: Path, gold_folder: Path, out: Path, steps: int, weights: Path
) -> None:
    out.mkdir(parents=True, exist_ok=True)
    torch.set_num_threads(1)  # as in train.py
    torch.set_float32_matmul_precision("medium")
    torch.manual_seed(SEED)
    rng = random.Random(SEED)
    model, config = load(run, weights)
    model.train()
    shutil.copy(run / "config.json", out / "config.json")
    tokenizer = Tokenizer.from_file(str(encoder / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    pieces = WordPieces(tokenizer)
    nlp = spacy.blank("en")
    vocabularies = Vocabularies(config["layers"], config["deps"])
    augmenter = Augmenter(Path(__file__).parents[1] / "training")
    adjectives = demonyms(Path(__file__).parents[2] / "corpus/registry")
    statements = [s for text, gold in corpus(folder, gold_folder) for s in annotated(text, gold, nlp, adjectives)]
    pack_sentences = data.read(pack, "train")
    print(len(statements), "sentences of statements,", len(pack_sentences), "of the pack", flush=True)

    def of_statements() -> Iterator[Batch]:
        order: list[Sentence] = []
        while True:
            if len(order) < POOL * HALF:
                order += rng.sample(statements, len(statements))
            drawn = [order.pop(0) for _ in range(POOL * HALF)]
            changed = (augmenter(KEEPS_ORGANISATIONS, s, rng) for s in drawn)
            yield from halves([vocabularies.item(to_gold(s, nlp.tokenizer), pieces) for s in changed], rng)

    def of_pack() -> Iterator[Batch]:
        while True:
            drawn = rng.sample(pack_sentences, POOL * HALF)
            items = [
                vocabularies.item(gold, pieces, "generic" if rng.random() < 0.5 else None)
                for gold in data.epoch(drawn, augmenter, nlp.tokenizer, rng)
            ]
            yield from halves(items, rng)

    parts = gentle(model)
    optimiser = torch.optim.AdamW(parts, weight_decay=0.01, fused=True)
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimiser, [g["lr"] for g in parts], total_steps=steps + 1, pct_start=WARM_UP
    )
    began = time.monotonic()
    sums: dict[str, float] = {}
    with (out / "log.jsonl").open("w", encoding="utf-8") as log:
        for step, domain, ordinary in zip(range(1, steps + 1), of_statements(), of_pack(), strict=False):
            found = losses(model(*ordinary.inputs), ordinary, model.transitions)
            own = name_loss(model(*domain.inputs), domain, model.transitions)
            optimiser.zero_grad(set_to_none=True)
            (sum(WEIGHTS[layer] * loss for layer, loss in found.items()) + WEIGHTS["names"] * own).backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            for layer, loss in {"statements": own, **found}.items():
                sums[layer] = 0.98 * sums.get(layer, loss.item()) + 0.02 * loss.item()
            if step % 50 == 0:
                row = {"step": step, "seconds": round(time.monotonic() - began)}
                log.write(json.dumps({**row, **{k: round(v, 4) for k, v in sums.items()}}) + "\n")
                log.flush()
    save(model, out / "model.pt")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("run", "encoder", "pack", "statements", "gold", "out"):
        parser.add_argument(name, type=Path)
    parser.add_argument("--steps", type=int, default=800)
    parser.add_argument("--weights", type=Path, help="instead of RUN/model.pt")
    arguments = parser.parse_args()
    main(
        arguments.run,
        arguments.encoder,
        arguments.pack,
        arguments.statements,
        arguments.gold,
        arguments.out,
        arguments.steps,
        arguments.weights or arguments.run / "model.pt",
    )
