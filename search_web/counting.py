"""Counts of requests, kept by each server process in a file of its own that every other can read.

A file is mapped into memory: counting costs no write to the disk, and what a killed process counted is not lost. All files
of one version have the same places for the same counts; they are added up when somebody asks.
"""

from __future__ import annotations

import hashlib
import mmap
import os
import struct
import threading
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import cast

from flask import Flask, current_app

_NAME = "tracuu.counters"
_BOUNDS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0)  # seconds
_CLASSES = ("2xx", "3xx", "4xx", "5xx")
_OTHER = "none"  # of requests that no view answers
_WIDTH = 8  # bytes of a count


class Counters:
    """Counts of this process, and the sum of all."""

    def __init__(self, folder: Path, endpoints: list[str]) -> None:
        self._endpoints = {name: at for at, name in enumerate(sorted({*endpoints, _OTHER}))}
        self._each = len(_CLASSES) + len(_BOUNDS) + 2  # counts of one endpoint: statuses, bounds, all, seconds
        self._folder = folder
        layout = hashlib.sha256(repr((list(self._endpoints), _BOUNDS, _CLASSES)).encode()).hexdigest()[:12]
        self._pattern = f"{layout}-*"
        self._lock = threading.Lock()
        self._map: mmap.mmap | None = None
        with suppress(OSError, ValueError):  # a disk that cannot be written: nothing is counted, all is served
            folder.mkdir(parents=True, exist_ok=True)
            with (folder / f"{layout}-{os.getpid()}").open("w+b") as file:
                file.truncate(self._size)
                self._map = mmap.mmap(file.fileno(), self._size)

    @property
    def _size(self) -> int:
        return len(self._endpoints) * self._each * _WIDTH

    def count(self, endpoint: str | None, status: int, seconds: float) -> None:
        """Take a request in that was answered."""
        if self._map is None:
            return
        at = self._endpoints.get(endpoint or _OTHER, self._endpoints[_OTHER]) * self._each
        after = at + len(_CLASSES)
        with self._lock:
            self._add(at + min(max(status // 100, 2), 5) - 2, 1)
            for place, bound in enumerate(_BOUNDS):
                if seconds <= bound:
                    self._add(after + place, 1)
            self._add(after + len(_BOUNDS), 1)
            self._add(after + len(_BOUNDS) + 1, seconds)

    def _add(self, place: int, what: float) -> None:
        held = cast("mmap.mmap", self._map)
        (before,) = struct.unpack_from("<d", held, place * _WIDTH)
        struct.pack_into("<d", held, place * _WIDTH, before + what)

    def _sums(self) -> list[float]:
        sums = [0.0] * (self._size // _WIDTH)
        for path in self._folder.glob(self._pattern):
            with suppress(OSError):
                body = path.read_bytes()
                if len(body) == self._size:
                    sums = [held + new for held, (new,) in zip(sums, struct.iter_unpack("<d", body), strict=True)]
        return sums

    def lines(self) -> Iterator[str]:
        """The sum of all processes, in the text form of Prometheus; what never happened is left out."""
        sums = self._sums()
        requests = "tracuu_requests_total"
        yield f"# HELP {requests} Requests that were answered."
        yield f"# TYPE {requests} counter"
        for name, at in self._endpoints.items():
            for place, status in enumerate(_CLASSES):
                if value := sums[at * self._each + place]:
                    yield f'{requests}{{endpoint="{name}",status="{status}"}} {value:.0f}'
        took = "tracuu_request_seconds"
        yield f"# HELP {took} How long answers took."
        yield f"# TYPE {took} histogram"
        for name, at in self._endpoints.items():
            start = at * self._each + len(_CLASSES)
            total = sums[start + len(_BOUNDS)]
            if total:
                for place, bound in enumerate(_BOUNDS):
                    yield f'{took}_bucket{{endpoint="{name}",le="{bound}"}} {sums[start + place]:.0f}'
                yield f'{took}_bucket{{endpoint="{name}",le="+Inf"}} {total:.0f}'
                yield f'{took}_sum{{endpoint="{name}"}} {sums[start + len(_BOUNDS) + 1]:.6f}'
                yield f'{took}_count{{endpoint="{name}"}} {total:.0f}'


def add_counters(app: Flask, home: Path) -> None:
    """Count in this application; once all of its views are known."""
    app.extensions[_NAME] = Counters(home / "metrics", [rule.endpoint for rule in app.url_map.iter_rules()])


def counters() -> Counters:
    """Those of the application that answers this request."""
    return cast("Counters", current_app.extensions[_NAME])
