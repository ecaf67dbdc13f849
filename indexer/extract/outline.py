"""Titles of parts, chapters, sections and articles, as Vietnamese books and laws number them."""

from __future__ import annotations

import re

from indexer.text.roles import is_bibliography

_NUMBER = r"(?:[IVXLC]{1,7}|\d{1,3}|[A-ZĐ])"
_WORDS = r"thứ (?:nhất|hai|ba|tư|năm|sáu|bảy|tám|chín|mười(?: \w+)?)"
_LEVELS = (
    (1, re.compile(rf"^phần (?:{_NUMBER}|{_WORDS}|mở đầu|kết luận)(?=$|[\s.:–-])", re.IGNORECASE)),
    (2, re.compile(rf"^chương (?:{_NUMBER}|{_WORDS}|mở đầu)(?=$|[\s.:–-])", re.IGNORECASE)),
    (3, re.compile(rf"^mục {_NUMBER}(?=$|[\s.:–-])", re.IGNORECASE)),
    (4, re.compile(r"^điều \d{1,3}[a-zđ]?(?=$|[.:])", re.IGNORECASE)),
)
_BARE = re.compile(rf"^(?:phần|chương|mục) (?:{_NUMBER}|{_WORDS})\s*[.:]?$", re.IGNORECASE)
_NAMED = re.compile(
    r"^(?:(?:danh mục )?(?:các )?tài liệu tham khảo(?: .{1,60})?|danh mục (?:các )?(?:từ|chữ|bảng|hình|tài liệu).{0,40}|mục lục"
    r"|lời (?:nói đầu|mở đầu|giới thiệu|nhà xuất bản|cảm ơn|cám ơn|tựa|kết|cam đoan)|(?:phần )?(?:mở đầu|kết luận)|đặt vấn đề"
    r"|tóm tắt|abstract|phụ lục(?: \w{1,4})?(?:[.:] .{1,80})?|kết luận và (?:kiến|khuyến) nghị|references)[.:]?$",
    re.IGNORECASE,
)
_IN_CHAPTER = re.compile(
    r"^(?:tóm tắt (?:chương|bài|nội dung)(?: \w{1,4})?|(?:các )?thuật ngữ(?: cần ghi nhớ)?|vấn đề thảo luận|(?:các )?câu hỏi"
    r" (?:ôn tập|thảo luận|ôn tập và thảo luận|thảo luận và ôn tập))[.:]?$",
    re.IGNORECASE,
)
_DECIMAL = re.compile(r"^(\d{1,2}(?:\.\d{1,2}){0,3})\.?\s+\S")
_ROMAN = re.compile(r"^[IVX]{1,5}[.)]?\s*[-–.]?\s+\S")
_LETTER = re.compile(r"^[A-ZĐ]\.\s+\S")
_LIST = re.compile(
    r"^(?:\d{1,3}(?:\.\d{1,3}){0,4}[.)]|\d{1,2}(?:\.\d{1,2}){1,4}(?=\s)|[a-zđ][.)]|\(\d{1,3}\)|\([a-zđ]\)|\[\d{1,3}\]|[-–—•*+●▪◦■✓]|[IVX]{1,5}[.)]|"
    r"điều \d{1,3}[a-zđ]?[.:]|câu \d{1,3}[.:]|chương [IVX\d]|mục [IVX\d]|phần (?:thứ|[IVX\d]))\s*",
    re.IGNORECASE,
)
_RULE = re.compile(r"^[\s\-–—_*=.…~•o]{2,}$")
_LEADERS = re.compile(r"(?<=[^\s.…·_])\s*(?:\.\s?|…\s?|·\s?|_){4,}\s*|(?<=[^\s.…·_])\s*…{2,}\s*")
_DOTS = ("....", "…", ". . .", "····", "· ·", "____")
_LONGEST_TITLE = 220  # characters
_LONGEST_ARTICLE = 420  # of the title of an article, or of one whose letters are bold
_ENDS = (".", ";", ",", ":", "?", "!")


def numbered_level(text: str) -> int:
    """Level of a title that names itself (Phần 1, Chương 2, Mục 3, Điều 4); 0 for anything else.

    >>> [numbered_level(text) for text in ("Chương II", "Điều 4. Quyền", "Điều 4 của Luật này", "Mục đích")]
    [2, 4, 0, 0]
    """
    if len(text) > _LONGEST_ARTICLE or has_leaders(text):
        return 0
    for level, pattern in _LEVELS:
        if pattern.match(text):
            return level if _is_title(text, level) and (level == 4 or len(text) <= _LONGEST_TITLE) else 0  # noqa: PLR2004
    return 0


def _is_title(text: str, level: int) -> bool:
    rest = re.sub(r"^\S+ (?:thứ )?[^\s.:–]+", "", text, count=1).strip()
    if not rest:
        return True
    after = rest.lstrip(".:–- ")
    if not after:
        return True
    separated = rest[0] in ".:–-"
    starts_upper = after[0].isupper() or after[0] in '"“‘('
    if level == 4:  # noqa: PLR2004  # an article's text often follows on its line
        return separated and starts_upper and not _is_sentence(after)
    return starts_upper and not _is_sentence(after) and (separated or after.isupper() or not after.endswith(_ENDS))


def _is_sentence(text: str) -> bool:
    return text.endswith((".", ";", ",", ":")) and len(text) > 8  # noqa: PLR2004  # "Th.S." is none


def is_bare(text: str) -> bool:
    """Whether the title is only its number, so that its name follows on the next line."""
    return bool(_BARE.match(text))


def styled_level(text: str) -> int:
    """Level of a title that is told by its look (bold or larger letters), as its numbering says.

    >>> [styled_level(text) for text in ("1. Khái niệm", "1.1. Nguồn gốc", "II. Nội dung", "LỜI NÓI ĐẦU")]
    [5, 6, 4, 1]
    """
    if numbered := numbered_level(text):
        return numbered
    if match := _DECIMAL.match(text):
        return 5 if "." not in match[1] else 6
    if _ROMAN.match(text):
        return 4
    if _LETTER.match(text):
        return 3
    return 1 if text.isupper() else 5


def may_be_title(text: str, *, bold: bool = False) -> bool:
    """Whether the words could be a title: short, no end of a sentence, letters in them.

    Args:
        bold: in letters that only a title has; numbered, it may be longer and end with a colon.
    """
    bold = bold and is_numbered_title(text)
    if not 2 <= len(text) <= (_LONGEST_ARTICLE if bold else _LONGEST_TITLE) or has_leaders(text):  # noqa: PLR2004  # one letter is a list mark
        return False
    if bold:
        text = text.removesuffix(":")
    return not text.endswith((".", ";", ",", ":")) and sum(each.isalpha() for each in text) > len(text) / 2


def named_level(text: str, *, marked: bool) -> int:
    """Level of a title without a number that its words tell, alone on a line in capitals; 0 for anything else.

    Args:
        marked: bold letters stand for capitals.

    >>> [named_level(text, marked=False) for text in ("LỜI NÓI ĐẦU", "CÂU HỎI ÔN TẬP", "Tóm tắt", "KẾT QUẢ")]
    [1, 4, 0, 0]
    """
    if not (marked or text.isupper()):
        return 0
    if _IN_CHAPTER.match(text):
        return 4
    return styled_level(text) if _NAMED.match(text) else 0


def ends_chapter(text: str) -> bool:
    """Whether a title stands over what follows the text: questions, words to keep, books.

    >>> [ends_chapter(text) for text in ("CÂU HỎI ÔN TẬP:", "Tài liệu tham khảo", "Kết luận")]
    [True, True, False]
    """
    return bool(_IN_CHAPTER.match(text) or is_bibliography(text))


def is_numbered_title(text: str) -> bool:
    """Whether the text begins with "1.", "1.1.", "II." or "A." before its words."""
    return bool(_DECIMAL.match(text) or _ROMAN.match(text) or _LETTER.match(text))


def starts_list(text: str) -> bool:
    """Whether the line begins with the mark of a point, article or question."""
    return bool(_LIST.match(text))


def has_leaders(text: str) -> bool:
    """Whether dots lead from a title to its page, as in a table of contents."""
    if not any(dots in text for dots in _DOTS):
        return False
    return bool(_LEADERS.search(text)) and not text.rstrip().endswith("...")


def without_leaders(text: str) -> str:
    """The text with rows of dots as " … ".

    >>> without_leaders("Chương I ........... 12")
    'Chương I … 12'
    """
    return _LEADERS.sub(" … ", text).strip() if has_leaders(text) else text


def is_rule(text: str) -> bool:
    """Whether the line only draws a rule: "-----", "_____", "* * *"."""
    return bool(_RULE.match(text))
