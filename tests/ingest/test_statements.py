"""What every search asks of the catalogue is answered from keys: no statement walks through a table."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from indexer.catalogue import Catalogue, statements
from indexer.catalogue.opening import open_database
from indexer.model import Status

NUMBERS = {"numbers": [3, 5]}
PAIRS = statements.these_pages([(3, 1), (3, 2), (5, 1)])
ALL: list[tuple[sa.Select[Any], dict[str, list[int]]]] = [
    (statements.DOCUMENTS, NUMBERS),
    (statements.PASSAGES, NUMBERS),
    (statements.PASSAGES_ON_PAGES, NUMBERS),
    (statements.PAGES, PAIRS),
    (statements.PAGE_TEXTS, PAIRS),
]


@pytest.mark.parametrize(("statement", "values"), ALL)
def test_no_table_is_walked_through(statement: sa.Select[Any], values: dict[str, list[int]], tmp_path: Path) -> None:
    database = open_database(tmp_path / "catalogue.db", 5)
    asked = statement.params(**values).compile(database, compile_kwargs={"literal_binds": True})
    with database.connect() as connection:
        steps = [row.detail for row in connection.execute(sa.text(f"EXPLAIN QUERY PLAN {asked}"))]
    database.dispose()
    assert any(step.startswith("SEARCH") for step in steps)
    assert not [step for step in steps if step.startswith("SCAN") and "CONSTANT" not in step]


def test_what_is_read_in_one_state_is_of_one_moment(tmp_path: Path) -> None:
    one, other = Catalogue(tmp_path / "catalogue.db"), Catalogue(tmp_path / "catalogue.db")

    def add(digit: str) -> None:
        other.register(digit * 64, filename=f"{digit}.txt", size=1)

    def held() -> int:
        return len(one.numbers(Status.QUEUED))

    add("1")
    with one.one_state():
        assert held() == 1
        with one.one_state():
            add("2")
            assert held() == 1
        assert held() == 1
    assert held() == 2  # both
    one.close()
    other.close()
