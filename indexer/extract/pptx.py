"""PowerPoint presentations (PPTX), through python-pptx: each slide is a page. No other module imports that library."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

from indexer.errors import DamagedFile, NoText
from indexer.extract.archive import guard
from indexer.extract.cells import row_text
from indexer.extract.properties import sensible
from indexer.extract.runs import spelled
from indexer.extract.xml_parts import parsed
from indexer.model import Block, BlockKind, Extraction, Metadata, Page, Run
from indexer.text.normalize import printable

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_DIAGRAM = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_SHOWN_POINTS = (None, "node", "doc", "asst")  # kinds of points of a diagram that hold words
_DEEPEST = 50  # groups within groups


def extract(path: Path) -> Extraction:
    """The text of a PPTX file, a page for each slide; speaker's notes are notes of their slide.

    Raises: DamagedFile, EncryptedFile, LimitExceeded, NoText.
    """
    guard(path)
    try:
        deck = _opened(path)
        pages = tuple(_page(number, slide) for number, slide in enumerate(deck.slides, 1))
    except (BadZipFile, zlib.error, EOFError, SyntaxError, LookupError, ValueError, AttributeError, TypeError) as error:
        raise DamagedFile(
            f"the PPTX is damaged ({type(error).__name__}): open it in PowerPoint, save it anew and add that file"
        ) from error
    if not any(page.blocks for page in pages):
        raise NoText(
            f"no text in any of its {len(pages)} slides: if they are pictures, recognise their text (OCR) and add a PDF"
        )
    return Extraction(MEDIA_TYPE, pages, paged=True, properties=_properties(deck, path.name))


def _opened(path: Path) -> Any:  # python-pptx ships no types
    from pptx import Presentation
    from pptx.exc import PythonPptxError

    try:
        return Presentation(str(path))
    except PythonPptxError as error:
        raise ValueError(str(error)) from error


def _properties(deck: Any, filename: str) -> Metadata:
    try:
        core = deck.core_properties
        return sensible(str(core.title or ""), str(core.author or "").replace(";", ",").split(","), filename)
    except (KeyError, ValueError, AttributeError):  # a file without them, or with broken ones, is still a document
        return Metadata()


def _page(number: int, slide: Any) -> Page:
    title = slide.shapes.title
    label = None
    blocks: list[Block] = []
    if title is not None and title.has_text_frame and (text := printable(title.text_frame.text)):
        blocks.append(Block(text, BlockKind.HEADING, 1))
    for shape in _in_reading_order(slide.shapes):
        kind = _placeholder(shape)
        if kind == "SLIDE_NUMBER":
            label = printable(shape.text_frame.text) or None
        elif kind not in ("DATE", "FOOTER", "HEADER") and (title is None or shape.shape_id != title.shape_id):
            blocks += _blocks(shape, 0)
    if slide.has_notes_slide and (frame := slide.notes_slide.notes_text_frame) is not None:
        blocks += [Block(text, BlockKind.FOOTNOTE) for text in _paragraphs(frame)]
    return Page(number, label, tuple(blocks))


def _placeholder(shape: Any) -> str:
    """What a shape stands for in its layout; empty for a shape of its own."""
    if not shape.is_placeholder:
        return ""
    kind = shape.placeholder_format.type
    return kind.name if kind is not None else ""


def _in_reading_order(shapes: Iterable[Any]) -> list[Any]:
    """From the top down, then from the left; what has no place of its own comes first, as it stands in the file."""
    return sorted(shapes, key=lambda shape: (shape.top or 0, shape.left or 0))


def _blocks(shape: Any, depth: int) -> Iterator[Block]:
    if hasattr(shape, "shapes"):
        if depth < _DEEPEST:
            for each in _in_reading_order(shape.shapes):
                yield from _blocks(each, depth + 1)
    elif getattr(shape, "has_table", False):
        for row in shape.table.rows:
            if text := row_text(cell.text_frame.text for cell in row.cells):
                yield Block(text, BlockKind.TABLE)
    elif getattr(shape, "has_text_frame", False):
        yield from (Block(text) for text in _paragraphs(shape.text_frame))
    else:
        yield from (Block(text) for text in _diagram(shape))


def _paragraphs(frame: Any) -> Iterator[str]:
    for paragraph in frame.paragraphs:
        if text := printable(_text(paragraph._p)):  # noqa: SLF001  # the only way to its line breaks and fields
            yield text


def _text(paragraph: Any) -> str:
    """The letters of a paragraph: runs, fields and line breaks in order."""
    runs: list[Run] = []
    for child in paragraph:
        if child.tag == f"{_A}br":
            runs.append(Run(" ", ""))
        elif child.tag in (f"{_A}r", f"{_A}fld"):
            font = child.find(f"{_A}rPr/{_A}latin")
            letters = "".join(each.text or "" for each in child.iterchildren(f"{_A}t"))
            runs.append(Run(letters, font.get("typeface", "") if font is not None else ""))
    return spelled(runs)


def _diagram(shape: Any) -> Iterator[str]:
    """The words of a diagram (SmartArt): they stand in a part of their own."""
    for link in shape._element.iter(f"{_DIAGRAM}relIds"):  # noqa: SLF001  # python-pptx knows no diagrams
        part = shape.part.related_part(link.get(f"{_RELATION}dm"))
        for point in parsed(part.blob, str(part.partname)).iter(f"{_DIAGRAM}pt"):
            if point.get("type") in _SHOWN_POINTS:
                for paragraph in point.iter(f"{_A}p"):
                    if text := printable(_text(paragraph)):
                        yield text
