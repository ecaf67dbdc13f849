"""What a connection may cost before anything is asked of the pages: no larger body than its address takes, and no slow sender.

waitress keeps a body on the disk before a page is called, and waits for whoever goes on sending, be it a byte a minute.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from copy import copy
from typing import Any

from flask import Flask
from waitress.channel import HTTPChannel
from waitress.parser import HTTPRequestParser

from search_web.access import body_limit

Limit = Callable[[str, str], int]  # method and path → bytes of the body, at most


class Parser(HTTPRequestParser):  # type: ignore[misc]  # waitress ships no types
    """Reads a request, with a limit for the address that it is sent to."""

    limit: Limit
    adj: Any

    def parse_header(self, header_plus: bytes) -> None:
        """Read what stands before the body, and choose the limit by it."""
        super().parse_header(header_plus)
        most = min(self.limit(self.command, self.path), self.adj.max_request_body_size)
        own = copy(self.adj)
        own.max_request_body_size = most + 1  # refused from there on
        self.adj = own


class Channel(HTTPChannel):  # type: ignore[misc]  # waitress ships no types
    """A connection that is closed when its request comes too slowly."""

    head_seconds = 20.0  # for all that stands before a body
    grace_seconds = 30.0  # after which a body must have come at this pace
    slowest = 2_000  # bytes a second
    _began = 0.0

    def handle_read(self) -> None:
        """Take what has come."""
        before = self.request
        super().handle_read()
        if self.request is None:
            return
        if self.request is not before:
            self._began = time.monotonic()
        elif self._is_slow(time.monotonic() - self._began):
            self.will_close = True

    def _is_slow(self, seconds: float) -> bool:
        if not self.request.headers_finished:
            return seconds > self.head_seconds
        return seconds > self.grace_seconds and self.request.body_bytes_received < seconds * self.slowest


def strict(server: Any, app: Flask, kind: type[Channel] = Channel) -> Any:
    """The server of waitress, whose connections keep these limits from now on."""
    limit = body_limit(app)
    parser = type("Parser", (Parser,), {"limit": staticmethod(limit)})
    channel = type("Channel", (kind,), {"parser_class": parser})
    listening = [server] if hasattr(server, "channel_class") else list(server.map.values())
    for each in listening:
        if hasattr(each, "channel_class"):
            each.channel_class = channel
    return server
