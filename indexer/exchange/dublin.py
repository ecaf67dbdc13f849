"""Cards as unqualified Dublin Core (TCVN 7980), and back: what fifteen elements can hold."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from indexer.errors import WrongUse
from indexer.metadata.names import is_name
from indexer.model import Document

NAMESPACE = "http://www.openarchives.org/OAI/2.0/oai_dc/"
SCHEMA = "http://www.openarchives.org/OAI/2.0/oai_dc.xsd"
_DC = "http://purl.org/dc/elements/1.1/"
_XSI = "http://www.w3.org/2001/XMLSchema-instance"
_OURS = "urn:tracuu:"
_PREFIXES = {"doi": "doi:", "isbn": "urn:isbn:", "issn": "urn:issn:"}
_SIGNER = " (người ký)"
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|[\ud800-\udfff]")
_HOLDER = re.compile(
    r"^(?P<journal>.*?)(?:, tập (?P<volume>[^,]+))?(?:, số (?P<issue>[^,]+))?(?:, tr\.(?P<page_range>[^,]+))?$"
)
_VOLUME = re.compile(r"^tập (.+)$")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_YEAR = re.compile(r"\d{4}")

Pairs = Sequence[tuple[str, str]]  # element and value


def dublin_core(document: Document, address: str = "") -> list[tuple[str, str]]:
    """The card as elements in their order.

    Args:
        address: where the document is read.
    """
    card = document.metadata
    people = card.authors or ((card.issuer,) if card.issuer else ())
    rows = [
        ("title", card.title or document.filename),
        *(("creator", name) for name in people),
        *(("subject", word) for word in card.keywords),
        ("description", card.abstract),
        ("publisher", card.publisher),
        ("contributor", card.issuer if card.authors else ""),
        ("contributor", card.signer and card.signer + _SIGNER),
        ("date", card.issued_on.isoformat() if card.issued_on else str(card.year or "")),
        ("type", card.kind),
        ("format", document.media_type),
        ("identifier", address),
        ("identifier", _OURS + document.id),
        ("identifier", card.number),
        *(
            ("identifier", value and prefix + value)
            for name, prefix in _PREFIXES.items()
            if (value := getattr(card, name))
        ),
        ("source", _held_in(document)),
        ("source", card.url),
        ("language", card.language or "vi"),
        ("relation", card.edition),
        ("coverage", card.place),
    ]
    return [(name, clean(value)) for name, value in rows if value]


def clean(value: str) -> str:
    """The value without what XML cannot hold."""
    return _UNWRITABLE.sub("", value)


def _held_in(document: Document) -> str:
    card = document.metadata
    parts = [
        card.journal,
        card.volume and f"tập {card.volume}",
        card.issue and card.journal and f"số {card.issue}",
        card.page_range and card.journal and f"tr.{card.page_range}",
    ]
    return ", ".join(each for each in parts if each)


def document_id_of(pairs: Pairs) -> str | None:
    """The id of the document of ours that a record names."""
    named = (value.removeprefix(_OURS) for name, value in pairs if name == "identifier" and value.startswith(_OURS))
    return next(named, None)


def values_of(pairs: Pairs) -> dict[str, str]:
    """Fields of a card → values, as `indexer.cards.as_text` writes them. Elements that tell nothing of a card are passed over."""
    found: dict[str, str] = {}
    lists: dict[str, list[str]] = {"authors": [], "keywords": []}
    for name, raw in pairs:
        value = " ".join(raw.split())
        if name == "creator":
            _one_of_creators(value, found, lists["authors"])
        elif name == "contributor":
            field = "signer" if value.endswith(_SIGNER) else "issuer"
            found.setdefault(field, value.removesuffix(_SIGNER))
        elif name == "subject":
            lists["keywords"].append(value)
        elif name == "identifier":
            _one_of_identifiers(value, found)
        elif name == "source":
            _one_of_sources(value, found)
        elif name == "date":
            _date(value, found)
        elif name in _SIMPLE:
            found.setdefault(_SIMPLE[name], value)
    if found.get("language") in ("vi", "vie"):
        del found["language"]
    return found | {name: "; ".join(values) for name, values in lists.items() if values}


_SIMPLE = {
    "title": "title",
    "description": "abstract",
    "publisher": "publisher",
    "type": "kind",
    "language": "language",
    "relation": "edition",
    "coverage": "place",
}


def _date(value: str, found: dict[str, str]) -> None:
    if _DAY.match(value):
        found.setdefault("issued_on", value[:10])
    if _YEAR.match(value):
        found.setdefault("year", value[:4])


def _one_of_creators(value: str, found: dict[str, str], authors: list[str]) -> None:
    name = value.partition(" (")[0]
    if is_name(name) or not any(word[:1].islower() for word in name.split()):  # bodies have words in small letters
        authors.append(value)
    elif "issuer" not in found:
        found["issuer"] = value
    else:
        authors.append(value)


def _one_of_identifiers(value: str, found: dict[str, str]) -> None:
    for field, prefix in _PREFIXES.items():
        if value.lower().startswith(prefix):
            found.setdefault(field, value[len(prefix) :])
            return
    if not re.match(r"[a-z]+:", value):
        found.setdefault("number", value)


def _one_of_sources(value: str, found: dict[str, str]) -> None:
    if re.match(r"https?://", value):
        found.setdefault("url", value)
    elif volume := _VOLUME.match(value):
        found.setdefault("volume", volume[1])
    elif held := _HOLDER.match(value):
        for field, text in held.groupdict().items():
            if text:
                found.setdefault(field, text)


# ---- XML


def put(parent: Any, pairs: Pairs) -> None:
    """Write a record below an element of lxml."""
    from lxml import etree

    record = etree.SubElement(parent, f"{{{NAMESPACE}}}dc", nsmap={"oai_dc": NAMESPACE, "dc": _DC, "xsi": _XSI})
    record.set(f"{{{_XSI}}}schemaLocation", f"{NAMESPACE} {SCHEMA}")
    for name, value in pairs:
        etree.SubElement(record, f"{{{_DC}}}{name}").text = value


def as_xml(records: Iterable[Pairs]) -> Iterator[bytes]:
    """A file of records, one below the other."""
    from lxml import etree

    yield b'<?xml version="1.0" encoding="UTF-8"?>\n<records>\n'
    for pairs in records:
        holder = etree.Element("records")
        put(holder, pairs)
        yield bytes(etree.tostring(holder[0], encoding="utf-8", pretty_print=True))
    yield b"</records>\n"


def read_xml(path: Path) -> Iterator[Pairs]:
    """The records of a file: wherever in it `oai_dc:dc` stands, also in what a harvester kept. Raises: WrongUse."""
    from lxml import etree

    reading = etree.iterparse(
        str(path), events=("end",), tag=f"{{{NAMESPACE}}}dc", resolve_entities=False, no_network=True, load_dtd=False
    )
    try:
        for _, record in reading:
            yield [(etree.QName(each).localname, each.text or "") for each in record.iterchildren(f"{{{_DC}}}*")]
            record.clear()
    except (etree.XMLSyntaxError, OSError) as error:
        raise WrongUse(f"{path} cannot be read as XML: {error}") from error
