"""Looking around: what the library holds beside the document, passage or word at hand."""

from __future__ import annotations

from collections.abc import Sequence

from indexer.around.hits import hits_in
from indexer.around.kwic import concordance
from indexer.around.over_years import over_years
from indexer.around.similar import similar
from indexer.around.telling import of_document, of_result
from indexer.home import Home
from indexer.model import (
    Concordance,
    ConcordanceSort,
    DocumentHits,
    Filter,
    OverYears,
    Similar,
    Spans,
    TellingWords,
)

__all__ = ["Around"]


class Around:
    """What a library says around a document or a line. Threads may share it."""

    def __init__(self, home: Home) -> None:
        self._catalogue, self._engine, self._document = home.catalogue, home.engine, home.document

    def similar(self, document_id: str, *, page: int | None = None, spans: Spans = (), limit: int = 10) -> Similar:
        """Documents about the same as this one, as a page of it, or as words of it; see indexer.around.similar.

        Raises: DocumentNotFound, PageNotFound; WrongUse: the document has no such place.
        """
        document = self._document(document_id)
        return similar(self._catalogue, self._engine(), document, page=page, spans=spans, limit=limit)

    def telling_words(self, document_id: str) -> TellingWords:
        """The words that tell a document from the library; see indexer.around.telling. Raises: DocumentNotFound."""
        return of_document(self._catalogue, self._engine(), self._document(document_id))

    def telling_words_of_result(
        self, line: str, filters: Sequence[Filter] = (), *, abbreviations: bool = True
    ) -> TellingWords:
        """The words that tell what holds a line from the library; see indexer.around.telling."""
        return of_result(self._catalogue, self._engine(), line, filters, abbreviations=abbreviations)

    def concordance(
        self,
        line: str,
        *,
        document_id: str | None = None,
        filters: Sequence[Filter] = (),
        sort: ConcordanceSort = ConcordanceSort.PLACE,
        limit: int = 50,
        offset: int = 0,
    ) -> Concordance:
        """Every place of a phrase with what stands around it; see indexer.around.kwic.

        Raises: DocumentNotFound; WrongUse: the phrase is too long.
        """
        document = None if document_id is None else self._document(document_id)
        return concordance(
            self._catalogue,
            self._engine(),
            line,
            document=document,
            filters=filters,
            sort=sort,
            limit=limit,
            offset=offset,
        )

    def over_years(self, lines: Sequence[str], filters: Sequence[Filter] = ()) -> OverYears:
        """Up to five phrases over the years of the cards; see indexer.around.over_years.

        Raises: WrongUse: more phrases, or one that is too long.
        """
        return over_years(self._catalogue, self._engine(), lines, filters)

    def hits(
        self, document_id: str, line: str, *, limit: int = 50, offset: int = 0, abbreviations: bool = True
    ) -> DocumentHits:
        """Every place of a document where a line is found; see indexer.around.hits. Raises: DocumentNotFound."""
        document = self._document(document_id)
        return hits_in(
            self._catalogue, self._engine(), document, line, limit=limit, offset=offset, abbreviations=abbreviations
        )
