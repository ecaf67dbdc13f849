"""A catalogue card as a CSL item. What the card does not say is left out."""

from __future__ import annotations

import re
from datetime import date, timedelta, timezone
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
_ROLE = re.compile(r"\s*\(((?:đồng )?(?:chủ biên|biên soạn)|(?:người )?dịch)\)$", re.IGNORECASE)
_ABOUT = ("về", "quy định", "hướng dẫn", "sửa đổi", "ban hành", "phê duyệt", "thực hiện", "triển khai")
_FEBRUARY = 2  # months up to it are written with a nought, as 10 to 12 could be made of them
_VIETNAM = timezone(timedelta(hours=7))
PRINTED = (
    "names",
    "title-short",
    "collection-number",
    "annote",
    "status",
)  # for our styles only, no values of the card
_YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d\b")


def csl_item(document: Document) -> Item:
    """The card in the words of CSL: names whole, as literals, in natural order; a body when there is no author.

    A name may carry its part in brackets: "(chủ biên)", "(đồng chủ biên)", "(biên soạn)", "(dịch)".
    """
    card = document.metadata
    kind = kind_of(card)
    paper = kind == "legislation"
    people = _People(() if paper else card.authors)
    authors = people.authors or (() if people.editors else (card.issuer,))
    item: Item = {
        "id": document.id,
        "type": kind,
        "title": card.title or ("" if paper and card.number else document.filename),
        "title-short": _about(card) if paper else "",
        "author": _literals(authors),
        "editor": _literals(people.editors),
        "translator": _literals(people.translators),
        "names": _literals(people.printed or authors),
        "authority": card.issuer if paper else "",
        "issued": _issued(card.issued_on, card.year),
        "annote": _day(card.issued_on),
        "status": f"{document.added_at.astimezone(_VIETNAM):%d-%m-%Y}" if kind == "webpage" else "",
        "genre": _genre(card, kind),
        "number": "" if card.kind in _LAWS else card.number,
        "container-title": card.journal,
        "publisher": _published(card, kind),
        "publisher-place": "" if paper else card.place,
        "edition": card.edition[:1].lower() + card.edition[1:],
        "volume": _VOLUME.sub("", card.volume),
        "issue": _ISSUE.sub("", card.issue),
        "collection-number": number_shown(card),
        "page": card.page_range.replace("–", "-"),
        "ISBN": card.isbn,
        "ISSN": card.issn,
        "DOI": card.doi,
        "URL": card.url,
        "language": card.language or "vi",
    }
    return {name: value for name, value in item.items() if value}


class _People:
    """Who made a work, and as what."""

    def __init__(self, names: tuple[str, ...]) -> None:
        parts = [(_ROLE.sub("", name), match[1].lower() if (match := _ROLE.search(name)) else "") for name in names]
        self.authors = tuple(name for name, role in parts if not role)
        self.translators = tuple(name for name, role in parts if role.endswith("dịch"))
        named = [(name, role) for name, role in parts if not role.endswith("dịch")]
        self.editors = tuple(name for name, role in named if role)
        self.printed = tuple(  # a part that the next one has too is named once
            f"{name} ({role})" if role and role not in {other for _, other in named[at + 1 : at + 2]} else name
            for at, (name, role) in enumerate(named)
        )


def _literals(names: tuple[str, ...]) -> list[Item]:
    return [{"literal": name} for name in names if name]


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
    about = next((each for each in _ABOUT if matching(title).startswith(f"{matching(each)} ")), "")
    return about and f"{about}{title[len(about) :]}"


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


def _day(day: date | None) -> str:
    """A day as official papers print it: "05/9/2026", but "05/02/2026"."""
    return f"{day.day:02}/{day.month:0{2 if day.month <= _FEBRUARY else 1}}/{day.year}" if day else ""


def _issued(day: date | None, year: int | None) -> Item | None:
    if day:
        return {"date-parts": [[day.year, day.month, day.day]]}
    return {"date-parts": [[year]]} if year else None
