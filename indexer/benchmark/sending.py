"""A served library under many who send and many who search: whether anything is lost, and how long searches take."""

from __future__ import annotations

import contextlib
import http.client
import json
import os
import random
import re
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote, urlsplit

_PASSWORD = "người thử máy chủ"  # noqa: S105  # of an account that lives as long as the trial
_TOKEN = re.compile(rb'name="csrf_token" value="([^"]+)"')
_DESK = "/ban-thu-thu"
_NOTHING_LEFT = "Đang xử lý <b>(0)</b>".encode()
_PATIENCE = 60.0  # seconds for one answer
_WORDS = [
    "cán",
    "bộ",
    "đảng",
    "viên",
    "nhân",
    "dân",
    "lý",
    "luận",
    "thực",
    "tiễn",
    "học",
    "tập",
    "dân",
    "vận",
    "phong",
    "trào",
    "cơ",
    "sở",
    "chi",
    "bộ",
    "đào",
    "tạo",
    "chuyên",
    "đề",
]
_LINES = ("dân vận", "ly luan va thuc tien", "can bo hoc tap", '"nhân dân"', "chi bộ cơ sở", "đào tạo chuyên đề")


class Served:
    """A library served by the command, as it is in use: server processes, and a worker."""

    def __init__(self, home: Path, port: int = 0) -> None:
        self._command = [sys.executable, "-m", "indexer.cli", "--home", str(home)]
        self._port = port
        self.home, self.address = home, ""
        self.process: subprocess.Popen[str] | None = None
        known = {**os.environ, "TRACUU_PASSWORD": _PASSWORD}
        adding = [*self._command, "user", "add", "thu", "--role", "librarian"]
        subprocess.run(adding, env=known, capture_output=True, check=False)  # noqa: S603  # our own command; the account may be there

    def start(self) -> None:
        """Serve, at the same port as before; once those that were killed have let go of it. Raises: TimeoutError."""
        deadline = time.monotonic() + _PATIENCE
        while time.monotonic() < deadline:
            command = [*self._command, "serve", "--port", str(self._port)]
            self.process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)  # noqa: S603  # our own command
            if line := self.process.stdout.readline() if self.process.stdout else "":
                self.address = line.split()[-1].rstrip("/")
                self._port = urlsplit(self.address).port or 0
                return
            self.process.wait()
        raise TimeoutError(f"nothing can be served at port {self._port}")

    def stop(self) -> None:
        """End in order."""
        if self.process:
            self.process.terminate()
            self.process.wait(_PATIENCE)
            if self.process.stdout:
                self.process.stdout.close()

    def processes(self) -> list[int]:
        """All processes of it but the first."""
        return list(_descendants(self.process.pid)) if self.process else []


def _descendants(pid: int) -> Iterator[int]:
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        with contextlib.suppress(OSError):
            for child in task.read_text("ascii").split():
                yield int(child)
                yield from _descendants(int(child))


class Client:
    """Somebody signed in, over one connection after another."""

    def __init__(self, address: str) -> None:
        self._host = urlsplit(address).netloc
        self._cookie = ""
        self._csrf = ""

    def ask(self, method: str, path: str, body: bytes = b"", **headers: str) -> tuple[int, bytes]:
        """Status and body of an answer. Raises: OSError, http.client.HTTPException: there was none."""
        connection = http.client.HTTPConnection(self._host, timeout=_PATIENCE)
        try:
            sent = {name.replace("_", "-"): value for name, value in headers.items()}
            connection.request(method, path, body, {"Cookie": self._cookie, **sent})
            answer = connection.getresponse()
            for cookie in answer.headers.get_all("Set-Cookie") or ():
                self._cookie = cookie.partition(";")[0]
            return answer.status, answer.read()
        finally:
            connection.close()

    def sign_in(self) -> None:
        """Begin a session."""
        token = self._token("/dang-nhap")
        form = f"ten=thu&mat-khau={quote(_PASSWORD)}&csrf_token={quote(token)}".encode()
        status, _ = self.ask("POST", "/dang-nhap", form, Content_Type="application/x-www-form-urlencoded")
        if status != http.HTTPStatus.SEE_OTHER:
            raise ConnectionError(f"signing in was answered with {status}")
        self._csrf = self._token(f"{_DESK}/them")

    def _token(self, page: str) -> str:
        _, body = self.ask("GET", page)
        found = _TOKEN.search(body)
        if not found:
            raise ConnectionError(f"{page} has no form")
        return found[1].decode()

    def begin(self) -> str:
        """Open a batch. Returns: where its files are sent to."""
        status, body = self.ask("POST", f"{_DESK}/lan-gui", b"", X_CSRFToken=self._csrf)
        if status != http.HTTPStatus.OK:
            raise ConnectionError(f"opening a batch was answered with {status}")
        return str(json.loads(body)["gui"])

    def send(self, batch: str, name: str, body: bytes) -> int:
        """Send a file. Returns: the status; 200 says that it is kept."""
        path = f"{batch}?ten={quote(name)}"
        return self.ask("POST", path, body, X_CSRFToken=self._csrf, Content_Type="application/octet-stream")[0]


def mark_of(number: int) -> str:
    """A word that stands in the text of one file only."""
    return f"ma{number:06d}x"


def text_of(number: int, seed: int = 0) -> bytes:
    """A text of about a page with its mark, always the same for the same number."""
    chance = random.Random(f"{seed}-{number}")  # noqa: S311  # not for secrets
    sentences = (" ".join(chance.choices(_WORDS, k=14)).capitalize() + "." for _ in range(12))
    return f"Chuyên đề {mark_of(number)}\n\n{' '.join(sentences)}\n".encode()


@dataclass
class Sent:
    """What was sent, and how it was answered."""

    kept: set[int] = field(default_factory=set)  # answered as kept
    refused: dict[int, int] = field(default_factory=dict)  # by another status
    unanswered: set[int] = field(default_factory=set)


def send_all(address: str, numbers: Iterator[int], sent: Sent) -> None:
    """Send files of these numbers, one after the other, in one batch; `numbers` may be shared by threads."""
    client = Client(address)
    client.sign_in()
    batch = client.begin()
    for number in numbers:
        try:
            status = client.send(batch, f"Kho/{number}.txt", text_of(number))
        except (OSError, http.client.HTTPException):
            sent.unanswered.add(number)
            continue
        if status == http.HTTPStatus.OK:
            sent.kept.add(number)
        else:
            sent.refused[number] = status


class Numbers(Iterator[int]):
    """Numbers that threads take from one row."""

    def __init__(self, count: int) -> None:
        self._lock, self._next, self._count = threading.Lock(), 0, count

    def __next__(self) -> int:
        """The next one."""
        with self._lock:
            if self._next >= self._count:
                raise StopIteration
            self._next += 1
            return self._next - 1


@dataclass
class Searches:
    """How long searches took, and how many failed."""

    seconds: list[float] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)

    @property
    def p95(self) -> float:
        """Milliseconds that 19 of 20 took at most."""
        return statistics.quantiles(self.seconds, n=20)[-1] * 1000

    @property
    def p50(self) -> float:
        """Milliseconds that half of them took at most."""
        return statistics.median(self.seconds) * 1000


def search_until(address: str, ended: threading.Event, found: Searches) -> None:
    """Search as a reader does, twice a second."""
    client = Client(address)
    chance = random.Random()  # noqa: S311  # not for secrets
    while not ended.wait(chance.uniform(0.3, 0.7)):
        began = time.perf_counter()
        try:
            status, _ = client.ask("GET", f"/tim?q={quote(chance.choice(_LINES))}")
        except (OSError, http.client.HTTPException) as error:
            found.failed.append(repr(error))
            continue
        found.seconds.append(time.perf_counter() - began)
        if status != http.HTTPStatus.OK:
            found.failed.append(str(status))


@dataclass(frozen=True)
class Load:
    """What a trial of many senders and readers came to."""

    files: int
    sent: Sent
    sending_seconds: float
    taking_seconds: float  # until all could be found
    idle: Searches
    busy: Searches
    lost: list[int]


def under_load(home: Path, *, files: int, clients: int, readers: int, idle_seconds: float, held: int) -> Load:
    """Send so many files by so many clients at once while readers search; before, let them search undisturbed.

    Args:
        held: files that the library holds before.
    """
    served = Served(home)
    served.start()
    try:
        before = Sent()
        send_all(served.address, Numbers(held), before)
        wait_until_taken(served.address)
        idle = _searched(served.address, readers, lambda: time.sleep(idle_seconds))
        sent = Sent()
        seconds: list[float] = []

        def work() -> None:
            row, began = Numbers(files), time.monotonic()
            others = (number + held for number in row)
            _together([(send_all, (served.address, _Shared(others), sent))] * clients)
            seconds.append(time.monotonic() - began)
            wait_until_taken(served.address)
            seconds.append(time.monotonic() - began)

        busy = _searched(served.address, readers, work)
        lost = [number for number in sorted(sent.kept) if not is_found(served.address, number)]
    finally:
        served.stop()
    return Load(files, sent, seconds[0], seconds[1], idle, busy, lost)


class _Shared(Iterator[int]):
    """An iterator that threads share."""

    _lock = threading.Lock()

    def __init__(self, numbers: Iterator[int]) -> None:
        self._numbers = numbers

    def __next__(self) -> int:
        with self._lock:
            return next(self._numbers)


def _together(work: list[tuple[Callable[..., None], tuple[object, ...]]]) -> None:
    """Do all of it at once, and wait for all."""
    threads = [threading.Thread(target=target, args=arguments) for target, arguments in work]
    for each in threads:
        each.start()
    for each in threads:
        each.join()


def _searched(address: str, readers: int, meanwhile: Callable[[], None]) -> Searches:
    """How searches of so many readers went while something was done."""
    found, ended = Searches(), threading.Event()
    threads = [threading.Thread(target=search_until, args=(address, ended, found)) for _ in range(readers)]
    for each in threads:
        each.start()
    meanwhile()
    ended.set()
    for each in threads:
        each.join()
    return found


def wait_until_taken(address: str, seconds: float = 1800) -> None:
    """Wait until nothing that was sent waits any more. Raises: TimeoutError."""
    client = Client(address)
    client.sign_in()
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        with contextlib.suppress(OSError, http.client.HTTPException):
            status, page = client.ask("GET", f"{_DESK}/")
            if status == http.HTTPStatus.OK and _NOTHING_LEFT in page:
                return
        time.sleep(0.5)
    raise TimeoutError(f"something still waits to be taken in after {seconds:.0f} s")


def is_found(address: str, number: int) -> bool:
    """Whether the file of a number can be found by its mark."""
    status, body = Client(address).ask("GET", f"/api/v1/search?q={mark_of(number)}")
    return status == http.HTTPStatus.OK and json.loads(body)["total_documents"] > 0
