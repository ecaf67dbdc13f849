"""What a file is, by its bytes. Its name only tells Markdown from plain text. puremagic is imported nowhere else."""

from __future__ import annotations

import re
from pathlib import Path, PurePath

from indexer.errors import DamagedFile, EmptyFile, EncryptedFile, UnknownFormat
from indexer.extract.archive import part_names
from indexer.extract.decode import is_text

PDF, DOCX, HTML, MARKDOWN, PLAIN = "pdf", "docx", "html", "markdown", "plain text"
IMAGE = "image"
_START = 65_536  # bytes looked at
_HTML = re.compile(rb"<!doctype\s+html|<html[\s>]|<head[\s>]|<body[\s>]", re.IGNORECASE)
_FRAGMENT = re.compile(
    rb"^\s*<(?:p|div|article|section|h[1-6]|table|ul|ol|meta|title|center|font|span)[\s>]", re.IGNORECASE
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PROMISED = {".pdf": "PDF", ".docx": "DOCX"}
_MARKDOWN_SUFFIXES = frozenset({".md", ".markdown"})
_RTF = b"{\\rtf"
_IMAGES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*")  # PNG, JPEG, TIFF


def kind_of(path: Path, name: str) -> str:
    """PDF, DOCX, HTML, MARKDOWN, PLAIN or IMAGE.

    Raises: EmptyFile; UnknownFormat: none of these, or not what its name promises; EncryptedFile: a DOCX under a
    password; DamagedFile: the file cannot be opened.
    """
    start, size = _start(path)
    if not start.strip(b"\x00 \t\r\n\xef\xbb\xbf\xff\xfe"):
        raise EmptyFile(
            "the file is empty (0 bytes): fetch it again" if not size else "the file holds only spaces or zeros"
        )
    found = _kind(start, path, name)
    promised = _PROMISED.get(PurePath(name).suffix.lower())
    if found not in (PDF, DOCX) and promised:
        raise UnknownFormat(f"the file is named .{promised.lower()} but holds no {promised}: {_called(found)}")
    return found


def _called(found: str) -> str:
    return f"its content is {'an ' if found == HTML else ''}{found.upper() if found == HTML else found}{' page' if found == HTML else ''}; give it its true name and add it again"


def _start(path: Path) -> tuple[bytes, int]:
    if path.is_dir():
        raise UnknownFormat("this is a folder, not a file: add the files in it")
    try:
        with path.open("rb") as stream:
            return stream.read(_START), path.stat().st_size
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise DamagedFile(f"the file cannot be opened ({reason}): check that it exists and may be read") from error


def _kind(start: bytes, path: Path, name: str) -> str:
    if b"%PDF-" in start[:1024]:
        return PDF
    if start.startswith(_IMAGES):
        return IMAGE
    if start.startswith(b"PK"):
        return _zip_kind(path, name)
    if start.startswith(_OLE):
        raise _ole_problem(path, name)
    if start.startswith(_RTF):
        raise UnknownFormat("the file is RTF, which is not read yet: save it as DOCX or PDF and add that file")
    if not is_text(start):
        raise UnknownFormat(_binary_problem(path, name))
    if _HTML.search(start[:8192].replace(b"\x00", b"")) or _FRAGMENT.match(start):
        return HTML
    return MARKDOWN if PurePath(name).suffix.lower() in _MARKDOWN_SUFFIXES else PLAIN


def _zip_kind(path: Path, name: str) -> str:
    parts = part_names(path)
    if "word/document.xml" in parts or (
        "[Content_Types].xml" in parts and any(each.startswith("word/") for each in parts)
    ):
        return DOCX
    if not parts and PurePath(name).suffix.lower() == ".docx":
        raise DamagedFile("the DOCX is damaged or cut short: fetch it again, or save it anew in a word processor")
    for part, called in (
        ("ppt/", "a PowerPoint presentation"),
        ("xl/", "an Excel workbook"),
        ("META-INF/container.xml", "an EPUB book"),
        ("content.xml", "an OpenDocument file"),
    ):
        if any(each.startswith(part) for each in parts):
            raise UnknownFormat(
                f"the file is {called}, which is not read yet: save it as PDF or DOCX and add that file"
            )
    raise UnknownFormat("the file is a ZIP archive without a Word document in it: unpack it and add the files in it")


def _ole_problem(path: Path, name: str) -> Exception:
    with path.open("rb") as stream:
        head = stream.read(2_000_000)
    if "EncryptedPackage".encode("utf-16-le") in head:
        return EncryptedFile("the file opens only with a password: remove the password and add the file again")
    promised = f"named {PurePath(name).suffix} but is" if PurePath(name).suffix.lower() in _PROMISED else "in"
    return UnknownFormat(
        f"the file is {promised} an old Office format (such as .doc), which is not read yet: save it as DOCX or PDF"
    )


def _binary_problem(path: Path, name: str) -> str:
    promised = _PROMISED.get(PurePath(name).suffix.lower())
    guess = _guess(path)
    says = f"it looks like {guess}" if guess else "its content is of no known kind"
    if promised:
        return f"the file is named .{promised.lower()} but holds no {promised}: {says}; fetch it again"
    return f"the file is of no format that is read ({says}): save it as PDF, DOCX, HTML or text and add that file"


def _guess(path: Path) -> str:
    import puremagic

    try:
        return str(puremagic.magic_file(path)[0].name)
    except (puremagic.PureError, ValueError, IndexError, OSError):
        return ""
