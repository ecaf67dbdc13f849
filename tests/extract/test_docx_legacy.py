"""DOCX files whose runs are set in old Vietnamese fonts."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from docx import Document
from docx.oxml import OxmlElement

from indexer.model import BlockKind
from tests.extract.reading import read, texts
from tests.text.old_letters import tcvn3, vni

_FIRST = "Đảng bộ nhà trường lãnh đạo thực hiện nhiệm vụ chính trị"
_SECOND = "chú trọng giáo dục lý luận cho đội ngũ giảng viên trẻ"


def _set(run: Any, font: str) -> Any:
    run.font.name = font
    return run


def _saved(document: Any, folder: Path) -> Path:
    path = folder / "a.docx"
    document.save(path)
    return path


def test_each_run_is_judged_by_itself(tmp_path: Path) -> None:
    document = Document()
    line = document.add_paragraph()
    _set(line.add_run(tcvn3(_FIRST)), ".VnTime")
    _set(line.add_run("; " + _SECOND), "Times New Roman")
    _set(document.add_paragraph().add_run(_SECOND), ".VnTime")
    _set(document.add_paragraph().add_run(vni(_FIRST)), "VNI-Times")
    found = read(_saved(document, tmp_path))
    assert texts(found) == [f"{_FIRST}; {_SECOND}", _SECOND, _FIRST]
    assert {(each.what, each.where) for each in found.repairs} == {
        ("TCVN3 → Unicode", ".VnTime"),
        ("VNI → Unicode", "VNI-Times"),
    }


def test_a_word_may_be_cut_into_runs(tmp_path: Path) -> None:
    document = Document()
    for spelled, font, cut in ((tcvn3(_FIRST), ".VnTime", 14), (vni(_FIRST), "VNI-Times", 3)):
        line = document.add_paragraph()
        _set(line.add_run(spelled[:cut]), font)
        _set(line.add_run(spelled[cut:]), font).bold = True
    assert texts(read(_saved(document, tmp_path))) == [_FIRST, _FIRST]


def test_the_font_of_a_style_and_its_capitals(tmp_path: Path) -> None:
    document = Document()
    document.styles["Heading 1"].font.name = ".VnTimeH"
    document.styles["Normal"].font.name = ".VnTime"
    document.add_heading(tcvn3("Chương I. Những vấn đề chung"), 1)
    document.add_paragraph(tcvn3(_FIRST))
    found = read(_saved(document, tmp_path))
    assert texts(found, BlockKind.HEADING) == ["CHƯƠNG I. NHỮNG VẤN ĐỀ CHUNG"]
    assert texts(found, BlockKind.PARAGRAPH) == [_FIRST]


def test_a_hyphen_that_is_not_shown_is_a_letter_there(tmp_path: Path) -> None:
    document = Document()
    run = _set(document.add_paragraph().add_run("tr"), ".VnTime")
    run._r.append(OxmlElement("w:softHyphen"))
    rest = OxmlElement("w:t")
    rest.text = tcvn3("ờng học của Đảng")
    run._r.append(rest)
    _set(document.add_paragraph().add_run("ngh\xad ngơi"), "Times New Roman")
    assert texts(read(_saved(document, tmp_path))) == ["trường học của Đảng", "ngh ngơi"]


def test_notes_heads_and_properties(tmp_path: Path) -> None:
    document = Document()
    document.core_properties.title = tcvn3("Tập bài giảng lý luận chính trị")
    head = document.sections[0].header.paragraphs[0]
    _set(head.add_run(tcvn3("Tạp chí Lý luận Mẫu, số 2/2003")), ".VnTime")
    document.add_paragraph(_FIRST)
    found = read(_saved(document, tmp_path))
    assert found.properties.title == "Tập bài giảng lý luận chính trị"
    assert found.properties.journal == "Tạp chí Lý luận Mẫu, số 2/2003"
    assert "title" in {each.where for each in found.repairs}


def test_clean_runs_leave_no_record(tmp_path: Path) -> None:
    document = Document()
    for line in (_FIRST, "§3 … £100, 5 m² × 3", "François, Müller và São Paulo"):
        document.add_paragraph(line)
    found = read(_saved(document, tmp_path))
    assert texts(found) == [_FIRST, "§3 … £100, 5 m² × 3", "François, Müller và São Paulo"]
    assert found.repairs == ()
