"""Glyphs sorted into rows: what stands on one baseline, cut where a wide gap may be the space between columns."""

from __future__ import annotations

import unicodedata
from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import pairwise

from indexer.extract.pdf.glyphs import Glyph

_SAME_ROW = 0.45  # of the larger letter: a superscript is raised by less, the next line is further
_WIDE_GAP = 0.9  # of a letter's height: more than a stretched space in most justified lines
_SPACE = 0.16  # the same, for a space between words; kerning stays below 0.1
_WIDER = 0.13  # the same, for a space against the usual gap of its line: letters may be set closer or wider
_RAISED, _SMALL = 0.15, 0.85
_SAME_PLACE = 0.3  # of its width: a letter painted twice stands nearer to itself
_SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


@dataclass(slots=True)
class Line:
    """A stretch of text on one baseline; places in points from the top left corner."""

    text: str
    x: float
    right: float
    y: float  # baseline
    size: float  # of most letters
    bold: bool
    mark: bool = False  # begins with a small raised sign, as a footnote does

    @property
    def centre(self) -> float:
        """The middle of its width."""
        return (self.x + self.right) / 2


@dataclass(slots=True)
class Row:
    """All that stands on one baseline, from left to right."""

    parts: list[Line]

    @property
    def y(self) -> float:
        """The baseline."""
        return self.parts[0].y

    def whole(self) -> Line:
        """The row as one line."""
        return joined(self.parts)


def joined(parts: list[Line]) -> Line:
    """The parts of a row as one line."""
    if len(parts) == 1:
        return parts[0]
    longest = max(parts, key=lambda part: len(part.text))
    return Line(
        " ".join(part.text for part in parts),
        parts[0].x,
        parts[-1].right,
        longest.y,
        longest.size,
        all(part.bold for part in parts),
        parts[0].mark,
    )


def rows(glyphs: list[Glyph]) -> list[Row]:
    """The rows of a page, from top to bottom."""
    found = []
    for members in baselines(glyphs):
        members.sort(key=lambda glyph: glyph.x)
        parts = [line for run in runs(once(members)) if (line := _line(run)) is not None]
        if parts:
            found.append(Row(parts))
    return sorted(found, key=lambda row: row.y)


def baselines(glyphs: list[Glyph]) -> list[list[Glyph]]:
    """The glyphs of each row, in no order."""
    levels: dict[int, list[Glyph]] = defaultdict(list)
    for glyph in glyphs:
        levels[round(glyph.y * 4)].append(glyph)
    anchors: list[tuple[float, float, list[Glyph]]] = []
    by_place: dict[int, list[int]] = defaultdict(list)
    heaviest_first = sorted(levels.values(), key=lambda members: -sum(glyph.size for glyph in members))
    for members in heaviest_first:
        y, size = members[0].y, max(glyph.size for glyph in members)
        near = [at for cell in range(int(y // 16) - 1, int(y // 16) + 2) for at in by_place[cell]]
        home = min(near, key=lambda at: abs(anchors[at][0] - y), default=None)
        if home is not None and abs(anchors[home][0] - y) < _SAME_ROW * max(anchors[home][1], min(size, 30.0)):
            anchors[home][2].extend(members)
            continue
        by_place[int(y // 16)].append(len(anchors))
        anchors.append((y, min(size, 30.0), list(members)))
    return [members for _, _, members in anchors]


def once(members: list[Glyph]) -> list[Glyph]:
    """A row from left to right without the letters that are painted twice in one place, to look bold."""
    kept: list[Glyph] = []
    for glyph in members:
        if kept and glyph.text == kept[-1].text:
            before = kept[-1]
            if (
                glyph.x - before.x < _SAME_PLACE * (glyph.right - glyph.x)
                and abs(glyph.y - before.y) < _RAISED * glyph.size
            ):
                kept[-1] = before._replace(bold=True)
                continue
        kept.append(glyph)
    return kept


def runs(members: list[Glyph]) -> list[list[Glyph]]:
    """A row, from left to right, cut at its wide gaps; spaces do not fill a gap."""
    runs: list[list[Glyph]] = []
    right = -1e6
    for glyph in members:
        if not glyph.text.isspace():
            if not runs or glyph.x - right > _WIDE_GAP * max(glyph.size, runs[-1][-1].size):
                runs.append([])
            right = max(right, glyph.right) if runs[-1] else glyph.right
        if runs:
            runs[-1].append(glyph)
    return runs


def _line(members: list[Glyph]) -> Line | None:
    letters = [glyph for glyph in members if not glyph.text.isspace()]
    weights: dict[float, int] = defaultdict(int)
    for exact, count in Counter([glyph.size for glyph in letters]).items():
        weights[round(exact * 2) / 2] += count
    size = max(weights, key=lambda each: (weights[each], each))
    levels = sorted([glyph.y for glyph in letters if abs(glyph.size - size) <= 0.5])  # noqa: PLR2004  # half a point
    y = levels[len(levels) // 2]
    text = _spelled(members, letters, y, size)
    if not text:
        return None
    bold = sum(glyph.bold for glyph in letters) > 0.8 * len(letters)  # a numeral may be plain
    right = max(glyph.right for glyph in letters)
    return Line(text, letters[0].x, right, y, size, bold, _raised(letters[0], y, size))


def _raised(glyph: Glyph, y: float, size: float) -> bool:
    return glyph.size < _SMALL * size and y - glyph.y > _RAISED * size


def _spelled(members: list[Glyph], letters: list[Glyph], y: float, size: float) -> str:
    """The words of a line."""
    spelled = (
        "".join(
            glyph.text.translate(_SUPERSCRIPT) if glyph.text.isdecimal() and _raised(glyph, y, size) else glyph.text
            for glyph in word
        )
        for word in words(members, letters)
    )
    return unicodedata.normalize("NFC", " ".join(spelled).strip())


def words(members: list[Glyph], letters: list[Glyph]) -> list[list[Glyph]]:
    """A stretch of a row cut into words. Spaces are those of the file, and gaps as wide as one."""
    found: list[list[Glyph]] = []
    least = _gap_of_a_space(letters)
    end = height_before = 0.0
    space: Glyph | None = None
    for glyph in members:
        letter, x, right, _, height, _ = glyph
        if letter.isspace():
            space = glyph
            continue
        # A space of the file counts that stands before the letter, not under it.
        if (
            not found
            or (space and (space.x + space.right) / 2 < x + 0.05 * height)
            or x - end > least * max(min(height, height_before), 1.0)
        ):
            found.append([])
        found[-1].append(glyph)
        end, height_before, space = right, height, None
    return found


def _gap_of_a_space(letters: list[Glyph]) -> float:
    """Least gap that is a space, as a share of the letters' height. In letter-spaced titles every gap is wide."""
    gaps = sorted(
        [(after.x - before.right) / max(min(after.size, before.size), 1.0) for before, after in pairwise(letters)]
    )
    if len(gaps) < 4:  # noqa: PLR2004  # too few to tell
        return _SPACE
    return max(gaps[len(gaps) // 3] + _WIDER, _SPACE / 2)  # of a line of formulas half the gaps are spaces
