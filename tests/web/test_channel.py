"""Connections as they come over the wire: large bodies, slow senders, and requests that two readers understand differently."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator

import pytest
from waitress.server import create_server

from indexer.library import Library
from indexer.settings import Settings
from search_web import create_app
from search_web.access import MOST_BYTES
from search_web.channel import Channel, strict

PATIENCE = 60.0


class Hasty(Channel):
    """Waits for nobody."""

    head_seconds = 0.2
    grace_seconds = 0.2
    slowest = 1_000_000


@pytest.fixture(scope="module")
def ports(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[int, int]]:
    """Where two servers listen: one as it is, and a hasty one."""
    library = Library(Settings(home=tmp_path_factory.mktemp("home")))
    app = create_app(library, library.settings)
    servers = [strict(create_server(app, host="127.0.0.1", port=0, threads=2), app, kind) for kind in (Channel, Hasty)]
    threads = [threading.Thread(target=each.run, daemon=True) for each in servers]
    for thread in threads:
        thread.start()
    yield servers[0].effective_port, servers[1].effective_port
    for server in servers:
        server.close()
    library.close()


def answered(port: int, sent: bytes, *, slowly: bytes = b"") -> bytes:
    """What comes back, to the end; empty if nothing does. Args: slowly: bytes that follow one by one."""
    with socket.create_connection(("127.0.0.1", port), timeout=PATIENCE) as connection:
        connection.sendall(sent)
        deadline = time.monotonic() + PATIENCE
        try:
            for at in range(len(slowly)):
                connection.sendall(slowly[at : at + 1])
                time.sleep(0.05)
                assert time.monotonic() < deadline, "still listened to"
            connection.shutdown(socket.SHUT_WR)
            return b"".join(iter(lambda: connection.recv(65536), b""))
        except TimeoutError:
            raise
        except OSError:  # closed at the other end
            return b""


def head(line: str, **headers: object) -> bytes:
    rows = [line, "Host: localhost", "Connection: close"]
    rows += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return "\r\n".join([*rows, "", ""]).encode()


def test_a_page_is_answered(ports: tuple[int, int]) -> None:
    for port in ports:
        assert answered(port, head("GET /dang-nhap HTTP/1.1")).startswith(b"HTTP/1.1 200")


@pytest.mark.parametrize("path", ["/dang-nhap", "/tai-khoan", "/khong-co", "/tim", "/"])
def test_a_body_that_no_page_takes_is_refused_before_it_comes(ports: tuple[int, int], path: str) -> None:
    told = head(f"POST {path} HTTP/1.1", Content_Length=MOST_BYTES + 1)
    assert answered(ports[0], told).startswith(b"HTTP/1.1 413")


def test_a_body_of_unknown_length_is_cut_off_where_it_is_too_large(ports: tuple[int, int]) -> None:
    piece = b"%x\r\n%s\r\n" % (100_000, b"a" * 100_000)
    told = head("POST /dang-nhap HTTP/1.1", Transfer_Encoding="chunked")
    assert b"HTTP/1.1 200" not in answered(ports[0], told + piece * 12)


def test_a_larger_body_is_let_through_where_a_page_takes_it(ports: tuple[int, int]) -> None:
    told = head("POST /kiem-tra-trich-dan HTTP/1.1", Content_Length=2 * MOST_BYTES, Content_Type="text/plain")
    assert answered(ports[0], told + b"a" * 2 * MOST_BYTES).startswith(b"HTTP/1.1 400")  # it has no token


@pytest.mark.parametrize(
    ("sent", "slowly"),
    [
        (b"GET / HTTP/1.1\r\n", b"X-A: " + b"a" * 5000),
        (head("POST /dang-nhap HTTP/1.1", Content_Length=500_000), b"a" * 5000),
    ],
)
def test_who_sends_slowly_is_not_waited_for(ports: tuple[int, int], sent: bytes, slowly: bytes) -> None:
    assert answered(ports[1], sent, slowly=slowly) == b""


@pytest.mark.parametrize(
    "sent",
    [
        head("POST /dang-nhap HTTP/1.1", Content_Length="1, 2"),
        head("POST /dang-nhap HTTP/1.1", Content_Length="+5"),
        head("POST /dang-nhap HTTP/1.1", Transfer_Encoding="xchunked"),
        head("GET / HTTP/1.1", X_A="b\r\n c\nd: e"),
        b"GET / HTTP/1.1\r\nHost : localhost\r\n\r\n",
        b"GET / HTTP/1.1\r\nA: " + b"b" * 300_000 + b"\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n",
    ],
)
def test_what_is_no_request_is_refused(ports: tuple[int, int], sent: bytes) -> None:
    assert answered(ports[0], sent)[:12] in (
        b"HTTP/1.1 400",
        b"HTTP/1.0 400",
        b"HTTP/1.1 431",
        b"HTTP/1.0 431",
        b"HTTP/1.1 501",
        b"",
    )
