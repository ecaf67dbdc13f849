"""Files that people sent. A row says that a file is on the disk; what became of it, its document says from then on."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa

from indexer.catalogue import audit
from indexer.catalogue import tables as t
from indexer.catalogue.rows import NEXT_REVISION, moment, parts
from indexer.model import Act, Status, Upload, UploadBatch, UploadState
from indexer.model import Standing as CardStanding
from indexer.numbering import document_id

Transaction = Callable[[], AbstractContextManager[sa.Connection]]
WAITING, OURS, HELD, REFUSED, CANCELLED, OPENED = "waiting", "ours", "held", "refused", "cancelled", "opened"
_BY_STANDING = {
    WAITING: UploadState.QUEUED,
    HELD: UploadState.HELD,
    REFUSED: UploadState.FAILED,
    CANCELLED: UploadState.CANCELLED,
    OPENED: UploadState.OPENED,
}
_BY_STATUS = {
    Status.QUEUED: UploadState.QUEUED,
    Status.EXTRACTED: UploadState.INDEXING,
    Status.INDEXED: UploadState.DONE,
    Status.FAILED: UploadState.FAILED,
}
_u, _d = t.uploads.c, t.documents.c
_STATE = sa.case(
    *((_u.standing == standing, str(state)) for standing, state in _BY_STANDING.items()),
    (_d.waiting > 0, str(UploadState.RECOGNISING)),
    *((_d.status == status, str(state)) for status, state in _BY_STATUS.items()),
    else_=str(UploadState.DONE),  # its document was deleted for good
).label("state")
_ALL = t.uploads.join(t.batches).outerjoin(t.documents, _u.document == _d.document)
_OPEN = (
    sa.select(sa.func.count())
    .where(t.evidence.c.document == _d.document, t.evidence.c.standing == CardStanding.OPEN)
    .scalar_subquery()
)
_ROWS = sa.select(
    t.uploads,
    t.batches.c.who,
    t.batches.c.collection,
    _STATE,
    *(_d.title, _d.pages, _d.waiting, _d.trashed, _d.problem, _d.problem_kind.label("why")),
    _OPEN.label("suggestions"),
).select_from(_ALL)


class Uploads:
    """The files that were sent, in the order in which they came."""

    def __init__(self, reading: Transaction, writing: Transaction) -> None:
        self._reading, self._writing = reading, writing

    # ---- sending

    def begin(self, name: str, *, who: str, collection: str = "", metadata: str = "") -> None:
        """Open a batch."""
        row = {"batch": name, "who": who, "at": datetime.now(UTC), "collection": collection, "metadata": metadata}
        with self._writing() as connection:
            connection.execute(sa.insert(t.batches).values(row))

    def accept(self, batch: str, place: str, filename: str, size: int, sha256: str) -> int:
        """Record a file that is on the disk with all its bytes. Returns: its number."""
        kept = {"place": place, "size": size, "sha256": sha256, "standing": WAITING}
        return self._insert(batch, filename, Act.FILE_SENT, **kept)

    def refuse(self, batch: str, filename: str, size: int, kind: str, reason: str) -> int:
        """Record a file that was sent and is not kept, and why. Returns: its number."""
        refused = {"size": size, "standing": REFUSED, "problem_kind": kind, "reason": reason}
        return self._insert(batch, filename, Act.FILE_REFUSED, **refused)

    def _insert(self, batch: str, filename: str, act: Act | None, **values: object) -> int:
        blank = {"place": "", "sha256": "", "problem_kind": "", "reason": ""}
        row = {"batch": batch, "filename": filename, "at": datetime.now(UTC)} | blank | values
        with self._writing() as connection:
            made = connection.execute(sa.insert(t.uploads).values(row))
            if act:
                who = connection.scalar(sa.select(t.batches.c.who).where(t.batches.c.batch == batch)) or ""
                audit.write(connection, who, act, filename, batch=batch)
            number: int = made.inserted_primary_key[0] if made.inserted_primary_key else 0
            return number

    # ---- taking in, by the one worker

    def next(self, batch: str | None = None, after: int = 0) -> Upload | None:
        """The first file that waits, of a batch or of all, behind the file of a number."""
        query = _ROWS.where(_u.standing == WAITING, _u.place != "", _u.upload > after).order_by(_u.upload).limit(1)
        found = self._found(query if batch is None else query.where(_u.batch == batch))
        return found[0] if found else None

    def took(self, number: int, document: int) -> bool:
        """Write that a file became a document. Returns: False if it was cancelled meanwhile."""
        return self._answer(number, standing=OURS, document=document)

    def held(self, number: int, document: int) -> None:
        """Write that the library held a file before it was sent; not if it is this file that the library holds.

        A kill between a document's record and its row here leaves a file that waits although it has been taken in.
        """
        with self._writing() as connection:
            sent = connection.scalar(sa.select(_u.at).where(_u.upload == number))
            added = connection.scalar(sa.select(_d.added_at).where(_d.document == document))
            claimed = sa.select(_u.upload).where(_u.document == document, _u.standing == OURS)
            ours = sent and added and moment(added) >= moment(sent) and connection.scalar(claimed) is None
            values = {"standing": OURS if ours else HELD, "document": document}
            here = (_u.upload == number, _u.standing == WAITING)
            connection.execute(sa.update(t.uploads).where(*here).values(**values))

    def failed(self, number: int, kind: str, reason: str) -> None:
        """Write that a file became no document, and why."""
        self._answer(number, standing=REFUSED, problem_kind=kind, reason=reason)

    def opened(self, number: int) -> None:
        """Write that a file is an archive, each document of which has a row of its own."""
        self._answer(number, standing=OPENED)

    def _answer(self, number: int, **values: object) -> bool:
        here = (_u.upload == number, _u.standing == WAITING)
        with self._writing() as connection:
            return connection.execute(sa.update(t.uploads).where(*here).values(**values)).rowcount > 0

    def member(self, archive: Upload, filename: str) -> int:
        """The row of a document within an archive; it waits until something is told of it. Returns: its number."""
        same = (_u.archive == archive.number, _u.filename == filename)
        with self._reading() as connection:
            number: int | None = connection.scalar(sa.select(_u.upload).where(*same))
        if number is not None:
            return number
        return self._insert(archive.batch, filename, None, archive=archive.number, size=0, standing=WAITING)

    # ---- answers of people

    def cancel(self, numbers: Collection[int], who: str) -> list[Upload]:
        """Let go of files that wait, and of failed ones; documents that are being read go to the trash.

        Returns: those that are cancelled now.
        """
        asked = [UploadState.QUEUED, UploadState.FAILED, UploadState.READING]
        with self._writing() as connection:
            here = _ROWS.where(_u.upload.in_(list(numbers)), _STATE.in_([str(each) for each in asked]))
            found = [_upload(row) for row in connection.execute(here)]
            chosen = [each.number for each in found]
            connection.execute(sa.update(t.uploads).where(_u.upload.in_(chosen)).values(standing=CANCELLED))
            now = datetime.now(UTC)
            trashed = {"trashed": True, "trashed_at": now, "changed_at": now, "stale": True, "revision": NEXT_REVISION}
            documents = sa.select(_u.document).where(_u.upload.in_(chosen))
            connection.execute(sa.update(t.documents).where(_d.document.in_(documents)).values(**trashed))
            for each in found:
                audit.write(connection, who, Act.FILE_CANCELLED, each.filename, batch=each.batch)
        return found

    def again(self, numbers: Collection[int], who: str) -> int:
        """Let documents of these files that could not be read wait to be read once more. Returns: how many."""
        documents = sa.select(_u.document).where(_u.upload.in_(list(numbers)), _u.document.is_not(None))
        here = (_d.document.in_(documents), _d.status == Status.FAILED)
        values = {"status": Status.QUEUED, "problem": "", "problem_kind": ""}
        with self._writing() as connection:
            tried = list(connection.scalars(sa.select(_d.document).where(*here)))
            for each in tried:
                audit.write(connection, who, Act.FILE_RETRIED, document_id(each))
            connection.execute(sa.update(t.documents).where(*here).values(**values))
        return len(tried)

    # ---- reading

    def batch(self, name: str) -> UploadBatch | None:
        """A batch."""
        with self._reading() as connection:
            row = connection.execute(sa.select(t.batches).where(t.batches.c.batch == name)).first()
        return UploadBatch(row.batch, row.who, moment(row.at), row.collection, row.metadata) if row else None

    def of_batch(self, name: str) -> list[Upload]:
        """All files of a batch."""
        return self._found(_ROWS.where(_u.batch == name).order_by(_u.upload))

    def of(self, numbers: Collection[int]) -> list[Upload]:
        """These files, those that exist."""
        return self._found(_ROWS.where(_u.upload.in_(list(numbers))).order_by(_u.upload))

    def in_states(self, states: Collection[UploadState], limit: int, offset: int = 0) -> list[Upload]:
        """Files in any of these states, the last sent first."""
        query = _ROWS.where(_STATE.in_([str(each) for each in states])).order_by(_u.upload.desc())
        return self._found(query.limit(limit).offset(offset))

    def batches(self, limit: int) -> list[tuple[UploadBatch, dict[UploadState, int]]]:
        """The last batches, each with how many of its files are in which state."""
        with self._reading() as connection:
            last = sa.select(t.batches).order_by(t.batches.c.at.desc()).limit(limit)
            found = [UploadBatch(r.batch, r.who, moment(r.at), r.collection) for r in connection.execute(last)]
            counts: dict[str, dict[UploadState, int]] = {each.name: {} for each in found}
            query = sa.select(_u.batch, _STATE, sa.func.count().label("n")).select_from(_ALL)
            for row in connection.execute(query.where(_u.batch.in_(list(counts))).group_by(_u.batch, _STATE)):
                counts[row.batch][UploadState(row.state)] = row.n
        return [(each, counts[each.name]) for each in found]

    def counts(self) -> dict[UploadState, int]:
        """How many files are in which state."""
        with self._reading() as connection:
            query = sa.select(_STATE, sa.func.count().label("n")).select_from(_ALL).group_by(_STATE)
            return {UploadState(row.state): row.n for row in connection.execute(query)}

    def places(self) -> dict[str, bool]:
        """Folders of files that were accepted, each with whether its file still waits."""
        with self._reading() as connection:
            rows = connection.execute(sa.select(_u.place, _u.standing).where(_u.place != ""))
            return {row.place: row.standing == WAITING for row in rows}

    def waiting(self, numbers: Iterable[int]) -> set[int]:
        """Those of these files that still wait."""
        found: set[int] = set()
        with self._reading() as connection:
            for part in parts(list(numbers)):
                query = sa.select(_u.upload).where(_u.upload.in_(part), _u.standing == WAITING)
                found.update(connection.scalars(query))
        return found

    def batches_waiting(self) -> list[str]:
        """Batches with files that wait, in a steady order."""
        query = sa.select(_u.batch).where(_u.standing == WAITING, _u.place != "").distinct().order_by(_u.batch)
        with self._reading() as connection:
            return list(connection.scalars(query))

    def _found(self, query: sa.Select[Any]) -> list[Upload]:
        with self._reading() as connection:
            return [_upload(row) for row in connection.execute(query)]


def _upload(row: Any) -> Upload:
    failed = row.state == UploadState.FAILED
    return Upload(
        number=row.upload,
        batch=row.batch,
        filename=row.filename,
        size=row.size,
        sha256=row.sha256,
        who=row.who,
        at=moment(row.at),
        collection=row.collection,
        state=UploadState(row.state),
        place=row.place,
        archive=row.archive,
        document_id=document_id(row.document) if row.document is not None else None,
        title=row.title or "",
        pages=row.pages or 0,
        waiting=row.waiting or 0,
        suggestions=row.suggestions,
        trashed=bool(row.trashed),
        problem_kind=row.problem_kind or (row.why or "" if failed else ""),
        reason=row.reason or (row.problem or "" if failed else ""),
    )


__all__ = ["Uploads"]
