"""Papers, course texts, pages and notes."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.metadata import describe
from indexer.metadata.capitals import organisation_case, sentence_case
from indexer.metadata.names import is_name, read_names
from indexer.model import Block, BlockKind, Extraction, Metadata, Page, Standing


def page(*blocks: str | Block, number: int = 1) -> Page:
    return Page(number, None, tuple(each if isinstance(each, Block) else Block(each) for each in blocks))


def head(text: str, level: int = 1) -> Block:
    return Block(text, BlockKind.HEADING, level)


def described(
    *pages: Page, media_type: str = "application/pdf", said: Metadata | None = None, name: str = "a.pdf"
) -> Metadata:
    return describe(Extraction(media_type, pages, paged=True, properties=said or Metadata()), name).card


def suggested(*pages: Page, media_type: str = "application/pdf", said: Metadata | None = None) -> list[str]:
    """Titles in doubt; the document goes by the name of its file."""
    description = describe(Extraction(media_type, pages, paged=True, properties=said or Metadata()), "a.pdf")
    assert description.card.title == "A"
    return [each.value for each in description.evidence if each.field == "title" and each.standing is Standing.OPEN]


BODY = "Đây là một đoạn văn đủ dài để không ai lầm nó với nhan đề. Đoạn ấy còn dài nữa. Dài mãi."


def test_a_journal_paper() -> None:
    card = described(
        page(
            "Tạp chí Nghiên cứu Thử, số 2/2023",
            head("LÝ LUẬN VÀ THỰC TIỄN Ở VIỆT NAM"),
            "PGS, TS Trần Văn Bính và ThS. Lê Thị Cúc",
            "Trường Đại học Thử",
            "Tóm tắt: Bài viết bàn về một việc. Từ khóa: lý luận; thực tiễn.",
            head("1. Đặt vấn đề"),
            BODY,
        )
    )
    assert card == Metadata(
        title="Lý luận và thực tiễn ở Việt Nam",
        kind="Bài báo khoa học",
        authors=("Trần Văn Bính", "Lê Thị Cúc"),
        year=2023,
        journal="Tạp chí Nghiên cứu Thử",
        issue="2/2023",
        abstract="Bài viết bàn về một việc.",
        keywords=("lý luận", "thực tiễn"),
    )


@pytest.mark.parametrize(
    "byline",
    [
        "Nguyễn Văn An",
        "TS. Nguyễn Văn An",
        "NGUYỄN VĂN AN",
        "Tác giả: Nguyễn Văn An",
        "Nguyễn Văn An – Trường Đại học Thử",
        "Nguyễn Văn An (*)",
        "Nguyễn Văn An1",
        "GS.TS. Nguyễn Văn An",
    ],
)
def test_bylines(byline: str) -> None:
    assert described(page("Một nhan đề để thử", byline, BODY)).authors == ("Nguyễn Văn An",)


@pytest.mark.parametrize(
    "line", ["Hà Nội", "Hà Nội - 2020", "Lý luận Mác", "Nguyễn Trãi viết thư cho bạn", "Trường Đại học Thử", "Cao Bằng"]
)
def test_lines_that_are_no_bylines(line: str) -> None:
    assert described(page("Một nhan đề để thử", line, BODY)).authors == ()


def test_a_course_text() -> None:
    cover = page(
        "TRƯỜNG ĐẠI HỌC THỬ", "KHOA LUẬT", "Vũ Thị Mai (chủ biên), Đỗ Văn Nam", "GIÁO TRÌNH", "LOGIC HỌC", "THỬ – 2019"
    )
    card = described(cover, *(page(BODY, number=at) for at in range(2, 31)))
    assert (card.title, card.kind, card.year) == ("Giáo trình Logic học", "Giáo trình", 2019)
    assert card.authors == ("Vũ Thị Mai", "Đỗ Văn Nam")


def test_questions_and_answers() -> None:
    lines = [line for at in range(1, 8) for line in (f"Câu {at}. Vì sao?", f"Trả lời: {BODY}")]
    assert described(page("Hỏi đáp về một việc", *lines)).kind == "Hỏi – đáp"


@pytest.mark.parametrize(
    ("media_type", "kind"),
    [("text/html", "Bài viết"), ("text/markdown", "Ghi chép"), ("text/plain", ""), ("application/pdf", "")],
)
def test_kind_by_format(media_type: str, kind: str) -> None:
    assert described(page(head("Một nhan đề"), BODY), media_type=media_type).kind == kind


def test_a_page_signed_at_its_end() -> None:
    card = described(page(head("Một nhan đề"), BODY, BODY, "TS. Bùi Thị Hoa"), media_type="text/html")
    assert card.authors == ("Bùi Thị Hoa",)


def test_where_the_title_comes_from() -> None:
    said = Metadata(title="Nhan đề của tệp", authors=("Lê Văn Tám",))
    assert suggested(page(BODY), said=said) == ["Nhan đề của tệp", "A"]
    assert suggested(page("Câu đầu tiên của bài. Câu thứ hai.", BODY)) == ["Câu đầu tiên của bài", "A"]
    assert described(page("123", "***"), name="bai_giang-so 5.pdf").title == "Bai giang so 5"
    assert described(page(head("TỰPHÊ BÌNH Ở TRƯỜNG")), said=Metadata(title="Tự phê bình ở trường")).title == (
        "Tự phê bình ở trường"
    )


@pytest.mark.parametrize(
    ("printed", "written"),
    [
        ("VỀ XÂY DỰNG ĐẢNG Ở VIỆT NAM", "Về xây dựng Đảng ở Việt Nam"),
        ("ĐẠI HỘI LẦN THỨ XIII CỦA ĐẢNG", "Đại hội lần thứ XIII của Đảng"),
        ("CNXH VÀ CON ĐƯỜNG ĐI LÊN", "CNXH và con đường đi lên"),
        ("HỎI ĐÁP VỀ NGHỊ QUYẾT SỐ 05-NQ/ĐU", "Hỏi đáp về Nghị quyết số 05-NQ/ĐU"),
        ("ĐẢNG ỦY TRƯỜNG CHÍNH TRỊ THỬ VÀ VIỆC HỌC", "Đảng ủy Trường Chính trị Thử và việc học"),
        ("xây dựng chi bộ", "Xây dựng chi bộ"),
        ("TƯ TƯỞNG HỒ CHÍ MINH", "Tư tưởng Hồ Chí Minh"),
    ],
)
def test_titles_come_down_from_capitals(printed: str, written: str) -> None:
    assert sentence_case(printed) == written


def test_a_body_has_one_name_however_its_tones_are_set() -> None:
    assert organisation_case("ĐẢNG UỶ XÃ HOÀ TÂM") == organisation_case("ĐẢNG ỦY XÃ HÒA TÂM") == "Đảng ủy xã Hòa Tâm"


@given(st.text(max_size=80))
def test_letter_case_never_loses_a_word(text: str) -> None:
    assert len(sentence_case(text).split()) == len(text.split())
    organisation_case(text)
    for name in read_names(text):
        assert is_name(name)


@given(st.lists(st.lists(st.text(max_size=60), max_size=6), max_size=4))
def test_nothing_is_raised_and_the_title_is_never_empty(texts: list[list[str]]) -> None:
    pages = tuple(page(*lines, number=at) for at, lines in enumerate(texts, 1))
    assert described(*pages, name="tep.pdf").title


FORMS = [
    "ĐẢNG CỘNG SẢN VIỆT NAM",
    "*",
    "Số 01-NQ/ĐU",
    "Thử, ngày 1 tháng 2 năm 2020",
    "NGHỊ QUYẾT",
    "về",
    "-----",
    "V/v",
    "T/M X",
]


@given(st.lists(st.lists(st.sampled_from([*FORMS, " ", "Căn cứ", "LUẬT", "số"])).map(" ".join), max_size=8))
def test_headings_in_any_order_raise_nothing(lines: list[str]) -> None:
    assert described(page(*lines)).title


@pytest.mark.parametrize(
    "line",
    [
        "Thứ sáu, 30/11/2018 – Bùi Thị Hoa",
        "Bùi Thị Hoa, 30-11-2018",
        "Tác giả: Bùi Thị Hoa – 30/11/2018",
        "Thứ Sáu, 30/11/2018 10:20'(GMT+7) Bùi Thị Hoa",
    ],
)
def test_a_web_page_with_a_dated_byline(line: str) -> None:
    card = described(page(head("Một nhan đề để thử"), line, BODY), media_type="text/html")
    assert (card.authors, str(card.issued_on), card.year) == (("Bùi Thị Hoa",), "2018-11-30", 2018)


@pytest.mark.parametrize(
    "line",
    [
        "Giảng viên: Vũ Văn Tư, Khoa Thử. Năm học 2021–2022",
        "Người ghi: Vũ Văn Tư. Thư viện, tháng 10 năm 2019",
        "Người ghi: Vũ Văn Tư Ngày 15-11-2024, hội trường B, Trường Thử",
    ],
)
def test_names_before_a_place(line: str) -> None:
    assert described(page(head("Một nhan đề để thử"), line, BODY)).authors == ("Vũ Văn Tư",)


def test_a_page_laid_out_in_tables_takes_its_title_from_its_head() -> None:
    cells = Block("TRANG TIN THỬ | | ", BlockKind.TABLE)
    said = Metadata(title="Nhan đề | Trang tin")
    assert described(page(cells, cells), said=said, media_type="text/html").title == "Nhan đề"


def test_journal_and_year_from_a_running_head_that_extraction_hands_on() -> None:
    said = Metadata(journal="Tạp chí Nghiên cứu Thử, số 4/2021")
    card = described(page(head("Một nhan đề để thử"), "Bùi Thị Hoa", BODY), said=said)
    assert (card.journal, card.issue, card.year, card.kind) == (
        "Tạp chí Nghiên cứu Thử",
        "4/2021",
        2021,
        "Bài báo khoa học",
    )


def test_a_line_under_the_title_may_belong_to_it() -> None:
    card = described(
        page("TRƯỜNG THỬ KHOA LUẬT", head("VỀ PHÁP QUYỀN"), "Tập bài giảng dùng cho lớp thử", "THỬ – 2016")
    )
    assert (card.title, card.kind) == ("Về pháp quyền: Tập bài giảng dùng cho lớp thử", "Giáo trình")
    assert (card.issuer, card.place, card.year) == ("Trường Thử", "Thử", 2016)


def test_who_published_it() -> None:
    card = described(page("Một nhan đề để thử", "Ban Giám hiệu Trường Thử phát hành, tháng 5 năm 2023", BODY))
    assert (card.issuer, card.year) == ("Ban Giám hiệu Trường Thử", 2023)


@pytest.mark.parametrize("title", ["Gi¸o tr×nh kinh tÕ chÝnh trÞ m¸c - lªnin", "Chöông 1. caùc KHAÙI NIEÄM cô baûn"])
def test_a_title_in_an_old_encoding_gives_way_to_the_file_name(title: str) -> None:
    card = described(page(title, "Hµ Néi - 2021"), page(BODY, number=2), name="kinh-te-chinh-tri.pdf")
    assert (card.title, card.place, card.kind) == ("Kinh te chinh tri", "", "")


def test_the_running_head_names_journal_issue_and_year() -> None:
    card = described(page("Một nhan đề để thử", BODY), said=Metadata(journal="Tạp chí Thử nghiệm, số 4/2021"))
    assert (card.journal, card.issue, card.year, card.kind) == (
        "Tạp chí Thử nghiệm",
        "4/2021",
        2021,
        "Bài báo khoa học",
    )


def test_lines_of_a_table_of_contents_give_no_title() -> None:
    entries = [Block(f"Chuyện thứ {at} … {at}", BlockKind.CONTENTS) for at in (1, 2, 3)]
    assert described(page(*entries, head("Một nhan đề để thử"), BODY)).title == "Một nhan đề để thử"


def test_an_article_saved_as_text_has_the_day_that_tells_the_hour() -> None:
    lines = [
        "Thứ Bảy, 20/7/2024",
        "Ban Tuyên giáo Trung ương",
        "Thứ Tư, 11/10/2023 10:20'(GMT+7)",
        "Một nhan đề để thử",
    ]
    card = described(page(*lines, BODY), media_type="text/plain")
    assert (card.title, card.issued_on, card.kind) == ("Một nhan đề để thử", date(2023, 10, 11), "Bài viết")


def test_a_headline_may_begin_with_a_day() -> None:
    headline = "Ngày 5/1/1960, tại Hà Nội, Chủ tịch Hồ Chí Minh phát biểu"
    assert suggested(page(headline, "Thứ bảy, 21/02/2026", BODY), media_type="text/plain")[0] == headline
    dated = described(page(headline, "Thứ bảy, 21/02/2026 10:20'(GMT+7)", BODY), media_type="text/plain")
    assert dated.title == headline


@pytest.mark.parametrize(
    "lines",
    [
        ["1.1 Trình tự xử lý tài liệu của thư viện là:", "a. Nhận, ghi, xếp", "b. Ghi, nhận, xếp"],
        ["• Đề cương", "• Các dạng tài liệu", "Sau khi hoàn thành bài này, người học phải nắm được:"],
        ["ĐẢNG CỘNG SẢN VIỆT NAM", "Chi bộ họp ngày thường kỳ và bàn nhiều việc."],
        ["Một dòng không có gì nói rằng nó là nhan đề", BODY],
        ["Nhan đề bị cắt ngang ở giữa chừng ...", BODY],
    ],
)
def test_a_line_that_only_stands_first_is_no_title(lines: list[str]) -> None:
    suggested(page(*lines, BODY))


def test_a_contract_is_not_called_by_the_name_of_the_state() -> None:
    lines = ("CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập – Tự do – Hạnh phúc", "Suối Thử, ngày ….tháng … năm 2023")
    card = described(page(*lines, "HỢP ĐỒNG NGUYÊN TẮC", "Hôm nay, chúng tôi gồm có:", BODY))
    assert (card.title, card.year) == ("Hợp đồng nguyên tắc", None)


@pytest.mark.parametrize(
    ("note", "year"),
    [("Công tác năm 2022", None), ("Suối Thử, ngày … tháng … năm 2023", None), ("Suối Thử, tháng 5 năm 2023", 2023)],
)
def test_the_year_that_a_text_is_about_is_in_doubt(note: str, year: int | None) -> None:
    assert described(page("BÁO CÁO CỦA TỔ BỘ MÔN", note, BODY)).year == year


@pytest.mark.parametrize("name", ["hoi-thao-ve-van-hoa-doc.txt", "Hội thảo về văn hóa đọc (2).txt"])
def test_a_line_that_the_name_of_the_file_repeats_is_the_title(name: str) -> None:
    lines = page("Hội thảo về văn hoá đọc", "Một dòng nữa của trang.", BODY)
    assert described(lines, media_type="text/plain", name=name).title == "Hội thảo về văn hoá đọc"


def test_a_line_that_the_address_of_the_page_repeats_is_the_title() -> None:
    address = "nguồn: https://thu.example/tin-tuc/hoi-thao-ve-van-hoa-doc-1234.html"
    assert described(page(address, "Hội thảo về văn hoá đọc", BODY)).title == "Hội thảo về văn hoá đọc"
    assert described(page("nguồn: https://van-hoa-doc.example/", "Văn hoá đọc", BODY)).title == "A"


def test_the_board_that_wrote_a_course_text() -> None:
    board = ["HỘI ĐỒNG BIÊN SOẠN", "GS. TS. Trần Văn Bính (chủ biên)", "PGS. TS. Lê Thị Cúc", "ThS. Bùi Thị Hoa"]
    card = described(page("GIÁO TRÌNH LOGIC HỌC", "GS.TS. Trần Văn Bính", "(chủ biên)", "HÀ NỘI - 2019", *board, BODY))
    assert card.authors == ("Trần Văn Bính", "Lê Thị Cúc", "Bùi Thị Hoa")


def test_a_running_foot_may_begin_with_the_issue() -> None:
    foot = "SỐ 04 (CS.01) 2022 TẠP CHÍ NGHIÊN CỨU THỬ 49"
    card = described(page("Một nhan đề để thử", BODY), said=Metadata(journal=foot))
    assert (card.journal, card.issue, card.year) == ("Tạp chí Nghiên cứu Thử", "04 (CS.01)", 2022)
