"""Paragraphs made into blocks: which are headings, tables and notes, and which go on from the page before."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from indexer.extract.contents import Entry, entry, joined_entries, tables_of_contents
from indexer.extract.outline import (
    is_bare,
    is_numbered_title,
    is_rule,
    may_be_title,
    named_level,
    numbered_level,
    starts_list,
    styled_level,
    without_leaders,
)
from indexer.extract.pdf.columns import Column, columns
from indexer.extract.pdf.footnotes import split_footnotes
from indexer.extract.pdf.lines import Row
from indexer.extract.pdf.paragraphs import Paragraph, paragraphs, usual_leading
from indexer.extract.pdf.tables import Table
from indexer.model import Block, BlockKind
from indexer.text.normalize import printable

_SAMPLE = 60  # pages that show how a document is set
_BIGGER = 1.12  # of body letters: a title
_GAP_OF_ENTRY = 1.5  # of a letter's height, from a title to its page
_CAPTION = re.compile(r"^(?:Hình|Bảng|Biểu đồ|Sơ đồ|Hộp|Figure|Table)\s+[\dIVX]", re.IGNORECASE)
_SENTENCE_ENDS = (".", "!", "?", ":", ";", "…", "”", '"', "./.")


@dataclass(slots=True)
class PageText:
    """One page without its edges."""

    width: float
    height: float
    rows: list[Row]
    tables: list[Table]
    turned: str
    contents: list[range] = field(default_factory=list)  # rows that are tables of contents


@dataclass(frozen=True, slots=True)
class BodyText:
    """How the running text of a document is set."""

    size: float
    leading: float
    indents: bool  # whether paragraphs begin with an indent


@dataclass(frozen=True, slots=True)
class Contents:
    """The part of a table of contents that stands on one page."""

    entries: list[str]


@dataclass(slots=True)
class _Written:
    """A block, and the paragraph that it was."""

    block: Block
    source: Paragraph | None = None
    aside: bool = False
    opens: bool = False  # a column, below or beside another


def blocks_of_pages(pages: list[PageText], body_size: float) -> Iterator[list[Block]]:
    """The blocks of each page, in order."""
    find_contents(pages)
    body_text = _body_text(pages, body_size)
    last: _Written | None = None
    for at, page in enumerate(pages):
        written = _written(page, body_text, first=at == 0)
        body = [each for each in written if each.block.kind not in (BlockKind.FOOTNOTE, BlockKind.CONTENTS)]
        for each in body:
            if last is not None and (each is body[0] or each.opens) and _goes_on(last, each, indents=body_text.indents):
                each.block = replace(each.block, continues=True)
            last = each
        if not body and page.contents:
            last = None
        yield [each.block for each in written]


def _written(page: PageText, body_text: BodyText, *, first: bool) -> list[_Written]:
    found: list[_Written] = []
    notes: list[str] = []
    for part in _parts(page):
        if isinstance(part, Contents):
            found.extend(_Written(_block(text, BlockKind.CONTENTS)) for text in part.entries if printable(text))
            continue
        if isinstance(part, Table):
            found.extend(_Written(_block(text, BlockKind.TABLE)) for text in part.rows if printable(text))
            continue
        for column in columns(part, page.width, page.height, first=first):
            body, footnotes = split_footnotes(column, body_text.size, page.height)
            notes.extend(footnotes)
            if body.lines:
                blocks = _column_blocks(body, page, body_text)
                if blocks:
                    blocks[0].opens = True
                found.extend(blocks)
    found.extend(_Written(_block(text, BlockKind.FOOTNOTE)) for text in notes if printable(text))
    if printable(page.turned):
        found.append(_Written(_block(page.turned, BlockKind.PARAGRAPH)))
    return found


def _parts(page: PageText) -> Iterator[list[Row] | Table | Contents]:
    """The page cut at its tables and tables of contents, from top to bottom."""
    tables = sorted(page.tables, key=lambda each: each.top)
    held: list[Row] = []
    at = 0
    while at < len(page.rows) or tables:
        if tables and (at == len(page.rows) or page.rows[at].y > tables[0].top + 1):
            if held:
                yield held
            held = []
            yield tables.pop(0)
            continue
        if contents := next((each for each in page.contents if at in each), None):
            if held:
                yield held
            held = []
            yield Contents(list(joined_entries([_entry(page.rows[each]) for each in contents])))
            at = contents.stop
            continue
        held.append(page.rows[at])
        at += 1
    if held:
        yield held


def find_contents(pages: list[PageText]) -> None:
    """The tables of contents of a document, each of which may go over several pages."""
    places = [(page, at) for page in pages for at in range(len(page.rows))]
    lines = [_entry(page.rows[at]) for page, at in places]
    for found in tables_of_contents(lines):
        for page in pages:
            rows = [places[each][1] for each in found if places[each][0] is page]
            if rows:
                page.contents.append(range(rows[0], rows[-1] + 1))


def _entry(row: Row) -> Entry:
    whole = row.whole()
    gap = row.parts[-1].x - row.parts[-2].right if len(row.parts) > 1 else 0.0
    return entry(printable(without_leaders(whole.text)), apart=gap > _GAP_OF_ENTRY * whole.size)


def _column_blocks(column: Column, page: PageText, body_text: BodyText) -> list[_Written]:
    left, right = _text_edges(column, page, body_text.size)
    leading = usual_leading([column], body_text.size, body_text.leading)
    found = paragraphs(column, left, right, leading)
    written: list[_Written] = []
    for paragraph in found:
        text = printable(without_leaders(paragraph.text))
        if not text or is_rule(text):
            continue
        level = 0 if column.aside or " … " in text else _level(paragraph, text, body_text.size)
        kind = BlockKind.HEADING if level else BlockKind.PARAGRAPH
        written.append(_Written(Block(text, kind, level), paragraph, column.aside))
    return list(_with_names(written))


def _text_edges(column: Column, page: PageText, body_size: float) -> tuple[float, float]:
    """Where running text begins and ends in the column: the places at which most of its lines do."""
    body = [line for line in column.lines if abs(line.size - body_size) < 1.5] or column.lines  # noqa: PLR2004
    lefts = Counter(round(line.x / 2) for line in body if len(line.text) > 3)  # noqa: PLR2004  # no stray signs
    if not lefts:
        return column.x, column.right
    most = max(lefts.values())
    left = 2.0 * min(at for at, count in lefts.items() if count >= max(1, 0.2 * most))
    right = sorted(line.right for line in body)[int(0.9 * (len(body) - 1))]
    if len(body) < 4:  # noqa: PLR2004  # too few lines to show the width
        right = max(right, page.width - left) if not column.aside else right
    return left, max(right, left + 1)


def _level(paragraph: Paragraph, text: str, body_size: float) -> int:
    """Level of a heading, 0 for running text. Rather none than a wrong one."""
    lines = len(paragraph.lines)
    if lines > 5:  # noqa: PLR2004  # no title is so long
        return 0
    if level := numbered_level(text):
        return level
    if paragraph.size < 0.95 * body_size:  # captions
        return 0
    if lines == 1 and (named := named_level(text, marked=paragraph.bold)):
        return named
    if not may_be_title(text, bold=paragraph.bold) or text.startswith(("-", "–", "•", "*", "+", "(")):
        return 0
    bigger = paragraph.size > _BIGGER * body_size
    if is_numbered_title(text):
        return styled_level(text) if bigger or paragraph.bold or text.isupper() else 0
    if starts_list(text) or not text[0].isupper() or sum(each.isalpha() for each in text) < 4:  # noqa: PLR2004
        return 0
    if paragraph.centred and (bigger or (paragraph.bold and text.isupper())):
        return styled_level(text)
    return styled_level(text) if bigger and paragraph.bold and lines < 4 else 0  # noqa: PLR2004


def _with_names(written: list[_Written]) -> Iterator[_Written]:
    """The blocks with "Chương I" and the name on the next line as one heading."""
    waiting: _Written | None = None
    for each in written:
        if waiting is not None:
            if _names(waiting, each):
                text = f"{waiting.block.text.rstrip('.: ')}. {each.block.text}"
                yield _Written(replace(waiting.block, text=text), each.source)
                waiting = None
                continue
            yield waiting
            waiting = None
        if each.block.kind is BlockKind.HEADING and is_bare(each.block.text):
            waiting = each
        else:
            yield each
    if waiting is not None:
        yield waiting


def _names(bare: _Written, after: _Written) -> bool:
    text = after.block.text
    if numbered_level(text) or is_numbered_title(text) or not may_be_title(text) or not bare.source or not after.source:
        return False
    near = after.source.lines[0].y - bare.source.lines[-1].y < 3 * after.source.size
    return near and (text.isupper() or after.source.bold or (after.source.centred and text[0].isupper()))


def _block(text: str, kind: BlockKind) -> Block:
    return Block(printable(text), kind)


def _body_text(pages: list[PageText], size: float) -> BodyText:
    sample = [
        (page, column)
        for page in pages[:_SAMPLE]
        for column in columns(page.rows, page.width, page.height, first=False)
    ]
    leading = usual_leading((column for _, column in sample), size)
    indented = plain = 0
    for page, column in sample:
        for paragraph in paragraphs(column, *_text_edges(column, page, size), leading):
            if len(paragraph.lines) > 1:
                indented += paragraph.indented
                plain += not paragraph.indented
    return BodyText(size, leading, indented > 1.5 * plain)  # what goes on from the page before is plain


def _goes_on(last: _Written, first: _Written, *, indents: bool) -> bool:
    """Whether the first block of a page is the rest of the last one of the page before."""
    one, two = last.source, first.source
    if one is None or two is None or last.aside or first.aside:
        return False
    if BlockKind.HEADING in (last.block.kind, first.block.kind):
        return False
    text = first.block.text
    if _CAPTION.match(text) or (_CAPTION.match(last.block.text) and not text[0].islower()):
        return False
    if starts_list(text) and not text[0].islower() and (two.indented or last.block.text.endswith(_SENTENCE_ENDS)):
        return False
    if abs(one.size - two.size) > 0.12 * one.size:  # other letters, other paragraph
        return False
    ended = last.block.text.endswith(_SENTENCE_ENDS)
    if not ended:
        return text[0].islower() or (one.full and not two.indented) or last.block.text.endswith((",", "-", "–"))
    return indents and one.full and not two.indented and not starts_list(text)
