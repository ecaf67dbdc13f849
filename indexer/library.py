"""A library: what the command line and the web hold. Everything else of the package is reached through it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from copy import copy
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from indexer.accounts import Accounts
from indexer.around import Around
from indexer.checking import Means, check
from indexer.citations import Citations
from indexer.citing import cited_by, references_of
from indexer.desk import Desk
from indexer.errors import (
    DocumentNotFound,
    IndexerError,
    LibraryBusy,
    WrongUse,
)
from indexer.exchange import Exchange
from indexer.home import Home
from indexer.indexing import Listener, settle
from indexer.ingest import Import
from indexer.keeping.backup import back_up
from indexer.keeping.copying import Moved
from indexer.locking import alone
from indexer.metadata.table import read_table
from indexer.model import (
    CitedBy,
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
    Named,
    PageWords,
    PassageWords,
    ReadingPage,
    Repair,
    Role,
    ScanReport,
    SearchPage,
    Sort,
    Suggestion,
    Wish,
)
from indexer.numbering import document_id as id_of_number
from indexer.page_images import PageImages
from indexer.plain_text import pages_of, passages_of
from indexer.quotations import Quotations
from indexer.read import hit_pages, read_page
from indexer.rebuilding import rebuild
from indexer.receiving import Receiving
from indexer.recognising import NAME, Recognising, Stop, refuse_unavailable, scan_report
from indexer.search import holds, last_added, search, search_all
from indexer.sending import Sending
from indexer.settings import Settings
from indexer.suggest import Knowledge
from indexer.suggest.completion import completed
from indexer.wanted import named, wanted
from indexer.work.bell import Bell
from indexer.work.intake import Intake
from indexer.work.worker import Worker

_ANY_LINE = "lý luận"  # what it finds does not matter
_MOST_SEEN = 6  # libraries as they are seen, each with a vocabulary of its own


class Library:
    """A data folder, opened. Threads may share it; reading never waits for an import."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self._take(Home(settings))
        self.images = PageImages(self._home)
        self.accounts, self.audit = Accounts(self._catalogue, settings.session_hours), self._catalogue.audit
        self.visibilities = self._catalogue.visibilities
        self._seen: dict[frozenset[str], Library] = {}
        self._bell = Bell(settings.home)
        self.desk = Desk(self._home, self._bell.ring)
        self.receiving = Receiving(self._catalogue, settings.home, settings.upload_megabytes, self._bell.ring)
        self.uploads = Sending(self._catalogue, self.receiving, settings.home, self._bell.ring)

    def _take(self, home: Home) -> None:
        self._home = home
        self._catalogue, self._originals, self._engine = home.catalogue, home.originals, home.engine
        self._knowledge = Knowledge(home.catalogue)
        self.around, self.citations, self.quotations = Around(home), Citations(home), Quotations(home)
        self.exchange = Exchange(home)

    def behind(self) -> int:
        """How many documents the index is behind of."""
        return len(self._catalogue.stale())

    def holds(self, document_id: str) -> bool:
        """Whether there is a document of this id, outside the trash."""
        with suppress(DocumentNotFound):
            return bool(self._home.document(document_id))
        return False

    def seen_by(self, role: Role | None) -> Library:
        """The library as somebody of a role sees it (None: nobody is signed in); itself where nothing is hidden from them.

        A document that is hidden is as if there were none, in every answer. What changes or keeps a library sees all of it,
        so only the library itself is asked for that. It need not be closed.
        """
        levels = self.visibilities.all()
        hidden = frozenset(name for name, visibility in levels.items() if not visibility.includes(role))
        if not hidden:
            return self
        seen = self._seen.get(hidden)
        if seen is None:
            seen = copy(self)
            seen._take(self._home.hiding(hidden))  # noqa: SLF001  # of this class
            seen.images = self.images.seen(seen._home)  # noqa: SLF001
            if len(self._seen) >= _MOST_SEEN:
                self._seen.clear()
            self._seen[hidden] = seen
        return seen

    def close(self) -> None:
        """Let go of all files."""
        self.images.close()
        self._home.close()

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
        for role in (None, Role.READER, Role.LIBRARIAN):
            with suppress(IndexerError):
                seen = self.seen_by(role)
                seen.search(_ANY_LINE)
                seen.suggest(_ANY_LINE)

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
        return self._home.document(document_id, trashed=trashed)

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

    def worker(self) -> Worker:
        """The one that takes in what `receiving` has kept; in a process of its own."""
        intake = Intake(self._catalogue, self._originals, self._engine, self.receiving, self.settings)
        return Worker(self.settings, intake, self._bell, self)

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
        delayed: Callable[[], None] = lambda: None,
    ) -> list[FileReport]:
        """Add files and folders; see indexer.ingest. Pages without usable text wait for `recognise`.

        Args:
            metadata: a table of what is known of the files.
            retry_failed: take up only files that could not be read, from their kept originals: those among the paths,
                or all if there are none.
            waiting_for: what reports say of documents with pages that wait for `recognise`.
            delayed: called if another process must end first.
        Raises: LibraryBusy, WrongUse (the table), CatalogueUnusable, IndexUnusable, StorageFull.
        """
        given = read_table(metadata) if metadata else None
        with self._home.alone(waiting=delayed):
            settle(self._catalogue, self._engine())
            run = self._import(listener, waiting_for)
            return run.run(paths, collection=collection, given=given, retry_failed=retry_failed)

    def answer(self, document_id: str, field: str, value: str, *, accepted: bool) -> None:
        """Take a suggestion as the card's value, or refuse it; either holds when the file is read again.

        Raises: DocumentNotFound, LibraryBusy; WrongUse: there is no such open suggestion.
        """
        number = self._catalogue.number_of(document_id)
        with self._home.alone():
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

    def scans(self, document_id: str) -> ScanReport:
        """How well the scanned pages of a document were recognised. Raises: DocumentNotFound."""
        return scan_report(self._catalogue, self._catalogue.number_of(document_id))

    def remove(self, document_id: str) -> Document:
        """Put a document into the trash: it is found no more, and nothing of it is lost. Raises: DocumentNotFound."""
        document = self.document(document_id)
        with self._home.alone():
            self._catalogue.trash(self._catalogue.number_of(document_id), trashed=True)
            settle(self._catalogue, self._engine())
        return document

    def restore_document(self, document_id: str) -> Document:
        """Take a document out of the trash; it is found again at once. Raises: DocumentNotFound."""
        document = self.document(document_id, trashed=True)
        with self._home.alone():
            self._catalogue.trash(self._catalogue.number_of(document_id), trashed=False)
            settle(self._catalogue, self._engine())
        return replace(document, trashed=False)

    def reindex(self, engine: str | None = None, listener: Listener = lambda _: None) -> int:
        """Build the index anew from the catalogue; the old one serves until the new one is complete.

        Args:
            engine: its name; the one in the settings when not given.
        Returns: how many documents it holds.
        """
        with self._home.alone():
            return self._rebuild(engine, listener)

    def _rebuild(self, engine: str | None = None, listener: Listener = lambda _: None) -> int:
        with self._home.new_index(engine) as new:
            return rebuild(self._catalogue, new, listener)

    def check(self, *, repair: bool = False) -> list[Finding]:
        """Disagreements among catalogue, originals and index; see indexer.checking."""
        with self._home.alone():
            means = Means(self._engine, self._home.index_damage, self._rebuild, lambda paths: self._import().run(paths))
            return check(self._catalogue, self._originals, means, repair=repair)

    def _import(self, listener: Listener = lambda _: None, waiting_for: str = "") -> Import:
        catalogue, originals = self._catalogue, self._originals
        return Import(catalogue, originals, self._engine(), self.settings, listener, waiting_for=waiting_for)

    def settle(self) -> None:
        """Finish what a killed run left between two steps, if no other run is at work."""
        with suppress(LibraryBusy), alone(self.settings.home, 0):
            settle(self._catalogue, self._engine())
