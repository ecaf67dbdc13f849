"""Hostile and broken files among good ones, through the real command. All of them: python -m tests.extract.hostile."""

from __future__ import annotations

from pathlib import Path

from tests.extract.hostile import hostile, make
from tests.extract.hostile.trial import add
from tests.ingest.homes import what

_EVERY = 9  # of the hostile files is in the sample


def test_there_are_hundreds() -> None:
    names = [name for name, _ in hostile()]
    assert len(set(names)) == len(names) >= 400


def test_each_file_has_its_outcome_and_good_ones_are_added(tmp_path: Path) -> None:
    trial = add(tmp_path / "files", tmp_path / "home", make(tmp_path / "files", every=_EVERY))
    assert trial.wrong() == [], trial.lines()
    assert what(tmp_path / "home") == []
