"""Images of a document's pages, and where its words stand on them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from indexer.errors import ExtractionError, NoPicture, PageNotFound
from indexer.extract.placing import word_boxes
from indexer.extract.recognition import Recognition, unpacked
from indexer.home import Home
from indexer.model import Document, Origin, PageBoxes
from indexer.pictures import Pictures


class PageImages:
    """The images of a library's pages. Threads may share it."""

    def __init__(self, home: Home, pictures: Pictures | None = None) -> None:
        self._home = home
        self._pictures = pictures or Pictures(home.settings)

    def seen(self, home: Home) -> PageImages:
        """The images of what this home shows, drawn by the same processes."""
        return PageImages(home, self._pictures)

    def close(self) -> None:
        """Let go of the processes that draw."""
        self._pictures.close()

    def word_boxes(self, document_id: str, page: int) -> PageBoxes:
        """How large a page is, and where its words stand on it. A word that cannot be placed surely has no box.

        Raises: DocumentNotFound, PageNotFound, NoPicture.
        """
        document = self._home.document(document_id)
        stored = self._home.page(document, page)
        found = self._recognised(document, page) if stored.page.origin is Origin.RECOGNITION else None
        found = found or self._words(document, page)
        return PageBoxes(found.width, found.height, found.turn, word_boxes(stored.text, found))

    def _recognised(self, document: Document, page: int) -> Recognition | None:
        catalogue = self._home.catalogue
        held = catalogue.scans.recognitions(catalogue.number_of(document.id), page).get(page)
        return unpacked(held) if held else None

    def _words(self, document: Document, page: int) -> Recognition:
        with _no_picture(document, page):
            return self._pictures.words(self._home.originals.path(document.sha256), document.filename, page)

    def picture(self, document_id: str, page: int, width: int, turn: int = 0) -> bytes:
        """A page as a WebP image.

        Args:
            width: pixels, one of model.PICTURE_WIDTHS.
            turn: quarters, clockwise, as `word_boxes` tells.
        Raises: DocumentNotFound, PageNotFound, NoPicture.
        """
        document = self._home.document(document_id)
        if not 1 <= page <= document.pages:
            raise PageNotFound(document_id, page, document.pages)
        with _no_picture(document, page):
            original = self._home.originals.path(document.sha256)
            return self._pictures.image(original, document.filename, page, width, turn)


@contextmanager
def _no_picture(document: Document, page: int) -> Iterator[None]:
    """Whatever keeps a page from being drawn, as one error. Files without pages of paper are not even tried."""
    if not document.pictured:
        raise NoPicture(document.id, page, "files of this format have no images of pages")
    try:
        yield
    except ExtractionError as error:
        raise NoPicture(document.id, page, error.reason) from error
