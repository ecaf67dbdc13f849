"""An import killed at any moment, and run again, ends as if nothing had happened."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.ingest.running import TRACUU, answers, catalogue_rows, environment, originals, tracuu

CORPUS = Path(__file__).parents[2] / "corpus"
SUFFIXES = (".pdf", ".docx", ".html", ".txt", ".md")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A dozen documents, short ones, one of which cannot be read."""
    folder = tmp_path_factory.mktemp("arriving")
    for path in sorted(CORPUS.iterdir()):
        if path.suffix in SUFFIXES and path.stat().st_size < 60_000:
            shutil.copy(path, folder)
    (folder / "broken.pdf").write_bytes(b"%PDF-1.7\nnothing follows")
    return folder


@pytest.fixture(scope="module", params=["tantivy", "whoosh"])
def undisturbed(request: pytest.FixtureRequest, folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Run:
    return Run(tmp_path_factory.mktemp("undisturbed"), folder, request.param)


class Run:
    """What an import that nobody disturbs leaves, and how long it takes."""

    def __init__(self, home: Path, folder: Path, engine: str) -> None:
        began = time.monotonic()
        ended = tracuu(home, "add", str(folder), engine=engine)
        self.seconds = time.monotonic() - began
        self.engine = engine
        assert ended.returncode == 1, ended.stderr
        self.rows = catalogue_rows(home)
        self.answers = answers(home, engine)
        self.originals = originals(home)


def killed_after(seconds: float, home: Path, folder: Path, engine: str) -> None:
    """Kill an import, only its first process; the others must end by themselves."""
    process = subprocess.Popen(
        [*TRACUU, "--home", str(home), "add", str(folder)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=environment(engine),
    )
    time.sleep(seconds)
    workers = list(_descendants(process.pid))
    process.send_signal(signal.SIGKILL)
    process.wait()
    deadline = time.monotonic() + 10
    while any(_alive(pid) for pid in workers):
        assert time.monotonic() < deadline, "workers outlived the import that was killed"
        time.sleep(0.05)


def _descendants(pid: int) -> Iterator[int]:
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        with contextlib.suppress(FileNotFoundError, ProcessLookupError):
            for child in task.read_text().split():
                yield int(child)
                yield from _descendants(int(child))


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    with contextlib.suppress(FileNotFoundError, ProcessLookupError):
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    return False


def moments(engine: str) -> list[float]:
    """Shares of the whole run."""
    return [at / 10 for at in range(1, 11)] if engine == "tantivy" else [0.5, 0.75, 0.9]


def test_a_killed_import_run_again_ends_as_if_undisturbed(undisturbed: Run, folder: Path, tmp_path: Path) -> None:
    for share in moments(undisturbed.engine):
        home = tmp_path / f"killed-at-{share}"
        killed_after(share * undisturbed.seconds, home, folder, undisturbed.engine)
        again(home, folder, undisturbed)


def test_an_import_killed_twice(undisturbed: Run, folder: Path, tmp_path: Path) -> None:
    home = tmp_path / "killed-twice"
    killed_after(0.6 * undisturbed.seconds, home, folder, undisturbed.engine)
    killed_after(0.8 * undisturbed.seconds, home, folder, undisturbed.engine)
    again(home, folder, undisturbed)


def again(home: Path, folder: Path, undisturbed: Run) -> None:
    ended = tracuu(home, "add", str(folder), engine=undisturbed.engine)
    assert ended.returncode == 1, ended.stderr
    assert "broken.pdf" in ended.stdout
    assert catalogue_rows(home) == undisturbed.rows
    assert originals(home) == undisturbed.originals
    assert answers(home, undisturbed.engine) == undisturbed.answers
