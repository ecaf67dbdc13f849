"""Files that are empty, broken, locked or made to harm: each fails with its own error and one clear sentence."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Mapping
from io import BytesIO
from pathlib import Path

import pytest

from indexer.errors import (
    DamagedFile,
    EmptyFile,
    EncryptedFile,
    ExtractionError,
    LimitExceeded,
    NoText,
    UnknownFormat,
)
from indexer.extract import extract
from tests.extract.boxes import ODT_TYPE, SPACES, epub_parts, odt_parts, old_office, xhtml

_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_CONTENT_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/word/document.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
_RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type='
    '"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/>'
    "</Relationships>"
)


def _pdf(lock: str = "", *, pages: int = 1) -> bytes:
    from reportlab.lib.pdfencrypt import StandardEncryption
    from reportlab.pdfgen.canvas import Canvas

    stream = BytesIO()
    canvas = Canvas(stream, encrypt=StandardEncryption(lock, canPrint=0) if lock else None)
    for page in range(pages):
        canvas.drawString(72, 700, f"page {page + 1} of a document with some words in it")
        canvas.showPage()
    canvas.save()
    return stream.getvalue()


def _bare_pdf(pages: str) -> bytes:
    """A PDF with one object for its page tree and no cross-reference table."""
    body = f"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj{pages}endobj\ntrailer<</Root 1 0 R>>\n%%EOF"
    return body.encode("ascii")


def _docx(document: str, **parts: str | bytes) -> bytes:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", _CONTENT_TYPES)
        archive.writestr("_rels/.rels", _RELATIONS)
        archive.writestr("word/document.xml", document)
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/"), content)
    return stream.getvalue()


def _entities() -> bytes:
    levels = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    return _docx(
        f'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY e0 "ha">{levels}]>'
        f'<w:document xmlns:w="{_WORD}"><w:body><w:p><w:r><w:t>&e9;</w:t></w:r></w:p></w:body></w:document>'
    )


def _many_parts() -> bytes:
    return _docx("<w/>", **{f"word__part{number}.bin": b"" for number in range(10_001)})


def _box(parts: Mapping[str, str | bytes]) -> bytes:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


def _odt(**others: str | bytes) -> bytes:
    """An OpenDocument text with one paragraph, and other parts in place of its own."""
    named = {name.replace("_xml", ".xml"): part for name, part in others.items()}
    return _box(odt_parts("<text:p>Một đoạn văn đủ dài để không ai bảo là trống.</text:p>") | named)


def _epub(*, chapter: str = "<p>Một đoạn.</p>") -> bytes:
    return _box(epub_parts({"mot.xhtml": xhtml(chapter)}))


def _pptx(changed: str = "", content: str | bytes = "") -> bytes:
    """A presentation of one slide, one part of it replaced."""
    from pptx import Presentation

    made, stream = BytesIO(), BytesIO()
    deck = Presentation()
    deck.slides.add_slide(deck.slide_layouts[6])
    deck.save(made)
    with zipfile.ZipFile(made) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, content if name == changed else old.read(name))
    return stream.getvalue()


_ASKING = '<!DOCTYPE x [<!ENTITY asked SYSTEM "file:///etc/hostname">]>'
_ODT_HEAD = f"<office:document-content {SPACES}><office:body><office:text>"
_ODT_FOOT = "</office:text></office:body></office:document-content>"
_LOCKED = (
    '<encryption><EncryptedData><EncryptionMethod Algorithm="http://www.w3.org/2001/04/xmlenc#aes128-cbc"/>'
    "</EncryptedData></encryption>"
)


def _zip_of_text() -> bytes:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("readme.txt", "words")
    return stream.getvalue()


def _blank_pdf() -> bytes:
    from reportlab.pdfgen.canvas import Canvas

    stream = BytesIO()
    canvas = Canvas(stream)
    for _ in range(3):
        canvas.showPage()
    canvas.save()
    return stream.getvalue()


_NOISE = bytes(range(256)) * 64
_CASES: dict[str, tuple[str, Callable[[], bytes], type[ExtractionError], str]] = {
    "empty": ("a.pdf", lambda: b"", EmptyFile, "empty"),
    "only spaces": ("a.txt", lambda: b" \r\n\t\n" * 50, EmptyFile, "spaces"),
    "only zeros": ("a.docx", lambda: bytes(5000), EmptyFile, "zeros"),
    "text named .pdf": ("a.pdf", "Đây là chữ.".encode, UnknownFormat, "named .pdf but holds no PDF"),
    "page named .docx": ("a.docx", lambda: b"<html><body>sign in", UnknownFormat, "named .docx but holds no DOCX"),
    "cut PDF": ("a.pdf", lambda: _pdf()[:200], DamagedFile, "damaged"),
    "PDF header alone": ("a.pdf", lambda: b"%PDF-1.7\n", DamagedFile, "damaged"),
    "locked PDF": ("a.pdf", lambda: _pdf("locked"), EncryptedFile, "password"),
    "PDF without pages": ("a.pdf", lambda: _bare_pdf("<</Type/Pages/Kids[]/Count 0>>"), DamagedFile, ""),
    "page tree within itself": (
        "a.pdf",
        lambda: _bare_pdf("<</Type/Pages/Kids[2 0 R 2 0 R]/Count 2>>"),
        DamagedFile,
        "",
    ),
    "page tree without end": (
        "a.pdf",
        lambda: _bare_pdf("<</Type/Pages/Kids[2 0 R]/Count 2000000000>>"),
        ExtractionError,
        "",
    ),
    "blank pages": ("a.pdf", _blank_pdf, NoText, "no text in any of its 3 pages"),
    "ZIP bomb": (
        "a.docx",
        lambda: _docx("<w/>", **{"word__media.bin": bytes(60_000_000)}),
        LimitExceeded,
        "unpack",
    ),
    "XML bomb": ("a.docx", lambda: _docx(" " * 101_000_000), LimitExceeded, "unpack"),
    "ten thousand parts": ("a.docx", _many_parts, LimitExceeded, "parts"),
    "entities within entities": ("a.docx", _entities, DamagedFile, "document type"),
    "broken XML": ("a.docx", lambda: _docx("<w:document"), DamagedFile, "damaged"),
    "cut DOCX": ("a.docx", lambda: _docx("<w/>" + "x" * 5000)[:300], DamagedFile, "damaged"),
    "locked DOCX": ("a.docx", lambda: old_office("EncryptedPackage"), EncryptedFile, "password"),
    "old workbook": ("a.doc", lambda: old_office("Workbook"), UnknownFormat, "Excel workbook (.xls)"),
    "old presentation": ("a.ppt", lambda: old_office("PowerPoint Document"), UnknownFormat, "save it as PPTX"),
    "message": ("a.msg", lambda: old_office("__properties_version1.0"), UnknownFormat, "Outlook"),
    "old file of no known kind": ("a.doc", lambda: old_office("Notes"), UnknownFormat, "no Word document"),
    "cut old Office file": ("a.doc", lambda: old_office("WordDocument")[:600], DamagedFile, "cut short"),
    "archive": ("a.docx", _zip_of_text, UnknownFormat, "its content is a ZIP archive"),
    "RAR archive": ("a.rar", lambda: b"Rar!\x1a\x07\x00" + bytes(range(256)) * 9, UnknownFormat, "RAR archive"),
    "workbook": ("a.xlsx", lambda: _box({"[Content_Types].xml": "", "xl/a.xml": ""}), UnknownFormat, "Excel"),
    "cut ODT": ("a.odt", lambda: _odt()[:300], DamagedFile, "ODT is damaged"),
    "locked ODT": (
        "a.odt",
        lambda: _box({**odt_parts(""), "META-INF/manifest.xml": "<m><encryption-data/></m>"}),
        EncryptedFile,
        "password",
    ),
    "spreadsheet": (
        "a.ods",
        lambda: _odt(mimetype=ODT_TYPE.replace("text", "spreadsheet")),
        UnknownFormat,
        "spreadsheet",
    ),
    "ODT that asks for a file": (
        "a.odt",
        lambda: _odt(content_xml=f"{_ASKING}{_ODT_HEAD}<text:p>&asked;</text:p>{_ODT_FOOT}"),
        DamagedFile,
        "document type",
    ),
    "ODT without its text": ("a.odt", lambda: _odt(content_xml="<office/>"), DamagedFile, "no text part"),
    "ODT of broken XML": (
        "a.odt",
        lambda: _odt(content_xml=_ODT_HEAD),
        DamagedFile,
        "'content.xml' of the file is damaged",
    ),
    "ODT nested beyond measure": (
        "a.odt",
        lambda: _odt(content_xml=f"{_ODT_HEAD}{'<text:section>' * 9000}{'</text:section>' * 9000}{_ODT_FOOT}"),
        DamagedFile,
        "damaged",
    ),
    "ODT bomb": ("a.odt", lambda: _odt(content_xml=" " * 101_000_000), LimitExceeded, "unpack"),
    "empty ODT": ("a.odt", lambda: _odt(content_xml=_ODT_HEAD + _ODT_FOOT), NoText, "no text"),
    "cut EPUB": ("a.epub", lambda: _epub()[:300], DamagedFile, "EPUB is damaged"),
    "book locked by its shop": (
        "a.epub",
        lambda: _box({**epub_parts({"a.xhtml": xhtml("<p>a</p>")}), "META-INF/encryption.xml": _LOCKED}),
        EncryptedFile,
        "DRM",
    ),
    "book that asks for a file": (
        "a.epub",
        lambda: _box({**epub_parts({}), "OEBPS/book.opf": f"{_ASKING}<package>&asked;</package>"}),
        DamagedFile,
        "declares entities",
    ),
    "book whose chapter is missing": (
        "a.epub",
        lambda: _box({name: part for name, part in epub_parts({"a.xhtml": ""}).items() if "a.xhtml" not in name}),
        DamagedFile,
        "lacks its part 'OEBPS/a.xhtml'",
    ),
    "book whose chapter lies outside": (
        "a.epub",
        lambda: _box(epub_parts({"../../../../etc/hostname": "x"}) | {"x": ""}),
        DamagedFile,
        "lacks its part",
    ),
    "book bomb": ("a.epub", lambda: _epub(chapter=" " * 50_000_000), LimitExceeded, "unpack"),
    "book without words": ("a.epub", lambda: _epub(chapter="<img src='a.png'/>"), NoText, "no text"),
    "cut PPTX": ("a.pptx", lambda: _pptx()[:2000], DamagedFile, "PPTX is damaged"),
    "PPTX that asks for a file": (
        "a.pptx",
        lambda: _pptx("ppt/slides/slide1.xml", f"{_ASKING}<p>&asked;</p>"),
        DamagedFile,
        "document type",
    ),
    "PPTX of broken XML": ("a.pptx", lambda: _pptx("ppt/slides/slide1.xml", "<p:sld"), DamagedFile, "damaged"),
    "PPTX without words": ("a.pptx", _pptx, NoText, "no text in any of its 1 slides"),
    "RTF cut short": ("a.rtf", lambda: rb"{\rtf1\ansi {\b Hello", DamagedFile, "cut short"),
    "RTF without words": ("a.rtf", lambda: rb"{\rtf1\ansi{\pict 0102}}", NoText, "no text"),
    "text named .rtf": ("a.rtf", "Đây là chữ.".encode, UnknownFormat, "named .rtf but holds no RTF"),
    "flat OpenDocument": (
        "a.fodt",
        lambda: b'<?xml version="1.0"?><office:document/>',
        UnknownFormat,
        "save it as .odt",
    ),
    "Word XML": (
        "a.xml",
        lambda: b'<?xml version="1.0"?><?mso-application progid="Word.Document"?><w:wordDocument/>',
        UnknownFormat,
        "Word XML",
    ),
    "saved page without a page": (
        "a.mht",
        lambda: (
            b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x\nContent-Type: image/png\n\n--x--"
        ),
        DamagedFile,
        "holds no page",
    ),
    "noise": ("a.pdf", lambda: b"\x00\x01\xfe" + _NOISE, UnknownFormat, "holds no PDF"),
    "noise without a name": ("a", lambda: b"\x7fELF" + _NOISE, UnknownFormat, "no format that is read"),
    "no known letters": (
        "a.txt",
        lambda: b"L'\xe9t\xe9 \xe0 Gen\xe8ve, d\xe9j\xe0 pass\xe9 " * 9,
        DamagedFile,
        "UTF-8",
    ),
    "page without words": ("a.html", lambda: b"<html><body><script>1</script></body></html>", NoText, "no text"),
    "Markdown without words": ("a.md", lambda: b"---\n\n***\n", NoText, "no text"),
}


@pytest.mark.parametrize("case", _CASES)
def test_a_hostile_file_fails_with_its_own_error(case: str, tmp_path: Path) -> None:
    name, make, expected, words = _CASES[case]
    path = tmp_path / name
    path.write_bytes(make())
    with pytest.raises(expected) as caught:
        extract(path, name)
    assert words in caught.value.reason
    assert "\n" not in caught.value.reason


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(UnknownFormat, match="folder"):
        extract(tmp_path, "a.pdf")


def test_a_missing_file_is_named_so(tmp_path: Path) -> None:
    with pytest.raises(DamagedFile, match="cannot be opened"):
        extract(tmp_path / "gone.pdf", "gone.pdf")


def test_the_name_counts_and_not_the_path(tmp_path: Path) -> None:
    path = tmp_path / "0a1b2c"
    path.write_text("# Tiêu đề\n\nMột đoạn văn.", "utf-8")
    assert extract(path, "a.md").media_type == "text/markdown"
    assert extract(path, "a.txt").media_type == "text/plain"


def test_a_pdf_is_read_whatever_its_name(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(_pdf(pages=2))
    assert len(extract(path, "a.txt").pages) == 2
