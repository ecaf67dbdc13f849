"""Files that go away, or go by several names, while they are added."""

from __future__ import annotations

import os
from pathlib import Path

from indexer.indexing import Step
from indexer.model import FileReport, Outcome
from tests.ingest.homes import found, opened, what


def write(folder: Path, *names: str) -> list[Path]:
    folder.mkdir()
    for name in names:
        (folder / name).write_text(f"Ghi chép {name} của cán bộ.\n", "utf-8")
    return [folder / name for name in names]


def test_a_file_that_goes_away_while_others_are_read_is_one_line(home: Path, tmp_path: Path) -> None:
    write(tmp_path / "more", "b.txt", "c.txt")
    (tmp_path / "more" / "a.txt").write_bytes(b"")

    def remove(step: Step) -> None:
        if step.report and step.report.path.name == "a.txt":
            (tmp_path / "more" / "b.txt").unlink()

    with opened(home) as library:
        reports = {each.path.name: each for each in library.add([tmp_path / "more"], listener=remove)}
    assert {name: each.outcome for name, each in reports.items()} == {
        "a.txt": Outcome.FAILED,
        "b.txt": Outcome.FAILED,
        "c.txt": Outcome.ADDED,
    }
    assert "there is no such file any more" in reports["b.txt"].reason
    assert "c.txt" in found(home)
    assert what(home) == []


def test_a_link_that_leads_nowhere_counts_only_if_it_is_named_like_a_document(home: Path, tmp_path: Path) -> None:
    folder = tmp_path / "more"
    write(folder, "a.txt")
    for name in ("gone.pdf", ".#lock", "gone"):
        (folder / name).symlink_to("nowhere")
    with opened(home) as library:
        reports = library.add([folder])
    assert [each.path.name for each in reports if each.outcome is Outcome.FAILED] == ["gone.pdf"]


def test_folders_that_hold_themselves_are_walked_once(home: Path, tmp_path: Path) -> None:
    folder = tmp_path / "more"
    write(folder, "a.txt")
    (folder / "again").symlink_to(folder)
    (folder / "linked.txt").symlink_to("a.txt")
    os.link(folder / "a.txt", folder / "other.txt")
    with opened(home) as library:
        reports = library.add([folder, folder])
    assert [each.outcome for each in reports].count(Outcome.ADDED) == 1
    assert all(each.outcome in (Outcome.ADDED, Outcome.DUPLICATE) for each in reports)


def test_the_listener_hears_what_is_reported(home: Path, tmp_path: Path) -> None:
    heard: list[Step] = []
    write(tmp_path / "more", "a.txt", "b.txt")
    with opened(home) as library:
        reports = library.add([tmp_path / "more"], listener=heard.append)
    told: list[FileReport] = [step.report for step in heard if step.report]
    assert told == reports
    assert sum(step.indexed for step in heard) == 2
