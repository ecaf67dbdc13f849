"""Old Word files (DOC): through LibreOffice, which keeps numbers, headings, tables and notes; else catdoc's plain text."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

from indexer.errors import DamagedFile, ExtractionError, NoText
from indexer.extract import docx, ole, plain
from indexer.extract.programs import own_folder, run
from indexer.extract.properties import sensible
from indexer.model import Extraction

MEDIA_TYPE = "application/msword"
_OFFICE_SECONDS, _CATDOC_SECONDS = 300, 60
_STARTS_ANEW = 81  # exit status of LibreOffice when it has made its profile
_BAD_SHARE = 0.01  # of the letters: more that are none, and catdoc did not understand the file
_LEAST_LETTERS = 0.4  # of all that is printed
_PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableMacrosExecution" oor:op="fuse">
<value>true</value></prop><prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update"><prop oor:name="Link" oor:op="fuse"><value>0</value></prop>
</item></oor:items>
"""  # no macros, no pictures from elsewhere, no links brought up to date


def extract(path: Path) -> Extraction:
    """The text of a DOC file, in sections.

    Raises: DamagedFile; NoText; LimitExceeded; ExtractionError: no program that reads such files is installed.
    """
    office, catdoc = _office(), shutil.which("catdoc")
    if office is None and catdoc is None:
        raise ExtractionError(
            "reading DOC needs LibreOffice: install the Debian package libreoffice-writer, and add the file again"
        )
    with own_folder() as folder:
        if office is None:
            return _through_catdoc(str(catdoc), path, folder)
        try:
            return _through_office(office, path, folder)
        except NoText:
            raise
        except ExtractionError:
            if catdoc is None:
                raise
            try:
                return _through_catdoc(catdoc, path, folder)
            except ExtractionError:
                pass
            raise


def _office() -> str | None:
    """LibreOffice itself rather than the script that starts it: what is ended must be what works."""
    found = shutil.which("soffice") or shutil.which("libreoffice")
    if found is None:
        return None
    program = Path(found).resolve().with_name("soffice.bin")
    return str(program) if program.is_file() else found


def _through_office(office: str, path: Path, folder: Path) -> Extraction:
    profile, source, target = folder / "profile", folder / "document.doc", folder / "document.docx"
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_PROFILE, "utf-8")
    shutil.copyfile(path, source)
    command = [
        *(office, "--headless", "--norestore", "--nolockcheck", f"-env:UserInstallation={profile.as_uri()}"),
        *("--convert-to", "docx:MS Word 2007 XML", "--outdir", str(folder), str(source)),
    ]
    status, _ = run(command, folder, seconds=_OFFICE_SECONDS)
    if status == _STARTS_ANEW:
        status, _ = run(command, folder, seconds=_OFFICE_SECONDS)
    if not target.is_file():
        raise DamagedFile(
            f"LibreOffice cannot read the DOC (exit status {status}): open it in a word processor, save it as DOCX and "
            "add that file; if it opens there, check that the Debian package libreoffice-writer is installed"
        )
    return replace(docx.extract(target), media_type=MEDIA_TYPE)


def _through_catdoc(catdoc: str, path: Path, folder: Path) -> Extraction:
    status, printed = run([catdoc, "-w", "-d", "utf-8", str(path.resolve())], folder, seconds=_CATDOC_SECONDS)
    text = printed.read_text("utf-8", "replace")
    if not text.strip() and not status:
        raise NoText(
            "the document holds no text: if its pages are pictures, recognise their text (OCR) and add it again"
        )
    if status or not is_sane(text):
        raise DamagedFile(
            f"catdoc cannot read the DOC (exit status {status}): install the Debian package libreoffice-writer and add "
            "the file again, or save it as DOCX"
        )
    printed.write_text(text, "utf-8")
    title, author = ole.title_and_author(path)
    said = sensible(title, author.replace(";", ",").split(","), path.name)
    return replace(plain.extract(printed), media_type=MEDIA_TYPE, properties=said)


def is_sane(text: str) -> bool:
    """Whether the text is made of letters rather than of what is left of a file that was not understood.

    >>> is_sane("Điều 1. Phạm vi điều chỉnh"), is_sane("\\ufffd\\x02\\x01 bjbj \\ue000\\ue001")
    (True, False)
    """
    signs = [each for each in text if not each.isspace()]
    bad = sum(each == "\ufffd" or not each.isprintable() or "\ue000" <= each <= "\uf8ff" for each in signs)
    letters = sum(each.isalpha() for each in signs)
    return bool(signs) and bad <= _BAD_SHARE * len(signs) and letters >= _LEAST_LETTERS * len(signs)
