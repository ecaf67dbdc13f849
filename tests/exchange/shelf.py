"""Many documents at once: records alone, as harvesters see them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import sqlalchemy as sa

from indexer.catalogue import Catalogue
from indexer.catalogue import tables as t
from indexer.model import Status

BEGAN = datetime(2026, 3, 1, 8, tzinfo=UTC)


def fill(catalogue: Catalogue, count: int, collections: Sequence[str] = ()) -> list[int]:
    """So many documents, several of which changed in the same second; each third is in the collections."""
    numbers = list(range(1, count + 1))
    with catalogue._writing() as connection:
        connection.execute(
            sa.insert(t.documents),
            [
                {
                    "document": number,
                    "status": Status.INDEXED,
                    "added_at": BEGAN,
                    "changed_at": BEGAN + timedelta(milliseconds=300 * number),
                    "title": f"Bài viết số {number} & <nước>",
                    "authors": ["Nguyễn Văn Mẫu"],
                    "keywords": ["dân vận"],
                    "pages": 1,
                }
                for number in numbers
            ],
        )
        files = [{"sha256": f"{n:064x}", "document": n, "filename": f"{n}.txt", "size": 1} for n in numbers]
        connection.execute(sa.insert(t.files), files)
        held = [{"document": number, "name": name} for number in numbers if number % 3 == 0 for name in collections]
        if held:
            connection.execute(sa.insert(t.collections), held)
    return numbers
