"""Passages and lines out of a collection of prose, the same in every run."""

from __future__ import annotations

import gzip
import itertools
import json
import pickle
import random
import time
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass, fields
from datetime import UTC, datetime
from functools import cache, partial
from hashlib import sha256
from multiprocessing import get_context
from pathlib import Path

from indexer.catalogue import StoredPage
from indexer.engines.base import Entry
from indexer.entries import entries, passage_text
from indexer.extract.sections import sections
from indexer.model import Block, Document, Metadata, Page, Passage, Status
from indexer.numbering import document_id, document_number
from indexer.text.layout import page_starts, page_text
from indexer.text.normalize import printable
from indexer.text.passages import make_passages
from indexer.text.segment import Segmenter, SyllableSegmenter, UndertheseaSegmenter

SEGMENTERS = ("underthesea", "syllable")
_AT_ONCE = 400  # documents read before they are handed out: the parent stays small
_FIRST_YEAR, _YEARS = 1990, 36
_ADDED = datetime(2026, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Row:
    """A document as the catalogue would hold it: read, cut and segmented, not yet analysed."""

    document: Document
    pages: tuple[Page, ...]
    passages: tuple[Passage, ...]

    def stored(self) -> dict[int, StoredPage]:
        """Its pages as the catalogue gives them, by number."""
        starts = page_starts(self.pages)
        return {page.number: StoredPage(page, start) for page, start in zip(self.pages, starts, strict=True)}

    def texts(self) -> list[str]:
        """What the passages print."""
        stored = self.stored()
        return [passage_text(stored, passage) for passage in self.passages]

    def entries(self) -> Iterator[Entry]:
        """What an engine takes."""
        return entries(self.document, self.stored(), self.passages)


@dataclass(frozen=True, slots=True)
class Preparation:
    """How the passages of a file were made."""

    segmenter: str
    passages: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Text:
    """How much text an index is held against: bytes in UTF-8."""

    passages: int
    documents: int
    own: int  # of the documents, each sentence once
    printed: int  # of the passages, which overlap by a sentence


def prepare(source: Path, most: int, kept: Path, segmenter: str = "underthesea") -> Preparation:
    """Cut whole documents into passages on every core, until there are `most`, and keep them in a file.

    A file kept by an earlier run is used again.
    """
    note, shape = kept.with_suffix(".json"), _shape()
    if note.exists():
        said = json.loads(note.read_text("utf-8"))
        if said.pop("shape", "") == shape and said["segmenter"] == segmenter and said["passages"] >= most:
            return Preparation(**said)
    began, passages = time.perf_counter(), 0
    with kept.open("wb") as file, ProcessPoolExecutor(mp_context=get_context("spawn")) as pool:
        for row in _rows(source, pool, segmenter):
            pickle.dump(row, file)
            passages += len(row.passages)
            if passages >= most:
                break
    made = Preparation(segmenter, passages, time.perf_counter() - began)
    note.write_text(json.dumps({**asdict(made), "shape": shape}), "utf-8")
    return made


def _shape() -> str:
    """How documents are kept, and their fields: a file of another shape is made anew."""
    known = [each.name for kind in (Document, Metadata, Page, Block, Passage) for each in fields(kind)]
    return " ".join(["sections", *known])


def kept_rows(kept: Path, most: int) -> Iterator[Row]:
    """The rows of a file, until they hold `most` passages."""
    with kept.open("rb") as file:
        while most > 0:
            try:
                row: Row = pickle.load(file)  # noqa: S301  # written by `prepare`
            except EOFError:
                return
            most -= len(row.passages)
            yield row


def text_of(rows: Iterable[Row]) -> Text:
    """How much text the rows hold."""
    passages = documents = own = printed = 0
    for row in rows:
        documents += 1
        passages += len(row.passages)
        own += sum(len(stored.text.encode()) for stored in row.stored().values())
        printed += sum(len(text.encode()) for text in row.texts())
    return Text(passages, documents, own, printed)


def _rows(source: Path, pool: ProcessPoolExecutor, segmenter: str) -> Iterator[Row]:
    with gzip.open(source, "rt", encoding="utf-8") as file:
        while batch := list(itertools.islice(file, _AT_ONCE)):
            yield from pool.map(partial(_row, segmenter), batch, chunksize=8)


def _row(segmenter: str, line: str) -> Row:
    read = json.loads(line)
    digest = sha256(read["_id"].encode()).hexdigest()
    number = document_number(digest)
    blocks = tuple(Block(clean) for paragraph in read["text"].split("\n") if (clean := printable(paragraph)))
    pages = sections(blocks)
    document = _document(digest, read["title"], len(page_text(blocks).encode()), len(pages))
    return Row(document, pages, tuple(make_passages(number, pages, _segmenter(segmenter))))


def _document(digest: str, title: str, size: int, pages: int) -> Document:
    """A catalogue record with values spread as in a library: a few issuers and authors make most of it."""
    chance = random.Random(digest)  # noqa: S311  # no secret
    issuer = int(chance.paretovariate(1)) % 200
    card = Metadata(
        title=title,
        kind=f"Loại {chance.randrange(12)}",
        number=f"{chance.randrange(1, 300)}-NQ/TW" if issuer == 1 else "",
        issuer=f"Cơ quan {issuer}",
        year=_FIRST_YEAR + chance.randrange(_YEARS),
        authors=tuple(f"Tác giả {int(chance.paretovariate(0.7)) % 2000}" for _ in range(chance.choice((1, 1, 1, 2)))),
    )
    return Document(
        id=document_id(document_number(digest)),
        metadata=card,
        filename=f"{digest[:8]}.txt",
        media_type="text/plain",
        sha256=digest,
        size=size,
        added_at=_ADDED,
        changed_at=_ADDED,
        status=Status.INDEXED,
        problem="",
        pages=pages,
        paged=False,
        collections=tuple(sorted({f"Tủ sách {int(chance.paretovariate(1)) % 20}" for _ in range(2)})),
    )


@cache
def _segmenter(name: str) -> Segmenter:
    """The segmenter of this process, loaded once."""
    return UndertheseaSegmenter() if name == "underthesea" else SyllableSegmenter()
