"""Finding the quotations of a manuscript."""

from __future__ import annotations

import re
from collections.abc import Iterator

from indexer.model import ManuscriptQuotation
from indexer.quotes.claims import claim_after, notes_of
from indexer.text.sentences import sentence_ends

_PARAGRAPH = re.compile(r"\n[^\S\n]*\n")
_CLOSING = {"“": "”", "„": "“”", "«": "»", "”": "”"}
_SINGLE = re.compile(r"(?<!\w)‘((?:[^‘’]|(?<=\w)’(?=\w))+)’")
_BLOCK = re.compile(r"(?:^[^\S\n]*>[^\n]*(?:\n|\Z))+", re.MULTILINE)
_BLOCK_MARK = re.compile(r"^[^\S\n]*>+ ?", re.MULTILINE)
_DEFINITION = re.compile(r"\s*(?:\[\^?\w{1,4}\]:?|[⁰¹²³⁴⁵⁶⁷⁸⁹]+)\s")


def find_quotations(text: str, *, sentences: bool = False) -> list[ManuscriptQuotation]:
    """The quotations of a text, in order, never overlapping.

    Args:
        text: paragraphs parted by an empty line; a line that begins with `>` is of a block quotation.
        sentences: every sentence is one.
    """
    notes = notes_of(text)
    spans = _sentences(text) if sentences else _quoted(text)
    return [
        ManuscriptQuotation(start, end, text[start:end], claim_after(text, end, notes))
        for start, end in spans
        if text[start:end].strip()
    ]


def without_marks(text: str) -> str:
    """The text of the same length with spaces in place of the marks of a block quotation."""
    return _BLOCK_MARK.sub(lambda match: " " * len(match[0]), text)


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for match in _PARAGRAPH.finditer(text):
        yield start, match.start()
        start = match.end()
    yield start, len(text)


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    for low, high in _paragraphs(text):
        begin = 0
        for end in sentence_ends(text[low:high]):
            yield low + begin, low + begin + len(text[low + begin : low + end].rstrip())
            begin = end


def _quoted(text: str) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for low, high in _paragraphs(text):
        if _DEFINITION.match(text, low, high):
            continue  # a note says where words come from
        blocks = [match.span() for match in _BLOCK.finditer(text, low, high)]
        if blocks:
            found += blocks
            continue
        marked = list(_marked(text, low, high))
        singles = [match.span(1) for match in _SINGLE.finditer(text, low, high)]
        found += sorted(marked + [each for each in singles if not any(a <= each[0] < b for a, b in marked)])
    return found


def _marked(text: str, low: int, high: int) -> Iterator[tuple[int, int]]:
    """What stands between double marks; marks within marks belong to the quotation around them."""
    at = low
    while at < high:
        mark = text[at]
        end = _end_of(text, at, high) if mark in _CLOSING or mark == '"' else None
        if end is None:
            at += 1
        else:
            yield at + 1, end
            at = end + 1


def _end_of(text: str, start: int, high: int) -> int | None:
    mark = text[start]
    closing = _CLOSING.get(mark, mark)
    depth = 1
    for at in range(start + 1, high):
        if mark == "“" and text[at] == "“":
            depth += 1
        elif text[at] in closing:
            depth -= 1
            if not depth:
                return at
    return None
