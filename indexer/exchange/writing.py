"""Records of documents as files: MARC 21, MARCXML, Dublin Core, and the metadata table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from itertools import chain

from indexer.cards import as_text
from indexer.exchange import dublin, marc
from indexer.metadata.table import COLUMNS
from indexer.model import Document
from indexer.sheet import sheet

Address = Callable[[str], str]  # of a document's id: where it is read
Writer = Callable[[Iterable[Document], Address], Iterator[bytes]]


def _as_marc(documents: Iterable[Document], address: Address) -> Iterator[bytes]:
    return marc.as_marc(marc.record_of(each, address(each.id)) for each in documents)


def _as_marcxml(documents: Iterable[Document], address: Address) -> Iterator[bytes]:
    return marc.as_marcxml(marc.record_of(each, address(each.id)) for each in documents)


def _as_dublin_core(documents: Iterable[Document], address: Address) -> Iterator[bytes]:
    return dublin.as_xml(dublin.dublin_core(each, address(each.id)) for each in documents)


def _as_table(documents: Iterable[Document], _: Address) -> Iterator[bytes]:
    """The table that `tracuu add --metadata` reads. Files of one name are told apart by the ids of their documents."""
    held = list(documents)
    names = Counter(each.filename for each in held)
    rows = (_row(each, distinct=names[each.filename] == 1) for each in held)
    return (line.encode() for line in sheet(chain([COLUMNS], rows)))


def _row(document: Document, *, distinct: bool) -> tuple[str, ...]:
    file = document.filename if distinct else named_apart(document.filename, document.id)
    values = {"file": file, "collection": next(iter(document.collections), "")}
    return tuple(values.get(name) or as_text(getattr(document.metadata, name, "")) for name in COLUMNS)


def named_apart(filename: str, document_id: str) -> str:
    """The name of a file that others share, with the id of its document.

    >>> named_apart("bai.pdf", "000000abc")
    'bai.pdf [000000abc]'
    """
    return f"{filename} [{document_id}]"


FORMS: dict[str, tuple[Writer, str]] = {  # form → its writer and the ending of its files
    "csv": (_as_table, ".csv"),
    "marc": (_as_marc, ".mrc"),
    "marcxml": (_as_marcxml, ".xml"),
    "dc": (_as_dublin_core, ".xml"),
}
