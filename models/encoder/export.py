"""Makes the shipped model of a training run.

    PYTHONPATH=.:models/training python models/encoder/export.py RUN ENCODER OUT [--weights FILE] [--full]

RUN is train.py's folder, ENCODER the folder with tokenizer.json. OUT gets config.json, tokenizer.json and model.onnx,
with 8-bit weights, or in full precision with --full. `evaluate.py --calibrate` then
fits the temperature of the confidences, which is 1 here.
"""

import argparse
import json
import shutil
import tempfile
from pathlib import Path

import onnx
import torch
from model import Annotator, Sizes
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process
from torch import Tensor, nn

from pipeline.recognise.encoder_features import FLAGS

OPSET = 20  # has Gelu and LayerNormalization as single operators
DYNAMIC = {
    "pieces": {0: "sentences", 1: "pieces"},
    "piece_word": {0: "sentences", 1: "pieces"},
    "shapes": {0: "sentences", 1: "words"},
    "flags": {0: "sentences", 1: "words"},
}
OUTPUTS = ("names", "tags", "arcs", "dep_of", "dep_to")


class Shipped(nn.Module):
    """The annotator as the pipeline runs it: the source generic, of the tags the best class alone."""

    def __init__(self, annotator: Annotator, layers: list[str]) -> None:
        super().__init__()
        self.annotator, self.layers = annotator, layers

    def forward(self, pieces: Tensor, piece_word: Tensor, shapes: Tensor, flags: Tensor) -> tuple[Tensor, ...]:
        outputs = self.annotator(pieces, piece_word, shapes, flags, torch.zeros_like(pieces[:, 0]))
        tags = torch.stack([outputs.tags[layer].argmax(-1) for layer in self.layers], -1)
        return outputs.names, tags, outputs.arcs, outputs.dep_of, outputs.dep_to


def load(run: Path, weights: Path) -> tuple[Annotator, dict[str, object]]:
    """The trained network, and its classes."""
    config = json.loads((run / "config.json").read_text("utf-8"))
    state = torch.load(weights, map_location="cpu")
    sizes = Sizes(
        len(config["names"]),
        {layer: len(values) for layer, values in config["layers"].items()},
        len(config["deps"]),
        len(config["sources"]),
    )
    annotator = Annotator(state["encoder.words.weight"].shape[0], sizes)
    annotator.load_state_dict(state)
    return annotator.eval(), config


def to_onnx(annotator: Annotator, layers: list[str], path: Path) -> None:
    example = (
        torch.tensor([[101, 7592, 2088, 102], [101, 7592, 102, 0]]),
        torch.tensor([[0, 1, 2, 0], [0, 1, 0, 0]]),
        torch.tensor([[2, 1], [2, 0]]),
        torch.zeros(2, 2, FLAGS),
    )
    torch.onnx.export(
        Shipped(annotator, layers),
        example,
        str(path),
        input_names=list(DYNAMIC),
        output_names=list(OUTPUTS),
        dynamic_axes={**DYNAMIC, **{name: {0: "sentences", 1: "words"} for name in OUTPUTS}},
        opset_version=OPSET,
        dynamo=False,
    )


def quantise(source: Path, target: Path) -> None:
    """8-bit weights, a scale a column; activations are quantised as they come."""
    with tempfile.TemporaryDirectory() as folder:
        prepared = Path(folder) / "prepared.onnx"
        quant_pre_process(str(source), str(prepared), skip_symbolic_shape=True)
        quantize_dynamic(str(prepared), str(target), per_channel=True, weight_type=QuantType.QInt8)


def main(run: Path, encoder: Path, out: Path, weights: Path, full: bool) -> None:
    out.mkdir(parents=True, exist_ok=True)
    annotator, config = load(run, weights)
    layers = list(config["layers"])
    if full:
        to_onnx(annotator, layers, out / "model.onnx")
    else:
        with tempfile.TemporaryDirectory() as folder:
            to_onnx(annotator, layers, Path(folder) / "full.onnx")
            quantise(Path(folder) / "full.onnx", out / "model.onnx")
    onnx.checker.check_model(str(out / "model.onnx"))
    shutil.copy(encoder / "tokenizer.json", out / "tokenizer.json")
    shipped = {
        "layers": config["layers"],
        "deps": config["deps"],
        "names": config["names"],
        "transitions": [[round(x, 6) for x in row] for row in annotator.transitions.tolist()],
        "temperature": 1.0,
    }
    (out / "config.json").write_text(json.dumps(shipped, ensure_ascii=False, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("run", "encoder", "out"):
        parser.add_argument(name, type=Path)
    parser.add_argument("--weights", type=Path, help="instead of RUN/model.pt")
    parser.add_argument("--full", action="store_true")
    arguments = parser.parse_args()
    main(
        arguments.run, arguments.encoder, arguments.out, arguments.weights or arguments.run / "model.pt", arguments.full
    )
