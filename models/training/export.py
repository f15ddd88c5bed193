"""Makes the shipped model of a training run.

    PYTHONPATH=.:models/training python models/training/export.py RUN ENCODER PACK OUT [--weights FILE] [--full]

RUN is tune.py's folder, or train.py's, whose model reads no claims yet; ENCODER the folder with tokenizer.json, PACK
the training pack. OUT gets config.json, lemmas.tsv, tokenizer.json and model.onnx, with 8-bit weights, or in full
precision with --full. `evaluate.py --calibrate` then fits the temperature of the confidences, which is 1 here.
"""

import argparse
import json
import shutil
import tempfile
from collections import Counter
from pathlib import Path

import data
import onnx
import torch
from model import Annotator, ClaimHead, Sizes
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process
from torch import Tensor, nn

from pipeline.recognise.encoder_features import FLAGS
from pipeline.relate.claim_types import ROLES, TYPES

OPSET = 20  # has Gelu and LayerNormalization as single operators
DYNAMIC = {
    "pieces": {0: "sentences", 1: "pieces"},
    "piece_word": {0: "sentences", 1: "pieces"},
    "shapes": {0: "sentences", 1: "words"},
    "flags": {0: "sentences", 1: "words"},
}
OUTPUTS = ("names", "tags", "scripts", "arcs", "dep_of", "dep_to", "claims", "argument_of", "argument_to")
SCRIPTS = 4  # likeliest edit scripts that the lemmatiser chooses from
NAMES = frozenset({"NNP", "NNPS", "ADD", "FW", "CD", "SYM", "-LRB-", "-RRB-"})  # of which a list knows nothing


class Shipped(nn.Module):
    """The annotator as the pipeline runs it: the source generic, of the classes the best ones alone."""

    def __init__(self, annotator: Annotator, claims: ClaimHead) -> None:
        super().__init__()
        self.annotator = annotator
        self.claims = claims

    def forward(self, pieces: Tensor, piece_word: Tensor, shapes: Tensor, flags: Tensor) -> tuple[Tensor, ...]:
        outputs = self.annotator(pieces, piece_word, shapes, flags, torch.zeros_like(pieces[:, 0]))
        tags = torch.stack([outputs.tags[layer].argmax(-1) for layer in ("xpos", "upos", "morph")], -1)
        scripts = outputs.tags["lemma"].topk(SCRIPTS, -1).indices
        trees = outputs.arcs, outputs.dep_of, outputs.dep_to
        types, argument_of, argument_to = self.claims(outputs)
        return outputs.names, tags, scripts, *trees, types.softmax(-1), argument_of, argument_to


def load(run: Path, weights: Path) -> tuple[Annotator, ClaimHead, dict[str, object]]:
    """The trained network, what reads claims on it (untrained where the run is train.py's), and their classes."""
    config = json.loads((run / "config.json").read_text("utf-8"))
    state = torch.load(weights, map_location="cpu")
    sizes = Sizes(
        len(config["names"]),
        {layer: len(values) for layer, values in config["layers"].items()},
        len(config["deps"]),
        len(config["sources"]),
    )
    annotator = Annotator(state["annotator"]["encoder.words.weight"].shape[0], sizes)
    annotator.load_state_dict(state["annotator"])
    claims = ClaimHead(len(TYPES), len(ROLES))
    if "claims" in state:
        claims.load_state_dict(state["claims"])
    return annotator.eval(), claims.eval(), {**config, "claims": TYPES, "roles": ROLES}


def to_onnx(annotator: Annotator, claims: ClaimHead, path: Path) -> None:
    example = (
        torch.tensor([[101, 7592, 2088, 102], [101, 7592, 102, 0]]),
        torch.tensor([[0, 1, 2, 0], [0, 1, 0, 0]]),
        torch.tensor([[2, 1], [2, 0]]),
        torch.zeros(2, 2, FLAGS),
    )
    torch.onnx.export(
        Shipped(annotator, claims),
        example,
        str(path),
        input_names=list(DYNAMIC),
        output_names=list(OUTPUTS),
        dynamic_axes={**DYNAMIC, **{name: {0: "sentences", 1: "words"} for name in OUTPUTS}},
        opset_version=OPSET,
        dynamo=False,
    )


def quantise(source: Path, target: Path) -> None:
    """8-bit weights, a scale a column; activations are quantised as they come.

    Weights use seven of the bits: sums of eight overflow on processors with AVX2 alone, and scores would differ there.
    """
    with tempfile.TemporaryDirectory() as folder:
        prepared = Path(folder) / "prepared.onnx"
        quant_pre_process(str(source), str(prepared), skip_symbolic_shape=True)
        quantize_dynamic(str(prepared), str(target), per_channel=True, weight_type=QuantType.QInt8, reduce_range=True)


def known_lemmas(pack: Path) -> list[tuple[str, str, str]]:
    """(form in lower case, Penn tag, its most frequent lemma) of the training text, sorted; names left out."""
    counts: Counter[tuple[str, str, str]] = Counter()
    for _, s in data.read(pack, "train", data.TREES):
        for form, tag, lemma in zip(s.words, s.xpos, s.lemmas, strict=True):
            if tag not in NAMES and "_" not in (tag, lemma):
                counts[form.lower(), tag, lemma] += 1
    best: dict[tuple[str, str], str] = {}
    for (form, tag, lemma), _ in sorted(counts.items(), key=lambda x: (-x[1], x[0])):
        best.setdefault((form, tag), lemma)
    return [(form, tag, lemma) for (form, tag), lemma in sorted(best.items())]


def main(run: Path, encoder: Path, pack: Path, out: Path, weights: Path, full: bool) -> None:
    out.mkdir(parents=True, exist_ok=True)
    annotator, claims, config = load(run, weights)
    if full:
        to_onnx(annotator, claims, out / "model.onnx")
    else:
        with tempfile.TemporaryDirectory() as folder:
            to_onnx(annotator, claims, Path(folder) / "full.onnx")
            quantise(Path(folder) / "full.onnx", out / "model.onnx")
    onnx.checker.check_model(str(out / "model.onnx"))
    shutil.copy(encoder / "tokenizer.json", out / "tokenizer.json")
    entries = "".join("\t".join(entry) + "\n" for entry in known_lemmas(pack))
    (out / "lemmas.tsv").write_text(entries, "utf-8")
    shipped = {
        "layers": config["layers"],
        "deps": config["deps"],
        "names": config["names"],
        "claims": config["claims"],
        "roles": config["roles"],
        "transitions": [[round(x, 6) for x in row] for row in annotator.transitions.tolist()],
        "temperature": 1.0,
    }
    (out / "config.json").write_text(json.dumps(shipped, ensure_ascii=False, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("run", "encoder", "pack", "out"):
        parser.add_argument(name, type=Path)
    parser.add_argument("--weights", type=Path, help="instead of RUN/model.pt")
    parser.add_argument("--full", action="store_true")
    arguments = parser.parse_args()
    main(
        arguments.run,
        arguments.encoder,
        arguments.pack,
        arguments.out,
        arguments.weights or arguments.run / "model.pt",
        arguments.full,
    )
