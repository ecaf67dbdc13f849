"""All documents of a result written to a file, for the command line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from indexer.errors import WrongUse
from indexer.model import DocumentHit


def write_export(hits: Iterable[DocumentHit], path: Path, form: str | None, site: str) -> int:
    """Write the documents to a file, and tell how many they were.

    Args:
        form: csv, xlsx, json, ris or mrc; None: what the name of the file ends in.
        site: where `tracuu serve` answers, for the addresses of documents.
    Raises: WrongUse: there is no such form, or the file cannot be written.
    """
    from indexer.exporting import export  # every worker that reads files imports the command line

    taken = 0

    def counted() -> Iterator[DocumentHit]:
        nonlocal taken
        for hit in hits:
            taken += 1
            yield hit

    def address(hit: DocumentHit) -> str:
        page = hit.passages[0].page if hit.passages else 1
        return f"{site}/tai-lieu/{hit.document.id}/trang/{page}"

    pieces = export(counted(), form or path.suffix.lower().removeprefix("."), address)
    try:
        with path.open("wb") as file:
            file.writelines(pieces)
    except OSError as error:
        raise WrongUse(f"cannot write {path} ({error.strerror}): choose another file") from error
    return taken
