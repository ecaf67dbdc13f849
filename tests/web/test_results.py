"""Home and results, over a library by hand."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from flask.testing import FlaskClient
from selectolax.lexbor import LexborHTMLParser as HTMLParser
from selectolax.lexbor import LexborNode

from indexer.model import Filter, Metadata, Notice, Reading, Sort
from indexer.query import parse
from search_web.understood import PROBLEMS

Get = Callable[..., HTMLParser]
Searched = list[tuple[str, tuple[Filter, ...], Sort, int, int]]


def only(tree: HTMLParser, selector: str) -> LexborNode:
    [node] = tree.css(selector)
    return node


def text(node: LexborNode) -> str:
    return " ".join(node.text().split())


def texts(tree: HTMLParser, selector: str) -> list[str]:
    return [text(node) for node in tree.css(selector)]


def texts_in(node: LexborNode, selector: str) -> list[str]:
    return [text(each) for each in node.css(selector)]


def href(node: LexborNode) -> str:
    return node.attributes["href"] or ""


def link(tree: HTMLParser, words: str) -> str:
    [found] = [node for node in tree.css("a") if words in text(node)]
    return href(found)


def test_home_says_what_the_library_holds(get: Get) -> None:
    tree = get("/")
    assert only(tree, "html").attributes["lang"] == "vi"
    assert text(only(tree, "h1")) == "Tra Cứu"
    assert text(only(tree, ".held")) == "17 tài liệu · 24 trang"
    assert len(tree.css(".newest li")) == 5
    assert texts(tree, ".collections .value")[0] == "Báo cáo"


@pytest.mark.usefixtures("emptied")
def test_home_of_an_empty_library_says_how_to_begin(get: Get) -> None:
    tree = get("/")
    assert text(only(tree, ".held")) == "0 tài liệu · 0 trang"
    assert text(only(tree, ".shelves code")) == "tracuu add"


def test_the_field_is_labelled_and_focused_on_home_alone(get: Get) -> None:
    field = only(get("/"), "input#q")
    assert "autofocus" in field.attributes
    assert only(get("/"), "label[for=q]").text()
    assert "autofocus" not in only(get("/tim", q="lý luận"), "input#q").attributes


def test_a_collection_leads_to_its_documents(get: Get) -> None:
    tree = get(link(get("/"), "Giáo trình 1"))
    assert texts(tree, ".hits h2") == ["Giáo trình Kinh tế chính trị dùng cho lớp bồi dưỡng lý luận"]
    assert "Bộ sưu tập: Giáo trình" in text(only(tree, ".chips"))


def test_examples_lead_to_results(get: Get) -> None:
    lines = [href(node) for node in get("/").css(".examples a") if href(node).startswith("/tim?")]
    assert lines
    for each in lines:
        get(each)


def test_a_result_is_counted_and_timed(get: Get) -> None:
    tree = get("/tim", q="giá trị thặng dư")
    assert text(only(tree, "h1")) == "2 tài liệu · 10 đoạn · 1,9\xa0ms".replace("\xa0", " ")
    assert only(tree, "input#q").attributes["value"] == "giá trị thặng dư"
    assert text(only(tree, "title")) == "giá trị thặng dư – Tra Cứu"


def test_a_document_is_shown_with_kind_issuer_date_and_passages(get: Get) -> None:
    first = get("/tim", q="học tập lý luận chính trị").css(".hits > li")[0]
    assert [text(node) for node in first.css(".label, .by")] == [
        "Chỉ thị · 23-CT/ĐU",
        "Đảng ủy Trường Chính trị tỉnh Bình An · 09/02/2018",
    ]
    assert [text(node) for node in first.css("h2 mark")] == ["học tập lý luận chính trị"]
    assert [text(node) for node in first.css("a.page")] == ["tr. 1", "tr. 1"]
    assert text(first.css("blockquote mark")[0]) == "học tập lý luận chính trị"


def test_a_page_is_called_by_what_is_printed_on_it(get: Get) -> None:
    assert texts(get("/tim", q="đảng viên"), "a.page") == ["trang thứ 2 của tệp"]
    assert texts(get("/tim", q="lao động quản lý"), "a.page")[0] == "phần 2"
    assert texts(get("/tim", q="khả biến"), "a.page") == ["tr. 3", "tr. 3"]


def test_a_passage_leads_to_its_page_with_the_line_kept(get: Get) -> None:
    address = href(get("/tim", q="tư bản khả biến").css("a.page")[0])
    parts = urlsplit(address)
    assert parts.path == "/tai-lieu/0textbook/trang/5"
    query = parse_qs(parts.query)
    assert query["q"] == ["tư bản khả biến"]
    assert query["cho"][0].startswith("tư bản")
    assert text(get(address).css(f"#{parts.fragment} mark")[-2]) == "tư bản khả biến"


def test_each_passage_leads_to_its_own_block(get: Get) -> None:
    tree = get("/tim", q="giá trị thặng dư")
    for passage in tree.css(".hits > li")[0].css(".passages > li"):
        block = only(get(href(passage.css("a.page")[0])), "#khop")
        assert text(passage.css("blockquote p")[0]) in (text(block), " | ".join(texts_in(block, "td")))


def test_passages_not_shown_are_counted(get: Get) -> None:
    more = get("/tim", q="giá trị thặng dư").css(".more a")[0]
    assert text(more) == "còn 6 đoạn trong tài liệu này"
    assert href(more).startswith("/tai-lieu/0textbook/khop?q=")


def test_the_place_of_a_fault_is_marked_and_named(get: Get, tell: Callable[..., None]) -> None:
    tell(Notice(Reading.PLAIN, "6", "a parenthesis is opened and never closed"))
    tree = get("/tim", q="đảng (lý luận")
    assert "dấu ngoặc đơn mở mà đến đây vẫn chưa đóng" in text(only(tree, ".understood"))
    assert text(only(tree, ".fault")) == "đảng (lý luận"
    assert text(only(tree, ".fault strong")) == "("
    tell(Notice(Reading.PLAIN, "14", "a word is wanted here"))
    assert text(only(get("/tim", q="đảng (lý luận"), ".fault strong")) == "‸"


def test_every_problem_of_the_grammar_has_its_words() -> None:
    source = Path(parse.__file__).read_text("utf-8")
    assert set(re.findall(r'QuerySyntaxError\("([^"]+)"', source)) == set(PROBLEMS)


def test_other_forms_of_an_abbreviation_can_be_switched_off_and_on(
    get: Get, tell: Callable[..., None], library: object
) -> None:
    tell(Notice(Reading.ABBREVIATION, "LLCT = lý luận chính trị"))
    tree = get("/tim", q="LLCT")
    assert "LLCT = lý luận chính trị" in text(only(tree, ".understood"))
    off = href(only(tree, ".understood a"))
    assert off == "?q=LLCT&viet-tat=khong"
    tell(Notice(Reading.UNEXPANDED, "LLCT = lý luận chính trị"))
    tree = get("/tim" + off)
    assert getattr(library, "abbreviations", None) is False
    assert href(only(tree, ".understood a")) == "?q=LLCT"
    assert only(tree, "form#tim input[name=viet-tat]").attributes["value"] == "khong"


def test_partial_matches_stand_under_a_rule(get: Get) -> None:
    tree = get("/tim", q="giá trị thặng dư")
    assert texts(tree, ".partial") == ["Những tài liệu chỉ khớp một phần"]
    whole, partial = tree.css("ol.hits")
    assert len(whole.css("ol > li")) == 2
    assert partial.attributes["start"] == "3"
    assert not get("/tim", q="đảng viên").css(".partial")


def test_only_partial_matches_are_said_to_be_so(get: Get) -> None:
    tree = get("/tim", q="giá trị zzz")
    assert "Không tài liệu nào khớp trọn dòng tìm" in text(only(tree, "h1"))
    assert len(tree.css("ol.hits")) == 1
    assert "giá trị" in texts(tree, ".offers a")


def test_facets_narrow_and_chips_widen(get: Get, searched: Searched) -> None:
    tree = get("/tim", q="lý luận chính trị", sort="newest")
    narrowed = get("/tim" + link(tree, "2018 2"))
    assert searched[-1][1:3] == ((Filter("year", "2018"),), Sort.NEWEST)
    get("/tim" + href(narrowed.css(".chips a")[0]))
    assert searched[-1][1:3] == ((), Sort.NEWEST)
    chosen = only(narrowed, ".facets [aria-current]")
    assert href(chosen) == href(narrowed.css(".chips a")[0])


def test_facets_are_in_order_and_long_ones_folded(get: Get) -> None:
    tree = get("/tim", q="lý luận chính trị")
    assert texts(tree, ".facets h2") == ["Loại", "Cơ quan ban hành", "Năm", "Bộ sưu tập"]
    years = tree.css(".facets section")[2]
    ranges, single = ["2021–2030", "2011–2020", "2001–2010"], [str(year) for year in range(2023, 2009, -1)]
    assert [text(node) for node in years.css(".value")] == [*ranges, *single]
    assert len(years.css("details .value")) == 10
    assert [text(node) for node in years.css(".number")][:3] == ["3 tài liệu", "11 tài liệu", "1 tài liệu"]
    assert texts(tree, ".facets section:first-child .value") == ["Báo cáo", "Chỉ thị"]


def test_a_new_line_keeps_filters_and_order(get: Get) -> None:
    tree = get("/tim", q="lý luận", filter="kind=Báo cáo", sort="oldest", offset="10")
    kept = {node.attributes["name"]: node.attributes["value"] for node in tree.css(".field input[type=hidden]")}
    assert kept == {"filter": "kind=Báo cáo", "sort": "oldest"}


def test_orders_are_links(get: Get, searched: Searched) -> None:
    tree = get("/tim", q="lý luận", offset=10)
    assert texts(tree, ".sorts a") == ["phù hợp nhất", "mới nhất", "cũ nhất", "tên"]
    assert text(only(tree, ".sorts [aria-current]")) == "phù hợp nhất"
    get("/tim" + link(tree, "cũ nhất"))
    assert searched[-1][2:] == (Sort.OLDEST, 10, 0)


def test_paging_goes_on_and_back(get: Get) -> None:
    first = get("/tim", q="lý luận chính trị")
    assert not first.css("[rel=prev]")
    second = get("/tim" + href(only(first, "[rel=next]")))
    assert second.css("ol.hits")[0].attributes["start"] == "11"
    assert not second.css("[rel=next]")
    assert href(only(second, "[rel=prev]")) == "?" + urlsplit(link(first, "phù hợp nhất")).query


def test_past_the_end_there_is_a_way_back(get: Get) -> None:
    tree = get("/tim", q="lý luận", offset=500)
    assert "không có trang này" in text(only(tree, "h1"))
    assert get("/tim" + link(tree, "Về trang kết quả đầu")).css(".hits li")


def test_how_the_line_was_read_is_told(get: Get, tell: Callable[..., None]) -> None:
    tell(Notice(Reading.PLAIN, "3"), Notice(Reading.SHARE), did_you_mean="lý luận", share=0.75)
    told = texts(get("/tim", q="lý luận chính trị"), ".understood p")
    assert told == [
        "Có phải ý bạn là lý luận?",
        "Không đọc được cú pháp (từ ký tự thứ 3), đã tìm như từ thường",
        "lý luận chính trị",
        "Dòng tìm dài: lấy những đoạn có ít nhất 75 % số tiếng",
    ]


def test_without_result_other_lines_that_find_something_are_offered(get: Get) -> None:
    tree = get("/tim", q='"giá trị zzz"', filter="kind=Giáo trình")
    assert text(only(tree, "h1")).startswith("Không tìm thấy tài liệu nào")
    assert texts(tree, ".offers li") == [
        "Không đặt trong ngoặc kép giá trị zzz khớp một phần",
        "Bớt một từ giá trị 1 tài liệu",
    ]
    found = get("/tim" + href(tree.css(".offers a")[1]))
    assert texts(found, "h1")[0].startswith("1 tài liệu")
    assert "Giáo trình" in text(only(found, ".chips"))


def test_without_result_quotes_accents_and_filters_are_given_up(get: Get) -> None:
    tree = get("/tim", q='"thặng dư tư bản"')
    assert texts(tree, ".offers .what")[0] == "Không đặt trong ngoặc kép"
    tree = get("/tim", q="chỉ thị này", filter="kind=Báo cáo")
    assert texts(tree, ".offers li")[-1] == "Bỏ bộ lọc chỉ thị này 1 tài liệu"


def test_without_result_at_all_there_is_a_way_on(get: Get, searched: Searched) -> None:
    tree = get("/tim", q="zzz1 zzz2 zzz3 zzz4 zzz5 zzz6 zzz7 zzz8")
    assert not tree.css(".offers")
    assert "zzz1" in text(only(tree, ".nothing"))
    assert len(searched) <= 1 + 6 + 6


def test_without_result_two_words_of_the_line_are_offered(get: Get) -> None:
    tree = get("/tim", q="zzz1 giá trị zzz2 zzz3")
    assert texts(tree, ".offers li") == ['Chỉ hai tiếng "giá trị" 2 tài liệu']


def test_kind_and_ten_years_are_two_clicks_and_one_back_each(get: Get, searched: Searched) -> None:
    kind, span = Filter("kind", "Báo cáo"), Filter("year", "2011..2020")
    tree = get("/tim" + href(get("/tim", q="lý luận chính trị").css(".facets a")[0]))
    tree = get("/tim" + link(tree, "2011–2020"))
    assert searched[-1][1] == (kind, span)
    assert text(only(tree, "h1")).startswith("10 tài liệu")
    assert texts(tree, ".chips b") == ["Báo cáo", "2011–2020"]
    assert text(only(tree, ".facets section:nth-of-type(3) [aria-current]")) == "Bỏ lọc: 2011–2020 10 tài liệu"
    for chip, left in zip(tree.css(".chips a")[:2], [span, kind], strict=True):
        get("/tim" + href(chip))
        assert list(searched[-1][1]) == [left]


@pytest.mark.parametrize(
    ("low", "high", "value"),
    [
        ("2012", "2014", "2012..2014"),
        ("2014", "2012", "2012..2014"),
        ("2012", "", "2012.."),
        ("", "2012", "..2012"),
        ("2012", "2012", "2012"),
        ("x", "", None),
        ("", "", None),
    ],
)
def test_any_range_of_years_can_be_typed(get: Get, searched: Searched, low: str, high: str, value: str | None) -> None:
    tree = get("/tim", q="lý luận", filter=["kind=Báo cáo", "year=2020.."], sort="oldest")
    form = only(tree, "form.years")
    assert form.css("#nam-tu")[0].attributes["value"] == "2020"
    kept = [(node.attributes["name"] or "", node.attributes["value"]) for node in form.css("[type=hidden]")]
    assert kept == [("q", "lý luận"), ("filter", "kind=Báo cáo"), ("sort", "oldest")]
    get("/tim", **dict(kept), **{"nam-tu": low, "nam-den": high})
    assert searched[-1][1:3] == ((Filter("kind", "Báo cáo"), *([Filter("year", value)] if value else [])), Sort.OLDEST)


def test_syllables_without_accents_are_told_of_where_most_are(get: Get, tell: Callable[..., None]) -> None:
    tell(Notice(Reading.MIXED, "chi"))
    assert not get("/tim", q="lý luận ở chi bộ").css(".understood")
    assert texts(get("/tim", q="lý luan chinh tri"), ".understood p") == ["Tiếng gõ không dấu được tìm ở mọi dấu"]


@pytest.mark.parametrize("parameters", [{}, {"q": ""}, {"q": "  "}, {"filter": "colour=red"}])
def test_without_a_line_everything_is_listed_newest_first(get: Get, parameters: dict[str, str]) -> None:
    tree = get("/tim", **parameters)
    assert text(only(tree, "title")) == "Mọi tài liệu – Tra Cứu"
    assert text(only(tree, "h1")).startswith("17 tài liệu · 1,9")
    assert texts(tree, ".sorts a") == ["mới nhất", "cũ nhất", "tên"]
    assert text(only(tree, ".sorts [aria-current]")) == "mới nhất"
    assert len(tree.css(".hits > li")) == 10
    assert not tree.css(".passages, .more")


def test_home_leads_to_everything(get: Get) -> None:
    assert link(get("/"), "Xem cả 17 tài liệu") == "/tim"


def test_paging_ends_where_the_library_ends_it(get: Get, put_many: Callable[[int], None]) -> None:
    put_many(1020)
    tree = get("/tim", q="lặp lại", offset=990)
    assert href(only(tree, "[rel=next]")).endswith("offset=1000")
    last = get("/tim", q="lặp lại", offset=1000)
    assert not last.css("[rel=next]")
    assert "Hãy thêm từ hoặc chọn bộ lọc" in text(only(last, ".paging"))


def test_a_long_line_is_one_list_without_a_rule(get: Get, tell: Callable[..., None]) -> None:
    tell(Notice(Reading.SHARE), share=0.75)
    tree = get("/tim", q="giá trị thặng dư")
    assert not tree.css(".partial")
    assert only(tree, "ol.hits")


@pytest.mark.parametrize(
    "parameters",
    [{"offset": "x"}, {"offset": "-3"}, {"offset": "9" * 5000}, {"sort": "best"}, {"filter": "a=b"}, {"limit": "zz"}],
)
def test_bad_parameters_are_the_default(get: Get, searched: Searched, parameters: dict[str, str]) -> None:
    get("/tim", q="lý luận", **parameters)
    assert searched[-1] == ("lý luận", (), Sort.RELEVANCE, 10, 0)


def test_a_very_long_line_is_kept_whole(get: Get, searched: Searched) -> None:
    line = "lý luận chính trị " * 280
    tree = get("/tim", q=line)
    assert searched[0][0] == line.strip()
    assert only(tree, "input#q").attributes["value"] == line.strip()


def test_a_very_long_line_is_not_repeated(get: Get, client: FlaskClient, searched: Searched) -> None:
    line = ("lý luận chính trị " * 280).strip()
    whole = client.get("/tim", query_string={"q": line}, headers={"Accept-Encoding": "identity"})
    assert len(whole.data) < 150_000
    tree = get("/tim", q=line)
    passage = href(tree.css(".passages .page")[0])
    assert len(passage) < 1000
    assert text(only(get(passage), "#khop mark")) == "lý luận chính trị"
    button = next(node for node in tree.css("button[form=tim]") if "Chỉ thị" in text(node))
    get("/tim", q=line, filter="kind=Giáo trình", doi=button.attributes["value"])
    assert searched[-1][:2] == (line, (Filter("kind", "Chỉ thị"),))
    assert len(only(tree, "title").text()) < 150


def test_a_decomposed_line_finds_the_same(get: Get, searched: Searched) -> None:
    tree = get("/tim", q=unicodedata.normalize("NFD", "giá trị thặng dư"), filter="kind=" + "Gia\u0301o tri\u0300nh")
    assert searched[-1][:2] == ("giá trị thặng dư", (Filter("kind", "Giáo trình"),))
    assert tree.css(".hits li")


HOSTILE = "<script>alert(1)</script> \"onload='x' & </title> lý luận"


def test_hostile_text_stays_text(get: Get, put: Callable[..., str]) -> None:
    card = Metadata(title=HOSTILE, kind=HOSTILE, number=HOSTILE, issuer=HOSTILE)
    document_id = put(card, HOSTILE, filename=HOSTILE, collections=(HOSTILE,))
    results = get("/tim", q=HOSTILE, filter=f"kind={HOSTILE}")
    pages = [results, get("/"), get(f"/tai-lieu/{document_id}/trang/1", q=HOSTILE)]
    for tree in pages:
        assert all(node.attributes.get("src") for node in tree.css("script"))
        assert not [node for node in tree.css("*") if any(name.startswith("on") for name in node.attributes)]
    assert text(only(results, ".hits h2")) == HOSTILE
    assert text(only(results, "title")).startswith(HOSTILE)
    assert only(results, "input#q").attributes["value"] == HOSTILE


def test_filters_with_strange_letters_find_their_documents(get: Get, put: Callable[..., str]) -> None:
    put(Metadata(title="T", authors=("O'Brien & Sons = 50 % #1?",)), "riêng biệt")
    address = href(get("/tim", q="riêng biệt").css(".facets a")[0])
    tree = get("/tim" + address)
    assert texts(tree, ".chips b") == ["O'Brien & Sons = 50 % #1?"]
    assert len(tree.css(".hits > li")) == 1


@pytest.mark.parametrize("path", ["/", "/tim?q=l%C3%BD+lu%E1%BA%ADn+ch%C3%ADnh+tr%E1%BB%8B"])
def test_a_first_view_is_small(client: FlaskClient, path: str) -> None:
    page = client.get(path)
    tree = HTMLParser(page.text)
    parts = [node.attributes["href"] or "" for node in tree.css("link:not([rel=alternate]):not([rel=search])")] + [
        node.attributes["src"] or "" for node in tree.css("script")
    ]
    assert all(part.startswith("/static/") for part in parts)
    assert len(page.data) + sum(len(client.get(part).data) for part in parts) < 60_000
