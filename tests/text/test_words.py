"""Words decoded here against those that underthesea itself tells."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.extract import extract
from indexer.text.segment import field, trained
from indexer.text.segment.field import Look, WordField
from indexer.text.segment.trained import Trained
from indexer.text.segment.weights import Weights, read_weights
from tests.text.strategies import SIGNS, syllables

CORPUS = Path(__file__).parents[2] / "corpus"
DOCUMENTS = (
    "bai-giang-triet-hoc-y-thuc.md",
    "bai-viet-van-hoa-doc.html",
    "chi-thi-03-ct-du.pdf",
    "day-phep-bien-chung.txt",
    "de-cuong-xay-dung-dang.rtf",
    "hoi-dap-nghi-quyet-05.docx",
)
AWKWARD = st.sampled_from(
    (
        *(
            "Th S",
            "ThS.",
            "Th\u00a0s",
            "Thus",
            "A.",
            "T.Ư",
            "Tp.",
            ":D",
            ":DA",
            "<3",
            "=>",
            "…",
            "H'Mông",
            "43H-0530",
            "1/2",
        ),
        *(
            "02-03-2014",
            "10:20:50",
            "4.123,2",
            "x²",
            "½",
            "Ⅳ",
            "ΑΣ",
            "Σ",
            "ǅ",
            "ß",
            "İ",
            "ꟃ",
            "đ\u0301",
            "ð",
            "_",
            "a_b",
            "==",
            "BOS",
        ),
        *("EOS", "https://truong.mau/a(b)", "mau.vn", "ai@truong.vn", "@mau.vn", "(a", "[Zorp]", "\U00010d50"),
    )
)
SPACES = st.sampled_from((" ", "  ", "\u00a0", "\t", "\x1f", "\n", ""))


@cache
def ours() -> Trained:
    return Trained()


def words(text: str) -> list[str]:
    pieces = ours().pieces(text)
    found: list[str] = []
    for piece, begins in zip(pieces, ours().starts(pieces), strict=True):
        if begins:
            found.append(piece.text)
        else:
            found[-1] += f" {piece.text}"
    return found


def words_of_underthesea(text: str) -> list[str]:
    from underthesea import word_tokenize

    told: list[str] = word_tokenize(text, use_token_normalize=False)
    return told


@pytest.mark.parametrize("name", DOCUMENTS)
def test_words_of_documents(name: str) -> None:
    blocks = [block.text for page in extract(CORPUS / name, name).pages for block in page.blocks]
    assert sum(map(len, blocks)) > 1000
    assert [words(text) for text in blocks] == [words_of_underthesea(text) for text in blocks]


@settings(max_examples=120, deadline=None)
@given(st.lists(st.tuples(st.one_of(syllables(), AWKWARD, st.text(max_size=6)), st.one_of(SIGNS, SPACES)), max_size=14))
def test_words_of_any_text(parts: list[tuple[str, str]]) -> None:
    text = "".join(part + sign for part, sign in parts)
    assert words(text) == words_of_underthesea(text)


def test_of_two_ways_that_are_equally_likely_that_of_underthesea_is_taken() -> None:
    text = "Zavonne [Qepper] Zaire Davisk, vận động viên bóng rổ"
    model = Trained()
    pieces = model.pieces(text)
    assert model._field.starts(pieces) is None
    assert words(text) == words_of_underthesea(text)


def test_what_is_remembered_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (field, trained):
        monkeypatch.setattr(module, "_MOST", 3)
    text = "Nhân dân ta xây dựng chủ nghĩa xã hội, nhân dân ta làm chủ."
    model = Trained()
    pieces = model.pieces(text)
    assert [begins for piece, begins in zip(pieces, model.starts(pieces), strict=True) if piece.text == "nghĩa"] == [
        False
    ]
    assert max(len(model._stretches), len(model._field._pieces), len(model._field._pairs)) <= 3


def test_a_file_that_is_no_model_is_refused(tmp_path: Path) -> None:
    (tmp_path / "models.bin").write_bytes(b"lCRX" + bytes(100))
    with pytest.raises(ValueError, match="no CRFsuite model"):
        read_weights(tmp_path / "models.bin")


@pytest.mark.parametrize("attribute", ["T[0].reversed=a", "T[-3]=a", "T[-2,1]=a b c d", "U[0]=a"])
def test_a_model_that_asks_for_more_is_refused(attribute: str) -> None:
    weights = Weights((field.BEGINS, field.GOES_ON), {attribute: 1.0}, ((0.0, 0.0), (0.0, 0.0)))
    with pytest.raises(ValueError, match="the model asks for"):
        WordField(weights, (), lambda token: Look(token, digit=False, title=False))
