"""Which language a text is in: by its letters, or by the words that every page of a language is full of."""

from __future__ import annotations

import re
from collections import Counter

from indexer.text.normalize import fold, matching
from indexer.text.syllables import accentings

LANGUAGES = {  # code of ISO 639-1 → its name, in the order of a Vietnamese list of works
    "vi": "Tiếng Việt",
    "en": "Tiếng Anh",
    "fr": "Tiếng Pháp",
    "de": "Tiếng Đức",
    "ru": "Tiếng Nga",
    "zh": "Tiếng Trung",
    "ja": "Tiếng Nhật",
    "ko": "Tiếng Hàn",
    "es": "Tiếng Tây Ban Nha",
    "lo": "Tiếng Lào",
    "km": "Tiếng Khmer",
    "th": "Tiếng Thái",
}
_SCRIPTS = {
    "ru": "[Ѐ-ӿ]",
    "ja": "[぀-ヿ]",
    "zh": "[㐀-鿿]",
    "ko": "[가-힯]",
    "lo": "[຀-໿]",
    "km": "[ក-៿]",
    "th": "[฀-๿]",
}
_KANA = 0.05  # of the letters of a Japanese text, most of which may be Chinese ones
_COMMON = {  # words that are hardly met in the others, nor are syllables of Vietnamese
    "en": "the of and by with from this that which is are was were their it its not have has been for as or",
    "fr": "le les des et du dans une est pour par sur qui que aux avec sont cette ces plus",
    "de": "der die das und des den dem ist von zu mit auf eine einer nicht sich auch für als wird",
    "es": "el los las del y en una por para con que se como más su sus",
}
_COMMON_WORDS = {code: frozenset(words.split()) for code, words in _COMMON.items()}
_LEAST_COMMON = 0.12  # of all words
_LEAST_OWN = 0.05  # of all words: with marks that only Vietnamese has
_LEAST_BARE = 0.9  # of all words: syllables, if they had their marks
_MOST = 20_000  # letters that are looked at
_WORD = re.compile(r"[^\W\d_]+")
_OWN = re.compile("[ăđơưạ-ỹ]")  # none of the other languages has them


def language_of(text: str) -> str:
    """A code of LANGUAGES; empty where the text is too short or mixed to tell.

    Cost: of at most 20,000 letters.
    >>> [language_of(each) for each in ("Giá trị của hàng hóa", "The value of a commodity", "Стоимость товара", "Marx")]
    ['vi', 'en', 'ru', '']
    """
    words = _WORD.findall(matching(text[:_MOST]))
    letters = sum(map(len, words))
    if not letters:
        return ""
    together = "".join(words)
    shares = {code: len(re.findall(signs, together)) / letters for code, signs in _SCRIPTS.items()}
    if shares["ja"] > _KANA:
        return "ja"
    most = max(shares, key=shares.__getitem__)
    return most if shares[most] > 1 / 2 else _in_latin(words)


def _in_latin(words: list[str]) -> str:
    own = sum(bool(_OWN.search(each)) for each in words) / len(words)
    counts = Counter(words)
    shares = {code: sum(counts[each] for each in common) / len(words) for code, common in _COMMON_WORDS.items()}
    most = max(shares, key=shares.__getitem__)
    if own > max(_LEAST_OWN, shares[most]):
        return "vi"
    if shares[most] >= _LEAST_COMMON:
        return most
    bare = sum(bool(accentings(fold(each))) for each in words)
    return "vi" if len(words) > 1 and bare > _LEAST_BARE * len(words) else ""


def read_language(text: str) -> str:
    """The code of a language as a person writes it: "en", "Tiếng Anh", "anh"; empty if it is none of LANGUAGES.

    >>> read_language("Tiếng Anh"), read_language("FR"), read_language("Anglo")
    ('en', 'fr', '')
    """
    wanted = fold(text).strip()
    names = {fold(name): code for code, name in LANGUAGES.items()}
    return wanted if wanted in LANGUAGES else names.get(wanted) or names.get(f"tieng {wanted}", "")
