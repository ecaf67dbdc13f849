"""Notes at the foot of a column: smaller letters below the text, the first beginning with a number or a star."""

from __future__ import annotations

import re

from indexer.extract.pdf.columns import Column
from indexer.extract.pdf.lines import Line
from indexer.extract.pdf.paragraphs import flowing

_MARK = re.compile(
    r"^(?:[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}|\*{1,3}|\(\d{1,3}\)|\(\*{1,3}\)|\[\d{1,3}\])[.):]?\s*\S|^\d{1,3}(?:(?:, ?\d{1,3})*[.):]?\s+|[.):]?(?=[A-ZĐ“]))\D"
)
_CONTACT = re.compile(r"^(?:Tác giả liên hệ|Liên hệ tác giả|Corresponding author|E-?mail:)", re.IGNORECASE)
_SMALLER = 0.93  # of the body's letters
_NEAR = 1.8  # of a letter's height, from one line of a list to the next
_LOWEST_START = 0.3  # of the page's height: notes never begin above


def split_footnotes(column: Column, body_size: float, height: float) -> tuple[Column, list[str]]:
    """The column without its notes, and the notes in order."""
    at = _start(column.lines, body_size, height)
    if at is None:
        return column, []
    body = Column(column.lines[:at], column.x, column.right, column.aside)
    return body, _notes(column.lines[at:])


def _start(lines: list[Line], body_size: float, height: float) -> int | None:
    start = None
    for at in range(len(lines) - 1, -1, -1):
        line = lines[at]
        if line.size > _SMALLER * body_size or line.y < _LOWEST_START * height:
            break
        if _begins_note(line):
            start = at
    return None if start and _goes_on_above(lines, start, body_size) else start


def _goes_on_above(lines: list[Line], start: int, body_size: float) -> bool:
    """Whether the line above the first note is set in the same letters, no farther than lines are: a list, no notes."""
    above, first = lines[start - 1], lines[start]
    return above.size <= _SMALLER * body_size and first.y - above.y < _NEAR * first.size


def _begins_note(line: Line) -> bool:
    return line.mark or bool(_MARK.match(line.text) or _CONTACT.match(line.text))


def _notes(lines: list[Line]) -> list[str]:
    notes: list[list[str]] = []
    edge = min(line.x for line in lines)
    for line in lines:
        number = _MARK.match(line.text)
        indented = line.x > edge + 0.5 * line.size
        fresh = line.mark or (number and not (indented and notes and not _follows(notes[-1][0], line.text)))
        if not notes or (fresh and (line.mark or _follows(notes[-1][0], line.text))):
            notes.append([])
        notes[-1].append(line.text)
    return [flowing(note) for note in notes]


_DIGITS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")


def _follows(before: str, text: str) -> bool:
    """Whether the mark of `text` is the next after that of `before`; stars follow anything."""
    one, two = (re.match(r"\D{0,2}(\d+)", each.translate(_DIGITS)) for each in (before, text))
    if one is None or two is None:
        return True
    return int(two[1]) == int(one[1]) + 1
