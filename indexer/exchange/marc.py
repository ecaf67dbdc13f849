"""Cards as MARC 21 records, and back. Only this file knows pymarc."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from indexer.errors import WrongUse
from indexer.exchange.dublin import clean
from indexer.metadata.names import is_name
from indexer.model import Document

if TYPE_CHECKING:
    from pymarc import Field, Record

OURS = "tracuu"  # control number identifier
_LANGUAGES = {  # ISO 639-1 → MARC
    "vi": "vie",
    "en": "eng",
    "fr": "fre",
    "de": "ger",
    "ru": "rus",
    "zh": "chi",
    "ja": "jpn",
    "ko": "kor",
    "es": "spa",
    "lo": "lao",
    "km": "khm",
    "th": "tha",
}
_OF_MARC = {marc: code for code, marc in _LANGUAGES.items()}
_SIGNER = "người ký"
_ROLE = re.compile(r"^(.*?)\s*\(([^()]+)\)$")
_ENDS = re.compile(r"\s*[/:;,=]$|(?<=\w{4})\.$")  # signs of ISBD before the next part
_WITH_SIGNS = frozenset({"100", "245", "250", "260", "264", "700", "773"})  # fields of others that end with them
_HELD = re.compile(r"(?:^|, )(?:(?P<volume>(?:tập|t\.) ?[^,]+)|(?P<issue>số [^,]+)|tr\. ?(?P<page_range>[^,]+))")
_YEAR = re.compile(r"[12]\d{3}")
_DAY = re.compile(r"(\d{4})(\d\d)(\d\d)")


def record_of(document: Document, address: str = "") -> Record:
    """The card as a record. Names stand in direct order, as they are printed.

    Args:
        address: where the document is read.
    """
    from pymarc import Record

    record = Record(force_utf8=True, leader="00000nam a2200000 i 4500")
    for field in sorted(_fields(document, address), key=lambda each: each.tag):
        record.add_field(field)  # type: ignore[no-untyped-call]
    return record


def _fields(document: Document, address: str) -> Iterator[Field]:
    card = document.metadata
    yield _control("001", document.id)
    yield _control("003", OURS)
    yield _control("005", f"{document.changed_at:%Y%m%d%H%M%S}.0")
    yield _control("008", _fixed(document))
    if card.language:
        yield from _field("041", "0 ", a=_LANGUAGES.get(card.language, "und"))
    yield from _field("020", "  ", a=card.isbn)
    yield from _field("022", "  ", a=card.issn)
    yield from _field("024", "7 ", a=card.doi, second=("2", "doi"))
    yield from _field("046", "  ", k=f"{card.issued_on:%Y%m%d}" if card.issued_on else "")
    yield from _field("088", "  ", a=card.number)
    for at, name in enumerate(card.authors):
        person, role = match.groups() if (match := _ROLE.match(name)) else (name, "")
        yield from _field("700" if at else "100", "0 ", a=person, e=role)
    yield from _field("710" if card.authors else "110", "2 ", a=card.issuer)
    if card.signer:
        yield from _field("700", "0 ", a=card.signer, e=_SIGNER)
    yield from _field(
        "245",
        f"{int(bool(card.authors or card.issuer))}0",
        a=card.title or document.filename,
        n="" if card.journal else card.volume,
    )
    yield from _field("250", "  ", a=card.edition)
    year = str(card.issued_on.year if card.issued_on else card.year or "")
    yield from _field("264", " 1", a=card.place, b=card.publisher, c=year)
    yield from _field("300", "  ", a=f"{document.pages} trang" if document.paged and document.pages else "")
    yield from _field("520", "  ", a=card.abstract)
    for word in card.keywords:
        yield from _field("653", "  ", a=word)
    yield from _field("655", " 4", a=card.kind)
    if card.journal:
        held = (
            card.volume and f"tập {card.volume}",
            card.issue and f"số {card.issue}",
            card.page_range and f"tr.{card.page_range}",
        )
        yield from _field("773", "0 ", t=card.journal, g=", ".join(filter(None, held)))
    yield from _field("856", "40", u=address)
    yield from _field("856", "42", u=card.url)


def _control(tag: str, value: str) -> Field:
    from pymarc import Field

    return Field(tag=tag, data=value)


def _field(tag: str, indicators: str, *, second: tuple[str, str] | None = None, **parts: str) -> Iterator[Field]:
    """A field of these subfields; none if all are empty."""
    from pymarc import Field, Indicators, Subfield

    held = [Subfield(code, clean(value)) for code, value in parts.items() if value]
    if held:
        yield Field(
            tag=tag, indicators=Indicators(*indicators), subfields=[*held, *([Subfield(*second)] if second else [])]
        )


def _fixed(document: Document) -> str:
    """The forty characters of field 008."""
    card = document.metadata
    year = str(card.issued_on.year if card.issued_on else card.year or "uuuu")
    language = _LANGUAGES.get(card.language or "vi", "und")
    return f"{document.added_at:%y%m%d}s{year:4}    vm {' ' * 17}{language} d"


# ---- back


def document_id_of(record: Record) -> str | None:
    """The id of the document of ours that a record names."""
    if _data(record, "003") != OURS:
        return None
    return _data(record, "001") or None


def _data(record: Record, tag: str) -> str:
    return next((str(each.data or "").strip() for each in record.get_fields(tag)), "")


def values_of(record: Record) -> dict[str, str]:
    """Fields of a card → values, as `indexer.cards.as_text` writes them. What MARC says beyond a card is passed over."""
    if document_id_of(record) is None:
        _drop_signs(record)
    simple = (
        ("isbn", "020", "a"),
        ("issn", "022", "a"),
        ("number", "088", "a"),
        ("edition", "250", "a"),
        ("abstract", "520", "a"),
        ("kind", "655", "a"),
        ("journal", "773", "t"),
        ("volume", "245", "n"),
    )
    found = {name: value for name, tag, code in simple if (value := _first(record, tag, code))}
    found["title"] = ": ".join(filter(None, (_first(record, "245", "a"), _first(record, "245", "b"))))
    found |= _people(record) | _dates(record) | _held_in(record)
    for name, code in (("place", "a"), ("publisher", "b")):
        found[name] = _first(record, "264", code) or _first(record, "260", code)
    found["doi"] = next((_text(each, "a") for each in record.get_fields("024") if each.get("2") == "doi"), "")
    found["keywords"] = "; ".join(_text(each, "a") for each in record.get_fields("653", "650"))
    found["url"] = next((_text(each, "u") for each in record.get_fields("856") if each.indicator2 == "2"), "")
    language = _first(record, "041", "a") or _data(record, "008")[35:38]
    found["language"] = "" if language == "vie" else _OF_MARC.get(language, "")
    found["isbn"] = found.get("isbn", "").partition(" ")[0]
    return {name: value for name, value in found.items() if value}


def _drop_signs(record: Record) -> None:
    for field in record.get_fields(*_WITH_SIGNS):
        kept = [each._replace(value=_ENDS.sub("", each.value.strip())) for each in field.subfields]
        field.subfields = kept


def _people(record: Record) -> dict[str, str]:
    authors, signer = [], ""
    for field in record.get_fields("100", "700"):
        name, role = _direct(_text(field, "a"), field), _text(field, "e")
        if role == _SIGNER:
            signer = name
        elif name:
            authors.append(f"{name} ({role})" if role else name)
    issuer = _first(record, "110", "a") or _first(record, "710", "a")
    return {"authors": "; ".join(authors), "signer": signer, "issuer": issuer}


def _direct(name: str, field: Any) -> str:
    """A name in the order in which it is printed: others enter "Nguyễn, Văn Mẫu"."""
    before, comma, after = name.partition(", ")
    if not comma or field.indicator1 == "0":
        return name
    turned = f"{before} {after}"
    return turned if is_name(turned) else f"{after} {before}"


def _dates(record: Record) -> dict[str, str]:
    if match := _DAY.fullmatch(_first(record, "046", "k")):
        with suppress(ValueError):
            day = date(*map(int, match.groups()))
            return {"issued_on": day.isoformat(), "year": str(day.year)}
    told = _first(record, "264", "c") or _first(record, "260", "c") or _data(record, "008")[7:11]
    year = _YEAR.search(told)
    return {"year": year[0]} if year else {}


def _held_in(record: Record) -> dict[str, str]:
    found: dict[str, str] = {}
    for match in _HELD.finditer(_first(record, "773", "g")):
        found |= {name: value for name, value in match.groupdict().items() if value}
    for name, before in (("volume", r"^(?:tập|t\.) ?"), ("issue", r"^số ")):
        if name in found:
            found[name] = re.sub(before, "", found[name])
    return found


def _first(record: Record, tag: str, code: str) -> str:
    return next((text for each in record.get_fields(tag) if (text := _text(each, code))), "")


def _text(field: Any, code: str) -> str:
    return " ".join(str(field.get(code) or "").split())


# ---- files


def as_marc(records: Iterable[Record]) -> Iterator[bytes]:
    """A file of ISO 2709."""
    for record in records:
        yield record.as_marc()


def as_marcxml(records: Iterable[Record]) -> Iterator[bytes]:
    """A file of MARCXML."""
    from pymarc import record_to_xml

    yield b'<?xml version="1.0" encoding="UTF-8"?>\n<collection xmlns="http://www.loc.gov/MARC21/slim">\n'
    for record in records:
        yield bytes(record_to_xml(record)) + b"\n"  # type: ignore[no-untyped-call]
    yield b"</collection>\n"


def read_marc(path: Path) -> Iterator[Record]:
    """The records of a file of ISO 2709. Raises: WrongUse: one of them is damaged."""
    from pymarc import MARCReader

    with path.open("rb") as file:
        reader = MARCReader(file, to_unicode=True, force_utf8=False, utf8_handling="replace")
        for number, record in enumerate(reader, 1):
            if record is None:
                raise WrongUse(
                    f"{path}, record {number} cannot be read ({reader.current_exception}): write the file anew"
                )
            yield record


def read_marcxml(path: Path) -> Iterator[Record]:
    """The records of a file of MARCXML. Raises: WrongUse."""
    from xml.sax import SAXException

    from pymarc import parse_xml_to_array

    try:
        if b"<!DOCTYPE" in path.read_bytes():  # and with it entities that grow without end
            raise WrongUse(f"{path} declares a document type, which no MARCXML has: take it out")
        yield from filter(None, parse_xml_to_array(str(path)))  # type: ignore[no-untyped-call]
    except SAXException as error:
        raise WrongUse(f"{path} cannot be read as MARCXML: {error}") from error
