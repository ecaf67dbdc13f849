"""The same text in another file is found and told, never refused."""

from __future__ import annotations

from pathlib import Path

import pytest
import sqlalchemy as sa

from indexer.catalogue import tables as t
from indexer.library import Library
from indexer.model import Kinship, Outcome
from tests.ingest.homes import opened

CORPUS = Path(__file__).parents[2] / "corpus"
RESOLUTION = CORPUS / "nghi-quyet-05-nq-du.pdf"
OTHERS = ("chi-thi-03-ct-du.pdf", "ke-hoach-12-kh-du.pdf", "quy-che-02-qc-du.pdf", "huong-dan-07-hd-du.docx")


def kin(library: Library, document: str) -> list[tuple[str, Kinship]]:
    return [(each.other.id, each.kinship) for each in library.likenesses(document)]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library of five papers of one committee, and one of them again as text."""
    root = tmp_path_factory.mktemp("kin")
    with opened(root / "home") as library:
        reports = library.add([RESOLUTION, *(CORPUS / name for name in OTHERS)])
        assert {each.outcome for each in reports} == {Outcome.ADDED}
        assert [each.likenesses for each in reports] == [()] * 5
        first = next(each.document_id for each in reports if each.path == RESOLUTION)
        pages = library._home.catalogue.pages(library._home.catalogue.number_of(str(first)))
        (root / "again.txt").write_text(
            "\n\n".join(page.text.replace("\n", "\n\n") for page in pages.values()), "utf-8"
        )
    return root


def test_papers_of_one_form_are_not_taken_for_one_another_and_a_copy_is(made: Path) -> None:
    with opened(made / "home") as library:
        (report,) = library.add([made / "again.txt"])
        assert report.outcome is Outcome.ADDED
        (likeness,) = report.likenesses
        assert likeness.kinship is Kinship.SAME
        assert likeness.other.filename == RESOLUTION.name
        assert likeness.share > 0.9
        first, second = likeness.other.id, str(report.document_id)
    with opened(made / "home") as library:  # opened anew: it is stored
        assert kin(library, first) == [(second, Kinship.SAME)]
        assert kin(library, second) == [(first, Kinship.SAME)]
        library.remove(second)
        assert kin(library, first) == []
        library.restore_document(second)
        assert kin(library, first) == [(second, Kinship.SAME)]


def test_two_papers_that_bear_different_numbers_are_two(made: Path) -> None:
    text = (made / "again.txt").read_text("utf-8")
    (made / "other.txt").write_text(text.replace("05-NQ/ĐU", "09-NQ/ĐU", 1), "utf-8")
    with opened(made / "home") as library:
        (report,) = library.add([made / "other.txt"])
        assert library.document(str(report.document_id)).metadata.number == "09-NQ/ĐU"
        assert report.likenesses == ()


def test_documents_of_an_earlier_version_are_compared_by_a_repair(made: Path) -> None:
    with opened(made / "home") as library:
        (report,) = library.add([made / "again.txt"])
        document = str(report.document_id)
        before = kin(library, document)
        with library._home.catalogue._writing() as connection:
            for table in (t.sketches, t.shingles, t.likenesses):
                connection.execute(sa.delete(table))
        assert kin(library, document) == []
        count = len(library._home.catalogue.likenesses.unsketched())
        assert [each.what for each in library.check()] == [
            f"{count} documents were never compared with the others: added by an earlier version"
        ]
        library.check(repair=True)
        assert kin(library, document) == before
        assert library.check() == []


def test_a_paper_in_a_collection(tmp_path: Path) -> None:
    course = CORPUS / "tap-bai-giang-dao-duc-cach-mang.pdf"
    with opened(tmp_path / "home") as library:
        (report,) = library.add([course])
        whole = str(report.document_id)
        pages = library._home.catalogue.pages(library._home.catalogue.number_of(whole))
        excerpt = tmp_path / "trich.txt"
        excerpt.write_text("\n\n".join(page.text for number, page in pages.items() if 4 <= number <= 8), "utf-8")
        (report,) = library.add([excerpt])
        assert kin(library, str(report.document_id)) == [(whole, Kinship.PART)]
        assert kin(library, whole) == [(str(report.document_id), Kinship.WHOLE)]
