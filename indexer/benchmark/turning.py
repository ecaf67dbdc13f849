"""What a reader of a long book waits for: a page in its middle, text and image, and what turning pages costs in memory."""

from __future__ import annotations

import http.client
import re
import time
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from urllib.parse import quote, urlsplit

from indexer.benchmark.serving import descendants, own_megabytes, server
from indexer.errors import IndexerError

_SECONDS = 60  # that one answer may take
_READY = 20  # answers before the clock runs
_WARMING = 5.0  # seconds in which each process reads its vocabulary
_SETTLED = 20  # pages turned before memory is first looked at


@dataclass(frozen=True, slots=True)
class Turned:
    """Milliseconds and megabytes."""

    cold: float  # a page of text that nobody has seen, of a server that has begun to answer
    cold_image: float
    warm: float  # the same page again
    warm_image: float
    other: float  # median of pages never seen, text
    other_image: float  # the same, image
    before: float  # memory of all processes, when some pages were turned
    after: float  # and at the end
    pages: int


def measure_turning(home: Path, document: str, first: int, count: int, line: str) -> Turned:
    """Open a page with the hits of a line, then turn so many pages, each with its image."""
    with server(home) as (process, address):
        reader = http.client.HTTPConnection(urlsplit(address).netloc, timeout=_SECONDS)
        path = f"/tai-lieu/{document}/trang/{{}}?q={quote(line)}"
        for _ in range(_READY):  # each process is ready once it has answered
            _asked(reader, f"/tim?q={quote(line)}")
        time.sleep(_WARMING)
        cold, cold_image = _opened(reader, path.format(first))
        warm, warm_image = _opened(reader, path.format(first))
        times = []
        before = 0.0
        for step in range(1, count + 1):
            times.append(_opened(reader, path.format(first + step)))
            if step == _SETTLED:
                before = _megabytes(process.pid)
        after = _megabytes(process.pid)
        reader.close()
    texts, images = (sorted(each)[len(times) // 2] for each in zip(*times, strict=True))
    return Turned(cold, cold_image, warm, warm_image, texts, images, before, after, count)


def _opened(reader: http.client.HTTPConnection, path: str) -> tuple[float, float]:
    """Milliseconds until the page is there, and until its image is."""
    began = time.perf_counter()
    page = _asked(reader, path).decode()
    text = time.perf_counter()
    [image] = re.findall(r'<img src="([^"]+)"', page)
    _asked(reader, unescape(image))
    return (text - began) * 1000, (time.perf_counter() - text) * 1000


def _asked(reader: http.client.HTTPConnection, path: str) -> bytes:
    reader.request("GET", path)
    answer = reader.getresponse()
    body = answer.read()
    if answer.status != http.HTTPStatus.OK:
        raise IndexerError(f"{path} was answered with {answer.status}")
    return body


def _megabytes(process: int) -> float:
    """Memory of a process and all below it."""
    return sum(map(own_megabytes, [process, *descendants(process)]))


def report_turning(turned: Turned) -> str:
    """The numbers as text for people."""
    return "\n".join(
        (
            f"{'':24} text   image  ms",
            f"{'never seen':20} {turned.cold:8.0f} {turned.cold_image:7.0f}",
            f"{'again':20} {turned.warm:8.0f} {turned.warm_image:7.0f}",
            f"{'others, median':20} {turned.other:8.0f} {turned.other_image:7.0f}",
            f"memory after {_SETTLED} pages {turned.before:.0f} MB, after {turned.pages} {turned.after:.0f} MB",
        )
    )
