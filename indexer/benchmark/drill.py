"""Processes of a served library killed at random while files are sent: nothing that was answered as kept may be lost."""

from __future__ import annotations

import contextlib
import http.client
import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from indexer.benchmark.sending import Client, Sent, Served, is_found, text_of, wait_until_taken

_CLIENTS = 3
_PAUSE = 0.1  # seconds of a sender between two tries
_ONE_BAD = 10  # files


@dataclass(frozen=True)
class Drill:
    """What became of it."""

    kills: Counter[str]  # by what was killed
    sent: Sent
    lost: list[int]  # kept, and not found afterwards
    check: str  # what `tracuu check` said
    sound: bool
    seconds: float = field(default=0.0)


def drill(home: Path, kills: int, seed: int) -> Drill:
    """Kill so many times, at moments and processes of chance, while files are sent; then look what is there."""
    began = time.monotonic()
    chance = random.Random(seed)  # noqa: S311  # not for secrets
    served, sent, ended = Served(home), Sent(), threading.Event()
    served.start()
    threads = [threading.Thread(target=_send_on, args=(served, sent, ended, each, seed)) for each in range(_CLIENTS)]
    for each in threads:
        each.start()
    killed: Counter[str] = Counter()
    for _ in range(kills):
        time.sleep(chance.uniform(0.2, 6.0))
        killed[_kill(served, chance)] += 1
    ended.set()
    for each in threads:
        each.join()
    try:
        wait_until_taken(served.address)
        lost = [number for number in sorted(sent.kept) if not is_found(served.address, number)]
    finally:
        served.stop()
    checked = subprocess.run(  # noqa: S603  # our own command
        [sys.executable, "-m", "indexer.cli", "--home", str(home), "check"], capture_output=True, text=True, check=False
    )
    said = checked.stdout + checked.stderr
    return Drill(killed, sent, lost, said, checked.returncode == 0, time.monotonic() - began)


def _kill(served: Served, chance: random.Random) -> str:
    """Kill the server with all its processes, its worker, or one of the others; what was killed."""
    process, children = served.process, served.processes()
    which = chance.choice(("all", "worker", "other"))
    worker = _holder(served.home / "worker.lock")
    others = [each for each in children if each != worker]
    if process is not None and (which == "all" or not others or worker is None):
        process.kill()
        process.wait()
        if process.stdout:
            process.stdout.close()
        served.start()
        return "the server with all its processes"
    victim = worker if which == "worker" and worker is not None else chance.choice(others)
    with contextlib.suppress(ProcessLookupError):
        os.kill(victim, signal.SIGKILL)
    return "the worker" if victim == worker else "another process of the server"


def _holder(lock: Path) -> int | None:
    """The process that holds a lock."""
    with contextlib.suppress(OSError):
        place = f":{lock.stat().st_ino}"
        lines = [line.split() for line in Path("/proc/locks").read_text("ascii").splitlines()]
        return next((int(each[4]) for each in lines if each[1] != "->" and each[5].endswith(place)), None)
    return None


def _send_on(served: Served, sent: Sent, ended: threading.Event, which: int, seed: int) -> None:
    """Send file after file, whatever is killed meanwhile; bad files among them."""
    number, client, batch = which, Client(served.address), ""
    while not ended.wait(_PAUSE):
        try:
            if not batch:
                client.sign_in()
                batch = client.begin()
            bad = number % _ONE_BAD == _ONE_BAD - 1
            name = f"Kho/{number}.{'pdf' if bad else 'txt'}"
            status = client.send(batch, name, _bad(number) if bad else text_of(number, seed))
        except (OSError, http.client.HTTPException):
            sent.unanswered.add(number)
            continue
        if status != http.HTTPStatus.OK:
            sent.refused[number] = status
        elif not bad:
            sent.kept.add(number)
        number += _CLIENTS


def _bad(number: int) -> bytes:
    return f"%PDF-1.7\nnothing follows, {number}".encode()
