"""The grammar of number-symbols: every spelling that is met, and the look-alikes that are none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.metadata.numbers import DocumentNumber, find_numbers, read_number

# Numbers that real papers cite one another by, in house form.
PRINTED = """
23-CT/TW 37-NQ/TW 399-QĐ/TW 05-HD/VPTW 36-HD/VPTW 06-CTr/TU 72-NQ/TW 543/QĐ-UBND 20-NQ/TW 158/QĐ-TTg 66-NQ/TW 71-NQ/TW
18-NQ/TW 57-NQ/TW 19-QĐ/TW 03-HD/BTGTW 63-HD/BTGTW 99-HD/BTGTW 07-CT/TW 54-CT/TW 100-CT/TW 21-KL/TW 17-KH/TU 38-CT/TW
05-CT/TW 51-KL/TW 160-KL/TW 228-KL/TW 613-BC/BTCTW 1147-QĐ/BTGDVTW 23-HD/BTGDVTW 94-KH/BTGDVTW 35-CT/TW 26-HD/BTCTW
42-HD/BTCTW 02-HD/UBKTTW 519-QĐ/UBKTTW 249-KH/UBKTTW 8034-CV/BTCTU 3398-CV/BTGTU 02-CTr/ĐU 01-QC/ĐU 08-TB/TTCT
26/TTr-HĐND 144-CV/BXĐĐ 08-QĐi/TW 296-QĐ/TW 213-QĐ/TW 204-QĐ/TW 178-QĐ/TW 1423-QĐ/HVCTQG 3842/QĐ-HVCTQG 06-NQ/TU
19-NQ/TW 39-NQ/TW 81-TB/TW 317-QĐ/TWĐTN-TNTH 367-QĐ/TWĐTN-VP 36-NQ/TW 46-NQ/TW 30/2020/NĐ-CP 298/NQ-CP 295-QĐ/ĐU
80/2025/QH15 632-QĐ/TU 12-NQ/TW 106b-KL/TU 02-NQ/HNTW 01/2011/TTLT-BNV-BTC 115/2009/QĐ-TTg 12/2021/UBTVQH15
1234/BGDĐT-GDĐH 497/UBND-NĐ 22/2023/QH15 12-LCT/HĐNN7 01-NQ/ĐUK 24-BS/UBKTTU 15/2004/QĐ-BNV
""".split()  # noqa: SIM905  # a list of 77 strings reads worse

SPELLINGS = [
    ("23 - ct/tw", "23-CT/TW"),
    ("23–CT/TW", "23-CT/TW"),
    ("23ct/tw", "23-CT/TW"),
    ("23 CT TW", "23-CT/TW"),
    ("23 ct tw", "23-CT/TW"),
    ("23CTTW", "23-CT/TW"),
    ("23-CT-TW", "23-CT/TW"),
    ("23_CT_TW", "23-CT/TW"),
    ("23-CT / TW", "23-CT/TW"),
    ("Số 23-CT/TW", "23-CT/TW"),
    ("số: 23-CT/TW.", "23-CT/TW"),
    ("sô 3842/QĐ-HVCTQG", "3842/QĐ-HVCTQG"),
    ("số26-NQ/TW", "26-NQ/TW"),
    ("36/NQ-TW", "36-NQ/TW"),
    ("46/NQ-TW", "46-NQ/TW"),
    ("27-TW/NQ", "27-NQ/TW"),
    ("94- KH/BTGDVTW", "94-KH/BTGDVTW"),
    ("367 - QĐ/TWĐTN-VP", "367-QĐ/TWĐTN-VP"),
    ("Số: 01/NQ-ĐUK", "01-NQ/ĐUK"),
    ("100-CT/Trung ương", "100-CT/TW"),
    ("100-CT/trung uong", "100-CT/TW"),
    ("05-nq/du", "05-NQ/ĐU"),
    ("5-NQ/ĐU", "05-NQ/ĐU"),
    ("005-NQ/ĐU", "05-NQ/ĐU"),
    ("12-QD/TW", "12-QĐ/TW"),
    ("17-CTR/TU", "17-CTr/TU"),
    ("17-Ctr/TU", "17-CTr/TU"),
    ("30/2020/nd-cp", "30/2020/NĐ-CP"),
    ("30 2020 nd cp", "30/2020/NĐ-CP"),
    ("59/2020/qh14", "59/2020/QH14"),
    ("543/qd-ubnd", "543/QĐ-UBND"),
    ("34O-CV/ĐU", "340-CV/ĐU"),
    ("106B-KL/TU", "106b-KL/TU"),
    ("106bKL/TU", "106b-KL/TU"),
    ("64-CP", "64/CP"),
    ("47/SL", "47/SL"),
    ("217-HĐBT", "217/HĐBT"),
    ("129/2003/QĐ- TTg", "129/2003/QĐ-TTg"),
]

TRAPS = """
2021-2025|25-30|TCVN 7980-2:2024|ISO 15836-2:2019|15/CC-AB|60 km/h|24/7|9/2/2018|9-10-2014|CNH-HĐH|CNH, HĐH|TP-HCM|1/2|3/4|15/CC
|ngày 09/01/2026|2020–2025|giai đoạn 2016-2020|trang 25-30|tr.12-15|t.4, tr.161|QCVN 01:2008/BTNMT|COVID-19|SARS-CoV-2
|F-16|MiG-21|B-52|T-54|5G|4.0|100%|1.000.000|10-12 người|5-10 năm|24-27/6/1991|30-4-1975|2-9-1945|19/5/1890|1986 - 1990
|3 - 4 lần|A4|khoá XII|Điều 5, khoản 2|0912-345-678|024.3944.1234|ISBN 978-604-57|ISSN 1859-3917|10h30|8h-17h|2/3 số đại biểu
|kg/m2|đồng/kg|15 USD/tấn|nghị quyết 57|Chỉ thị số 100|Khoán 10|Nghị quyết Trung ương 4|1.2-3|http://a.vn/12-ab/cd|a@b.vn
|64-CP của nước ta|5/QĐ|23-CT|0-NQ/TW|00-NQ/TW|123456789-NQ/TW|12/KB-kb|17-Nam/Bắc|50-Hai/Ba|3-Đảng/Nhà nước|7/Chương-II
|2018-A/B|12-x/y|12 - Kết luận/Nghị quyết|20/11|8/3|mục 1/II|lớp 12/A1|phòng 12-B/C|số 5/A|tập 12/B-c|K50/ĐH-KT
""".replace("\n", "").split("|")


@pytest.mark.parametrize("printed", PRINTED)
def test_a_house_form_reads_back_and_is_found(printed: str) -> None:
    number = read_number(printed)
    assert number is not None
    assert number.printed == printed
    text = f"Thực hiện văn bản số {printed}, ngày 1/2/2018 của cấp trên"
    found = find_numbers(text)
    assert [text[each.start : each.end] for each in found] == [printed]
    assert found[0].number == number


@pytest.mark.parametrize(("typed", "printed"), SPELLINGS)
def test_any_spelling_has_one_form_and_one_key(typed: str, printed: str) -> None:
    number, house = read_number(typed), read_number(printed)
    assert number is not None
    assert house is not None
    assert number.printed == printed
    assert number.key == house.key


@pytest.mark.parametrize("text", TRAPS)
def test_look_alikes_are_no_numbers(text: str) -> None:
    assert find_numbers(f"Theo {text} thì") == []


@pytest.mark.parametrize(
    "text", ["", "23", "QĐ", "5 da du", "3 tt", "24/7", "9/2/2018", "25-30", "15/CC-AB", "7980-2:2024", "Chỉ thị 23"]
)
def test_other_strings_are_not_read(text: str) -> None:
    assert read_number(text) is None


@pytest.mark.parametrize(
    ("number", "key"),
    [
        (DocumentNumber("05", None, "NQ/ĐU"), "5-nq/du"),
        (DocumentNumber("543", None, "QĐ-UBND"), "543-qd/ubnd"),
        (DocumentNumber("30", "2020", "NĐ-CP"), "30/2020/nd-cp"),
        (DocumentNumber("59", "2020", "QH14"), "59/2020/qh14"),
        (DocumentNumber("106b", None, "KL/TU"), "106b-kl/tu"),
        (DocumentNumber("12", None, "QĐ-BGD&ĐT"), "12-qd/bgddt"),
        (DocumentNumber("317", None, "QĐ/TWĐTN-TNTH"), "317-qd/twdtn-tnth"),
        (DocumentNumber("47", None, "SL"), "47/sl"),
    ],
)
def test_keys(number: DocumentNumber, key: str) -> None:
    assert number.key == key


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Nghị quyết số 18-NQ/TW và số 19-NQ/TW", ["18-NQ/TW", "19-NQ/TW"]),
        ("Quy địnhsố 89-QĐ/TW, số26-NQ/TW", ["89-QĐ/TW", "26-NQ/TW"]),
        ("NGHỊ QUYẾT SỐ 18-NQ/TW", ["18-NQ/TW"]),
        ("QĐ 317-QĐ/TWĐTN-TNTH ngày", ["317-QĐ/TWĐTN-TNTH"]),
        ("(37-NQ/TW)", ["37-NQ/TW"]),
        ("Quy định 294QĐ/TW, Chương trình 12CTr/TU; 16GB/TB, 5G/4G", ["294-QĐ/TW", "12-CTr/TU"]),
        ("theo Nghị định số 64-CP năm 1993", ["64/CP"]),
        ("Chỉ thị 100-CT/Trung ương về khoán", ["100-CT/TW"]),
        ("Kết luận 21-KL/TW3 và chú thích", ["21-KL/TW"]),
        ("Nghị quyết 05-NQ/TW-Hội nghị", ["05-NQ/TW"]),
        ("Luật số 59/2020/QH14", ["59/2020/QH14"]),
        ("Điều 10 - Quy định 296-QĐ/TW", ["296-QĐ/TW"]),
    ],
)
def test_numbers_in_running_text(text: str, expected: list[str]) -> None:
    assert [found.number.printed for found in find_numbers(text)] == expected


PIECES = st.sampled_from(
    ["23", "-", "–", "/", "CT", "TW", "NĐ", "2020", " ", "số ", "QH14", "x", ".", "TW/NQ", "Trung ương"]
)


@given(st.one_of(st.text(), st.lists(PIECES).map("".join)))
def test_spans_lie_in_the_text_in_order(text: str) -> None:
    end = 0
    for found in find_numbers(text):
        assert end <= found.start < found.end <= len(text)
        end = found.end
        assert text[found.start].isdigit()


@given(st.one_of(st.text(max_size=60), st.lists(PIECES, max_size=9).map("".join)))
def test_what_is_read_reads_back_from_its_own_form(text: str) -> None:
    number = read_number(text)
    if number is not None:
        assert read_number(number.printed) == number
        assert set(number.key) <= set("abcdefghijklmnopqrstuvwxyz0123456789/-")


@pytest.mark.parametrize("unit", ["1-", "1-NQ/", "1 ", "1/2020/", "12-NQ/TW-", "1-A-", "số 1 "])
def test_long_hostile_texts_take_no_long_time(unit: str) -> None:
    find_numbers(unit * 60_000)
