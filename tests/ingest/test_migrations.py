"""Libraries of earlier versions open, and lose nothing."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.config import Config

from indexer.catalogue import Catalogue, opening
from indexer.catalogue.tables import TABLES
from indexer.model import Status

DOCUMENT = """INSERT INTO documents (document, status, problem, added_at, trashed, paged, pages, passages, segmenter, title,
 kind, number, issuer, issued_on, authors, place, signer, journal, issue, abstract, keywords) VALUES (7, 'indexed', '',
 '2026-01-02 03:04:05', 0, 1, 1, 0, '', 'Chỉ thị về dân vận', 'Chỉ thị', '23-CT/TW', '', '2018-02-09', '["A"]', '', '', '',
 '', '', '[]')"""
FILE = "INSERT INTO files (sha256, document, filename, media_type, size) VALUES ('ab', 7, 'a.txt', 'text/plain', 1)"
PAGE = """INSERT INTO pages (document, page, label, start, text, blocks)
 VALUES (7, 1, NULL, 0, 'Luật Đất đai
Mở đầu', '[["paragraph", 0, 0], ["heading", 2, 0]]')"""


@pytest.fixture
def first_version(tmp_path: Path) -> Path:
    """The catalogue as the first version made it, with one document."""
    path = tmp_path / "catalogue.db"
    config = Config()
    config.set_main_option("script_location", str(Path(opening.__file__).parent / "migrations"))
    database = sa.create_engine(f"sqlite:///{path}")
    with database.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
        for statement in (DOCUMENT, FILE, PAGE):
            connection.exec_driver_sql(statement)
    database.dispose()
    return path


def test_the_first_version_opens_with_its_documents(first_version: Path) -> None:
    catalogue = Catalogue(first_version)
    document = catalogue.documents([7])[7]
    assert (document.metadata.title, document.metadata.authors, document.status) == (
        "Chỉ thị về dân vận",
        ("A",),
        Status.INDEXED,
    )
    assert catalogue.pages(7)[1].text == "Luật Đất đai\nMở đầu"
    assert catalogue.leaves.headings(7) == [("Mở đầu", 2, 1)]
    assert catalogue.references.outdated() == [7]
    assert document.changed_at == document.added_at == datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
    assert (document.metadata.publisher, catalogue.cards.evidence(7), catalogue.likenesses.of(7)) == ("", [], ())
    catalogue.close()


def test_migrated_tables_are_those_of_a_new_library(first_version: Path) -> None:
    """Every column and index that the code names is there."""
    Catalogue(first_version).close()
    found = sa.inspect(sa.create_engine(f"sqlite:///{first_version}"))
    for table in TABLES.sorted_tables:
        assert {column["name"] for column in found.get_columns(table.name)} == {column.name for column in table.columns}
        assert {index.name for index in table.indexes} <= {index["name"] for index in found.get_indexes(table.name)}
