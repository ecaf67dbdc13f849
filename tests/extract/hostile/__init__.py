"""A folder of hostile files, always the same ones. Make it with `python -m tests.extract.hostile FOLDER`."""

from __future__ import annotations

import os
import random
from collections.abc import Iterator
from pathlib import Path

from tests.extract.hostile.mutations import broken
from tests.extract.hostile.others import others
from tests.extract.hostile.pdfs import pdfs

GOOD = "Lý luận gắn với thực tiễn, học đi đôi với hành. Tệp lành số {}.\n"
_NAMES = (
    "đảo \u202etxt.cod ngược.txt".encode(),
    "to\u0302\u0309 chu\u031b\u0301c.txt".encode(),  # decomposed
    "hai\ndòng.txt".encode(),
    "tab\tvà\rxuống.txt".encode(),
    "👩‍👩‍👧‍👦🏳️‍🌈.txt".encode(),
    b"\xff\xfe\x80.txt",
    b"TCVN3 \xae\xb6\xc8ng.txt",
    "\u200b\ufeff.txt".encode(),
    b"-rf --help.txt",
    b"$(reboot); `x` 'y' \"z\" & | < >.txt",
    b"%s%n%d{0}\\x00.txt",
    b"\x1b[31mred\x07.txt",
    ("dài" * 62).encode()[:251] + b".txt",
    b"con.aux.nul.txt",
    b" .txt",
    b"a.b.c.d.e.f.pdf.txt",
    "ﷺ﷽𝕿𝖊𝖝𝖙.txt".encode(),
    "i\u0307İıſK.txt".encode(),
)


def make(folder: Path, *, every: int = 1) -> dict[str, bool]:
    """Fill the folder.

    Args:
        every: take each n-th hostile file only; good ones and odd names are always there.
    Returns: for each file by name whether it must be added; a bad one may be, if something of it can be read.
    """
    folder.mkdir(parents=True)
    made: dict[str, bool] = {}
    for at, (name, content) in enumerate(hostile()):
        if at % every == 0:
            path = folder / f"{at:03} {name}"
            path.write_bytes(content)
            made[path.name] = False
        if at % 20 == 0:
            path = folder / f"{at:03} lành.txt"
            path.write_text(GOOD.format(at), "utf-8")
            made[path.name] = True
    for at, odd in enumerate(_NAMES):
        path = Path(os.fsdecode(os.fsencode(folder) + b"/" + odd))
        path.write_text(GOOD.format(f"tên {at}"), "utf-8")
        made[path.name] = True
    return made


def hostile() -> Iterator[tuple[str, bytes]]:
    """All hostile files: name and content."""
    yield from broken(random.Random(20_240_101))
    yield from pdfs()
    yield from others()
