"""Lines of a column joined to paragraphs by indent, gap, size, weight and the space left at the end of a line."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from indexer.extract.outline import has_leaders, is_bare, is_rule, numbered_level, starts_list
from indexer.extract.pdf.columns import Column
from indexer.extract.pdf.lines import Line

_INDENT = 0.7  # of a letter's height
_OTHER_SIZE = 0.12
_LEAST_GAPS = 10  # fewer do not show what is usual
_ENDS = (".", "!", "?", "…", ":", ";", ".”", '."', ".)", "./.")
_LETTERED = re.compile(r"[a-zđ][.)]\s+(?![a-zà-ỹđ])\w")
_CUT_NUMBER, _REST_OF_NUMBER = re.compile(r"\d-$"), re.compile(r"\d|[A-ZĐ]{2,}")  # 2020-|2025, 05-|NQ/ĐU
_LATIN_PART = re.compile(r"[A-Za-z]{2,}-$")


@dataclass(slots=True)
class Paragraph:
    """Lines that belong together, with what their look tells."""

    lines: list[Line]
    x: float  # of the column
    right: float
    indented: bool  # its first line, against the column

    @property
    def text(self) -> str:
        """The lines as one."""
        return flowing([line.text for line in self.lines])

    @property
    def size(self) -> float:
        """Of most of its letters."""
        return max(self.lines, key=lambda line: len(line.text)).size

    @property
    def bold(self) -> bool:
        """Whether all of it is bold."""
        return all(line.bold for line in self.lines)

    @property
    def centred(self) -> bool:
        """Whether every line leaves the same space at both ends."""
        return all(is_centred(line, self.x, self.right) for line in self.lines)

    @property
    def full(self) -> bool:
        """Whether the last line reaches the right edge."""
        return self.lines[-1].right > self.right - 3 * self.size


def is_centred(line: Line, x: float, right: float) -> bool:
    """Whether the line leaves the same space, and some, at both ends of x..right."""
    start, end = line.x - x, right - line.right
    return start > line.size and abs(start - end) < max(1.2 * line.size, 0.03 * (right - x))


def flowing(lines: list[str]) -> str:
    """The lines as running text: spaces between them, hyphens of an English word removed, other hyphens kept."""
    text = ""
    for line in lines:
        if not text:
            text = line
        elif text.endswith("\u00ad"):
            text = text[:-1] + line
        elif text.endswith("-") and len(text) > 1 and text[-2].isalpha() and line[:1].isalpha():
            english = _LATIN_PART.search(text) and re.match(r"[a-z]{2,}", line) and _is_english(text[-60:])
            text = (text[:-1] if english else text) + line
        elif _CUT_NUMBER.search(text) and _REST_OF_NUMBER.match(line):
            text += line
        else:
            text = f"{text} {line}"
    return text


def _is_english(text: str) -> bool:
    return len(text) > 20 and text.isascii()  # noqa: PLR2004  # Vietnamese shows a mark sooner


@dataclass(frozen=True, slots=True)
class Setting:
    """How running text is set in a column."""

    x: float  # where its lines begin, points
    right: float  # and end
    leading: float  # distance of two lines, as a share of the letters' size
    aside: bool


def paragraphs(column: Column, left: float, right: float, leading: float) -> list[Paragraph]:
    """The paragraphs of a column.

    Args:
        left, right: edges of running text in this column, points.
        leading: usual distance of two lines of one paragraph, as a share of the letters' size.
    """
    found: list[Paragraph] = []
    setting = Setting(left, right, leading, column.aside)
    for line, after in zip(column.lines, [*column.lines[1:], None], strict=True):
        last = found[-1] if found else None
        if last is None or _begins(last, line, after, setting):
            found.append(Paragraph([line], left, right, indented=line.x > left + _INDENT * line.size))
        else:
            last.lines.append(line)
    return found


def _begins(last: Paragraph, line: Line, after: Line | None, setting: Setting) -> bool:
    before = last.lines[-1]
    gap = line.y - before.y
    if gap <= 0 or is_rule(line.text) or is_rule(before.text) or gap > _widest_gap(before, line, setting):
        return True
    if has_leaders(line.text) or has_leaders(before.text):
        return not _ends_entry(last, line)
    if _differs(before, line, last):
        return True
    if setting.aside:
        return _begins_aside(before, line)
    if is_bare(before.text) or (numbered_level(line.text) and not before.text.endswith(("của", "tại", "và", ","))):
        return True
    if _starts_point(line.text) and before.text.endswith(_ENDS):
        return True
    if is_centred(before, setting.x, setting.right) and is_centred(line, setting.x, setting.right):
        return before.text.isupper() != line.text.isupper()
    if before.text.isupper() and line.text.isupper() and before.bold == line.bold and _is_title_like(before, line):
        return False
    return _begins_in_text(last, line, after, setting)


def _ends_entry(last: Paragraph, line: Line) -> bool:
    """Whether the line is the end of an entry of a table of contents that its title was too long for."""
    if has_leaders(last.text) or not has_leaders(line.text) or starts_list(line.text) or numbered_level(line.text):
        return False
    return starts_list(last.text) or bool(numbered_level(last.text))


def _is_title_like(before: Line, line: Line) -> bool:
    """Whether two lines in capitals are set around one middle, or the second is the rest of the first."""
    near = 1.5 * line.size
    return not starts_list(line.text) and (abs(before.centre - line.centre) < near or abs(before.x - line.x) < near)


def _begins_in_text(last: Paragraph, line: Line, after: Line | None, setting: Setting) -> bool:
    before = last.lines[-1]
    early = _ends_early(before, line, setting.right)
    ended = before.text.endswith(_ENDS)
    if _starts_point(line.text) and early:
        return True
    indented = line.x > setting.x + _INDENT * line.size
    if indented and line.x - before.x > _INDENT * line.size:
        return len(last.lines) > 1 or early or not starts_list(before.text)
    if early:
        return ended or indented or not line.text[:1].islower()
    level = abs(line.x - before.x) < _INDENT * line.size
    if indented and level and _starts_point(line.text) and starts_list(last.text):
        return True
    if not indented or not level or len(last.lines) > 1 or line.text[:1].islower():
        return False
    outdented = after is not None and after.x < line.x - _INDENT * line.size
    return ended or (outdented and line.text[:1].isupper())


def _starts_point(text: str) -> bool:
    """Whether a point begins: no small letter does but for its mark, "a) Khái niệm"."""
    return starts_list(text) and (not text[0].islower() or bool(_LETTERED.match(text)))


def _ends_early(before: Line, line: Line, right: float) -> bool:
    """Whether the next line's first word would have fitted at the end of this one."""
    word = line.text.split(" ", 1)[0]
    width = (line.right - line.x) * (len(word) + 1) / max(len(line.text), 1)
    return before.right + width + 0.5 * line.size < right


def _differs(before: Line, line: Line, last: Paragraph) -> bool:
    if abs(line.size - before.size) > _OTHER_SIZE * max(line.size, before.size):
        return True
    if before.bold == line.bold:
        return False
    whole = last.bold and line.bold is False
    return (whole and not line.text[:1].islower()) or (line.bold and before.text.endswith(_ENDS))


def _widest_gap(before: Line, line: Line, setting: Setting) -> float:
    """Farthest that two lines of one paragraph may be apart; lines of a title stand wider."""
    alike = before.text.isupper() and line.text.isupper()
    return (1.6 if alike else 1.35) * setting.leading * max(before.size, line.size)


def _begins_aside(before: Line, line: Line) -> bool:
    """In a letterhead each line is its own, but for a title that goes on in the same letters."""
    if not line.text[:1].isalpha() or starts_list(line.text):
        return True
    capitals = before.text.isupper() and line.text.isupper() and before.bold == line.bold
    return not (line.text[:1].islower() or (capitals and line.text.split()[0] not in _NEW_NAMES))


_NEW_NAMES = frozenset(
    {"ĐẢNG", "BAN", "TỈNH", "THÀNH", "HUYỆN", "BỘ", "ỦY", "UỶ", "VĂN", "HỌC", "TRƯỜNG", "CHI", "TỔNG"}
)


def usual_leading(columns: Iterable[Column], size: float, otherwise: float = 1.35) -> float:
    """The usual distance of two lines whose letters are of about the given size, as a share of that size.

    Args:
        otherwise: the answer where too few lines show it.
    """
    seen: Counter[int] = Counter()
    for column in columns:
        for before, line in pairwise(column.lines):
            gap = line.y - before.y
            if abs(line.size - size) < 0.1 * size and 0 < gap < 2.4 * size:
                seen[round(gap * 20 / size)] += 1
    if sum(seen.values()) < _LEAST_GAPS:
        return otherwise
    most = max(seen.values())
    return min(gap for gap, count in seen.items() if count > 0.5 * most) / 20
