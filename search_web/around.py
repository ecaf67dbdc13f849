"""What stands around a document or a line, for readers and for programs."""

from __future__ import annotations

from itertools import groupby

from flask import Blueprint, render_template, request

from indexer.model import PassageHit, Picked, Similar
from search_web import links
from search_web.asked import read_asked, read_line, whole_number
from search_web.library import library
from search_web.marks import beginning, marked_place, pieces
from search_web.picked import read_picked
from search_web.reading import HIT

pages = Blueprint("around", __name__)
_MOST_TOLD = 3  # words of a passage in an address
_ROWS = 50
_MOST_ROWS = 9999


@pages.get("/tai-lieu/<document_id>/tuong-tu")
def similar(document_id: str) -> str:
    """Documents about the same as the whole document, as a page of it (`trang`), or as words of it (`doan`)."""
    picked = read_picked(document_id, request.args)
    found = _similar(picked)
    return render_template("similar.html", found=found, picked=picked, place=_place, HIT=HIT)


@pages.get("/tai-lieu/<document_id>/tu-tieu-bieu")
def telling_words(document_id: str) -> str:
    """The words that tell a document from the library, each a search in it."""
    told = library().around.telling_words(document_id)
    return render_template("telling.html", told=told, document=told.document, line="", query="")


@pages.get("/tu-tieu-bieu")
def telling_words_of_result() -> str:
    """The words that tell a result from the library, each a search in it."""
    asked = read_asked(request.args)
    told = library().around.telling_words_of_result(asked.line, asked.filters, abbreviations=asked.abbreviations)
    return render_template("telling.html", told=told, document=None, line=asked.line, query=asked.query)


@pages.get("/tai-lieu/<document_id>/khop")
def hits(document_id: str) -> str:
    """Every place of a document where the line is found, page by page."""
    asked, line = read_asked(request.args), read_line(request.args)
    offset = whole_number(request.args.get("tu", ""), default=0, least=0, most=_MOST_ROWS)
    found = library().around.hits(document_id, line, limit=_ROWS, offset=offset, abbreviations=asked.abbreviations)
    query = asked.query_for(links.beginning(line))
    return render_template(
        "hits.html",
        found=found,
        document=found.document,
        line=line,
        query=query,
        to=lambda start: "?" + query + (f"&tu={start}" if start > 0 else ""),
        by_page=[(number, list(rows)) for number, rows in groupby(found.rows, key=lambda row: row.page)],
        counts={each.page: each for each in found.pages},
        place=lambda row: links.with_place(query, beginning(row.text, row.highlights)),
        HIT=HIT,
    )


def _place(passage: PassageHit) -> str:
    """What leads to the words of a passage that were compared: as a line, they are marked there."""
    told = list(
        dict.fromkeys(text.lower() for text, is_marked in pieces(passage.text, passage.highlights) if is_marked)
    )
    return links.with_place(links.query_of(" ".join(told[:_MOST_TOLD])), marked_place(passage))


def _similar(picked: Picked) -> Similar:
    page = None if picked.spans else picked.page
    return library().around.similar(picked.document_id, page=page, spans=picked.spans)
