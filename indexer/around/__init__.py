"""Looking around: what the library holds beside the document, passage or word at hand."""

from __future__ import annotations

from collections.abc import Callable

from indexer.around.similar import similar
from indexer.catalogue import Catalogue
from indexer.engines.base import Engine
from indexer.model import Document, Similar, Spans

__all__ = ["Around"]


class Around:
    """What a library says around a document or a line. Threads may share it."""

    def __init__(self, catalogue: Catalogue, engine: Callable[[], Engine], document: Callable[[str], Document]) -> None:
        """Args: engine: the index in use, asked for anew each time. document: the record of an id, never a trashed one."""
        self._catalogue, self._engine, self._document = catalogue, engine, document

    def similar(self, document_id: str, *, page: int | None = None, spans: Spans = (), limit: int = 10) -> Similar:
        """Documents about the same as this one, as a page of it, or as words of it; see indexer.around.similar.

        Raises: DocumentNotFound, PageNotFound; WrongUse: the document has no such place.
        """
        document = self._document(document_id)
        return similar(self._catalogue, self._engine(), document, page=page, spans=spans, limit=limit)
