"""A served library under kills and under load, as scripts/trial.py tries it for longer."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from indexer.benchmark.drill import drill
from indexer.benchmark.sending import under_load

KILLS = int(os.environ.get("TRACUU_KILLS", "2"))


@pytest.fixture(autouse=True)
def _one_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """Starting fewer takes less time; the script tries as many as the machine has cores."""
    monkeypatch.setenv("TRACUU_PROCESSES", "1")
    monkeypatch.setenv("TRACUU_JOBS", "1")


def test_nothing_that_was_answered_as_kept_is_lost_by_kills(tmp_path: Path) -> None:
    found = drill(tmp_path / "home", KILLS, seed=3)
    assert sum(found.kills.values()) == KILLS
    assert found.sent.kept
    assert found.lost == []
    assert found.sound, found.check


def test_many_send_at_once_while_others_search(tmp_path: Path) -> None:
    found = under_load(tmp_path / "home", files=12, clients=4, readers=2, idle_seconds=0.5, held=1)
    assert (len(found.sent.kept), found.sent.refused, found.sent.unanswered) == (12, {}, set())
    assert (found.lost, found.busy.failed) == ([], [])
