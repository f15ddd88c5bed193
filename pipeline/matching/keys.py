"""Names folded for comparison, whole batches at once.

>>> fold(["Dr. Ts’ao Shun-li", "Łukasz BÓBR"])
['dr tsao shun-li', 'lukasz bobr']
>>> core("dr tsao shun-li")
('tsao', 'shunli')
>>> letters("shun-li tsao") == letters("tsao shunli")
True
"""

import re
import tomllib
import unicodedata
from collections.abc import Sequence
from functools import cache
from pathlib import Path

# Letters that have no decomposition, as they are printed where only English letters are at hand; Cyrillic ones by the
# BGN/PCGN tables.
_LATIN = {
    "ł": "l",
    "ø": "o",
    "đ": "d",
    "ð": "d",
    "þ": "th",
    "æ": "ae",
    "œ": "oe",
    "ı": "i",
    "ə": "a",
    "ŋ": "ng",
    "ħ": "h",
}
_CYRILLIC_LETTERS = "а б в г д е ж з и й к л м н о п р с т у ф х ц ч ш щ ы э ю я ё і ї є ґ ў қ ғ ҳ ұ ү ө ә һ ҷ ӣ ӯ ң"
_ENGLISH = (
    "a b v g d e zh z i y k l m n o p r s t u f kh ts ch sh shch y e yu ya yo i yi ye g u q gh h u u o a h j i u ng"
)
_CYRILLIC = dict(zip(_CYRILLIC_LETTERS.split(), _ENGLISH.split(), strict=True)) | {"ъ": "", "ь": ""}
_SPECIAL = {**_LATIN, **_CYRILLIC}
_SPECIAL_LETTERS = re.compile(f"[{''.join(_SPECIAL)}]")
_SILENT = re.compile("[\u0300-\u036f'’‘ʼʻ`´ʹ′]")  # combining marks and apostrophes
_DASHES = re.compile("[-‐‑‒–—−][-‐‑‒–—− ]*")
_APART = re.compile(r"[^\w\n-]+|_")
# "Abd al-Rahman", "Abdel Rahman", "Abdul Rahman": one word, whose article is written in many ways.
_SERVANT = re.compile(r"\b(abd(?:[aeou][lrnsdtz])?)[- ](?:[aeou][lrnsdtz]h?[- ])?(?=\w{3})")
_EDGE_HYPHENS = re.compile(r"(?<![^ \n])-|-(?![^ \n])")


def fold(names: Sequence[str]) -> list[str]:
    """Names in small letters without diacritics, apostrophes and points; words apart by one blank, hyphens kept.

    Cyrillic letters are romanised. What has no letter at all becomes the empty string.
    """
    text = "\n".join(name.replace("\n", " ") if "\n" in name else name for name in names).casefold()
    if not text.isascii():
        text = _SPECIAL_LETTERS.sub(lambda match: _SPECIAL[match[0]], unicodedata.normalize("NFKC", text))
        text = unicodedata.normalize("NFKD", text)
    text = _DASHES.sub("-", _SILENT.sub("", text))
    text = _EDGE_HYPHENS.sub(" ", _APART.sub(" ", text))
    return [" ".join(line.split()) if "  " in line else line.strip() for line in text.split("\n")] if names else []


@cache
def _words(name: str) -> frozenset[str]:
    data = tomllib.loads((Path(__file__).parent / "name_words.toml").read_text("utf-8"))
    return frozenset(data[name].split())


@cache
def _sets() -> tuple[frozenset[str], frozenset[str], frozenset[str], frozenset[str]]:
    return (
        _words("titles") | _words("doubtful_titles"),
        _words("doubtful_titles"),
        _words("suffixes"),
        _words("particles"),
    )


def untitled(folded: str) -> str:
    """A folded name without the titles before it and the suffixes after it."""
    titles, doubtful, suffixes, _ = _sets()
    words = folded.split(" ")
    start, end = 0, len(words)
    while end - start > 1 and words[start] in titles and (end - start > 2 or words[start] not in doubtful):
        start += 1
    while end - start > 2 and words[end - 1] in suffixes:
        end -= 1
    return " ".join(words[start:end]) if end - start < len(words) else folded


def core(folded: str) -> tuple[str, ...]:
    """The words of a folded name that tell it from others: no titles, no particles, hyphens closed."""
    particles = _sets()[3]
    words = untitled(folded)
    if "abd" in words:
        words = _SERVANT.sub(r"\1", words)
    if "-" in words:
        words = " ".join(
            word.replace("-", "")
            if word.partition("-")[0] not in particles
            else word.replace("-", " ", 1).replace("-", "")
            for word in words.split(" ")
        )
    parts = words.split(" ")
    kept = tuple(part for part in parts if part not in particles)
    return kept if any(len(part) > 1 for part in kept) else tuple(filter(None, parts))


def letters(folded: str) -> str:
    """The letters in one order, whatever the order of the words and wherever blanks and hyphens stand."""
    return "".join(sorted(folded)).lstrip(" -")
