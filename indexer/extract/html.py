"""HTML pages: the article alone where there is one, else all that a reader would see."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from indexer.errors import NoText
from indexer.extract.html_article import article
from indexer.extract.html_tree import Seen, seen
from indexer.extract.properties import sensible
from indexer.extract.sections import sections
from indexer.model import Block, BlockKind, Extraction
from indexer.text.normalize import unmarked

MEDIA_TYPE = "text/html"
_LEAST_SHARE = 0.35  # of the words that a reader sees: an article holding less was not found whole
_LEAST_WORDS = 60


def extract(path: Path) -> Extraction:
    """The text of an HTML file, in sections.

    Raises: DamagedFile: an encoding that is not read; NoText.
    """
    return read_page(path.read_bytes(), path.name)


def read_page(raw: bytes, filename: str) -> Extraction:
    """The same, of the bytes of a page."""
    whole = seen(raw)
    found = article(whole.markup)
    article_is_whole = found is not None and _is_whole(found.words, whole)
    blocks = _with_notes(found.blocks, whole.blocks) if found is not None and article_is_whole else whole.blocks
    if not blocks:
        raise NoText(
            "the HTML page holds no text: it may be filled by a script; save the page as seen and add it again"
        )
    said = found or whole
    properties = sensible(said.title or whole.title, said.authors, filename, said.issued_on)
    address = found.url if found and found.url.startswith(("http://", "https://")) else ""
    return Extraction(MEDIA_TYPE, sections(blocks), paged=False, properties=replace(properties, url=address))


def _with_notes(article: list[Block], page: list[Block]) -> list[Block]:
    """The blocks of an article, those that the page marks as notes as notes."""
    notes = {_letters(block.text): block for block in page if block.kind is BlockKind.FOOTNOTE}
    return [notes.get(_letters(block.text), block) for block in article]


def _letters(text: str) -> str:
    return "".join(each for each in unmarked(text) if each.isalnum())


def _is_whole(words: int, whole: Seen) -> bool:
    return words >= _LEAST_SHARE * whole.prose and (words >= _LEAST_WORDS or words >= 0.8 * whole.prose)
