"""The library for programs: /api/v1, its description, and a page to try it."""

from __future__ import annotations

import json
from collections.abc import Callable
from urllib.parse import quote, urlencode

from flask import Blueprint, Response, redirect, render_template, request, url_for
from werkzeug.exceptions import NotAcceptable, NotFound
from werkzeug.wrappers import Response as AnyResponse

from search_web.access import takes
from search_web.api.answers import Record
from search_web.api.asking import JSON, MOST_BYTES, read_request
from search_web.api.openapi import description
from search_web.api.parameters import Place
from search_web.api.routes import ROUTES, Route

pages = Blueprint("api", __name__)
BASE = "/api/v1"


def _view(route: Route) -> Callable[..., Response]:
    def answer(**path_values: str) -> Response:
        asking = read_request(request, route.parameters, path_values)
        answered = route.answer(asking)
        response = (
            Response(answered.text, content_type=f"{answered.media_type}; charset=utf-8")
            if isinstance(answered, Record)
            else _json(answered)
        )
        if asking.next:
            response.headers["Link"] = f'<{asking.next}>; rel="next"'
        return _acceptable(response)

    return takes(MOST_BYTES)(answer) if route.among(Place.BODY) else answer


def _json(value: object) -> Response:
    return Response(json.dumps(value, ensure_ascii=False), mimetype=JSON)


def _acceptable(response: Response) -> Response:
    if request.accept_mimetypes and not request.accept_mimetypes.quality(response.mimetype or JSON):
        raise NotAcceptable(f"the answer is {response.mimetype}, which the request does not accept")
    return response


for each in ROUTES:
    rule = BASE + each.path.replace("{", "<").replace("}", ">")
    pages.add_url_rule(rule, each.name, _view(each), methods=[each.method])


@pages.get(f"{BASE}/openapi.json")
def openapi() -> Response:
    """The description of the API."""
    return _acceptable(_json(description(request.script_root + BASE)))


@pages.get("/api")
def trial() -> str:
    """A form for every address, so that it can be tried."""
    return render_template("api.html", ROUTES=ROUTES, BASE=BASE, Place=Place)


@pages.get("/api/thu/<name>")
def try_out(name: str) -> AnyResponse:
    """From a form of that page to the address that it means: fields left empty are left out."""
    route = next((each for each in ROUTES if each.name == name and each.method == "GET"), None)
    if route is None:
        raise NotFound
    query = [(field, text) for field, text in request.args.items(multi=True) if text]
    inner = {parameter.name: _of(query, parameter.name) for parameter in route.among(Place.PATH)}
    own = {parameter.name for parameter in route.among(Place.QUERY)} - set(inner)
    if not all(inner.values()):
        return redirect(url_for("api.trial"))
    path = BASE + route.path.format(**{field: quote(text, safe="") for field, text in inner.items()})
    return redirect(path + _asked([pair for pair in query if pair[0] in own]))


def _of(query: list[tuple[str, str]], name: str) -> str:
    return next((text for field, text in query if field == name), "")


def _asked(pairs: list[tuple[str, str]]) -> str:
    return f"?{urlencode(pairs)}" if pairs else ""


__all__ = ["pages"]
