"""The order of a Vietnamese list of works: people by given name, bodies by their first word, then year and title."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from indexer.metadata.names import is_name
from indexer.text.collate import collation_key
from indexer.text.language import LANGUAGES
from indexer.text.normalize import matching
from indexer.text.syllables import is_syllable

Item = dict[str, Any]
_OTHERS = "Tiếng khác"


def in_list_order(items: Iterable[Item], *, by_language: bool = False) -> list[Item]:
    """The works, each once; by language, as a thesis lists them, or all in one."""
    ordered = sorted({item["id"]: item for item in items}.values(), key=_key)
    return sorted(ordered, key=_place_of_language) if by_language else ordered


def group_of(item: Item) -> str:
    """The heading of a list by language that a work stands under."""
    return LANGUAGES.get(item["language"], _OTHERS)


def _place_of_language(item: Item) -> int:
    return [*LANGUAGES.values(), _OTHERS].index(group_of(item))


def _key(item: Item) -> tuple[str, int, str]:
    names = item.get("author") or item.get("editor") or [{"literal": item.get("title", "")}]
    parts = item.get("issued", {}).get("date-parts", [[0]])
    return sorting_name(names[0]["literal"]), parts[0][0], collation_key(item.get("title", ""))


def sorting_name(name: str) -> str:
    """What a name is sorted by: the given name of a Vietnamese, the surname of a foreigner, all of a body's name.

    >>> sorted(["Đặng Phong", "Tổng cục Thống kê", "Nguyễn Văn An", "Trần Bình"], key=sorting_name)
    ['Nguyễn Văn An', 'Trần Bình', 'Đặng Phong', 'Tổng cục Thống kê']
    >>> sorted(["Ph.Ăngghen", "V.I. Lênin", "Gabriel García", "C.Mác"], key=sorting_name)
    ['Ph.Ăngghen', 'Gabriel García', 'V.I. Lênin', 'C.Mác']
    """
    words = _AFTER_INITIAL.sub(" ", name).split()
    if is_name(name) or name in _LEADERS or _is_foreigner(words):
        return collation_key(" ".join([words[-1], *words[:-1]]))
    return collation_key(name)


def _is_foreigner(words: list[str]) -> bool:
    """A few words with capitals, of which one is no Vietnamese syllable: a body's name has words in small letters."""
    capitals = all(word[:1].isupper() for word in words)
    return capitals and 1 < len(words) <= _MOST_NAMES and not all(is_syllable(matching(word)) for word in words)


_AFTER_INITIAL = re.compile(r"(?<=[^\W\d_])\.\s*")
_MOST_NAMES = 4
_LEADERS = frozenset({"Hồ Chí Minh"})  # also a city, which the reader of names passes over
