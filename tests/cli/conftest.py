"""The library that tests begin with."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.ingest.homes import made


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Made once, and left as it is."""
    return made(tmp_path_factory.mktemp("made"))


@pytest.fixture
def home(template: Path, tmp_path: Path) -> Path:
    """A library of three documents and a failed one; the files it was made of are in ../files."""
    shutil.copytree(template, tmp_path / "made")
    return tmp_path / "made" / "home"
