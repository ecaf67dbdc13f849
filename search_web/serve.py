"""Answering over HTTP, in one of the processes that do: all accept from the same sockets, so whichever is free answers."""

from __future__ import annotations

import gc
import logging
import signal
import socket
import threading
from collections.abc import Sequence

from waitress.server import create_server

from indexer.library import Library
from indexer.settings import Settings
from indexer.supervising import ended_by_signals
from search_web import create_app
from search_web.channel import strict

_CONNECTIONS = 1000  # held by one process at once: slow senders keep no reader out
_ENVELOPE = 10_000_000  # bytes of a request around a file of the largest size
_SILENCE = 60  # seconds after which a connection that sends nothing is closed
_PATIENCE = 10.0  # seconds that a library may take to be ready, when it is ended


def answer(settings: Settings, sockets: Sequence[socket.socket]) -> None:
    """Answer requests until the process is ended."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the process that watches decides what an interrupt ends
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)  # that requests wait their turn is no news
    library = Library(settings)
    app = create_app(library, settings)
    server = create_server(
        app,
        sockets=list(sockets),
        threads=settings.threads,
        ident=None,
        connection_limit=_CONNECTIONS,
        asyncore_use_poll=True,  # select refuses so many
        max_request_body_size=settings.upload_megabytes * 1_000_000 + _ENVELOPE,
        channel_timeout=_SILENCE,
        **_behind(settings.proxy),
    )
    strict(server, app)
    warming = threading.Thread(target=_warm, args=(library,), daemon=True)
    warming.start()
    with ended_by_signals():
        try:
            server.run()
        finally:
            server.close()
            warming.join(_PATIENCE)
            library.close()


def _behind(proxy: str) -> dict[str, object]:
    """Whom to believe where requests come from. Nobody else's word is taken, nor handed on."""
    if not proxy:
        return {}
    return {
        "trusted_proxy": proxy,
        "trusted_proxy_count": 1,
        "trusted_proxy_headers": {"x-forwarded-for", "x-forwarded-proto", "x-forwarded-host"},
        "clear_untrusted_proxy_headers": True,
    }


def _warm(library: Library) -> None:
    library.warm()
    gc.collect()
    gc.freeze()  # what stays for good is not looked through again and again
