"""Where sentences end."""

from __future__ import annotations

import pytest
from hypothesis import given

from indexer.text.sentences import sentence_ends
from tests.text.strategies import ANY


def _sentences(text: str) -> list[str]:
    ends = sentence_ends(text)
    return [text[start:end].strip() for start, end in zip([0, *ends], ends, strict=False)]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("", []),
        ("Không có dấu chấm", ["Không có dấu chấm"]),
        ("Một câu. Hai câu.", ["Một câu.", "Hai câu."]),
        ("Vì sao? Vì thế! Thật vậy…", ["Vì sao?", "Vì thế!", "Thật vậy…"]),
        ("Ông nói: “Đi đi.” Rồi ông đi.", ["Ông nói: “Đi đi.”", "Rồi ông đi."]),
        ("PGS. TS. Trần Văn A nói. Ai nghe?", ["PGS. TS. Trần Văn A nói.", "Ai nghe?"]),
        ("C. Mác và Ph. Ăngghen: Toàn tập.", ["C. Mác và Ph. Ăngghen: Toàn tập."]),
        ("Theo V.I. Lênin thì khác.", ["Theo V.I. Lênin thì khác."]),
        ("Xem tr. 5. Đọc t. 23.", ["Xem tr. 5.", "Đọc t. 23."]),
        ("Giá là 1.234.567 đồng. Rẻ.", ["Giá là 1.234.567 đồng.", "Rẻ."]),
        ("Sách, báo, v.v. và nhiều thứ khác.", ["Sách, báo, v.v. và nhiều thứ khác."]),
        ("Làm gì? ai làm?", ["Làm gì? ai làm?"]),  # a small letter goes on
        ("Gồm: - Một việc; - Hai việc.", ["Gồm:", "- Một việc;", "- Hai việc."]),
        ("Ngày 15-3-2023; ngày 20-4-2023.", ["Ngày 15-3-2023; ngày 20-4-2023."]),
    ],
)
def test_sentences(text: str, sentences: list[str]) -> None:
    assert _sentences(text) == sentences


@given(ANY)
def test_ends_rise_to_the_end_of_the_text(text: str) -> None:
    ends = sentence_ends(text)
    assert ends == sorted(set(ends))
    assert (ends[-1:] == [len(text)]) == bool(text)
