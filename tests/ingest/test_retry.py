"""Files that failed, tried once more."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import time
from pathlib import Path

import pytest

from indexer.model import Outcome
from tests.ingest.homes import BROKEN, TEXTS, files, found, opened, what
from tests.ingest.running import TRACUU, environment, tracuu


def test_new_limits_apply_to_files_that_failed(tmp_path: Path) -> None:
    folder, home = files(tmp_path / "files"), tmp_path / "home"
    with opened(home, file_megabytes=100) as library:  # too little to begin with
        reasons = [each.reason for each in library.add([folder])]
    assert len(reasons) == len(TEXTS) + 1
    assert any("100 MB of memory" in each for each in reasons)
    for path in folder.iterdir():
        path.unlink()
    with opened(home) as library:
        again = {each.path.name: each.outcome for each in library.add([], retry_failed=True)}
    assert again == {**dict.fromkeys(TEXTS, Outcome.ADDED), BROKEN: Outcome.FAILED}
    assert found(home) == sorted(["dân vận.txt", "kinh tế.md"])
    assert what(home) == []


def test_with_paths_only_failed_files_among_them(home: Path) -> None:
    folder = home.parent / "files"
    (folder / "mới.txt").write_text("Một tệp mới, chưa từng được thêm.", "utf-8")
    ended = tracuu(home, "add", str(folder), "--retry-failed", "--json")
    report = json.loads(ended.stdout)
    assert (report["added"], report["failed"], report["skipped"]) == (0, 1, 4)
    assert ended.returncode == 1
    one = tracuu(home, "add", str(folder / "mới.txt"), "--retry-failed")
    assert (one.returncode, "0 added" in one.stdout) == (0, True)


def test_nothing_to_try_again(home: Path) -> None:
    with opened(home) as library:
        library.remove(str(library.add([], retry_failed=True)[0].document_id))
    ended = tracuu(home, "add", "--retry-failed")
    assert (ended.returncode, ended.stdout.partition(" (")[0]) == (0, "0 added")


def test_an_original_that_is_gone_is_named(home: Path) -> None:
    with opened(home) as library:
        (report,) = library.add([], retry_failed=True)
        library.original(str(report.document_id)).unlink()
        (again,) = library.add([], retry_failed=True)
        assert (again.outcome, "original is missing" in again.reason) == (Outcome.FAILED, True)
        (given,) = library.add([home.parent / "files" / BROKEN], retry_failed=True)
        assert "damaged" in given.reason


def test_adding_nothing_is_wrong_use(tmp_path: Path) -> None:
    ended = tracuu(tmp_path / "home", "add")
    assert ended.returncode == 2
    assert "--retry-failed" in ended.stderr


@pytest.mark.parametrize("moment", [0.3, 0.7, 1.1, 1.6])
def test_an_interrupt_shows_no_traceback_and_leaves_nothing(moment: float, tmp_path: Path) -> None:
    folder, home = files(tmp_path / "files"), tmp_path / "home"
    process = subprocess.Popen(
        [*TRACUU, "--home", str(home), "add", str(folder)],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env=environment(),
        start_new_session=True,
    )
    while not (home / "import.lock").exists() and process.poll() is None:
        time.sleep(0.01)
    time.sleep(moment)
    os.killpg(process.pid, signal.SIGINT)  # as a terminal does: to all of them
    said, _ = process.communicate(timeout=30)
    assert "Traceback" not in said
    assert not (home / "reading").exists()
    assert tracuu(home, "add", str(folder)).returncode == 1  # the broken file
    assert what(home) == []
