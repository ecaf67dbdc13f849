"""A DOCX file of quotations with real footnotes, and the list of works under them.

python-docx writes no footnotes: their part, its separators and their styles are written here (ECMA-376, 17.11).
"""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from html import unescape
from typing import Any
from xml.sax.saxutils import escape

from indexer.model import Citation, CitedPassage

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_FOOTNOTES = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
_PIECE = re.compile(r"(</?i>)")
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_SEPARATORS = (
    '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
    '<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>'
)


def word_file(cited: Sequence[CitedPassage], works: Sequence[Citation]) -> bytes:
    """Each passage with its footnote and the reader's note, then the list of works."""
    from docx import Document

    file = Document()
    _style(file)
    notes: list[str] = []
    for each in cited:
        words = f"“{each.quotation.text}”" if each.quotation else each.citation.text
        paragraph = file.add_paragraph(_clean(words))
        if each.quotation:
            notes.append(each.citation.html)
            _refer(paragraph, len(notes))
        if each.picked.note:
            file.add_paragraph(_clean(each.picked.note), style="Quote")
    if works:
        file.add_heading("Tài liệu tham khảo", level=1)
    group = ""
    for number, work in enumerate(works, 1):
        if work.group != group:
            group = work.group
            file.add_heading(group, level=2)
        paragraph = file.add_paragraph(f"{number}. ")
        for text, italic in _pieces(work.html):
            paragraph.add_run(_clean(text)).italic = italic
    _attach(file, notes)
    kept = io.BytesIO()
    file.save(kept)
    return kept.getvalue()


def _style(file: Any) -> None:
    from docx.enum.style import WD_STYLE_TYPE
    from docx.shared import Pt

    file.styles["Normal"].font.name = "Times New Roman"
    file.styles["Normal"].font.size = Pt(14)
    text = file.styles.add_style("footnote text", WD_STYLE_TYPE.PARAGRAPH, builtin=True)
    text.base_style = file.styles["Normal"]
    text.font.size = Pt(10)
    mark = file.styles.add_style("footnote reference", WD_STYLE_TYPE.CHARACTER, builtin=True)
    mark.font.superscript = True
    file.core_properties.title = "Trích dẫn"
    file.core_properties.author = ""
    file.core_properties.comments = ""
    file.core_properties.language = "vi-VN"


def _refer(paragraph: Any, number: int) -> None:
    from docx.oxml import parse_xml

    style = paragraph.part.document.styles["footnote reference"].style_id
    paragraph._p.append(  # noqa: SLF001  # python-docx has no other way to its XML
        parse_xml(
            f'<w:r xmlns:w="{_W}"><w:rPr><w:rStyle w:val="{style}"/></w:rPr><w:footnoteReference w:id="{number}"/></w:r>'
        )
    )


def _attach(file: Any, notes: Sequence[str]) -> None:
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part

    if not notes:
        return
    text, mark = (file.styles[name].style_id for name in ("footnote text", "footnote reference"))
    body = "".join(
        f'<w:footnote w:id="{number}"><w:p><w:pPr><w:pStyle w:val="{text}"/></w:pPr>'
        f'<w:r><w:rPr><w:rStyle w:val="{mark}"/></w:rPr><w:footnoteRef/></w:r>'
        f'<w:r><w:t xml:space="preserve"> </w:t></w:r>{_runs(html)}</w:p></w:footnote>'
        for number, html in enumerate(notes, 1)
    )
    whole = (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
        f'<w:footnotes xmlns:w="{_W}">{_SEPARATORS}{body}</w:footnotes>'
    )
    part = Part(PackURI("/word/footnotes.xml"), _FOOTNOTES, whole.encode(), file.part.package)
    file.part.relate_to(part, _RELATION)


def _runs(html: str) -> str:
    return "".join(
        f'<w:r>{"<w:rPr><w:i/></w:rPr>" if italic else ""}<w:t xml:space="preserve">{escape(_clean(text))}</w:t></w:r>'
        for text, italic in _pieces(html)
    )


def _pieces(html: str) -> list[tuple[str, bool]]:
    """Text of a citation, with whether it is in italics."""
    pieces, italic = [], False
    for piece in _PIECE.split(html):
        if piece in ("<i>", "</i>"):
            italic = piece == "<i>"
        elif piece:
            pieces.append((unescape(piece), italic))
    return pieces


def _clean(text: str) -> str:
    return _UNWRITABLE.sub("", text)
