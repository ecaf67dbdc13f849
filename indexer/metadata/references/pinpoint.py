"""The place within a document that a reference points to: điểm a khoản 2 Điều 3."""

from __future__ import annotations

import re

_VALUE = r"(?:\d{1,3}[a-zđ]?(?:\.\d{1,2}){0,3}|[ivx]{1,6}|[a-zđ])(?!\w)"
_PLACE = re.compile(
    r"(?<!\w)(?:điểm|tiết|khoản|tiểu mục|mục|điều|chương|phần|phụ lục)\s"
    rf"{_VALUE}(?:(?:\s?[,;]|\s(?:và|đến|hoặc)|\s?[-–])\s?{_VALUE}){{0,12}}"
)
_BETWEEN = re.compile(r"[\s,]{0,3}(?:của\s|và\s)?")
_TO_NAME = re.compile(r"(?:[\s,]{0,2}[-–]?\s?|[\s,]{0,2}(?:của|tại|trong|theo)\s(?:các\s)?)$")
_LOOK_BACK = 120


def pinpoint_before(text: str, small: str, start: int) -> str:
    """The place as printed, right before a reference that begins at `start`; empty if there is none."""
    low = max(0, start - _LOOK_BACK)
    first = last = start
    for place in reversed(list(_PLACE.finditer(small, low, start))):
        between = _TO_NAME if first == start else _BETWEEN
        if not between.fullmatch(small, place.end(), first):
            break
        last = place.end() if first == start else last
        first = place.start()
    return text[first:last]
