"""Scans in a library: they wait, are recognised page by page, and survive whatever ends a recognition."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import sqlite3
import subprocess
import time
from dataclasses import replace
from pathlib import Path

import pytest

from indexer.errors import RecognitionUnavailable
from indexer.library import Library
from indexer.model import Block, Origin, Outcome, ScanReport
from indexer.text.layout import page_text
from tests.ingest.homes import opened
from tests.ingest.running import TRACUU, catalogue_rows, environment, tracuu
from tests.scans import GARBAGE, PLAN, need_tesseract, pictures, plan, scan, without_tesseract

LINE = "chuyển đổi số"


@pytest.fixture(autouse=True)
def _tesseract() -> None:
    need_tesseract()


def added(library: Library, path: Path) -> str:
    (report,) = library.add([path])
    assert report.outcome is Outcome.ADDED
    assert report.document_id
    return report.document_id


def recognised(library: Library, document_id: str) -> ScanReport:
    (report,) = library.recognise()
    assert report.document_id == document_id
    assert library.waiting() == []
    assert library.document(document_id).waiting == 0
    assert library.check() == []
    return report


def pages_found(library: Library, line: str) -> list[int]:
    return sorted({passage.page for hit in library.search(line).documents for passage in hit.passages})


def mixed(path: Path) -> Path:
    """A page of text, a picture of a page, and a picture over a text that is none."""
    import pypdfium2

    pictured = scan(path.with_suffix(".1"), pictures(PLAN, (1,), part=0.35))
    garbled = scan(path.with_suffix(".2"), pictures(PLAN, (2,), part=0.4), beneath=GARBAGE)
    whole = pypdfium2.PdfDocument.new()
    for source in (PLAN, pictured, garbled):
        part = pypdfium2.PdfDocument(source)
        whole.import_pages(part, [0])
        part.close()
    whole.save(str(path))
    whole.close()
    return path


def test_pages_with_text_are_found_at_once_and_the_others_when_they_are_read(tmp_path: Path) -> None:
    with opened(tmp_path / "home") as library:
        document_id = added(library, mixed(tmp_path / "a.pdf"))
        assert library.document(document_id).waiting == 2
        assert library.read(document_id, 2).waits
        assert not library.read(document_id, 1).waits
        assert pages_found(library, '"Đổi mới bài giảng"') == []
        first = library.read(document_id, 1).blocks
        assert LINE in " ".join(block.text for block in first).lower()
        assert 1 in pages_found(library, LINE)
        report = recognised(library, document_id)
        assert [page for page, _ in report.confidences] == [2, 3]
        assert pages_found(library, '"Đổi mới bài giảng"') == [2]
        read = [library.read(document_id, page) for page in (1, 2, 3)]
        assert [page.origin for page in read] == [Origin.FILE, Origin.RECOGNITION, Origin.RECOGNITION]
        assert read[0].blocks == first
        assert read[0].confidence is None
        assert read[1].confidence == dict(report.confidences)[2] > 85
        whole = library.images.word_boxes(document_id, 1)  # of the file's own letters
        assert (whole.turn, len(whole.words) > 300) == (0, True)
        held = library.images.word_boxes(document_id, 2)
        stored = page_text(tuple(Block(block.text) for block in read[1].blocks))
        said = {stored[box.start : box.end] for box in held.words}
        assert {"Đổi", "mới", "giảng"} <= said
        assert all(0 <= box.x < box.right <= held.width for box in held.words)


def test_a_recognition_is_stopped_after_a_page_and_goes_on_with_the_others(tmp_path: Path) -> None:
    done: list[int] = []
    with opened(tmp_path / "home") as library:
        document_id = added(library, plan(tmp_path / "a.pdf"))
        number = library._home.catalogue.number_of(document_id)
        heard = library.recognise(
            listener=lambda step: done.append(step.scanned[0]) if step.scanned else None, stop=lambda: 1 in done
        )
        assert heard == []
        assert done == [0, 1]
        assert len(library._home.catalogue.scans.untried(number)) == 2
        assert library.waiting() == [document_id]
        recognised(library, document_id)
        before = library.read(document_id, 2)
        (again,) = library.recognise([document_id], again=True)
        assert again.pages == 3
        after = library.read(document_id, 2)
        assert after.document.changed_at > before.document.changed_at
        assert replace(after, document=before.document) == before
        assert library.check() == []


def test_without_tesseract_a_scan_is_kept_and_waits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = plan(tmp_path / "a.pdf")
    home = tmp_path / "home"
    ended = subprocess.run(
        [*TRACUU, "--home", str(home), "add", str(path)],
        capture_output=True,
        text=True,
        check=False,
        env={**environment(), "PATH": without_tesseract()},
    )
    assert (ended.returncode, ended.stderr) == (0, "")
    (line, _) = ended.stdout.splitlines()
    assert line.startswith("added")
    assert "waiting for OCR: 3" in line
    assert "install the packages tesseract-ocr tesseract-ocr-vie, then run `tracuu ocr`" in line
    with opened(home) as library:
        (document_id,) = library.waiting()
        with monkeypatch.context() as patch:
            patch.setenv("PATH", without_tesseract())
            with pytest.raises(RecognitionUnavailable, match="tesseract-ocr-vie"):
                library.recognise([document_id], again=True)
        recognised(library, document_id)
        assert pages_found(library, LINE)


def test_a_picture_without_words_fails_and_is_found_no_more(tmp_path: Path) -> None:
    (page,) = pictures(PLAN, (0,), dpi=50)
    path = scan(tmp_path / "ảnh.pdf", [page.point(lambda _: 90)], dpi=50)
    with opened(tmp_path / "home") as library:
        document_id = added(library, path)
        assert [hit.document.id for hit in library.search("").documents] == [document_id]
        report = recognised(library, document_id)
        assert "no text" in report.reason
        assert library.search("").documents == ()
        assert "no text" in library.document(document_id).problem


class Recognised:
    """What a recognition that nobody disturbs leaves."""

    def __init__(self, home: Path, path: Path) -> None:
        ended = tracuu(home, "add", str(path), "--json")
        assert ended.returncode == 0, ended.stderr
        (report,) = json.loads(ended.stdout)["recognised"]
        assert report["pages"] == 3
        self.rows = catalogue_rows(home)
        self.found = found(home)


def found(home: Path) -> list[dict[str, object]]:
    ended = tracuu(home, "search", LINE, "--json")
    documents: list[dict[str, object]] = json.loads(ended.stdout)["documents"]
    return documents


def ended_at(home: Path, pages: int, sign: signal.Signals, *, later: float = 0.0) -> subprocess.Popen[str]:
    """A recognition that got the signal when so many pages were kept, and some seconds later."""
    process = subprocess.Popen(
        [*TRACUU, "--home", str(home), "ocr", "--jobs", "1"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        env=environment(),
        start_new_session=True,
    )
    deadline = time.monotonic() + 60
    while _kept(home) < pages and process.poll() is None:
        assert time.monotonic() < deadline
        time.sleep(0.02)
    time.sleep(later)
    with contextlib.suppress(ProcessLookupError):
        os.kill(process.pid, sign)
    process.wait(20)
    return process


def _kept(home: Path) -> int:
    with contextlib.closing(sqlite3.connect(home / "catalogue.db", timeout=10)) as connection:
        return int(connection.execute("SELECT count(*) FROM scans WHERE problem IS NOT NULL").fetchone()[0])


def test_a_recognition_that_is_interrupted_and_killed_again_and_again_ends_as_if_undisturbed(tmp_path: Path) -> None:
    path = plan(tmp_path / "a.pdf")
    undisturbed = Recognised(tmp_path / "undisturbed", path)
    home = tmp_path / "home"
    assert "run `tracuu ocr`" in tracuu(home, "add", "--no-ocr", str(path)).stdout
    interrupted = ended_at(home, 1, signal.SIGINT)
    assert interrupted.returncode in (1, 130)
    assert interrupted.stderr
    said = interrupted.stderr.read()
    assert "of 3 pages are recognised and kept; `tracuu ocr` goes on" in said
    assert "Traceback" not in said
    assert 1 <= _kept(home) < 3
    ended_at(home, 2, signal.SIGKILL)
    assert 2 <= _kept(home) <= 3
    for later in (0.0, 1.5):
        ended_at(home, 3, signal.SIGKILL, later=later)
    ended = tracuu(home, "ocr")
    assert ended.returncode == 0, ended.stderr
    assert catalogue_rows(home) == undisturbed.rows
    assert [{**each, "score": 0, "passages": 0} for each in found(home)] == [
        {**each, "score": 0, "passages": 0} for each in undisturbed.found
    ]
    assert tracuu(home, "check").returncode == 0
