"""A catalogue card as a CSL item. What the card does not say is left out."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from indexer.model import Document, Metadata
from indexer.text.normalize import matching

Item = dict[str, Any]

_LAWS = ("Luật", "Bộ luật", "Pháp lệnh", "Hiến pháp")  # cited by name, without their number
_THESES = re.compile(r"^(luận (văn|án)|khóa luận|đồ án)")
_CHAPTERS = re.compile(r"^(chương|phần|bài trong|mục trong)\b")
_PUBLISHER = re.compile(r"^(?:nxb\b\.?|nhà xuất bản)\s*", re.IGNORECASE)
_VOLUME = re.compile(r"^(?:tập|quyển|t\.)\s*", re.IGNORECASE)
_ISSUE = re.compile(r"^số\s+", re.IGNORECASE)
_YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d\b")


def csl_item(document: Document) -> Item:
    """The card in the words of CSL: names whole, as literals, in natural order; a body when there is no author."""
    card = document.metadata
    kind = kind_of(card)
    paper = kind == "legislation"
    authors = (card.issuer,) if paper else card.authors or (card.issuer,)
    item: Item = {
        "id": document.id,
        "type": kind,
        "title": card.title or ("" if paper and card.number else document.filename),
        "title-short": _about(card) if paper else "",
        "author": [{"literal": name} for name in authors if name],
        "authority": card.issuer if paper else "",
        "issued": _issued(card.issued_on, card.year),
        "genre": _genre(card, kind),
        "number": "" if card.kind in _LAWS else card.number,
        "container-title": card.journal,
        "publisher": _published(card, kind),
        "publisher-place": "" if paper else card.place,
        "edition": card.edition[:1].lower() + card.edition[1:],
        "volume": _VOLUME.sub("", card.volume),
        "issue": _ISSUE.sub("", card.issue),
        "collection-number": number_shown(card),
        "page": card.page_range,
        "ISBN": card.isbn,
        "ISSN": card.issn,
        "DOI": card.doi,
        "URL": card.url,
        "language": "vi",
    }
    return {name: value for name, value in item.items() if value}


def kind_of(card: Metadata) -> str:
    """The type of CSL that a card's values speak for."""
    kind = matching(card.kind)
    if _THESES.match(kind):
        return "thesis"
    if card.kind in _LAWS or (card.number and not card.journal and not card.publisher):
        return "legislation"
    if card.journal:
        holder = matching(card.journal)
        if holder.startswith("kỷ yếu") or matching("hội thảo") in holder:
            return "paper-conference"
        if _CHAPTERS.match(kind) or card.publisher:
            return "chapter"
        return "article-newspaper" if holder.startswith("báo ") else "article-journal"
    return "webpage" if card.url and not card.publisher else "book"


def number_shown(card: Metadata) -> str:
    """The number of an issue with its year, as footnotes print it: "5/2021"; a number that tells its year stays as it is."""
    issue = _ISSUE.sub("", card.issue)
    year = card.issued_on.year if card.issued_on else card.year
    return f"{issue}/{year}" if issue and year and not _YEAR.search(issue) else issue


def _about(card: Metadata) -> str:
    """What a paper is about, "về …", where its title says so after its kind."""
    title = card.title
    if card.kind and matching(title).startswith(f"{matching(card.kind)} "):
        title = title[len(card.kind) :].lstrip()
    return f"về {title[3:].lstrip()}" if matching(title).startswith("về ") else ""


def _genre(card: Metadata, kind: str) -> str:
    if kind == "thesis" or (kind == "legislation" and card.kind not in _LAWS):
        return card.kind
    return ""


def _published(card: Metadata, kind: str) -> str:
    if kind == "legislation":
        return ""
    if kind == "thesis" and not card.publisher:
        return card.issuer if card.authors else ""
    published = _PUBLISHER.sub("Nxb. ", card.publisher)
    if not published and kind == "book" and card.authors:
        return card.issuer
    return published


def _issued(day: date | None, year: int | None) -> Item | None:
    if day:
        return {"date-parts": [[day.year, day.month, day.day]]}
    return {"date-parts": [[year]]} if year else None
