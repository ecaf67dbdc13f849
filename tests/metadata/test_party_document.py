"""Headings of Party and State documents, in every order that extraction hands them over."""

from __future__ import annotations

from datetime import date

import pytest

from indexer.metadata.party_document import read_party_document
from indexer.model import Block, Metadata, Page


def card(*lines: str) -> Metadata:
    found, sure = read_party_document([Page(1, None, tuple(Block(line) for line in lines))])
    assert sure
    return found.description().card


PREAMBLE = "Căn cứ Quy định số 66-QĐ/TW, ngày 6-2-2017 của Ban Bí thư về thể loại văn bản;"
EXPECTED = Metadata(
    title="Nghị quyết về đổi mới sinh hoạt chuyên đề trong học kỳ II",
    kind="Nghị quyết",
    number="07-NQ/ĐU",
    issuer="Đảng ủy Trường Chính trị Thử",
    issued_on=date(2022, 4, 9),
    year=2022,
    place="Suối Thử",
    signer="Phạm Thị Lan",
)
DATED = "Suối Thử, ngày 09 tháng 4 năm 2022"
COLUMNS = [
    *("ĐẢNG BỘ HUYỆN SUỐI THỬ", "ĐẢNG ỦY TRƯỜNG CHÍNH TRỊ THỬ", "*", "Số 07-NQ/ĐU", "ĐẢNG CỘNG SẢN VIỆT NAM", DATED),
    *("NGHỊ QUYẾT", "về đổi mới sinh hoạt chuyên đề", "trong học kỳ II", "-----", PREAMBLE),
    *("T/M ĐẢNG ỦY", "BÍ THƯ", "(đã ký)", "Phạm Thị Lan"),
]
PARTY = {
    "columns": COLUMNS,
    "name on two lines": [COLUMNS[0], "ĐẢNG ỦY", "TRƯỜNG CHÍNH TRỊ THỬ", *COLUMNS[2:]],
    "right column between": [COLUMNS[0], "ĐẢNG ỦY", COLUMNS[4], "TRƯỜNG CHÍNH TRỊ THỬ", *COLUMNS[2:4], *COLUMNS[5:]],
    "left column in one block": [" ".join(COLUMNS[:4]), " ".join(COLUMNS[4:6]), *COLUMNS[6:]],
    "joined line by line": [
        f"{COLUMNS[0]} {COLUMNS[4]}",
        f"{COLUMNS[1]} {DATED}",
        "*",
        *COLUMNS[3:4],
        *COLUMNS[6:],
    ],
    "number and date on one line": [f"{COLUMNS[0]} {COLUMNS[4]}", COLUMNS[1], f"Số 07-NQ/ĐU {DATED}", *COLUMNS[6:]],
    "all in one block": [
        " ".join(COLUMNS[:8]) + " trong học kỳ II ----- " + PREAMBLE,
        "Nơi nhận: - Các chi bộ, T/M ĐẢNG ỦY BÍ THƯ Phạm Thị Lan",
    ],
    "subject in capitals": [*COLUMNS[:7], "VỀ ĐỔI MỚI SINH HOẠT CHUYÊN ĐỀ", "TRONG HỌC KỲ II", *COLUMNS[9:]],
    "rule in the subject": [*COLUMNS[:7], "về đổi mới sinh hoạt chuyên đề trong học kỳ II -----", *COLUMNS[10:]],
    "no rule": [*COLUMNS[:9], *COLUMNS[10:]],
    "secrecy and draft marks": ["MẬT", *COLUMNS[:6], "DỰ THẢO", *COLUMNS[6:]],
    "the other tone place": [each.replace("ỦY", "UỶ") for each in COLUMNS],
    "a running notice": ["Tài liệu lưu hành nội bộ", *COLUMNS],
}


@pytest.mark.parametrize("lines", PARTY.values(), ids=PARTY.keys())
def test_one_party_document_in_every_order(lines: list[str]) -> None:
    assert card(*lines) == EXPECTED


def test_without_subject_the_title_is_kind_and_number() -> None:
    assert card(*COLUMNS[:7], PREAMBLE).title == "Nghị quyết 07-NQ/ĐU"


def test_the_preamble_gives_no_number_and_no_date() -> None:
    found = card("ĐẢNG CỘNG SẢN VIỆT NAM", DATED, "NGHỊ QUYẾT", "về việc thử", PREAMBLE)
    assert found.number == ""
    assert found.issued_on == date(2022, 4, 9)


def test_a_number_in_the_subject_is_not_the_documents() -> None:
    subject = "thực hiện Chỉ thị số 23-CT/TW, ngày 9-2-2018 của Ban Bí thư"
    found = card(*COLUMNS[:6], "KẾ HOẠCH", subject, "-----", PREAMBLE)
    assert found.title == f"Kế hoạch {subject}"
    assert found.number == "07-NQ/ĐU"
    assert found.issued_on == date(2022, 4, 9)


def test_a_blank_number_and_day_stay_empty() -> None:
    found = card(
        "CHI BỘ KHOA A", "*", "Số -NQ/CB", "ĐẢNG CỘNG SẢN VIỆT NAM", "Thử, ngày … tháng … năm 2022", "NGHỊ QUYẾT"
    )
    assert (found.number, found.issued_on, found.issuer) == ("", None, "Chi bộ Khoa A")


@pytest.mark.parametrize(
    ("signed", "issuer"),
    [
        ("T/M BỘ CHÍNH TRỊ", "Bộ Chính trị"),
        ("T/M BAN BÍ THƯ", "Ban Bí thư"),
        ("T/M BAN CHẤP HÀNH TRUNG ƯƠNG", "Ban Chấp hành Trung ương"),
    ],
)
def test_the_centres_papers_are_of_the_body_that_signs(signed: str, issuer: str) -> None:
    heading = [
        "BAN CHẤP HÀNH TRUNG ƯƠNG",
        "*",
        "Số 01-QĐ/TW",
        "ĐẢNG CỘNG SẢN VIỆT NAM",
        "Hà Nội, ngày 1 tháng 2 năm 2020",
    ]
    found = card(*heading, "QUY ĐỊNH", "về việc thử", PREAMBLE, signed, "Nguyễn Văn Thử")
    assert (found.issuer, found.signer, found.kind) == (issuer, "Nguyễn Văn Thử", "Quy định")


def test_the_body_may_stand_under_the_type_line() -> None:
    found = card("ĐẢNG CỘNG SẢN VIỆT NAM", "Số 01-CT/TW", "CHỈ THỊ CỦA BAN BÍ THƯ", "về việc thử", PREAMBLE)
    assert (found.issuer, found.title) == ("Ban Bí thư", "Chỉ thị về việc thử")


@pytest.mark.parametrize(
    ("lines", "issuer"),
    [
        (["BAN CHẤP HÀNH TRUNG ƯƠNG", "BAN TỔ CHỨC"], "Ban Tổ chức Trung ương"),
        (["BAN CHẤP HÀNH TRUNG ƯƠNG BAN TỔ CHỨC"], "Ban Tổ chức Trung ương"),
        (["BAN CHẤP HÀNH TRUNG ƯƠNG", "VĂN PHÒNG"], "Văn phòng Trung ương Đảng"),
        (["TỈNH ỦY QUẢNG NINH"], "Tỉnh ủy Quảng Ninh"),
        (["TỈNH ỦY NGHỆ AN", "BAN TUYÊN GIÁO VÀ DÂN VẬN"], "Ban Tuyên giáo và Dân vận Tỉnh ủy Nghệ An"),
        (["ĐẢNG BỘ TỈNH A", "BAN CHẤP HÀNH"], "Ban Chấp hành Đảng bộ tỉnh A"),
        (["ĐẢNG ỦY TRƯỜNG B", "CHI BỘ", "KHOA XÂY DỰNG ĐẢNG"], "Chi bộ Khoa Xây dựng Đảng"),
        (["ĐẢNG ỦY XÃ NGHĨA TÂM"], "Đảng ủy xã Nghĩa Tâm"),
    ],
)
def test_issuers_of_the_party(lines: list[str], issuer: str) -> None:
    assert card(*lines, "*", "Số 02-BC/ĐU", "ĐẢNG CỘNG SẢN VIỆT NAM", DATED, "BÁO CÁO", "về việc thử").issuer == issuer


MOTTO = "Độc lập - Tự do - Hạnh phúc"
NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"


def test_a_state_document() -> None:
    heading = [
        "BỘ THỬ NGHIỆM",
        "TRƯỜNG ĐẠI HỌC THỬ",
        "-------",
        "Số: 12/QĐ-ĐHT",
        NATION,
        MOTTO,
        "---------------",
        DATED,
    ]
    found = card(*heading, "QUYẾT ĐỊNH", "Về việc ban hành Quy chế thử", "HIỆU TRƯỞNG TRƯỜNG ĐẠI HỌC THỬ", PREAMBLE)
    assert (found.kind, found.number, found.issuer) == ("Quyết định", "12/QĐ-ĐHT", "Trường Đại học Thử")
    assert (found.title, found.place) == ("Quyết định về việc ban hành Quy chế thử", "Suối Thử")


def test_a_state_document_joined_line_by_line() -> None:
    heading = [f"UBND TỈNH A {NATION}", f"SỞ GIÁO DỤC VÀ ĐÀO TẠO {MOTTO}", f"Số: 12/KH-SGDĐT {DATED}"]
    found = card(*heading, "KẾ HOẠCH", "Bồi dưỡng giáo viên năm 2022", PREAMBLE)
    assert (found.number, found.issuer, found.issued_on) == ("12/KH-SGDĐT", "Sở Giáo dục và Đào tạo", date(2022, 4, 9))
    assert found.title == "Kế hoạch Bồi dưỡng giáo viên năm 2022"


def test_a_law_carries_its_kind_in_its_title() -> None:
    found = card(
        "QUỐC HỘI", "Luật số: 99/2031/QH17", f"{NATION} {MOTTO}", "LUẬT", "THỬ NGHIỆM CÔNG NGHỆ", "Căn cứ Hiến pháp"
    )
    assert (found.title, found.kind, found.number) == ("Luật Thử nghiệm công nghệ", "Luật", "99/2031/QH17")
    assert (found.issuer, found.year, found.issued_on) == ("Quốc hội", 2031, None)


def test_a_site_may_put_the_name_above_the_heading() -> None:
    found = card(NATION, MOTTO, "Luật Thử số 99/2031/QH17", "Nguồn: trang thử", "LUẬT", "Thử", "Căn cứ Hiến pháp")
    assert (found.title, found.number, found.issuer) == ("Luật Thử", "99/2031/QH17", "Quốc hội")


@pytest.mark.parametrize(
    ("lines", "number", "issuer"),
    [
        (["SỞ NỘI VỤ", "Số: 77/SNV-VP", "V/v mời họp thử", NATION, MOTTO, DATED], "77/SNV-VP", "Sở Nội vụ"),
        (["TỈNH ỦY A", "*", "Số 8-CV/TU", "V/v mời họp thử", "ĐẢNG CỘNG SẢN VIỆT NAM", DATED], "08-CV/TU", "Tỉnh ủy A"),
    ],
)
def test_an_official_letter(lines: list[str], number: str, issuer: str) -> None:
    found = card(*lines, "Kính gửi: Các trường", "Thực hiện Chỉ thị số 23-CT/TW, đề nghị họp.")
    assert (found.kind, found.title) == ("Công văn", "Công văn về việc mời họp thử")
    assert (found.number, found.issuer, found.issued_on) == (number, issuer, date(2022, 4, 9))


@pytest.mark.parametrize(
    "lines",
    [
        [],
        ["Nghị quyết số 37-NQ/TW và công tác lý luận", "Nguyễn Văn Thử", "Tóm tắt: Ngắn."],
        [
            "ĐẢNG CỘNG SẢN VIỆT NAM VÀ SỰ NGHIỆP ĐỔI MỚI",
            "Nguyễn Văn Thử",
            "Theo Nghị quyết số 05-NQ/TW, ngày 1-2-2003.",
        ],
        ["BÁO CÁO THAM LUẬN", "Chúng tôi trình bày."],
        ["Chương 1. Mở đầu", "Số 23-CT/TW là một chỉ thị."],
    ],
)
def test_other_papers_are_none(lines: list[str]) -> None:
    assert not read_party_document([Page(1, None, tuple(Block(line) for line in lines))])[1]


HOSTILE = [
    "Ă" * 590,
    "A. " * 190,
    "Ăn " * 190,
    "A-" * 290,
    "1 " * 290,
    "ngày 1 tháng " * 45,
    "Số " * 190,
    "* " * 290,
    "-" * 590,
]


@pytest.mark.parametrize(
    "text", [*HOSTILE, *(f"{each} ngày" for each in HOSTILE), *(f"TP. {each}, ngày 1" for each in HOSTILE)]
)
def test_hostile_headings_take_no_long_time(text: str) -> None:
    read_party_document([Page(1, None, tuple(Block(text) for _ in range(40)))])
