"""What a block is in its document: its text, or what stands around the text and is alike in many documents."""

from __future__ import annotations

import re
from collections.abc import Sequence

from indexer.model import Block, BlockKind, PassageKind
from indexer.text.layout import PlacedBlock

_BIBLIOGRAPHY = re.compile(
    r"^(?:(?:\d{1,2}|[IVX]{1,5}|[A-H])[.)-]?\s+)?(?:danh mục\s+)?(?:các\s+|những\s+)?(?:tài liệu|sách|công trình)"
    r" (?:tham khảo|trích dẫn|đọc thêm|tham chiếu|và sách tham khảo)(?: (?:chính|chủ yếu|chung|và trích dẫn)(?: .{1,50})?)?[.:]?$"
    r"|^(?:\d{1,2}[.)]?\s+)?(?:thư mục(?: tham khảo)?|nguồn (?:trích dẫn|tài liệu)|references|bibliography|works cited)[.:]?$",
    re.IGNORECASE,
)
_END_NOTES = re.compile(r"^(?:chú thích|ghi chú|notes)[.:]?$", re.IGNORECASE)
_NOTE = re.compile(r"^(?:[\[(]?\d{1,3}[\]).]?|[¹²³⁴⁵⁶⁷⁸⁹⁰]+|\*+)\s*\S")
_RECIPIENTS = re.compile(r"^(?:kính gửi và )?nơi (?:nhận|gửi)\s*:?(?:\s|$)", re.IGNORECASE)
_RECIPIENT = re.compile(r"^(?:[-–+•]|lưu\b|như trên\b|như điều\b)", re.IGNORECASE)
_LETTERHEAD = re.compile(
    r"^(?:đảng cộng sản việt nam|cộng h(?:òa|oà) xã hội chủ nghĩa việt nam|độc lập\s*[-–]\s*tự do\s*[-–]\s*hạnh phúc)\W*$",
    re.IGNORECASE,
)
_FIRST_BLOCKS = 12  # among which a letterhead stands
_LONGEST_RECIPIENT = 160  # characters
_MOST_RECIPIENTS = 40


def is_bibliography(text: str) -> bool:
    """Whether a title stands over a list of works.

    >>> [is_bibliography(text) for text in ("5. TÀI LIỆU THAM KHẢO", "References", "Tài liệu tham khảo có gì mới?")]
    [True, True, False]
    """
    return bool(_BIBLIOGRAPHY.match(text))


def roles(blocks: Sequence[PlacedBlock]) -> list[PassageKind]:
    """The role of each block. Those of a bibliography reach from its title to the next heading that stands as high."""
    found = [PassageKind.BODY] * len(blocks)
    works: Block | None = None  # the title of the bibliography that is open
    recipients = 0  # how many more lines may belong to a list of recipients
    for at, placed in enumerate(blocks):
        block = placed.block
        if block.kind is BlockKind.FOOTNOTE:
            found[at] = PassageKind.NOTE
            continue
        if works is not None and block.kind is BlockKind.HEADING and block.level <= (works.level or block.level):
            works = None
        if is_bibliography(block.text) or (_END_NOTES.match(block.text) and _begins_notes(blocks, at + 1)):
            works = block
        recipients = _recipients(block, recipients)
        if works is not None:
            found[at] = PassageKind.WORKS
        elif recipients or (at < _FIRST_BLOCKS and _LETTERHEAD.match(block.text)):
            found[at] = PassageKind.FORM
    return found


def _begins_notes(blocks: Sequence[PlacedBlock], at: int) -> bool:
    return at < len(blocks) and bool(_NOTE.match(blocks[at].block.text))


def _recipients(block: Block, left: int) -> int:
    """How many lines of recipients may follow, this one counted; 0: the block is none."""
    if _RECIPIENTS.match(block.text):
        return _MOST_RECIPIENTS
    goes_on = left > 1 and _RECIPIENT.match(block.text) and len(block.text) <= _LONGEST_RECIPIENT
    return left - 1 if goes_on and block.kind is not BlockKind.HEADING else 0
