"""What is offered for a line, in a library whose every document we know. Nothing offered may find nothing."""

from __future__ import annotations

import pytest

from indexer.library import Library
from indexer.model import Filter, SuggestionKind


@pytest.mark.parametrize(
    ("line", "meant"),
    [
        ("lý luân chính trị", "lý luận chính trị"),
        ("chủ nghĩa xã hôi", "chủ nghĩa xã hội"),
        ("chủ ngĩa xã hội", "chủ nghĩa xã hội"),
        ("lý luận chínhtrị", "lý luận chính trị"),
        ("công tác dân vân", "công tác dân vận"),
        ("bênh quan liêu", "bệnh quan liêu"),
        ("Dân là gôc", "Dân là gốc"),
        ("ly luan chinh tri", "lý luận chính trị"),
        ("gia tri thang du", "giá trị thặng dư"),
        ("GIA TRI THANG DU", "GIÁ TRỊ THẶNG DƯ"),
        ("“dan la goc”", "“dân là gốc”"),
        ("05-NQ/ĐU ve doi moi", "05-NQ/ĐU về đổi mới"),
        ("CNXH la gi", "CNXH là gì"),
        ("giai cap cong nhan", "giai cấp công nhân"),
        ("lý luận chính trị", None),
        ("giá trị thặng dư là gì", None),
        ("tự phê bình ở chi bộ", None),  # right as it is, though some syllables bear no mark
        ("xin chào zzzz", None),
        ("23-CT/TW", None),
        ("lys luaanj", None),  # read as meant already
        ('tác giả:"Vu Khac Tuan"', None),
        ("đảng HOẶC dan", None),
        ("", None),
    ],
)
def test_did_you_mean(library: Library, line: str, meant: str | None) -> None:
    found = library.search(line).did_you_mean
    assert found == meant
    assert found is None or library.search(found).total_documents > 0


def test_no_line_is_meant_that_the_filters_shut_out(library: Library) -> None:
    assert library.search("ly luan chinh tri", filters=[Filter("kind", "Không có")]).did_you_mean is None


def test_the_line_that_was_meant_stands_on_the_first_page_alone(library: Library) -> None:
    assert library.search("ly luan chinh tri", offset=10).did_you_mean is None


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("l", "lý luận"),
        ("ly lu", "lý luận"),
        ("lý lu", "lý luận"),
        ("lý luân", "lý luận"),  # the tone is not typed yet
        ("gia tri th", "giá trị thặng dư"),
        ("chu nghia x", "chủ nghĩa xã hội"),
        ("ly luan chinh tri", "lý luận chính trị"),
        ("vu kh", "Vũ Khắc Tuân"),
        ("khac t", "Vũ Khắc Tuân"),
        ("Khắc T", "Vũ Khắc Tuân"),
        ("05", "05-NQ/ĐU"),
        ("5nq", "05-NQ/ĐU"),
        ("05-NQ", "05-NQ/ĐU"),
        ("31/b", "31/BC-TCTM"),
        ("day phep", "Dạy phép biện chứng bằng câu chuyện"),
        ("kinh tế chính trị mác", "Bài giảng Kinh tế chính trị Mác – Lênin tài liệu mẫu"),
    ],
)
def test_completions(library: Library, line: str, offered: str) -> None:
    found = [each.line for each in library.suggest(line)]
    assert offered in found
    assert len(found) == len(set(found)) <= 8


@pytest.mark.parametrize(
    "line", ["", "   ", "zzz", '"dân', "đảng -", "tác giả:", "(", "a" * 300, "lý luận " * 50, "\x00", "năm:"]
)
def test_nothing_is_offered_where_nothing_goes_on(library: Library, line: str) -> None:
    assert library.suggest(line) == []


def test_accents_that_were_typed_are_kept(library: Library) -> None:
    offered = [each.line for each in library.suggest("dân v") if each.kind is SuggestionKind.WORD]
    assert offered
    assert all(line.startswith("dân v") for line in offered)


@pytest.mark.parametrize("line", ["d", "l", "t", "ch", "gi", "ngh", "0", "1", "v", "h", "kinh t", "lịch s", "xã h"])
def test_whatever_is_offered_finds_something(library: Library, line: str) -> None:
    for each in library.suggest(line):
        assert library.search(each.line, limit=1).total_documents, each


def test_what_is_offered_follows_the_library(library: Library) -> None:
    document = library.search("“Mấy suy nghĩ về công tác dân vận”").documents[0].document
    assert library.suggest("may suy nghi")
    library.remove(document.id)
    try:
        assert library.suggest("may suy nghi") == []
    finally:
        library.restore_document(document.id)
