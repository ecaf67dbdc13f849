"""Rows put in reading order: letterheads, signatures and two-column pages are read one column after the other."""

from __future__ import annotations

import re
from dataclasses import dataclass
from statistics import median

from indexer.extract.pdf.lines import Line, Row

_NARROWEST = 8.0  # points between columns
_LENIENCE = 10.0  # points that a line of a letterhead may reach over the middle; its other half stands clear of it
_MIDDLE = (0.25, 0.75)  # of the page's width: where the space between columns may be
_LETTERHEAD = re.compile(r"ĐẢNG CỘNG SẢN|CỘNG H(?:ÒA|OÀ) XÃ HỘI|Độc lập\s*[-–]|ngày .{0,4} ?tháng", re.IGNORECASE)
_RECIPIENTS = re.compile(r"^(?:Nơi nhận|Nơi gửi|Kính chuyển)\b", re.IGNORECASE)
_SIGNATURE = re.compile(r"^(?:T/M|TM\.|K/T|KT\.|T/L|TL\.|TUQ\.|Q\.|THAY MẶT)|(?:GIÁM ĐỐC|BÍ THƯ|CHỦ TỊCH|TRƯỞNG BAN)$")
_HEAD_OF_PAGE = 0.42  # of its height: a letterhead ends above

Interval = tuple[float, float]


@dataclass(slots=True)
class Column:
    """Lines that follow one another, with the width they were set to."""

    lines: list[Line]
    x: float
    right: float
    aside: bool = False  # of a letterhead or signature: short lines, no paragraphs


def columns(rows: list[Row], width: float, height: float, *, first: bool) -> list[Column]:
    """The columns of a page in reading order. `first`: the page may carry a letterhead."""
    found: list[Column] = []
    plain: list[Row] = []
    for band, gap in _bands(rows, width):
        kind = _kind(band, gap, width, height, first=first) if gap else None
        if gap is None or kind is None:
            plain.extend(band)
            continue
        if plain:
            found.append(_single(plain))
            plain = []
        found.extend(_column(side, aside=kind == "aside") for side in _sides(band, gap))
    if plain:
        found.append(_single(plain))
    return found


def _single(rows: list[Row]) -> Column:
    return _column([row.whole() for row in rows], aside=False)


def _column(lines: list[Line], *, aside: bool) -> Column:
    return Column(lines, min(line.x for line in lines), max(line.right for line in lines), aside)


def _bands(rows: list[Row], width: float) -> list[tuple[list[Row], Interval | None]]:
    """Runs of rows that leave one gap near the middle free; None where there is no such gap."""
    found: list[tuple[list[Row], Interval | None]] = []
    middle = (_MIDDLE[0] * width, _MIDDLE[1] * width)
    band: list[Row] = []
    free: list[Interval] = [middle]
    for row in rows:
        left = _common(free, _gaps(row))
        if not left and band:
            found.extend(_trimmed(band, free, width))
            band, left = [], _common([middle], _gaps(row))
        if left:
            band.append(row)
            free = left
        else:
            found.append(([row], None))
            free = [middle]
    if band:
        found.extend(_trimmed(band, free, width))
    return found


def _gaps(row: Row) -> list[Interval]:
    edges = [-1e6, *(edge for part in row.parts for edge in (part.x, part.right)), 1e6]
    return [(edges[at] - _LENIENCE, edges[at + 1] + _LENIENCE) for at in range(0, len(edges), 2)]


def _common(free: list[Interval], gaps: list[Interval]) -> list[Interval]:
    shared = [(max(a[0], b[0]), min(a[1], b[1])) for a in free for b in gaps]
    return [each for each in shared if each[1] - each[0] >= _NARROWEST]


def _trimmed(band: list[Row], free: list[Interval], width: float) -> list[tuple[list[Row], Interval | None]]:
    """The band without the one-sided rows above and below the place where both sides are used."""
    gap = max(free, key=lambda each: (_used(band, each), each[1] - each[0]))
    sides = [_sides([row], gap) for row in band]
    two = [at for at, (left, right) in enumerate(sides) if left and right]
    lefts = [at for at, (left, _) in enumerate(sides) if left]
    rights = [at for at, (_, right) in enumerate(sides) if right]
    if not lefts or not rights:
        return [([row], None) for row in band]
    start, end = max(lefts[0], rights[0]), min(lefts[-1], rights[-1])
    if two:
        start, end = min(start, two[0]), max(end, two[-1])
    start, end = min(start, end), max(start, end)
    start = _stretched(band, start, -1, width)
    end = _stretched(band, end, 1, width)
    return [
        *(([row], None) for row in band[:start]),
        (band[start : end + 1], gap),
        *(([row], None) for row in band[end + 1 :]),
    ]


def _used(band: list[Row], gap: Interval) -> int:
    """Lines on that side of the gap which has fewer."""
    return min(map(len, _sides(band, gap)))


def _stretched(band: list[Row], at: int, step: int, width: float) -> int:
    """The band's edge moved over close rows that stand on one side only and are not centred on the page."""
    while 0 <= at + step < len(band):
        here, there = band[at], band[at + step].whole()
        close = abs(there.y - here.y) < 2.2 * max(there.size, here.parts[0].size)  # an empty line
        if not close or abs(there.centre - width / 2) < 0.06 * width:  # a title below the letterhead
            break
        at += step
    return at


def _sides(band: list[Row], gap: Interval) -> tuple[list[Line], list[Line]]:
    middle = (gap[0] + gap[1]) / 2
    left: list[Line] = []
    right: list[Line] = []
    for row in band:
        for side, parts in (
            (left, [p for p in row.parts if p.centre < middle]),
            (right, [p for p in row.parts if p.centre >= middle]),
        ):
            if parts:
                side.append(Row(parts).whole())
    return left, right


def _kind(band: list[Row], gap: Interval, width: float, height: float, *, first: bool) -> str | None:
    """What the band is: "aside" for a letterhead or signature, "text" for columns of running text, None for neither."""
    left, right = _sides(band, gap)
    if not left or not right:
        return None
    if first and band[0].y < _HEAD_OF_PAGE * height and any(_LETTERHEAD.search(line.text) for line in left + right):
        return "aside"
    if any(_RECIPIENTS.search(line.text) for line in left[:2]) or any(
        _SIGNATURE.search(line.text) for line in right[:3]
    ):
        return "aside"
    return "text" if _is_text(left, width) and _is_text(right, width) else None


def _is_text(lines: list[Line], width: float) -> bool:
    """Whether the lines fill a column as running text does."""
    if len(lines) < 4:  # noqa: PLR2004  # fewer are a row of a table or of answers
        return False
    full = max(line.right for line in lines) - min(line.x for line in lines)
    usual = median(line.right - line.x for line in lines)
    return full > 0.25 * width and usual > 0.6 * full
