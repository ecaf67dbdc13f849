"""Bytes to letters, without guessing: a wrong guess would spoil every word unseen."""

from __future__ import annotations

import codecs

from indexer.errors import DamagedFile

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROL_SHARE = 0.01  # of the letters: more is no text


def decoded(raw: bytes) -> str:
    """The text of UTF-8 or UTF-16 bytes, with or without a mark at the start.

    Raises: DamagedFile: the bytes are in neither.
    """
    encoding = next((name for mark, name in _MARKS if raw.startswith(mark)), None) or _without_mark(raw)
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError as error:
        raise DamagedFile(
            f"the text is not in {encoding.removesuffix('-sig').upper()} (byte {error.start + 1} is out of place): it is in an old "
            "encoding such as TCVN3, VNI or Windows-1258; convert it to UTF-8 and add it again"
        ) from error


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
