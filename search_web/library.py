"""Where a request finds the library."""

from __future__ import annotations

from typing import cast

from flask import Flask, current_app

from indexer.library import Library

_NAME = "tracuu.library"


def keep_library(app: Flask, library: Library) -> None:
    """Hand the library to the requests of this application. They come from several threads at once."""
    app.extensions[_NAME] = library


def library() -> Library:
    """The library of the application that answers this request."""
    return cast("Library", current_app.extensions[_NAME])
