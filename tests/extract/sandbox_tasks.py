"""Work that misbehaves, importable by the workers."""

from __future__ import annotations

import ctypes
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from indexer.errors import NoText
from indexer.extract import extract, programs


def work(order: str) -> str:
    """Do what the order says; an unknown one comes back in capitals."""
    name, _, argument = order.partition(":")
    misdeed = _MISDEEDS.get(name)
    if misdeed is None:
        return order.upper()
    return misdeed(argument) or order


def _fill(megabytes: str) -> str:
    return str(len(bytearray(int(megabytes) << 20)))


def _kill(_: str) -> str:
    os.kill(os.getpid(), signal.SIGKILL)
    return ""


def _pid(_: str) -> str:
    return str(os.getpid())


def _raise(_: str) -> str:
    message = "wrong\nturn"
    raise RuntimeError(message)


def _no_text(_: str) -> str:
    raise NoText("it is a scan")


def _child(code: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-c", code])


def _mark(_: str) -> str:
    """Tell the process ids of this worker and a child of it, then hang."""
    child = _child("import time; time.sleep(60)")
    unfinished = Path("unfinished")
    unfinished.write_text(f"{os.getpid()} {child.pid}", "utf-8")
    unfinished.rename("pids")
    time.sleep(60)
    return ""


def _big_file(_: str) -> str:
    with Path("big").open("wb") as writing:
        writing.writelines(bytes(1 << 20) for _at in range(60))
    return ""


def _many_files(_: str) -> str:
    for number in range(60):
        (Path(tempfile.gettempdir()) / str(number)).write_bytes(bytes(1 << 20))
    time.sleep(20)
    return ""


def _fork(_: str) -> str:
    for _at in range(100):
        if not os.fork():
            time.sleep(30)
            os._exit(0)
    time.sleep(20)
    return ""


def _fill_in_a_child(megabytes: str) -> str:
    """Two children, each within the limit."""
    for _at in range(2):
        _child(f"import time; held = b'x' * ({megabytes} << 20); time.sleep(30)")
    time.sleep(30)
    return ""


def _connect(_: str) -> str:
    socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    return "a socket"


def _write_outside(_: str) -> str:
    (Path(__file__).parent / "outside").write_text("x", "utf-8")
    return "written"


def _leave_things(_: str) -> str:
    (Path.cwd() / "folder").mkdir()
    (Path.cwd() / "folder" / "left").write_text("x", "utf-8")
    return str(_child("import time; time.sleep(60)").pid)


def _print(_: str) -> str:
    print("words on standard output")  # noqa: T201  # this is the misdeed
    os.write(1, b"x" * (1 << 20))
    os.write(2, b"x" * (1 << 20))
    return "PRINT"


_MISDEEDS: dict[str, Callable[[str], str | None]] = {
    "sleep": lambda seconds: time.sleep(float(seconds)),
    "fill": _fill,
    "abort": lambda _: os.abort(),
    "crash": lambda _: ctypes.string_at(0).decode(),
    "kill": _kill,
    "pid": _pid,
    "exit": lambda _: sys.exit(3),
    "leave": lambda _: os._exit(5),
    "raise": _raise,
    "no text": _no_text,
    "mark": _mark,
    "big file": _big_file,
    "many files": _many_files,
    "fork": _fork,
    "fill in a child": _fill_in_a_child,
    "connect": _connect,
    "write outside": _write_outside,
    "leave things": _leave_things,
    "look": lambda _: str(list(Path.cwd().iterdir())),
    "print": _print,
}


def unpicklable(order: str) -> object:
    return lambda: order


def read_and_count(file: tuple[str, str]) -> int:
    path, name = file
    return sum(len(page.blocks) for page in extract(Path(path), name).pages)


def run_program(seconds: str) -> int:
    with programs.own_folder() as folder:
        return programs.run(["/bin/sleep", seconds], folder, seconds=50)[0]
