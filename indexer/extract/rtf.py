"""RTF files: paragraphs, headings, rows of tables and notes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from indexer.errors import NoText
from indexer.extract.cells import row_text
from indexer.extract.contents import with_contents
from indexer.extract.looks import look_level, with_names
from indexer.extract.outline import is_rule, may_be_title, numbered_level, without_leaders
from indexer.extract.properties import journal_line, sensible
from indexer.extract.rtf_reading import Reading
from indexer.extract.rtf_written import Paragraph, Row, Table
from indexer.extract.runs import spelled
from indexer.extract.sections import sections
from indexer.extract.titles import with_titles
from indexer.model import Block, BlockKind, Extraction
from indexer.text.normalize import printable, unmarked

MEDIA_TYPE = "application/rtf"
_HEADING = re.compile(r"^(?:heading|tiêu đề|đầu đề)\s*(\d)$", re.IGNORECASE)
_ENTRY = re.compile(r"^(?:toc|mục lục)\s*\d", re.IGNORECASE)
_TAB_AND_PAGE = re.compile(r"\t\s*[\divxlc]{1,8}\s*$")
_BULLET = re.compile(r"^\s*[\uf020-\uf0ff•▪◦●■]\t")
_LETTERHEAD_ROWS = 4


def extract(path: Path) -> Extraction:
    """The text of an RTF file, in sections.

    Raises: DamagedFile; NoText.
    """
    written = Reading(path.read_bytes()).written
    laying = _Laying()
    blocks = with_titles(with_contents(list(with_names(laying.blocks(written.parts))), laying.apart))
    if not blocks:
        raise NoText(
            "the document holds no text: if its pages are pictures, recognise their text (OCR) and add it again"
        )
    said = sensible(
        written.properties.get("title", ""), re.split(r"[;,]", written.properties.get("author", "")), path.name
    )
    journal = journal_line(written.heads)
    return Extraction(MEDIA_TYPE, sections(blocks), paged=False, properties=replace(said, journal=journal))


class _Laying:
    """Paragraphs and rows as blocks."""

    def __init__(self) -> None:
        self.apart: set[str] = set()  # paragraphs whose last word a tab sets apart

    def blocks(self, parts: Iterable[Paragraph | Table]) -> Iterator[Block]:
        """The blocks in reading order; each note after the paragraph that refers to it."""
        tables = 0
        for part in parts:
            if isinstance(part, Paragraph):
                yield from self._paragraph(part)
                continue
            tables += 1
            if tables == 1 and _only_places(part.rows):
                yield from self._letterhead(part.rows)
            else:
                for row in part.rows:
                    yield from self._row(row)

    def _paragraph(self, paragraph: Paragraph, *, outermost: bool = True) -> Iterator[Block]:
        written = _BULLET.sub("- ", spelled(run for run, _ in paragraph.runs))
        lines = [printable(without_leaders(line)) for line in written.split("\n")]
        if text := " ".join(line for line in lines if line and not is_rule(line)):
            if _TAB_AND_PAGE.search(written):
                self.apart.add(text)
            if _ENTRY.match(paragraph.style):
                yield Block(text, BlockKind.CONTENTS)
            else:
                level = _level(paragraph, text, outermost=outermost)
                yield Block(text, BlockKind.HEADING if level else BlockKind.PARAGRAPH, level)
        yield from self._notes_of(paragraph)

    def _notes_of(self, paragraph: Paragraph) -> Iterator[Block]:
        for note in paragraph.notes:
            if text := printable(spelled(run for run, _ in note.runs)):
                marked = f"{note.mark} {text}" if note.mark else text
                yield Block(text if text[0].isdecimal() else marked, BlockKind.FOOTNOTE)

    def _letterhead(self, rows: list[Row]) -> Iterator[Block]:
        """The left column, then the right one."""
        for at in range(max(len(row.cells) for row in rows)):
            for row in rows:
                for paragraph in row.cells[at] if at < len(row.cells) else ():
                    yield from self._paragraph(paragraph, outermost=False)

    def _row(self, row: Row) -> Iterator[Block]:
        cells = (" ".join(spelled(run for run, _ in each.runs) for each in cell) for cell in row.cells)
        if text := row_text(cells):
            yield Block(text, BlockKind.TABLE)
        for cell in row.cells:
            for paragraph in cell:
                yield from self._notes_of(paragraph)


def _only_places(rows: list[Row]) -> bool:
    """Whether the table shows no lines: a few rows of two or three cells that only place text."""
    wide = max(len(row.cells) for row in rows)
    return len(rows) <= _LETTERHEAD_ROWS and 2 <= wide <= 3 and not any(row.bordered for row in rows)  # noqa: PLR2004  # no letterhead has more


def _level(paragraph: Paragraph, text: str, *, outermost: bool) -> int:
    styled = _HEADING.match(paragraph.style)
    level = 1 if paragraph.style.lower() == "title" else int(styled[1]) if styled else paragraph.level
    numbered = numbered_level(text)
    if level and (numbered or may_be_title(text) or len(text) < 120):  # noqa: PLR2004  # a title, not a styled page
        return numbered or level
    bold = all(bold for run, bold in paragraph.runs if unmarked(run.text).strip())
    return numbered or (look_level(text, bold=bold, centred=paragraph.centred) if outermost else 0)
