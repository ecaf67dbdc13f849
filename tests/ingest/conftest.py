"""The library that tests begin with."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.ingest.homes import made
from tests.ingest.running import mounting


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Made once, and left as it is."""
    return made(tmp_path_factory.mktemp("made"))


@pytest.fixture
def home(template: Path, tmp_path: Path) -> Path:
    """A library of three documents and a failed one; the files it was made of are in ../files."""
    shutil.copytree(template, tmp_path / "made")
    return tmp_path / "made" / "home"


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of its own with little room."""
    place = tmp_path / "disk"
    place.mkdir()
    if os.geteuid() != 0 or subprocess.call(mounting("size=400k", place), stderr=subprocess.DEVNULL):
        pytest.skip("only root can mount, and not everywhere")
    yield place
    subprocess.check_call(["umount", "--lazy", str(place)])  # noqa: S607  # wherever it is; a file may be let go of a moment later
