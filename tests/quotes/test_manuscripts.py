"""Manuscripts of every form, what they claim of their sources, and what is told of it."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import docx
import pytest
from docx.shared import Cm

from indexer.library import Library
from indexer.model import CheckedQuotation, Verdict
from indexer.quotes.report import as_csv, as_docx
from indexer.settings import Settings

CORPUS = Path(__file__).parents[2] / "corpus"
BOOK, PAPER, NOTES = "giao-trinh-kinh-te-chinh-tri.pdf", "chi-thi-03-ct-du.pdf", "suy-nghi-ve-dan-van.txt"


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    opened = Library(Settings(home=tmp_path_factory.mktemp("manuscripts")))
    opened.add(CORPUS / name for name in (BOOK, PAPER, NOTES))
    return opened


def _told(library: Library, text: str, *, sentences: bool = False) -> list[CheckedQuotation]:
    return list(library.quotations.check(text, sentences=sentences).checked)


def _sentence(library: Library, name: str, page: int | None = None) -> tuple[str, str]:
    """A long sentence of a document, and the printed label of its page."""
    document = next(each for each in library.holdings().newest if each.filename == name)
    for number in [page] if page else range(1, document.pages + 1):
        read = library.read(document.id, number)
        for block in read.blocks:
            for each in block.text.split(". "):
                if 18 <= len(each.split()) <= 40 and each[0].isupper() and not set(each) & set('“”"…[]():;'):
                    return each.rstrip("."), read.label or ""
    raise LookupError(name)


@pytest.fixture(scope="module")
def quoted(library: Library) -> tuple[str, str]:
    return _sentence(library, BOOK, 9)


def _title(library: Library, name: str) -> str:
    return next(each.metadata.title for each in library.holdings().newest if each.filename == name)


def test_a_claim_that_is_right_is_left_alone(library: Library, quoted: tuple[str, str]) -> None:
    sentence, label = quoted
    (told,) = _told(library, f"“{sentence}” ({_title(library, BOOK)}, tr.{label}).")
    assert (told.verdict, told.note) == (Verdict.EXACT, "")
    assert told.source is not None
    assert told.source.label == label


def test_a_wrong_page_is_told(library: Library, quoted: tuple[str, str]) -> None:
    sentence, label = quoted
    title, wrong = _title(library, BOOK), int(label) + 40
    for claim, notes in (
        (f"({title}, tr.{wrong})", ""),
        ("[^1]", f"\n\n[^1]: {title}, Nxb. Mẫu, tr.{wrong}."),
        (f"[1, tr.{wrong}-{wrong + 2}]", f"\n\n1. {title}, Nxb. Mẫu."),
    ):
        (told,) = _told(library, f"“{sentence}” {claim}.{notes}")
        assert (told.verdict, told.note) == (Verdict.ELSEWHERE, "page"), claim


def test_a_wrong_document_is_told(library: Library, quoted: tuple[str, str]) -> None:
    sentence, _ = quoted
    for claim in ("Chỉ thị số 03-CT/ĐU", _title(library, NOTES)):
        (told,) = _told(library, f"“{sentence}” ({claim}).")
        assert (told.verdict, told.note) == (Verdict.ELSEWHERE, "document"), claim
        assert told.source is not None
        assert told.source.document.filename == BOOK


def test_a_source_that_the_library_lacks_is_no_mistake(library: Library, quoted: tuple[str, str]) -> None:
    (told,) = _told(library, f"“{quoted[0]}” (Nguyễn Văn A, Một cuốn sách khác, Nxb. Mẫu, 2001, tr.900).")
    assert told.verdict is Verdict.EXACT


def test_brackets_line_breaks_and_quotes_within(library: Library, quoted: tuple[str, str]) -> None:
    words = quoted[0].split()
    inserted = " ".join([*words[:5], "[tức là như vậy]", *words[5:]])
    broken = "\n".join([" ".join(words[:6]), " ".join(words[6:12]), " ".join(words[12:])])
    for text in (inserted, broken, f"«{quoted[0]}»".strip("«»")):
        for opening, closing in ("“”", "«»", '""', "„“"):
            told = _told(library, f"Sách viết: {opening}{text}{closing}.")
            assert [each.verdict for each in told] == [Verdict.EXACT], (opening, text)


def test_block_quotations_of_word_files(library: Library, quoted: tuple[str, str], tmp_path: Path) -> None:
    file = docx.Document()
    file.add_paragraph("Đây là lời của người viết, không phải lời trích, nên không được kiểm tra trong chế độ thường.")
    file.add_paragraph(quoted[0] + ".", style="Quote")
    indented = file.add_paragraph(_sentence(library, NOTES)[0] + ".")
    indented.paragraph_format.left_indent = Cm(1.27)
    file.add_paragraph(
        "Một mục của danh sách thì không phải là lời trích, dù nó được lùi vào như lời trích.", style="List Bullet"
    )
    file.add_paragraph("Lời cuối của người viết cũng không phải lời trích và đứng ngay ở lề trái của trang giấy.")
    file.save(str(tmp_path / "m.docx"))
    text = library.quotations.manuscript(tmp_path / "m.docx", "m.docx")
    told = _told(library, text)
    assert [(each.verdict, each.source and each.source.document.filename) for each in told] == [
        (Verdict.EXACT, BOOK),
        (Verdict.EXACT, NOTES),
    ]


def test_a_text_that_is_indented_throughout_is_no_quotation(library: Library, tmp_path: Path) -> None:
    file = docx.Document()
    file.styles["Normal"].paragraph_format.left_indent = Cm(1)
    for _ in range(4):
        file.add_paragraph("Cả bản thảo được lùi vào một phân, cho nên lề trái không nói lên điều gì về lời trích.")
    file.save(str(tmp_path / "m.docx"))
    assert _told(library, library.quotations.manuscript(tmp_path / "m.docx", "m.docx")) == []


def test_every_sentence_of_a_pdf_manuscript(library: Library) -> None:
    text = library.quotations.manuscript(CORPUS / PAPER, PAPER)
    judged = [each for each in _told(library, text, sentences=True) if each.verdict is not Verdict.SHORT]
    exact = [each for each in judged if each.verdict is Verdict.EXACT]
    assert len(judged) > 10
    assert len(exact) >= 0.9 * len(judged), [each.quotation.text for each in judged if each not in exact]


def test_reports_say_the_same(library: Library, quoted: tuple[str, str]) -> None:
    words = quoted[0].split()
    report = library.quotations.check(
        f"=“{' '.join([*words[:6], 'xanh', *words[7:]])}” và “=1+1 là một công thức khác hẳn”."
    )
    rows = list(csv.reader(io.StringIO(as_csv(report).lstrip("\ufeff"))))
    assert rows[0][:3] == ["Trích dẫn", "Kết quả", "Khác ở"]
    assert [row[1] for row in rows[1:]] == ["sai chữ", "không thấy"]
    assert rows[1][2] == f"xanh → {words[6]}"
    assert rows[1][5] == quoted[1]
    assert rows[2][0].startswith("'=1+1")
    table = docx.Document(io.BytesIO(as_docx(report))).tables[0]
    assert [cell.text for cell in table.rows[1].cells] == rows[1]
