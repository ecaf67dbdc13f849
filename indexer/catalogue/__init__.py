"""The truth: which documents the library holds, their text page by page, and how far each has come."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from copy import copy
from datetime import UTC, datetime
from pathlib import Path

import sqlalchemy as sa

from indexer.cards import decided
from indexer.catalogue import cards, likenesses, statements
from indexer.catalogue import questions as asked
from indexer.catalogue import references as refs
from indexer.catalogue import repairs as mended
from indexer.catalogue import tables as t
from indexer.catalogue.audit import Audit
from indexer.catalogue.copying import Copying
from indexer.catalogue.corrections import Corrections
from indexer.catalogue.harvest import Harvest
from indexer.catalogue.leaves import Leaves, write_headings
from indexer.catalogue.opening import open_database, translated, writing
from indexer.catalogue.rows import (
    NEXT_REVISION,
    PageText,
    StoredPage,
    document_of_row,
    metadata_columns,
    page_of_row,
    page_row,
    parts,
    passage_of_row,
    passage_row,
)
from indexer.catalogue.scans import Scans, wait
from indexer.catalogue.shelf import Shelf
from indexer.catalogue.statements import LAST_PAGE
from indexer.catalogue.tries import Tries
from indexer.catalogue.uploads import Uploads
from indexer.catalogue.users import Users
from indexer.catalogue.visibilities import Visibilities, out_of
from indexer.errors import DocumentNotFound
from indexer.model import (
    Document,
    Evidence,
    Holdings,
    Metadata,
    Page,
    Passage,
    QuestionAnswer,
    Reference,
    Repair,
    Status,
)
from indexer.numbering import DOCUMENT_BITS, document_number, number_of_id
from indexer.text.layout import page_starts
from indexer.text.sketch import Sketch


class Catalogue:
    """The catalogue in a SQLite database. Threads may share it."""

    def __init__(self, path: Path, busy_seconds: float = 30) -> None:
        self._path = path
        self._database = open_database(path, busy_seconds)
        self._held = threading.local()  # the connection of `one_state`
        self.cards = cards.Cards(self._reading, self._writing)
        self.scans = Scans(self._reading, self._writing)
        self.questions = asked.Questions(self._reading, self._writing)
        self.repairs = mended.Repairs(self._reading)
        self.leaves = Leaves(self._reading)
        self.copying = Copying(self._reading, path)
        self.users = Users(self._reading, self._writing)
        self.audit = Audit(self._reading, self._writing)
        self.tries = Tries(self._reading, self._writing)
        self.visibilities = Visibilities(self._reading, self._writing)
        self.corrections = Corrections(self._reading, self._writing)
        self.uploads = Uploads(self._reading, self._writing)
        self._show_all_but(frozenset())

    def hiding(self, collections: frozenset[str]) -> Catalogue:
        """The catalogue in which documents of these collections are as if there were none. It need not be closed."""
        seen = copy(self)
        seen._show_all_but(collections)  # noqa: SLF001  # of this class
        return seen

    def _show_all_but(self, collections: frozenset[str]) -> None:
        self._hidden, self._shown = collections, out_of(collections)
        self.references = refs.References(self._reading, self._writing, self._shown)
        self.likenesses = likenesses.Likenesses(self._reading, self._writing, self.documents)
        self.shelf = Shelf(self._reading, self.documents, self._shown)
        self.harvest = Harvest(self._reading, self.documents, self._shown)

    @contextmanager
    def one_state(self) -> Iterator[None]:
        """All that this thread reads within the block is of one moment, and asked for over one connection."""
        before = self._connection()
        with self._reading() as connection:
            self._held.connection = connection
            try:
                yield
            finally:
                self._held.connection = before

    def _connection(self) -> sa.Connection | None:
        """That of the block of `one_state` that this thread is in."""
        return getattr(self._held, "connection", None)

    @contextmanager
    def _reading(self) -> Iterator[sa.Connection]:
        held = self._connection()
        with translated(self._path), nullcontext(held) if held is not None else self._database.connect() as connection:
            yield connection

    @contextmanager
    def _writing(self) -> Iterator[sa.Connection]:
        with translated(self._path), writing(self._database).begin() as connection:
            yield connection

    def close(self) -> None:
        """Let go of the database."""
        self._database.dispose()

    def made_at(self) -> datetime:
        """When the database was last written to; for as long as it holds nothing, when it was made."""
        return datetime.fromtimestamp(self._path.stat().st_mtime, UTC)

    # ---- writing: each call is one transaction

    def register(
        self, sha256: str, *, filename: str, size: int, collections: Iterable[str] = (), given: Iterable[Evidence] = ()
    ) -> tuple[int, Status]:
        """Make sure that a kept original has a record, and that it is in the collections.

        A file that could not be read takes its new name, which may say better what it is; so does one that a repair
        took in under its SHA-256.

        Args:
            given: what a metadata table says of a file whose text is not in the catalogue yet.
        Returns: the document's number and status.
        """
        with self._writing() as connection:
            row = connection.execute(
                sa.select(t.documents.c.document, t.documents.c.status).join(t.files).where(t.files.c.sha256 == sha256)
            ).first()
            number = row.document if row else self._free_number(connection, sha256)
            if row is None:
                now = datetime.now(UTC)
                connection.execute(
                    sa.insert(t.documents).values(document=number, status=Status.QUEUED, added_at=now, changed_at=now)
                )
                connection.execute(
                    sa.insert(t.files).values(sha256=sha256, document=number, filename=filename, size=size)
                )
            else:
                nameless = t.files.c.filename == sha256
                named_anew = sa.true() if row.status == Status.FAILED else nameless
                here = t.files.c.sha256 == sha256
                connection.execute(sa.update(t.files).where(here, named_anew).values(filename=filename))
            self._collect(connection, number, collections)
            if row is None or row.status in (Status.QUEUED, Status.FAILED):
                cards.give(connection, number, given)
            return number, Status(row.status) if row else Status.QUEUED

    def _free_number(self, connection: sa.Connection, sha256: str) -> int:
        """The number that follows from the file; the next free one should another file have it."""
        number = document_number(sha256)
        while connection.execute(sa.select(t.documents.c.document).where(t.documents.c.document == number)).first():
            number = (number + 1) % (1 << DOCUMENT_BITS)
        return number

    def _collect(self, connection: sa.Connection, number: int, names: Iterable[str]) -> None:
        held = set(connection.scalars(sa.select(t.collections.c.name).where(t.collections.c.document == number)))
        new = dict.fromkeys(name for name in names if name not in held)
        if new:
            connection.execute(sa.insert(t.collections), [{"document": number, "name": name} for name in new])
            here = t.documents.c.document == number
            changed = {"changed_at": datetime.now(UTC), "revision": NEXT_REVISION}
            connection.execute(sa.update(t.documents).where(here).values(**changed))

    def store(
        self,
        number: int,
        metadata: Metadata,
        pages: Sequence[Page],
        passages: Sequence[Passage],
        *,
        media_type: str,
        paged: bool,
        segmenter: str,
        references: Sequence[Reference] = (),
        questions: Sequence[QuestionAnswer] = (),
        evidence: Sequence[Evidence] = (),
        sketch: Sketch | None = None,
        scans: Sequence[int] | None = (),
        repairs: Sequence[Repair] = (),
    ) -> None:
        """Write all that was read from a document's file, replacing what was; it is then EXTRACTED.

        What people decided on its card stays.

        Args:
            metadata, evidence: as read from the file.
            scans: pages that wait to be recognised; None if those that waited have been, and are among the pages.
        """
        with self._writing() as connection:
            for table in (t.pages, t.passages):
                connection.execute(sa.delete(table).where(table.c.document == number))
            rows = [page_row(number, *each) for each in zip(pages, page_starts(pages), strict=True)]
            if rows:
                connection.execute(sa.insert(t.pages), rows)
            write_headings(connection, number, pages)
            if passages:
                connection.execute(sa.insert(t.passages), [passage_row(number, passage) for passage in passages])
            connection.execute(sa.update(t.files).where(t.files.c.document == number).values(media_type=media_type))
            refs.write(connection, number, references)
            asked.write(connection, number, questions)
            card, evidence = decided(metadata, evidence, cards.read(connection, number))
            cards.write(connection, number, evidence)
            if sketch is not None:
                likenesses.write(connection, number, sketch)
            if scans is not None:
                wait(connection, number, scans)
            mended.write(connection, number, repairs)
            connection.execute(
                sa.update(t.documents)
                .where(t.documents.c.document == number)
                .values(
                    status=Status.EXTRACTED,
                    waiting=len(scans or ()),
                    problem="",
                    problem_kind="",
                    pages=len(pages),
                    passages=len(passages),
                    paged=paged,
                    segmenter=segmenter,
                    **metadata_columns(card),
                )
            )

    def mark(self, numbers: Iterable[int], status: Status, problem: str = "", kind: str = "") -> None:
        """Write how far documents have come. One that failed waits for nothing more.

        Args:
            problem: why they failed; `kind` is the name of the error's class.
        """
        values: dict[str, object] = {"status": status, "problem": problem, "problem_kind": kind}
        if status is Status.FAILED:
            values["waiting"] = 0
        with self._writing() as connection:
            for part in parts(list(numbers)):
                connection.execute(sa.update(t.documents).where(t.documents.c.document.in_(part)).values(**values))

    def mark_held(self, seen: Mapping[int, int], *, held: bool = True) -> None:
        """Write that the index holds documents as they were at these revisions, or holds them no more.

        What changed since stays marked as stale, so the index follows once more.
        """
        status = (
            sa.literal(Status.INDEXED)
            if held
            else sa.case((t.documents.c.status == Status.INDEXED, Status.EXTRACTED), else_=t.documents.c.status)
        )
        with self._writing() as connection:
            for number, revision in seen.items():
                values = {"status": status, "stale": t.documents.c.revision != revision}
                connection.execute(sa.update(t.documents).where(t.documents.c.document == number).values(**values))

    def trash(self, number: int, *, trashed: bool) -> None:
        """Put a document into the trash, or take it out. The index is to follow."""
        here = t.documents.c.document == number
        with self._writing() as connection:
            now = datetime.now(UTC)
            values = {"trashed": trashed, "trashed_at": now if trashed else None, "stale": True, "changed_at": now}
            changed = sa.update(t.documents).where(here).values(**values, revision=NEXT_REVISION)
            connection.execute(changed)

    # ---- reading

    def number_of(self, document_id_: str) -> int:
        """The number of the document with this id. Raises: DocumentNotFound."""
        number = number_of_id(document_id_)
        if number is None or not self.documents([number]):
            raise DocumentNotFound(document_id_)
        return number

    def documents(self, numbers: Sequence[int]) -> dict[int, Document]:
        """The records of these documents, those that exist, trashed ones too."""
        found: dict[int, Document] = {}
        with self._reading() as connection:
            for part in parts(list(numbers)):
                rows = connection.execute(statements.DOCUMENTS.where(*self._shown), {"numbers": part})
                found |= {row.document: document_of_row(row) for row in rows}
        return found

    def years(self, numbers: Sequence[int]) -> dict[int, int]:
        """The year of each of these documents that has one on its card."""
        columns = (t.documents.c.document, t.documents.c.issued_on, t.documents.c.year)
        found: dict[int, int] = {}
        with self._reading() as connection:
            for part in parts(list(numbers)):
                for number, day, year in connection.execute(sa.select(*columns).where(columns[0].in_(part))):
                    if day or year:
                        found[number] = day.year if day else year
        return found

    def numbers(self, *statuses: Status, trashed: bool = False) -> list[int]:
        """Numbers of all documents with one of the statuses, in order."""
        with self._reading() as connection:
            return list(
                connection.scalars(
                    sa.select(t.documents.c.document)
                    .where(t.documents.c.status.in_(statuses), t.documents.c.trashed == trashed)
                    .order_by(t.documents.c.document)
                )
            )

    def stale(self) -> list[int]:
        """Documents of which the index says something else: an older card, or that they are not in the trash."""
        with self._reading() as connection:
            return list(connection.scalars(sa.select(t.documents.c.document).where(t.documents.c.stale)))

    def pages(self, number: int, wanted: Iterable[int] | None = None) -> dict[int, StoredPage]:
        """Pages of a document by their number: those wanted, or all."""
        query = sa.select(t.pages).where(t.pages.c.document == number).order_by(t.pages.c.page)
        if wanted is not None:
            query = query.where(t.pages.c.page.in_([page for page in wanted if page <= LAST_PAGE]))
        with self._reading() as connection:
            return {row.page: page_of_row(row) for row in connection.execute(query)}

    def some_pages(self, wanted: Sequence[tuple[int, int]]) -> dict[int, dict[int, StoredPage]]:
        """Pages of several documents: document → page number → page."""
        found: dict[int, dict[int, StoredPage]] = {}
        with self._reading() as connection:
            for part in parts(list(wanted)):
                for row in connection.execute(statements.PAGES, statements.these_pages(part)):
                    found.setdefault(row.document, {})[row.page] = page_of_row(row)
        return found

    def page_texts(self, wanted: Sequence[tuple[int, int]]) -> dict[int, dict[int, PageText]]:
        """The same without their blocks, in a third of the time."""
        found: dict[int, dict[int, PageText]] = {}
        with self._reading() as connection:
            for part in parts(list(wanted)):
                for document, *page in connection.execute(statements.PAGE_TEXTS, statements.these_pages(part)):
                    found.setdefault(document, {})[page[0]] = PageText(*page)
        return found

    def passages(self, numbers: Sequence[int]) -> dict[int, Passage]:
        """The passages of these numbers, those that exist."""
        found: dict[int, Passage] = {}
        with self._reading() as connection:
            for part in parts(list(numbers)):
                rows = connection.execute(statements.PASSAGES, {"numbers": part})
                found |= {row.passage: passage_of_row(row) for row in rows}
        return found

    def passages_on_pages(self, numbers: Sequence[int]) -> tuple[dict[int, Passage], dict[int, dict[int, PageText]]]:
        """The same, and the pages that they stand on: document → page number → page."""
        found: dict[int, Passage] = {}
        pages: dict[int, dict[int, PageText]] = {}
        with self._reading() as connection:
            for part in parts(list(numbers)):
                for row in connection.execute(statements.PASSAGES_ON_PAGES, {"numbers": part}):
                    if row.passage not in found:
                        found[row.passage] = passage_of_row(row)
                    pages.setdefault(row.document, {})[row.page] = PageText(row.page, row.label, row.start, row.text)
        return found, pages

    def passages_of(self, number: int, page: int | None = None) -> list[Passage]:
        """Passages of a document, in order: all, or those that stand at least partly on a page."""
        query = sa.select(t.passages).where(t.passages.c.document == number).order_by(t.passages.c.passage)
        if page is not None:
            query = query.where(t.passages.c.first_page <= page, t.passages.c.last_page >= page)
        with self._reading() as connection:
            return [passage_of_row(row) for row in connection.execute(query)]

    def passage_counts(self, status: Status = Status.INDEXED) -> dict[int, int]:
        """Number of passages of each document of a status, outside the trash."""
        query = sa.select(t.documents.c.document, t.documents.c.passages).where(
            t.documents.c.status == status, t.documents.c.trashed.is_(False)
        )
        with self._reading() as connection:
            return {row.document: row.passages for row in connection.execute(query)}

    def names(self) -> list[tuple[str, str, list[str]]]:
        """Title, number and authors of every document that can be found."""
        query = sa.select(t.documents.c.title, t.documents.c.number, t.documents.c.authors).where(
            t.documents.c.status == Status.INDEXED, t.documents.c.trashed.is_(False), *self._shown
        )
        with self._reading() as connection:
            return [(row.title, row.number, row.authors) for row in connection.execute(query)]

    def holdings(self, newest: int = 8) -> Holdings:
        """What can be found: documents, pages, collections, and the newest."""
        shown = sa.and_(t.documents.c.status == Status.INDEXED, t.documents.c.trashed.is_(False), *self._shown)
        with self._reading() as connection:
            count, pages = connection.execute(
                sa.select(sa.func.count(), sa.func.coalesce(sa.func.sum(t.documents.c.pages), 0)).where(shown)
            ).one()
            names = connection.execute(
                sa.select(t.collections.c.name, sa.func.count())
                .join(t.documents)
                .where(shown)
                .group_by(t.collections.c.name)
                .order_by(t.collections.c.name)
            ).all()
            latest = list(
                connection.scalars(
                    sa.select(t.documents.c.document)
                    .where(shown)
                    .order_by(t.documents.c.added_at.desc(), t.documents.c.document)
                    .limit(newest)
                )
            )
        records = self.documents(latest)
        return Holdings(count, pages, tuple((name, n) for name, n in names), tuple(records[each] for each in latest))


__all__ = ["Catalogue", "PageText", "StoredPage"]
