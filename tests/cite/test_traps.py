"""What citeproc-py does wrong with Vietnamese works, and what a citation must never claim."""

from __future__ import annotations

from dataclasses import replace

import pytest

from indexer.cite import STYLES, Mention, cite, csl_item, footnotes, list_of_works, plain, works
from indexer.errors import WrongUse
from tests.cite.works import CONGRESS, held

_LINE = (
    "Đảng Cộng sản Việt Nam: Văn kiện Đại hội đại biểu toàn quốc lần thứ XIII, "
    "Nxb. Chính trị quốc gia Sự thật, Hà Nội, 2021, t.I, tr.25."
)


def test_the_footnote_of_the_house() -> None:
    assert cite(CONGRESS, "25").text == _LINE
    assert "<i>Văn kiện Đại hội đại biểu toàn quốc lần thứ XIII</i>, Nxb." in cite(CONGRESS, "25").html


def test_a_later_mention_is_short() -> None:
    later = cite(CONGRESS, "28", later=True).text
    assert later == ("Đảng Cộng sản Việt Nam: Văn kiện Đại hội đại biểu toàn quốc lần thứ XIII, Sđd, t.I, tr.28.")


@pytest.mark.parametrize("style", STYLES)
def test_ranges_carry_a_hyphen(style: str) -> None:
    text = cite(CONGRESS, "28–30", style).text
    assert "28-30" in text
    assert "–" not in text


def test_the_list_of_a_thesis_is_parted_by_language() -> None:
    of = [
        ("Trần Bình", ""),
        ("Adam Model", "en"),
        ("Charles Modèle", "fr"),
        ("Nguyễn Văn An", ""),
        ("Ivan Model", "eo"),
    ]
    documents = [
        held(str(at), title="T", authors=(name,), year=2020, language=language)
        for at, (name, language) in enumerate(of)
    ]
    listed = [(each.group, each.text.partition(" (")[0]) for each in works(documents, "thesis")]
    assert listed == [
        ("Tiếng Việt", "Nguyễn Văn An"),
        ("Tiếng Việt", "Trần Bình"),
        ("Tiếng Anh", "Adam Model"),
        ("Tiếng Pháp", "Charles Modèle"),
        ("Tiếng khác", "Ivan Model"),
    ]
    assert {each.group for each in works(documents[::3], "thesis")} == {""}
    assert {each.group for each in works(documents, "footnote")} == {""}


@pytest.mark.parametrize("style", STYLES)
def test_a_list_names_no_page_of_a_citation(style: str) -> None:
    item = csl_item(CONGRESS)
    assert "25" in footnotes([Mention(item, "25")], style)[0]
    listed = list_of_works([item, item], style)
    assert len(listed) == 1
    assert "25" not in listed[0]


def test_a_list_is_in_vietnamese_order() -> None:
    names = [
        "Bùi Quang Mẫu (chủ biên)",
        "C.Mác",
        "Thomas Model",
        "Nguyễn Văn An",
        "Đặng Phong",
        "Tổng cục Thống kê",
        "Trần Bình",
        "Bộ Giáo dục và Đào tạo",
        "Hồ Chí Minh",
    ]
    items = [csl_item(held(str(at), title="T", authors=(name,), year=2020)) for at, name in enumerate(names)]
    authors = [plain(each).partition(" (")[0] for each in list_of_works(items, "thesis")]
    assert authors == [
        "Nguyễn Văn An",
        "Trần Bình",
        "Bộ Giáo dục và Đào tạo",
        "C.Mác",
        "Bùi Quang Mẫu",
        "Hồ Chí Minh",
        "Thomas Model",
        "Đặng Phong",
        "Tổng cục Thống kê",
    ]


@pytest.mark.parametrize("style", STYLES)
def test_names_stand_whole_in_natural_order(style: str) -> None:
    assert "Nguyễn Phú Trọng" in cite(held(title="T", authors=("Nguyễn Phú Trọng",)), style=style).text


@pytest.mark.parametrize("style", STYLES)
def test_sections_of_a_file_are_no_pages(style: str) -> None:
    of_sections = cite(replace(CONGRESS, paged=False), "3", style, page=3)
    assert of_sections.text == cite(CONGRESS, None, style).text
    assert of_sections.page_label is None


@pytest.mark.parametrize("style", STYLES)
def test_what_is_not_known_leaves_no_trace(style: str) -> None:
    text = cite(held(title="Mấy suy nghĩ"), style=style).text
    assert text in ("Mấy suy nghĩ.", '"Mấy suy nghĩ".')
    for missing in ("issuer", "publisher", "place", "year", "volume"):
        card = replace(CONGRESS.metadata)
        object.__setattr__(card, missing, None if missing == "year" else "")
        text = cite(replace(CONGRESS, metadata=card), "25", style).text
        for broken in (", ,", ",,", "()", "( ", ": ,", " ,", " .", "..", "None", ": :", "(,", ".,"):
            assert broken not in text.replace("Nxb.,", ""), (missing, text)


@pytest.mark.parametrize("style", STYLES)
def test_signs_of_html_are_text(style: str) -> None:
    citation = cite(held(title='<script>alert("1")</script> A & B', authors=("Lê <b>C",)), "<5>", style)
    assert "<script" not in citation.html
    assert "<b>" not in citation.html
    assert "&lt;script&gt;" in citation.html
    assert '<script>alert("1")</script> A & B' in citation.text


def test_a_stop_is_not_set_twice() -> None:
    assert cite(held(title="Vì sao?", authors=("Lê An",)), style="iso690").text == "Lê An. Vì sao?"
    assert cite(held(title="Và v.v."), style="iso690").text == "Và v.v."


def test_months_are_written_as_official_papers_do() -> None:
    from datetime import date

    paper = held(title="Nghị quyết về dân vận", kind="Nghị quyết", number="12-NQ/ĐU", issuer="Đảng ủy Trường Mẫu")
    days = {date(2026, 9, 5): "05/9/2026", date(2026, 2, 15): "15/02/2026", date(2026, 12, 1): "01/12/2026"}
    for day, written in days.items():
        card = replace(paper.metadata, issued_on=day)
        expected = f"Nghị quyết số 12-NQ/ĐU, ngày {written} của Đảng ủy Trường Mẫu về dân vận."
        assert cite(replace(paper, metadata=card)).text == expected
    assert cite(paper, "3", later=True).text == "Nghị quyết 12-NQ/ĐU, tr.3."


def test_an_unknown_style_is_named() -> None:
    with pytest.raises(WrongUse, match="no citation style 'mla'"):
        cite(CONGRESS, style="mla")


def test_mentions_that_follow() -> None:
    """A work again at once, again after another, and another of the same author: all are told apart by their titles."""
    first = csl_item(CONGRESS)
    other = csl_item(
        held("2", title="Điều lệ Đảng", issuer="Đảng Cộng sản Việt Nam", publisher="Nxb. Sự thật", year=2011)
    )
    notes = footnotes(
        [
            Mention(first, "25"),
            Mention(first, "25", later=True),
            Mention(other, "3"),
            Mention(first, "xii", later=True),
            Mention(other, later=True),
        ],
        "footnote",
    )
    assert [plain(each) for each in notes] == [
        _LINE,
        "Đảng Cộng sản Việt Nam: Văn kiện Đại hội đại biểu toàn quốc lần thứ XIII, Sđd, t.I, tr.25.",
        "Đảng Cộng sản Việt Nam: Điều lệ Đảng, Nxb. Sự thật, 2011, tr.3.",
        "Đảng Cộng sản Việt Nam: Văn kiện Đại hội đại biểu toàn quốc lần thứ XIII, Sđd, t.I, tr.xii.",
        "Đảng Cộng sản Việt Nam: Điều lệ Đảng, Sđd.",
    ]


def test_a_list_is_sorted_by_year_then_title() -> None:
    cards = [("Bốn", 2020), ("Ăn", 2020), ("Xa", 1999)]
    items = [csl_item(held(title, title=title, authors=("Lê An",), year=year)) for title, year in cards]
    assert [plain(each) for each in list_of_works(items, "thesis")] == [
        "Lê An (1999), Xa.",
        "Lê An (2020), Ăn.",
        "Lê An (2020), Bốn.",
    ]


def test_names_are_literals() -> None:
    """Names in parts would be printed surname last, by citeproc-js as well."""
    item = csl_item(held(title="T", authors=("Nguyễn Phú Trọng",)))
    assert item["author"] == [{"literal": "Nguyễn Phú Trọng"}]
