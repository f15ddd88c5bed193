"""The English gate."""

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from pipeline.read.extract import refuse

# Function words that are frequent in English and rare or absent elsewhere. They make up 25 to 40 per cent of English
# prose and under 10 per cent of prose in any other language, so most texts are settled without the detector.
_ENGLISH = frozenset(
    """the of and to that for with by from has have been are were was this which their they not on as at be an its
    it""".split()
)
_CERTAIN = 0.2  # share of these words above which a text is English
_LIKELY = 0.1  # ... above which the detector is not believed: lists of names in an English frame
_CONFIDENT = 0.9  # probability below which the detector is not believed
_FEW_WORDS = 12  # the detector needs more than this; fewer are refused only for their script
_SLICE, _SLICES = 4_000, 5  # code points; longer texts are judged by slices spread over the whole
_WORD = re.compile(r"[^\W\d_]+")
_LATIN = re.compile(r"[a-z\u00c0-\u024f\u1e00-\u1eff]+", re.IGNORECASE)


def require_english(text: str) -> None:
    """Raise StatementError naming the language where the text as a whole is not English."""
    sample = _sample(text)
    words = _WORD.findall(sample.lower())
    if not words:
        refuse("no words in it")
    share = sum(word in _ENGLISH for word in words) / len(words)
    if share >= _CERTAIN:
        return
    latin = sum(map(len, _LATIN.findall(sample)))
    if len(words) <= _FEW_WORDS and 2 * latin >= sum(map(len, words)):
        return
    code, probability = _detector().classify(sample)
    if code == "en" or share >= _LIKELY or probability < _CONFIDENT:
        return
    refuse(f"not English: looks like {_names()[code]}")


def _sample(text: str) -> str:
    if len(text) <= _SLICE * _SLICES:
        return text
    step = (len(text) - _SLICE) // (_SLICES - 1)
    return " ".join(text[i * step : i * step + _SLICE] for i in range(_SLICES))


@cache
def _names() -> dict[str, str]:
    names: dict[str, str] = tomllib.loads((Path(__file__).parent / "languages.toml").read_text("utf-8"))
    return names


@cache
def _detector() -> Any:
    # Imported on first need: loading takes most of a second, and most texts are settled by their function words.
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    detector = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    detector.set_languages(list(_names()))
    return detector
