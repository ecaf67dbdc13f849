"""Texts for properties: anything at all, and what looks like Vietnamese."""

from __future__ import annotations

import unicodedata
from typing import Literal

from hypothesis import strategies as st

_ONSETS = ("", "b", "ch", "đ", "g", "gi", "kh", "l", "ngh", "ph", "q", "qu", "th", "tr", "x")
_CODAS = ("", "c", "ch", "m", "n", "ng", "nh", "p", "t")
_FORMS: tuple[Literal["NFC"], Literal["NFD"]] = ("NFC", "NFD")


@st.composite
def syllables(draw: st.DrawFn) -> str:
    """A syllable, or nearly one: any vowels, a tone on any of them, in any case and either form."""
    vowels = draw(st.text("aăâeêioôơuưy", min_size=1, max_size=3))
    at = draw(st.integers(1, len(vowels)))
    toned = vowels[:at] + draw(st.sampled_from(("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323"))) + vowels[at:]
    word = draw(st.sampled_from(_ONSETS)) + toned + draw(st.sampled_from(_CODAS))
    case = draw(st.sampled_from((str.lower, str.upper, str.title)))
    return unicodedata.normalize(draw(st.sampled_from(_FORMS)), case(word))


SIGNS = st.sampled_from(
    (" ", " ", " ", ", ", ". ", "? ", " – ", "-", "/", "; ", " “", "” ", "… ", "(", ") ", ": ", "  ")
)
NUMBERS = st.sampled_from(("23", "2018", "1.234", "4-NQ/TW", "x²", "A1", "v.v."))


@st.composite
def vietnamese(draw: st.DrawFn) -> str:
    """A line of syllables, numbers and signs."""
    pieces = draw(st.lists(st.tuples(st.one_of(syllables(), NUMBERS), SIGNS), max_size=12))
    return "".join(word + sign for word, sign in pieces)


ANY = st.one_of(st.text(max_size=40), vietnamese())
