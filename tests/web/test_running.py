"""What those who run the server ask: whether it lives and is ready, its counts, and its log."""

from __future__ import annotations

import json
import logging
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from indexer.errors import WrongUse
from indexer.library import Library
from indexer.locking import WORKER, alone
from indexer.settings import Settings
from search_web import create_app
from search_web.counting import Counters


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    (tmp_path / "dan-van.txt").write_text("Công tác dân vận bắt đầu từ việc lắng nghe nhân dân.", "utf-8")
    opened = Library(Settings(home=tmp_path / "home", jobs=1, metrics="open"))
    opened.add([tmp_path / "dan-van.txt"])
    yield opened
    opened.close()


def test_a_server_that_answers_is_alive_and_one_that_can_search_is_ready(library: Library) -> None:
    client = create_app(library, replace(library.settings, reading="signed-in")).test_client()
    assert client.get("/health").text == "ok\n"
    assert client.get("/ready").get_json() == {"catalogue": "ok", "index": "ok", "worker": "not running"}
    with alone(library.settings.home, 1, WORKER):
        assert client.get("/ready").get_json()["worker"] == "ok"
    library.close()
    shutil.rmtree(library.settings.home / "index")
    lost = create_app(Library(library.settings), library.settings).test_client()
    assert lost.get("/health").status_code == 200
    answer = lost.get("/ready")
    assert (answer.status_code, answer.get_json()["index"]) == (503, "IndexUnusable")


def test_counts_of_all_processes_are_added_up(library: Library, tmp_path: Path) -> None:
    client = create_app(library, library.settings).test_client()
    for path in ("/", "/tim?q=dan+van", "/tim?q=nhan+dan", "/khong-co"):
        client.get(path)
    lines = client.get("/metrics").text.splitlines()
    assert 'tracuu_requests_total{endpoint="search.results",status="2xx"} 2' in lines
    assert 'tracuu_requests_total{endpoint="none",status="4xx"} 1' in lines
    assert 'tracuu_request_seconds_count{endpoint="search.results"} 2' in lines
    assert "tracuu_documents 1" in lines
    assert 'tracuu_uploads{state="queued"} 0' in lines
    first = Counters(tmp_path / "counts", ["a", "b"])
    first.count("a", 200, 0.02)
    begun = next((tmp_path / "counts").glob("*-*"))
    begun.rename(begun.with_name(f"{begun.name}0"))  # as if it were of another process
    other = Counters(tmp_path / "counts", ["b", "a"])
    other.count("a", 503, 20)
    told = list(other.lines())
    assert 'tracuu_requests_total{endpoint="a",status="2xx"} 1' in told
    assert 'tracuu_requests_total{endpoint="a",status="5xx"} 1' in told
    assert 'tracuu_request_seconds_bucket{endpoint="a",le="0.025"} 1' in told
    assert 'tracuu_request_seconds_bucket{endpoint="a",le="+Inf"} 2' in told


def test_counts_are_for_librarians_unless_the_setting_opens_them(library: Library) -> None:
    closed = create_app(library, replace(library.settings, metrics="librarians")).test_client()
    assert closed.get("/metrics").status_code == 404
    with pytest.raises(WrongUse):
        Settings(home=library.settings.home, metrics="some")


@pytest.mark.parametrize(("log", "told"), [("errors", []), ("requests", [False, False]), ("queries", [True, False])])
def test_the_log_tells_what_was_searched_for_only_when_it_may(
    library: Library, log: str, told: list[bool], caplog: pytest.LogCaptureFixture
) -> None:
    logger = logging.getLogger("tracuu.requests")
    logger.addHandler(caplog.handler)
    try:
        client = create_app(library, replace(library.settings, log=log)).test_client()
        answer = client.get("/tim?q=bi+mat", headers={"X-Request-ID": "abc-1"})
        assert answer.headers["X-Request-ID"] == "abc-1"
        forged = client.get("/tim?q=x", headers={"X-Request-ID": "a b{}" * 30})
        assert len(forged.headers["X-Request-ID"]) == 16
    finally:
        logger.removeHandler(caplog.handler)
        for handler in list(logger.handlers):
            logger.removeHandler(handler)
        logger.setLevel(logging.NOTSET)
    lines = [json.loads(each.getMessage()) for each in caplog.records if each.name == "tracuu.requests"]
    assert ["bi+mat" in json.dumps(each) for each in lines] == told
    assert [(each["id"], each["path"], each["status"]) for each in lines[:1]] == [("abc-1", "/tim", 200)] * bool(told)
