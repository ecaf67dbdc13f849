"""Office files, web pages, texts and archives made to harm."""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Iterator

_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/word/document.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
_RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type='
    '"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="{}"/></Relationships>'
)
_DEEP = 10_000


def zipped(parts: dict[str, bytes | str], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A ZIP archive of these parts."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", method) as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name), content, method)  # its time is always the same
    return made.getvalue()


def docx(body: str, *, before: str = "", target: str = "word/document.xml", **parts: str) -> bytes:
    """A Word document with this inside of its body."""
    document = f'<?xml version="1.0"?>{before}<w:document xmlns:w="{_WORD}"><w:body>{body}</w:body></w:document>'
    more = {f"word/{name}.xml": content for name, content in parts.items()}
    return zipped({"[Content_Types].xml": _TYPES, "_rels/.rels": _RELATIONS.format(target), "word/document.xml": document, **more})  # fmt: skip


def _paragraph(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def others() -> Iterator[tuple[str, bytes]]:
    """All of them: name and content."""
    for name, content in _office():
        yield f"{name}.docx", content
    for name, page in _web().items():
        yield f"{name}.html", page.encode("utf-8", "surrogatepass")
    for name, text in _texts().items():
        yield f"text-{name}.txt", text
        yield f"text-{name}.md", text + b"\n# x\n"
    yield from _archives()
    yield from _liars()


def _office() -> Iterator[tuple[str, bytes]]:
    entities = "<!DOCTYPE w [<!ENTITY e0 'ha'>" + "".join(f"<!ENTITY e{at} '{f'&e{at - 1};' * 10}'>" for at in range(1, 10)) + "]>"  # fmt: skip
    yield "entities", docx(_paragraph("&e9;"), before=entities)
    yield "entity-file", docx(_paragraph("&x;"), before="<!DOCTYPE w [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>")
    yield "deep-tables", docx("<w:tbl><w:tr><w:tc>" * _DEEP + _paragraph("x") + "</w:tc></w:tr></w:tbl>" * _DEEP)
    yield "deep-tables-200", docx("<w:tbl><w:tr><w:tc>" * 200 + _paragraph("x") + "</w:tc></w:tr></w:tbl>" * 200)
    yield "deep-runs", docx("<w:p>" + "<w:ins>" * _DEEP + "<w:r><w:t>x</w:t></w:r>" + "</w:ins>" * _DEEP + "</w:p>")
    yield "many-paragraphs", docx(_paragraph("Một đoạn văn ngắn.") * 30_000)
    yield "one-paragraph", docx(_paragraph("Một câu văn không dài. " * 20_000))
    yield "wide-table", docx("<w:tbl><w:tr>" + f"<w:tc>{_paragraph('ô')}</w:tc>" * 5_000 + "</w:tr></w:tbl>")
    yield "span", docx("<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val='2000000000'/></w:tcPr>" + _paragraph("x") + "</w:tc></w:tr></w:tbl>")  # fmt: skip
    yield "span-word", docx("<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val='x'/><w:vMerge w:val='y'/></w:tcPr>" + _paragraph("x") + "</w:tc></w:tr></w:tbl>")  # fmt: skip
    styles = f'<w:styles xmlns:w="{_WORD}"><w:style w:type="paragraph" w:styleId="A"><w:basedOn w:val="B"/></w:style><w:style w:type="paragraph" w:styleId="B"><w:basedOn w:val="A"/></w:style></w:styles>'
    yield "styles-round", docx(f"<w:p><w:pPr><w:pStyle w:val='A'/></w:pPr></w:p>{_paragraph('x')}", styles=styles)
    yield "numbering", docx("<w:p><w:pPr><w:numPr><w:ilvl w:val='-99'/><w:numId w:val='99999999999'/></w:numPr></w:pPr><w:r><w:t>x</w:t></w:r></w:p>")  # fmt: skip
    yield "controls", docx(_paragraph("&#1;&#0;&#xFFFE;"))
    yield "surrogates", docx(_paragraph("&#xD800;x&#xDFFF;"))
    yield "target-outside", docx(_paragraph("x"), target="../../../../etc/passwd")
    yield "target-itself", docx(_paragraph("x"), target="_rels/.rels")
    yield "no-body", docx("").replace(b"body", b"b0dy")
    yield "parts-20000", zipped({"[Content_Types].xml": _TYPES, **{f"word/{at}.bin": b"" for at in range(20_000)}})
    yield "zeros", zipped({"[Content_Types].xml": _TYPES, "word/document.xml": bytes(300_000_000)})
    yield "spaces", docx(" " * 90_000_000)
    yield (
        "slip",
        zipped({"[Content_Types].xml": _TYPES, "../../../../tmp/slipped.txt": "x", "word/document.xml": "<w/>"}),
    )
    yield "same-name", _same_name_twice()
    yield (
        "macros",
        zipped({"[Content_Types].xml": _TYPES, "word/document.xml": "<w/>", "word/vbaProject.bin": b"x" * 999}),
    )


def _same_name_twice() -> bytes:
    made = io.BytesIO(docx(_paragraph("x")))
    with zipfile.ZipFile(made, "a") as archive, archive.open(zipfile.ZipInfo("word/documenu.xml"), "w") as part:
        part.write(b"<w/>")
    return made.getvalue().replace(b"word/documenu.xml", b"word/document.xml")


def _web() -> dict[str, str]:
    article = "<p>Một đoạn văn của trang.</p>"
    return {
        "deep-divs": "<html><body>" + "<div>" * _DEEP + "x" + "</div>" * _DEEP,
        "deep-unclosed": "<html><body>" + "<b><i><table><td>" * _DEEP + "x",
        "deep-lists": "<html><body>" + "<ul><li>" * _DEEP + "x",
        "deep-quotes": "<html><body>" + "<blockquote>" * 100_000 + "x",
        "entities": "<!DOCTYPE html [<!ENTITY a 'ha'><!ENTITY b '&a;&a;'>]><html><body><p>&b;" + "&amp;" * 99_999,
        "attributes": "<html><body><p " + " ".join(f"a{at}='x'" for at in range(50_000)) + ">x",
        "long-attribute": f"<html><body><p title='{'x' * 3_000_000}'>x",
        "colspan": "<html><body><table><tr><td colspan=2000000000 rowspan=2000000000>x</table>" + article * 5,
        "cells": "<html><body><table>" + "<tr><td>x" * 20_000 + "</table>",
        "script": "<html><body><script>while(true){}</script>" + article * 9,
        "comment": "<html><body><!-- " + "x" * 1_000_000,
        "charset": "<html><head><meta charset='utf-7'></head><body>" + article * 9,
        "charset-none": "<html><head><meta charset='no-such-thing'></head><body>" + article * 9,
        "surrogates": "<html><body><p>\ud800x\udfff</p>" + article * 9,
        "controls": "<html><body><p>" + "".join(map(chr, range(1, 160))) + "&#0;&#xD800;&#x110000;</p>" + article * 9,
        "links": "<html><body>" + "<a href='javascript:1'>x</a>" * 20_000,
        "frames": "<html><frameset>" + "<frame src='a'>" * 5_000,
        "directions": "<html><body><p>\u202e\u2066\u200f văn bản \u202c\u2069\ufeff</p>" + article * 9,
    }


def _texts() -> dict[str, bytes]:
    seed = random.Random(4)
    return {
        "noise": seed.randbytes(50_000),
        "nul": b"M\x00\xe1\xbb\x99t v\xc4\x83n b\xe1\xba\xa3n\x00 c\xc3\xb3 s\xe1\xbb\x91 kh\xc3\xb4ng. " * 50,
        "controls": bytes(range(1, 32)) * 300 + "Lý luận và thực tiễn. ".encode() * 20,
        "surrogates": "Lý luận \ud800 và \udfff thực tiễn. ".encode("utf-8", "surrogatepass") * 50,
        "overlong": b"\xc0\xaf\xe0\x80\xaf" * 500,
        "one-line": "chữ".encode() * 300_000,
        "one-sentence": "Lý luận và thực tiễn ".encode() * 20_000,
        "marks": ("a" + "\u0301\u0323\u0302" * 20_000).encode(),
        "directions": ("\u202e" * 1_000 + "đảo ngược " * 200 + "\u2066" * 1_000).encode(),
        "emoji": ("👩‍👩‍👧‍👦🏳️‍🌈 lý luận " * 3_000).encode(),
        "utf16": "Lý luận và thực tiễn. ".encode("utf-16") * 40,
        "utf32": ("Lý luận và thực tiễn. " * 40).encode("utf-32"),
        "line-ends": b"a\r\n\x0b\x0c\x1c\x1d\xc2\x85\xe2\x80\xa8\xe2\x80\xa9" * 2_000,
        "brackets": b"[" * 50_000 + b"](" * 10_000,
        "quotes": b"> " * 30_000 + b"x",
        "lists": b"".join(b" " * at + b"- x\n" for at in range(0, 1_000, 2)),
        "stars": b"*" * 60_000 + b"a" + b"*_" * 20_000,
        "front-matter": b"---\n" + b"a: &a [*a, *a]\n" * 500 + b"---\nx",
        "numbers": b"1.1.1.1.1. 23-CT/TW-NQ/TW/2020/" * 3_000,
        "dots": b"I" + b"." * 200_000 + b"5\n",
        "spaces": b"a" + b" " * 1_000_000 + b"b",
        "roman": b"MMMCCCXXXIII" * 8_000,
    }


def _archives() -> Iterator[tuple[str, bytes]]:
    nested = zipped({"a.txt": "Văn bản trong kho nén."})
    for _ in range(40):
        nested = zipped({"in.zip": nested})
    wide = zipped({f"{at}.zip": zipped({"zeros.txt": bytes(5_000_000)}) for at in range(10)})
    for name, content in {
        "nested": nested,
        "wide": wide,
        "bomb": zipped({"zeros.txt": bytes(300_000_000)}),
        "many": zipped({f"{at}.txt": "x" for at in range(30_000)}),
        "names": zipped({"/etc/passwd": "x", "C:\\a.txt": "x", "\u202etxt.exe": "x", "a" * 60_000: "x"}),
        "cut": zipped({"a.txt": "x" * 9_999}, zipfile.ZIP_STORED)[:500],
        "end-only": b"PK\x05\x06" + bytes(18),
        "end-lies": b"PK\x05\x06" + b"\xff" * 18,
        "locked": _locked(),
    }.items():
        yield f"archive-{name}.zip", content
        yield f"archive-{name}.docx", content


def _locked() -> bytes:
    made = bytearray(docx(_paragraph("x")))
    for start in (b"PK\x03\x04", b"PK\x01\x02"):
        at = made.find(start)
        while at >= 0:
            made[at + (6 if start[2] == 3 else 8)] |= 1
            at = made.find(start, at + 1)
    return bytes(made)


def _liars() -> Iterator[tuple[str, bytes]]:
    """What each pretends to be, and is not."""
    contents = {
        "png": b"\x89PNG\r\n\x1a\n" + bytes(500),
        "elf": b"\x7fELF" + bytes(500),
        "ole": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + random.Random(5).randbytes(9_000),
        "rtf": b"{\\rtf1" + b"{" * 20_000 + b"\\bin999999999 x",
        "html": b"<html><body>" + "<p>Một trang web.</p>".encode() * 20,
        "text": "Chỉ là văn bản. ".encode() * 20,
        "xml": b"<?xml version='1.0'?><a>" + b"<b>" * 20_000,
        "pdf-in-text": b"text " * 200 + b"%PDF-1.4 more",
        "gzip": b"\x1f\x8b\x08" + bytes(100),
        "one-byte": b"x",
        "mark": b"\xef\xbb\xbf",
    }
    for name, content in contents.items():
        for suffix in (".pdf", ".docx", ".html", ".doc", ".rtf", ".epub", ".odt", ".pptx"):
            yield f"named-{name}{suffix}", content
