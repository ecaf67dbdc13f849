"""Lines to try instead of one that found nothing. Pure; which of them find something is for the caller to ask."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import pairwise

_QUOTES = re.compile(r"[\"“”„«»]")
_MOST_WORDS = 12  # of a longer line, one word less changes nothing


def without_quotes(line: str) -> str:
    """The line as plain words.

    >>> without_quotes("“dân là gốc”")
    'dân là gốc'
    """
    return " ".join(_QUOTES.sub(" ", line).split())


@lru_cache(maxsize=1024)  # the values of facets are sorted by it
def without_accents(line: str) -> str:
    """The line as typed on a keyboard without Vietnamese.

    >>> without_accents("Đường lối đổi mới")
    'Duong loi doi moi'
    """
    bare = "".join(each for each in unicodedata.normalize("NFD", line) if unicodedata.category(each) != "Mn")
    return bare.replace("đ", "d").replace("Đ", "D")


def neighbours(line: str) -> list[str]:
    """Each two words that stand together, as a phrase; nothing for a long line.

    >>> neighbours("xuất khẩu tiêu")
    ['"xuất khẩu"', '"khẩu tiêu"']
    """
    words = [word for word in without_quotes(line).split() if word.isalnum()]
    return [f'"{first} {second}"' for first, second in pairwise(words)] if len(words) <= _MOST_WORDS else []


def one_word_less(line: str) -> list[str]:
    """The line with each of its words left out in turn; nothing for one word, or for a long line.

    >>> one_word_less("dân là gốc")
    ['là gốc', 'dân gốc', 'dân là']
    """
    words = without_quotes(line).split()
    if not 1 < len(words) <= _MOST_WORDS:
        return []
    return [" ".join(words[:place] + words[place + 1 :]) for place in range(len(words))]
