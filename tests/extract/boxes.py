"""Small EPUB, ODT and old Office files, part by part."""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Mapping
from pathlib import Path

ODT_TYPE = "application/vnd.oasis.opendocument.text"
_ODF = "urn:oasis:names:tc:opendocument:xmlns"
SPACES = " ".join(
    f'xmlns:{name}="{_ODF}:{rest}:1.0"'
    for name, rest in {
        "office": "office",
        "style": "style",
        "text": "text",
        "table": "table",
        "draw": "drawing",
        "fo": "xsl-fo-compatible",
        "svg": "svg-compatible",
        "meta": "meta",
    }.items()
)


def boxed(path: Path, parts: Mapping[str, str | bytes]) -> Path:
    """An archive of the parts, in order."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def odt_parts(body: str, styles: str = "") -> dict[str, str | bytes]:
    """The parts of an OpenDocument text."""
    return {
        "mimetype": ODT_TYPE,
        "content.xml": f"<office:document-content {SPACES}><office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>",
        "META-INF/manifest.xml": "<manifest/>",
    }


def odt(path: Path, body: str, styles: str = "") -> Path:
    """An OpenDocument text with this body."""
    return boxed(path, odt_parts(body, styles))


def xhtml(body: str, head: str = "<title/>") -> str:
    """A chapter of a book, with what HTML parsers stumble over: XML's way of an empty element."""
    return (
        '<?xml version="1.0" encoding="utf-8"?><!DOCTYPE html><html xmlns="http://www.w3.org/1999/xhtml" '
        f'xmlns:epub="http://www.idpf.org/2007/ops"><head>{head}</head><body>{body}</body></html>'
    )


def epub_parts(chapters: Mapping[str, str], *, spine: tuple[str, ...] = (), nav: str = "") -> dict[str, str | bytes]:
    """The parts of a book; its chapters stand in the order of the spine, else as given."""
    listed = dict(chapters) | ({"nav.xhtml": nav} if nav else {})
    items = "".join(
        f'<item id="{name}" href="{name}" media-type="application/xhtml+xml" {"properties=" if name == "nav.xhtml" else ""}'
        f"{chr(34) + 'nav' + chr(34) if name == 'nav.xhtml' else ''}/>"
        for name in listed
    )
    order = "".join(f'<itemref idref="{name}"/>' for name in spine or chapters)
    package = (
        '<package xmlns="http://www.idpf.org/2007/opf" xmlns:dc="http://purl.org/dc/elements/1.1/"><metadata>'
        "<dc:title>Sổ tay người làm thư viện</dc:title><dc:creator>Bùi Thúy Hòa</dc:creator><dc:date>2019-05-01</dc:date>"
        f"</metadata><manifest>{items}</manifest><spine>{order}</spine></package>"
    )
    container = '<container><rootfiles><rootfile full-path="OEBPS/book.opf"/></rootfiles></container>'
    parts: dict[str, str | bytes] = {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": container,
        "OEBPS/book.opf": package,
    }
    return parts | {f"OEBPS/{name}": text for name, text in listed.items()}


def old_office(stream: str) -> bytes:
    """A file as Office wrote them before 2007, with one empty stream of this name."""
    nothing, end, table = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
    head += struct.pack("<9I", 0, 1, 1, 0, 4096, end, 0, end, 0) + struct.pack("<109I", 0, *[nothing] * 108)
    sectors = struct.pack("<128I", table, end, *[nothing] * 126)
    root, only = _entry("Root Entry", 5, child=1), _entry(stream, 2, child=nothing)
    return head + sectors + root + only + _entry("", 0, child=nothing) * 2


def _entry(name: str, kind: int, child: int) -> bytes:
    written = name.encode("utf-16-le")
    size = len(written) + 2 if name else 0
    links = struct.pack("<HBBIII", size, kind, 1, 0xFFFFFFFF, 0xFFFFFFFF, child)
    return written.ljust(64, b"\0") + links + bytes(36) + struct.pack("<IQ", 0xFFFFFFFE, 0)
