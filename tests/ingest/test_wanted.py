"""What the library should hold: papers that its documents name and that it does not hold."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest

from indexer.catalogue import Catalogue
from indexer.citing import references_of
from indexer.metadata.references import references_in
from indexer.model import Block, Document, Metadata, Page, Status
from indexer.wanted import named, wanted


@pytest.fixture
def catalogue(tmp_path: Path) -> Iterator[Catalogue]:
    opened = Catalogue(tmp_path / "catalogue.db")
    yield opened
    opened.close()


def put(catalogue: Catalogue, text: str, card: Metadata | None = None) -> Document:
    digest = sha256(repr((card, text)).encode()).hexdigest()
    number, _ = catalogue.register(digest, filename="a.txt", size=1)
    pages = [Page(1, None, (Block(text),))]
    catalogue.store(
        number,
        card or Metadata(title=f"Bài {number}"),
        pages,
        (),
        media_type="text/plain",
        paged=True,
        segmenter="",
        references=references_in(pages),
    )
    catalogue.mark([number], Status.INDEXED)
    return catalogue.documents([number])[number]


def wishes(catalogue: Catalogue, limit: int | None = None, offset: int = 0) -> list[tuple[str, int, int]]:
    return [(each.reference.text, each.documents, each.places) for each in wanted(catalogue, limit, offset)]


def test_what_most_documents_name_comes_first_with_what_is_known_of_it(catalogue: Catalogue) -> None:
    put(catalogue, "Theo Kết luận số 7-KL/TW. Kết luận số 7-KL/TW ngày 4/11/2021 nói rõ.")
    put(catalogue, "Xem Kết luận số 7-KL/TW và Chỉ thị số 23-CT/TW.")
    assert wishes(catalogue) == [("Kết luận số 7-KL/TW ngày 4/11/2021", 2, 3), ("Chỉ thị số 23-CT/TW", 1, 1)]
    first = wanted(catalogue)[0]
    assert (first.reference.issued_on, len(first.asking)) == (date(2021, 11, 4), 2)
    assert wishes(catalogue, 1) == wishes(catalogue)[:1]
    assert wishes(catalogue, 5, 1) == wishes(catalogue)[1:]


def test_what_is_held_or_may_be_is_not_wanted(catalogue: Catalogue) -> None:
    put(catalogue, "Theo Chỉ thị số 23-CT/TW ngày 9/2/2018. Nghị quyết số 5-NQ/TW.")
    for number, day in (
        ("23-CT/TW", date(2018, 2, 9)),
        ("05-NQ/TW", date(2016, 11, 1)),
        ("05-NQ/TW", date(2021, 1, 2)),
    ):
        kind = "Chỉ thị" if "CT" in number else "Nghị quyết"
        put(catalogue, "Không có gì.", Metadata(title=f"{number} {day}", kind=kind, number=number, issued_on=day))
    assert wishes(catalogue) == []
    put(catalogue, "Chỉ thị số 23-CT/TW ngày 5/3/2003 là của khóa trước.")
    assert wishes(catalogue) == [("Chỉ thị số 23-CT/TW ngày 5/3/2003", 1, 1)]


def test_one_number_with_two_dates_is_two_papers_and_without_a_date_neither(catalogue: Catalogue) -> None:
    put(catalogue, "Nghị quyết số 5-NQ/TW ngày 1/11/2016 và Nghị quyết số 5-NQ/TW ngày 2/1/2021.")
    put(catalogue, "Nghị quyết số 5-NQ/TW năm ấy.")
    assert sorted(wishes(catalogue)) == [
        ("Nghị quyết số 5-NQ/TW", 1, 1),
        ("Nghị quyết số 5-NQ/TW ngày 1/11/2016", 1, 1),
        ("Nghị quyết số 5-NQ/TW ngày 2/1/2021", 1, 1),
    ]


def test_what_stands_in_the_trash_asks_for_nothing(catalogue: Catalogue) -> None:
    paper = put(catalogue, "Xem Chỉ thị số 23-CT/TW.")
    catalogue.trash(catalogue.number_of(paper.id), trashed=True)
    assert wishes(catalogue) == []


def test_the_papers_of_a_document_stand_once_in_the_order_of_time(catalogue: Catalogue) -> None:
    held = put(
        catalogue, "Không.", Metadata(title="Chỉ thị", kind="Chỉ thị", number="23-CT/TW", issued_on=date(2018, 2, 9))
    )
    paper = put(
        catalogue,
        "Kết luận số 9-KL/TW. Kết luận số 7-KL/TW ngày 4/11/2021. Chỉ thị số 23-CT/TW ngày 9/2/2018. "
        "Lại Kết luận số 7-KL/TW, Quyết định số 3-QĐ/TW năm 1999.",
        Metadata(title="Bài", year=2023),
    )
    told = [(each.reference.text, each.places, each.document) for each in named(references_of(catalogue, paper))]
    assert [text for text, _, _ in told][1:] == [
        "Chỉ thị số 23-CT/TW ngày 9/2/2018",
        "Kết luận số 7-KL/TW ngày 4/11/2021",
        "Kết luận số 9-KL/TW",
    ]
    assert told[1][2] == held
    assert told[2][1:] == (2, None)
