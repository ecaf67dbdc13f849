"""What stands around a document or a line, for readers and for programs."""

from __future__ import annotations

from flask import Blueprint, render_template, request

from indexer.model import PassageHit, Picked, Similar
from search_web import links
from search_web.library import library
from search_web.marks import marked_place, pieces
from search_web.picked import read_picked
from search_web.reading import HIT

pages = Blueprint("around", __name__)
_MOST_TOLD = 3  # words of a passage in an address
_MOST = 100  # documents that a program may ask for


@pages.get("/tai-lieu/<document_id>/tuong-tu")
def similar(document_id: str) -> str:
    """Documents about the same as the whole document, as a page of it (`trang`), or as words of it (`doan`)."""
    picked = read_picked(document_id, request.args)
    found = _similar(picked)
    return render_template("similar.html", found=found, picked=picked, place=_place, HIT=HIT)


def _place(passage: PassageHit) -> str:
    """What leads to the words of a passage that were compared: as a line, they are marked there."""
    told = list(
        dict.fromkeys(text.lower() for text, is_marked in pieces(passage.text, passage.highlights) if is_marked)
    )
    return links.with_place(links.query_of(" ".join(told[:_MOST_TOLD])), marked_place(passage))


def _similar(picked: Picked, limit: int = 10) -> Similar:
    page = None if picked.spans else picked.page
    return library().around.similar(picked.document_id, page=page, spans=picked.spans, limit=limit)
