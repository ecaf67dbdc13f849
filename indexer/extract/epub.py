"""EPUB books: chapters in the order of the spine, titles from the table of contents where chapters have none."""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from indexer.errors import DamagedFile, EncryptedFile, NoText
from indexer.extract.archive import guard, read_part
from indexer.extract.epub_contents import Place, places
from indexer.extract.html_tree import chapter
from indexer.extract.looks import with_names
from indexer.extract.properties import sensible
from indexer.extract.sections import sections
from indexer.extract.xml_parts import local, parsed
from indexer.model import Block, BlockKind, Extraction, Metadata

MEDIA_TYPE = "application/epub+zip"
_PAGES = frozenset({"application/xhtml+xml", "text/html", "application/x-dtbook+xml", "text/x-oeb1-document"})
_FONT_MASKS = ("http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC")
_NEAR = 3  # blocks of a chapter among which its title stands


def extract(path: Path) -> Extraction:
    """The text of an EPUB book, in sections.

    Raises: DamagedFile, EncryptedFile, LimitExceeded, NoText.
    """
    guard(path, doctypes=None)
    with zipfile.ZipFile(path) as archive:
        _refuse_locked(archive)
        book = _Book(archive)
        blocks = list(with_names(book.blocks()))
    if not any(block.kind is not BlockKind.CONTENTS for block in blocks):
        raise NoText("the book holds no text: if its pages are pictures, recognise their text (OCR) and add it again")
    return Extraction(MEDIA_TYPE, sections(blocks), paged=False, properties=book.properties(path.name))


def _refuse_locked(archive: zipfile.ZipFile) -> None:
    """Fonts may be masked; chapters that are enciphered open only in the shop's reader."""
    name = "META-INF/encryption.xml"
    if name not in archive.namelist():
        return
    for locked in parsed(read_part(archive, name), name).iter():
        methods = [each.get("Algorithm", "") for each in locked if local(each) == "EncryptionMethod"]
        if local(locked) == "EncryptedData" and not all(each.startswith(_FONT_MASKS) for each in methods):
            raise EncryptedFile("the book is locked by its shop (DRM): ask for a copy without a lock, or add a PDF")


class _Book:
    """The package of a book: its parts, their order, and what it says of itself."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        container = parsed(read_part(archive, "META-INF/container.xml"), "META-INF/container.xml")
        self._root = next((node.get("full-path", "") for node in container.iter() if local(node) == "rootfile"), "")
        self._package = parsed(read_part(archive, self._root), self._root)
        self._parts = {node.get("id"): node for node in self._package.iter() if local(node) == "item"}

    def blocks(self) -> Iterator[Block]:
        """The blocks of all chapters in reading order."""
        titles = self._titles()
        for reference in self._package.iter():
            part = self._parts.get(reference.get("idref")) if local(reference) == "itemref" else None
            if part is not None and part.get("media-type") in _PAGES:
                name = self._name(part)
                _, blocks = chapter(read_part(self._archive, name))
                yield from _titled(blocks, titles.get(name))

    def _name(self, part: Any) -> str:
        return resolved(self._root, part.get("href", ""))

    def _titles(self) -> dict[str, Place]:
        """The first entry of the table of contents that leads into each part."""
        found: dict[str, Place] = {}
        for part in self._parts.values():
            is_nav = "nav" in (part.get("properties") or "").split()
            if is_nav or part.get("media-type") == "application/x-dtbncx+xml":
                name = self._name(part)
                with suppress(DamagedFile):  # a broken table of contents costs titles, no text
                    for place in places(read_part(self._archive, name), name, nav=is_nav):
                        found.setdefault(resolved(name, place.target), place)
        return found

    def properties(self, filename: str) -> Metadata:
        """What the package says of the book."""
        said: dict[str, list[str]] = {}
        for node in self._package.iter():
            if node.text and "purl.org/dc" in str(node.tag):
                said.setdefault(local(node), []).append(node.text)
        issued_on = None
        with suppress(ValueError):
            issued_on = date.fromisoformat(said.get("date", [""])[0].strip()[:10])
        return sensible(said.get("title", [""])[0], said.get("creator", []), filename, issued_on)


def resolved(base: str, link: str) -> str:
    """The part that a link in the part `base` leads to; a name that no part has if it leads out of the book.

    >>> resolved("OEBPS/content.opf", "chuong%201.xhtml#muc-2"), resolved("a.opf", "../../etc/passwd")
    ('OEBPS/chuong 1.xhtml', '../../etc/passwd')
    """
    parts = urlsplit(link)
    if parts.scheme or parts.netloc:
        return link
    return posixpath.normpath(posixpath.join(posixpath.dirname(base), unquote(parts.path)))


def _titled(blocks: list[Block], place: Place | None) -> list[Block]:
    """The chapter with its title as a heading, where the table of contents knows it and the chapter marks none."""
    if place is None or not blocks or any(block.kind is BlockKind.HEADING for block in blocks[:_NEAR]):
        return blocks
    for at, block in enumerate(blocks[:_NEAR]):
        if block.text.casefold() == place.title.casefold():
            return [*blocks[:at], Block(block.text, BlockKind.HEADING, place.level), *blocks[at + 1 :]]
    if any(block.kind is not BlockKind.CONTENTS for block in blocks):
        return [Block(place.title, BlockKind.HEADING, place.level), *blocks]
    return blocks
