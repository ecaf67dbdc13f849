"""References in running text: what names a document is found with all it says, and what only looks so is not."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.metadata.numbers import read_number
from indexer.metadata.references import find_references, name_key
from indexer.metadata.references.bodies import body_end
from indexer.metadata.references.text import lowered
from indexer.model import Certainty, Reference

# text | kind | number | symbol | date or year | issuer | term | place in it. The text is named whole, but for what stands
# in braces before it or behind.
STATED = """
Chỉ thị số 23-CT/TW ngày 9/2/2018 của Ban Bí thư|Chỉ thị|23|CT/TW|2018-02-09|Ban Bí thư||
Nghị quyết số 37-NQ/TW, ngày 9-10-2014, của Bộ Chính trị|Nghị quyết|37|NQ/TW|2014-10-09|Bộ Chính trị||
Nghị quyết số 05-NQ/ĐU ngày 15 tháng 6 năm 2018 của Đảng ủy Trường Chính trị Mẫu|Nghị quyết|05|NQ/ĐU|2018-06-15|Đảng ủy Trường Chính trị Mẫu||
Chỉ thị 03-CT/ĐU|Chỉ thị|03|CT/ĐU||||
Quy chế làm việc số 02-QC/ĐU ngày 20/10/2020|Quy chế|02|QC/ĐU|2020-10-20|||
Kế hoạch số 12- KH/ĐU của Ban Thường vụ Đảng ủy|Kế hoạch|12|KH/ĐU||Ban Thường vụ Đảng ủy||
HƯỚNG DẪN SỐ 07-HD/ĐU NGÀY 02/7/2018 CỦA ĐẢNG ỦY|Hướng dẫn|07|HD/ĐU|2018-07-02|ĐẢNG ỦY||
HD 07-HD/ĐU|Hướng dẫn|07|HD/ĐU||||
QĐ số 11-QĐ/TW|Quyết định|11|QĐ/TW||||
quy định số 08-QĐi/TW, ngày 25 tháng 10 năm 2018|Quy định|08|QĐi/TW|2018-10-25|||
Quy địnhsố 89-QĐ/TW|Quy định|89|QĐ/TW||||
Quyết định sô 384/QĐ-TCTM ngày 17-9-2015|Quyết định|384|QĐ-TCTM|2015-09-17|||
Nghị quyết 36/NQ-TW (22/10/2018) của Ban Chấp hành Trung ương Đảng (khóa XII)|Nghị quyết|36|NQ/TW|2018-10-22|Ban Chấp hành Trung ương Đảng|12|
Nghị quyết số 27-TW/NQ ngày 09/11/2022|Nghị quyết|27|NQ/TW|2022-11-09|||
Chỉ thị số 100-CT/Trung ương|Chỉ thị|100|CT/TW||||
Kết luận số 21–KL/TW (ngày 25/10/2021)|Kết luận|21|KL/TW|2021-10-25|||
Kết luận số 106b-KL/TU ngày 22/7/2017 của Tỉnh ủy Mẫu Sơn|Kết luận|106b|KL/TU|2017-07-22|Tỉnh ủy Mẫu Sơn||
Công văn số 34O-CV/ĐU ngày 1/8/2019|Công văn|340|CV/ĐU|2019-08-01|||
Chương trình hành động số 06-CTR/TU ngày 12/01/2026|Chương trình hành động|06|CTr/TU|2026-01-12|||
Thông báo kết luận số 81-TB/TW|Thông báo kết luận|81|TB/TW||||
Nghị quyết số 39-NQ/TW của Bộ Chính trị khóa IX|Nghị quyết|39|NQ/TW||Bộ Chính trị|9|
Nghị quyết số 20-NQ/TW của Hội nghị lần thứ sáu Ban Chấp hành Trung ương Đảng khoá X|Nghị quyết|20|NQ/TW||Hội nghị lần thứ sáu Ban Chấp hành Trung ương Đảng|10|
Nghị quyết số 18-NQ/TW Hội nghị Trung ương 6 khóa XII|Nghị quyết|18|NQ/TW||Hội nghị Trung ương 6|12|
Nghị quyết của Bộ Chính trị số 35-NQ/TW|Nghị quyết|35|NQ/TW||Bộ Chính trị||
{Ngày 9/10/2014, Bộ Chính trị ban hành }Nghị quyết số 37-NQ/TW|Nghị quyết|37|NQ/TW|2014-10-09|Bộ Chính trị||
{Ngày 09 tháng 02 năm 2018, Ban Bí thư đã ra }Chỉ thị 23-CT/TW|Chỉ thị|23|CT/TW|2018-02-09|Ban Bí thư||
Kết luận số 160-KL/TW của Bộ Chính trị, Ban Bí thư{ về giữ nguyên}|Kết luận|160|KL/TW||Bộ Chính trị, Ban Bí thư||
Hướng dẫn số 26-HD/BTCTW của Ban Tổ chức Trung ương{ về nghiệp vụ}|Hướng dẫn|26|HD/BTCTW||Ban Tổ chức Trung ương||
Quyết định số 142-QĐ/HVCTQG của Giám đốc Học viện Chính trị quốc gia Hồ Chí Minh{ quy định}|Quyết định|142|QĐ/HVCTQG||Giám đốc Học viện Chính trị quốc gia Hồ Chí Minh||
Quyết định số 543/QĐ-UBND ngày 04/02/2026 của UBND thành phố Mẫu Thành{ tổ chức lại}|Quyết định|543|QĐ-UBND|2026-02-04|UBND thành phố Mẫu Thành||
Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ{ về công tác văn thư}|Nghị định|30/2020|NĐ-CP|2020-03-05|Chính phủ||
Thông tư số 01/2011/TT-BNV của Bộ Nội vụ{ hướng dẫn}|Thông tư|01/2011|TT-BNV|2011|Bộ Nội vụ||
Thông tư liên tịch số 05/2015/TTLT-BGDĐT-BNV của Bộ Giáo dục và Đào tạo{ và liên ngành}|Thông tư liên tịch|05/2015|TTLT-BGDĐT-BNV|2015|Bộ Giáo dục và Đào tạo||
Luật Thực hiện dân chủ ở cơ sở số 10/2022/QH15|Luật|10/2022|QH15|2022|||
Luật số: 59/2020/QH14|Luật|59/2020|QH14|2020|||
Nghị quyết số 12/2021/UBTVQH15 của Ủy ban Thường vụ Quốc hội|Nghị quyết|12/2021|UBTVQH15|2021|Ủy ban Thường vụ Quốc hội||
Sắc lệnh số 47/SL ngày 10 tháng 10 năm 1945|Sắc lệnh|47|SL|1945-10-10|||
Quyết định số 26-CP năm 1969|Quyết định|26|CP|1969|||
{Mục 1.4 Khoản 1 Điều 10 - }Quy định 296-QĐ/TW|Quy định|296|QĐ/TW||||Mục 1.4 Khoản 1 Điều 10
{theo khoản 4, 15, 18 Điều 1 }Quyết định 162/QĐ-TTg|Quyết định|162|QĐ-TTg||||khoản 4, 15, 18 Điều 1
{tại điểm a khoản 2 Điều 3 của }Nghị định 59/2023/NĐ-CP|Nghị định|59/2023|NĐ-CP|2023|||điểm a khoản 2 Điều 3
{nêu ở mục III }Chỉ thị số 03-CT/ĐU|Chỉ thị|03|CT/ĐU||||mục III
Quy định 294QĐ/TW|Quy định|294|QĐ/TW||||
Chỉ thị số 100 của Ban Bí thư{ về khoán}|Chỉ thị|100|CT/TW||Ban Bí thư||
Nghị quyết 29 của Hội nghị Trung ương 8 khóa XI|Nghị quyết|29|NQ/TW||Hội nghị Trung ương 8|11|
Nghị định 30/2020|Nghị định|30/2020|NĐ-CP|2020|||
"""
NAMED = """
Nghị quyết Trung ương 4 khóa XII|Nghị quyết|hội nghị trung ương 4||12|
Nghị quyết Trung ương 4 (khoá XII){ về xây dựng Đảng}|Nghị quyết|hội nghị trung ương 4||12|
NGHỊ QUYẾT TRUNG ƯƠNG BỐN KHÓA XII|Nghị quyết|hội nghị trung ương 4||12|
Nghị quyết Hội nghị lần thứ tư Ban Chấp hành Trung ương Đảng khoá XII|Nghị quyết|hội nghị trung ương 4||12|
Nghị quyết Hội nghị Trung ương lần thứ 4, khóa 12|Nghị quyết|hội nghị trung ương 4||12|
Nghị quyết Hội nghị BCH Trung ương lần thứ tám khóa XI|Nghị quyết|hội nghị trung ương 8||11|
Kết luận Hội nghị Trung ương 4 khóa XIII|Kết luận|hội nghị trung ương 4||13|
Văn kiện Hội nghị lần thứ năm Ban Chấp hành Trung ương khóa VIII||hội nghị trung ương 5||8|
Trung ương 3 khóa VIII (6/1997)||hội nghị trung ương 3|1997|8|
Nghị quyết Đại hội đại biểu toàn quốc lần thứ XIII{ mở ra}|Nghị quyết|đại hội 13||13|
Nghị quyết Đại hội XIII của Đảng|Nghị quyết|đại hội 13||13|
Nghị quyết Đại hội Đảng lần thứ mười hai|Nghị quyết|đại hội 12||12|
Văn kiện Đại hội XIV|Văn kiện|đại hội 14||14|
Văn kiện Đại hội đại biểu toàn quốc lần thứ XlV|Văn kiện|đại hội 14||14|
Báo cáo chính trị tại Đại hội XII của Đảng|Báo cáo chính trị|đại hội 12||12|
Cương lĩnh 1991|Cương lĩnh|cương lĩnh|1991||
Cương lĩnh năm 2011|Cương lĩnh|cương lĩnh|2011||
Cương lĩnh xây dựng đất nước trong thời kỳ quá độ lên chủ nghĩa xã hội (bổ sung, phát triển năm 2011)|Cương lĩnh|cương lĩnh|2011||
Cương lĩnh xây dựng đất nước trong thời kỳ quá độ lên CNXH năm 1991|Cương lĩnh|cương lĩnh|1991||
Điều lệ Đảng{ quy định}|Điều lệ|điều lệ đảng|||
{Điều 12 }Điều lệ Đảng Cộng sản Việt Nam|Điều lệ|điều lệ đảng|||Điều 12
Khoán 10{ và sau đó}|Nghị quyết|10-nq/tw|1988||
Khoán 100|Chỉ thị|100-ct/tw|1981||
Chỉ thị 100{ của Ban}|Chỉ thị|100-ct|||
Nghị quyết 57{ đã đi vào cuộc sống}|Nghị quyết|57-nq|||
NQTW 4 khóa XII|Nghị quyết|hội nghị trung ương 4||12|
Nghị quyết TW4 (khóa XII)|Nghị quyết|hội nghị trung ương 4||12|
Quyết định 162/2020|Quyết định|162/2020/qd|2020||
Luật Đất đai năm 2013|Luật|luật đất đai|2013||
Luật Cán bộ, công chức{ quy định}|Luật|luật cán bộ, công chức|||
LUẬT PHÒNG, CHỐNG THAM NHŨNG|Luật|luật phòng, chống tham nhũng|||
{khoản 1, điều 107 }Luật Đất đai năm 2003|Luật|luật đất đai|2003||khoản 1, điều 107
Bộ luật Dân sự 2015|Bộ luật|bộ luật dân sự|2015||
Hiến pháp năm 2013|Hiến pháp|hiến pháp|2013||
"""

TRAPS = """
giai đoạn 2021-2025|25-30 người|TCVN 7980-2:2024|ISO 15836-2:2019|15/CC-AB|điện thoại 0912-345-678|gọi 024.3944.1234
ngày 9/2/2018|9-10-2014|sáng 20/11|2/3 số đại biểu|tỷ lệ 3/4|trang 25-30|tr. 12-15|t.4, tr.161|https://mau.vn/12-nq/tw.html?a=1-2/b
thư gửi a12@mau.vn|khoản 2 Điều 5|Điều 12, Chương III|thắng 3-1|hòa 2 - 2|đội hình 4-4-2|điểm số 7/10|60 km/h|24/7|5-10 năm
COVID-19|MiG-21|B-52|4.0|Nghị quyết 2 lần bị bỏ phiếu|Quyết định 15 người được thưởng|quyết định 3 việc|chỉ thị 5 đơn vị
Kế hoạch 5 năm|Kế hoạch 2025|Kế hoạch 2021-2025|Báo cáo 10 năm thực hiện|Báo cáo 12/2024|Báo cáo số liệu|Thông báo 2 ca nhiễm
Chương trình 30 phút|Dự án 500 kV|Đề án 1 triệu héc-ta|Hội nghị Trung ương 4 khóa XII bàn về công tác cán bộ
Đại hội XIII của Đảng khẳng định|Đại hội đại biểu toàn quốc lần thứ XII diễn ra|Nghị quyết Đại hội Đảng bộ tỉnh lần thứ XX
Nghị quyết Đại hội Công đoàn lần thứ X|Điều lệ Đảng bộ|Điều lệ Đoàn|quy luật giá trị|luật chơi|luật đất đai|Luật sư Nguyễn Văn Mẫu
Luật Giáo dục Brasil|Bộ luật Hình sự Liên bang|Hiến pháp Hoa Kỳ|Hiến pháp năm 1787|cương lĩnh hành động|Cương lĩnh chính trị
dự thảo các văn kiện Đại hội XIV|Liên hợp quốc thông qua Nghị quyết 660|khoán 10 triệu đồng|khoán 100%|khóa XII|lớp 12/A1
Nghị quyết 242 của Hội đồng Bảo an|Điều lệ Đảng Cộng sản Trung Quốc|Trung Quốc sửa Điều lệ Đảng
số nhà 12-A/B|K50/ĐH-KT|12/KB-kb|ISBN 978-604-57|nghị quyết về đất đai|Nghị quyết 1975|Nghị quyết 2021 - 2025|quyết định 100%
5/QĐ|0-NQ/TW|23-CT|Quyết định số không|mục 1/II|17-Nam/Bắc|12 - Kết luận/Nghị quyết|Quy định 5 điều đảng viên không làm
""".replace("\n", "|").split("|")


def rows(table: str) -> list[list[str]]:
    return [line.split("|") for line in table.strip().splitlines()]


def only(text: str) -> Reference:
    found = find_references(text)
    assert len(found) == 1, [each.text for each in found]
    return found[0]


def plain(marked: str) -> tuple[str, str]:
    """The text without braces, and the part outside them."""
    before = marked[1 : marked.index("}")] if marked.startswith("{") else ""
    rest = marked[len(before) + 2 :] if before else marked
    named, _, behind = rest.partition("{")
    return before + named + behind.rstrip("}"), named


@pytest.mark.parametrize("row", rows(STATED), ids=lambda row: row[0])
def test_every_field_of_a_numbered_reference(row: list[str]) -> None:
    marked, kind, number, symbol, when, issuer, term, place = row
    text, named = plain(marked)
    found = only(text)
    assert (found.text, text[found.start : found.end]) == (named, named)
    assert (found.kind, found.number, found.symbol) == (kind, number, symbol)
    stated = found.issued_on.isoformat() if found.issued_on else str(found.year or "")
    assert (stated, found.issuer, str(found.term or ""), found.pinpoint) == (when, issuer, term, place)
    identified = len(when) > 4 or term or "/" in number
    assert found.certainty is (Certainty.FULL if identified else Certainty.NUMBER)


@pytest.mark.parametrize("row", rows(NAMED), ids=lambda row: row[0])
def test_references_without_a_symbol(row: list[str]) -> None:
    marked, kind, key, year, term, place = row
    text, named = plain(marked)
    found = only(text)
    assert found.text == named
    assert (found.kind, found.key, str(found.year or ""), str(found.term or "")) == (kind, key, year, term)
    assert found.pinpoint == place
    assert found.certainty in (Certainty.NAME, Certainty.BARE)


def test_the_tables_are_long_enough() -> None:
    assert len(rows(STATED)) + len(rows(NAMED)) >= 60
    assert len([text for text in TRAPS if text]) >= 60


@pytest.mark.parametrize("text", [text for text in TRAPS if text])
def test_what_looks_like_a_reference_is_none(text: str) -> None:
    assert [each.text for each in find_references(f"Theo đó, {text} thì khác.")] == []
    assert [each.text for each in find_references(text)] == []


def test_a_list_shares_its_kind_date_and_issuer() -> None:
    text = "Nghị quyết số 18-NQ/TW, 19-NQ/TW và số 20-NQ/TW ngày 25/10/2017 của Ban Chấp hành Trung ương khóa XII"
    found = find_references(text)
    assert [each.number for each in found] == ["18", "19", "20"]
    assert {(each.kind, each.issued_on, each.issuer, each.term) for each in found} == {
        ("Nghị quyết", date(2017, 10, 25), "Ban Chấp hành Trung ương", 12)
    }


def test_a_session_of_several_terms_is_several_papers() -> None:
    found = find_references("Nghị quyết Trung ương 4 khóa XI, XII và khóa XIII của Đảng")
    assert [(each.key, each.term) for each in found] == [("hội nghị trung ương 4", term) for term in (11, 12, 13)]


def test_a_date_of_all_belongs_to_all() -> None:
    found = find_references("Kế hoạch số 05-KH/ĐU và Kế hoạch 06-KH/ĐU cùng ngày 3/3/2023")
    assert [each.issued_on for each in found] == [date(2023, 3, 3)] * 2


def test_a_date_belongs_only_to_its_own_list() -> None:
    text = "Kết luận số 21-KL/TW về thực hiện Chỉ thị số 05-CT/TW, ngày 15/5/2016; Chỉ thị 03-CT/ĐU, Quy chế 02-QC/ĐU năm 2020"
    assert [(each.number, each.year) for each in find_references(text)] == [
        ("21", None),
        ("05", 2016),
        ("03", None),
        ("02", 2020),
    ]


def test_a_later_mention_is_the_paper_that_was_named_in_full() -> None:
    text = "Nghị quyết số 57-NQ/TW ngày 22/12/2024. Nghị quyết 57 nêu rõ. Theo Nghị quyết số 57-NQ/TW, Chỉ thị 57-CT/TW"
    found = find_references(text)
    assert [each.key for each in found] == ["57-nq/tw"] * 3 + ["57-ct/tw"]
    assert [each.issued_on for each in found] == [date(2024, 12, 22)] * 3 + [None]


def test_a_later_mention_of_two_papers_stays_open() -> None:
    text = "Nghị quyết 05-NQ/TW ngày 1/11/2016 và Nghị quyết 05-NQ/TW ngày 7/4/2026. Nghị quyết 05-NQ/TW"
    assert find_references(text)[-1].issued_on is None


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Luật Đất đai", "luật đất đai"),
        ("Cương lĩnh xây dựng đất nước trong thời kỳ quá độ lên chủ nghĩa xã hội năm 1991", "cương lĩnh"),
        ("Điều lệ Đảng Cộng sản Việt Nam", "điều lệ đảng"),
        ("Nghị quyết Hội nghị lần thứ tư Ban Chấp hành Trung ương khóa XII về xây dựng Đảng", "hội nghị trung ương 4"),
        ("Thực hiện Điều lệ Đảng ở chi bộ", ""),
        ("Tự phê bình và phê bình", ""),
    ],
)
def test_the_name_that_a_title_is(text: str, key: str) -> None:
    assert name_key(text) == key


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("Bộ Chính trị đã nêu", "Bộ Chính trị"),
        ("Đảng ủy xã Mẫu Sơn tổ chức", "Đảng ủy xã Mẫu Sơn"),
        ("Bộ Văn hóa, Thể thao và Du lịch về", "Bộ Văn hóa, Thể thao và Du lịch"),
        ("Bộ Nội vụ và các địa phương", "Bộ Nội vụ"),
        ("ban đầu", ""),
        ("nhân dân ta", ""),
    ],
)
def test_where_the_name_of_a_body_ends(text: str, body: str) -> None:
    assert text[: body_end(text, lowered(text), 0)] == body


PIECES = st.sampled_from(
    [
        "Nghị quyết ",
        "số ",
        "18",
        "-NQ/TW",
        " ngày ",
        "25/10/2017",
        " của ",
        "Bộ Chính trị",
        " khóa XII",
        "(",
        ")",
        ", ",
        " và ",
        "Điều 3 ",
        "Trung ương 4",
        "Luật Đất đai ",
        "2013",
        "\n",
        ".",
        "Cương lĩnh ",
        "uỷ",
    ]
)


@given(st.one_of(st.text(), st.lists(PIECES).map("".join)))
def test_slices_lie_in_the_text_in_order(text: str) -> None:
    end = 0
    for found in find_references(text):
        assert end <= found.start < found.end <= len(text)
        assert found.text == text[found.start : found.end]
        assert found.key
        end = found.end


@pytest.mark.parametrize(
    "unit",
    [
        "Nghị quyết số ",
        "Nghị quyết số 1-NQ/TW, ",
        "Điều 1 khoản 2, ",
        "1-NQ/TW ngày ",
        "của Bộ Chính trị ",
        "Luật Đất đai ",
        "khóa XII ",
        "Nghị quyết Hội nghị lần thứ ",
        "ngày 1/1/2020, Bộ Chính trị ban hành Nghị quyết 1-NQ/TW ",
        "a, ",
        " " * 50,
        "Cương lĩnh (",
    ],
)
def test_long_hostile_texts_take_no_long_time(unit: str) -> None:
    find_references(unit * (400_000 // len(unit)))


EXAMPLES = next(
    (each for folder in Path(__file__).parents if (each := folder / "shared/references/examples.tsv").exists()), None
)
# Cells of that table that its first, rougher reading cut short or did not share along a list.
BETTER = {
    "Hội nghị": "Hội nghị Lần thứ 6 Ban chấp hành trung ương Đảng",
    "Giám đốc Học viện": "Giám đốc Học viện Chính trị quốc gia Hồ Chí Minh",
}


@pytest.mark.skipif(EXAMPLES is None, reason="a table of others' references that is not part of the project")
def test_the_references_of_others() -> None:
    assert EXAMPLES is not None
    for line in EXAMPLES.read_text("utf-8").splitlines()[1:]:
        text, kind, number, symbol, day, issuer, _ = line.split("\t")
        found = find_references(text)[0]
        wanted = read_number(f"{number}/{symbol}")
        assert wanted is not None
        assert (found.kind, found.key) == (kind, wanted.key)
        if "VÀ NGHỊ QUYẾT SỐ" not in text:
            assert (found.issued_on.isoformat() if found.issued_on else "") == day
            assert found.issuer == BETTER.get(issuer, issuer.partition(" khóa ")[0])


def test_the_mark_of_a_note_is_no_part_of_a_number() -> None:
    found = find_references("Nghị quyết số 37-NQ/TW¹, ngày 9-10-2014 và Luật số 31/2024/QH15².")
    assert [(each.number, each.symbol) for each in found] == [("37", "NQ/TW"), ("31/2024", "QH15")]
