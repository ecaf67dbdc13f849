"""What was repaired of a document is kept, told and shown."""

from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner

from indexer.cli import main
from indexer.model import Repair
from indexer.showing import repair_clause, repair_lines
from tests.ingest.homes import opened
from tests.text.old_letters import tcvn3

_TEXT = "Chương trình hành động của Đảng bộ Trường Chính trị Mẫu; mỗi đảng viên phải gương mẫu, gần dân và hiểu dân."


def test_the_record_is_kept_with_the_document(tmp_path: Path) -> None:
    (tmp_path / "cũ.txt").write_bytes(tcvn3(_TEXT).encode("cp1252"))
    home = tmp_path / "home"
    with opened(home) as library:
        (report,) = library.add([tmp_path / "cũ.txt"])
        kept = library.repairs(str(report.document_id))
        assert [hit.document.filename for hit in library.search('"đảng viên phải gương mẫu"').documents] == ["cũ.txt"]
    assert [(each.page, each.what, each.where) for each in kept] == [(None, "TCVN3 → Unicode", "file")]
    assert report.repairs == kept
    shown = CliRunner().invoke(main, ["--home", str(home), "show", str(report.document_id)])
    assert f"repaired     TCVN3 → Unicode: {kept[0].syllables} syllables, in the file (file)" in shown.stdout
    answer = CliRunner().invoke(main, ["--home", str(home), "show", str(report.document_id), "--json"])
    assert json.loads(answer.stdout)["repairs"] == [
        {"page": None, "what": "TCVN3 → Unicode", "where": "file", "syllables": kept[0].syllables}
    ]


def test_the_record_in_words() -> None:
    repairs = [Repair(page, "TCVN3 → Unicode", ".VnTime", 10) for page in (1, 3, 4, 5, 9)]
    repairs.append(Repair(None, "lost ư → ư", "text", 2))
    assert list(repair_lines(repairs)) == [
        "repaired     TCVN3 → Unicode: 50 syllables, pages 1, 3–5, 9 (.VnTime)",
        "repaired     lost ư → ư: 2 syllables, in the file (text)",
    ]
    assert repair_clause(repairs) == "repaired TCVN3 → Unicode on 5 pages, lost ư → ư"
    assert repair_clause([]) == ""
