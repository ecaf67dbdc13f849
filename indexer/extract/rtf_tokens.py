"""RTF as a row of tokens, and bytes as letters of the code page that its fonts name."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from enum import Enum, auto
from typing import NamedTuple

_TOKEN = re.compile(
    r"\\(?P<word>[a-zA-Z]{1,32})(?P<number>-?\d{1,10})? ?|\\'(?P<byte>[0-9a-fA-F]{2})|\\(?P<sign>[^a-zA-Z'])"
    r"|(?P<brace>[{}])|(?P<text>[^\\{}\r\n]+)|[\r\n]+|."
)
_CHARSETS = {
    77: "mac_roman",
    128: "cp932",
    129: "cp949",
    134: "cp936",
    136: "cp950",
    161: "cp1253",
    162: "cp1254",
    163: "cp1258",
    177: "cp1255",
    178: "cp1256",
    186: "cp1257",
    204: "cp1251",
    222: "cp874",
    238: "cp1250",
    255: "cp437",
}
_OLD_VIETNAMESE = re.compile(r"^(?:\.vn|vni)", re.IGNORECASE)  # their letters are told apart as Western ones
WESTERN = "cp1252"


class Kind(Enum):
    """What a token is."""

    OPEN = auto()
    CLOSE = auto()
    WORD = auto()  # a command, with its number
    BYTES = auto()  # letters in the code page


class Token(NamedTuple):
    """One token."""

    kind: Kind
    word: str = ""  # of a command; of a sign the sign
    number: int | None = None
    raw: bytes = b""
    written: int = 1  # bytes of text that stand for this token where a reader knows no Unicode


def tokens(raw: bytes) -> Iterator[Token]:
    """The tokens of the file, without the data of pictures that is not text."""
    text = raw.decode("latin-1")
    at = 0
    while match := _TOKEN.match(text, at):
        at = match.end()
        kind, found = match.lastgroup, match[0]
        if kind == "brace":
            yield Token(Kind.OPEN if found == "{" else Kind.CLOSE)
        elif match["word"] is not None:
            number = int(match["number"]) if match["number"] else None
            if match["word"] == "bin":
                at += max(number or 0, 0)
            else:
                yield Token(Kind.WORD, match["word"], number)
        elif kind == "byte":
            yield Token(Kind.BYTES, raw=bytes([int(match["byte"], 16)]))
        elif kind == "sign":
            yield Token(Kind.WORD, match["sign"])
        elif kind == "text":
            yield Token(Kind.BYTES, raw=found.encode("latin-1"), written=len(found))


def code_page(number: int | None) -> str:
    """The name of a Windows code page; Western where there is none of this number."""
    name = f"cp{number}"
    try:
        return codecs.lookup(name).name
    except LookupError:
        return "utf-8" if number == 65001 else WESTERN  # noqa: PLR2004  # Windows' number of UTF-8


def encoding_of_font(name: str, charset: int | None, otherwise: str) -> str:
    """How the bytes of text in a font are read.

    Args:
        charset: its number in the table of fonts.
        otherwise: the file's own code page.
    """
    if _OLD_VIETNAMESE.match(name):
        return WESTERN
    return _CHARSETS.get(charset or 0, otherwise)
