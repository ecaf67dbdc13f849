"""Sending a form as a browser does: with the token of the page that it stands on."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask.testing import FlaskClient
from selectolax.lexbor import LexborHTMLParser as HTMLParser
from werkzeug.test import TestResponse


def token(client: FlaskClient, page: str) -> str:
    """The token on a page."""
    field = HTMLParser(client.get(page).text).css_first("input[name=csrf_token]")
    assert field, f"{page} has no form with a token"
    return str(field.attributes["value"])


def send(client: FlaskClient, path: str, data: Mapping[str, Any], page: str = "") -> TestResponse:
    """Post a form that stands on `page`, by default at the address that it is sent to."""
    return client.post(path, data={**data, "csrf_token": token(client, page or path)})
