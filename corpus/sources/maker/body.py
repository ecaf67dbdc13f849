"""Blocks of a source as items of a page."""

import re

from .markup import Block, Source, plain
from .typeset import Item, Style, paragraph, space, table


def headings(style: Style) -> list[Style]:
    """Styles of headings, from the highest."""
    flush = style.but(first=0, align="left", keep=True, base="b")
    return [
        flush.but(align="centre", size=style.size + 1, before=16, after=8),
        flush.but(before=12, after=5),
        flush.but(base="bi", before=8, after=4),
        flush.but(base="i", before=6, after=3),
    ]


def block_items(source: Source, style: Style, width: float, heads: list[Style], shares: list[float]) -> list[Item]:
    """Items of all blocks of a source. A page break is passed on to the item after it."""
    items: list[Item] = []
    breaks: list[int] = []
    for block in source.blocks:
        if block.kind == "page":
            breaks.append(len(items))
        elif block.kind == "heading":
            items += _heading(block, heads[block.depth - 1], width)
        elif block.kind == "item":
            items += paragraph("– " + block.text, style, width)
        elif block.kind == "quote":
            items += paragraph(block.text, style.but(left=28, right=20, first=0, base="i", before=3), width)
        elif block.kind == "centre":
            items += paragraph(block.text, style.but(align="centre", first=0, keep=True), width)
        elif block.kind == "table":
            cell = style.but(first=0, after=0, size=style.size - 1.5, leading=1.3, align="left")
            items += [*table(block.rows, shares, cell, width), space(8)]
        else:
            items += paragraph(block.text, style.but(keep=_opens(block.text)), width)
    for number in breaks:
        items[number].new_page = True
    return items


def _heading(block: Block, style: Style, width: float) -> list[Item]:
    """A heading of one line or of several, parted by bars ("Chương 1 | TÊN CHƯƠNG"); its anchor is depth and text."""
    lines = block.text.split(" | ")
    name = f"{lines[0]}. {' '.join(lines[1:])}" if lines[1:] else block.text
    items: list[Item] = []
    for number, line in enumerate(lines):
        one = style.but(before=style.before if number == 0 else 0, after=style.after if line == lines[-1] else 2)
        items += paragraph(line, one, width, "" if number else f"{block.depth} {plain(name)}")
    return items


def _opens(text: str) -> bool:
    """Whether a paragraph is as good as a heading: all bold, or the first line of an article."""
    return bool(re.fullmatch(r"\*\*[^*]+\*\*", text)) or text.startswith("**Điều ")
