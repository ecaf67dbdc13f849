"""The end of a Party or State document: for whom it is signed, and by whom."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from indexer.metadata.forms import compared
from indexer.metadata.names import is_title_case_name, trailing_name, without_titles

_FOR = re.compile(r"(?:^|\s)(?P<power>[TKQ]\s?/\s?[MTLHQ]|TM|KT|TL|TUQ|Q)\s?[./]?\s+(?P<rest>[^\W\d_]{2}.*)")
_OFFICES = (
    "tổng bí thư|bí thư|phó bí thư|chủ tịch|phó chủ tịch|hiệu trưởng|phó hiệu trưởng|giám đốc|phó giám đốc|bộ trưởng|thứ trưởng"
    "|thủ tướng|trưởng ban|phó trưởng ban|chánh văn phòng|phó chánh văn phòng|trưởng khoa|viện trưởng|cục trưởng|thường trực"
)
_OFFICE = re.compile(rf"(?:{_OFFICES})\b")
_CENTRAL = re.compile(r"(bộ chính trị|ban bí thư|ban chấp hành trung ương)")
_CENTRAL_NAMES = {
    "bộ chính trị": "Bộ Chính trị",
    "ban bí thư": "Ban Bí thư",
    "ban chấp hành trung ương": "Ban Chấp hành Trung ương",
}
_SIGNED = re.compile(r"^\W*(?:đã ký|ký tên|\(ký\))[\W]*", re.IGNORECASE)
_BLOCKS_TO_NAME = 8
_LONGEST_BLOCK = 400


@dataclass(frozen=True, slots=True)
class Signature:
    """What stands under a document."""

    central_body: str = ""  # Bộ Chính trị, Ban Bí thư, Ban Chấp hành Trung ương, if signed for one of them
    signer: str = ""
    block: int = 0  # where it begins
    line: str = ""  # as printed


def read_signature(blocks: Sequence[str]) -> Signature:
    """The first signature among the blocks that follow a heading."""
    for at, block in enumerate(blocks):
        if len(block) > _LONGEST_BLOCK:
            continue
        match = _FOR.search(block)
        rest = match["rest"] if match else ""
        if match is None and not _is_office(block):
            continue
        if match is not None and not rest[:2].isupper():
            continue
        signer = _signer(blocks[at : at + _BLOCKS_TO_NAME])
        if signer or match is not None:
            central = _CENTRAL.match(compared(rest))
            printed = " … ".join(_ends(blocks[at : at + _BLOCKS_TO_NAME], signer))
            return Signature(_CENTRAL_NAMES[central[1]] if central else "", signer, at, printed)
    return Signature()


def _ends(blocks: Sequence[str], name: str) -> list[str]:
    """The block that a signature begins with, and the one that holds the name; a column may stand between."""
    named = next((block for block in blocks if name and name in block), blocks[0])
    return [blocks[0]] if named == blocks[0] else [blocks[0], named]


def _is_office(block: str) -> bool:
    """Whether a block begins with an office in capitals, as a signature without "for" does."""
    match = _OFFICE.match(compared(block))
    return match is not None and block[: match.end()].isupper()


def _signer(blocks: Sequence[str]) -> str:
    for block in blocks:
        line = without_titles(_SIGNED.sub("", block))
        if is_title_case_name(line):
            return line
        if len(block) <= _LONGEST_BLOCK and (_FOR.search(block) or _has_office(block) or "Nơi nhận" in block):
            name = trailing_name(block)
            if name:
                return name
    return ""


def _has_office(block: str) -> bool:
    return any(block[match.start() : match.end()].isupper() for match in _OFFICE.finditer(compared(block)))
