"""Files that are sent: accepted ones are never lost, whatever is killed; each says what became of it."""

from __future__ import annotations

import io
import signal
import subprocess
import threading
import time
import zipfile
from pathlib import Path

import pytest

from indexer.errors import LibraryBusy
from indexer.library import Library
from indexer.locking import WORKER, alone, is_held, is_wanted
from indexer.model import Upload, UploadState
from indexer.work.intake import _Taking
from tests.ingest.homes import BROKEN, TEXTS, found, id_of, opened, what
from tests.ingest.running import TRACUU, environment, tracuu

FIRST, SECOND, THIRD = TEXTS
PDF_ALONE = b"%PDF-1.7\nnothing follows, but other bytes"


def sent(library: Library, files: dict[str, bytes], **batch: str) -> tuple[str, list[Upload | None]]:
    """Files in a batch of their own; its name, and what is answered of each."""
    name = library.receiving.begin("an", **batch)
    return name, [library.receiving.receive(name, each, io.BytesIO(body)) for each, body in files.items()]


def became(library: Library, batch: str) -> dict[str, UploadState]:
    return {each.filename: each.state for each in library.uploads.of_batch(batch)}


def zipped(**files: bytes) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, body in files.items():
            archive.writestr(f"{name}.txt", body)
    return packed.getvalue()


def text_of(number: int) -> bytes:
    return f"Bài số {number}. Cán bộ phải học tập lý luận và gần dân.\n".encode()


def test_each_file_that_is_sent_says_what_became_of_it(home: Path) -> None:
    files = {
        "Kho/mới.txt": text_of(1),
        "Kho/Thumbs.db": b"\0\1",
        "Kho/gói.zip": zipped(một=text_of(2), hai=text_of(3)),
        "đã có.txt": TEXTS[FIRST].encode(),
        "hỏng.pdf": PDF_ALONE,
        "trống.txt": b"",
        "chạy.exe": b"MZ\x90\0" + bytes(range(256)) * 9,
        "cũng mới.txt": text_of(1),
    }
    with opened(home) as library:
        batch, answered = sent(library, files, collection="Gửi thử")
        assert [each.state if each else None for each in answered] == [
            UploadState.QUEUED,
            None,  # the system's own file in a folder
            UploadState.QUEUED,
            UploadState.QUEUED,
            UploadState.QUEUED,
            UploadState.FAILED,
            UploadState.FAILED,
            UploadState.QUEUED,
        ]
        library.worker().run_once()
        assert became(library, batch) == {
            "Kho/mới.txt": UploadState.DONE,
            "Kho/gói.zip": UploadState.OPENED,
            "Kho/gói.zip › một.txt": UploadState.DONE,
            "Kho/gói.zip › hai.txt": UploadState.DONE,
            "đã có.txt": UploadState.HELD,
            "hỏng.pdf": UploadState.FAILED,
            "trống.txt": UploadState.FAILED,
            "chạy.exe": UploadState.FAILED,
            "cũng mới.txt": UploadState.HELD,
        }
        kinds = {each.filename: each.problem_kind for each in library.uploads.of_batch(batch) if each.problem_kind}
        assert kinds == {"hỏng.pdf": "DamagedFile", "trống.txt": "EmptyFile", "chạy.exe": "UnknownFormat"}
        assert library.search("cán bộ học tập").facets["collection"] == {"Gửi thử": 3}
        assert list((home / "uploads").iterdir()) == []
    assert what(home) == []


def test_a_table_sent_with_the_files_goes_on_their_cards(home: Path) -> None:
    table = "tệp,nhan đề,tác giả\nmới.txt,Bài mới,Trần B\n"
    with opened(home) as library:
        batch, _ = sent(library, {"Kho/mới.txt": text_of(1)}, metadata=table)
        library.worker().run_once()
        assert [each.title for each in library.uploads.of_batch(batch)] == ["Bài mới"]


def test_a_file_larger_than_it_may_be_is_refused_and_leaves_nothing(home: Path) -> None:
    with opened(home, upload_megabytes=1) as library:
        _, [answer] = sent(library, {"lớn.txt": b"a" * 1_000_001})
        assert answer is not None
        assert (answer.state, answer.problem_kind) == (UploadState.FAILED, "LimitExceeded")
        assert list((home / "uploads").iterdir()) == []


def test_what_waits_can_be_cancelled_and_what_failed_tried_again(home: Path) -> None:
    with opened(home) as library:
        batch, answered = sent(library, {"một.txt": text_of(1), "hai.txt": text_of(2), "hỏng.pdf": PDF_ALONE})
        numbers = [each.number for each in answered if each]
        assert library.uploads.cancel(numbers[:1], "an") == 1
        library.worker().run_once()
        assert list(became(library, batch).values()) == [UploadState.CANCELLED, UploadState.DONE, UploadState.FAILED]
        assert library.uploads.again(numbers, "an") == 1
        assert became(library, batch)["hỏng.pdf"] is UploadState.QUEUED
        library.worker().run_once()
        assert became(library, batch)["hỏng.pdf"] is UploadState.FAILED
        assert library.uploads.cancel(numbers, "an") == 1  # what is done stays
    assert what(home) == []


def test_a_worker_killed_at_any_moment_loses_nothing_that_was_accepted(home: Path) -> None:
    with opened(home) as library:
        files = {f"Kho/{number}.txt": text_of(number) for number in range(12)}
        batch, _ = sent(library, {**files, "gói.zip": zipped(một=text_of(20)), "hỏng.pdf": PDF_ALONE})
        library.uploads.cancel([library.uploads.of_batch(batch)[0].number], "an")
    for seconds in (0.9, 2.2):
        process = subprocess.Popen([*TRACUU, "--home", str(home), "worker"], env=environment())
        time.sleep(seconds)
        process.send_signal(signal.SIGKILL)
        process.wait()
    assert tracuu(home, "worker", "--once").returncode == 0
    with opened(home) as library:
        states = became(library, batch)
        assert states.pop("Kho/0.txt") is UploadState.CANCELLED
        assert states.pop("gói.zip") is UploadState.OPENED
        assert states.pop("hỏng.pdf") is UploadState.FAILED
        assert set(states.values()) == {UploadState.DONE}
        assert library.search("cán bộ phải học tập").total_documents == 12
    assert what(home) == []


def test_a_worker_ends_in_order_when_asked_to(home: Path) -> None:
    process = subprocess.Popen([*TRACUU, "--home", str(home), "worker"], env=environment())
    deadline = time.monotonic() + 60
    while not is_held(home, WORKER) and time.monotonic() < deadline:
        time.sleep(0.05)
    with opened(home) as library, pytest.raises(LibraryBusy):
        library.worker().run_once()  # a library has one
    time.sleep(0.5)  # it takes the lock before it minds signals
    process.terminate()
    assert process.wait(60) == 0


def test_an_import_waits_for_the_worker_as_long_as_it_takes(home: Path, tmp_path: Path) -> None:
    (tmp_path / "bài.txt").write_bytes(text_of(9))
    working, asked = threading.Event(), threading.Event()

    def work() -> None:
        with alone(home, 1, holder=WORKER):
            working.set()
            asked.wait(60)
            time.sleep(1.2)  # longer than lock_seconds
            assert is_wanted(home)

    holding = threading.Thread(target=work)
    holding.start()
    assert working.wait(60)
    with opened(home, lock_seconds=1) as library:
        reports = library.add([tmp_path / "bài.txt"], delayed=asked.set)
    holding.join()
    assert [each.reason for each in reports] == [""]
    assert not is_wanted(home)


def test_what_changes_while_it_is_indexed_stays_to_be_followed(home: Path) -> None:
    document = id_of(home, FIRST)
    with opened(home) as library:
        catalogue = library._catalogue
        number = catalogue.number_of(document)
        seen = library.document(document).revision
        catalogue.trash(number, trashed=True)
        catalogue.mark_held({number: seen})  # what the index was given was read before
        assert catalogue.stale() == [number]
        assert [hit.document.filename for hit in library.search("cán bộ").documents] == [SECOND]  # already
        library.worker().run_once()
        assert catalogue.stale() == []
        assert number not in library._engine().held()
        catalogue.trash(number, trashed=False)
        library.worker().run_once()
    assert found(home) == sorted([FIRST, SECOND])
    assert what(home) == []
    assert BROKEN not in found(home)


def test_a_file_keeps_its_place_on_the_disk_until_the_slice_is_over(home: Path) -> None:
    """An import passes over a file in the place of one that it has seen; a new file takes the place of a deleted one."""
    with opened(home) as library:
        batch, _ = sent(library, {f"{number}.txt": text_of(number) for number in range(4)})
        taking = _Taking(library._catalogue, library.receiving, home)
        paths: list[Path] = []
        for path in taking.files(batch):
            paths.append(path)
            assert all(each.exists() for each in paths)
        taking.drop()
        assert all(each.exists() for each in paths)  # nothing was told of them: they wait
        library.worker().run_once()
        assert set(became(library, batch).values()) == {UploadState.DONE}
    assert not any(each.exists() for each in paths)


def test_files_that_come_while_others_are_taken_in_are_all_taken_in(home: Path) -> None:
    with opened(home) as library:
        batch, _ = sent(library, {"0.txt": text_of(0)})
        working = threading.Thread(target=library.worker().run_once)
        working.start()
        for number in range(1, 60):
            library.receiving.receive(batch, f"{number}.txt", io.BytesIO(text_of(number)))
            time.sleep(0.02)
        working.join()
        library.worker().run_once()
        assert len(became(library, batch)) == 60
        assert set(became(library, batch).values()) == {UploadState.DONE}
