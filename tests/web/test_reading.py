"""Reading pages and originals, over a library by hand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from flask.testing import FlaskClient
from selectolax.lexbor import LexborHTMLParser as HTMLParser
from selectolax.lexbor import LexborNode

from indexer.model import (
    Block,
    BlockKind,
    Certainty,
    CitingDocument,
    Kinship,
    Led,
    Likeness,
    Metadata,
    Origin,
    Page,
    Reference,
    Status,
)
from tests.web.by_hand import FakeLibrary
from tests.web.shelf import a_document, a_page

Get = Callable[..., HTMLParser]
BOOK = "/tai-lieu/0textbook"


def only(tree: HTMLParser, selector: str) -> LexborNode:
    [node] = tree.css(selector)
    return node


def text(node: LexborNode) -> str:
    return " ".join(node.text().split())


def texts(tree: HTMLParser, selector: str) -> list[str]:
    return [text(node) for node in tree.css(selector)]


def href(node: LexborNode) -> str:
    return node.attributes["href"] or ""


def test_a_page_is_shown_as_printed(get: Get) -> None:
    tree = get(f"{BOOK}/trang/4")
    assert texts(tree, "h1") == ["Giáo trình Kinh tế chính trị dùng cho lớp bồi dưỡng lý luận"]
    assert texts(tree, ".leaf h2, .leaf h3") == ["Chương II. Giá trị thặng dư", "1. Giá trị thặng dư là gì"]
    assert len(tree.css(".leaf > p")) == 2
    assert texts(tree, ".leaf tr:first-child td") == ["Phương pháp", "Cách làm", "Giới hạn"]
    assert len(tree.css(".leaf table")) == 1
    assert text(only(tree, ".footnotes p")).startswith("1 Trong giáo trình này")
    assert not tree.css("mark")


def test_a_page_is_called_by_its_label_and_the_file_by_its_own_number(get: Get) -> None:
    tree = get(f"{BOOK}/trang/4")
    assert text(tree.css(".here")[0]) == "tr. 2 trang 4 của tệp"
    assert "tr. 2" in text(only(tree, "title"))
    assert text(get("/tai-lieu/0directve/trang/1").css(".here")[0]) == "tr. 1"
    assert text(get("/tai-lieu/00article/trang/2").css(".here")[0]) == "phần 2"


def test_the_card_tells_what_is_known_and_no_more(get: Get) -> None:
    tree = get("/tai-lieu/0directve/trang/1")
    card = dict(zip(texts(tree, ".card dt"), texts(tree, ".card dd"), strict=True))
    assert card == {
        "Loại": "Chỉ thị",
        "Số, ký hiệu": "23-CT/ĐU",
        "Cơ quan ban hành": "Đảng ủy Trường Chính trị tỉnh Bình An",
        "Ngày ban hành": "09/02/2018",
        "Người ký": "Lê Văn Thành",
        "Nơi ban hành": "Bình An",
        "Bộ sưu tập": "Văn kiện Đảng bộ",
        "Số trang của tệp": "2",
    }


def test_hits_are_marked_and_led_through(get: Get) -> None:
    tree = get(f"{BOOK}/trang/4", q="giá trị thặng dư")
    assert "giá trị thặng dư" in [each.lower() for each in texts(tree, ".leaf mark")]
    assert texts(tree, ".hit-pages a") == ["Trang 2 (6 đoạn)", "Trang 3 (3 đoạn)"]
    following = only(tree, "[aria-keyshortcuts=n]")
    assert href(following).startswith(f"{BOOK}/trang/5?q=")
    assert href(following).endswith("#khop")
    assert not tree.css("[aria-keyshortcuts=p]")
    assert len(get(href(following)).css("#khop mark")) >= 1


def test_a_hit_leads_to_where_the_line_stands_together(get: Get, put: Callable[..., str]) -> None:
    document_id = put(Metadata(title="Hai đoạn"), "Trị giá này không dư, không thặng.", "Phần giá trị thặng dư.")
    assert text(only(get(f"/tai-lieu/{document_id}/trang/1", q="giá trị thặng dư"), "#khop mark")) == "giá trị thặng dư"


def test_a_line_without_hit_is_told(get: Get) -> None:
    assert "Không có đoạn nào khớp" in text(only(get(f"{BOOK}/trang/4", q="zzz"), ".hit-turning"))


def test_pages_turn_with_the_line_kept(get: Get) -> None:
    tree = get(f"{BOOK}/trang/4", q="tư bản")
    assert href(tree.css("[rel=next]")[0]) == f"{BOOK}/trang/5?q=t%C6%B0+b%E1%BA%A3n"
    assert not get(f"{BOOK}/trang/1").css("[rel=prev]")
    assert not get(f"{BOOK}/trang/6").css("[rel=next]")


def test_the_way_back_leads_to_the_same_page_of_the_result(get: Get) -> None:
    tree = get(f"{BOOK}/trang/4", q="tư bản", filter="kind=Giáo trình", sort="title", offset="10")
    back = href(only(tree, ".back a"))
    assert back == "/tim?q=t%C6%B0+b%E1%BA%A3n&filter=kind=Gi%C3%A1o+tr%C3%ACnh&sort=title&offset=10"
    assert not get(f"{BOOK}/trang/4").css(".back")


def test_contents_are_by_label_and_show_where_one_is(get: Get) -> None:
    tree = get(f"{BOOK}/trang/6")
    assert texts(tree, ".contents li")[1:3] == ["Chương I. Hàng hóa và tiền tệ 1", "1. Hàng hóa 1"]
    assert text(only(tree, ".contents [aria-current]")) == "2. Tỷ suất giá trị thặng dư 3"


@pytest.mark.parametrize(
    ("line", "leads_to"),
    [("", "/trang/1"), ("khả biến", "/trang/5?q=kh%E1%BA%A3+bi%E1%BA%BFn#khop"), ("zzz", "/trang/1?q=zzz")],
)
def test_a_document_opens_at_its_first_hit(client: FlaskClient, line: str, leads_to: str) -> None:
    response = client.get(BOOK, query_string={"q": line})
    assert (response.status_code, response.location) == (302, BOOK + leads_to)


@pytest.mark.parametrize(
    ("name", "asked_on", "page"),
    [
        ("3", "4", 5),  # by label, not by the file's number
        ("3", "1", 5),  # from a page without one
        ("ii", "4", 2),
        ("6", "4", 6),  # no such label: the file's number
        ("99", "4", 4),
        ("9" * 5000, "4", 4),
        ("", "4", 4),
        ("x", "y", 1),
        ("٣", "4", 4),
        ("0", "4", 4),
        ("-1", "999999999", 1),
    ],
)
def test_the_jump_form_finds_the_page_that_is_called_so(
    client: FlaskClient, name: str, asked_on: str, page: int
) -> None:
    response = client.get(f"{BOOK}/trang", query_string={"so": name, "tu": asked_on})
    assert (response.status_code, response.location.partition("?")[0]) == (302, f"{BOOK}/trang/{page}")


def test_a_page_that_is_not_there_is_named(client: FlaskClient) -> None:
    query = {"so": "99<b>", "tu": "4", "q": "giá trị"}
    response = client.get(f"{BOOK}/trang", query_string=query, follow_redirects=True)
    tree = HTMLParser(response.text)
    told = only(tree, ".leaf-missing")
    assert text(told).startswith("Tài liệu này không có trang “99<b>”.")
    assert not told.css("b")
    assert only(tree, "#trong").attributes["value"] == "giá trị"
    found = client.get(f"{BOOK}/trang", query_string=query | {"so": "3"}, follow_redirects=True)
    assert not HTMLParser(found.text).css(".leaf-missing")


def test_the_field_within_stays_in_the_document(get: Get) -> None:
    form = only(get(f"{BOOK}/trang/4", q="tư bản"), ".tools form[role=search]")
    assert form.attributes["action"] == BOOK
    assert form.css("input")[0].attributes["value"] == "tư bản"


def test_an_original_is_saved_and_never_shown(client: FlaskClient) -> None:
    response = client.get("/tai-lieu/00article/ban-goc")
    assert response.status_code == 200
    assert response.mimetype == "text/html"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in response.headers["Content-Security-Policy"]
    disposition = response.headers["Content-Disposition"]
    assert disposition.startswith("attachment; ")
    assert "filename*=UTF-8''b%C3%A0i%20%22b%C3%A1o%22.html" in disposition
    assert "\n" not in disposition


def test_a_document_without_pages_shows_its_card(get: Get, put: Callable[..., str]) -> None:
    document_id = put(Metadata(title="Bản quét mờ", kind="Báo cáo"), pages=0, status=Status.FAILED)
    tree = get(f"/tai-lieu/{document_id}", q="lý luận")
    assert "chưa đọc được" in text(only(tree, "main"))
    assert only(tree, "input#q").attributes["value"] == "lý luận"


@pytest.mark.parametrize(
    ("texts_", "confidence", "told"),
    [
        (("Lý luận",), 96, "Chữ nhận dạng từ ảnh quét, độ tin cậy 96/100."),
        (("Lỷ luộn",), 61, "có thể sai. Hãy đối chiếu với bản gốc trước khi trích dẫn."),
        ((), 0, "Không nhận dạng được chữ nào"),
        ((), None, "Trang này chờ OCR"),
    ],
)
def test_a_recognised_page_says_how_sure_it_is(
    get: Get, library: FakeLibrary, texts_: tuple[str, ...], confidence: int | None, told: str
) -> None:
    blocks = tuple(Block(each) for each in texts_)
    page = Page(1, "1", blocks, Origin.RECOGNITION, confidence)
    library.put(replace(a_document("0another0", Metadata(title="Bản quét")), waiting=int(confidence is None)), page)
    tree = get("/tai-lieu/0another0/trang/1")
    assert told in text(only(tree, ".recognised"))
    assert ("doubtful" in str(only(tree, ".recognised").attributes["class"])) == (confidence != 96)
    assert tree.css(".leaf .blank") == []


def test_a_page_of_the_files_own_text_says_nothing_of_recognition(get: Get, put: Callable[..., str]) -> None:
    assert get(f"/tai-lieu/{put(Metadata(title='A'), 'Chữ')}/trang/1").css(".recognised") == []


def test_an_empty_page_says_so(get: Get, put: Callable[..., str]) -> None:
    document_id = put(Metadata(title="Trắng"))
    assert texts(get(f"/tai-lieu/{document_id}/trang/1"), ".leaf") == ["Trang này không có chữ."]


def test_a_mark_leads_to_its_note_and_back(get: Get, library: FakeLibrary) -> None:
    body = (
        (BlockKind.PARAGRAPH, "Giá trị¹ thặng dư² trên 5 m² đất."),
        (BlockKind.FOOTNOTE, "¹ Xem sách."),
        (BlockKind.FOOTNOTE, "3 Thừa."),
    )
    library.put(a_document("0another0", Metadata(title="A")), a_page(1, "1", *body))
    tree = get("/tai-lieu/0another0/trang/1", q='"giá trị thặng dư"')
    assert [(each.attributes["href"], text(each)) for each in tree.css(".leaf .note-mark")] == [
        ("#chu-thich-1", "¹"),
        ("#dan-1", "¹"),
    ]
    assert href(only(tree, "#dan-1")) == "#chu-thich-1"
    assert "Xem sách." in text(only(tree, ".footnotes p:has(#chu-thich-1)"))
    assert text(only(tree, ".leaf > p")) == body[0][1]  # no letter is lost: the basket counts them


def test_a_highlight_in_a_table_is_in_its_cell(get: Get, put: Callable[..., str]) -> None:
    document_id = put(Metadata(title="Bảng"), "Chỉ tiêu | Kết quả", "Số lớp | 20", kind=BlockKind.TABLE)
    tree = get(f"/tai-lieu/{document_id}/trang/1", q="kết quả")
    assert texts(tree, "tr#khop td mark") == ["Kết quả"]


def test_many_pages_with_hits_are_all_there_the_later_ones_folded(get: Get, put_long: Callable[[int], str]) -> None:
    path = f"/tai-lieu/{put_long(80)}/trang"
    tree = get(f"{path}/1", q="lặp")
    assert len(tree.css(".hit-pages a")) == 80
    assert text(only(tree, "details.rest summary")) == "còn 50 trang"
    assert "open" not in only(tree, "details.rest").attributes
    assert "open" in only(get(f"{path}/40", q="lặp"), "details.rest").attributes


def test_documents_with_the_same_text_are_named(get: Get, library: FakeLibrary) -> None:
    assert not get("/tai-lieu/0directve/trang/1").css(".likeness")
    book = library.documents["0textbook"]
    library.kin["0directve"] = (Likeness(book, Kinship.SAME, 0.984), Likeness(book, Kinship.PART, 0.8))
    tree = get("/tai-lieu/0directve/trang/1")
    name = "Giáo trình Kinh tế chính trị dùng cho lớp bồi dưỡng lý luận"
    assert texts(tree, ".likeness") == [f"Có thể trùng với {name} (98 %)", f"Phần lớn có trong {name} (80 %)"]
    assert href(tree.css(".likeness a")[0]) == BOOK


def _reference(text: str, page: int = 1, **stated: Any) -> Reference:
    given = {"start": 0, "end": len(text), "key": text, "certainty": Certainty.FULL, **stated}
    return Reference(text=text, page=page, **given)


@pytest.fixture
def referring(library: FakeLibrary) -> None:
    """The directive names five papers on its first page, and is named by seven documents."""
    book, article = library.documents["0textbook"], library.documents["00article"]
    library.led["0directve"] = (
        Led(_reference("Giáo trình số 1", pinpoint="Chương II"), book),
        Led(_reference("Giáo trình số 1 & <b>", pinpoint="mục 3"), book),
        Led(_reference("Chỉ thị số 5-CT/TW", number="05", symbol="CT/TW"), None),
        Led(
            _reference("Nghị quyết 57", number="57", kind="Nghị quyết", certainty=Certainty.BARE), None, (article, book)
        ),
        Led(_reference("Luật “Thủ đô”", page=2, certainty=Certainty.NAME), None),
    )
    first = _reference("Chỉ thị số 23-CT/ĐU", page=2, number="23", symbol="CT/ĐU")
    library.citing["0directve"] = (CitingDocument(book, (_reference("Chỉ thị 23"), first), sure=True),) + (
        CitingDocument(article, (_reference("Chỉ thị 23", certainty=Certainty.BARE),), sure=False),
    ) * 7


@pytest.mark.usefixtures("referring")
def test_what_a_page_refers_to_is_listed_once_each(get: Get) -> None:
    listed = get("/tai-lieu/0directve/trang/1").css("section.references")[0]
    items = [text(node) for node in listed.css("section > ul > li")]
    assert items[0] == "Giáo trình số 1 (Chương II; mục 3)"
    assert items[1] == "Chỉ thị số 5-CT/TW tìm Chỉ thị số 5-CT/TW"
    assert items[2].startswith("Nghị quyết 57 có thể là: ")
    assert [href(node) for node in listed.css("li a")] == [
        BOOK,
        "/tim?q=05-CT/TW",
        "/tai-lieu/00article",
        BOOK,
    ]
    assert "Luật" not in text(listed)


@pytest.mark.usefixtures("referring")
def test_what_refers_to_the_document_is_listed_on_every_page(get: Get) -> None:
    citing = get("/tai-lieu/0directve/trang/1").css("section.references")[-1]
    assert text(citing.css("h2")[0]) == "Được dẫn bởi 8 tài liệu"
    assert href(citing.css("li a")[0]) == f"{BOOK}/trang/2?q=23-CT/%C4%90U#khop"
    assert text(citing.css("summary")[0]) == "còn 2 tài liệu"
    assert [text(node).endswith("(có thể)") for node in citing.css("li")] == [False] + [True] * 7


def test_a_page_that_refers_to_nothing_has_no_list_of_it(get: Get) -> None:
    assert not get(f"{BOOK}/trang/4").css("section.references")


def test_a_page_of_paper_stands_beside_its_image_with_its_hits_marked(get: Get, client: FlaskClient) -> None:
    tree = get(f"{BOOK}/trang/4", q="tư bản")
    image = only(tree, ".sheet img")
    assert (image.attributes["width"], image.attributes["height"]) == ("1190", "1684")
    assert image.attributes["loading"] == "lazy"
    block = next(node for node in tree.css(".leaf p") if "bị nhà tư bản chiếm không" in text(node))
    place = text(block).index("tư bản")
    rectangle = next(node for node in tree.css(".over rect") if float(str(node.attributes["x"])) == 6.0 * place)
    assert float(str(rectangle.attributes["width"])) == 6.0 * len("tư bản")
    answer = client.get(str(image.attributes["src"]))
    assert (answer.status_code, answer.mimetype) == (200, "image/webp")
    assert "max-age=2592000" in answer.headers["Cache-Control"]
    again = client.get(str(image.attributes["src"]), headers={"If-None-Match": answer.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")


def test_only_images_of_a_few_sizes_are_drawn(client: FlaskClient, library: FakeLibrary) -> None:
    for width in ("800", "1600", "1601", "-1", "abc", "9999999999"):
        assert client.get(f"{BOOK}/trang/1/anh.webp", query_string={"rong": width, "xoay": "7"}).status_code == 200
    assert library.drawn == [(1, 800, 0), (1, 1600, 0), *[(1, 1200, 0)] * 4]
    assert client.get(f"{BOOK}/trang/99/anh.webp").status_code == 404


@pytest.mark.parametrize(("choice", "leaf", "sheet"), [("chu", 1, 0), ("anh", 0, 1), ("hai", 1, 1), ("<b>", 1, 1)])
def test_the_choice_of_view_is_in_the_address_and_carried_along(get: Get, choice: str, leaf: int, sheet: int) -> None:
    tree = get(f"{BOOK}/trang/4", q="tư bản", xem=choice)
    assert (len(tree.css("article.leaf")), len(tree.css("figure.sheet"))) == (leaf, sheet)
    assert len(tree.css("#khop")) == 1
    carried = f"xem={choice}" if choice in ("chu", "anh") else ""
    for link in [*tree.css(".turning a"), *tree.css(".hit-pages a")]:
        assert ("xem=" in href(link)) == bool(carried), href(link)
        assert carried in href(link)
    assert [node.attributes["value"] for node in tree.css(".tools input[name=xem]")] == [choice] * 2 * bool(carried)
    current = [text(node) for node in tree.css(".seeing [aria-current]")]
    assert current == [{"chu": "Chữ", "anh": "Ảnh"}.get(choice, "Chữ và ảnh")]


def test_the_marks_on_the_image_can_be_switched_off(get: Get) -> None:
    tree = get(f"{BOOK}/trang/4", q="tư bản")
    off = tree.css(".seeing > a")[0]
    assert text(off) == "Bỏ tô màu trên ảnh"
    tree = get(f"{BOOK}/trang/4" + href(off))
    assert not tree.css(".over")
    assert "danh-dau=khong" not in href(tree.css(".seeing > a")[0])
    assert "danh-dau=khong" in href(tree.css(".turning a")[0])


def test_a_page_that_cannot_be_drawn_says_so_and_shows_its_text(
    get: Get, client: FlaskClient, library: FakeLibrary
) -> None:
    library.undrawable = True
    tree = get(f"{BOOK}/trang/4", xem="anh")
    assert text(only(tree, ".no-picture")) == "Không vẽ được ảnh của trang này. Hãy đọc phần chữ, hoặc tải bản gốc."
    assert len(tree.css("article.leaf")) == 1
    answer = client.get(f"{BOOK}/trang/4/anh.webp")
    assert (answer.status_code, answer.mimetype) == (422, "image/svg+xml")
    assert "Không vẽ được ảnh" in answer.text
    assert "max-age" not in answer.headers["Cache-Control"]


def test_a_file_without_pages_of_paper_has_no_choice_of_view(get: Get) -> None:
    tree = get("/tai-lieu/00article/trang/1", xem="anh")
    assert not tree.css(".seeing") + tree.css(".sheet") + tree.css(".no-picture")
    assert len(tree.css("article.leaf")) == 1
