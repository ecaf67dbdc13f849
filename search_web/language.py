"""The language that a reader chose: a cookie says so. Without one it is Vietnamese, whatever the browser was set up in."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

from flask import Blueprint, Flask, Response, abort, redirect, request
from werkzeug.urls import iri_to_uri
from werkzeug.wrappers import Response as AnyResponse

from search_web.access import always_open
from search_web.messages import scripts
from search_web.speech import LANGUAGES, SOURCE, catalogue, speak, spoken
from search_web.within import within_site

pages = Blueprint("language", __name__)
COOKIE = "ngon-ngu"
_YEAR = 365 * 24 * 3600
_FOR_PROGRAMS = "/api/v1/"  # what has both languages in every answer


def add_language(app: Flask) -> None:
    """Answer every request in the language of its reader."""

    @app.before_request
    def choose() -> None:
        chosen = request.cookies.get(COOKIE, SOURCE)
        speak(chosen if chosen in LANGUAGES and not request.path.startswith(_FOR_PROGRAMS) else SOURCE)

    @app.teardown_request
    def forget(_: BaseException | None) -> None:
        speak(SOURCE)

    @app.after_request
    def tell(response: Response) -> Response:
        if response.mimetype == "text/html":
            response.content_language.add(spoken())
            response.vary.add("Cookie")
        return response

    app.jinja_env.globals.update(LANGUAGES=LANGUAGES)


@pages.get("/ngon-ngu/<language>")
@always_open
def choose(language: str) -> AnyResponse:
    """Speak this language from now on, and go back to the page that the browser comes from."""
    if language not in LANGUAGES:
        abort(404)
    answer = redirect(within_site(_came_from()), 303)
    answer.set_cookie(COOKIE, language, max_age=_YEAR, samesite="Lax", httponly=True)
    return answer


@pages.get("/ngon-ngu/<language>.js")
@always_open
def words(language: str) -> Response:
    """What the scripts say, in this language."""
    if language not in LANGUAGES:
        abort(404)
    answer = Response(f"var SAID = {_said_by_scripts(language)};\n", mimetype="text/javascript")
    answer.cache_control.public, answer.cache_control.max_age = True, 3600
    return answer


@cache
def _said_by_scripts(language: str) -> str:
    known = catalogue(language)
    static = Path(__file__).parent / "static"
    return json.dumps({text: known[text] for text in sorted(scripts(static)) if text in known}, ensure_ascii=False)


def _came_from() -> str:
    address = urlsplit(iri_to_uri(request.referrer or ""))
    return f"{address.path}?{address.query}".removesuffix("?") if address.netloc == request.host else ""
