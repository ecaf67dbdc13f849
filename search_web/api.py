"""Search for programs: the same answer as `tracuu search --json`."""

from __future__ import annotations

import json

from flask import Blueprint, Response, request

from indexer.cite import DEFAULT, RECORDS
from indexer.errors import WrongUse
from indexer.shapes import citation_json, search_page_json, suggestions_json
from search_web.asked import read_asked, read_filter, read_line
from search_web.library import library
from search_web.picked import PAGE, SPANS, read_picked

pages = Blueprint("api", __name__, url_prefix="/api/v1")


@pages.get("/search")
def search() -> Response:
    """One page of a result. An unknown filter is refused: without it the answer would be to another question."""
    for text in request.args.getlist("filter"):
        if read_filter(text) is None:
            raise WrongUse(f"filter {text!r} cannot be used: write FACET=VALUE")
    asked = read_asked(request.args)
    page = library().search(
        asked.line,
        filters=asked.filters,
        sort=asked.sort,
        limit=asked.limit,
        offset=asked.offset,
        abbreviations=asked.abbreviations,
    )
    return Response(json.dumps(search_page_json(page), ensure_ascii=False), mimetype="application/json")


@pages.get("/suggest")
def suggest() -> Response:
    """Lines that go on from the one in `q`, for the search field as it is typed in."""
    line = read_line(request.args)
    body = suggestions_json(line, library().suggest(line))
    return Response(json.dumps(body, ensure_ascii=False), mimetype="application/json")


@pages.get("/documents/<document_id>/citation")
def citation(document_id: str) -> Response:
    """A document cited, or `page` of it (of the file), or the words of `spans`; or in another `format` as a record."""
    form = request.args.get("format", "text")
    if form != "text":
        return Response(library().records([document_id], form), content_type=f"{_media(form)}; charset=utf-8")
    args = {PAGE: request.args.get("page", ""), SPANS: request.args.get("spans", "")}
    picked = read_picked(document_id, args)
    if (args[PAGE] and picked.page is None) or (args[SPANS] and not picked.spans):
        raise WrongUse("page is a whole number from 1, spans are written 120-180,200-240")
    cited = library().cite_all([picked], request.args.get("style", DEFAULT))[0]
    body = citation_json(cited.citation) | {"quotation": cited.quotation.text if cited.quotation else None}
    return Response(json.dumps(body, ensure_ascii=False), mimetype="application/json")


def _media(form: str) -> str:
    return RECORDS[form][1] if form in RECORDS else "text/plain"
