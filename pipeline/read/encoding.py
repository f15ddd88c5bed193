"""Bytes to text: byte order mark, UTF-8, UTF-16 without mark, what the file declares, then a guess."""

import codecs
import re

from charset_normalizer import from_bytes

from pipeline.read.extract import refuse

_MARKS = (  # UTF-32 before UTF-16: its little-endian mark begins with the other's
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_PROBE = 4096  # bytes that the guesses look at
_MAX_CONTROLS = 0.05  # share of control characters above which bytes are no text; random bytes have 0.11
_CONTROLS = bytes(range(9)) + bytes(range(14, 32)) + b"\x7f"
_ASCII = bytes(range(128))
# What English texts with western names have beyond ASCII, in Windows-1252.
_WESTERN = (
    "€‚ƒ„…†‡‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ\xa0¡¢£§©«\xad®°·º»½¿ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÑÓÔÕÖØÙÚÛÜÝßàáâãäåæçèéêëìíîïñòóôõöøùúûüýÿ"
).encode("cp1252")
# An apostrophe of Mac Roman between letters; in Windows-1252 it would be a capital O with tilde.
_MAC_APOSTROPHE = re.compile(rb"[a-z]\xd5[a-z]")
_PRINTABLE = re.compile(rb"[\t\n\r -~]")
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


def decode(data: bytes, declared: str | None = None) -> str:
    """The text of the bytes, without a byte order mark.

    declared: the encoding that the file names for itself. Valid UTF-8 goes before it, because pages that were
    converted keep their old declaration, and no other encoding is valid UTF-8 by chance.
    Raises StatementError where the bytes are no text.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _checked(data[len(mark) :].decode(encoding, errors="replace"))
    wide = _wide(data[:_PROBE])
    if wide:
        return _checked(data.decode(wide, errors="replace"))
    try:
        return _checked(data.decode("utf-8"))
    except UnicodeDecodeError:
        pass
    if len(data.translate(None, _CONTROLS)) < len(data) * (1 - _MAX_CONTROLS):
        refuse("not a text: the bytes are binary")
    return _checked(_legacy(data, declared))


def well_formed(text: str) -> str:
    """The text with lone surrogates (from JSON escapes) replaced by U+FFFD, of equal length."""
    return _LONE_SURROGATE.sub("\ufffd", text)


def _wide(probe: bytes) -> str | None:
    """UTF-16 without a mark: in English every second byte is zero."""
    half = len(probe) // 2
    if half < 2:
        return None
    even, odd = probe[0::2].count(0), probe[1::2].count(0)
    for encoding, zeros, others in (("utf-16-le", odd, even), ("utf-16-be", even, odd)):
        if zeros > 0.3 * half and others < 0.05 * half and len(_PRINTABLE.findall(probe)) > 0.6 * half:
            return encoding
    return None


def _legacy(data: bytes, declared: str | None) -> str:
    if declared:
        # As browsers do (WHATWG Encoding Standard): pages that declare Latin-1 are Windows-1252.
        name = "cp1252" if declared.lower() in {"iso-8859-1", "latin-1", "latin1", "us-ascii", "ascii"} else declared
        try:
            return data.decode(name)
        except (UnicodeDecodeError, LookupError):
            pass
    if _mostly_utf8(data):
        return data.decode("utf-8", errors="replace")
    high = data.translate(None, _ASCII)
    few = len(high) <= 0.1 * len(data)
    if few and _MAC_APOSTROPHE.search(data):
        return data.decode("mac_roman")
    if few and not high.translate(None, _WESTERN):
        return data.decode("cp1252")
    guess = from_bytes(data[: 16 * _PROBE]).best()
    if guess is None:
        refuse("not a text in any known encoding")
    return data.decode(guess.encoding, errors="replace")


def _mostly_utf8(data: bytes) -> bool:
    """UTF-8 with a few broken bytes, such as a character that was cut in two."""
    text = data.decode("utf-8", errors="replace")
    wide = len(text) - len(text.encode("ascii", errors="ignore"))
    return text.count("\ufffd") * 4 < wide


def _checked(text: str) -> str:
    probe = text[: 16 * _PROBE]
    if not probe:
        return text
    good = sum(map(len, re.findall(r"[^\x00-\x08\x0e-\x1f\x7f\ufffd]+", probe)))
    if good < len(probe) * (1 - _MAX_CONTROLS):
        refuse("not a text: too many control or undecodable characters")
    return text
