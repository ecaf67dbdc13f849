"""Letters of old Vietnamese fonts on a PDF page, repaired run by run before they are sorted into lines.

A page without a letter that only old fonts have costs one look at the set of its letters.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from indexer.extract.pdf.styles import Style
from indexer.text.legacy import Repairer, may_hold_legacy

Drawn = tuple[int, str, float, float, float, float, bool]  # quarters (-1: slanting), letter, x, y, advance, size, bold
_SAME_LINE, _SPACE, _FAR = 0.3, 0.16, 3.0  # of the larger letter


def repair_drawn(drawn: list[Drawn], runs: Sequence[tuple[int, Style]], repairer: Repairer, page: int) -> None:
    """Replace the letters of old encodings in place.

    Args:
        runs: where each stretch of one style begins.
        page: number, for the record.
    """
    suspects = {style.name for _, style in runs if may_hold_legacy(style.name, style.advances)}
    if not suspects:
        return
    ends = [*(start for start, _ in runs), len(drawn)]
    by_font: defaultdict[str, list[list[int]]] = defaultdict(list)
    for (start, style), (_, end) in zip(runs, pairwise(ends), strict=True):
        if style.name in suspects:
            by_font[style.name] += _lines(drawn, start, end)
    for font, lines in by_font.items():
        texts = [_spelled(drawn, line) for line in lines]
        repairer.learn(texts, font)
        for line, text in zip(lines, texts, strict=True):
            if (letters := repairer.letters(text, font, page=page)) is not None:
                _replace(drawn, line, text, letters)


def _lines(drawn: list[Drawn], start: int, end: int) -> Iterator[list[int]]:
    """The letters of a run, line by line; -1 where a gap parts two words."""
    line: list[int] = []
    pen, baseline, height = 0.0, 0.0, 0.0
    for at in range(start, end):
        turn, _, x, y, advance, size, _ = drawn[at]
        size = max(size, height)
        if line and not turn:  # of turned text each run is one line
            if abs(y - baseline) > _SAME_LINE * size or not -size <= x - pen <= _FAR * size:
                yield line
                line = []
            elif x - pen > _SPACE * size:
                line.append(-1)
        line.append(at)
        pen, baseline, height = x + advance, y, drawn[at][5]
    if line:
        yield line


def _spelled(drawn: list[Drawn], line: list[int]) -> str:
    return "".join(" " if at < 0 else drawn[at][1] for at in line)


def _replace(drawn: list[Drawn], line: list[int], text: str, letters: list[str]) -> None:
    for at, old, new in zip(line, text, letters, strict=True):
        if at >= 0 and old != new:
            turn, _, *place = drawn[at]
            drawn[at] = (turn, new, *place)  # type: ignore[assignment]  # the types of the rest are lost in the list
