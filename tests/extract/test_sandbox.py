"""Work in processes with limits: whatever one task does, the others end well."""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from indexer.errors import DamagedFile, ExtractionError, LimitExceeded, NoText
from indexer.extract.confine import Limits
from indexer.extract.sandbox import run_each
from tests.extract.sandbox_tasks import unpicklable, work

SLOW = ("big file", "many files", "fork", "fill in a child:900", "leave", "crash")
_PATIENCE = 20.0  # seconds until a process must be gone


def _limits(seconds: int = 60, megabytes: int = 1024, temp_megabytes: int = 50) -> Limits:
    return Limits(seconds=seconds, megabytes=megabytes, temp_megabytes=temp_megabytes)


@pytest.fixture
def room(tmp_path: Path) -> Path:
    """Where workers have their temporary files."""
    return tmp_path / "reading"


def _run(room: Path, *orders: str, jobs: int = 2, seconds: int = 2) -> dict[str, str | ExtractionError]:
    found = dict(run_each(work, orders, jobs=jobs, limits=_limits(seconds), room=room))
    assert not room.exists(), "nothing temporary outlives the work"
    return found


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


def _pids_in(room: Path) -> tuple[int, int]:
    """A worker that marks its folder, and its child."""
    end = time.monotonic() + _PATIENCE
    while time.monotonic() < end:
        for path in room.glob("*/pids"):
            one, two = path.read_text("utf-8").split()
            return int(one), int(two)
        time.sleep(0.05)
    pytest.fail(f"no worker marked {room}")


@pytest.mark.parametrize(
    ("order", "expected", "words"),
    [
        ("sleep:60", LimitExceeded, "more than 2 s"),
        ("fill:4000", LimitExceeded, "1024 MB"),
        ("kill", LimitExceeded, "memory"),
        ("abort", DamagedFile, "SIGABRT"),
        ("exit", DamagedFile, "SystemExit"),
        ("leave", DamagedFile, "exit status 5"),
        ("crash", DamagedFile, "SIGSEGV"),
        ("big file", LimitExceeded, "50 MB for temporary files"),
        ("many files", LimitExceeded, "50 MB for temporary files"),
        ("fork", LimitExceeded, "processes"),
        ("fill in a child:900", LimitExceeded, "1024 MB"),
        ("connect", DamagedFile, "PermissionError"),
        ("raise", DamagedFile, "RuntimeError: wrong turn"),
        ("no text", NoText, "it is a scan"),
    ],
)
def test_a_bad_task_becomes_an_error_and_disturbs_no_other(
    order: str, expected: type[ExtractionError], words: str, room: Path
) -> None:
    good = [f"good {number}" for number in range(6)]
    found = _run(room, *good[:3], order, *good[3:], seconds=30 if order in SLOW else 2)
    error = found.pop(order)
    assert isinstance(error, expected)
    assert words in error.reason
    assert found == {name: name.upper() for name in good}


def test_nothing_is_written_outside_the_folder(room: Path) -> None:
    if ctypes.CDLL(None).syscall(444, None, 0, 1) < 1:
        pytest.skip("the kernel has no landlock: Linux 5.13 or later is needed")
    refused = _run(room, "write outside", seconds=20)["write outside"]
    assert isinstance(refused, DamagedFile)
    assert "PermissionError" in refused.reason


def test_a_crash_beside_a_running_task_leaves_it_running(room: Path) -> None:
    assert _run(room, "sleep:1.2", "abort", "kill", "x")["sleep:1.2"] == "sleep:1.2"


@pytest.mark.parametrize("seconds", [0.0, 1.0], ids=["unseen", "seen"])
def test_a_worker_that_ends_between_two_tasks_costs_none_of_them(seconds: float, room: Path) -> None:
    results = run_each(work, ["pid", "a", "b"], jobs=1, limits=_limits(), room=room)
    _, pid = next(results)
    os.kill(int(str(pid)), signal.SIGKILL)
    time.sleep(seconds)
    assert list(results) == [("a", "A"), ("b", "B")]


def test_crashes_leave_nothing_in_the_parent(room: Path) -> None:
    results = run_each(work, ["kill:1", "kill:2", "kill:3", "kill:4", "a"], jobs=1, limits=_limits(), room=room)
    left = [(sum(1 for _ in Path("/proc/self/fd").iterdir()), threading.active_count()) for _ in results]
    assert left[1:-1] == left[:1] * 3


def test_a_result_that_cannot_travel_is_an_error(room: Path) -> None:
    found = dict(run_each(unpicklable, ["x"], jobs=1, limits=_limits(5), room=room))
    assert isinstance(found["x"], DamagedFile)


def test_no_tasks_no_results(room: Path) -> None:
    assert _run(room) == {}


def test_tasks_are_taken_lazily(room: Path) -> None:
    taken: list[int] = []

    def tasks() -> Iterator[str]:
        for number in range(100):
            taken.append(number)
            yield str(number)

    results = run_each(work, tasks(), jobs=2, limits=_limits(5), room=room)
    next(results)
    assert len(taken) <= 4
    results.close()


def test_results_come_as_they_end(room: Path) -> None:
    found = [task for task, _ in run_each(work, ["sleep:1.5", "quick"], jobs=2, limits=_limits(9), room=room)]
    assert found == ["quick", "sleep:1.5"]


def test_closing_early_ends_the_workers(room: Path) -> None:
    results = run_each(work, ["mark", "quick"], jobs=2, limits=_limits(), room=room)
    next(results)
    pid, child = _pids_in(room)
    started = time.monotonic()
    results.close()
    assert time.monotonic() - started < 10
    assert _is_gone(pid)
    assert _is_gone(child)


def _parent(room: Path, order: str, before: str = "") -> Path:
    """A script that gives one order to a worker, after some lines of its own."""
    script = room.with_name("parent.py")
    script.write_text(
        f"import sys\nsys.path[:0] = {[str(Path(__file__).parents[2]), str(Path(__file__).parent)]!r}\n"
        "from pathlib import Path\nfrom indexer.extract.confine import Limits\n"
        "from indexer.extract.sandbox import run_each\nfrom sandbox_tasks import work\n"
        f"{before}"
        "if __name__ == '__main__':\n"
        "    limits = Limits(seconds=60, megabytes=1024, temp_megabytes=50)\n"
        f"    list(run_each(work, [{order!r}], jobs=1, limits=limits, room=Path({str(room)!r})))\n",
        "utf-8",
    )
    return script


def test_workers_end_when_their_parent_is_killed(tmp_path: Path) -> None:
    room = tmp_path / "reading"
    script = _parent(room, "mark")
    with subprocess.Popen([sys.executable, str(script)]) as parent:
        pid, child = _pids_in(room)
        os.kill(parent.pid, signal.SIGKILL)
    assert _is_gone(pid)
    assert _is_gone(child)


@pytest.mark.parametrize("step", ["__init__", "schedule", "stop", "join"])
def test_an_interrupt_while_a_worker_starts_or_ends_leaves_nothing(step: str, tmp_path: Path) -> None:
    interrupted = (
        "import pebble, signal\n"
        f"meant = pebble.ProcessPool.{step}\n"
        "def interrupted(*given, **named):\n"
        "    found = meant(*given, **named)\n"
        "    signal.raise_signal(signal.SIGINT)\n"
        "    return found\n"
        f"pebble.ProcessPool.{step} = interrupted\n"
    )
    room = tmp_path / "reading"
    script = _parent(room, "quick", interrupted)
    ended = subprocess.run([sys.executable, str(script)], capture_output=True, text=True, timeout=60, check=False)
    assert ended.stderr.strip().endswith("KeyboardInterrupt"), ended.stderr
    assert not room.exists()


def test_a_worker_that_runs_out_of_time_takes_its_children_along(room: Path) -> None:
    results = run_each(work, ["mark"], jobs=1, limits=_limits(3), room=room)
    found: list[object] = []
    waiting = threading.Thread(target=lambda: found.extend(results))
    waiting.start()
    pid, child = _pids_in(room)
    waiting.join()
    assert "more than 3 s" in str(found)
    assert _is_gone(pid)
    assert _is_gone(child)


def test_what_a_task_leaves_behind_is_gone_before_the_next(room: Path) -> None:
    found = _run(room, "leave things", "look", jobs=1, seconds=20)
    assert found["look"] == "[]"
    child = found["leave things"]
    assert isinstance(child, str)
    assert _is_gone(int(child))


def test_what_a_task_prints_is_heard_by_nobody(room: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert _run(room, "print", seconds=20)["print"] == "PRINT"
    assert capfd.readouterr() == ("", "")
