"""Old encodings, told from clean text by what syllables they make."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.text.legacy import CAPITALS, Repairer
from indexer.text.legacy.encodings import TCVN, VNI
from tests.text.old_letters import LETTERS, tcvn3, vni
from tests.text.strategies import ANY

TITLE = "Giáo trình lý luận chính trị"
PROSE = (
    "Đảng ta luôn xác định công tác dân vận là nhiệm vụ chiến lược, có ý nghĩa quyết định đối với sự nghiệp cách mạng.",
    "Thực tiễn hơn ba mươi năm đổi mới cho thấy: ở đâu cấp ủy gần dân, hiểu dân thì ở đó phong trào mạnh.",
    "Bởi vậy, mỗi đảng viên phải gương mẫu, nói đi đôi với làm; từng chi bộ giữ vững kỷ luật.",
)
OLD = {"TCVN3": (tcvn3, ".VnTime"), "VNI": (vni, "VNI-Times")}
CLEAN = (
    "§3 … £100, 20 °C ± 2, © 2005, 5 m² × 3 µm, ½ lít",
    "Số 23-CT/TW, ngày 9/2/2018 của Ban Bí thư",
    "m×n, t×m, k·n và a±b; n−1, t−1, x¹ y² z³",
    "Les idées générales de la révolution française : où êtes-vous déjà allés ? À côté, là-bas, ça et là.",
    "Über die Größe der Bürgerkriege; für Müller, schöne Grüße, natürlich möglich.",
    "Så få gå må nå på, også være blå år",
    "Não há ações, são José, educação, três irmãos",
    "El niño pequeño mañana, señor; ¿qué? ¡así!",
    "Ob organizacii raboty partii; ešče, čto, žizn', sʺezd",
    "Об организации работы партии",
    "Pác Bó, Đắk Lắk, Kông Pông Thom, François Mitterrand, München và São Paulo",
    "Ông Müller đến thăm Trường Chính trị Mẫu; Ngoại trưởng Citroën dự lễ",
    "ý kiến có giá trị; là, và, cho, không",
    "là cà phê và bánh mì",
    "",
)


def repaired(runs: list[str], font: str = "") -> list[str]:
    repairer = Repairer()
    repairer.learn(runs, font)
    return [repairer.text(run, font) for run in runs]


@pytest.mark.parametrize("letter", LETTERS)
def test_every_letter_there_and_back(letter: str) -> None:
    assert TCVN.text(f"b{tcvn3(letter)}") == f"b{letter}"
    assert VNI.text(vni(letter)) == letter
    assert VNI.text(vni(letter.upper())) == letter.upper()
    assert repaired([tcvn3(f"Đảng b{letter}")], ".VnTimeH") == [f"ĐẢNG B{letter.upper()}"]


@pytest.mark.parametrize("name", OLD)
@pytest.mark.parametrize("named", [True, False])
def test_prose_there_and_back(name: str, named: bool) -> None:  # noqa: FBT001  # a parameter
    spelled, font = OLD[name]
    runs = [spelled(line) for line in PROSE]
    assert repaired(runs, font if named else "Times New Roman") == list(PROSE)


@pytest.mark.parametrize("name", OLD)
def test_a_title_by_itself(name: str) -> None:
    assert repaired([OLD[name][0](TITLE)]) == [TITLE]


@pytest.mark.parametrize("font", ["", "Arial", ".VnTime", "VNI-Times"])
def test_clean_text_stays(font: str) -> None:
    assert repaired(list(CLEAN + PROSE), font) == list(CLEAN + PROSE)


@pytest.mark.parametrize("line", CLEAN)
def test_a_clean_line_stays_by_itself(line: str) -> None:
    repairer = Repairer()
    assert repairer.text(line) == line
    assert repairer.repairs == ()


@given(ANY)
def test_any_text_of_unicode_stays(text: str) -> None:
    line = f"Đường lối: {text}"
    assert repaired([line]) == [line]


@given(st.lists(st.sampled_from([*PROSE, *CLEAN, *map(tcvn3, PROSE), *map(vni, PROSE)]), max_size=6))
def test_twice_changes_no_more_than_once(runs: list[str]) -> None:
    once = repaired(runs)
    assert repaired(once) == once
    assert all(unicodedata.is_normalized("NFC", line) for line in once)


def test_runs_of_one_font_are_judged_one_by_one() -> None:
    runs = [tcvn3("Giáo trình"), tcvn3("kinh tế chính trị Mác - Lênin"), "(Dành cho bậc đại học", "Dành cho b"]
    assert repaired(runs, "SegoePrint-Bold") == [
        "Giáo trình",
        "kinh tế chính trị Mác - Lênin",
        "(Dành cho bậc đại học",
        "Dành cho b",
    ]


def test_a_font_of_capitals_shows_capitals() -> None:
    runs = [tcvn3("Chương 1. Những vấn đề chung"), "phan hai"]
    assert repaired(runs, "ABCDEF+.VnTimeH-Bold") == ["CHƯƠNG 1. NHỮNG VẤN ĐỀ CHUNG", "PHAN HAI"]
    assert repaired(["Chương 1. Những vấn đề", "phan hai"], ".VnTimeH") == ["Chương 1. Những vấn đề", "phan hai"]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("CHÝNH TRÞ", "CHÍNH TRỊ"),  # the only capitals there were, around small letters with tones
        ("§¶NG ta", "ĐẢNG ta"),
        ("N§-CP, Q§-TTg", "NĐ-CP, QĐ-TTg"),
        ("L\ue630u tr÷, ch\ue630¬ng", "Lưu trữ, chương"),  # what PDF writers make of the byte 0xAD
        ("nh\u2212ng ch\xad¬ng", "nhưng chương"),
        ("thêi gian t\u22121", "thời gian t\u22121"),
        ("245 : 3, d\ue630 2", "245 : 3, dư 2"),
        ("\uf0aeiÒu \uf02d", "điều \uf02d"),  # a font marked as one of signs
        ("§3 cña ®iÒu", "§3 của điều"),
    ],
)
def test_what_happens_to_tcvn3_on_its_way(typed: str, meant: str) -> None:
    assert repaired([typed, tcvn3(PROSE[0])], ".VnTime")[0] == meant


@pytest.mark.parametrize(("typed", "meant"), [("Aûnh höôûng", "Ảnh hưởng"), ("ÑOÄC LAÄP", "ĐỘC LẬP"), ("ö", "ư")])
def test_vni_as_it_is_typed(typed: str, meant: str) -> None:
    assert repaired([typed, vni(PROSE[0])], "VNI-Times")[0] == meant


@pytest.mark.parametrize(
    ("run", "font", "expected"),
    [
        ("cã", ".VnTime", "có"),  # both are syllables; one is a common word, and the font promises it
        ("có", ".VnTime", "có"),
        ("cã", "Times New Roman", "cã"),
    ],
)
def test_a_word_that_could_be_either(run: str, font: str, expected: str) -> None:
    assert repaired([run], font) == [expected]


def test_the_record_names_page_font_and_count() -> None:
    repairer = Repairer()
    repairer.text(tcvn3("Đảng ta"), "ABCDEF+.VnTime", page=3)
    repairer.text(tcvn3("vì dân"), ".VnTime", page=3)
    repairer.text("phan", ".VnTimeH", page=4)
    assert [(each.page, each.what, each.where, each.syllables) for each in repairer.repairs] == [
        (3, "TCVN3 → Unicode", ".VnTime", 3),
        (4, CAPITALS, ".VnTimeH", 1),
    ]


@pytest.mark.parametrize("name", OLD)
def test_a_long_run_that_says_much_twice(name: str) -> None:
    text = f"{PROSE[0]} {PROSE[1]} " * 30 + "Lênin, Marx"
    assert repaired([OLD[name][0](text)]) == [text]
