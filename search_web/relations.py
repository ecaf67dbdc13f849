"""What a document rests on and what builds on it; and what the library should hold."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from flask import Blueprint, Response, render_template, request, url_for

from indexer.model import CitingDocument, Document, Named
from indexer.wish_list import printed_number, wishes_as_csv
from search_web import references, words
from search_web.asked import whole_number
from search_web.library import library
from search_web.picture import Drawn, picture
from search_web.reading import HIT

pages = Blueprint("relations", __name__)
_MOST_CITING = 500
_SHOWN = 50  # wishes on a page
_MOST_OFFSET = 100_000


@dataclass(frozen=True, slots=True)
class Rested:
    """A paper that the document names, as it is listed."""

    named: Named
    text: str
    when: str
    line: str  # that finds it, or the place that names it


@pages.get("/tai-lieu/<document_id>/dan-chieu")
def relations(document_id: str) -> str:
    """What a document rests on and what builds on it, as lists in the order of time and as a picture."""
    document = library().document(document_id)
    rested = [_rested(each) for each in library().named(document.id)]
    cited = library().cited_by(document.id, _MOST_CITING)
    builds = sorted(cited.documents, key=lambda each: _day(each.document) or date.max)
    return render_template(
        "relations.html",
        document=document,
        rested=rested,
        builds=references.citing(builds),
        cited=cited,
        drawn=picture(_own(document), [*_below(rested), *_above(builds)]),
        HIT=HIT,
        when=_when,
    )


@pages.get("/con-thieu")
def wanted() -> str:
    """Papers that documents name and the library does not hold, those most asked for first."""
    offset = whole_number(request.args.get("offset", ""), default=0, least=0, most=_MOST_OFFSET)
    found = library().wanted(_SHOWN + 1, offset)
    return render_template(
        "wanted.html",
        wishes=found[:_SHOWN],
        offset=offset,
        before=max(offset - _SHOWN, 0),
        following=offset + _SHOWN if len(found) > _SHOWN else None,
        number=printed_number,
        line_of=references.line_of,
    )


@pages.get("/con-thieu.csv")
def table() -> Response:
    """The whole list as a table."""
    name = 'attachment; filename="tai-lieu-con-thieu.csv"'
    return Response(wishes_as_csv(library().wanted()), mimetype="text/csv", headers={"Content-Disposition": name})


def _rested(named: Named) -> Rested:
    day = _day(named.document) if named.document else None
    told = _when(named.document) if day and named.document else _stated(named)
    return Rested(named, references.shortened(named.reference.text), told, references.line_of(named.reference))


def _stated(named: Named) -> str:
    reference = named.reference
    return words.day(reference.issued_on) if reference.issued_on else str(reference.year or "")


def _when(document: Document) -> str:
    card = document.metadata
    return words.day(card.issued_on) if card.issued_on else str(card.year or "")


def _day(document: Document) -> date | None:
    card = document.metadata
    return card.issued_on or (date(card.year, 12, 31) if card.year else None)


def _own(document: Document) -> Drawn:
    return Drawn(words.title(document), _address(document), _day(document), own=True)


def _below(rested: Sequence[Rested]) -> Iterator[Drawn]:
    for each in rested:
        document, reference = each.named.document, each.named.reference
        day = _day(document) if document else None
        stated = reference.issued_on or (date(reference.year, 12, 31) if reference.year else None)
        title, href = (words.title(document), _address(document)) if document else (each.text, "")
        missing = not document and not each.named.candidates
        yield Drawn(title, href, day or stated, each.named.places, missing=missing)


def _above(builds: Sequence[CitingDocument]) -> Iterator[Drawn]:
    for each in builds:
        document = each.document
        yield Drawn(words.title(document), _address(document), _day(document), len(each.references), later=True)


def _address(document: Document) -> str:
    return url_for("relations.relations", document_id=document.id)
