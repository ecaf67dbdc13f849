"""Every syllable, through the keys of two ways of typing and back."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.text.normalize import fold, matching
from indexer.text.syllables import TONES, accentings, every_bare, every_syllable, is_syllable
from indexer.text.telex import decoded

TELEX = dict(zip(TONES, ("", "s", "f", "r", "x", "j"), strict=True))
VNI = dict(zip(TONES, ("", "1", "2", "3", "4", "5"), strict=True))
TELEX_LETTERS = {"ă": "aw", "â": "aa", "đ": "dd", "ê": "ee", "ô": "oo", "ơ": "ow", "ư": "uw"}
VNI_LETTERS = {"ă": "a8", "â": "a6", "đ": "d9", "ê": "e6", "ô": "o6", "ơ": "o7", "ư": "u7"}
PLAIN_DOUBLE = "oo"  # xoong, moóc: keys cannot tell them from xông, mốc
WAYS = [(TELEX, TELEX_LETTERS), (VNI, VNI_LETTERS)]


def keys(syllable: str, tones: dict[str, str], letters: dict[str, str], *, at_end: bool) -> str:
    """The keys that write a syllable, its tone behind the vowel that carries it or at the end."""
    typed, tone = "", ""
    for letter in syllable:
        apart = unicodedata.normalize("NFD", letter)
        own = next((each for each in apart if each in TONES[1:]), "")
        bare = unicodedata.normalize("NFC", apart.replace(own, "")) if own else letter
        typed += letters.get(bare, bare)
        if own and not at_end:
            typed += tones[own]
        tone = own or tone
    return typed + (tones[tone] if at_end else "")


@pytest.mark.parametrize("at_end", [True, False])
@pytest.mark.parametrize("way", WAYS, ids=["telex", "vni"])
def test_every_syllable_is_read_from_its_keys(way: tuple[dict[str, str], dict[str, str]], at_end: bool) -> None:  # noqa: FBT001 – of the test
    wrong = {}
    for syllable in every_syllable():
        if fold(syllable) == syllable or PLAIN_DOUBLE in fold(syllable):
            continue
        typed = keys(syllable, *way, at_end=at_end)
        if decoded(typed) != syllable:
            wrong[typed] = (syllable, decoded(typed))
    assert wrong == {}


def test_what_has_no_key_is_no_typing() -> None:
    assert [each for each in every_bare() if PLAIN_DOUBLE not in each and decoded(each)] == []


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("lys", "lý"),
        ("luaanj", "luận"),
        ("luanaj", "luận"),  # the key of â behind the word
        ("luajan", "luận"),
        ("chinhs", "chính"),
        ("chisnh", "chính"),
        ("trij", "trị"),
        ("Ddangr", "đảng"),
        ("dangdr", "đảng"),
        ("nuocws", "nước"),
        ("nuowcs", "nước"),
        ("nhw", "như"),
        ("muaw", "mưa"),
        ("quoocs", "quốc"),
        ("hoaf", "hòa"),
        ("giuwx", "giữ"),
        ("ly1", "lý"),
        ("lua65n", "luận"),
        ("lua6n5", "luận"),
        ("luan65", "luận"),
        ("d9a3ng", "đảng"),
        ("dang93", "đảng"),
        ("nuoc71", "nước"),
        ("process", None),
        ("class", None),
        ("covid19", None),
        ("23ct", None),
        ("", None),
        ("ý", None),
    ],
)
def test_keys(typed: str, meant: str | None) -> None:
    assert decoded(typed) == meant


@given(st.text(max_size=15))
def test_anything_else_is_left_alone(text: str) -> None:
    found = decoded(text)
    assert found is None or is_syllable(found)


def test_syllables_are_in_the_form_that_is_compared() -> None:
    assert [each for each in every_syllable() if matching(each) != each] == []
    assert all(each in accentings(fold(each)) for each in every_syllable())


@pytest.mark.parametrize(
    "syllable",
    [
        "đảng",
        "quý",
        "thuyền",
        "nghiêng",
        "giếng",
        "gì",
        "uống",
        "yêu",
        "khuyến",
        "khoắng",
        "huyện",
        "quốc",
        "hoạch",
        "ương",
    ],
)
def test_known_syllables(syllable: str) -> None:
    assert is_syllable(syllable)
