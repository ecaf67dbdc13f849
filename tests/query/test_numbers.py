"""Lines that are a document's number, however they are typed."""

from __future__ import annotations

import pytest

from indexer.query.numbers import number_line

WHOLE = """
23-CT/TW|23 – CT/TW|23 - CT/TW|23 -CT/TW|23-ct/tw|23ct/tw|23 ct tw|23CTTW|số 23-CT/TW|so 23 ct/tw|Chỉ thị số 23-CT/TW
|chỉ thị 23-ct/tw|CHỈ THỊ SỐ: 23-CT/TW|chi thi 23-ct/tw|chi thi so 23 CT TW|văn bản số 23-CT/TW|23/CT-TW|23-TW/CT
|  23-CT/TW |chỉ thị 23-CT/Trung ương
""".replace("\n", "").split("|")
OTHERS = """
23|CT/TW|chỉ thị|giá trị thặng dư|dân vận 23-CT/TW|23-CT/TW dân vận|23-CT/TW và 37-NQ/TW|năm 2018|nghị quyết 2018|kế hoạch 5 năm
|chương 23|23 tháng 9|chi thi so|2021-2025|nghị quyết số không|cán bộ 23
""".replace("\n", "").split("|")


@pytest.mark.parametrize("line", WHOLE)
def test_every_spelling_of_a_number(line: str) -> None:
    found = number_line(line)
    assert found is not None
    assert found.number is not None
    assert found.number.printed == "23-CT/TW"
    assert found.kind == ("Chỉ thị" if "th" in line.lower() else "")


@pytest.mark.parametrize(
    ("line", "beginning"),
    [
        ("chỉ thị 23", "23-ct"),
        ("chi thi so 23", "23-ct"),
        ("Nghị quyết 57", "57-nq"),
        ("quy định số 011", "11-qd"),
        ("nghị quyết số 2018", "2018-nq"),
    ],
)
def test_a_kind_and_number_without_the_symbol(line: str, beginning: str) -> None:
    found = number_line(line)
    assert found is not None
    assert (found.number, found.beginning) == (None, beginning)


@pytest.mark.parametrize("line", OTHERS)
def test_other_lines_are_no_number(line: str) -> None:
    assert number_line(line) is None
