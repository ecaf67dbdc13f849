"""A line that is a number, in any spelling: that document first, then those that refer to it, and nothing else."""

from __future__ import annotations

import pytest

from indexer.library import Library
from tests.relevance.test_relevance import found

PLAN = "ke-hoach-12-kh-du.pdf"
SPELLINGS = (
    "12-KH/ĐU|12 – KH/ĐU|12 -KH/ĐU|12kh/đu|12kh/du|12 KH ĐU|12 kh du|kế hoạch 12-kh/đu|Kế hoạch số 12-KH/ĐU|ke hoach so 12 KH DU"
    "|số 12-KH/ĐU|12/KH-ĐU"
)


def citing(library: Library, line: str) -> list[str]:
    """Files of the documents that refer to the first one found."""
    first = library.search(line).documents[0].document
    return [each.document.filename for each in library.cited_by(first.id).documents if each.sure]


@pytest.mark.parametrize("line", SPELLINGS.split("|"))
def test_a_number_finds_its_document_then_those_that_refer_to_it(library: Library, line: str) -> None:
    page = library.search(line)
    first, *others = found(page)
    assert first == PLAN
    assert others
    assert sorted(others) == sorted(citing(library, line))
    assert all(hit.whole for hit in page.documents)


@pytest.mark.parametrize("number", ["05-NQ/ĐU", "03-CT/ĐU", "02-QC/ĐU", "07-HD/ĐU", "12-KH/ĐU"])
def test_the_document_stands_before_those_that_name_it_often(library: Library, number: str) -> None:
    page = library.search(number)
    assert page.documents[0].document.metadata.number == number
    assert sorted(found(page)[1:]) == sorted(citing(library, number))


def test_a_number_that_the_library_only_names_finds_what_names_it(library: Library) -> None:
    assert "chi-thi-03-ct-du.pdf" in found(library.search("23ct/tw"))
    assert found(library.search("99-CT/TW")) == []


@pytest.mark.parametrize("line", ["kế hoạch 12", "Kế hoạch số 12", "ke hoach so 12"])
def test_a_kind_and_number_without_the_symbol(library: Library, line: str) -> None:
    page = library.search(line)
    assert found(page)[0] == PLAN
    assert set(citing(library, line)) <= {hit.document.filename for hit in page.documents if hit.whole}
