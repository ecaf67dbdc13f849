"""Which printed words are spelled as Vietnamese syllables."""

from __future__ import annotations

import pytest
from hypothesis import given

from indexer.text.legacy.spelling import is_spelled
from indexer.text.normalize import printable
from tests.text.strategies import ANY

_PROSE = """Ngày ấy, chúng tôi học ở một ngôi trường nhỏ ven sông. Mỗi buổi chiều, thầy Quyền kể chuyện nghĩa quân vượt núi,
giữ từng tấc đất; gió thổi qua khe cửa, ai nấy đều im lặng lắng nghe. Khuya về, tiếng ếch kêu oang oang, chú Huỳnh loay
hoay buộc lại chiếc thuyền, quét dọn, rửa quả, gìn giữ giếng nước. Ngoằn ngoèo đường mòn, khúc khuỷu, xoong nồi, quờ
quạng, thuở xưa, yểm trợ, yêu nghề, huých, luýnh quýnh, thuyết phục, giặc, gì, quốc gia, ghi nghị quyết, kỹ sư."""


def test_prose_is_made_of_syllables() -> None:
    words = [word.strip(".,;") for word in _PROSE.split()]
    assert [word for word in words if not is_spelled(word)] == []


_WRONG = "đợc ngiêng kác cấy2 nghà gê quả́ mat thíc bìt ngh q ăn̉h Tr×nh ĐảNG tÀi được̀ strong clo phố́ xyz TW km"


@pytest.mark.parametrize("word", _WRONG.split())
def test_what_is_no_syllable(word: str) -> None:
    assert not is_spelled(word)


@pytest.mark.parametrize("word", ["hoà", "hòa", "uỷ", "ủy", "thuý", "thúy", "quí", "quý", "kỹ", "Kỳ", "ĐẢNG", "Ổ", "à"])
def test_every_school_of_spelling(word: str) -> None:
    assert is_spelled(word)


@given(ANY)
def test_any_text_has_an_answer(text: str) -> None:
    for word in printable(text).split():
        assert is_spelled(word) == is_spelled(word.lower()) or word != word.lower()
