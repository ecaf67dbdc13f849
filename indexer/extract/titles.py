"""Titles that only their place in the document tells, and those that only quote another document.

Many textbooks set "1. Hàng hóa" and "a) Khái niệm" in the letters of their text. Such a line is a title when it stands
alone, what follows is running text or the first title below it, and its number goes on from the one before.
A law that amends others quotes their articles whole: "Điều 23 …" within the quotation is no article of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from indexer.extract.outline import ends_chapter, may_be_title, starts_list
from indexer.model import Block, BlockKind
from indexer.text.roman import roman_value

_NUMBERED = re.compile(
    r"^(?:(?P<decimal>\d{1,2}(?:\.\d{1,2}){0,3})\.?|(?P<letter>[a-zđ])[.)]|(?P<capital>[A-ZĐ])\.)\s+(?P<first>\S)"
)
_ROMAN_TITLE = re.compile(r"^([IVX]{1,5})[.)]?\s*[-–.]?\s+\S")
_LETTERS = "abcdđeghiklmnopqrstuvxy"  # as Vietnamese lists count; older ones leave out đ
_LEAST_IN_SERIES = 2
_MOST_SKIPPED = 2  # from one number to the next: a title that was not seen between
_LONGEST = 170  # characters
_SHORTEST_TEXT = 45  # characters of the paragraph below a title
_OPENS, _CLOSES = re.compile(r"^[“\"]\s*(?:điều|chương|mục)\s", re.IGNORECASE), re.compile(r"[”\"]\s*[.;,]?$")
_NAMED_POINT = re.compile(r"^[*–-]\s*(?=[A-ZĐ])")  # the first of a title's own: "* Tuần hoàn của tư bản"
_INITIALS = re.compile(r"^(?:[A-ZĐ]\.\s?)+(?=[A-ZĐ]\w)")  # of a name: "V.I. Lênin"
_BESIDE = (BlockKind.FOOTNOTE, BlockKind.CONTENTS)
_CAPITAL, _DEEPEST = 3, 7  # levels


@dataclass(frozen=True, slots=True)
class _Number:
    """The number of a title: the series that it counts in, and its place there."""

    series: tuple[str, str]  # "1", "1.1", "a" or "A", and what its neighbours share: "2" of "2.3"
    value: int
    level: int  # the least that its form tells


@dataclass(slots=True)
class _Series:
    """Titles that count on from one another below one heading."""

    level: int
    value: int  # of the last
    count: int = 1
    promoted: list[int] = field(default_factory=list)  # places of those that no look tells


def with_titles(blocks: Sequence[Block]) -> list[Block]:
    """The blocks with titles found by their place, and without those that are quoted."""
    settled = list(_without_quoted(blocks))
    for found in _all_series(settled):
        if found.count >= _LEAST_IN_SERIES:
            for at in found.promoted:
                settled[at] = replace(settled[at], kind=BlockKind.HEADING, level=found.level, continues=False)
                _begin_after(settled, at)
    return settled


def _begin_after(blocks: list[Block], at: int) -> None:
    """What follows a title does not go on from it."""
    after = next((each for each in range(at + 1, len(blocks)) if blocks[each].kind not in _BESIDE), None)
    if after is not None:
        blocks[after] = replace(blocks[after], continues=False)


def _without_quoted(blocks: Sequence[Block]) -> Iterator[Block]:
    """The blocks; a heading within a quotation that began with an article is a paragraph."""
    quoted = False
    for block in blocks:
        opens = bool(_OPENS.match(block.text))
        inside = quoted or opens
        if inside and block.kind is BlockKind.HEADING:
            yield replace(block, kind=BlockKind.PARAGRAPH, level=0)
        else:
            yield block
        if inside and block.kind not in _BESIDE:
            quoted = not _CLOSES.search(block.text)


def _all_series(blocks: Sequence[Block]) -> list[_Series]:
    """Every series of numbered titles, in the order in which they begin."""
    every: list[_Series] = []
    under_way: dict[tuple[str, str], _Series] = {}
    below = 0  # level of the last heading that its look tells
    aside = True  # before the first numbered heading, and in lists of questions and of books
    for at, block in enumerate(blocks):
        is_heading = block.kind is BlockKind.HEADING
        if is_heading:
            aside = ends_chapter(block.text) or (aside and not _is_numbered(block.text))
            number = _number(block.text)
        else:
            number = None if aside else _title_number(blocks, at)
        if number is None and not is_heading:
            continue
        held = under_way.get(number.series) if number else None
        goes_on = number is not None and held is not None and 0 < number.value - held.value <= _MOST_SKIPPED
        if not is_heading and not goes_on and (number is None or number.value != 1):
            continue
        level = block.level if is_heading else _level(number, held if goes_on else None, below)
        for key in [
            key for key, each in under_way.items() if each.level > level or (each.level == level and each is not held)
        ]:
            del under_way[key]
        if is_heading:
            below = level
        if number is None:
            continue
        if held is None or not goes_on:
            held = under_way[number.series] = _Series(level, number.value)
            every.append(held)
        else:
            held.value, held.count = number.value, held.count + 1
        if not is_heading:
            held.promoted.append(at)
    return every


def _level(number: _Number | None, before: _Series | None, below: int) -> int:
    if before is not None:
        return before.level
    return max(number.level if number else 0, below + 1)


def _is_numbered(text: str) -> bool:
    return bool(_NUMBERED.match(text) or _ROMAN_TITLE.match(text) or starts_list(text))


def _title_number(blocks: Sequence[Block], at: int) -> _Number | None:
    """The number of a paragraph that stands where a title would; None for any other."""
    block = blocks[at]
    if block.kind is not BlockKind.PARAGRAPH or len(block.text) > _LONGEST or not may_be_title(block.text):
        return None
    number = _number(block.text)
    if number is None or block.text.endswith("?"):
        return None
    after = next((each for each in blocks[at + 1 :] if each.kind not in _BESIDE), None)
    return number if after is not None and _may_follow(after, number) else None


def _may_follow(after: Block, number: _Number) -> bool:
    """Whether the block is what stands below a title: a longer paragraph, or the first title of a deeper series."""
    inner = _number(after.text)
    if inner is not None:
        return inner.level > number.level and inner.value == 1
    if _NAMED_POINT.match(after.text):
        return True
    text = after.text.lstrip("“\"'(")
    is_point = starts_list(after.text) and not _INITIALS.match(after.text)
    return not is_point and text[:1].isupper() and len(text) >= _SHORTEST_TEXT


def _number(text: str) -> _Number | None:
    """The number that a title begins with."""
    match = _NUMBERED.match(text)
    if match is None or not (match["first"].isupper() or match["first"] in "“\"'*("):
        return None
    if decimal := match["decimal"]:
        *above, last = decimal.split(".")
        return _Number(("1" + ".1" * len(above), ".".join(above)), int(last), min(5 + len(above), _DEEPEST))
    letter = match["letter"] or match["capital"].lower()
    if letter not in _LETTERS or (match["capital"] and roman_value(letter)):
        return None  # "C. Mác", "V. I. Lênin"
    series, level = ("a", _DEEPEST) if match["letter"] else ("A", _CAPITAL)
    return _Number((series, ""), _LETTERS.find(letter) + 1, level)
