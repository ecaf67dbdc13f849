"""Records of other libraries laid on the cards of this one. What a person gave is never gone over unasked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from indexer.cards import as_text, is_kept
from indexer.catalogue import Catalogue
from indexer.errors import BadTable, WrongUse
from indexer.exchange import dublin, marc
from indexer.metadata.table import cell, read_table
from indexer.model import Document, Evidence, Over, Source, Standing, Taken
from indexer.numbering import number_of_id

_MARC_SLIM = b"http://www.loc.gov/MARC21/slim"
_HEAD = 1 << 16  # bytes of a file in which it says what it is
_APART = re.compile(r" \[([0-9a-z]{9})\]$")
_QUOTED = re.compile(r"^'(?=[=+\-@])")  # how a table keeps a cell from being a formula


@dataclass(frozen=True, slots=True)
class Record:
    """What a record says of a document."""

    told: str  # where it stands: "records.mrc, record 3"
    values: Mapping[str, str]  # field of a card → value, as `indexer.cards.as_text` writes it
    document_id: str | None = None  # if it names a document of ours
    filename: str = ""


def records_in(path: Path) -> Iterator[Record]:
    """The records of a file, in its order; of which form they are is told by what is in it. Raises: WrongUse."""
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD)
    except OSError as error:
        raise WrongUse(f"cannot read {path}: {error.strerror or error}") from error
    if head.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<"):
        return _of_marc(path, marc.read_marcxml(path)) if _MARC_SLIM in head else _of_dublin_core(path)
    if re.match(rb"\d{5}[a-z]", head):
        return _of_marc(path, marc.read_marc(path))
    return _of_table(path)


def _of_marc(path: Path, records: Iterable[Any]) -> Iterator[Record]:
    for number, record in enumerate(records, 1):
        yield Record(f"{path.name}, record {number}", marc.values_of(record), marc.document_id_of(record))


def _of_dublin_core(path: Path) -> Iterator[Record]:
    for number, pairs in enumerate(dublin.read_xml(path), 1):
        yield Record(f"{path.name}, record {number}", dublin.values_of(pairs), dublin.document_id_of(pairs))


def _of_table(path: Path) -> Iterator[Record]:
    for name, given in read_table(path).items():
        values = {each.field: _QUOTED.sub("", each.value) for each in given.evidence}
        apart = _APART.search(name)
        yield Record(f"{path.name}, row {given.row}", values, apart[1] if apart else None, _APART.sub("", name))


def take(catalogue: Catalogue, record: Record, over: Over, *, rehearsed: bool = False) -> Taken:
    """Lay a record on the card of its document.

    Args:
        rehearsed: only say what would become of it.
    """
    found = _meant(catalogue, record)
    if len(found) != 1:
        several = ", ".join(each.id for each in found)
        problem = f"may be of several documents: {several}" if found else "no document of the library is surely meant"
        return Taken(record.told, None, problem=problem)
    [document] = found
    number = number_of_id(document.id) or 0
    given = {e.field for e in catalogue.cards.evidence(number) if is_kept(e) and e.standing is not Standing.REJECTED}
    filled, kept = [], []
    for field, value in _usable(record.values):
        held = as_text(getattr(document.metadata, field))
        if field == "title" and held == document.filename:
            held = ""  # not known either
        if value == held:
            continue
        level = Over.EMPTY if not held else Over.GIVEN if field in given else Over.READ
        if list(Over).index(level) <= list(Over).index(over):
            filled.append(Evidence(field, value, Source.TABLE, line=record.told))
        else:
            kept.append(field)
    if filled and not rehearsed:
        catalogue.cards.correct(number, filled)
    return Taken(record.told, document, tuple(each.field for each in filled), tuple(kept))


def _usable(values: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Values as a metadata table may give them; what is none of its field is passed over."""
    for field, raw in values.items():
        with suppress(BadTable):
            if value := cell(field, raw):
                yield field, value


def _meant(catalogue: Catalogue, record: Record) -> list[Document]:
    """The documents that a record may be of: named by id; else by file; else by what only one document has."""
    numbers: list[int] = []
    if record.document_id:
        numbers = [number] if (number := number_of_id(record.document_id)) is not None else []
    elif record.filename:
        numbers = catalogue.harvest.of_file(record.filename)
    else:
        for field in ("doi", "isbn", "number", "title"):
            if value := record.values.get(field):
                numbers = catalogue.harvest.stating(field, value)
            if numbers:
                break
    documents = [each for each in catalogue.documents(numbers).values() if not each.trashed]
    if len(documents) > 1 and "year" in record.values:
        documents = [each for each in documents if str(each.metadata.year or "") == record.values["year"]] or documents
    return documents
