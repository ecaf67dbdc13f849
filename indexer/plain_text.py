"""The text of a document without marks: page by page, or passage by passage as it is indexed."""

from __future__ import annotations

from indexer.catalogue import Catalogue
from indexer.entries import passage_text
from indexer.errors import PageNotFound
from indexer.model import Document, PageWords, PassageWords
from indexer.numbering import number_of_id


def pages_of(catalogue: Catalogue, document: Document, offset: int, limit: int) -> list[PageWords]:
    """Pages in order, the first so many of them passed over."""
    number = number_of_id(document.id) or 0
    texts = catalogue.page_texts([(number, page) for page in range(offset + 1, offset + limit + 1)]).get(number, {})
    return [PageWords(page, texts[page].label, texts[page].text) for page in sorted(texts)]


def passages_of(
    catalogue: Catalogue, document: Document, page: int | None, offset: int, limit: int
) -> tuple[list[PassageWords], int]:
    """Passages in order, the first so many of them passed over; and how many there are.

    Args:
        page: only those that stand at least partly on it.
    Raises: PageNotFound.
    """
    if page is not None and not 1 <= page <= document.pages:
        raise PageNotFound(document.id, page, document.pages)
    number = number_of_id(document.id) or 0
    held = catalogue.passages_of(number, page)
    wanted = held[offset : offset + limit]
    places = {(number, each) for passage in wanted for each in range(passage.first_page, passage.last_page + 1)}
    texts = catalogue.page_texts(sorted(places)).get(number, {})
    words = [PassageWords(passage, texts[passage.first_page].label, passage_text(texts, passage)) for passage in wanted]
    return words, len(held)
