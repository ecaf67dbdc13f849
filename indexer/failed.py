"""Files that could not be read, to be tried once more: under other limits, or by a reader that has learnt."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from indexer.catalogue import Catalogue
from indexer.model import Document, FileReport, Outcome, Status
from indexer.originals import Originals, digest_of
from indexer.walk import walk


@dataclass(frozen=True, slots=True)
class Failed:
    """A kept original that could not be read."""

    number: int
    record: Document
    source: Path  # where it came from this time; its name, if it is given by none


def failed_files(catalogue: Catalogue, originals: Originals, paths: Iterable[Path]) -> Iterator[Failed | FileReport]:
    """Failed files with a whole original, and reports on those that cannot be tried.

    Args:
        paths: if there are any, only failed files among these, by their bytes.
    """
    numbers = catalogue.numbers(Status.FAILED)
    by_digest = {record.sha256: (number, record) for number, record in catalogue.documents(numbers).items()}
    paths = list(paths)
    if paths:
        yield from _among(by_digest, originals, paths)
        return
    for number, record in by_digest.values():
        source = Path(record.filename)
        if originals.path(record.sha256).is_file():
            yield Failed(number, record, source)
        else:
            yield FileReport(source, Outcome.FAILED, record.id, "its original is missing: add the file again")


def _among(
    failed: dict[str, tuple[int, Document]], originals: Originals, paths: list[Path]
) -> Iterator[Failed | FileReport]:
    for found in walk(paths):
        if found.problem:
            outcome = found.outcome
            yield FileReport(found.path, outcome, reason=found.problem)
            continue
        try:
            digest, _ = digest_of(found.path)
        except OSError as error:
            yield FileReport(found.path, Outcome.FAILED, reason=f"the file cannot be read ({error.strerror})")
            continue
        if digest in failed:
            originals.keep(found.path)  # should the kept one be gone
            yield Failed(*failed[digest], found.path)
        else:
            yield FileReport(found.path, Outcome.SKIPPED, reason="it is none of the files that could not be read")
