"""The small library, made once."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from flask.testing import FlaskClient
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from indexer.library import Library
from search_web import create_app
from tests.around.shelf import made


@pytest.fixture(scope="session")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    opened = made(tmp_path_factory.mktemp("around"))
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def client(library: Library) -> FlaskClient:
    return create_app(library, library.settings).test_client()


@pytest.fixture
def get(client: FlaskClient) -> Callable[..., HTMLParser]:
    def fetch(path: str, status: int = 200, **query: object) -> HTMLParser:
        response = client.get(path, query_string=query or None)
        assert response.status_code == status, response.text
        return HTMLParser(response.text)

    return fetch
