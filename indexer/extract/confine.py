"""What a worker does to itself before it reads untrusted files: it gives up whatever reading does not need.

It may then write below one folder only, open no connection, signal no process but its own, and take so much time,
memory and room. Linux before 5.13 cannot forbid writing elsewhere; the rest holds there too.
"""

from __future__ import annotations

import contextlib
import ctypes
import multiprocessing
import os
import platform
import resource
import shutil
import signal
import struct
import tempfile
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from multiprocessing.connection import wait as wait_for
from pathlib import Path

MEGABYTE = 1 << 20
NO_ROOM, NO_MEMORY, TOO_MANY = 78, 79, 80  # exit statuses of a worker that watched its own use
MOST_PROCESSES = 64  # that one worker may start and keep
_WATCH_SECONDS = 0.5
_MOST_CORES = 4  # that a reader uses at once

_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446  # of landlock, on every kind of machine
_NO_NEW_PRIVILEGES, _SECCOMP, _SECCOMP_FILTER = 38, 22, 2  # of prctl
_WRITE_FILE, _TRUNCATE, _MAKE_SOCKET = 1 << 1, 1 << 14, 1 << 9
_REMOVE, _MAKE, _REFER = 0b11 << 4, 0b1111111 << 6, 1 << 13
_SCOPES = 0b11  # abstract sockets and signals, from version 6
_SOCKET_CALL = {"x86_64": (0xC000003E, 41), "aarch64": (0xC00000B7, 198)}  # architecture, number of socket()
_UNIX = 1  # sockets between processes of one machine


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """The most that reading one file may take."""

    seconds: int
    megabytes: int  # of memory
    temp_megabytes: int  # of room for temporary files


def confine(limits: Limits, folder: str) -> None:
    """Bind this process to its limits and its folder for good, and to the life of its parent."""
    os.setsid()  # it and all it starts can be ended together, and a terminal interrupts none of them
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _silence()
    os.umask(0o077)
    os.chdir(folder)
    os.environ.update(TMPDIR=folder, TMP=folder, TEMP=folder)
    tempfile.tempdir = None  # looked up anew
    _limit(resource.RLIMIT_CORE, 0)
    _limit(resource.RLIMIT_AS, limits.megabytes * MEGABYTE)
    _limit(resource.RLIMIT_DATA, limits.megabytes * MEGABYTE)
    _limit(resource.RLIMIT_FSIZE, limits.temp_megabytes * MEGABYTE)
    with contextlib.suppress(OSError, AttributeError):  # a kernel without it
        _forbid_writing(folder)
    with contextlib.suppress(OSError, AttributeError):
        _forbid_connections()
    threading.Thread(target=_watch, args=(limits, Path(folder)), daemon=True).start()


def grant(seconds: int) -> None:
    """Time of the processor for one more file: should the parent be gone, nobody else ends a reader that never returns."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    _limit(resource.RLIMIT_CPU, int(used.ru_utime + used.ru_stime) + _MOST_CORES * seconds + 1)


def tidy() -> None:
    """End what the last file started, and drop what it left in the folder."""
    for pid in _descendants(os.getpid()):
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.kill(pid, signal.SIGKILL)
    for left in Path(tempfile.gettempdir()).iterdir():
        if left.is_dir() and not left.is_symlink():
            shutil.rmtree(left, ignore_errors=True)
        else:
            left.unlink(missing_ok=True)


def _silence() -> None:
    """Whatever a reader prints would stand between the lines of the report."""
    nothing = os.open(os.devnull, os.O_RDWR)
    for stream in range(3):
        os.dup2(nothing, stream)


def _limit(kind: int, wanted: int) -> None:
    _, hard = resource.getrlimit(kind)
    limit = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
    resource.setrlimit(kind, (limit, hard))


def _watch(limits: Limits, folder: Path) -> None:
    """End this process when its parent ends, or when it and its children together take too much.

    In the second case whoever started this process ends the children.
    """
    parent = multiprocessing.parent_process()
    while parent is not None and not wait_for([parent.sentinel], _WATCH_SECONDS):
        children = list(_descendants(os.getpid()))
        if len(children) > MOST_PROCESSES:
            os._exit(TOO_MANY)
        if children and sum(map(_resident, [os.getpid(), *children])) > limits.megabytes * MEGABYTE:
            os._exit(NO_MEMORY)
        if _size(folder) > limits.temp_megabytes * MEGABYTE:
            os._exit(NO_ROOM)
    os.killpg(0, signal.SIGKILL)


def _descendants(pid: int) -> Iterator[int]:
    with contextlib.suppress(OSError):
        for thread in Path(f"/proc/{pid}/task").iterdir():
            for child in (thread / "children").read_text("ascii").split():
                yield int(child)
                yield from _descendants(int(child))


def _resident(pid: int) -> int:
    """Bytes of memory that a process takes; of what it shares, its part: forks share nearly all they have."""
    try:
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text("ascii").splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) * 1024
    except (OSError, ValueError, IndexError):  # it ended meanwhile
        return 0
    return 0


def _size(folder: Path) -> int:
    """Bytes of all files below."""
    total = 0
    for place, _, names in os.walk(folder):
        for name in names:
            with contextlib.suppress(OSError):
                total += os.lstat(f"{place}/{name}").st_blocks * 512
    return total


def _forbid_writing(folder: str) -> None:
    """Nothing is written, made or removed outside the folder. Raises: OSError: the kernel cannot."""
    libc = ctypes.CDLL(None, use_errno=True)
    version = _called(libc, _CREATE_RULESET, None, 0, 1)
    writing = _WRITE_FILE | _REMOVE | _MAKE | (_REFER if version > 1 else 0) | (_TRUNCATE if version > 2 else 0)  # noqa: PLR2004  # versions that brought them
    rules = struct.pack("<QQQ", writing, 0, _SCOPES) if version > 5 else struct.pack("<Q", writing)  # noqa: PLR2004  # as above
    ruleset = _called(libc, _CREATE_RULESET, rules, len(rules), 0)
    try:
        _allow(libc, ruleset, folder, writing)
        _allow(libc, ruleset, os.devnull, writing & (_WRITE_FILE | _TRUNCATE))
        _allow(libc, ruleset, "/tmp", _MAKE_SOCKET | (_REMOVE & writing))  # noqa: S108  # where LibreOffice has its socket, whatever TMPDIR says
        _give_up_privileges(libc)
        _called(libc, _RESTRICT_SELF, ruleset, 0)
    finally:
        os.close(ruleset)


def _allow(libc: ctypes.CDLL, ruleset: int, path: str, rights: int) -> None:
    place = os.open(path, os.O_PATH)
    try:
        _called(libc, _ADD_RULE, ruleset, 1, struct.pack("<Qi", rights, place), 0)
    finally:
        os.close(place)


def _forbid_connections() -> None:
    """No socket opens but those between processes of this machine. Raises: OSError: the kernel cannot."""
    architecture, number = _SOCKET_CALL.get(platform.machine(), (0, 0))
    if not architecture:
        return
    load, equal, answer = 0x20, 0x15, 0x06
    allowed, refused = 0x7FFF0000, 0x00050000 | 13  # EACCES
    steps = (
        (load, 0, 0, 4),  # architecture
        (equal, 0, 4, architecture),
        (load, 0, 0, 0),  # number of the call
        (equal, 0, 2, number),
        (load, 0, 0, 16),  # its first argument: the family
        (equal, 0, 1, _UNIX),
        (answer, 0, 0, allowed),
        (answer, 0, 0, refused),
    )
    program = ctypes.create_string_buffer(b"".join(struct.pack("<HBBI", *step) for step in steps))
    libc = ctypes.CDLL(None, use_errno=True)
    _give_up_privileges(libc)
    filter_ = ctypes.create_string_buffer(struct.pack("@HP", len(steps), ctypes.addressof(program)))
    if libc.prctl(_SECCOMP, _SECCOMP_FILTER, filter_, 0, 0):
        raise OSError(ctypes.get_errno(), "seccomp")


def _give_up_privileges(libc: ctypes.CDLL) -> None:
    if libc.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0):
        raise OSError(ctypes.get_errno(), "no_new_privs")


def _called(libc: ctypes.CDLL, number: int, *arguments: object) -> int:
    answer = int(libc.syscall(ctypes.c_long(number), *arguments))
    if answer < 0:
        raise OSError(ctypes.get_errno(), f"system call {number}")
    return answer
