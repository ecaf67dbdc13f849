"""Search for programs: the same answer as `tracuu search --json`."""

from __future__ import annotations

import json

from flask import Blueprint, Response, request

from indexer.errors import WrongUse
from indexer.shapes import search_page_json, suggestions_json
from search_web.asked import read_asked, read_filter, read_line
from search_web.library import library

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
