"""The order of a Vietnamese list of works: people by given name, bodies by their first word, then year and title."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from indexer.metadata.names import is_name
from indexer.text.collate import collation_key

Item = dict[str, Any]


def in_list_order(items: Iterable[Item]) -> list[Item]:
    """The works, each once, as a thesis lists them."""
    return sorted({item["id"]: item for item in items}.values(), key=_key)


def _key(item: Item) -> tuple[str, int, str]:
    authors = item.get("author") or [{"literal": item.get("title", "")}]
    parts = item.get("issued", {}).get("date-parts", [[0]])
    return sorting_name(authors[0]["literal"]), parts[0][0], collation_key(item.get("title", ""))


def sorting_name(name: str) -> str:
    """What a name is sorted by.

    >>> sorted(["Đặng Phong", "Tổng cục Thống kê", "Nguyễn Văn An", "Trần Bình"], key=sorting_name)
    ['Nguyễn Văn An', 'Trần Bình', 'Đặng Phong', 'Tổng cục Thống kê']
    """
    words = name.split()
    if is_name(name) or name in _LEADERS:
        return collation_key(" ".join([words[-1], *words[:-1]]))
    if len(words) > 1 and name.isascii() and all(word[:1].isupper() for word in words):
        return collation_key(" ".join([words[-1], *words[:-1]]))  # a foreigner: the surname stands last
    return collation_key(name)


_LEADERS = frozenset({"Hồ Chí Minh"})  # also a city, which the reader of names passes over
