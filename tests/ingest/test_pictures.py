"""Images of pages in a library: made once, kept within a bound, and no danger to whoever asks for them."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from indexer.errors import DamagedFile, LimitExceeded, NoPicture, PageNotFound
from indexer.extract.confine import Limits
from indexer.extract.sandbox import Standing
from indexer.library import Library
from indexer.pictures import Pictures
from indexer.settings import Settings
from tests.extract.sandbox_tasks import work
from tests.ingest.homes import opened

PAPER = Path(__file__).parents[2] / "corpus" / "chi-thi-03-ct-du.pdf"


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with opened(tmp_path_factory.mktemp("home")) as library:
        note = tmp_path_factory.mktemp("files") / "dân vận.txt"
        note.write_text("Công tác dân vận bắt đầu từ việc lắng nghe.", "utf-8")
        library.add([PAPER, note])
        yield library


@pytest.fixture
def papers(library: Library) -> dict[str, str]:
    """Ids by media type."""
    found = library.search("công tác", limit=10).documents
    return {hit.document.media_type: hit.document.id for hit in found}


def _kept(library: Library) -> list[Path]:
    return sorted(path for path in (library.settings.home / "pictures").rglob("*") if path.is_file())


def test_a_page_is_drawn_once_and_kept(library: Library, papers: dict[str, str]) -> None:
    paper = papers["application/pdf"]
    drawn = library.images.picture(paper, 1, 800)
    assert drawn[:4] == b"RIFF"
    [kept] = [path for path in _kept(library) if path.suffix == ".webp"]
    kept.write_bytes(b"as it is kept")
    assert library.images.picture(paper, 1, 800) == b"as it is kept"
    assert library.images.word_boxes(paper, 1).words
    assert sorted(path.name for path in _kept(library)) == ["1-800-0.webp", "1.words"]


def test_pages_that_are_not_there_and_files_without_pages_have_no_image(
    library: Library, papers: dict[str, str]
) -> None:
    with pytest.raises(PageNotFound):
        library.images.picture(papers["application/pdf"], 99, 800)
    for ask in (library.images.word_boxes, lambda document, page: library.images.picture(document, page, 800)):
        with pytest.raises(NoPicture, match="no images of pages"):
            ask(papers["text/plain"], 1)


def test_a_page_that_cannot_be_drawn_is_not_tried_at_every_view(library: Library, papers: dict[str, str]) -> None:
    paper = papers["application/pdf"]
    original = library.original(paper)
    whole = original.read_bytes()
    try:
        original.write_bytes(b"%PDF-1.7\nnothing follows")
        with pytest.raises(NoPicture, match="damaged"):
            library.images.picture(paper, 2, 1200)
        original.write_bytes(whole)
        with pytest.raises(NoPicture, match="damaged"):
            library.images.picture(paper, 2, 1200)
        assert library.images.picture(paper, 2, 800)[:4] == b"RIFF"  # its worker goes on
    finally:
        original.write_bytes(whole)


def test_a_worker_that_hangs_or_crashes_is_replaced(tmp_path: Path) -> None:
    limits = Limits(seconds=2, megabytes=1024, temp_megabytes=50)
    workers = Standing(work, jobs=1, limits=limits, room=tmp_path / "drawing")
    try:
        assert isinstance(workers.do("sleep:60", 5), LimitExceeded)
        assert isinstance(workers.do("crash", 5), DamagedFile)
        assert workers.do("fine", 5) == "FINE"
        [slot] = workers._slots._idle
        os.kill(slot.leader.value, signal.SIGKILL)  # as the system does when memory is short
        assert workers.do("fine again", 5) == "FINE AGAIN"
    finally:
        workers.close()
    assert not (tmp_path / "drawing").exists()


def test_workers_end_when_no_page_is_asked_for_and_begin_again_when_one_is(tmp_path: Path) -> None:
    pictures = Pictures(Settings(home=tmp_path), idle=0)
    try:
        for width in (800, 1200):
            assert pictures.image(PAPER, PAPER.name, 1, width, 0)[:4] == b"RIFF"
            while pictures._workers:
                time.sleep(0.01)
            assert not list((tmp_path / "drawing").iterdir())
    finally:
        pictures.close()


def test_workers_stay_as_long_as_they_are_asked_for_and_end_with_their_owner(tmp_path: Path) -> None:
    pictures = Pictures(Settings(home=tmp_path), idle=3600)
    pictures.image(PAPER, PAPER.name, 1, 800, 0)
    workers = pictures._workers
    assert workers
    pictures.words(PAPER, PAPER.name, 1)
    assert pictures._workers is workers
    pictures.close()
    assert not list((tmp_path / "drawing").iterdir())


def test_what_was_not_looked_at_for_longest_goes_first(tmp_path: Path) -> None:
    pictures = Pictures(Settings(home=tmp_path, picture_megabytes=1))
    folder = tmp_path / "pictures"
    for number in range(81):
        pictures._write(folder / f"{number}.webp", b"x" * 30_000)
        os.utime(folder / f"{number}.webp", (number, number))
    left = sorted(int(path.stem) for path in folder.iterdir())
    assert sum(path.stat().st_size for path in folder.iterdir()) <= 1 << 20
    assert left == list(range(left[0], 81))
