"""Names of files as text that can be stored, printed and sent."""

from __future__ import annotations

import os

_REPLACEMENT = "\ufffd"


def shown(name: str | os.PathLike[str]) -> str:
    """The name with a replacement sign for each byte that is no text and each character that cannot be printed.

    >>> shown("a\\nb\\udcff.txt")
    'a�b�.txt'
    """
    return "".join(each if each.isprintable() else _REPLACEMENT for each in os.fspath(name))


BETWEEN = " › "  # an archive and its member


def own(name: str) -> str:
    """The file's own name, without the archive and the folders that it comes from.

    >>> own("Kho cũ.zip › 2018/chi thi.docx")
    'chi thi.docx'
    """
    return name.rpartition(BETWEEN)[2].rpartition("/")[2]
