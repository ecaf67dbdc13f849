"""What a file says of itself, kept only where a person would have meant it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from datetime import date
from pathlib import PurePath

from indexer.extract.repairing import at_hand
from indexer.model import Metadata
from indexer.text.normalize import printable

_SUFFIX = re.compile(r"\.(?:docx?|pdf|rtf|odt|pptx?|xlsx?|txt|html?|indd|qxd|tex|dot|md|wpd|pub)$", re.IGNORECASE)
_PROGRAM = re.compile(
    r"^(?:microsoft (?:word|powerpoint|excel)|print|untitled|document\d*|slide \d|powerpoint|word|\(?anonymous\)?|\(?unspecified\)?|tieu de|no title|null|none|default|title|python-docx)\b",
    re.IGNORECASE,
)
_ACCOUNT = re.compile(
    r"^(?:admin\w*|user\d*|owner|pc|hp|dell|asus|acer|lenovo|home|windows.*|microsoft.*|office.*|may ?tinh|laptop|desktop.*|vpro|cntt|it|thinkpad|smart|techsi.*|welcome|customer|guest|test|python-docx|reportlab|unknown|author|tac ?gia|.*@.*|.*\\.*|\(?anonymous\)?|\(?unspecified\)?)$",
    re.IGNORECASE,
)
_GARBLED = re.compile("[\ufffd\x00-\x1f¸µ¶·©®¬§¨«¦¢£¤¥¯±¹²³¼½¾¿×÷ØøÞþÐß¡ªº�]")
_VIETNAMESE = re.compile("[ăâđêôơưĂÂĐÊÔƠƯạ-ỹẠ-Ỹ]")
_LONGEST_NAME = 5  # words
_FEWEST_WORDS = 3  # of a title in bare letters


def sensible(title: str, authors: Iterable[str], filename: str, issued_on: date | None = None) -> Metadata:
    """The properties worth showing: no program names, file names, account names or broken letters.

    >>> sensible("Microsoft Word - bai 1.doc", ["Admin"], "bai 1.pdf") == Metadata()
    True
    """
    repairer = at_hand()
    title = printable(repairer.text(title, where="title"))
    names = [printable(repairer.text(name, where="author")) for name in authors]
    title = title if _is_title(title, filename) else ""
    kept = tuple(dict.fromkeys(name for name in names if _is_name(name, told=bool(title))))
    return Metadata(
        title=title,
        authors=kept,
        issued_on=issued_on,
        year=issued_on.year if issued_on else None,
    )


_JOURNAL = re.compile(
    r"(?<!\w)(?:tạp chí|thông tin khoa học|bản tin|kỷ yếu)\s.*(?<!\w)số\s*:?\s*\d|^số\s*:?\s*\d.*\stạp chí\s",
    re.IGNORECASE,
)
_OWN_NUMBER = re.compile(r"^\d{1,4}[\s|–—-]+(?=\D)|(?<=\d{4})[\s|–—-]+\d{1,4}$")


def journal_line(running: Iterable[str]) -> str:
    """The running head that names the journal and the issue of a paper, without the page's number; empty if none does.

    >>> journal_line(["Một bài viết", "46 | Tạp chí Lý luận, số 2/2023", "Tạp chí Lý luận"])
    'Tạp chí Lý luận, số 2/2023'
    """
    seen = Counter(_OWN_NUMBER.sub("", printable(line)) for line in running)
    return next((line for line, _ in seen.most_common() if _JOURNAL.search(line)), "")


def _is_title(text: str, filename: str) -> bool:
    if len(text) < 6 or _SUFFIX.search(text) or _PROGRAM.match(text) or _garbled(text):  # noqa: PLR2004  # "NQ 5"
        return False
    if " " not in text or _letters(text) == _letters(PurePath(filename).stem):
        return False
    if len(text.split()) < _FEWEST_WORDS and not _VIETNAMESE.search(text):
        return False  # "QUY CHE": a note to oneself rather than a title
    return sum(each.isalpha() for each in text) > len(text) / 2


def _letters(text: str) -> str:
    return "".join(each for each in text.casefold() if each.isalnum())


def _garbled(text: str) -> bool:
    return bool(_GARBLED.search(text)) or _LATIN_1.search(text) is not None


_LATIN_1 = re.compile(
    r"[a-zA-Z][¡-¿×÷][a-zA-Z]|[Ã][\x80-\xbf¡-ÿ]|á»|Ä‘|Æ°|(?<=[a-z])[ÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝ](?=[a-z])|[äåæçëîïñöøûüÿ]"
)


def _is_name(text: str, *, told: bool) -> bool:
    """Whether a person of two to five names, each with a capital.

    Args:
        told: somebody wrote a title as well. Where nobody did, a name in bare letters is that of an account.
    """
    words = text.split()
    if not 2 <= len(words) <= _LONGEST_NAME or _ACCOUNT.match(text) or _garbled(text):  # noqa: PLR2004
        return False
    if any(each.isdigit() for each in text) or not all(word[0].isupper() for word in words):
        return False
    return bool(_VIETNAMESE.search(text)) or told
