"""Kinds of Party and State documents, as their type line prints them."""

from __future__ import annotations

import re

from indexer.text.normalize import matching

PRINTED = (
    *("Nghị quyết liên tịch", "Nghị quyết", "Quyết định", "Quy định", "Chỉ thị", "Kết luận", "Quy chế", "Thông tri"),
    *(
        "Hướng dẫn",
        "Thông báo kết luận",
        "Thông báo",
        "Báo cáo chính trị",
        "Báo cáo",
        "Kế hoạch",
        "Chương trình hành động",
    ),
    *("Chương trình công tác", "Chương trình", "Tờ trình", "Công văn", "Công điện", "Biên bản", "Đề án", "Phương án"),
    *("Dự án", "Chiến lược", "Quy hoạch", "Quy trình", "Thông cáo", "Tuyên bố", "Lời kêu gọi", "Điều lệ", "Cương lĩnh"),
    *("Bộ luật", "Luật", "Pháp lệnh", "Nghị định", "Thông tư liên tịch", "Thông tư", "Văn bản hợp nhất", "Hiến pháp"),
    *("Sắc lệnh", "Lệnh"),
)
_LAWS = frozenset({"Luật", "Bộ luật", "Pháp lệnh", "Hiến pháp", "Điều lệ", "Cương lĩnh"})
_BY_KEY = {tuple(matching(word) for word in kind.split()): kind for kind in PRINTED}
_LONGEST = max(len(key) for key in _BY_KEY)
_MERGED = {"Báo cáo chính trị": "Báo cáo", "Chương trình công tác": "Chương trình"}


def leading_kind(text: str) -> tuple[str, str]:
    """The kind that the text begins with, in capitals, and what follows it; two empty strings if none.

    >>> leading_kind("NGHỊ QUYẾT về đổi mới"), leading_kind("Nghị quyết về đổi mới")
    (('Nghị quyết', 'về đổi mới'), ('', ''))
    """
    words = [(match[0], match.end()) for match in re.finditer(r"\w+", text)][:_LONGEST]
    for length in range(len(words), 0, -1):
        key = tuple(matching(word) for word, _ in words[:length])
        if key in _BY_KEY and all(word.isupper() for word, _ in words[:length]):
            return _BY_KEY[key], text[words[length - 1][1] :].strip(" :.")
    return "", ""


def kind_on_card(kind: str) -> str:
    """The kind as the catalogue names it."""
    return _MERGED.get(kind, kind)


def is_named_by_its_kind(kind: str) -> bool:
    """Whether the title of such a document begins with its kind: "Luật Đất đai"."""
    return kind in _LAWS
