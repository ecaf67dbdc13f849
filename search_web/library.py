"""What the pages ask of a library, and where a request finds it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Protocol, cast

from flask import Flask, current_app

from indexer.model import (
    Citation,
    CitedBy,
    CitedPassage,
    Concordance,
    ConcordanceSort,
    Document,
    DocumentHit,
    DocumentHits,
    Filter,
    HitPage,
    Holdings,
    Led,
    Likeness,
    Located,
    ManuscriptState,
    Named,
    OverYears,
    PageBoxes,
    PageWords,
    PassageWords,
    Picked,
    QuotationReport,
    ReadingPage,
    SearchPage,
    Similar,
    Sort,
    Spans,
    Suggestion,
    TellingWords,
    Wish,
)

_NAME = "tracuu.library"


class Around(Protocol):
    """The part of `indexer.around.Around` that the web uses."""

    def similar(self, document_id: str, *, page: int | None = None, spans: Spans = (), limit: int = 10) -> Similar:
        """Documents about the same. Raises: DocumentNotFound, PageNotFound, WrongUse (no such place)."""
        ...

    def telling_words(self, document_id: str) -> TellingWords:
        """The words that tell a document from the library. Raises: DocumentNotFound."""
        ...

    def telling_words_of_result(
        self, line: str, filters: Sequence[Filter] = (), *, abbreviations: bool = True
    ) -> TellingWords:
        """The words that tell what holds a line from the library."""
        ...

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
        """Every place of a phrase. Raises: DocumentNotFound, WrongUse (too long)."""
        ...

    def over_years(self, lines: Sequence[str], filters: Sequence[Filter] = ()) -> OverYears:
        """Up to five phrases over the years of the cards. Raises: WrongUse (too many, or too long)."""
        ...

    def hits(
        self, document_id: str, line: str, *, limit: int = 50, offset: int = 0, abbreviations: bool = True
    ) -> DocumentHits:
        """Every place of a document where a line is found. Raises: DocumentNotFound."""
        ...


class Library(Protocol):
    """The part of `indexer.library.Library` that the web uses. Called from several threads at once."""

    @property
    def around(self) -> Around:
        """What stands around a document or a line."""
        ...

    def search(
        self,
        line: str,
        *,
        filters: Sequence[Filter] = (),
        sort: Sort = Sort.RELEVANCE,
        limit: int = 10,
        offset: int = 0,
        abbreviations: bool = True,
    ) -> SearchPage:
        """One page of the documents that hold the line."""
        ...

    def search_all(
        self,
        line: str,
        *,
        filters: Sequence[Filter] = (),
        sort: Sort = Sort.RELEVANCE,
        abbreviations: bool = True,
    ) -> Iterator[DocumentHit]:
        """All documents of a result in their order, ranked at once and shown as they are taken."""
        ...

    def last_added(
        self, line: str = "", *, filters: Sequence[Filter] = (), abbreviations: bool = True, limit: int = 50
    ) -> list[DocumentHit]:
        """Of the documents that the totals of a search count, those added last, the last first."""
        ...

    def changed_at(self) -> datetime:
        """When a document last came in or changed; of a library without documents, when it was made."""
        ...

    def suggest(self, line: str) -> list[Suggestion]:
        """Lines that go on from one half typed, each of which finds something."""
        ...

    def read(self, document_id: str, page: int = 1, line: str = "", *, abbreviations: bool = True) -> ReadingPage:
        """A page to read, with the line's hits. Raises: DocumentNotFound, PageNotFound."""
        ...

    def hit_pages(self, document_id: str, line: str, *, abbreviations: bool = True) -> tuple[HitPage, ...]:
        """The pages of a document on which a line is found. Raises: DocumentNotFound."""
        ...

    def find_page(self, document_id: str, name: str, near: int = 1) -> int | None:
        """The page that is printed so, the nearest to `near`; else that of this number. Raises: DocumentNotFound."""
        ...

    def word_boxes(self, document_id: str, page: int) -> PageBoxes:
        """How large a page is, and where its words stand. Raises: DocumentNotFound, PageNotFound, NoPicture."""
        ...

    def picture(self, document_id: str, page: int, width: int, turn: int = 0) -> bytes:
        """A page as a WebP image. Raises: DocumentNotFound, PageNotFound, NoPicture."""
        ...

    def document(self, document_id: str) -> Document:
        """A catalogue record. Raises: DocumentNotFound."""
        ...

    def listed(self, limit: int = 50, after: str | None = None) -> list[Document]:
        """What can be found, the last added first; from behind a document on. Raises: DocumentNotFound."""
        ...

    def page_words(self, document_id: str, offset: int = 0, limit: int = 50) -> list[PageWords]:
        """Pages of a document as plain text. Raises: DocumentNotFound."""
        ...

    def passage_words(
        self, document_id: str, page: int | None = None, offset: int = 0, limit: int = 50
    ) -> tuple[list[PassageWords], int]:
        """Passages of a document, or of a page, and how many there are. Raises: DocumentNotFound, PageNotFound."""
        ...

    def likenesses(self, document_id: str) -> Sequence[Likeness]:
        """Other documents with the text of this one, or much of it. Raises: DocumentNotFound."""
        ...

    def references(self, document_id: str, page: int | None = None) -> tuple[Led, ...]:
        """What a document refers to, or one of its pages. Raises: DocumentNotFound."""
        ...

    def named(self, document_id: str) -> tuple[Named, ...]:
        """The papers that a document names, each once, in the order of time. Raises: DocumentNotFound."""
        ...

    def wanted(self, limit: int | None = None, offset: int = 0) -> list[Wish]:
        """Papers that documents name and the library does not hold, those most asked for first."""
        ...

    def cited_by(self, document_id: str, limit: int | None = None) -> CitedBy:
        """Documents that refer to a document. Raises: DocumentNotFound."""
        ...

    def locate(self, document_id: str, spans: Spans, anchor: str) -> Located:
        """Where words stand now that stood in these slices. Raises: DocumentNotFound."""
        ...

    def cite_all(self, picked: Sequence[Picked], style: str = "footnote") -> list[CitedPassage]:
        """What was picked, cited in this order. Raises: DocumentNotFound, PageNotFound, WrongUse."""
        ...

    def works(self, document_ids: Sequence[str], style: str = "thesis") -> list[Citation]:
        """A list of works in Vietnamese order. Raises: DocumentNotFound, WrongUse."""
        ...

    def records(self, document_ids: Sequence[str], name: str) -> str:
        """Documents as RIS, BibTeX or CSL-JSON. Raises: DocumentNotFound, WrongUse."""
        ...

    def original(self, document_id: str) -> Path:
        """Where the original is kept. Raises: DocumentNotFound."""
        ...

    def check_quotations(self, text: str, *, sentences: bool = False) -> QuotationReport:
        """Every quotation of a text against what is printed."""
        ...

    def begin_check(self, text: str, *, sentences: bool = False) -> str:
        """Check a long text beside everything else, and name it. Raises: TooManyManuscripts, StorageFull."""
        ...

    def check_state(self, name: str) -> ManuscriptState:
        """How far a long text has come; its report at the end. Raises: ManuscriptNotFound."""
        ...

    def manuscript(self, path: Path, name: str) -> str:
        """The text of a file to be checked, of which nothing is kept. Raises: ExtractionError."""
        ...

    def holdings(self) -> Holdings:
        """What the library holds, in short."""
        ...


class ClosableLibrary(Library, Protocol):
    """A library that its opener warms and lets go of."""

    def warm(self) -> None:
        """Do what the first reader would wait for."""
        ...

    def close(self) -> None:
        """Let go of all files."""
        ...


def keep_library(app: Flask, library: Library) -> None:
    """Hand the library to the requests of this application."""
    app.extensions[_NAME] = library


def library() -> Library:
    """The library of the application that answers this request."""
    return cast("Library", current_app.extensions[_NAME])
