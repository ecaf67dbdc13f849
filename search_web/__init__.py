"""The web interface of Tra Cứu."""

from __future__ import annotations

from flask import Flask
from jinja2 import StrictUndefined

from indexer.library import Library
from indexer.settings import Settings
from search_web import (
    accounts,
    admin,
    api,
    around,
    below,
    citing,
    concordance,
    embedded,
    exchange,
    exports,
    feeds,
    guide,
    health,
    language,
    links,
    over_years,
    quotes,
    reading,
    relations,
    search,
    words,
    years,
)
from search_web.access import add_access, role
from search_web.bilingual import Bilingual
from search_web.counting import add_counters
from search_web.desk import cards, looking, sending
from search_web.desk import home as desk
from search_web.errors import add_errors
from search_web.headers import add_headers
from search_web.language import add_language
from search_web.library import keep_library
from search_web.logs import add_log
from search_web.marks import marked
from search_web.notes import note_id, noted
from search_web.picked import written
from search_web.speech import gettext, whole

__all__ = ["create_app"]


def create_app(library: Library, settings: Settings) -> Flask:
    """The application over this library. It keeps no state of its own beside it."""
    app = Flask(__name__)
    app.jinja_environment = Bilingual  # type: ignore[assignment]  # declared as the very class
    app.config["TRACUU"] = settings
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.globals.update(
        below=below, words=words, embedded=embedded, spans_written=written, links=links, years=years
    )
    app.jinja_env.globals.update(_=gettext, whole=whole)
    app.jinja_env.filters.update(marked=marked, noted=noted, note_id=note_id)
    keep_library(app, library, role)
    add_language(app)
    add_log(app, settings)
    add_access(app, settings, forms_of_others=(api.pages, exchange.pages))
    accounts.add_tries(app, library, settings)
    add_headers(app, https=settings.https)
    add_errors(app)
    for part in (
        accounts,
        admin,
        search,
        reading,
        citing,
        api,
        guide,
        quotes,
        around,
        concordance,
        over_years,
        exchange,
        exports,
        feeds,
        relations,
        desk,
        sending,
        looking,
        cards,
        language,
        health,
    ):
        app.register_blueprint(part.pages)
    add_counters(app, settings.home)
    return app
