"""Old Office files (before 2007): streams within one file, through olefile. No other module imports that library."""

from __future__ import annotations

from pathlib import Path

from indexer.errors import DamagedFile, EncryptedFile, UnknownFormat

SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_WORD = "WordDocument"
_OTHERS = (
    ("Workbook", "an Excel workbook (.xls), which is not read: save it as PDF and add that file"),
    ("Book", "an Excel workbook (.xls), which is not read: save it as PDF and add that file"),
    (
        "PowerPoint Document",
        "an old PowerPoint presentation (.ppt), which is not read: save it as PPTX and add that file",
    ),
    ("VisioDocument", "a Visio drawing, which is not read: save it as PDF and add that file"),
    ("__properties_version1.0", "an Outlook message, which is not read: save it as HTML or PDF and add that file"),
    ("Quill", "a Publisher file, which is not read: save it as PDF and add that file"),
)
_FLAGS = 10  # byte of the flags in the head of a Word document
_ENCRYPTED = 0x01
_LONGEST_PROPERTY = 1000  # characters


def check_word(path: Path) -> None:
    """Nothing, if the file is a Word document that opens without a password.

    Raises: EncryptedFile; UnknownFormat: of another program; DamagedFile.
    """
    import olefile

    try:
        with olefile.OleFileIO(path) as held:
            names = {"/".join(each) for each in held.listdir()}
            head = held.openstream(_WORD).read(_FLAGS + 2) if _WORD in names else b""
    except (OSError, ValueError, IndexError, KeyError, TypeError, AttributeError) as error:
        raise DamagedFile(
            f"the file is an old Office file that is damaged or cut short ({error}): fetch it again, or save it anew"
        ) from error
    _check(names, head)


def _check(names: set[str], head: bytes) -> None:
    if "EncryptedPackage" in names or (len(head) > _FLAGS + 1 and head[_FLAGS + 1] & _ENCRYPTED):
        raise EncryptedFile("the file opens only with a password: remove the password and add the file again")
    if _WORD in names:
        return
    for name, called in _OTHERS:
        if name in names:
            raise UnknownFormat(f"the file is {called}")
    raise UnknownFormat("the file is an old Office file, and no Word document: save it as PDF and add that file")


def title_and_author(path: Path) -> tuple[str, str]:
    """What the properties of the file say; empty where they say nothing that can be read."""
    import olefile

    try:
        with olefile.OleFileIO(path) as held:
            said = held.get_metadata()
            return _text(said.title, said.codepage), _text(said.author, said.codepage)
    except (OSError, ValueError, IndexError, KeyError, TypeError, AttributeError, LookupError):
        return "", ""


def _text(value: object, codepage: int | None) -> str:
    if not isinstance(value, bytes):
        return ""
    encoding = "utf-8" if codepage in (65001, -535) else f"cp{(codepage or 1252) % 65536}"
    try:
        return value[:_LONGEST_PROPERTY].decode(encoding).rstrip("\x00")
    except (UnicodeDecodeError, LookupError):
        return ""
