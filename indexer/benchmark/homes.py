"""A whole library of kept rows: as an import would have left it, without the files that it came from."""

from __future__ import annotations

import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from indexer.benchmark.prose import Row
from indexer.catalogue import Catalogue
from indexer.library import Library
from indexer.settings import Settings


@dataclass(frozen=True, slots=True)
class Made:
    """How a library came to be."""

    documents: int
    passages: int
    catalogue_seconds: float  # storing what was read
    index_seconds: float  # building the index from the catalogue


def make_home(rows: Iterable[Row], home: Path) -> Made:
    """Store the rows in a catalogue, then build the index anew from it."""
    began = time.perf_counter()
    catalogue = Catalogue(home / "catalogue.db")
    passages = 0
    for row in rows:
        _store(catalogue, row)
        passages += len(row.passages)
    catalogue.close()
    stored = time.perf_counter()
    library = Library(Settings(home=home))
    documents = library.reindex()
    library.close()
    return Made(documents, passages, stored - began, time.perf_counter() - stored)


def _store(catalogue: Catalogue, row: Row) -> None:
    document = row.document
    number, _ = catalogue.register(
        document.sha256, filename=document.filename, size=document.size, collections=document.collections
    )
    catalogue.store(
        number,
        document.metadata,
        row.pages,
        row.passages,
        media_type=document.media_type,
        paged=document.paged,
        segmenter="kept",
    )
