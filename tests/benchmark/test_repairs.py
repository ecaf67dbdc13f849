"""The count of false repairs counts what it says."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

from indexer.benchmark.repairs import texts_of, try_alone, try_foreign, try_whole
from tests.text.old_letters import tcvn3

_CLEAN = "Trường Chính trị Mẫu mở lớp bồi dưỡng; ông François Müller dự khai giảng, trao quỹ £100 (§3)."
_OLD = tcvn3("Giáo trình lý luận chính trị")


def test_clean_and_old_text_are_told_apart(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl.gz"
    rows = [{"title": "Sạch", "text": _CLEAN}, {"title": "Cũ", "text": f"{_OLD}\n{_CLEAN}"}]
    path.write_bytes(gzip.compress("\n".join(json.dumps(row) for row in rows).encode()))
    texts = list(texts_of(path))
    assert texts == [["Sạch", _CLEAN], ["Cũ", _OLD, _CLEAN]]
    whole, alone = try_whole(texts), try_alone(texts)
    assert (whole.runs, len(whole.changed)) == (5, 1)
    assert alone.changed == whole.changed == ((_OLD, "Giáo trình lý luận chính trị"),)


def test_plain_text_and_foreign_words(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(_CLEAN, "utf-8")
    tried = try_foreign(texts_of(path), 2)
    assert (tried.runs, tried.changed) == (3, ())
