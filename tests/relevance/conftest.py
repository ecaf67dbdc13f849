"""The sample corpus in a library, once for each engine."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from indexer.library import Library
from indexer.model import Outcome
from indexer.settings import ENGINES, Settings

CORPUS = Path(__file__).parents[2] / "corpus"


@pytest.fixture(scope="session")
def added(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder into which the corpus was added, but for what only other programs read."""
    home = tmp_path_factory.mktemp("relevance") / "tantivy"
    library = Library(Settings(home=home))
    reports = library.add(
        path.with_suffix("") for path in sorted(CORPUS.glob("*.toml")) if not path.stem.endswith(".doc")
    )
    library.close()
    assert [each for each in reports if each.outcome is Outcome.FAILED] == []
    return home


@pytest.fixture(scope="session", params=ENGINES)
def library(request: pytest.FixtureRequest, added: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """A library that searches with the engine; all but the first are indexed anew from the same catalogue."""
    engine = str(request.param)
    home = added if added.name == engine else tmp_path_factory.mktemp(engine) / "home"
    if home != added:
        shutil.copytree(added, home)
    opened = Library(Settings(home=home, engine=engine))
    if home != added:
        opened.reindex()
    yield opened
    opened.close()
