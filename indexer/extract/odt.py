"""OpenDocument text (ODT), read from its XML."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from indexer.errors import DamagedFile, EncryptedFile, NoText
from indexer.extract.archive import guard, read_part
from indexer.extract.cells import row_text
from indexer.extract.contents import with_contents
from indexer.extract.looks import look_level, with_names
from indexer.extract.odt_lists import Lists
from indexer.extract.odt_styles import Style, Styles
from indexer.extract.odt_text import written
from indexer.extract.outline import is_rule, may_be_title, numbered_level, without_leaders
from indexer.extract.properties import journal_line, sensible
from indexer.extract.sections import sections
from indexer.extract.titles import with_titles
from indexer.extract.xml_parts import local, parsed
from indexer.model import Block, BlockKind, Extraction, Metadata
from indexer.text.normalize import printable

MEDIA_TYPE = "application/vnd.oasis.opendocument.text"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_MANIFEST = "META-INF/manifest.xml"  # old programs give it a document type
_DEEPEST = 100  # lists within lists, tables within tables
_MOST_REPEATED = 50  # cells that stand for one written once
_HOLDERS = frozenset(
    [
        "section",
        "index-body",
        "index-title",
        "table-of-content",
        "illustration-index",
        "alphabetical-index",
        "table-index",
        "user-index",
        "bibliography",
        "numbered-paragraph",
    ]
)
_INDEXES = frozenset(["table-of-content", "illustration-index", "table-index", "user-index"])


def extract(path: Path) -> Extraction:
    """The text of an ODT file, in sections.

    Raises: DamagedFile, EncryptedFile, LimitExceeded, NoText.
    """
    guard(path, doctypes=(_MANIFEST,))
    with zipfile.ZipFile(path) as archive:
        if b"encryption-data" in read_part(archive, _MANIFEST, b""):
            raise EncryptedFile("the file opens only with a password: remove the password and add the file again")
        content = parsed(read_part(archive, "content.xml"), "content.xml")
        styles = parsed(read_part(archive, "styles.xml", b"<none/>"), "styles.xml")
        about = parsed(read_part(archive, "meta.xml", b"<none/>"), "meta.xml")
    body = next((node for node in content.iter() if local(node) == "text" and local(node.getparent()) == "body"), None)
    if body is None:
        raise DamagedFile("the OpenDocument file holds no text part: open it in its program and save it anew as .odt")
    reading = _Reading([styles, content])
    blocks = with_titles(with_contents(list(with_names(reading.blocks(body))), reading.apart))
    if not blocks:
        raise NoText(
            "the document holds no text: if its pages are pictures, recognise their text (OCR) and add it again"
        )
    return Extraction(MEDIA_TYPE, sections(blocks), paged=False, properties=_properties(about, styles, path.name))


def _properties(about: Any, styles: Any, filename: str) -> Metadata:
    said = {local(node): node.text or "" for node in about.iter()}
    author = said.get("initial-creator") or said.get("creator", "")
    heads = (node for node in styles.iter() if local(node).startswith(("header", "footer")))
    lines = ("".join(line.itertext()) for head in heads for line in head.iter(f"{_TEXT}p"))
    found = sensible(said.get("title", ""), author.replace(";", ",").split(","), filename)
    return replace(found, journal=journal_line(lines))


class _Reading:
    """One document being read: its styles and the counts of its lists."""

    def __init__(self, roots: list[Any]) -> None:
        self._styles, self._lists = Styles(roots), Lists(roots)
        self._begun: set[str] = set()  # names of lists that others go on from
        self.apart: set[str] = set()  # paragraphs whose last word a tab sets apart

    def blocks(self, parent: Any, depth: int = 0, *, index: bool = False) -> Iterator[Block]:
        """The blocks in reading order; each note after the paragraph that refers to it."""
        if depth > _DEEPEST:
            return
        first_table = depth == 0
        for child in parent:
            kind = local(child)
            if kind in ("p", "h"):
                yield from self._paragraph(child, depth, index=index)
            elif kind == "list":
                yield from self._list(child, "", 1, depth)
            elif kind == "table":
                letterhead = first_table and self._only_places(child)
                yield from self._letterhead(child, depth) if letterhead else self._table(child)
                first_table = False
            elif kind in _HOLDERS:
                yield from self.blocks(child, depth if not index else depth + 1, index=index or kind in _INDEXES)

    def _paragraph(self, node: Any, depth: int, mark: str = "", *, index: bool = False) -> Iterator[Block]:
        style = self._styles.of("paragraph", node.get(f"{_TEXT}style-name"))
        paragraph = written(node, self._styles, style)
        heading = local(node) == "h"
        level = min(int(node.get(f"{_TEXT}outline-level", "1") or 1), 9) if heading else style.level
        if heading and not mark and node.get(f"{_TEXT}is-list-header") != "true":
            mark = self._lists.next("", level)
        lines = [printable(without_leaders(line)) for line in paragraph.text.split("\n")]
        text = printable(" ".join([mark, *(line for line in lines if line and not is_rule(line))]))
        if text != mark:
            if paragraph.apart:
                self.apart.add(text)
            if index or style.entry:
                yield Block(text, BlockKind.CONTENTS)
            else:
                level = _level(text, level, bold=paragraph.bold, style=style, outermost=depth == 0)
                yield Block(text, BlockKind.HEADING if level else BlockKind.PARAGRAPH, level)
        for box in paragraph.boxes:
            yield from self.blocks(box, depth + 1)
        for note in paragraph.notes:
            yield Block(note, BlockKind.FOOTNOTE)

    def _list(self, node: Any, style: str, level: int, depth: int) -> Iterator[Block]:
        """A list; within another it has the other's style, one level deeper."""
        if depth > _DEEPEST:
            return
        own = node.get(f"{_TEXT}style-name") or style or self._style_of_first(node)
        goes_on = node.get(f"{_TEXT}continue-numbering") == "true" or node.get(f"{_TEXT}continue-list") in self._begun
        if level == 1 and not goes_on:
            self._lists.begin(own)
        self._begun.add(node.get("{http://www.w3.org/XML/1998/namespace}id", ""))
        for entry in node:
            start = entry.get(f"{_TEXT}start-value") or ""
            fresh = local(entry) == "list-item"
            for child in entry:
                if local(child) == "list":
                    yield from self._list(child, own, level + 1, depth + 1)
                elif local(child) in ("p", "h"):
                    counted = int(start) if start.isdecimal() else None
                    yield from self._paragraph(child, depth, self._lists.next(own, level, counted) if fresh else "")
                    fresh = False

    def _style_of_first(self, node: Any) -> str:
        """A list without a style of its own has that of its paragraphs."""
        first = next(node.iter(f"{_TEXT}p", f"{_TEXT}h"), None)
        return self._styles.of("paragraph", first.get(f"{_TEXT}style-name")).list_style if first is not None else ""

    def _only_places(self, table: Any) -> bool:
        """Whether the table shows no lines: a few rows of two or three cells that only place text."""
        rows = list(table.iter(f"{_TABLE}table-row"))
        cells = [list(row.iterchildren(f"{_TABLE}table-cell")) for row in rows]
        names = {cell.get(f"{_TABLE}style-name") for row in cells for cell in row}
        bordered = any(self._styles.of("table-cell", name).bordered for name in names)
        return 1 <= len(rows) <= 4 and 2 <= max(map(len, cells)) <= 3 and not bordered  # noqa: PLR2004  # no letterhead has more

    def _letterhead(self, table: Any, depth: int) -> Iterator[Block]:
        """The left column, then the right one."""
        columns: dict[int, list[Any]] = {}
        for row in table.iter(f"{_TABLE}table-row"):
            for at, cell in enumerate(row.iterchildren(f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell")):
                columns.setdefault(at, []).append(cell)
        for at in sorted(columns):
            for cell in columns[at]:
                yield from self.blocks(cell, depth + 1)

    def _table(self, table: Any) -> Iterator[Block]:
        """Rows as lines; what stands in a table within a cell is text of the cell."""
        for row in _rows(table):
            cells: list[str] = []
            for cell in row.iterchildren(f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"):
                again = cell.get(f"{_TABLE}number-columns-repeated") or "1"
                text = " ".join(self._words(each) for each in cell.iter(f"{_TEXT}p", f"{_TEXT}h"))
                cells += [text] * min(int(again) if again.isdecimal() else 1, _MOST_REPEATED)
            if text := row_text(cells):
                yield Block(text, BlockKind.TABLE)

    def _words(self, paragraph: Any) -> str:
        style = self._styles.of("paragraph", paragraph.get(f"{_TEXT}style-name"))
        return written(paragraph, self._styles, style).text


def _rows(table: Any) -> Iterator[Any]:
    for child in table:
        if local(child) == "table-row":
            yield child
        elif local(child) in ("table-header-rows", "table-rows", "table-row-group"):
            yield from _rows(child)


def _level(text: str, level: int, *, bold: bool, style: Style, outermost: bool) -> int:
    numbered = numbered_level(text)
    if level and (numbered or may_be_title(text) or len(text) < 120):  # noqa: PLR2004  # a title, not a styled page
        return numbered or level
    return numbered or (look_level(text, bold=bold, centred=style.centred) if outermost else 0)
