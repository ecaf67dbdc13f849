"""Text and slices → pieces and marked-up text. The only place where highlights become HTML."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from markupsafe import Markup, escape

from indexer.model import NOTE_DIGITS, PassageHit

Slices = Sequence[tuple[int, int]]
_BETWEEN = f" \n\t{NOTE_DIGITS}"
MOST_PLACING = 6  # words that tell one block of a page from another


def pieces(text: str, slices: Slices) -> Iterator[tuple[str, bool]]:
    """The text in stretches, each with whether it is marked. No character is lost, whatever the slices.

    Slices with only spaces or the mark of a note between them are one stretch, as a reader sees one phrase.

    >>> list(pieces("lấy dân làm gốc", [(0, 3), (4, 7), (12, 15)]))
    [('lấy dân', True), (' làm ', False), ('gốc', True)]
    """
    position = 0
    for start, end in joined(text, slices):
        if start > position:
            yield text[position:start], False
        yield text[start:end], True
        position = end
    if position < len(text):
        yield text[position:], False


def paragraphs(text: str, slices: Slices) -> Iterator[tuple[str, list[tuple[int, int]]]]:
    """The lines of the text, each with its own slices.

    >>> list(paragraphs("Một là" + chr(10) + "hai là", [(0, 3), (7, 10)]))
    [('Một là', [(0, 3)]), ('hai là', [(0, 3)])]
    """
    start = 0
    for line in text.split("\n"):
        end = start + len(line)
        yield (
            line,
            [(max(low, start) - start, min(high, end) - start) for low, high in slices if low < end and high > start],
        )
        start = end + 1


def marked_place(passage: PassageHit) -> str:
    """The words from the first highlight on, which tell its block from others of the page."""
    return beginning(passage.text, passage.highlights)


def beginning(text: str, slices: Slices) -> str:
    """The first words from the first slice on.

    >>> beginning("lấy dân làm gốc", [(4, 7)])
    'dân làm gốc'
    """
    return " ".join(text[slices[0][0] if slices else 0 :].split()[:MOST_PLACING])


def joined(text: str, slices: Slices) -> list[tuple[int, int]]:
    """The slices in order and within the text, those with only spaces between them as one."""
    found: list[tuple[int, int]] = []
    for low, high in sorted(slices):
        start, end = max(low, 0), min(high, len(text))
        if start >= end:
            continue
        if found and not text[found[-1][1] : start].strip(_BETWEEN):
            start, last_end = found.pop()
            end = max(end, last_end)
        found.append((start, end))
    return found


def marked(text: str, slices: Slices = ()) -> Markup:
    """The text escaped, with <mark> around the slices."""
    shown = (
        f"<mark>{escape(piece)}</mark>" if is_marked else str(escape(piece))
        for piece, is_marked in pieces(text, slices)
    )
    return Markup("".join(shown))  # noqa: S704  # every piece is escaped


def cut(text: str, slices: Slices, separator: str) -> list[tuple[str, tuple[tuple[int, int], ...]]]:
    """The parts of a text between separators, each with its own slices.

    >>> cut("a | bc", [(4, 6)], " | ")
    [('a', ()), ('bc', ((0, 2),))]
    """
    parts: list[tuple[str, tuple[tuple[int, int], ...]]] = []
    start = 0
    for part in text.split(separator):
        end = start + len(part)
        inside = (
            (max(low, start) - start, min(high, end) - start) for low, high in slices if low < end and high > start
        )
        parts.append((part, tuple(inside)))
        start = end + len(separator)
    return parts
