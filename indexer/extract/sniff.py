"""What a file is, by its bytes. Its name only tells Markdown from plain text. puremagic is imported nowhere else."""

from __future__ import annotations

import re
from pathlib import Path, PurePath

from indexer.errors import DamagedFile, EmptyFile, UnknownFormat
from indexer.extract import ole
from indexer.extract.archive import first_bytes, part_names
from indexer.extract.decode import is_text

PDF, DOCX, DOC, EPUB, ODT, RTF, PPTX = "PDF", "DOCX", "DOC", "EPUB", "ODT", "RTF", "PPTX"
HTML, MHTML, MARKDOWN, PLAIN = "an HTML page", "a saved web page (MHTML)", "Markdown", "plain text"
ARCHIVE = "a ZIP archive"
IMAGE = "an image"
_START = 65_536  # bytes looked at
_HTML = re.compile(rb"<!doctype\s+html|<html[\s>]|<head[\s>]|<body[\s>]", re.IGNORECASE)
_FRAGMENT = re.compile(
    rb"^\s*<(?:p|div|article|section|h[1-6]|table|ul|ol|meta|title|center|font|span)[\s>]", re.IGNORECASE
)
_MESSAGE = re.compile(rb"\A(?:[A-Za-z-]{2,40}:[^\n]*\r?\n(?:[ \t][^\n]*\r?\n)*){1,40}?(?=MIME-Version:)", re.IGNORECASE)
_RELATED = re.compile(rb"^Content-Type:\s*(?:multipart/related|text/html)", re.IGNORECASE | re.MULTILINE)
_PROMISED = {
    ".pdf": PDF,
    ".docx": DOCX,
    ".epub": EPUB,
    ".odt": ODT,
    ".rtf": RTF,
    ".pptx": PPTX,
    ".zip": ARCHIVE,
}  # .doc promises nothing: Word opens text, RTF and web pages under this name, and people keep them so
_TEXTS = (HTML, MHTML, MARKDOWN, PLAIN)
_MARKDOWN_SUFFIXES = frozenset({".md", ".markdown"})
_IMAGES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*")  # PNG, JPEG, TIFF
_OPEN_DOCUMENT = b"application/vnd.oasis.opendocument."
_OFFICE_PARTS = (
    ("word/", DOCX),
    ("ppt/", PPTX),
    ("xl/", "an Excel workbook"),
)
_XML_FORMS = (
    (b"<office:document", "a flat OpenDocument file: save it as .odt and add that file"),
    (b'progid="Word.Document"', "Word XML: save it as DOCX and add that file"),
    (b"<pkg:package", "Word XML: save it as DOCX and add that file"),
)
_ARCHIVES = ((b"Rar!\x1a", "RAR"), (b"7z\xbc\xaf\x27\x1c", "7-Zip"), (b"\x1f\x8b", "gzip"), (b"BZh", "bzip2"))


def kind_of(path: Path, name: str) -> str:
    """One of the formats named above.

    Raises: EmptyFile; UnknownFormat: none of these, or not what its name promises; EncryptedFile: an Office file under
    a password; DamagedFile: the file cannot be opened.
    """
    start, size = _start(path)
    if not start.strip(b"\x00 \t\r\n\xef\xbb\xbf\xff\xfe"):
        raise EmptyFile(
            "the file is empty (0 bytes): fetch it again" if not size else "the file holds only spaces or zeros"
        )
    found = _kind(start, path, name)
    suffix = PurePath(name).suffix.lower()
    promised = _PROMISED.get(suffix)
    if promised and (found in _TEXTS or (found == ARCHIVE and promised != ARCHIVE)):
        raise UnknownFormat(
            f"the file is named {suffix} but holds no {promised.removeprefix('a ')}: its content is {found}; give it "
            "its true name and add it again"
        )
    return found


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
    if start.startswith(ole.SIGNATURE):
        ole.check_word(path)
        return DOC
    if start.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{\\rtf"):
        return RTF
    if not is_text(start):
        raise UnknownFormat(_binary_problem(start, path, name))
    return _text_kind(start, name)


def _text_kind(start: bytes, name: str) -> str:
    head = start[:8192].replace(b"\x00", b"")
    for mark, called in _XML_FORMS:
        if mark in head and head.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").startswith(b"<?xml"):
            raise UnknownFormat(f"the file is {called}")
    if (_MESSAGE.match(start) or start[:13].lower() == b"mime-version:") and _RELATED.search(start):
        return MHTML
    if _HTML.search(head) or _FRAGMENT.match(start):
        return HTML
    return MARKDOWN if PurePath(name).suffix.lower() in _MARKDOWN_SUFFIXES else PLAIN


def _zip_kind(path: Path, name: str) -> str:
    parts = part_names(path)
    if not parts:
        promised = _PROMISED.get(PurePath(name).suffix.lower(), ARCHIVE)
        raise DamagedFile(
            f"the {promised.removeprefix('a ')} is damaged or cut short, or empty: fetch it again, or save it anew in "
            "its program"
        )
    if "META-INF/container.xml" in parts:
        return EPUB
    if "content.xml" in parts and "mimetype" in parts:
        return _open_document_kind(path)
    if "[Content_Types].xml" in parts or "word/document.xml" in parts:
        for folder, called in _OFFICE_PARTS:
            if any(part.startswith(folder) for part in parts):
                if called in (DOCX, PPTX):
                    return called
                raise UnknownFormat(f"the file is {called}, which is not read: save it as PDF and add that file")
    return ARCHIVE


def _open_document_kind(path: Path) -> str:
    said = first_bytes(path, "mimetype", 100).strip()
    if not said.startswith(_OPEN_DOCUMENT):
        return ARCHIVE
    kind = said.removeprefix(_OPEN_DOCUMENT).decode("ascii", "replace")
    if kind.partition("-")[0] == "text":
        return ODT
    raise UnknownFormat(
        f"the file is an OpenDocument {kind.partition('-')[0]}, which is not read: save it as PDF and add that file"
    )


def _binary_problem(start: bytes, path: Path, name: str) -> str:
    for mark, called in _ARCHIVES:
        if start.startswith(mark):
            return f"the file is a {called} archive, which is not opened: unpack it and add the folder"
    promised = _PROMISED.get(PurePath(name).suffix.lower())
    guess = _guess(path)
    says = f"it looks like {guess}" if guess else "its content is of no known kind"
    if promised:
        suffix = PurePath(name).suffix.lower()
        return f"the file is named {suffix} but holds no {promised.removeprefix('a ')}: {says}; fetch it again"
    return f"the file is of no format that is read ({says}): save it as PDF, DOCX, HTML or text and add that file"


def _guess(path: Path) -> str:
    import puremagic

    try:
        return str(puremagic.magic_file(path)[0].name)
    except (puremagic.PureError, ValueError, IndexError, OSError):
        return ""
