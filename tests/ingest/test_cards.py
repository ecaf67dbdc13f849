"""What people say of a document wins and stays; what is in doubt waits for them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from indexer.errors import WrongUse
from indexer.library import Library
from indexer.model import Evidence, Outcome, Source, Standing
from indexer.showing import document_lines
from tests.ingest.homes import BROKEN, TEXTS, id_of, opened, what

FIRST, SECOND, _ = TEXTS
DRAFT = """\
ĐẢNG BỘ THỊ XÃ MẪU SƠN THÀNH
ĐẢNG ỦY TRƯỜNG CHÍNH TRỊ MẪU
*
Số     -NQ/ĐU

ĐẢNG CỘNG SẢN VIỆT NAM

Mẫu Sơn Thành, ngày     tháng     năm 2024

NGHỊ QUYẾT

về xây dựng thư viện

Căn cứ tình hình, Đảng ủy quyết nghị như sau.
"""


def table(home: Path, *rows: str) -> Path:
    path = home.parent / "bang.csv"
    path.write_text("\n".join(rows), "utf-8")
    return path


def files_of(home: Path) -> Path:
    return home.parent / "files"


def add_draft(library: Library, home: Path) -> str:
    path = files_of(home) / "12-NQ-DU.txt"
    path.write_text(DRAFT, "utf-8")
    (report,) = library.add([path])
    assert report.outcome is Outcome.ADDED
    assert report.suggestions == 2
    return str(report.document_id)


def open_of(library: Library, document: str) -> list[tuple[str, str, Source]]:
    return [
        (each.field, each.value, each.source) for each in library.evidence(document) if each.standing is Standing.OPEN
    ]


def test_what_is_in_doubt_is_no_value_of_the_card(home: Path) -> None:
    with opened(home) as library:
        document = add_draft(library, home)
        card = library.document(document).metadata
        assert (card.number, card.issued_on, card.year) == ("", None, None)
        assert (card.kind, card.title) == ("Nghị quyết", "Nghị quyết về xây dựng thư viện")
        assert open_of(library, document) == [
            ("number", "12-NQ/ĐU", Source.FILE_NAME),
            ("year", "2024", Source.FIRST_PAGE),
        ]
        assert document in [each.id for each in library.doubtful()]


def test_what_is_in_doubt_is_shown_with_the_line_that_it_comes_from(home: Path) -> None:
    with opened(home) as library:
        document = add_draft(library, home)
        lines = list(document_lines(library.document(document), library.evidence(document)))
    assert lines[-2:] == [
        "number:      12-NQ/ĐU? from file name: “12-NQ-DU.txt”",
        "year:        2024? from first page 1: “Mẫu Sơn Thành, ngày tháng năm 2024”",
    ]


def test_a_suggestion_that_is_taken_is_found_by_search_and_stays(home: Path) -> None:
    with opened(home) as library:
        document = add_draft(library, home)
        library.answer(document, "number", "12-NQ/ĐU", accepted=True)
        assert library.document(document).metadata.number == "12-NQ/ĐU"
        assert [hit.document.id for hit in library.search("số:12-NQ/ĐU").documents] == [document]
        library.answer(document, "year", "2024", accepted=False)
        assert open_of(library, document) == []
        assert document not in [each.id for each in library.doubtful()]
        with pytest.raises(WrongUse, match="no suggestion"):
            library.answer(document, "year", "2024", accepted=True)
        assert library.document(document).metadata.year is None
    assert what(home) == []


def test_answers_outlive_another_reading_of_the_file(home: Path) -> None:
    with opened(home) as library:
        document = add_draft(library, home)
        library.answer(document, "number", "12-NQ/ĐU", accepted=True)
        library.answer(document, "year", "2024", accepted=False)
        before = library.evidence(document)
        library._home.catalogue.mark(
            [library._home.catalogue.number_of(document)], library.document(document).status.FAILED
        )
        library.add([files_of(home) / "12-NQ-DU.txt"])
        assert library.document(document).metadata.number == "12-NQ/ĐU"
        assert sorted(map(repr, library.evidence(document))) == sorted(map(repr, before))


def test_a_card_that_was_changed_before_a_kill_reaches_the_index(home: Path) -> None:
    with opened(home) as library:
        document = add_draft(library, home)
        assert library._home.catalogue.cards.answer(
            library._home.catalogue.number_of(document), "number", "12-NQ/ĐU", accepted=True
        )
        library.settle()
        assert [hit.document.id for hit in library.search("số:12-NQ/ĐU").documents] == [document]
        assert library._home.catalogue.stale() == []


def test_the_table_corrects_documents_that_the_library_holds(home: Path) -> None:
    path = table(home, "tệp,tác giả,ngày,bộ sưu tập", f"{FIRST},Lê Văn Thử,9/2/2018,Tủ thử")
    with opened(home) as library:
        document = library.document(id_of(home, FIRST))
        (report,) = library.add([files_of(home) / FIRST], metadata=path)
        assert report.outcome is Outcome.DUPLICATE
        assert "its card is now as the table says" in report.reason
        before, document = document, library.document(id_of(home, FIRST))
        assert before.added_at == document.added_at < before.changed_at < document.changed_at
        assert document.metadata.authors == ("Lê Văn Thử",)
        assert (document.metadata.issued_on, document.metadata.year) == (date(2018, 2, 9), 2018)
        assert document.collections == ("Tủ thử",)
        assert [hit.document.filename for hit in library.search('tác giả:"Lê Văn Thử"').documents] == [FIRST]
        given = Evidence("authors", "Lê Văn Thử", Source.TABLE, line="bang.csv, row 2")
        assert given in library.evidence(document.id)
        (again,) = library.add([files_of(home) / FIRST], metadata=path)
        assert "its card is now" not in again.reason
        assert library.document(document.id) == document
    assert what(home) == []


def test_what_the_table_said_of_a_file_that_failed_is_kept_for_the_next_try(home: Path) -> None:
    broken = files_of(home) / BROKEN
    with opened(home) as library:
        (report,) = library.add([broken], metadata=table(home, "file,title", f"{BROKEN},Nhan đề cho"))
        assert report.outcome is Outcome.FAILED
        number = library._home.catalogue.number_of(str(report.document_id))
        assert [each.value for each in library._home.catalogue.cards.evidence(number)] == ["Nhan đề cho"]


def test_rows_that_are_of_no_file_are_told(home: Path) -> None:
    path = table(home, "file,title", f"{SECOND},Nhan đề", "không có.pdf,Nhan đề")
    with opened(home) as library:
        reports = library.add([files_of(home)], metadata=path)
    told = [(each.path.name, each.reason) for each in reports if each.outcome is Outcome.UNMATCHED]
    assert told == [
        ("không có.pdf", "row 3 of the table: none of the files has this name: correct it, or add the file")
    ]
