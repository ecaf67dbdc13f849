"""The DOCX of a basket: its footnotes are real, and LibreOffice opens them."""

from __future__ import annotations

import io
import re
import subprocess
import zipfile
from pathlib import Path

import docx
from lxml import etree

from indexer.cite import cite, works
from indexer.cite.word import word_file
from indexer.model import CitedPassage, Picked, Quotation
from tests.cite.works import CONGRESS, held
from tests.wanting import needed

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_OTHER = held("000000002", title="Dân & <nước>", authors=("Lê Thị An",), publisher="Nxb. Sự thật", year=2020)


def _file() -> bytes:
    spans = ((0, 9),)
    cited = [
        CitedPassage(
            Picked(CONGRESS.id, spans=spans, note="Đối chiếu \x01lại"),
            cite(CONGRESS, "25"),
            Quotation(CONGRESS, spans, "Dân là gốc", 27, "25"),
        ),
        CitedPassage(Picked(_OTHER.id, spans=spans), cite(_OTHER, "3"), Quotation(_OTHER, spans, "Nước & dân", 3, "3")),
        CitedPassage(
            Picked(CONGRESS.id, spans=spans),
            cite(CONGRESS, "30", later=True),
            Quotation(CONGRESS, spans, "Gốc có vững", 32, "30"),
        ),
    ]
    return word_file(cited, works([CONGRESS, _OTHER], "thesis"))


def test_each_passage_has_its_footnote() -> None:
    with zipfile.ZipFile(io.BytesIO(_file())) as archive:
        body, notes = (etree.fromstring(archive.read(f"word/{name}.xml")) for name in ("document", "footnotes"))
        types, relations = (
            archive.read("[Content_Types].xml").decode(),
            archive.read("word/_rels/document.xml.rels").decode(),
        )
    referred = [each.get(f"{_W}id") for each in body.iter(f"{_W}footnoteReference")]
    texts = {
        each.get(f"{_W}id"): "".join(text.text or "" for text in each.iter(f"{_W}t")).strip()
        for each in notes.iter(f"{_W}footnote")
    }
    assert referred == ["1", "2", "3"]
    assert [texts[each] for each in referred] == [
        cite(CONGRESS, "25").text,
        cite(_OTHER, "3").text,
        cite(CONGRESS, "30", later=True).text,
    ]
    italics = ["".join(run.itertext()) for run in notes.iter(f"{_W}r") if run.find(f"{_W}rPr/{_W}i") is not None]
    assert italics == [CONGRESS.metadata.title, "Dân & <nước>", CONGRESS.metadata.title]
    assert 'PartName="/word/footnotes.xml"' in types
    assert "relationships/footnotes" in relations


def test_python_docx_reads_it_again() -> None:
    lines = [each.text for each in docx.Document(io.BytesIO(_file())).paragraphs]
    assert lines[:3] == ["“Dân là gốc”", "Đối chiếu lại", "“Nước & dân”"]
    assert lines[-3] == "Tài liệu tham khảo"
    assert lines[-2].startswith("1. Lê Thị An (2020), Dân & <nước>")


def test_a_list_of_several_languages_has_its_headings() -> None:
    foreign = held("000000003", title="The commodity", authors=("Adam Model",), year=2020, language="en")
    file = docx.Document(io.BytesIO(word_file([], works([foreign, _OTHER], "thesis"))))
    headings = [
        (each.text, each.style.name) for each in file.paragraphs if each.style and "Heading" in str(each.style.name)
    ]
    assert headings == [("Tài liệu tham khảo", "Heading 1"), ("Tiếng Việt", "Heading 2"), ("Tiếng Anh", "Heading 2")]
    assert [each.text[:7] for each in file.paragraphs if each.text[0].isdigit()] == ["1. Lê T", "2. Adam"]


def test_libreoffice_shows_the_footnotes(tmp_path: Path) -> None:
    office = needed("soffice", "libreoffice-writer")
    (tmp_path / "gio.docx").write_bytes(_file())
    subprocess.run(
        [office, f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", "odt", "gio.docx"],
        cwd=tmp_path,
        check=True,
        capture_output=True,
        timeout=120,
    )
    with zipfile.ZipFile(tmp_path / "gio.odt") as archive:
        content = archive.read("content.xml").decode()
    notes = re.findall(r'<text:note [^>]*text:note-class="footnote".*?</text:note>', content, re.DOTALL)
    assert len(notes) == 3
    assert "t.I, tr.25." in re.sub(r"<[^>]+>", "", notes[0])
    assert "Sđd" in notes[2]
