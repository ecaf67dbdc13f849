"""Titles of a text whose paragraphs have a look: bold, in the middle, a number above its name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from indexer.extract.outline import (
    is_bare,
    is_numbered_title,
    may_be_title,
    named_level,
    numbered_level,
    styled_level,
)
from indexer.model import Block, BlockKind

_SHORTEST = 4  # characters of a title in capitals: "*" is none


def look_level(text: str, *, bold: bool, centred: bool) -> int:
    """Level of a title that only its look tells: bold throughout, and numbered or in the middle in capitals.

    >>> [look_level(text, bold=True, centred=True) for text in ("1. Khái niệm", "KẾT QUẢ", "*", "Một câu.")]
    [5, 1, 0, 0]
    """
    if not may_be_title(text):
        return 0
    if named := named_level(text, marked=bold):
        return named
    if not bold:
        return 0
    if is_numbered_title(text):
        return styled_level(text)
    return styled_level(text) if centred and text.isupper() and len(text) >= _SHORTEST else 0


def with_names(blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks with "Chương I" and the name in the next paragraph as one heading."""
    waiting: Block | None = None
    for block in blocks:
        if waiting is not None:
            if may_be_title(block.text) and block.text.isupper() and not numbered_level(block.text):
                yield Block(f"{waiting.text.rstrip('.: ')}. {block.text}", BlockKind.HEADING, waiting.level)
                waiting = None
                continue
            yield waiting
            waiting = None
        if block.kind is BlockKind.HEADING and is_bare(block.text):
            waiting = block
        else:
            yield block
    if waiting is not None:
        yield waiting
