"""Libraries of texts that a test writes itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

import pytest

from indexer.library import Library
from tests.ingest.homes import opened

_HEADING = """ĐẢNG BỘ TỈNH BÌNH AN
ĐẢNG ỦY TRƯỜNG CHÍNH TRỊ
*
Số 23-CT/ĐU
ĐẢNG CỘNG SẢN VIỆT NAM
Bình An, ngày 09 tháng 02 năm 2018

CHỈ THỊ
về việc mở thư viện cho người học

"""


def directive(body: str) -> str:
    """Directive 23-CT/ĐU of 9-2-2018 with this text."""
    return _HEADING + body


@contextmanager
def library_of(texts: Mapping[str, str], room: pytest.TempPathFactory) -> Iterator[Library]:
    """A library of files with these names and texts."""
    folder = room.mktemp("files")
    for name, text in texts.items():
        (folder / name).write_text(text, "utf-8")
    with opened(room.mktemp("home")) as library:
        library.add([folder])
        yield library
