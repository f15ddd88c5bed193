"""The English gate."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from pipeline.read.extract import refuse

_CERTAIN = 0.2  # share of English function words above which a text is English: most are settled without the detector
_LIKELY = 0.1  # ... above which the detector is not believed: lists of names in an English frame
_CONFIDENT = 0.9  # probability below which the detector is not believed
_FEW_WORDS = 12  # the detector needs more than this; fewer are refused only for their script
_SLICE, _SLICES = 4_000, 5  # code points; longer texts are judged by slices spread over the whole
_WORD = re.compile(r"[^\W\d_]{2,}")
_LATIN = re.compile(r"[a-z\u00c0-\u024f\u1e00-\u1eff]+", re.IGNORECASE)


def require_english(text: str) -> None:
    """Raise StatementError naming the language where the text as a whole is not English."""
    sample = _sample(text)
    words = _WORD.findall(sample.lower())
    if not words:
        refuse("no words in it")
    share = sum(map(_lists().english.__contains__, words)) / len(words)
    if share >= _CERTAIN:
        return
    is_latin = 2 * sum(map(len, _LATIN.findall(sample))) >= sum(map(len, words))
    if len(words) <= _FEW_WORDS and is_latin:
        return
    code, probability = _detector().classify(sample)
    if code == "en" or share >= _LIKELY or (is_latin and probability < _CONFIDENT):
        return
    refuse(f"not English: looks like {_lists().names[code]}")


def _sample(text: str) -> str:
    if len(text) <= _SLICE * _SLICES:
        return text
    step = (len(text) - _SLICE) // (_SLICES - 1)
    return " ".join(text[i * step : i * step + _SLICE] for i in range(_SLICES))


@dataclass(frozen=True, slots=True)
class _Lists:
    english: frozenset[str]  # function words
    names: dict[str, str]  # ISO 639-1 code to English name of the languages to tell apart


@cache
def _lists() -> _Lists:
    data = tomllib.loads((Path(__file__).parent / "languages.toml").read_text("utf-8"))
    return _Lists(frozenset(data["english"].split()), data["names"])


@cache
def _detector() -> Any:
    # Imported on first need: loading takes most of a second, and most texts are settled by their function words.
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    detector = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    detector.set_languages(list(_lists().names))
    return detector
