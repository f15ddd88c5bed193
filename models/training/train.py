"""Trains the annotator.

    PYTHONPATH=.:models/training python models/training/train.py PACK ENCODER OUT --steps N

PACK is the training pack, ENCODER the folder with the published model.safetensors and tokenizer.json. OUT gets
config.json (the classes), log.jsonl, and model.pt with epoch-N.pt beside it after each epoch. The same arguments give
the same run on the same machine.
"""

import argparse
import hashlib
import json
import random
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import data
import numpy as np
import spacy
import torch
from data import MISSING, NAME_TAGS, SOURCES, Augmenter, Item, Vocabularies
from model import FAR, LAYERS, Annotator, Outputs, Sizes, crf_loss, label_scores
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import functional as F

from pipeline.recognise.encoder_features import FLAGS, WordPieces

ENCODER_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
SEED = 3
BATCH = 24  # sentences
SHARE_GENERIC = 0.3
HEAD_RATE, TOP_RATE, DECAY, EMBEDDING_RATE = 2e-3, 1e-4, 0.8, 2e-5
WARM_UP = 0.1
WEIGHTS = {"names": 2.0, "xpos": 0.5, "upos": 0.25, "morph": 0.25, "lemma": 0.25, "heads": 1.0, "deps": 0.5}


def possible_transitions() -> tuple[Tensor, Tensor, Tensor]:
    """What BIOES allows: from tag to tag [C, C], first in a sentence [C], last in a sentence [C]; bool."""
    opens = torch.tensor([tag[0] in "BI" for tag in NAME_TAGS])
    goes_on = torch.tensor([tag[0] in "IE" for tag in NAME_TAGS])
    labels = [tag[2:] for tag in NAME_TAGS]
    same = torch.tensor([[a == b for b in labels] for a in labels])
    return torch.where(opens[:, None], goes_on[None, :] & same, ~goes_on[None, :]), ~goes_on, ~opens


class Batch:
    """Items padded to tensors."""

    def __init__(self, items: Sequence[Item]) -> None:
        size, words = len(items), max(len(i.names) for i in items)
        pieces = max(len(i.features.pieces) for i in items)
        self.pieces, self.piece_word = (torch.zeros(size, pieces, dtype=torch.long) for _ in range(2))
        self.shapes = torch.zeros(size, words, dtype=torch.long)
        self.flags = torch.zeros(size, words, FLAGS)
        self.source = torch.tensor([i.source for i in items])
        self.gold = {layer: torch.full((size, words), MISSING) for layer in ("names", *data.LAYERS, "heads", "deps")}
        for row, item in enumerate(items):
            f, n = item.features, len(item.names)
            self.pieces[row, : len(f.pieces)] = torch.from_numpy(f.pieces)
            self.piece_word[row, : len(f.pieces)] = torch.from_numpy(f.piece_word)
            self.shapes[row, :n] = torch.from_numpy(f.shapes)
            self.flags[row, :n] = torch.from_numpy(f.flags)
            for layer, values in {"names": item.names, **item.layers, "heads": item.heads, "deps": item.deps}.items():
                self.gold[layer][row, :n] = torch.from_numpy(values)

    @property
    def inputs(self) -> tuple[Tensor, ...]:
        return self.pieces, self.piece_word, self.shapes, self.flags, self.source


def batches(items: list[Item], rng: random.Random) -> Iterator[Batch]:
    """All items in random batches of BATCH of like length."""
    rng.shuffle(items)
    found = []
    for start in range(0, len(items), 50 * BATCH):
        near = sorted(items[start : start + 50 * BATCH], key=lambda i: len(i.features.pieces))
        found += [near[i : i + BATCH] for i in range(0, len(near), BATCH)]
    rng.shuffle(found)
    return (Batch(b) for b in found)


def losses(outputs: Outputs, batch: Batch, transitions: Tensor) -> dict[str, Tensor]:
    """Mean loss a word of each layer that the batch has."""
    mask = batch.shapes > 0
    between, first, last = possible_transitions()
    names, lengths = batch.gold["names"], mask.sum(1)
    edges = torch.zeros_like(outputs.names)
    edges[:, 0] += torch.where(first, 0.0, FAR)
    edges[torch.arange(len(lengths)), lengths - 1] += torch.where(last, 0.0, FAR)
    allowed = F.one_hot(names.clamp(min=0), len(NAME_TAGS)).bool() | (names == MISSING)[..., None]
    found = {
        "names": crf_loss(outputs.names + edges, torch.where(between, transitions, FAR), allowed, mask) / mask.sum()
    }
    scores = {**outputs.tags, "heads": outputs.arcs}
    heads = batch.gold["heads"]
    if (heads != MISSING).any():
        scores["deps"] = label_scores(outputs.dep_of, outputs.dep_to, heads.clamp(min=0))
    for layer, score in scores.items():
        gold = batch.gold[layer].flatten()
        if (gold != MISSING).any():
            found[layer] = F.cross_entropy(score.flatten(0, 1), gold, ignore_index=MISSING)
    return found


def groups(model: Annotator) -> list[dict[str, object]]:
    """Parameters by learning rate: lower layers of the encoder change less, its word embeddings not at all.

    Rare words would stay where they are while the frequent ones move; so all stay.
    """
    model.encoder.words.weight.requires_grad_(False)
    encoder = model.encoder
    low = [encoder.positions.weight, encoder.types, *encoder.norm.parameters()]
    found = [{"params": low, "lr": EMBEDDING_RATE}]
    for i, layer in enumerate(encoder.layers):
        found.append({"params": list(layer.parameters()), "lr": TOP_RATE * DECAY ** (LAYERS - 1 - i)})
    taken = {id(p) for group in found for p in group["params"]} | {id(encoder.words.weight)}
    found.append({"params": [p for p in model.parameters() if id(p) not in taken], "lr": HEAD_RATE})
    return found


def save(path: Path, **modules: torch.nn.Module) -> None:
    """The weights of modules by name, as export.py loads them."""
    partial = path.with_suffix(".partial")
    torch.save({name: module.state_dict() for name, module in modules.items()}, partial)
    partial.rename(path)


def main(pack: Path, encoder: Path, out: Path, steps: int) -> None:
    out.mkdir(parents=True, exist_ok=True)
    torch.set_num_threads(1)  # of more, each waits for the slowest at every product where cores are shared
    torch.set_float32_matmul_precision("medium")  # bfloat16 products outside the encoder too
    torch.manual_seed(SEED)
    rng = random.Random(SEED)
    np.random.seed(SEED)
    weights = encoder / "model.safetensors"
    if hashlib.sha256(weights.read_bytes()).hexdigest() != ENCODER_SHA256:
        raise SystemExit(f"{weights}: not the published file (sha256)")
    tokenizer = Tokenizer.from_file(str(encoder / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    pieces = WordPieces(tokenizer)
    words = spacy.blank("en").tokenizer
    sentences = data.read(pack, "train")
    vocabularies = Vocabularies.of(sentences)
    augmenter = Augmenter(Path(__file__).parents[1] / "training")
    config = {"layers": vocabularies.layers, "deps": vocabularies.deps, "names": NAME_TAGS, "sources": SOURCES}
    (out / "config.json").write_text(json.dumps(config, ensure_ascii=False, indent=1) + "\n", "utf-8")
    sizes = Sizes(
        len(NAME_TAGS), {k: len(v) for k, v in vocabularies.layers.items()}, len(vocabularies.deps), len(SOURCES)
    )
    model = Annotator(tokenizer.get_vocab_size(), sizes)
    model.encoder.load_published(weights)
    model.train()
    parts = groups(model)
    optimiser = torch.optim.AdamW(parts, weight_decay=0.01, fused=True)
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimiser, [g["lr"] for g in parts], total_steps=steps + 1, pct_start=WARM_UP
    )
    step, number, began = 0, 0, time.monotonic()
    sums: dict[str, float] = {}
    seen = 0
    with (out / "log.jsonl").open("w", encoding="utf-8") as log:
        while step < steps:
            number += 1
            items = [
                vocabularies.item(gold, pieces, "generic" if rng.random() < SHARE_GENERIC else None)
                for gold in data.epoch(sentences, augmenter, words, rng)
            ]
            for batch in batches(items, rng):
                found = losses(model(*batch.inputs), batch, model.transitions)
                optimiser.zero_grad(set_to_none=True)
                sum(WEIGHTS[layer] * loss for layer, loss in found.items()).backward()
                torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
                optimiser.step()
                schedule.step()
                step += 1
                seen += int((batch.shapes > 0).sum())
                for layer, loss in found.items():
                    value = loss.item()
                    sums[layer] = 0.98 * sums.get(layer, value) + 0.02 * value
                if step % 50 == 0:
                    row = {"step": step, "epoch": number, "seconds": round(time.monotonic() - began), "words": seen}
                    log.write(json.dumps({**row, **{k: round(v, 4) for k, v in sums.items()}}) + "\n")
                    log.flush()
                if step == steps:
                    break
            save(out / f"epoch-{number}.pt", annotator=model)
    save(out / "model.pt", annotator=model)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("pack", "encoder", "out"):
        parser.add_argument(name, type=Path)
    parser.add_argument("--steps", type=int, required=True)
    arguments = parser.parse_args()
    main(arguments.pack, arguments.encoder, arguments.out, arguments.steps)
