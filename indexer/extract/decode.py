"""Bytes to letters, by evidence: a wrong guess would spoil every word unseen."""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections.abc import Callable, Iterator

from indexer.errors import DamagedFile
from indexer.extract.repairing import at_hand, repaired_lines
from indexer.text.legacy.encodings import TCVN, VNI
from indexer.text.legacy.spelling import is_spelled
from indexer.text.legacy.tables import TCVN3, TCVN_CAPITALS, VISCII, WESTERN

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROL_SHARE = 0.01  # of the letters: more is no text
_LOOKED_AT = 200_000  # bytes that tell the encoding
_WORD = re.compile(r"[^\W\d_]+|[^\s\x00-\x7f]+")
_LEAST_MARKED, _LEAST_OF_ALL = 0.8, 0.6  # share of syllables: of words beyond ASCII, of all words


def decoded(raw: bytes) -> str:
    """The text of UTF-8 or UTF-16 bytes, with or without a mark at the start, or of an old Vietnamese encoding.

    Raises: DamagedFile: the bytes are in none of these.
    """
    encoding = next((name for mark, name in _MARKS if raw.startswith(mark)), None) or _without_mark(raw)
    try:
        text = raw.decode(encoding)
    except UnicodeDecodeError as error:
        old = _old_encoding(raw) if encoding == "utf-8" else None
        if old is None:
            raise DamagedFile(
                f"the text is not in {encoding.removesuffix('-sig').upper()} (byte {error.start + 1} is out of place), and "
                "in no old encoding makes Vietnamese (TCVN3, VNI, VISCII, Windows-1258): convert it to UTF-8 and add it "
                "again"
            ) from error
        name, read = old
        text = read(raw)
        at_hand().note(f"{name} → Unicode", "file", page=None, syllables=sum(1 for _ in _marked(text)))
        return text
    return repaired_lines(text, at_hand())


def _western(raw: bytes) -> str:
    return raw.decode("latin-1").translate(WESTERN)


def _of_lines(raw: bytes) -> Iterator[str]:
    return iter(_western(raw).split("\n"))


_FULL_TCVN = {ord(byte): letter for byte, letter in (TCVN3 | TCVN_CAPITALS).items()}
_VISCII = {ord(byte): letter for byte, letter in VISCII.items()}
_OLD: dict[str, Callable[[bytes], str]] = {
    "TCVN3": lambda raw: "\n".join(map(TCVN.text, _of_lines(raw))),
    "VNI": lambda raw: "\n".join(map(VNI.text, _of_lines(raw))),
    "Windows-1258": lambda raw: unicodedata.normalize("NFC", raw.decode("cp1258", "replace")),
    "VISCII": lambda raw: raw.decode("latin-1").translate(_VISCII),
    "TCVN 5712": lambda raw: raw.decode("latin-1").translate(_FULL_TCVN),
}


def _old_encoding(raw: bytes) -> tuple[str, Callable[[bytes], str]] | None:
    """The encoding in which the bytes make most syllables, if they then are Vietnamese beyond doubt."""
    start = raw[:_LOOKED_AT]
    shares = {name: _share(read(start)) for name, read in _OLD.items()}
    best = max(shares, key=lambda name: shares[name])
    if shares[best] >= _LEAST_MARKED:
        return best, _OLD[best]
    if all(byte < 0xA1 or chr(byte) in "§©«®°±²³·»" for byte in start):  # typographic signs alone  # noqa: PLR2004
        return "Windows-1252", _western
    return None


def _share(text: str) -> float:
    """Share of syllables among the words beyond ASCII; 0 where the whole is no Vietnamese."""
    every = [word for word in _WORD.findall(text) if len(word) > 1 or not word.isascii()]
    spelled = sum(map(is_spelled, every))
    marked = list(_marked(text))
    if not marked or spelled < _LEAST_OF_ALL * len(every):
        return 0.0
    return sum(map(is_spelled, marked)) / len(marked)


def _marked(text: str) -> Iterator[str]:
    return (word for word in _WORD.findall(text) if not word.isascii() and word not in "“”‘’…–—•")


def _without_mark(raw: bytes) -> str:
    """UTF-16 shows itself by the zero byte beside each plain letter, space and full stop."""
    even, odd = raw[0:4096:2].count(0), raw[1:4096:2].count(0)
    pairs = max(min(len(raw), 4096) // 2, 1)
    if odd > 0.1 * pairs and odd > 4 * even:
        return "utf-16-le"
    if even > 0.1 * pairs and even > 4 * odd:
        return "utf-16-be"
    return "utf-8"


def is_text(raw: bytes) -> bool:
    """Whether the bytes (the start of a file) are letters in any encoding rather than binary."""
    if any(raw.startswith(mark) for mark, _ in _MARKS) or _without_mark(raw) != "utf-8":
        return True
    control = sum(byte < 0x20 and byte not in b"\t\n\r\f\x1b" for byte in raw)  # noqa: PLR2004  # first printable
    return control <= _CONTROL_SHARE * len(raw)
