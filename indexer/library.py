"""A library: what the command line and the web hold. Everything else of the package is reached through it."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from indexer.around import Around
from indexer.batch import in_batches
from indexer.catalogue import Catalogue
from indexer.checking import Means, check, find_questions_again, make_sketches
from indexer.cite import cite, records, works
from indexer.citing import cited_by, references_of, renew_references
from indexer.engines import Make, damage, in_use, open_engine, replacement, stamped
from indexer.engines.base import Engine
from indexer.errors import (
    DocumentNotFound,
    ExtractionError,
    IndexerError,
    IndexUnusable,
    LibraryBusy,
    NoPicture,
    PageNotFound,
    RecognitionUnavailable,
    WrongUse,
)
from indexer.extract.placing import word_boxes
from indexer.extract.recognition import Recognition, unpacked
from indexer.indexing import Listener, put_in_index, settle
from indexer.ingest import Import, limits_of
from indexer.keeping.backup import back_up
from indexer.keeping.copying import Moved
from indexer.locking import alone
from indexer.manuscripts import Manuscripts
from indexer.metadata.table import read_table
from indexer.model import (
    Citation,
    CitedBy,
    CitedPassage,
    Copied,
    Document,
    DocumentHit,
    Evidence,
    FileReport,
    Filter,
    Finding,
    HitPage,
    Holdings,
    Led,
    Likeness,
    Located,
    ManuscriptState,
    Named,
    Origin,
    PageBoxes,
    PageWords,
    PassageWords,
    Picked,
    Quotation,
    QuotationReport,
    ReadingPage,
    Repair,
    ScanReport,
    SearchPage,
    Sort,
    Spans,
    Status,
    Suggestion,
    Wish,
)
from indexer.numbering import document_id as id_of_number
from indexer.numbering import number_of_id
from indexer.originals import Originals
from indexer.pictures import Pictures
from indexer.plain_text import pages_of, passages_of
from indexer.quoted import found_again, locate, quotation
from indexer.quotes import Progress, check_quotations
from indexer.quotes.reading import manuscript_text
from indexer.read import hit_pages, read_page
from indexer.recognising import NAME, Recognising, Stop, refuse_unavailable, scan_report
from indexer.search import holds, last_added, search, search_all
from indexer.settings import Settings
from indexer.suggest import Knowledge
from indexer.suggest.completion import completed
from indexer.text.analyze import fingerprint
from indexer.wanted import named, wanted

_ANY_LINE = "lý luận"  # what it finds does not matter


def recognition_hint(settings: Settings) -> str:
    """What must be done before scans can be recognised here; empty if nothing."""
    try:
        refuse_unavailable(settings)
    except RecognitionUnavailable as error:
        return error.reason
    return ""


@contextmanager
def _no_picture(document: Document, page: int) -> Iterator[None]:
    """Whatever keeps a page from being drawn, as one error. Files without pages of paper are not even tried."""
    if not document.pictured:
        raise NoPicture(document.id, page, "files of this format have no images of pages")
    try:
        yield
    except ExtractionError as error:
        raise NoPicture(document.id, page, error.reason) from error


class Library:
    """A data folder, opened. Threads may share it; reading never waits for an import."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self._catalogue = Catalogue(settings.home / "catalogue.db", settings.lock_seconds)
        self._originals = Originals(settings.home / "originals")
        self._pictures = Pictures(settings)
        self._index_root = settings.home / "index"
        self._knowledge = Knowledge(self._catalogue)
        self._manuscripts = Manuscripts(settings.home)
        self._opening = threading.Lock()
        self._opened: tuple[int, Engine] | None = None
        self.around = Around(self._catalogue, self._engine, self.document)

    def close(self) -> None:
        """Let go of all files."""
        self._pictures.close()
        if self._opened:
            self._opened[1].close()
            self._opened = None
        self._catalogue.close()

    def _engine(self) -> Engine:
        """The index in use; opened anew when another process has replaced it.

        Raises: IndexOutdated, IndexUnusable.
        """
        with self._opening:
            current = in_use(self._index_root)
            if self._opened is None or self._opened[0] != current:
                self._refuse_lost_index()
                engine = open_engine(self._index_root, self._make(), self.settings.lock_seconds)
                self._opened = (in_use(self._index_root), engine)
            return self._opened[1]

    def _refuse_lost_index(self) -> None:
        """An index that is gone is no empty one: searches would find nothing, and say so."""
        if not stamped(self._index_root) and self._catalogue.numbers(Status.INDEXED):
            raise IndexUnusable(f"the index in {self._index_root} is gone: run `tracuu reindex`")

    def _make(self, engine: str | None = None) -> Make:
        return Make(engine=engine or self.settings.engine, analyzer=fingerprint())

    # ---- reading

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
        """One page of the documents that hold the line; see indexer.search."""
        with self._catalogue.one_state():
            return search(
                self._catalogue,
                self._engine(),
                line,
                filters=filters,
                sort=sort,
                limit=limit,
                offset=offset,
                abbreviations=abbreviations,
                statistics=self._knowledge.statistics(self._engine()),
            )

    def search_all(
        self,
        line: str,
        *,
        filters: Sequence[Filter] = (),
        sort: Sort = Sort.RELEVANCE,
        abbreviations: bool = True,
    ) -> Iterator[DocumentHit]:
        """All documents of a result in their order, ranked at once and shown as they are taken."""
        return search_all(
            self._catalogue, self._engine(), line, filters=filters, sort=sort, abbreviations=abbreviations
        )

    def last_added(
        self, line: str = "", *, filters: Sequence[Filter] = (), abbreviations: bool = True, limit: int = 50
    ) -> list[DocumentHit]:
        """Of the documents that the totals of a search count, those added last, the last first; see indexer.search."""
        engine = self._engine()
        return last_added(self._catalogue, engine, line, filters=filters, abbreviations=abbreviations, limit=limit)

    def changed_at(self) -> datetime:
        """When a document last came in or changed; of a library without documents, when it was made."""
        return self._catalogue.shelf.changed_at() or self._catalogue.made_at()

    def suggest(self, line: str) -> list[Suggestion]:
        """Lines that go on from one half typed, each of which finds something; see indexer.suggest.completion."""
        engine = self._engine()
        vocabulary, statistics = self._knowledge.vocabulary(engine), self._knowledge.statistics(engine)
        return completed(line, vocabulary, statistics, engine, lambda other: holds(engine, other))

    def warm(self) -> None:
        """Do what the first reader would wait for: open the index, lay out its facets, read its vocabulary.

        Nothing is told of an index that cannot be used: the first search says it.
        """
        with suppress(IndexerError):
            self.search(_ANY_LINE)
            self.suggest(_ANY_LINE)
        self._pictures.warm()

    def read(self, document_id: str, page: int = 1, line: str = "", *, abbreviations: bool = True) -> ReadingPage:
        """A page to read, with the line's hits.

        Raises: DocumentNotFound, PageNotFound.
        """
        document = self.document(document_id)
        return read_page(self._catalogue, self._engine(), document, page, line, abbreviations=abbreviations)

    def hit_pages(self, document_id: str, line: str, *, abbreviations: bool = True) -> tuple[HitPage, ...]:
        """The pages of a document on which a line is found. Raises: DocumentNotFound."""
        document = self.document(document_id)
        return hit_pages(self._catalogue, self._engine(), document, line, abbreviations=abbreviations)

    def find_page(self, document_id: str, name: str, near: int = 1) -> int | None:
        """The page of the file that a reader calls `name`: printed so, the nearest to `near`; else the page of that number.

        Raises: DocumentNotFound.
        """
        document = self.document(document_id)
        printed = self._catalogue.leaves.labelled(self._catalogue.number_of(document_id), name)
        if printed:
            return min(printed, key=lambda page: (abs(page - near), page))
        named = name.isascii() and name.isdecimal() and len(name) <= len(str(document.pages))
        return int(name) if named and 1 <= int(name) <= document.pages else None

    def document(self, document_id: str, *, trashed: bool = False) -> Document:
        """A catalogue record; one in the trash only when asked for. Raises: DocumentNotFound."""
        number = number_of_id(document_id)
        record = self._catalogue.documents([number]).get(number) if number is not None else None
        if record is None or (record.trashed and not trashed):
            raise DocumentNotFound(document_id)
        return record

    def listed(self, limit: int = 50, after: str | None = None) -> list[Document]:
        """What can be found, the last added first.

        Args:
            after: id of the document to go on behind.
        Raises: DocumentNotFound.
        """
        return self._catalogue.shelf.documents(limit, self._catalogue.number_of(after) if after else None)

    def page_words(self, document_id: str, offset: int = 0, limit: int = 50) -> list[PageWords]:
        """Pages of a document as plain text. Raises: DocumentNotFound."""
        return pages_of(self._catalogue, self.document(document_id), offset, limit)

    def passage_words(
        self, document_id: str, page: int | None = None, offset: int = 0, limit: int = 50
    ) -> tuple[list[PassageWords], int]:
        """Passages of a document, or of a page, and how many there are. Raises: DocumentNotFound, PageNotFound."""
        return passages_of(self._catalogue, self.document(document_id), page, offset, limit)

    def original(self, document_id: str) -> Path:
        """Where a document's original is kept. Raises: DocumentNotFound."""
        return self._originals.path(self.document(document_id).sha256)

    def repairs(self, document_id: str) -> tuple[Repair, ...]:
        """What of a document's text was repaired, page by page. Raises: DocumentNotFound."""
        return self._catalogue.repairs.of(self._catalogue.number_of(document_id))

    def references(self, document_id: str, page: int | None = None) -> tuple[Led, ...]:
        """What a document refers to, or one of its pages; see indexer.citing. Raises: DocumentNotFound."""
        return references_of(self._catalogue, self.document(document_id, trashed=True), page)

    def cited_by(self, document_id: str, limit: int | None = None) -> CitedBy:
        """Documents that refer to a document; see indexer.citing. Raises: DocumentNotFound."""
        return cited_by(self._catalogue, self.document(document_id, trashed=True), limit)

    def named(self, document_id: str) -> tuple[Named, ...]:
        """The papers that a document names, each once, in the order of time; see indexer.wanted. Raises: DocumentNotFound."""
        return named(self.references(document_id))

    def wanted(self, limit: int | None = None, offset: int = 0) -> list[Wish]:
        """Papers that documents name and the library does not hold, those most asked for first; see indexer.wanted."""
        return wanted(self._catalogue, limit, offset)

    def page_label(self, document_id: str, page: int) -> str | None:
        """What is printed as the number of a page of the file. Raises: DocumentNotFound, PageNotFound."""
        document, number = self.document(document_id), self._catalogue.number_of(document_id)
        stored = self._catalogue.pages(number, [page]).get(page)
        if stored is None:
            raise PageNotFound(document_id, page, document.pages)
        return stored.page.label

    def cite(
        self,
        document_id: str,
        page: int | None = None,
        style: str = "footnote",
        *,
        label: str | None = None,
        later: bool = False,
    ) -> Citation:
        """A document cited, or the page of the file, by the label that is printed on it; see indexer.cite.

        Args:
            label: what to print as the page, where several pages are cited ("25-27"); else that of `page`.
        Raises: DocumentNotFound, PageNotFound, WrongUse (no such style).
        """
        document = self.document(document_id)
        if page is not None:
            label = self.page_label(document_id, page) if label is None else label
        return cite(document, label, style, later=later, page=page)

    def quotation(self, document_id: str, spans: Spans) -> Quotation:
        """Words of a document, and the printed pages they stand on; see indexer.quoted.

        Raises: DocumentNotFound; WrongUse: the document has no such place.
        """
        return quotation(self._catalogue, self.document(document_id), spans)

    def locate(self, document_id: str, spans: Spans, anchor: str) -> Located:
        """Where words stand now that stood in these slices; see indexer.quoted. Raises: DocumentNotFound."""
        return locate(self._catalogue, self.document(document_id), spans, anchor)

    def cite_all(self, picked: Sequence[Picked], style: str = "footnote") -> list[CitedPassage]:
        """What was picked, cited in this order: a document named before gets the short form.

        Words that moved are found by their fingerprint; of those that are lost, the document is cited.

        Raises: DocumentNotFound, PageNotFound, WrongUse.
        """
        cited: list[CitedPassage] = []
        seen: set[str] = set()
        for chosen in picked:
            each, trace = found_again(self._catalogue, self.document(chosen.document_id), chosen)
            words = self.quotation(each.document_id, each.spans) if each.spans else None
            page, label = (words.page, words.page_label or "") if words else (each.page, None)
            citation = self.cite(each.document_id, page, style, label=label, later=each.document_id in seen)
            cited.append(CitedPassage(each, citation, words, trace))
            seen.add(each.document_id)
        return cited

    def works(self, document_ids: Sequence[str], style: str = "thesis") -> list[Citation]:
        """A list of works in Vietnamese order, each once. Raises: DocumentNotFound, WrongUse."""
        return works([self.document(each) for each in document_ids], style)

    def check_quotations(
        self, text: str, *, sentences: bool = False, progress: Progress = lambda *_: None
    ) -> QuotationReport:
        """Every quotation of a text against what is printed; see indexer.quotes."""
        return check_quotations(self._catalogue, self._engine(), text, sentences=sentences, progress=progress)

    def begin_check(self, text: str, *, sentences: bool = False) -> str:
        """Check a long text beside everything else, and name it for `check_state`; see indexer.manuscripts.

        Raises: TooManyManuscripts, StorageFull.
        """
        return self._manuscripts.begin(lambda tell: self.check_quotations(text, sentences=sentences, progress=tell))

    def check_state(self, name: str) -> ManuscriptState:
        """How far a long text has come; its report at the end. Raises: ManuscriptNotFound."""
        return self._manuscripts.state(name)

    def manuscript(self, path: Path, name: str) -> str:
        """The text of a file to be checked, of which nothing is kept. Raises: ExtractionError."""
        return manuscript_text(path, name, limits_of(self.settings), self.settings.home)

    def records(self, document_ids: Sequence[str], name: str) -> str:
        """Documents as RIS, BibTeX or CSL-JSON; see indexer.cite. Raises: DocumentNotFound, WrongUse."""
        return records([self.document(each) for each in document_ids], name)

    def holdings(self) -> Holdings:
        """What can be found, in short."""
        return self._catalogue.holdings()

    def evidence(self, document_id: str) -> list[Evidence]:
        """What speaks for the values of a document's card, and suggestions in doubt. Raises: DocumentNotFound."""
        return self._catalogue.cards.evidence(self._catalogue.number_of(document_id))

    def doubtful(self, limit: int = 50, offset: int = 0) -> list[Document]:
        """Documents with suggestions that wait for an answer, the newest first."""
        numbers = self._catalogue.cards.doubtful(limit, offset)
        records = self._catalogue.documents(numbers)
        return [records[number] for number in numbers]

    def likenesses(self, document_id: str) -> tuple[Likeness, ...]:
        """Other documents with the text of this one, or much of it. Raises: DocumentNotFound."""
        return self._catalogue.likenesses.of(self._catalogue.number_of(document_id))

    def backup(self, folder: Path, moved: Moved = lambda *_: None) -> Copied:
        """Make a backup in a folder, while everything else goes on; see indexer.keeping.

        Raises: WrongUse, LibraryBusy (another backup runs there), StorageFull, CatalogueUnusable.
        """
        return back_up(self._catalogue, self._originals, self.settings.home, folder, moved)

    # ---- changing: one process at a time

    def add(
        self,
        paths: Iterable[Path],
        *,
        collection: str | None = None,
        metadata: Path | None = None,
        retry_failed: bool = False,
        listener: Listener = lambda _: None,
        waiting_for: str = "",
    ) -> list[FileReport]:
        """Add files and folders; see indexer.ingest. Pages without usable text wait for `recognise`.

        Args:
            metadata: a table of what is known of the files.
            retry_failed: take up only files that could not be read, from their kept originals: those among the paths,
                or all if there are none.
            waiting_for: what reports say of documents with pages that wait for `recognise`.
        Raises: LibraryBusy, WrongUse (the table), CatalogueUnusable, IndexUnusable, StorageFull.
        """
        given = read_table(metadata) if metadata else None
        with alone(self.settings.home, self.settings.lock_seconds):
            settle(self._catalogue, self._engine())
            run = Import(
                self._catalogue, self._originals, self._engine(), self.settings, listener, waiting_for=waiting_for
            )
            return run.run(paths, collection=collection, given=given, retry_failed=retry_failed)

    def answer(self, document_id: str, field: str, value: str, *, accepted: bool) -> None:
        """Take a suggestion as the card's value, or refuse it; either holds when the file is read again.

        Raises: DocumentNotFound, LibraryBusy; WrongUse: there is no such open suggestion.
        """
        number = self._catalogue.number_of(document_id)
        with alone(self.settings.home, self.settings.lock_seconds):
            if not self._catalogue.cards.answer(number, field, value, accepted=accepted):
                raise WrongUse(
                    f"no suggestion {field} = {value!r} waits for an answer in {document_id}: look at it anew"
                )
            settle(self._catalogue, self._engine())

    def waiting(self) -> list[str]:
        """Ids of documents with pages whose text waits to be recognised."""
        return [id_of_number(number) for number in self._catalogue.scans.waiting()]

    def recognise(
        self,
        document_ids: Sequence[str] = (),
        *,
        again: bool = False,
        listener: Listener = lambda _: None,
        stop: Stop = lambda: False,
    ) -> list[ScanReport]:
        """Recognise the text of scanned pages (OCR); see indexer.recognising. May run beside everything else.

        Args:
            document_ids: these only; by default all that wait.
            again: of the documents named, also pages that were recognised before.
            stop: asked after each page; what is done stays.
        Raises: DocumentNotFound, RecognitionUnavailable, LibraryBusy (the same already runs), CatalogueUnusable,
        IndexUnusable, StorageFull.
        """
        numbers = [self._catalogue.number_of(self.document(each).id) for each in document_ids]
        with alone(self.settings.home, 0, NAME):
            if again or self._catalogue.scans.waiting():
                refuse_unavailable(self.settings)
            for number in numbers if again else ():
                self._catalogue.scans.again(number)
            waiting = set(self._catalogue.scans.waiting())
            run = Recognising(
                self._catalogue, self._originals, self._engine, self.settings, listener=listener, stop=stop
            )
            return run.run([each for each in numbers if each in waiting] if document_ids else None)

    def word_boxes(self, document_id: str, page: int) -> PageBoxes:
        """How large a page is, and where its words stand on it. A word that cannot be placed surely has no box.

        Raises: DocumentNotFound, PageNotFound, NoPicture.
        """
        document, number = self.document(document_id), self._catalogue.number_of(document_id)
        stored = self._catalogue.pages(number, [page]).get(page)
        if stored is None:
            raise PageNotFound(document_id, page, document.pages)
        read = stored.page.origin is Origin.RECOGNITION
        held = self._catalogue.scans.recognitions(number, page).get(page) if read else None
        found = unpacked(held) if held else self._words(document, page)
        return PageBoxes(found.width, found.height, found.turn, word_boxes(stored.text, found))

    def picture(self, document_id: str, page: int, width: int, turn: int = 0) -> bytes:
        """A page as a WebP image.

        Args:
            width: pixels, one of model.PICTURE_WIDTHS.
            turn: quarters, clockwise, as `word_boxes` tells.
        Raises: DocumentNotFound, PageNotFound, NoPicture.
        """
        document = self.document(document_id)
        if not 1 <= page <= document.pages:
            raise PageNotFound(document_id, page, document.pages)
        with _no_picture(document, page):
            return self._pictures.image(self._originals.path(document.sha256), document.filename, page, width, turn)

    def _words(self, document: Document, page: int) -> Recognition:
        with _no_picture(document, page):
            return self._pictures.words(self._originals.path(document.sha256), document.filename, page)

    def scans(self, document_id: str) -> ScanReport:
        """How well the scanned pages of a document were recognised. Raises: DocumentNotFound."""
        return scan_report(self._catalogue, self._catalogue.number_of(document_id))

    def remove(self, document_id: str) -> Document:
        """Put a document into the trash: it is found no more, and nothing of it is lost. Raises: DocumentNotFound."""
        document = self.document(document_id)
        with alone(self.settings.home, self.settings.lock_seconds):
            self._catalogue.trash(self._catalogue.number_of(document_id), trashed=True)
            settle(self._catalogue, self._engine())
        return document

    def restore_document(self, document_id: str) -> Document:
        """Take a document out of the trash; it is found again at once. Raises: DocumentNotFound."""
        document = self.document(document_id, trashed=True)
        with alone(self.settings.home, self.settings.lock_seconds):
            self._catalogue.trash(self._catalogue.number_of(document_id), trashed=False)
            settle(self._catalogue, self._engine())
        return replace(document, trashed=False)

    def reindex(self, engine: str | None = None, listener: Listener = lambda _: None) -> int:
        """Build the index anew from the catalogue; the old one serves until the new one is complete.

        Args:
            engine: its name; the one in the settings when not given.
        Returns: how many documents it holds.
        """
        settings = replace(self.settings, engine=engine or self.settings.engine)
        with alone(settings.home, settings.lock_seconds):
            return self._build_index(settings.engine, listener)

    def _build_index(self, engine: str | None = None, listener: Listener = lambda _: None) -> int:
        renew_references(self._catalogue, self._catalogue.references.outdated())
        make_sketches(self._catalogue)
        find_questions_again(self._catalogue)
        counts = {
            number: passages
            for status in (Status.EXTRACTED, Status.INDEXED)
            for number, passages in self._catalogue.passage_counts(status).items()
        }
        with replacement(self._index_root, self._make(engine), self.settings.lock_seconds) as new:
            for documents in in_batches(counts):
                put_in_index(self._catalogue, new, documents, listener)
        return len(counts)

    def check(self, *, repair: bool = False) -> list[Finding]:
        """Disagreements among catalogue, originals and index; see indexer.checking."""
        with alone(self.settings.home, self.settings.lock_seconds):
            means = Means(self._engine, lambda: damage(self._index_root), self._build_index, self._read)
            return check(self._catalogue, self._originals, means, repair=repair)

    def _read(self, paths: Sequence[Path]) -> list[FileReport]:
        return Import(self._catalogue, self._originals, self._engine(), self.settings).run(paths)

    def settle(self) -> None:
        """Finish what a killed run left between two steps, if no other run is at work."""
        with suppress(LibraryBusy), alone(self.settings.home, 0):
            settle(self._catalogue, self._engine())
