"""Long manuscripts: begun at one server process, waited for and read at another, cleaned up, and safe from odd names."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from indexer.errors import ManuscriptNotFound, TooManyManuscripts
from indexer.library import Library
from indexer.manuscripts import Manuscripts
from indexer.model import ManuscriptState, QuotationReport
from indexer.settings import Settings
from search_web import create_app
from tests.forms import send

SAID = "Công tác dân vận bắt đầu từ việc lắng nghe ý kiến của nhân dân."
LONG = f"Sách viết “{SAID}”.\n\n" + "Đoạn này là lời của người viết. " * 700
PATIENCE = 60  # seconds that a test waits for what surely comes


@pytest.fixture
def clients(tmp_path: Path) -> Iterator[tuple[FlaskClient, FlaskClient]]:
    """Two server processes, as far as they share nothing but the disk."""
    (tmp_path / "dan-van.txt").write_text(f"{SAID} Lấy dân làm gốc là bài học xuyên suốt.\n", "utf-8")
    settings = Settings(home=tmp_path / "home")
    libraries = Library(settings), Library(settings)
    libraries[0].add([tmp_path / "dan-van.txt"])
    yield create_app(libraries[0], settings).test_client(), create_app(libraries[1], settings).test_client()
    for each in libraries:
        each.close()


def test_a_long_manuscript_is_waited_for_at_any_process(clients: tuple[FlaskClient, FlaskClient]) -> None:
    first, second = clients
    sent = send(first, "/kiem-tra-trich-dan", {"van-ban": LONG})
    assert sent.status_code == 303
    page = HTMLParser(second.get(sent.location).text)
    deadline = time.monotonic() + PATIENCE
    while page.css_first("meta[http-equiv=refresh]") and time.monotonic() < deadline:
        time.sleep(0.05)
        page = HTMLParser(second.get(sent.location).text)
    assert [each.text() for each in page.css(".verdict")] == ["đúng"]
    assert [each.attributes["href"] for each in page.css("#ket-qua ~ p a")] == ["?dang=docx", "?dang=csv"]
    assert second.get(f"{sent.location}?dang=docx").data[:2] == b"PK"
    assert SAID.rstrip(".") in second.get(f"{sent.location}?dang=csv").text


@pytest.mark.parametrize("name", ["x", "..", "A" * 22, "%2e%2e%2fcatalogue.db", "a" * 5000, "slot-0"])
def test_odd_names_lead_nowhere(clients: tuple[FlaskClient, FlaskClient], name: str) -> None:
    assert clients[0].get(f"/kiem-tra-trich-dan/{name}").status_code == 404


def _held_up(go_on: threading.Event) -> QuotationReport:
    go_on.wait(PATIENCE)
    return QuotationReport("", ())


def _waited(manuscripts: Manuscripts, name: str) -> ManuscriptState:
    deadline = time.monotonic() + PATIENCE
    while (state := manuscripts.state(name)).report is None and time.monotonic() < deadline:
        time.sleep(0.01)
    return state


def test_progress_is_told_and_no_more_begun_than_may_wait(tmp_path: Path) -> None:
    manuscripts, go_on, told = Manuscripts(tmp_path), threading.Event(), threading.Event()

    def check(tell: object) -> QuotationReport:
        assert callable(tell)
        tell(1, 3)
        told.set()
        return _held_up(go_on)

    names = [manuscripts.begin(check)]
    assert told.wait(PATIENCE)
    assert Manuscripts(tmp_path).state(names[0]) == ManuscriptState(1, 3)
    names += [manuscripts.begin(lambda _: _held_up(go_on)) for _ in range(11)]
    with pytest.raises(TooManyManuscripts):
        manuscripts.begin(lambda _: _held_up(go_on))
    go_on.set()
    assert all(_waited(manuscripts, each).report for each in names)


def test_a_manuscript_whose_process_ended_says_so(tmp_path: Path) -> None:
    name = "A" * 22
    (tmp_path / "manuscripts" / name).mkdir(parents=True)
    (tmp_path / "manuscripts" / name / "lock").touch()
    assert Manuscripts(tmp_path).state(name).interrupted


def test_old_reports_go(tmp_path: Path) -> None:
    manuscripts = Manuscripts(tmp_path)
    old = manuscripts.begin(lambda _: QuotationReport("", ()))
    assert _waited(manuscripts, old).report is not None
    os.utime(tmp_path / "manuscripts" / old, (0, 0))
    deadline = time.monotonic() + PATIENCE
    while (tmp_path / "manuscripts" / old).exists() and time.monotonic() < deadline:
        _waited(manuscripts, manuscripts.begin(lambda _: QuotationReport("", ())))
    with pytest.raises(ManuscriptNotFound):
        manuscripts.state(old)
    assert len(list((tmp_path / "manuscripts").iterdir())) < 60
