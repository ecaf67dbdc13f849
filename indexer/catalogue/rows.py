"""Between rows of the catalogue's tables and the records of the model."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, fields
from datetime import UTC, datetime
from operator import attrgetter
from typing import Any, TypeVar

from indexer.catalogue import tables as t
from indexer.catalogue.statements import BETWEEN_NAMES
from indexer.metadata.numbers import find_numbers, read_number
from indexer.metadata.references import name_key
from indexer.model import Block, BlockKind, Document, Metadata, Origin, Page, Passage, PassageKind, Status
from indexer.numbering import document_id
from indexer.text.layout import SEPARATOR, page_text

NEXT_REVISION = t.documents.c.revision + 1
_FEW = 500  # rows asked for at once, below every database's limit of parameters
_CARD = attrgetter(*(each.name for each in fields(Metadata)))
_T = TypeVar("_T")


def parts(wanted: list[_T]) -> Iterator[list[_T]]:
    """The list in pieces that one query may ask for."""
    return (wanted[at : at + _FEW] for at in range(0, len(wanted), _FEW))


@dataclass(frozen=True, slots=True)
class PageText:
    """The text of a page, and where it begins in the document's text: all that a passage of it is shown from."""

    number: int
    label: str | None
    start: int
    text: str  # its blocks, one a line


@dataclass(frozen=True, slots=True)
class StoredPage:
    """A page and where it begins in the document's text."""

    page: Page
    start: int

    @property
    def text(self) -> str:
        """The page's blocks, one a line."""
        return page_text(self.page.blocks)


def page_row(document: int, page: Page, start: int) -> dict[str, Any]:
    """The row of a page."""
    return {
        "document": document,
        "page": page.number,
        "label": page.label,
        "start": start,
        "text": page_text(page.blocks),
        "blocks": [[str(block.kind), block.level, int(block.continues)] for block in page.blocks],
        "origin": page.origin,
        "confidence": page.confidence,
    }


def page_of_row(row: Any) -> StoredPage:
    """The page of a row."""
    lines = row.text.split(SEPARATOR) if row.blocks else []
    blocks = tuple(
        Block(text, BlockKind(kind), level, bool(continues))
        for text, (kind, level, continues) in zip(lines, row.blocks, strict=True)
    )
    return StoredPage(Page(row.page, row.label, blocks, Origin(row.origin), row.confidence), row.start)


def passage_row(document: int, passage: Passage) -> dict[str, Any]:
    """The row of a passage."""
    return {
        "passage": passage.number,
        "document": document,
        "spans": written_spans(passage.spans),
        "first_page": passage.first_page,
        "last_page": passage.last_page,
        "heading": passage.heading,
        "words": passage.words,
        "kind": str(passage.kind),
    }


def written_spans(spans: Sequence[tuple[int, int]]) -> str:
    """Slices as a column holds them: "120-340,400-520"."""
    return ",".join(f"{start}-{end}" for start, end in spans)


def read_spans(column: str) -> tuple[tuple[int, int], ...]:
    """The slices of a column."""
    return tuple((int(start), int(end)) for start, end in (span.split("-") for span in column.split(",")))


def passage_of_row(row: Any) -> Passage:
    """The passage of a row."""
    return Passage(
        number=row.passage,
        spans=read_spans(row.spans),
        first_page=row.first_page,
        last_page=row.last_page,
        heading=row.heading,
        words=bytes(row.words),
        kind=PassageKind(row.kind),
    )


def metadata_columns(metadata: Metadata) -> dict[str, Any]:
    """The columns of a document's card, changed now."""
    columns = asdict(metadata)
    columns = {name: list(value) if isinstance(value, tuple) else value for name, value in columns.items()}
    return columns | card_keys(metadata) | {"changed_at": datetime.now(UTC), "revision": NEXT_REVISION}


def card_keys(metadata: Metadata) -> dict[str, str]:
    """The columns by which references to a document are found, from its card."""
    number = read_number(metadata.number) or next((each.number for each in find_numbers(metadata.number)), None)
    return {"number_key": number.key if number else "", "name_key": name_key(metadata.title)}


def metadata_of_row(row: Any) -> Metadata:
    """The card of a row of documents."""
    values: Iterator[Any] = (tuple(each) if isinstance(each, list) else each for each in _CARD(row))
    return Metadata(*values)


def moment(column: datetime) -> datetime:
    """A moment of a column; SQLite keeps no zone."""
    return column if column.tzinfo else column.replace(tzinfo=UTC)


def document_of_row(row: Any) -> Document:
    """The record of a row of documents joined with its file and the names of its collections."""
    return Document(
        id=document_id(row.document),
        metadata=metadata_of_row(row),
        filename=row.filename,
        media_type=row.media_type,
        sha256=row.sha256,
        size=row.size,
        added_at=moment(row.added_at),
        changed_at=moment(row.changed_at),
        status=Status(row.status),
        problem=row.problem,
        pages=row.pages,
        paged=row.paged,
        collections=tuple(sorted(row.collection_names.split(BETWEEN_NAMES))) if row.collection_names else (),
        trashed=row.trashed,
        waiting=row.waiting,
        revision=row.revision,
        problem_kind=row.problem_kind,
    )
