"""One form for each letter, space and syllable."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given

from indexer.text.normalize import fold, matching, printable
from tests.text.strategies import ANY, syllables


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ""),
        ("   \t\n ", ""),
        ("Đảng", "Đảng"),
        ("ĐA\u0309NG ta", "ĐẢNG ta"),  # letters taken apart, as macOS and some PDF writers leave them
        ("nh\u01a3ng t\u01a2", "nhưng tƯ"),  # gha for ư: old font tables
        ("ðảng \u00d0ẢNG \u0189oàn", "đảng ĐẢNG Đoàn"),  # eth and the African d look the same in print
        ("xa\u0340 xa\u0341", "xà xá"),  # tone marks that Unicode has retired
        ("ho\u00ada bi\u0300nh", "hoa bình"),  # soft hyphen
        ("\ufeffMở\u200bđầu", "Mởđầu"),  # byte order mark, zero-width space
        ("23\u2011CT/TW", "23-CT/TW"),  # hyphen that does not break
        ("10\u00a0000\u202fđồng", "10 000 đồng"),
        ("một\x00hai\x0bba\x85bốn", "một hai ba bốn"),
        ("lone \ud800 half", "lone half"),
        ("§3 và £100", "§3 và £100"),  # must not be taken for TCVN3
        ("x² và ①", "x² và ①"),  # compatibility forms are printed things
    ],
)
def test_what_is_shown(text: str, expected: str) -> None:
    assert printable(text) == expected


@given(ANY)
def test_what_is_shown_is_one_clean_line(text: str) -> None:
    shown = printable(text)
    assert shown == printable(shown) == unicodedata.normalize("NFC", shown) == " ".join(shown.split())


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("hoà", "hòa"),
        ("khoẻ", "khỏe"),
        ("HOÁ", "hóa"),
        ("uỷ", "ủy"),
        ("Thuý", "thúy"),
        ("tuỳ", "tùy"),
        ("thuở", "thuở"),  # ơ carries the tone in every school
        ("thủơ", "thuở"),
        ("quí", "quí"),  # another spelling of quý, not another tone place
        ("qúy", "quý"),
        ("qủa", "quả"),
        ("gía", "giá"),
        ("gì", "gì"),
        ("gỉữ", "gỉữ"),  # two tones: no syllable, left alone
        ("giếng", "giếng"),
        ("tòan", "toàn"),
        ("khủyu", "khuỷu"),
        ("muời", "muời"),  # a wrong letter is no wrong tone place
        ("mừơi", "mười"),
        ("nguỹên", "nguyễn"),
        ("aó", "áo"),
        ("nghiã", "nghĩa"),
        ("NGHIÊNG", "nghiêng"),
        ("đ", "đ"),
        ("NĐ", "nđ"),
        ("café", "café"),
        ("résumé", "résumé"),
        ("a1á", "a1á"),
        ("straße", "straße"),
        ("1234", "1234"),
    ],
)
def test_one_place_for_the_tone(old: str, new: str) -> None:
    assert matching(old) == new


@given(ANY)
def test_matching_twice_changes_nothing(text: str) -> None:
    assert matching(matching(text)) == matching(text)


@given(syllables())
def test_matching_moves_only_the_tone(syllable: str) -> None:
    assert fold(matching(syllable)) == fold(syllable)
    assert sorted(unicodedata.normalize("NFD", matching(syllable))) == sorted(
        unicodedata.normalize("NFD", syllable.lower())
    )


@given(syllables())
def test_letters_taken_apart_match_the_same(syllable: str) -> None:
    assert matching(unicodedata.normalize("NFD", syllable)) == matching(unicodedata.normalize("NFC", syllable))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Đường lối Đổi mới", "duong loi doi moi"),
        ("ƯỚC ƠI", "uoc oi"),
        ("23-CT/ĐU", "23-ct/du"),
        ("hòa hoà", "hoa hoa"),
        ("", ""),
        ("Ørsted", "ørsted"),  # a stroke is no mark; only đ is Vietnamese
    ],
)
def test_without_marks(text: str, expected: str) -> None:
    assert fold(text) == expected


@given(ANY)
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)
