"""Small forms that the readers of metadata share."""

from __future__ import annotations

import re

from indexer.text.normalize import matching


def compared(text: str) -> str:
    """The text in the form that is compared, each character in its place, so that offsets hold in both.

    >>> compared("ĐẢNG UỶ, khoá X")
    'đảng ủy, khóa x'
    """
    return re.sub(r"\w+", _same_length, text)


def _same_length(match: re.Match[str]) -> str:
    word = match[0]
    moved = matching(word)
    return moved if len(moved) == len(word) else word


def listed(text: str) -> frozenset[str]:
    """The names in a list written with "|" between them."""
    return frozenset(text.split("|"))
