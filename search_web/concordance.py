"""Concordance: every place of a word or phrase."""

from __future__ import annotations

from functools import partial
from urllib.parse import urlencode

from flask import Blueprint, render_template, request, url_for

from indexer.model import ConcordanceRow, ConcordanceSort
from search_web import links
from search_web.asked import read_asked, whole_number
from search_web.library import library
from search_web.reading import HIT
from search_web.speech import gettext as _
from search_web.speech import later

pages = Blueprint("concordance", __name__)
SORT_NAMES = {
    ConcordanceSort.PLACE: later("tài liệu, trang"),
    ConcordanceSort.LEFT: later("chữ đứng trước"),
    ConcordanceSort.RIGHT: later("chữ đứng sau"),
}
_LIMIT = 50
_MOST_OFFSET = 99_999
_MOST_PLACING = 5  # words that tell one block of a page from another


@pages.get("/ngu-canh")
@pages.get("/tai-lieu/<document_id>/ngu-canh")
def concordance(document_id: str | None = None) -> str:
    """Every place of a phrase in the library, in what the filters leave, or in one document."""
    asked, sort = read_asked(request.args), _sort()
    offset = whole_number(request.args.get("offset", ""), default=0, least=0, most=_MOST_OFFSET)
    found = library().around.concordance(
        asked.line, document_id=document_id, filters=asked.filters, sort=sort, limit=_LIMIT, offset=offset
    )
    filters = [("filter", f"{each.facet}={each.value}") for each in asked.filters]

    def to(other: ConcordanceSort = sort, start: int = 0) -> str:
        own = [("sort", str(other))] if other is not ConcordanceSort.PLACE else []
        own += [("offset", str(start))] if start > 0 else []
        return "?" + urlencode([("q", asked.line), *filters, *own])

    return render_template(
        "concordance.html",
        found=found,
        asked=asked,
        document=found.document,
        kept=[*filters, *([("sort", str(sort))] if sort is not ConcordanceSort.PLACE else [])],
        to=to,
        place=partial(_place, links.query_of(f'"{found.phrase}"')),
        sorts=[(each, _(name)) for each, name in SORT_NAMES.items()],
    )


def _sort() -> ConcordanceSort:
    sort = request.args.get("sort", "")
    return ConcordanceSort(sort) if sort in set(ConcordanceSort) else ConcordanceSort.PLACE


def _place(query: str, row: ConcordanceRow) -> str:
    """Where a row leads: to its page, with the phrase marked and its block found again."""
    path = url_for("reading.page", document_id=row.document.id, number=row.page)
    words = f"{row.hit} {row.right}".split()[: len(row.hit.split()) + _MOST_PLACING]
    return links.address(path, links.with_place(query, " ".join(words)), HIT)
