"""Work in processes with limits: whatever one task does, the others end well."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from indexer.errors import DamagedFile, ExtractionError, LimitExceeded, NoText
from indexer.extract.sandbox import run_each
from tests.extract.sandbox_tasks import unpicklable, work

_PATIENCE = 20.0  # seconds until a process must be gone


def _run(*orders: str, jobs: int = 2, seconds: int = 2, megabytes: int = 1024) -> dict[str, str | ExtractionError]:
    return dict(run_each(work, orders, jobs=jobs, seconds=seconds, megabytes=megabytes))


def _is_gone(pid: int) -> bool:
    end = time.monotonic() + _PATIENCE
    while time.monotonic() < end:
        try:
            state = Path(f"/proc/{pid}/stat").read_text("utf-8").rsplit(")", 1)[1].split()[0]
        except (FileNotFoundError, ProcessLookupError):
            return True
        if state == "Z":
            return True
        time.sleep(0.05)
    return False


def _pid_in(path: Path) -> int:
    end = time.monotonic() + _PATIENCE
    while time.monotonic() < end:
        if path.exists() and (text := path.read_text("utf-8")):
            return int(text)
        time.sleep(0.05)
    pytest.fail(f"no worker wrote {path}")


@pytest.mark.parametrize(
    ("order", "expected", "words"),
    [
        ("sleep:60", LimitExceeded, "more than 2 s"),
        ("fill:4000", LimitExceeded, "1024 MB"),
        ("kill", LimitExceeded, "memory"),
        ("abort", DamagedFile, "SIGABRT"),
        ("exit", DamagedFile, "SystemExit"),
        ("raise", DamagedFile, "RuntimeError: wrong turn"),
        ("no text", NoText, "it is a scan"),
    ],
)
def test_a_bad_task_becomes_an_error_and_disturbs_no_other(
    order: str, expected: type[ExtractionError], words: str
) -> None:
    good = [f"good {number}" for number in range(6)]
    found = _run(*good[:3], order, *good[3:])
    error = found.pop(order)
    assert isinstance(error, expected)
    assert words in error.reason
    assert found == {name: name.upper() for name in good}


def test_a_crash_beside_a_running_task_leaves_it_running() -> None:
    assert _run("sleep:1.2", "abort", "kill", "x")["sleep:1.2"] == "sleep:1.2"


def test_a_result_that_cannot_travel_is_an_error() -> None:
    found = dict(run_each(unpicklable, ["x"], jobs=1, seconds=5, megabytes=1024))
    assert isinstance(found["x"], DamagedFile)


def test_no_tasks_no_results() -> None:
    assert _run() == {}


def test_tasks_are_taken_lazily() -> None:
    taken: list[int] = []

    def tasks() -> Iterator[str]:
        for number in range(100):
            taken.append(number)
            yield str(number)

    results = run_each(work, tasks(), jobs=2, seconds=5, megabytes=1024)
    next(results)
    assert len(taken) <= 4
    results.close()  # type: ignore[attr-defined]  # a generator


def test_results_come_as_they_end() -> None:
    found = [task for task, _ in run_each(work, ["sleep:1.5", "quick"], jobs=2, seconds=9, megabytes=1024)]
    assert found == ["quick", "sleep:1.5"]


def test_closing_early_ends_the_workers(tmp_path: Path) -> None:
    mark = tmp_path / "pid"
    results = run_each(work, [f"mark:{mark}", "quick"], jobs=2, seconds=60, megabytes=1024)
    next(results)
    pid = _pid_in(mark)
    started = time.monotonic()
    results.close()  # type: ignore[attr-defined]  # a generator
    assert time.monotonic() - started < 10
    assert _is_gone(pid)


def test_workers_end_when_their_parent_is_killed(tmp_path: Path) -> None:
    mark, script = tmp_path / "pid", tmp_path / "parent.py"
    script.write_text(
        f"import sys\nsys.path[:0] = {[str(Path(__file__).parents[2]), str(Path(__file__).parent)]!r}\n"
        "from indexer.extract.sandbox import run_each\nfrom sandbox_tasks import work\n"
        "if __name__ == '__main__':\n"
        f"    list(run_each(work, [{f'mark:{mark}'!r}], jobs=1, seconds=60, megabytes=1024))\n",
        "utf-8",
    )
    with subprocess.Popen([sys.executable, str(script)]) as parent:
        pid = _pid_in(mark)
        os.kill(parent.pid, signal.SIGKILL)
    assert _is_gone(pid)
