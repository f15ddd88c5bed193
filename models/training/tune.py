"""Teaches a trained annotator to read claims, on gold of statements.

    PYTHONPATH=.:models/training python models/training/tune.py RUN ENCODER PACK STATEMENTS GOLD OUT

RUN is train.py's folder, ENCODER the folder with tokenizer.json, PACK the training pack, STATEMENTS a folder of
statements and GOLD one of their gold (corpus/statements and corpus/gold/train). The model in models/ finds the words
that gold means. Half of what is read is pack, so that tags, trees and names stay as good as they are. OUT gets
config.json, log.jsonl, and model.pt for export.py. The same arguments give the same run on the same machine.
"""

import argparse
import json
import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import data
import numpy as np
import spacy
import torch
from data import LONGEST, MISSING, Augmenter, Item, Vocabularies
from export import load
from gold import NOBODY, UNKNOWN, annotated
from model import FAR, LAYERS
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import functional as F
from train import SEED, WARM_UP, WEIGHTS, Batch, groups, losses, save

from pipeline.recognise.encoder_doc import sentences
from pipeline.recognise.encoder_features import FLAGS, Features, WordPieces
from pipeline.relate.claim_types import NO_CLAIM, TYPES
from pipeline.stages import Stages

HALF = 16  # sentences of statements a step, and as many of the pack
POOL = 20  # batches that are filled together, sentences of like length in each
EPOCHS = 7
HEAD_RATE, TASK_RATE, ENCODER_RATE, EMBEDDING_RATE = 1e-3, 2e-4, 5e-5, 1e-5
TYPE_WEIGHT, ARGUMENT_WEIGHT = 1 / 3, 1 / 4  # of the losses, summed over a sentence


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a statement. types: [W] class, or MISSING where a claim may be filed or left; arguments: the
    predicate's word, the role, the argument's word counted from 1 or 0 for nobody."""

    features: Features
    types: np.ndarray
    arguments: list[tuple[int, int, int]]


def read(stages: Stages, pieces: WordPieces, statements: Path, gold: Path) -> Iterator[Sentence]:
    """The sentences of all statements, cut to the first LONGEST words."""
    for one in annotated(stages, statements, gold):
        doc = one.recognised.doc
        predicates = {p.token: p for p in one.predicates}
        for whole in sentences(doc):
            words = whole[:LONGEST]
            number = {token: n for n, token in enumerate(words)}
            types = np.full(len(words), TYPES.index(NO_CLAIM), np.int64)
            arguments = []
            for n, token in enumerate(words):
                told = predicates.get(token)
                if told is None:
                    continue
                types[n] = MISSING if told.optional else told.type
                for role, argument in enumerate(told.arguments):
                    if argument == NOBODY:
                        arguments.append((n, role, 0))
                    elif argument != UNKNOWN and argument in number:
                        arguments.append((n, role, number[argument] + 1))
            if words:
                features = pieces.features([doc[i].text for i in words], [bool(doc[i].whitespace_) for i in words])
                yield Sentence(features, types, arguments)


class Claims:
    """Sentences of statements padded to tensors."""

    def __init__(self, rows: Sequence[Sentence]) -> None:
        self.rows = rows
        size, words = len(rows), max(len(r.types) for r in rows)
        length = max(len(r.features.pieces) for r in rows)
        pieces, piece_word = (torch.zeros(size, length, dtype=torch.long) for _ in range(2))
        shapes, flags = torch.zeros(size, words, dtype=torch.long), torch.zeros(size, words, FLAGS)
        self.types = torch.full((size, words), MISSING)
        for k, row in enumerate(rows):
            f = row.features
            pieces[k, : len(f.pieces)] = torch.from_numpy(f.pieces)
            piece_word[k, : len(f.pieces)] = torch.from_numpy(f.piece_word)
            shapes[k, : len(f.shapes)] = torch.from_numpy(f.shapes)
            flags[k, : len(f.shapes)] = torch.from_numpy(f.flags)
            self.types[k, : len(f.shapes)] = torch.from_numpy(row.types)
        self.inputs = pieces, piece_word, shapes, flags, torch.zeros(size, dtype=torch.long)

    def loss(self, types: Tensor, of: Tensor, to: Tensor) -> Tensor:
        """Summed over each sentence's words and arguments, mean over sentences."""
        found = F.cross_entropy(types.flatten(0, 1), self.types.flatten(), ignore_index=MISSING, reduction="sum")
        told = [(k, *argument) for k, row in enumerate(self.rows) for argument in row.arguments]
        if told:
            row, predicate, role, argument = torch.tensor(told).T
            scores = (to[row] @ of[row, predicate, role][:, :, None]).squeeze(-1)  # [arguments, W + 1]
            there = F.pad(self.inputs[2] > 0, (1, 0), value=True)[row]
            chosen = F.cross_entropy(torch.where(there, scores, FAR), argument, reduction="sum")
        else:
            chosen = torch.zeros(())
        return (TYPE_WEIGHT * found + ARGUMENT_WEIGHT * chosen) / len(self.rows)


def by_length(items: list, length, rng: random.Random) -> Iterator[list]:
    """All items once, in random batches of HALF of like length."""
    order = rng.sample(items, len(items))
    found = []
    for start in range(0, len(order), POOL * HALF):
        near = sorted(order[start : start + POOL * HALF], key=length)
        found += [near[i : i + HALF] for i in range(0, len(near), HALF)]
    rng.shuffle(found)
    yield from found


def main(run: Path, encoder: Path, pack: Path, statements: Path, gold: Path, out: Path) -> None:
    out.mkdir(parents=True, exist_ok=True)
    torch.set_num_threads(1)  # as in train.py
    torch.set_float32_matmul_precision("medium")
    torch.manual_seed(SEED)
    rng = random.Random(SEED)
    np.random.seed(SEED)
    model, head, config = load(run, run / "model.pt")
    model.train()
    head.train()
    (out / "config.json").write_text(json.dumps(config, ensure_ascii=False, indent=1) + "\n", "utf-8")
    tokenizer = Tokenizer.from_file(str(encoder / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    pieces = WordPieces(tokenizer)
    told = list(read(Stages.load(), pieces, statements, gold))
    vocabularies = Vocabularies(config["layers"], config["deps"])
    augmenter = Augmenter(Path(__file__).parent)
    words = spacy.blank("en").tokenizer
    pack_sentences = data.read(pack, "train")
    print(len(told), "sentences of statements,", len(pack_sentences), "of the pack", flush=True)

    def of_pack() -> Iterator[Batch]:
        while True:
            drawn = rng.sample(pack_sentences, POOL * HALF)
            items: list[Item] = [
                vocabularies.item(g, pieces, "generic" if rng.random() < 0.5 else None)
                for g in data.epoch(drawn, augmenter, words, rng)
            ]
            for batch in by_length(items, lambda i: len(i.features.pieces), rng):
                yield Batch(batch)

    parts = groups(model)
    rates = [EMBEDDING_RATE, *[ENCODER_RATE] * LAYERS, TASK_RATE]
    parts = [{**group, "lr": rate} for group, rate in zip(parts, rates, strict=True)]
    parts.append({"params": list(head.parameters()), "lr": HEAD_RATE})
    optimiser = torch.optim.AdamW(parts, weight_decay=0.01, fused=True)
    steps = EPOCHS * -(-len(told) // HALF)
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimiser, [g["lr"] for g in parts], total_steps=steps + EPOCHS * 2, pct_start=WARM_UP
    )
    ordinary = of_pack()
    step, began = 0, time.monotonic()
    sums: dict[str, float] = {}
    with (out / "log.jsonl").open("w", encoding="utf-8") as log:
        for epoch in range(1, EPOCHS + 1):
            for rows in by_length(told, lambda r: len(r.types), rng):
                step += 1
                batch = next(ordinary)
                found = losses(model(*batch.inputs), batch, model.transitions)
                claims = Claims(rows)
                own = claims.loss(*head(model(*claims.inputs)))
                optimiser.zero_grad(set_to_none=True)
                (sum(WEIGHTS[layer] * loss for layer, loss in found.items()) + own).backward()
                torch.nn.utils.clip_grad_norm_([p for group in parts for p in group["params"]], 1.0)
                optimiser.step()
                schedule.step()
                for layer, loss in {"claims": own, **found}.items():
                    sums[layer] = 0.98 * sums.get(layer, loss.item()) + 0.02 * loss.item()
                if step % 50 == 0:
                    row = {"step": step, "epoch": epoch, "seconds": round(time.monotonic() - began)}
                    log.write(json.dumps({**row, **{k: round(v, 4) for k, v in sums.items()}}) + "\n")
                    log.flush()
    save(out / "model.pt", annotator=model, claims=head)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("run", "encoder", "pack", "statements", "gold", "out"):
        parser.add_argument(name, type=Path)
    main(**vars(parser.parse_args()))
