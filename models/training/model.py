"""The network: one encoder under names, tags, lemmas and trees.

Sizes in shapes: B sentences, T pieces, W words, D = 384 encoder width, H heads of attention.
"""

import math
from dataclasses import dataclass
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional as F

from pipeline.recognise.encoder_features import FLAGS, SHAPES

WIDTH, LAYERS, ATTENTION_HEADS, INNER = 384, 6, 12, 1536
SOURCE_WIDTH = 16
SHAPE_WIDTH = 16
NAMES_HIDDEN = 128
SYNTAX_HIDDEN = 192
ARC_WIDTH, DEPENDENCY_WIDTH = 192, 64
CLAIM_WIDTH, ARGUMENT_WIDTH = 192, 64
FAR = -1e4  # a score that never wins, and stays finite in half precision


@dataclass(frozen=True, slots=True)
class Sizes:
    """Numbers of classes, and of sources with the generic one."""

    names: int
    tags: dict[str, int]  # xpos, upos, morph, lemma
    deps: int
    sources: int


class Layer(nn.Module):
    """A BERT layer (Devlin et al. 2019): self-attention and a feed-forward block, each normalised after its sum."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.query, self.key, self.value = (nn.Linear(WIDTH, WIDTH) for _ in range(3))
        self.out = nn.Linear(WIDTH, WIDTH)
        self.out_norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.up, self.down = nn.Linear(WIDTH, INNER), nn.Linear(INNER, WIDTH)
        self.down_norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """x: [B, T, D]; mask: [B, 1, 1, T], 0 or FAR. -> [B, T, D]"""
        batch, length, _ = x.shape
        query, key, value = (
            linear(x).view(batch, length, ATTENTION_HEADS, WIDTH // ATTENTION_HEADS).transpose(1, 2)
            for linear in (self.query, self.key, self.value)
        )
        scores = query @ key.transpose(2, 3) / math.sqrt(WIDTH // ATTENTION_HEADS) + mask
        mixed = (scores.softmax(-1) @ value).transpose(1, 2).reshape(batch, length, WIDTH)
        x = self.out_norm(x + self.dropout(self.out(mixed)))
        return self.down_norm(x + self.dropout(self.down(F.gelu(self.up(x)))))


class Encoder(nn.Module):
    """all-MiniLM-L6-v2, with the shape of its word added to each piece, since its vocabulary is uncased."""

    def __init__(self, vocabulary: int, dropout: float) -> None:
        super().__init__()
        self.words = nn.Embedding(vocabulary, WIDTH)
        self.positions = nn.Embedding(512, WIDTH)
        self.types = nn.Parameter(torch.zeros(WIDTH))
        self.shapes = nn.Embedding(SHAPES, WIDTH)
        nn.init.zeros_(self.shapes.weight)  # starts as the encoder that was published
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(LAYERS))
        self.dropout = nn.Dropout(dropout)

    def forward(self, pieces: Tensor, shapes: Tensor, mask: Tensor) -> list[Tensor]:
        """pieces, shapes: [B, T]; mask: [B, T] bool. -> the embeddings and each layer's output, [B, T, D] each.

        In training the products are made in bfloat16: four times as fast where the processor has it (AVX-512 BF16).
        """
        with torch.autocast("cpu", torch.bfloat16, enabled=self.training):
            return [x.float() for x in self._layers(pieces, shapes, mask)]

    def _layers(self, pieces: Tensor, shapes: Tensor, mask: Tensor) -> list[Tensor]:
        positions = self.positions.weight[: pieces.shape[1]]
        x = self.words(pieces) + positions + self.types + self.shapes(shapes)
        x = self.dropout(self.norm(x))
        far = torch.where(mask, 0.0, FAR)[:, None, None, :]
        outputs = [x]
        for layer in self.layers:
            x = layer(x, far)
            outputs.append(x)
        return outputs

    def load_published(self, path: Path) -> None:
        """Takes the published weights (BERT's names) from a safetensors file."""
        weights = load_file(path)
        names = {
            "words.weight": "embeddings.word_embeddings.weight",
            "positions.weight": "embeddings.position_embeddings.weight",
            "norm.weight": "embeddings.LayerNorm.weight",
            "norm.bias": "embeddings.LayerNorm.bias",
        }
        parts = {
            "query": "attention.self.query",
            "key": "attention.self.key",
            "value": "attention.self.value",
            "out": "attention.output.dense",
            "out_norm": "attention.output.LayerNorm",
            "up": "intermediate.dense",
            "down": "output.dense",
            "down_norm": "output.LayerNorm",
        }
        for i in range(LAYERS):
            for ours, theirs in parts.items():
                for kind in ("weight", "bias"):
                    names[f"layers.{i}.{ours}.{kind}"] = f"encoder.layer.{i}.{theirs}.{kind}"
        own = self.state_dict()
        own.update({ours: weights[theirs] for ours, theirs in names.items()})
        own["types"] = weights["embeddings.token_type_embeddings.weight"][0]
        self.load_state_dict(own)


class ScalarMix(nn.Module):
    """A learned weighted mean of the encoder's layers (Peters et al. 2018)."""

    def __init__(self) -> None:
        super().__init__()
        self.weights = nn.Parameter(torch.zeros(LAYERS + 1))
        self.scale = nn.Parameter(torch.ones(()))

    def forward(self, layers: list[Tensor]) -> Tensor:
        shares = self.weights.softmax(0)
        return self.scale * sum(share * layer for share, layer in zip(shares, layers, strict=True))


class BiLstm(nn.Module):
    """A bidirectional LSTM as two of one direction: padding sits behind each sentence and reaches neither."""

    def __init__(self, width: int, hidden: int) -> None:
        super().__init__()
        self.forth = nn.LSTM(width, hidden, batch_first=True)
        self.back = nn.LSTM(width, hidden, batch_first=True)

    def forward(self, x: Tensor, reverse: Tensor) -> Tensor:
        """x: [B, W, *]; reverse: [B, W] the order from each sentence's end. -> [B, W, 2 * hidden]"""
        turned = torch.gather(x, 1, reverse[:, :, None].expand(-1, -1, x.shape[2]))
        back = self.back(turned)[0]
        back = torch.gather(back, 1, reverse[:, :, None].expand(-1, -1, back.shape[2]))
        return torch.cat([self.forth(x)[0], back], -1)


class Tower(nn.Module):
    """Layers mixed, pooled to words, shapes and source beside them, and a BiLSTM that sees the neighbours."""

    def __init__(self, sources: int, hidden: int, dropout: float) -> None:
        super().__init__()
        self.mix = ScalarMix()
        self.shapes = nn.Embedding(SHAPES, SHAPE_WIDTH)
        self.sources = nn.Embedding(sources, SOURCE_WIDTH)
        self.lstm = BiLstm(WIDTH + 3 * SHAPE_WIDTH + FLAGS + SOURCE_WIDTH, hidden)
        self.dropout = nn.Dropout(dropout)

    def forward(self, layers: list[Tensor], pool: Tensor, words: "Words") -> Tensor:
        """pool: [B, W, T], the mean over each word's pieces. -> [B, W, 2 * hidden]"""
        pooled = pool @ self.mix(layers)
        own = self.shapes(words.shapes)
        edge = torch.zeros_like(own[:, :1])
        before = torch.cat([edge, own[:, :-1]], 1)
        after = torch.cat([own[:, 1:], edge], 1)
        source = self.sources(words.source)[:, None, :].expand(-1, own.shape[1], -1)
        x = torch.cat([self.dropout(pooled), before, own, after, words.flags, source], -1)
        return self.dropout(self.lstm(x, words.reverse))


@dataclass(frozen=True, slots=True)
class Words:
    """What the towers read beside the encoder. shapes: [B, W]; flags: [B, W, FLAGS]; source: [B]; reverse: [B, W]"""

    shapes: Tensor
    flags: Tensor
    source: Tensor
    reverse: Tensor


class Biaffine(nn.Module):
    """A deep biaffine parser (Dozat & Manning 2017)."""

    def __init__(self, width: int, deps: int, dropout: float) -> None:
        super().__init__()
        self.deps = deps
        self.root = nn.Parameter(torch.zeros(width))
        self.arc_of, self.arc_to = nn.Linear(width, ARC_WIDTH), nn.Linear(width, ARC_WIDTH)
        self.dep_of, self.dep_to = nn.Linear(width, DEPENDENCY_WIDTH), nn.Linear(width, DEPENDENCY_WIDTH)
        self.arcs = nn.Linear(ARC_WIDTH + 1, ARC_WIDTH, bias=False)
        self.labels = nn.Linear(DEPENDENCY_WIDTH + 1, deps * (DEPENDENCY_WIDTH + 1), bias=False)
        nn.init.zeros_(self.arcs.weight)
        nn.init.normal_(self.labels.weight, std=0.02)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x: Tensor, mask: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """x: [B, W, width]; mask: [B, W] bool.

        -> arc scores [B, W, W + 1] over heads (0 the root, j + 1 the word j); for the labels, each word as a
        dependent [B, W, deps, K + 1], and as a head with the root before it [B, W + 1, K + 1].
        """
        root = self.root.expand(x.shape[0], 1, -1)
        heads = torch.cat([root, x], 1)
        arc_of, arc_to, dep_of, dep_to = (
            self.dropout(F.gelu(linear(y)))
            for linear, y in ((self.arc_of, x), (self.arc_to, heads), (self.dep_of, x), (self.dep_to, heads))
        )
        arcs = self.arcs(_with_one(arc_of)) @ arc_to.transpose(1, 2)
        allowed = torch.cat([torch.ones_like(mask[:, :1]), mask], 1)[:, None, :]
        arcs = torch.where(allowed, arcs, FAR)
        of = self.labels(_with_one(dep_of)).view(x.shape[0], x.shape[1], self.deps, DEPENDENCY_WIDTH + 1)
        return arcs, of, _with_one(dep_to)


def _with_one(x: Tensor) -> Tensor:
    return torch.cat([x, torch.ones_like(x[..., :1])], -1)


class ClaimHead(nn.Module):
    """Which words carry a claim, of which type, and which words of the sentence are its arguments."""

    def __init__(self, types: int, roles: int, dropout: float = 0.3) -> None:
        super().__init__()
        width = WIDTH + 2 * SYNTAX_HIDDEN + 2 * NAMES_HIDDEN
        self.roles = roles
        self.mix = ScalarMix()
        self.up, self.types = nn.Linear(width, CLAIM_WIDTH), nn.Linear(CLAIM_WIDTH, types)
        self.nobody = nn.Parameter(torch.zeros(width))
        self.argument_of, self.argument_to = nn.Linear(width, ARGUMENT_WIDTH), nn.Linear(width, ARGUMENT_WIDTH)
        self.arguments = nn.Linear(ARGUMENT_WIDTH + 1, roles * (ARGUMENT_WIDTH + 1), bias=False)
        nn.init.normal_(self.arguments.weight, std=0.02)
        self.dropout = nn.Dropout(dropout)

    def forward(self, read: "Outputs") -> tuple[Tensor, Tensor, Tensor]:
        """-> scores of the types [B, W, types]; each word as a predicate [B, W, roles, K + 1] and as an argument, with
        nobody before the first, [B, W + 1, K + 1]: their products are the scores of the arguments."""
        x = torch.cat([read.pool @ self.mix(read.layers), read.syntax, read.named], -1)
        types = self.types(self.dropout(F.gelu(self.up(self.dropout(x)))))
        every = torch.cat([self.nobody.expand(x.shape[0], 1, -1), x], 1)
        of = self.arguments(_with_one(self.dropout(F.gelu(self.argument_of(x)))))
        to = _with_one(self.dropout(F.gelu(self.argument_to(every))))
        return types, of.view(x.shape[0], x.shape[1], self.roles, ARGUMENT_WIDTH + 1), to


@dataclass(frozen=True, slots=True)
class Outputs:
    """names: [B, W, classes] scores for the CRF; tags: [B, W, classes] a layer; arcs, dep_of, dep_to as `Biaffine`
    gives them; then what was made of the sentences on the way: the encoder's layers, pool as `Tower` takes it, and
    what the towers of trees and of names say of each word."""

    names: Tensor
    tags: dict[str, Tensor]
    arcs: Tensor
    dep_of: Tensor
    dep_to: Tensor
    layers: list[Tensor]
    pool: Tensor
    syntax: Tensor
    named: Tensor


class Annotator(nn.Module):
    """Everything but the CRF's decoding."""

    def __init__(self, vocabulary: int, sizes: Sizes, dropout: float = 0.2, encoder_dropout: float = 0.1) -> None:
        super().__init__()
        self.encoder = Encoder(vocabulary, encoder_dropout)
        self.names_tower = Tower(sizes.sources, NAMES_HIDDEN, dropout)
        self.names = nn.Linear(2 * NAMES_HIDDEN, sizes.names)
        self.syntax_tower = Tower(sizes.sources, SYNTAX_HIDDEN, dropout)
        self.tags = nn.ModuleDict({layer: nn.Linear(2 * SYNTAX_HIDDEN, n) for layer, n in sizes.tags.items()})
        self.parser = Biaffine(2 * SYNTAX_HIDDEN, sizes.deps, dropout)
        self.transitions = nn.Parameter(torch.zeros(sizes.names, sizes.names))

    def forward(self, pieces: Tensor, piece_word: Tensor, shapes: Tensor, flags: Tensor, source: Tensor) -> Outputs:
        """pieces: [B, T], 0 behind a sentence's end; piece_word: [B, T] the word counted from 1, or 0; shapes: [B, W],
        0 behind the end; flags: [B, W, FLAGS]; source: [B], 0 the generic one."""
        length = shapes.shape[1]
        numbers = torch.arange(1, length + 1)
        belongs = (piece_word[:, None, :] == numbers[None, :, None]).float()  # [B, W, T]
        pool = belongs / belongs.sum(-1, keepdim=True).clamp(min=1)
        piece_shapes = torch.gather(F.pad(shapes, (1, 0)), 1, piece_word)
        mask = shapes > 0
        count = mask.sum(1, keepdim=True)
        order = count - numbers[None, :]
        reverse = torch.where(mask, order, numbers[None, :] - 1)
        words = Words(shapes, flags, source, reverse)
        layers = self.encoder(pieces, piece_shapes, pieces > 0)
        syntax = self.syntax_tower(layers, pool, words)
        arcs, dep_of, dep_to = self.parser(syntax, mask)
        named = self.names_tower(layers, pool, words)
        tags = {layer: linear(syntax) for layer, linear in self.tags.items()}
        return Outputs(self.names(named), tags, arcs, dep_of, dep_to, layers, pool, syntax, named)


def label_scores(dep_of: Tensor, dep_to: Tensor, heads: Tensor) -> Tensor:
    """Scores of the labels of given arcs. heads: [B, W]. -> [B, W, deps]"""
    chosen = torch.gather(dep_to, 1, heads[:, :, None].expand(-1, -1, dep_to.shape[2]))
    return (dep_of @ chosen[..., None]).squeeze(-1)


def crf_loss(scores: Tensor, transitions: Tensor, allowed: Tensor, mask: Tensor) -> Tensor:
    """Negative log likelihood of all paths through `allowed`, summed over the sentences (a partial CRF).

    scores: [B, W, C]; transitions: [C, C] from, to, impossible ones FAR; allowed: [B, W, C] bool, several where the
    annotation is missing; mask: [B, W] bool.
    """
    gold = torch.where(allowed, scores, FAR)
    both = torch.cat([gold, scores])  # [2B, W, C]
    keep = torch.cat([mask, mask])[:, :, None]
    alpha = both[:, 0]
    for i in range(1, scores.shape[1]):
        step = torch.logsumexp(alpha[:, :, None] + transitions[None], 1) + both[:, i]
        alpha = torch.where(keep[:, i], step, alpha)
    total = torch.logsumexp(alpha, 1)
    return (total[scores.shape[0] :] - total[: scores.shape[0]]).sum()
