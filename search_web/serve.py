"""The web server."""

from __future__ import annotations

import click
from waitress.server import create_server

from indexer.settings import Settings
from search_web import create_app
from search_web.library import Library


def serve(library: Library, settings: Settings) -> None:
    """Answer requests until interrupted. The address is printed once connections are accepted."""
    app = create_app(library, settings)
    server = create_server(app, host=settings.host, port=settings.port, threads=settings.threads, ident=None)
    for host, port in _listening(server):
        click.echo(f"Listening on http://{f'[{host}]' if ':' in host else host}:{port}/")
    try:
        server.run()
    finally:
        server.close()


def _listening(server: object) -> list[tuple[str, int]]:
    several = getattr(server, "effective_listen", None)  # a host name may stand for several addresses
    return several or [(server.effective_host, server.effective_port)]  # type: ignore[attr-defined]  # waitress ships no types
