"""DOCX files, through python-docx. No other module imports that library."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

from indexer.errors import DamagedFile, NoText
from indexer.extract.archive import guard
from indexer.extract.cells import row_text
from indexer.extract.contents import with_contents
from indexer.extract.docx_fonts import Fonts
from indexer.extract.docx_numbering import Numbering
from indexer.extract.docx_styles import ParagraphStyles
from indexer.extract.looks import look_level, with_names
from indexer.extract.outline import is_rule, may_be_title, named_level, numbered_level, without_leaders
from indexer.extract.properties import journal_line, sensible
from indexer.extract.repairing import at_hand
from indexer.extract.sections import sections
from indexer.extract.titles import with_titles
from indexer.model import Block, BlockKind, Extraction, Metadata
from indexer.text.normalize import printable, raised, unmarked

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_REFERENCES = (f"{_W}footnoteReference", f"{_W}endnoteReference")
_NOT_TEXT = frozenset(
    {f"{_W}del", f"{_W}moveFrom", f"{_W}instrText", f"{_W}delText", f"{_W}pPr", f"{_W}rPr", _FALLBACK}
)
_BREAKS = frozenset({f"{_W}tab", f"{_W}br", f"{_W}cr"})
_TAB_AND_PAGE = re.compile(r"\t\s*[\divxlc]{1,8}\s*$")
_PART, _CHAPTER = 1, 2  # levels
_DEEPEST = 100  # tables within tables


def extract(path: Path) -> Extraction:
    """The text of a DOCX file, in sections.

    Raises: DamagedFile, EncryptedFile, LimitExceeded, NoText.
    """
    guard(path)
    try:
        document = _opened(path)
        _fonts(document).repair(document.element.body, at_hand())
        reading = _Reading(document)
        blocks = with_titles(with_contents(list(reading.blocks()), reading.apart))
    except (BadZipFile, zlib.error, EOFError, SyntaxError, LookupError, ValueError, AttributeError, TypeError) as error:
        raise DamagedFile(
            f"the DOCX is damaged ({type(error).__name__}): open it in a word processor, save it anew and add that file"
        ) from error
    if not blocks:
        raise NoText(
            "the document holds no text: if its pages are pictures, recognise their text (OCR) and add it again"
        )
    return Extraction(MEDIA_TYPE, sections(blocks), paged=False, properties=_properties(document, path.name))


def _opened(path: Path) -> Any:  # python-docx's types do not cover what is read here
    from docx import Document
    from docx.exceptions import PythonDocxError
    from docx.opc.exceptions import OpcError

    try:
        return Document(str(path))
    except (OpcError, PythonDocxError) as error:
        raise ValueError(str(error)) from error


def _fonts(document: Any) -> Fonts:
    return Fonts(document.styles.element)


def _properties(document: Any, filename: str) -> Metadata:
    try:
        core = document.core_properties
        said = sensible(str(core.title or ""), re.split(r"[;,]", str(core.author or "")), filename)
    except (KeyError, ValueError, AttributeError):  # a file without them, or with broken ones, is still a document
        said = Metadata()
    return replace(said, journal=journal_line(_heads(document)))


def _heads(document: Any) -> Iterator[str]:
    """The lines of the running heads and feet."""
    from docx.oxml import parse_xml

    for relation in document.part.rels.values():
        if relation.reltype.rsplit("/", 1)[-1] in ("header", "footer") and not relation.is_external:
            with suppress(SyntaxError, ValueError):  # a broken one costs no text
                head = parse_xml(relation.target_part.blob)
                _fonts(document).repair(head, at_hand())
                yield from map(_text, head.iter(f"{_W}p"))


class _Reading:
    """One document being read: its styles, numbering and notes."""

    def __init__(self, document: Any) -> None:
        self._body = document.element.body
        self._notes = _notes(document)
        _print_marks(self._body, self._notes)
        self._numbering = Numbering(document)
        self._styles = ParagraphStyles(document)
        self._top = self._shift = 0  # level of the last part or chapter, and how much deeper it is than its style's
        self.apart: set[str] = set()  # paragraphs whose last word a tab sets apart

    def blocks(self) -> Iterator[Block]:
        """The blocks in reading order; each note after the paragraph that refers to it."""
        return with_names(self._of(self._body, 0))

    def _of(self, parent: Any, depth: int) -> Iterator[Block]:
        first_table = depth == 0
        for child in parent:
            if child.tag == f"{_W}p":
                yield from self._paragraph(child, depth)
            elif child.tag == f"{_W}tbl" and depth < _DEEPEST:
                yield from self._letterhead(child, depth) if first_table and _borderless(child) else self._table(child)
                first_table = False
            elif child.tag in (
                f"{_W}sdt",
                f"{_W}sdtContent",
                f"{_W}ins",
                f"{_W}moveTo",
                f"{_W}smartTag",
                f"{_W}customXml",
            ):
                yield from self._of(child, depth)

    def _paragraph(self, paragraph: Any, depth: int) -> Iterator[Block]:
        text = _shown(paragraph)
        if text:
            number = self._numbering.next(paragraph)
            text = printable(f"{number} {text}") if number else text
            if _TAB_AND_PAGE.search(_text(paragraph, tab="\t")):
                self.apart.add(text)
            if self._styles.of(paragraph).entry:
                yield Block(text, BlockKind.CONTENTS)
            else:
                level = self._level(paragraph, text, depth)
                yield Block(text, BlockKind.HEADING if level else BlockKind.PARAGRAPH, level)
        yield from self._boxes(paragraph, depth)
        yield from self._notes_of(paragraph)

    def _notes_of(self, element: Any) -> Iterator[Block]:
        for reference in element.iter(*_REFERENCES):
            if note := self._notes.pop(_note_key(reference), ""):
                yield Block(note, BlockKind.FOOTNOTE)

    def _boxes(self, paragraph: Any, depth: int) -> Iterator[Block]:
        """Text boxes anchored in the paragraph, once: the fallback for old programs repeats them."""
        if depth >= _DEEPEST:
            return
        for box in paragraph.iter(f"{_W}txbxContent"):
            if not any(above.tag == _FALLBACK for above in box.iterancestors()):
                yield from self._of(box, depth + 1)

    def _level(self, paragraph: Any, text: str, depth: int) -> int:
        style = self._styles.of(paragraph)
        numbered = numbered_level(text)
        if numbered in (_PART, _CHAPTER):
            self._top, self._shift = numbered, max(numbered - style.level, 0) if style.level else 0
        if style.level and (numbered or may_be_title(text) or len(text) < 120):  # noqa: PLR2004  # a title, not a styled page
            return numbered or self._below_chapters(style.level, text)
        return numbered or (_look_level(paragraph, text, bold=style.bold) if depth == 0 else 0)

    def _below_chapters(self, level: int, text: str) -> int:
        """The level of a style; in a book with chapters deeper than theirs, whatever numbers its styles bear."""
        if not self._top:
            return level
        return named_level(text, marked=True) or max(level + self._shift, self._top + 1)

    def _letterhead(self, table: Any, depth: int) -> Iterator[Block]:
        """The cells of a table that only places text: the left column, then the right one."""
        columns: dict[int, list[Any]] = {}
        for row in table.iter(f"{_W}tr"):
            for at, cell in enumerate(row.iterchildren(f"{_W}tc")):
                columns.setdefault(at, []).append(cell)
        for at in sorted(columns):
            for cell in columns[at]:
                yield from self._of(cell, depth + 1)

    def _table(self, table: Any) -> Iterator[Block]:
        for row in table.iterchildren(f"{_W}tr"):
            if text := row_text(_cell_text(cell) for cell in row.iterchildren(f"{_W}tc")):
                yield Block(text, BlockKind.TABLE)
            yield from self._notes_of(row)


def _look_level(paragraph: Any, text: str, *, bold: bool) -> int:
    """Level of a title that only its look tells. `bold`: whether the paragraph's style is."""
    runs = [run for run in paragraph.iter(f"{_W}r") if unmarked(_text(run)).strip()]
    middle = paragraph.find(f"{_W}pPr/{_W}jc")
    centred = middle is not None and middle.get(f"{_W}val") == "center"
    return look_level(text, bold=all(_is_bold(run, otherwise=bold) for run in runs), centred=centred)


def _is_bold(run: Any, *, otherwise: bool) -> bool:
    mark = run.find(f"{_W}rPr/{_W}b")
    return otherwise if mark is None else mark.get(f"{_W}val") not in ("0", "false", "off")


def _shown(paragraph: Any) -> str:
    """The paragraph on one line, without the lines of it that only draw a rule."""
    lines = [printable(without_leaders(line)) for line in _text(paragraph).split("\n")]
    return " ".join(line for line in lines if line and not is_rule(line))


def _text(paragraph: Any, *, tab: str = " ") -> str:
    """Text of a paragraph with what was inserted, without what was deleted and without its text boxes."""
    parts: list[str] = []
    waiting = list(reversed(paragraph))
    while waiting:
        node = waiting.pop()
        if node.tag in _NOT_TEXT or node.tag == f"{_W}txbxContent":
            continue
        if node.tag == f"{_W}t":
            parts.append(node.text or "")
        elif node.tag in _BREAKS:
            parts.append(tab if node.tag == f"{_W}tab" else "\n")
        elif node.tag == f"{_W}noBreakHyphen":
            parts.append("-")
        else:
            waiting.extend(reversed(node))
    return "".join(parts)


def _cell_text(cell: Any) -> str:
    """Text of a cell, tables within it included."""
    return " ".join(text for paragraph in cell.iter(f"{_W}p") if (text := _text(paragraph)))


def _borderless(table: Any) -> bool:
    """Whether the table shows no lines: one or two rows of two or three cells that only place text."""
    rows = list(table.iterchildren(f"{_W}tr"))
    wide = max((len(list(row.iterchildren(f"{_W}tc"))) for row in rows), default=0)
    if not 1 <= len(rows) <= 4 or not 2 <= wide <= 3:  # noqa: PLR2004  # no letterhead has more
        return False
    style = table.find(f"{_W}tblPr/{_W}tblStyle")
    borders = [
        side
        for edges in [*table.iter(f"{_W}tblBorders"), *table.iter(f"{_W}tcBorders")]
        for side in edges
        if side.get(f"{_W}val") not in ("nil", "none")
    ]
    framed = [side for side in borders if side.tag.rsplit("}", 1)[1] in ("left", "right", "insideV", "start", "end")]
    gridded = style is not None and "grid" in (style.get(f"{_W}val") or "").lower()
    return not framed and not (gridded and not list(table.iter(f"{_W}tblBorders")))


def _notes(document: Any) -> dict[tuple[str, str | None], str]:
    """Text of each note by its kind ("foo" or "end") and id."""
    from docx.oxml import parse_xml

    found: dict[tuple[str, str | None], str] = {}
    for relation in document.part.rels.values():
        kind = relation.reltype.rsplit("/", 1)[-1]
        if kind not in ("footnotes", "endnotes") or relation.is_external:
            continue
        notes = parse_xml(relation.target_part.blob)
        _fonts(document).repair(notes, at_hand())
        for note in notes:
            text = printable(" ".join(_text(each) for each in note.iter(f"{_W}p")))
            if note.get(f"{_W}type") not in ("separator", "continuationSeparator", "continuationNotice") and text:
                found[kind[:3], note.get(f"{_W}id")] = text
    return found


def _note_key(reference: Any) -> tuple[str, str | None]:
    return reference.tag.rsplit("}", 1)[1][:3], reference.get(f"{_W}id")


def _print_marks(body: Any, notes: dict[tuple[str, str | None], str]) -> None:
    """Write the marks of the notes where the text refers to them, and before the notes.

    Word counts notes in the order of the text. A mark that the author chose stands in the text already.
    """
    counts = {"foo": 0, "end": 0}
    for reference in list(body.iter(*_REFERENCES)):
        key = _note_key(reference)
        own = reference.get(f"{_W}customMarkFollows") not in (None, "0", "false", "off")
        if key not in notes or own or any(above.tag == _FALLBACK for above in reference.iterancestors()):
            continue
        counts[key[0]] += 1
        mark = reference.makeelement(f"{_W}t")
        mark.text = raised(str(counts[key[0]]))
        reference.addnext(mark)
        notes[key] = notes[key] if notes[key][0].isdecimal() else f"{mark.text} {notes[key]}"
