"""Where references lead: looked up when asked, and only followed when nothing speaks for another document."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest
import sqlalchemy as sa

from indexer.catalogue import Catalogue
from indexer.citing import cited_by, references_of, renew_references
from indexer.entries import entries
from indexer.metadata.references import REFERENCES_VERSION, references_in
from indexer.model import Block, CitedBy, Document, Evidence, Metadata, Page, Passage, Source, Status
from indexer.shapes import references_json
from indexer.showing import reference_lines

DIRECTIVE = Metadata(title="Chỉ thị về dân vận", kind="Chỉ thị", number="23-CT/TW", issued_on=date(2018, 2, 9))


@pytest.fixture
def catalogue(tmp_path: Path) -> Iterator[Catalogue]:
    opened = Catalogue(tmp_path / "catalogue.db")
    yield opened
    opened.close()


def put(catalogue: Catalogue, card: Metadata, text: str = "Không có gì.") -> Document:
    """A document of this card and text."""
    digest = sha256(repr((card, text)).encode()).hexdigest()
    number, _ = catalogue.register(digest, filename=f"{card.title}.txt", size=1)
    pages = [Page(1, None, (Block("Mở đầu."),)), Page(2, None, tuple(Block(line) for line in text.split("\n")))]
    catalogue.store(
        number, card, pages, (), media_type="text/plain", paged=True, segmenter="", references=references_in(pages)
    )
    catalogue.mark([number], Status.INDEXED)
    return catalogue.documents([number])[number]


def leads(catalogue: Catalogue, document: Document) -> list[tuple[str, str | list[str]]]:
    """Each reference, and the title it leads to or those it may name."""
    return [
        (each.reference.text, each.document.metadata.title)
        if each.document
        else (each.reference.text, [other.metadata.title for other in each.candidates])
        for each in references_of(catalogue, document)
    ]


def citing(catalogue: Catalogue, document: Document) -> list[tuple[str, bool]]:
    return [(each.document.metadata.title, each.sure) for each in cited_by(catalogue, document).documents]


def test_a_reference_leads_to_the_one_document_that_it_can_name(catalogue: Catalogue) -> None:
    directive = put(catalogue, DIRECTIVE)
    text = "Theo Chỉ thị số 23-CT/TW ngày 9/2/2018 của Ban Bí thư và Kết luận số 7-KL/TW."
    paper = put(catalogue, Metadata(title="Bài", year=2020), text)
    assert leads(catalogue, paper) == [
        ("Chỉ thị số 23-CT/TW ngày 9/2/2018 của Ban Bí thư", "Chỉ thị về dân vận"),
        ("Kết luận số 7-KL/TW", []),
    ]
    assert citing(catalogue, directive) == [("Bài", True)]
    assert [each.reference.page for each in references_of(catalogue, paper)] == [2, 2]
    assert references_of(catalogue, paper, 1) == ()


NAMESAKES = (
    Metadata(title="khóa XII", kind="Nghị quyết", number="05-NQ/TW", issued_on=date(2016, 11, 1)),
    Metadata(title="khóa XIV", kind="Nghị quyết", number="05-NQ/TW", issued_on=date(2026, 4, 7)),
)


@pytest.mark.parametrize(
    ("text", "year", "expected"),
    [
        ("Nghị quyết số 05-NQ/TW ngày 1/11/2016", 2026, "khóa XII"),
        ("Nghị quyết 05-NQ/TW ngày 7 tháng 4 năm 2026", 2026, "khóa XIV"),
        ("Nghị quyết 05-NQ/TW của Bộ Chính trị khóa XIV", 2026, "khóa XIV"),
        ("Nghị quyết số 05-NQ/TW", 2026, ["khóa XII", "khóa XIV"]),
        ("Nghị quyết số 05-NQ/TW", 2020, "khóa XII"),  # the other was not yet written
        ("Nghị quyết 5", 2020, ["khóa XII"]),
        ("Nghị quyết số 05-NQ/TW ngày 2/11/2016", 2026, ["khóa XII"]),  # the day may be a slip: listed, not followed
        ("Nghị quyết số 05-NQ/TW khóa X", 2026, []),
        ("Kết luận số 05-NQ/TW ngày 1/11/2016", 2026, []),
    ],
)
def test_namesakes_are_told_apart_or_listed(
    catalogue: Catalogue, text: str, year: int, expected: str | list[str]
) -> None:
    for card in NAMESAKES:
        put(catalogue, card)
    ((_, led),) = leads(catalogue, put(catalogue, Metadata(title="Bài", year=year), f"Xem {text}."))
    assert (sorted(led) if isinstance(led, list) else led) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Nghị quyết số 05-NQ/ĐU của Đảng ủy xã Mẫu Sơn", "Mẫu Sơn"),
        ("Nghị quyết số 05-NQ/ĐU của Ban Thường vụ Đảng ủy xã Mẫu Giang", "Mẫu Giang"),
        ("Nghị quyết số 05-NQ/ĐU", ["Mẫu Giang", "Mẫu Sơn"]),
        ("Nghị quyết số 05-NQ/ĐU của Đảng ủy", ["Mẫu Giang", "Mẫu Sơn"]),
    ],
)
def test_committees_of_one_level_are_told_apart(catalogue: Catalogue, text: str, expected: str | list[str]) -> None:
    for place in ("Mẫu Sơn", "Mẫu Giang"):
        put(catalogue, Metadata(title=place, kind="Nghị quyết", number="05-NQ/ĐU", issuer=f"Đảng ủy xã {place}"))
    ((_, led),) = leads(catalogue, put(catalogue, Metadata(title="Bài"), text))
    assert (sorted(led) if isinstance(led, list) else led) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Luật Đất đai năm 2013", "Luật Đất đai"),
        ("Luật Đất đai năm 2003", []),
        ("Luật Đất đai số 45/2013/QH13", "Luật Đất đai"),
        ("Cương lĩnh năm 1991", "Cương lĩnh năm 1991"),
        ("Cương lĩnh 2011", []),
        ("Nghị quyết Trung ương 4 khóa XII", "Nghị quyết Hội nghị lần thứ tư Ban Chấp hành Trung ương khóa XII"),
        ("Nghị quyết Trung ương 4 khóa XI", []),
        ("Nghị định 30/2020", "Nghị định về công tác văn thư"),
        ("Quyết định số 12-QĐ/ĐU", "Quy chế làm việc"),
        ("Quy định số 12-QĐ/ĐU", []),
    ],
)
def test_names_and_kinds(catalogue: Catalogue, text: str, expected: str | list[str]) -> None:
    for card in (
        Metadata(title="Luật Đất đai", kind="Luật", number="45/2013/QH13", issued_on=date(2013, 11, 29)),
        Metadata(title="Cương lĩnh năm 1991", kind="Cương lĩnh"),
        Metadata(title="Nghị quyết Hội nghị lần thứ tư Ban Chấp hành Trung ương khóa XII", kind="Nghị quyết"),
        Metadata(title="Nghị định về công tác văn thư", kind="Nghị định", number="30/2020/NĐ-CP", year=2020),
        Metadata(title="Quy chế làm việc", kind="Quy chế", number="12-QĐ/ĐU"),
    ):
        put(catalogue, card)
    ((_, led),) = leads(catalogue, put(catalogue, Metadata(title="Bài"), f"Theo {text}."))
    assert led == expected


def test_two_copies_of_one_paper_are_both_listed(catalogue: Catalogue) -> None:
    put(catalogue, DIRECTIVE)
    put(catalogue, DIRECTIVE, "Bản khác của tệp.")
    paper = put(catalogue, Metadata(title="Bài"), "Chỉ thị 23-CT/TW ngày 9/2/2018.")
    assert leads(catalogue, paper)[0][1] == [DIRECTIVE.title] * 2


def test_a_document_does_not_refer_to_itself(catalogue: Catalogue) -> None:
    directive = put(catalogue, DIRECTIVE, "Số 23-CT/TW\nChỉ thị 23 này thay Chỉ thị 23-CT/TW ngày 1/1/1997.")
    assert leads(catalogue, directive) == [("Chỉ thị 23-CT/TW ngày 1/1/1997", [])]
    assert citing(catalogue, directive) == []


def test_what_comes_later_or_goes_is_heeded_at_once(catalogue: Catalogue) -> None:
    text = "Chỉ thị 23-CT/TW ngày 9/2/2018"
    paper = put(catalogue, Metadata(title="Bài"), text)
    assert leads(catalogue, paper) == [(text, [])]
    directive = put(catalogue, DIRECTIVE)
    number = catalogue.number_of(directive.id)
    assert leads(catalogue, paper) == [(text, DIRECTIVE.title)]
    catalogue.trash(number, trashed=True)
    assert leads(catalogue, paper) == [(text, [])]
    catalogue.trash(number, trashed=False)
    catalogue.trash(catalogue.number_of(paper.id), trashed=True)
    assert citing(catalogue, directive) == []
    catalogue.trash(catalogue.number_of(paper.id), trashed=False)
    assert citing(catalogue, directive) == [("Bài", True)]


def test_a_corrected_card_is_heeded_at_once(catalogue: Catalogue) -> None:
    text = "Chỉ thị 23-CT/TW ngày 9/2/2018"
    paper = put(catalogue, Metadata(title="Bài"), text)
    directive = put(catalogue, Metadata(title=DIRECTIVE.title, kind="Chỉ thị", number="32-CT/TW"))
    number = catalogue.number_of(directive.id)
    assert leads(catalogue, paper) == [(text, [])]
    catalogue.cards.correct(number, [Evidence("number", "23-CT/TW", Source.TABLE)])
    assert leads(catalogue, paper) == [(text, DIRECTIVE.title)]
    catalogue.cards.correct(number, [Evidence("issued_on", "2018-02-10", Source.TABLE)])
    assert leads(catalogue, paper) == [(text, [DIRECTIVE.title])]  # another day of the same year: perhaps


def test_reading_a_document_again_replaces_its_references(catalogue: Catalogue) -> None:
    paper = put(catalogue, Metadata(title="Bài"), "Chỉ thị 23-CT/TW")
    number = catalogue.number_of(paper.id)
    pages = [Page(1, None, (Block("Kết luận 7-KL/TW"),))]
    catalogue.store(
        number, paper.metadata, pages, (), media_type="", paged=True, segmenter="", references=references_in(pages)
    )
    assert [text for text, _ in leads(catalogue, paper)] == ["Kết luận 7-KL/TW"]


def test_an_older_library_is_filled_from_its_stored_text(catalogue: Catalogue, tmp_path: Path) -> None:
    directive = put(catalogue, DIRECTIVE)
    paper = put(catalogue, Metadata(title="Bài"), "Chỉ thị 23-CT/TW ngày 9/2/2018")
    with sa.create_engine(f"sqlite:///{tmp_path / 'catalogue.db'}").begin() as connection:  # as a migration leaves it
        connection.execute(sa.text('DELETE FROM "references"'))
        connection.execute(sa.text("UPDATE documents SET number_key = '', name_key = '', references_version = 0"))
    outdated = catalogue.references.outdated()
    assert len(outdated) == 2
    assert leads(catalogue, paper) == []
    assert renew_references(catalogue, outdated) == 2
    assert catalogue.references.outdated() == []
    assert leads(catalogue, paper) == [("Chỉ thị 23-CT/TW ngày 9/2/2018", DIRECTIVE.title)]
    assert citing(catalogue, directive) == [("Bài", True)]
    assert REFERENCES_VERSION > 0


def test_a_card_tells_its_references(catalogue: Catalogue) -> None:
    for card in (*NAMESAKES, DIRECTIVE):
        put(catalogue, card)
    text = "Chỉ thị 23-CT/TW ngày 9/2/2018, Nghị quyết 05-NQ/TW, Điều 3 Điều lệ Đảng"
    paper = put(catalogue, Metadata(title="Bài", year=2026), text)
    directive = references_of(catalogue, paper)[0].document
    assert directive is not None
    led, citing_it = references_of(catalogue, paper), cited_by(catalogue, directive)
    assert list(reference_lines(led, citing_it)) == [
        "references   3, 1 of them to documents of this library, 1 to one of several",
        "cited by     1 document",
    ]
    assert list(reference_lines((), CitedBy((), 0, 0))) == []
    answer = references_json(led, citing_it)
    first, second, third = answer["references"]
    assert (first["number"], first["symbol"], first["issued_on"], first["page"]) == ("23", "CT/TW", "2018-02-09", 2)
    assert first["document"] is not None
    assert first["document"]["id"] == directive.id
    assert (second["document"], len(second["candidates"]), second["certainty"]) == (None, 2, "number")
    assert (third["pinpoint"], third["candidates"]) == ("Điều 3", [])
    assert [each["document"]["id"] for each in answer["cited_by"]] == [paper.id]
    json.dumps(answer)


def test_a_passage_is_found_by_the_number_that_is_meant(catalogue: Catalogue) -> None:
    text = "Nghị quyết số 57-NQ/TW ngày 22/12/2024.\nTheo Nghị quyết 57 và Luật Thủ đô.\nKhông có gì."
    paper = put(catalogue, Metadata(title="Bài"), text)
    number = catalogue.number_of(paper.id)
    pages = catalogue.pages(number)
    lines = [(start := pages[2].start + text.index(line), start + len(line)) for line in text.split("\n")]
    passages = [Passage(at, (span,), 2, 2, "", b"") for at, span in enumerate(lines, 1)]
    _, *found = entries(paper, pages, passages, catalogue.references.of(number))
    assert [list(each.word) for each in found] == [["57-nq/tw"], ["57-nq/tw"], []]
    _, *printed = entries(paper, pages, passages)
    assert [list(each.word) for each in printed] == [["57-nq/tw"], [], []]
