"""Names of files as text that can be stored, printed and sent."""

from __future__ import annotations

import os
import re
from collections.abc import Container

_REPLACEMENT = "\ufffd"
_PARTS = re.compile(r"(?P<page>.+)(?:_files|\.files)$", re.IGNORECASE)
_PAGES = (".html", ".htm", ".xhtml")


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


def saved_page(folder: str, beside: Container[str]) -> str:
    """The saved web page whose pictures and frames a folder holds, by its name and those beside it; empty if none.

    >>> saved_page("Bai_files", {"Bai.html", "Bai_files"}), saved_page("Bai_files", {"Bai.pdf"})
    ('Bai.html', '')
    """
    match = _PARTS.fullmatch(folder)
    names = (f"{match['page']}{suffix}" for suffix in _PAGES) if match else ()
    return next((name for name in names if name in beside), "")


def within_saved_page(name: str, all_names: Container[str]) -> bool:
    """Whether a member of an archive lies in such a folder.

    >>> within_saved_page("web/Bai_files/khung.html", {"web/Bai.html"})
    True
    """
    folders = name.split("/")[:-1]
    return any(saved_page("/".join(folders[: at + 1]), all_names) for at in range(len(folders)))
