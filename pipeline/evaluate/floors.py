"""Floors: the F1 that no layer may fall under, measured on a gold that the digest names.

{"gold": "sha256 of the gold folder", "floors": {"people": 0.93, …}}
"""

from collections.abc import Mapping
from dataclasses import dataclass
from math import floor
from pathlib import Path

import msgspec

from pipeline.errors import UsageError


@dataclass(frozen=True, slots=True)
class Floors:
    gold: str  # digest, as `gold.digest` makes it
    floors: Mapping[str, float]  # by layer


def read(path: Path) -> Floors:
    """Raises UsageError where the file is missing or has another form."""
    try:
        return msgspec.json.decode(path.read_bytes(), type=Floors)
    except OSError as error:
        raise UsageError(f"{path}: cannot be read: {error.strerror}; --write-floors makes it") from error
    except msgspec.DecodeError as error:
        raise UsageError(f"{path}: no file of floors: {error}") from error


def under(floors: Floors, gold: str, f1: Mapping[str, float]) -> list[str]:
    """A line for each layer that is under its floor. Raises UsageError where the floors are of another gold."""
    if floors.gold != gold:
        raise UsageError("the floors were measured on other gold; measure them anew with --write-floors")
    return [
        f"{layer}: F1 {f1.get(layer, 0):.4f} is under its floor {least:.2f}"
        for layer, least in floors.floors.items()
        if f1.get(layer, 0) < least
    ]


def write(path: Path, gold: str, f1: Mapping[str, float], *, allow_lower: bool) -> None:
    """Make the measured F1s, rounded down to two decimals, the floors: the last bits of another processor's arithmetic
    may move a claim or two.

    Raises UsageError where that would lower or drop a floor, unless it is allowed.
    """
    new = {layer: floor(value * 100) / 100 for layer, value in f1.items()}
    old = read(path).floors if path.exists() else {}
    lower = [
        f"{layer} from {least:.2f} to {new.get(layer, 0):.2f}"
        for layer, least in old.items()
        if new.get(layer, 0) < least
    ]
    if lower and not allow_lower:
        raise UsageError(f"{path}: this would lower {', '.join(lower)}; --allow-lower does it")
    path.write_bytes(msgspec.json.format(msgspec.json.encode(Floors(gold, new)), indent=1) + b"\n")
