"""A small library in a folder, made once and copied for each test."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from indexer.library import Library
from indexer.model import Outcome, Status
from indexer.settings import read_settings

TEXTS = {
    "dân vận.txt": "Công tác dân vận bắt đầu từ việc lắng nghe. Cán bộ phải gần dân và hiểu dân.\n",
    "kinh tế.md": "# Kinh tế tri thức\n\nKinh tế tri thức ở địa phương cần cán bộ có học vấn.\n",
    "tự học.txt": "Tự học là gốc của mọi sự học. Người học phải liên hệ với thực tiễn.\n",
}
BROKEN = "broken.pdf"
_EVERY = tuple(Status)


@contextmanager
def opened(home: Path, **given: object) -> Iterator[Library]:
    """The library in the folder, with settings of one's own and none of the environment."""
    library = Library(read_settings(home, {"jobs": 1, "lock_seconds": 1, **given}, {}))
    try:
        yield library
    finally:
        library.close()


def files(folder: Path) -> Path:
    """The folder with three documents and one file that cannot be read."""
    folder.mkdir(parents=True)
    for name, text in TEXTS.items():
        (folder / name).write_text(text, "utf-8")
    (folder / BROKEN).write_bytes(b"%PDF-1.7\nnothing follows")
    return folder


def made(root: Path) -> Path:
    """`root` with `files`, and `home` that holds them."""
    with opened(root / "home") as library:
        reports = library.add([files(root / "files")])
    assert sorted(each.outcome for each in reports) == [Outcome.ADDED] * 3 + [Outcome.FAILED], reports
    return root


def found(home: Path, line: str = "cán bộ", **given: object) -> list[str]:
    """Names of the files of the documents that are found, in the order of the alphabet."""
    with opened(home, **given) as library:
        return sorted(hit.document.filename for hit in library.search(line).documents)


def id_of(home: Path, name: str) -> str:
    """The id of the document that came from a file of this name."""
    with opened(home) as library:
        numbers = library._home.catalogue.numbers(*_EVERY, trashed=False) + library._home.catalogue.numbers(
            *_EVERY, trashed=True
        )
        records = library._home.catalogue.documents(numbers).values()
        return next(each.id for each in records if each.filename == name)


def what(home: Path, *, repair: bool = False, **given: object) -> list[str]:
    """What a check finds."""
    with opened(home, **given) as library:
        return [each.what for each in library.check(repair=repair)]
