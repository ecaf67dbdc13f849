"""Web pages saved in one file (MHTML): the page of the message, read as any other."""

from __future__ import annotations

from dataclasses import replace
from email import message_from_bytes
from pathlib import Path

from indexer.errors import DamagedFile
from indexer.extract.html import read_page
from indexer.model import Extraction

MEDIA_TYPE = "multipart/related"


def extract(path: Path) -> Extraction:
    """The text of the first page in an MHTML file, in sections.

    Raises: DamagedFile: no page is in it; NoText.
    """
    for part in message_from_bytes(path.read_bytes()).walk():
        if part.get_content_type() in ("text/html", "application/xhtml+xml"):
            page = part.get_payload(decode=True)
            if isinstance(page, bytes) and page.strip():
                return replace(read_page(_named(page, part.get_content_charset()), path.name), media_type=MEDIA_TYPE)
    raise DamagedFile("the saved web page holds no page: save it again as HTML, and add that file")


def _named(page: bytes, charset: str | None) -> bytes:
    """The page with the encoding that the message names: the page itself may name none, or another."""
    if charset is None:
        return page
    try:
        return page.decode(charset).encode("utf-8-sig")
    except (UnicodeDecodeError, LookupError):
        return page
