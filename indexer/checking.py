"""Whether catalogue, originals and index agree."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from indexer.catalogue import Catalogue
from indexer.citing import renew_references
from indexer.engines.base import Engine
from indexer.errors import IndexUnusable
from indexer.indexing import put_in_index
from indexer.model import Document, FileReport, Finding, Status
from indexer.numbering import document_id
from indexer.originals import Originals
from indexer.rebuilding import make_sketches

_REINDEX = ": run `tracuu reindex`"
_TAKEN_IN = ": `tracuu check --repair` takes it in"


@dataclass(frozen=True, slots=True)
class Means:
    """What a check looks into, and what a repair is done with."""

    engine: Callable[[], Engine]  # the index in use; raises IndexUnusable
    damage: Callable[[], list[Path]]  # files of the index that are not as they were written; raises IndexUnusable
    rebuild: Callable[[], object]  # the index from the catalogue
    read: Callable[[Sequence[Path]], list[FileReport]]  # these files and all that wait, into catalogue and index


def check(catalogue: Catalogue, originals: Originals, means: Means, *, repair: bool) -> list[Finding]:
    """Every disagreement, in words; mended where that loses nothing. Nothing is ever deleted from catalogue or originals.

    The catalogue is the truth: the index follows it. A damaged original cannot be mended from here: give it again.
    From a damaged catalogue nothing is mended. An index that cannot be used does not keep the rest from being compared.
    """
    if wrong := catalogue.copying.damage():
        told = "restore a backup into a new data folder, and add what came later"
        return [Finding(f"the catalogue is damaged ({wrong}): {told}", False)]
    unusable = _unusable(means, repair=repair)
    if unusable and not repair:
        return [unusable, *_originals(catalogue, originals), *_unread(catalogue, originals, means, repair=False)]
    return [
        *([unusable] if unusable else ()),
        *_originals(catalogue, originals),
        *_unread(catalogue, originals, means, repair=repair),
        *_index(catalogue, means.engine(), repair=repair),
        *_references(catalogue, repair=repair),
        *_sketches(catalogue, repair=repair),
    ]


def _unusable(means: Means, *, repair: bool) -> Finding | None:
    """An index that cannot be opened or read, or holds a damaged file; built anew by a repair."""
    try:
        means.engine().held()
        damaged = means.damage()
        problem = f"the index is damaged ({', '.join(each.name for each in damaged)})" if damaged else ""
    except IndexUnusable as error:
        problem = str(error).removesuffix(_REINDEX)
    if not problem:
        return None
    if repair:
        means.rebuild()
    return Finding(problem if repair else f"{problem}{_REINDEX}", repair)


def _originals(catalogue: Catalogue, originals: Originals) -> Iterator[Finding]:
    for record in _records(catalogue):
        path = originals.path(record.sha256)
        if not originals.sound(record.sha256):
            wrong = "damaged" if path.is_file() else "missing"
            copy = f"{path.parent.parent.name}/{path.parent.name}/{path.name}"
            yield Finding(
                f"{record.id}: the original of {record.filename} is {wrong}: add the file again, "
                f"or its copy in a backup ({copy})",
                False,
            )


def _records(catalogue: Catalogue) -> Iterator[Document]:
    for trashed in (False, True):
        yield from catalogue.documents(catalogue.numbers(*Status, trashed=trashed)).values()


def _unread(catalogue: Catalogue, originals: Originals, means: Means, *, repair: bool) -> Iterator[Finding]:
    """Originals without a record, and documents that wait to be read: both left by an import that was cut short."""
    recorded = {record.sha256 for record in _records(catalogue)}
    unrecorded = [digest for digest in originals.digests() if digest not in recorded]
    sound = [digest for digest in unrecorded if originals.sound(digest)]
    waiting = catalogue.documents(catalogue.numbers(Status.QUEUED)).values()
    reports = means.read([originals.path(each) for each in sound]) if repair and (sound or waiting) else []
    became = {report.path.name: f": {report.document_id} {report.outcome}" for report in reports}
    for digest in unrecorded:
        path = originals.path(digest)
        if digest in sound:
            yield Finding(f"{path} was kept without a record{became.get(digest, _TAKEN_IN)}", repair)
        else:
            yield Finding(f"{path} is kept without a record, and damaged: give the file again if you know it", False)
    for record in waiting:
        mended = f"{record.id}: {record.filename} waited to be read"
        yield Finding(mended if repair else f"{record.id}: {record.filename} waits to be read{_TAKEN_IN}", repair)


def _index(catalogue: Catalogue, engine: Engine, *, repair: bool) -> Iterator[Finding]:
    held, wanted = engine.held(), catalogue.passage_counts(Status.EXTRACTED) | catalogue.passage_counts()
    surplus = sorted(set(held) - set(wanted))
    lacking = sorted(number for number, count in wanted.items() if held.get(number) != count + 1)
    if repair and surplus:
        with engine.writer() as writer:
            for number in surplus:
                writer.remove(number)
    if repair and lacking:
        put_in_index(catalogue, engine, lacking, held=held)
    stale = [number for number in catalogue.stale() if number in wanted and number not in lacking]
    if repair and stale:
        put_in_index(catalogue, engine, stale, held=held)
    for number in stale:
        yield Finding(f"{document_id(number)}: the index holds an older card of it", repair)
    for number in surplus:
        yield Finding(
            f"{document_id(number)}: the index holds it, and the catalogue does not or has it in the trash", repair
        )
    for number in lacking:
        yield Finding(f"{document_id(number)}: the index does not hold it whole", repair)


def _references(catalogue: Catalogue, *, repair: bool) -> Iterator[Finding]:
    outdated = catalogue.references.outdated()
    if repair:
        renew_references(catalogue, outdated)
    if outdated:
        yield Finding(f"{len(outdated)} documents: their references were read by an earlier version, or never", repair)


def _sketches(catalogue: Catalogue, *, repair: bool) -> Iterator[Finding]:
    lacking = len(catalogue.likenesses.unsketched())
    if repair:
        make_sketches(catalogue)
    if lacking:
        yield Finding(f"{lacking} documents were never compared with the others: added by an earlier version", repair)
