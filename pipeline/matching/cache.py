"""Compiled registries on disk, by the digest of what they were made of: built once, then mapped by every process.

A file: _MAGIC, the sha256 of all that follows, the length of the header (8 bytes, lowest first), the header (JSON: for
each folding its arrays with type, length and place), the arrays. Names of people at risk may stand in it: like all
that this project writes it is for its owner only.
"""

import contextlib
import hashlib
import json
import mmap
import os
import sys
import tempfile
import unicodedata
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from pipeline.matching.compiled import Compiled, Spellings
from pipeline.matching.folding import Folding
from pipeline.matching.registry import Form

_MAGIC = b"rapnames"
_VERSION = 1  # to be raised when a change of the code makes other arrays of the same forms
_ALIGNMENT = 64
_KEPT = 8  # files; those that nobody has built or used for longest go


class _Unusable(Exception):
    """A file that is not as `_write` made it."""


def default_folder() -> Path:
    """Where the user's programs keep what they can make again."""
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA") or Path.home() / "AppData/Local"
    elif sys.platform == "darwin":
        base = Path.home() / "Library/Caches"
    else:
        base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(base) / "rapporteur" / "registries"


def compiled(forms: Sequence[Form], folder: Path | None = None) -> Compiled:
    """The forms compiled: from the folder (default_folder()) if they were before, otherwise built and put there.

    A file that is damaged is built anew. Where the folder cannot be written, nothing is kept. Processes may do this at
    the same time: a file appears as a whole, and whose it is makes no difference.
    """
    path = (folder or default_folder()) / f"{_digest(forms)}.names"
    with contextlib.suppress(OSError, _Unusable):
        found = _read(path)
        os.utime(path)
        return found
    built = Compiled.build(forms)
    with contextlib.suppress(OSError, _Unusable):
        _write(path, built)
        _forget(path.parent)
        return _read(path)  # shared with other processes, unlike what was built
    return built


def _digest(forms: Sequence[Form]) -> str:
    """Of all that the arrays depend on."""
    made_by = f"{_VERSION} {unicodedata.unidata_version} {sys.version_info[:2]} {sys.byteorder} {len(forms)}"
    digest = hashlib.sha256(made_by.encode())
    texts = [form.text for form in forms]
    digest.update(np.fromiter(map(len, texts), np.int64, len(texts)).tobytes())
    digest.update("".join(texts).encode("utf-8", "surrogatepass"))
    digest.update("".join([form.case[0] + "01"[form.folded] for form in forms]).encode())
    return digest.hexdigest()


def _write(path: Path, compiled: Compiled) -> None:
    arrays = []
    header = []
    at = 0
    for folding, spellings in compiled.parts.items():
        places = []
        for array in spellings:
            places.append((array.dtype.str, len(array), at))
            arrays.append((at, array))
            at += -(-array.nbytes // _ALIGNMENT) * _ALIGNMENT
        header.append((folding.case, folding.diacritics, places))
    text = json.dumps(header).encode()
    text += b" " * (-(len(_MAGIC) + 32 + 8 + len(text)) % _ALIGNMENT)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent, suffix=".part", delete=False) as file:
        try:
            body = hashlib.sha256()
            file.write(_MAGIC + bytes(32))
            pieces = [len(text).to_bytes(8, "little"), text]
            for _, array in arrays:
                pieces += [array.tobytes(), bytes(-array.nbytes % _ALIGNMENT)]
            for piece in pieces:
                body.update(piece)
                file.write(piece)
            file.seek(len(_MAGIC))
            file.write(body.digest())
            file.close()
            Path(file.name).replace(path)
        except BaseException:
            Path(file.name).unlink(missing_ok=True)
            raise


def _read(path: Path) -> Compiled:
    with path.open("rb") as file:
        try:
            mapped = memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
        except ValueError as error:  # an empty file
            raise _Unusable from error
    start = len(_MAGIC) + 32
    if mapped[: len(_MAGIC)] != _MAGIC or hashlib.sha256(mapped[start:]).digest() != mapped[len(_MAGIC) : start]:
        raise _Unusable
    length = int.from_bytes(mapped[start : start + 8], "little")
    start += 8
    header = json.loads(bytes(mapped[start : start + length]))
    start += length
    return Compiled(
        {
            Folding(case, diacritics): Spellings(
                *(np.frombuffer(mapped, dtype, count, start + at) for dtype, count, at in places)
            )
            for case, diacritics, places in header
        }
    )


def _forget(folder: Path) -> None:
    """Deletes the oldest files, but for _KEPT."""
    files = sorted(folder.glob("*.names"), key=lambda file: file.stat().st_mtime, reverse=True)
    for file in files[_KEPT:]:
        file.unlink(missing_ok=True)
