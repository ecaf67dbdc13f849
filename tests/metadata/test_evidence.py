"""Where each value comes from, and what stays a suggestion."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest

from indexer.metadata import Description, describe
from indexer.model import Block, BlockKind, Evidence, Extraction, Metadata, Origin, Page, Source, Standing

LEFT = ["ĐẢNG BỘ HUYỆN SUỐI THỬ", "ĐẢNG ỦY TRƯỜNG CHÍNH TRỊ THỬ", "*", "Số 07-NQ/ĐU"]
RIGHT = ["ĐẢNG CỘNG SẢN VIỆT NAM", "Suối Thử, ngày 09 tháng 4 năm 2022"]
TITLE = ["NGHỊ QUYẾT", "về đổi mới sinh hoạt chuyên đề", "-----"]
BODY = ["Căn cứ Quy định số 66-QĐ/TW, ngày 6-2-2017 của Ban Bí thư;", "Đảng ủy quyết nghị như sau."]
SIGNED = ["T/M ĐẢNG ỦY", "BÍ THƯ", "Phạm Thị Lan"]
PROSE = "Đây là một đoạn văn đủ dài để không ai lầm nó với nhan đề. Đoạn ấy còn dài nữa. Dài mãi, dài mãi mà chưa hết."


def described(
    *pages: Sequence[str | Block],
    media_type: str = "application/pdf",
    said: Metadata | None = None,
    name: str = "a.pdf",
    labels: Sequence[str | None] = (),
) -> Description:
    made = tuple(
        Page(
            at + 1,
            labels[at] if labels else None,
            tuple(each if isinstance(each, Block) else Block(each) for each in blocks),
        )
        for at, blocks in enumerate(pages)
    )
    return describe(Extraction(media_type, made, paged=True, properties=said or Metadata()), name)


def of(description: Description, field: str) -> list[Evidence]:
    return [each for each in description.evidence if each.field == field]


def offered(description: Description, field: str) -> list[str]:
    """The values in doubt for a field, which the card then does not have."""
    assert not getattr(description.card, field)
    assert {each.standing for each in of(description, field)} <= {Standing.OPEN}
    return [each.value for each in of(description, field)]


def test_each_value_has_its_line_and_page() -> None:
    description = described([*LEFT, *RIGHT, *TITLE, *BODY], SIGNED)
    sure, first = Standing.SURE, Source.FIRST_PAGE
    assert description.evidence == (
        Evidence(
            "title",
            "Nghị quyết về đổi mới sinh hoạt chuyên đề",
            first,
            sure,
            "NGHỊ QUYẾT về đổi mới sinh hoạt chuyên đề",
            1,
        ),
        Evidence("kind", "Nghị quyết", first, sure, "NGHỊ QUYẾT", 1),
        Evidence("number", "07-NQ/ĐU", first, sure, "Số 07-NQ/ĐU", 1),
        Evidence(
            "issuer",
            "Đảng ủy Trường Chính trị Thử",
            first,
            sure,
            "ĐẢNG BỘ HUYỆN SUỐI THỬ ĐẢNG ỦY TRƯỜNG CHÍNH TRỊ THỬ",
            1,
        ),
        Evidence("issued_on", "2022-04-09", first, sure, RIGHT[1], 1),
        Evidence("year", "2022", first, sure, RIGHT[1], 1),
        Evidence("place", "Suối Thử", first, sure, RIGHT[1], 1),
        Evidence("signer", "Phạm Thị Lan", Source.SIGNATURE, sure, "T/M ĐẢNG ỦY … Phạm Thị Lan", 2),
    )


@pytest.mark.parametrize(("confidence", "number"), [(96, "07-NQ/ĐU"), (84, ""), (0, "")])
def test_nothing_is_sure_on_a_page_whose_recognition_is_in_doubt(confidence: int, number: str) -> None:
    blocks = tuple(Block(each) for each in [*LEFT, *RIGHT, *TITLE, *BODY])
    page = Page(1, None, blocks, Origin.RECOGNITION, confidence)
    signed = Page(2, None, tuple(Block(each) for each in SIGNED))
    description = describe(Extraction("application/pdf", (page, signed), paged=True), "a.pdf")
    assert description.card.number == number
    assert [each.value for each in of(description, "number")] == ["07-NQ/ĐU"]
    assert description.card.signer == "Phạm Thị Lan"


def test_two_numbers_or_two_days_tie_and_neither_is_chosen() -> None:
    heading = [*LEFT, "Số 08-NQ/ĐU", *RIGHT, "Bản Thử, ngày 10 tháng 4 năm 2022"]
    description = described([*heading, *TITLE, *BODY])
    assert offered(description, "number") == ["07-NQ/ĐU", "08-NQ/ĐU"]
    assert offered(description, "issued_on") == ["2022-04-09", "2022-04-10"]
    assert description.card.year == 2022  # both days are in it
    assert [each.line for each in of(description, "number")] == ["Số 07-NQ/ĐU", "Số 08-NQ/ĐU"]


@pytest.mark.parametrize(
    "dated",
    [
        "Suối Thử, ngày … tháng … năm 2022",
        "Suối Thử, ngày      tháng 4 năm 2022",
        "Suối Thử, ngày ... tháng ... năm 2022",
        "Suối Thử, ngày 31 tháng 02 năm 2022",
    ],
)
def test_a_draft_has_a_doubtful_year_and_no_day(dated: str) -> None:
    description = described([*LEFT[:3], "Số      -NQ/ĐU", RIGHT[0], dated, *TITLE, *BODY])
    assert (description.card.number, description.card.issued_on) == ("", None)
    assert offered(description, "year") == ["2022"]


@pytest.mark.parametrize(
    ("dated", "day"),
    [
        ("Suối Thử, ngày 9-4-2022", date(2022, 4, 9)),
        ("Suối Thử, ngày 09/4/2022", date(2022, 4, 9)),
        ("Suối Thử, ngày  9  tháng  4  năm  2022", date(2022, 4, 9)),
        ("Suối Thử, ngày 09 tháng tư năm 2022", date(2022, 4, 9)),
        ("TP. Hồ Chí Minh, ngày 01 tháng 12 năm 1999", date(1999, 12, 1)),
        ("Định Hoá, ngày 09tháng 4năm 2022", date(2022, 4, 9)),
    ],
)
def test_days_as_headings_print_them(dated: str, day: date) -> None:
    card = described([*LEFT, RIGHT[0], dated, *TITLE, *BODY]).card
    assert (card.issued_on, card.year, card.place) == (day, day.year, dated.split(",", maxsplit=1)[0])


def test_a_letter_whose_subject_names_another_paper_and_whose_date_goes_on_a_second_line() -> None:
    left = ["TỈNH ỦY A", "*", "Số 45-CV/TU", "V/v học tập Nghị quyết số 57-NQ/TW ngày 22 tháng 12 năm 2024"]
    right = [RIGHT[0], "Bình An, ngày 09 tháng 02 năm", "2025"]
    card = described([*left, *right, "Kính gửi: Các đảng ủy", PROSE]).card
    assert card.title == "Công văn về việc học tập Nghị quyết số 57-NQ/TW ngày 22 tháng 12 năm 2024"
    assert (card.number, card.issued_on, card.place) == ("45-CV/TU", date(2025, 2, 9), "Bình An")


def test_a_day_that_does_not_fit_the_year_of_the_number_is_in_doubt() -> None:
    heading = ["QUỐC HỘI", "Luật số: 99/2031/QH17", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"]
    description = described([*heading, "Hà Nội, ngày 5 tháng 6 năm 2030", "LUẬT", "Thử", "Căn cứ Hiến pháp;"])
    assert offered(description, "issued_on") == ["2030-06-05"]
    assert description.card.year == 2031


def test_a_law_is_dated_by_its_passing() -> None:
    heading = ["QUỐC HỘI", "Luật số: 99/2031/QH17", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "LUẬT", "Thử"]
    passed = "Luật này được Quốc hội khóa XVII, kỳ họp thứ 3 thông qua ngày 18 tháng 01 năm 2031./."
    description = described([*heading, "Căn cứ Hiến pháp;"], [PROSE, passed])
    assert description.card.issued_on == date(2031, 1, 18)
    (day,) = of(description, "issued_on")
    assert (day.source, day.line, day.page) == (Source.LAST_PAGE, passed, 2)


CENTRE = ["BAN CHẤP HÀNH TRUNG ƯƠNG", "*", "Số 01-QĐ/TW", RIGHT[0], "Hà Nội, ngày 1 tháng 2 năm 2020"]


def test_the_body_of_a_paper_of_the_centre_is_in_doubt_where_nobody_signs() -> None:
    unsigned = described([*CENTRE, "QUY ĐỊNH", "về việc thử", *BODY])
    assert offered(unsigned, "issuer") == ["Ban Chấp hành Trung ương"]
    signed = described([*CENTRE, "QUY ĐỊNH", "về việc thử", *BODY], ["T/M BỘ CHÍNH TRỊ", "Nguyễn Văn Thử"])
    assert signed.card.issuer == "Bộ Chính trị"
    (issuer,) = of(signed, "issuer")
    assert (issuer.source, issuer.page) == (Source.SIGNATURE, 2)


NOTE = "(Ban hành kèm theo Quyết định số 12-QĐ/ĐU, ngày 20-2-2018 của Đảng ủy Trường Chính trị Thử)"


@pytest.mark.parametrize("rule", [[], ["-----"]])
def test_rules_issued_with_a_decision_have_its_number_and_day(rule: list[str]) -> None:
    description = described(["QUY CHẾ", "làm việc của Đảng ủy", *rule, NOTE, "Điều 1. Phạm vi", PROSE])
    card = description.card
    assert (card.kind, card.title) == ("Quy chế", "Quy chế làm việc của Đảng ủy")
    assert (card.number, card.issued_on, card.issuer) == (
        "12-QĐ/ĐU",
        date(2018, 2, 20),
        "Đảng ủy Trường Chính trị Thử",
    )
    assert {each.line for field in ("number", "issued_on", "issuer") for each in of(description, field)} == {NOTE}


def test_the_heading_of_the_decision_stands_before_that_of_the_rules() -> None:
    decision = [*LEFT[:3], "Số 12-QĐ/ĐU", *RIGHT, "QUYẾT ĐỊNH", "ban hành Quy chế làm việc", "-----", *BODY, *SIGNED]
    card = described(decision, ["QUY CHẾ", "làm việc của Đảng ủy", NOTE, PROSE]).card
    assert (card.kind, card.number, card.issued_on) == ("Quyết định", "12-QĐ/ĐU", date(2022, 4, 9))
    assert card.title == "Quyết định ban hành Quy chế làm việc"


def test_a_paper_reprinted_in_a_book_has_its_number_under_the_title() -> None:
    lines = ["NGHỊ QUYẾT CỦA BỘ CHÍNH TRỊ", "về việc thử", "(Số 01-NQ/TW, ngày 9-10-2014)", PROSE]
    card = described(lines).card
    assert (card.number, card.issued_on, card.issuer) == ("01-NQ/TW", date(2014, 10, 9), "Bộ Chính trị")
    assert card.title == "Nghị quyết về việc thử"


def test_what_only_the_files_properties_or_name_say_is_in_doubt() -> None:
    said = Metadata(title="Nhan đề của tệp", authors=("Lê Văn Tám",))
    description = described([PROSE], said=said, name="12_NQ-ĐU (ban quet).pdf")
    assert offered(description, "authors") == ["Lê Văn Tám"]
    assert offered(description, "number") == ["12-NQ/ĐU"]
    said_so, named = of(description, "title")
    assert (said_so.value, said_so.standing, said_so.source) == ("Nhan đề của tệp", Standing.OPEN, Source.PROPERTIES)
    assert (named.standing, named.source) == (Standing.OPEN, Source.FILE_NAME)
    assert description.card.title == named.value == "12 NQ ĐU (ban quet)"  # a list needs a name


def test_a_web_page_says_itself_who_wrote_it_and_when() -> None:
    said = Metadata(
        title="Nhan đề", authors=("Lê Văn Tám",), issued_on=date(2020, 3, 5), year=2020, url="https://thu.example/1"
    )
    card = described([Block("Nhan đề", BlockKind.HEADING, 1), PROSE], said=said, media_type="text/html").card
    assert (card.authors, card.issued_on, card.url) == (("Lê Văn Tám",), date(2020, 3, 5), "https://thu.example/1")


def test_the_name_of_a_site_is_no_sure_title() -> None:
    description = described(["TẠP CHÍ LỊCH SỬ THỬ | THE TRIAL REVIEW", PROSE])
    assert {each.standing for each in of(description, "title")} == {Standing.OPEN}
    assert description.card.title == "A"


def test_a_journal_paper_with_all_that_a_citation_needs() -> None:
    head = "Tạp chí Nghiên cứu Thử, Tập 5, số 2/2023, tr. 12-15"
    lines = [
        head,
        "ISSN 1234-5679; DOI: 10.12345/thu.2023.05",
        "LÝ LUẬN VÀ THỰC TIỄN",
        "Trần Văn Bính",
        "Tóm tắt: Ngắn.",
    ]
    description = described([*lines, PROSE])
    card = description.card
    assert (card.journal, card.volume, card.issue, card.page_range) == (
        "Tạp chí Nghiên cứu Thử",
        "5",
        "2/2023",
        "12-15",
    )
    assert (card.issn, card.doi, card.year) == ("1234-5679", "10.12345/thu.2023.05", 2023)
    assert {each.line for each in of(description, "volume")} == {head}


def test_the_pages_of_a_paper_are_those_printed_on_it() -> None:
    said = Metadata(journal="Tạp chí Nghiên cứu Thử, số 2/2023")
    pages = (["LÝ LUẬN VÀ THỰC TIỄN", "Trần Văn Bính", PROSE], [PROSE], [PROSE])
    assert described(*pages, said=said, labels=("45", "46", "47")).card.page_range == "45-47"
    assert described(*pages, said=said, labels=("45", None, "47")).card.page_range == ""
    assert described(*pages, said=said, labels=("1", "2", "3")).card.page_range == ""


def test_an_identifier_that_its_last_figure_disproves_is_in_doubt() -> None:
    lines = ["LÝ LUẬN VÀ THỰC TIỄN", "Trần Văn Bính", "ISSN 1234-5670", "Tóm tắt: Ngắn.", PROSE]
    assert offered(described(lines), "issn") == ["1234-5670"]


def test_a_book_with_its_imprint() -> None:
    cover = ["Vũ Thị Mai (chủ biên)", "GIÁO TRÌNH", "LOGIC HỌC", "Tập 2", "(Tái bản lần thứ hai, có sửa chữa)"]
    imprint = ["NHÀ XUẤT BẢN CHÍNH TRỊ QUỐC GIA SỰ THẬT", "Hà Nội – 2019"]
    end = ["Chịu trách nhiệm xuất bản: Giám đốc", "Mã số ISBN: 978-604-00-0000-2"]
    description = described([*cover, *imprint], *([PROSE] for _ in range(30)), end)
    card = description.card
    assert (card.publisher, card.place, card.year) == ("Nxb. Chính trị quốc gia Sự thật", "Hà Nội", 2019)
    assert (card.edition, card.volume) == ("Tái bản lần thứ hai, có sửa chữa", "2")
    (isbn,) = of(description, "isbn")
    assert (isbn.value, isbn.source, isbn.page) == ("978-604-00-0000-2", Source.LAST_PAGE, 32)


def test_a_course_text_typed_in_small_letters_for_a_font_of_capitals_gets_its_capitals() -> None:
    description = described(["Giáo trình kinh tế chính trị mác - lênin", "(Dành cho bậc đại học)"], [PROSE])
    assert description.card.title == "Giáo trình kinh tế chính trị Mác - Lênin"


def test_a_paper_does_not_take_the_publisher_of_another_work() -> None:
    lines = ["LÝ LUẬN VÀ THỰC TIỄN", "Trần Văn Bính", "Tóm tắt: Ngắn.", "Từ khóa: một", PROSE, "Nxb. Sự thật"]
    assert described(lines).card.publisher == ""
