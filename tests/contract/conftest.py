"""Every engine, under one name."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from indexer.engines.base import Engine
from tests.contract.opening import IN_MEMORY, ON_DISK, opened


@pytest.fixture(params=(IN_MEMORY, *ON_DISK))
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    """An empty index."""
    opening = opened(request.param, tmp_path / "index")
    yield opening
    opening.close()


@pytest.fixture(params=ON_DISK)
def name(request: pytest.FixtureRequest) -> str:
    """An engine that keeps its index in files."""
    return str(request.param)


@pytest.fixture
def reopened(name: str, tmp_path: Path) -> Iterator[Callable[[], Engine]]:
    """The same index opened once more, at each call."""
    engines: list[Engine] = []

    def again() -> Engine:
        engines.append(opened(name, tmp_path / "index"))
        return engines[-1]

    yield again
    for each in engines:
        each.close()
