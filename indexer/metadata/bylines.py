"""The lines that say who wrote a paper, and the day that may stand beside the name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from indexer.metadata.dates import find_dates, first_date
from indexer.metadata.forms import compared
from indexer.metadata.imprint import PLACE_YEAR
from indexer.metadata.names import read_names

CREDIT = re.compile(
    r"^(?:nhóm tác giả|tập thể tác giả|tác giả|đồng chủ biên|chủ biên|biên soạn|người biên soạn|người soạn|người viết|soạn giả"
    r"|tổ biên soạn|nhóm biên soạn|ban biên soạn|giảng viên|người ghi|ghi chép|bài và ảnh|bài)\s*[:：]\s*"
)
SCHOOL = re.compile(
    r"^(?:học viện|trường|khoa|bộ môn|viện|đại học|ban|hội đồng|nhà xuất bản|nxb|bộ|sở|đảng|trung tâm|môn|trình độ|đối tượng|hệ)\b"
)
_BOARD = re.compile(
    r"^(?:hội đồng ?biên soạn|ban biên soạn|tập thể biên soạn|tập thể tác giả|nhóm biên soạn|các tác giả)\W*$"
)
_LONGEST = 250  # characters of a byline
_LONGEST_DATED = 100
_HEAD = 8  # lines near the head of a page
_BEFORE_DAY = re.compile(r"\bngày\s*$", re.IGNORECASE)
_DAY_AND_HOUR = re.compile(
    r"\b(?:(?:thứ (?:hai|ba|tư|năm|sáu|bảy)|chủ nhật)\b|ngày\b(?=\W*$)|\d{1,2}\s?[:hg]\s?\d{2}'?|\(?gmt\s?\+?\d+\)?)",
    re.IGNORECASE,
)
_HOUR = re.compile(r"\b\d{1,2}\s?[:hg]\s?\d{2}\b")
_STOP = re.compile(r"[.,;]\s")


def read_authors(before: Sequence[str], after: Sequence[str]) -> tuple[str, ...]:
    """The names that are announced, or stand under a title or above it: the fullest of the three."""
    announced = (_announced(line) for line in (*after, *before))
    readings = (*announced, _board(after), _under_title(after), *(_byline(line) for line in reversed(before)))
    return max(readings, key=len, default=())


def read_date_line(lines: Sequence[str], *, with_hour: bool = False) -> date | None:
    """The day in a line near the head of a web page that holds nothing but a day, an hour and names.

    Args:
        with_hour: other lines may hold the day on which the page was printed.
    """
    for line in lines[:_HEAD]:
        day = first_date(line) if len(line) <= _LONGEST_DATED else None
        if day is not None and (not with_hour or _HOUR.search(line)):
            rest = _undated(line)
            credit = CREDIT.match(compared(rest))
            rest = rest[credit.end() :] if credit else rest
            if not rest or read_names(rest):
                return day
    return None


def _announced(line: str) -> tuple[str, ...]:
    """The names after "Tác giả:" and the like, up to whatever else the line says."""
    credited = CREDIT.match(compared(line)) if len(line) <= _LONGEST else None
    rest = _undated(_without_brackets(line[credited.end() :])) if credited else ""
    ends = [match.start() for match in _STOP.finditer(rest)]
    for end in (len(rest), *reversed(ends)):
        if names := read_names(rest[:end]):
            return _unique(names)
    return ()


def _board(lines: Sequence[str]) -> tuple[str, ...]:
    """The names under "HỘI ĐỒNG BIÊN SOẠN" and the like, one on each line."""
    gathered: list[str] = []
    for at, line in enumerate(lines):
        if _BOARD.match(compared(line)):
            for name in lines[at + 1 :]:
                if not (names := read_names(_without_brackets(name))):
                    break
                gathered.extend(names)
    return _unique(gathered)


def _under_title(lines: Sequence[str]) -> tuple[str, ...]:
    gathered: list[str] = []
    for line in lines:
        names = _byline(line)
        if gathered and not names and not _is_affiliation(line):
            break
        gathered.extend(names)
    return _unique(gathered)


def _byline(line: str) -> tuple[str, ...]:
    """The names in a line that holds names alone, or names and then where they work."""
    if len(line) > _LONGEST or PLACE_YEAR.match(line):
        return ()
    line = _undated(_without_brackets(line))
    names = read_names(line)
    if names or " - " not in line.replace("–", "-"):
        return names
    head, _, rest = line.replace("–", "-").partition(" - ")
    return read_names(head) if SCHOOL.match(compared(rest)) else ()


def _undated(line: str) -> str:
    """A byline without its day and hour."""
    for start, end, _ in reversed(list(find_dates(line))):
        line = f"{_BEFORE_DAY.sub('', line[:start])} ; {line[end:]}"
    return re.sub(r"\s+", " ", _DAY_AND_HOUR.sub(" ", line)).strip(" .,;*|–-•('")


def _is_affiliation(line: str) -> bool:
    return SCHOOL.match(compared(line.lstrip(" *()0123456789¹²³"))) is not None or "@" in line


def _without_brackets(text: str) -> str:
    return re.sub(r"\([^()]*\)", " ", text)


def _unique(names: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))
