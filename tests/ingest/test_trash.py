"""Documents that are added again, put into the trash, taken out of it, or that failed."""

from __future__ import annotations

from pathlib import Path

import pytest

from indexer.errors import DocumentNotFound
from indexer.model import Outcome, Status
from tests.ingest.homes import BROKEN, TEXTS, found, id_of, opened, what
from tests.ingest.running import answers, catalogue_rows

FIRST, SECOND, _ = TEXTS


def files_of(home: Path) -> Path:
    return home.parent / "files"


def test_adding_twice_equals_adding_once(home: Path) -> None:
    rows, answered = catalogue_rows(home), answers(home)
    with opened(home) as library:
        reports = library.add([files_of(home)])
    outcomes = {each.path.name: each.outcome for each in reports}
    assert outcomes == {**dict.fromkeys(TEXTS, Outcome.DUPLICATE), BROKEN: Outcome.FAILED}
    assert catalogue_rows(home) == rows
    assert answers(home) == answered


@pytest.mark.parametrize("engine", ["tantivy", "whoosh"])
def test_a_collection_named_again_changes_nothing(home: Path, engine: str) -> None:
    with opened(home, engine=engine) as library:
        library.reindex()
        library.add([files_of(home)], collection="Bộ thử")
    rows, answered = catalogue_rows(home), answers(home, engine)
    assert answered[4]["facets"]["collection"] == {} or "Bộ thử" in answered[4]["facets"]["collection"]
    with opened(home, engine=engine) as library:
        library.add([files_of(home)], collection="Bộ thử")
        facets = library.search("cán bộ").facets
    assert facets["collection"] == {"Bộ thử": 2}
    assert catalogue_rows(home) == rows
    assert answers(home, engine) == answered


def test_a_document_in_the_trash_is_not_found_and_comes_back_at_once(home: Path) -> None:
    document = id_of(home, FIRST)
    with opened(home) as library:
        library.remove(document)
        assert [hit.document.filename for hit in library.search("cán bộ").documents] == [SECOND]
        assert library.document(document, trashed=True).trashed
        with pytest.raises(DocumentNotFound):
            library.remove(document)
        library.restore_document(document)
        assert {hit.document.filename for hit in library.search("cán bộ").documents} == {FIRST, SECOND}
    assert what(home) == []


def test_the_file_of_a_document_in_the_trash_stays_there_when_added_again(home: Path) -> None:
    document = id_of(home, FIRST)
    with opened(home) as library:
        library.remove(document)
        (report,) = library.add([files_of(home) / FIRST])
    assert report.outcome is Outcome.DUPLICATE
    assert f"`tracuu restore-document {document}`" in report.reason
    assert found(home) == [SECOND]
    assert what(home) == []


def test_a_failed_document_in_the_trash_stays_there_when_added_again(home: Path) -> None:
    document = id_of(home, BROKEN)
    with opened(home) as library:
        library.remove(document)
        (report,) = library.add([files_of(home) / BROKEN])
        assert report.outcome is Outcome.DUPLICATE
        assert "restore-document" in report.reason
        library.restore_document(document)
        assert library.document(document).status is Status.FAILED
    assert what(home) == []


def test_a_removal_that_was_cut_short_is_finished_by_the_next_start(home: Path) -> None:
    with opened(home) as library:
        library._home.catalogue.trash(library._home.catalogue.number_of(id_of(home, FIRST)), trashed=True)
        assert len(library.check()) == 1
        library.settle()
        assert library.check() == []
    assert found(home) == [SECOND]


def test_a_restoration_that_was_cut_short_is_finished_by_the_next_start(home: Path) -> None:
    with opened(home) as library:
        document = id_of(home, FIRST)
        library.remove(document)
        library._home.catalogue.trash(library._home.catalogue.number_of(document), trashed=False)
        assert "does not hold it whole" in library.check()[0].what
        library.settle()
    assert found(home) == [FIRST, SECOND]
    assert what(home) == []


def test_reindexing_leaves_the_trash_alone(home: Path) -> None:
    document = id_of(home, FIRST)
    with opened(home) as library:
        library.remove(document)
        assert library.reindex() == 2
        library.restore_document(document)
    assert found(home) == [FIRST, SECOND]


def test_a_failed_file_mended_by_other_bytes_is_another_document(home: Path) -> None:
    path = files_of(home) / BROKEN
    path.write_text("<html><body><p>Trang đã được lưu lại cho đúng, đủ chữ để đọc.</p></body></html>", "utf-8")
    path = path.rename(path.with_suffix(".html"))
    with opened(home) as library:
        (report,) = library.add([path])
    assert report.outcome is Outcome.ADDED
    assert report.document_id != id_of(home, BROKEN)


def test_a_table_goes_over_what_was_read(home: Path, tmp_path: Path) -> None:
    (tmp_path / "new.txt").write_text("Một bài viết khác về phê bình và tự phê bình.\n", "utf-8")
    table = tmp_path / "table.csv"
    table.write_text("file,title,year,collection\nnew.txt,Phê bình,2019,Bài viết\n", "utf-8")
    with opened(home) as library:
        (report,) = library.add([tmp_path / "new.txt"], metadata=table)
        assert report.document_id
        document = library.document(report.document_id)
        assert (document.metadata.title, document.metadata.year) == ("Phê bình", 2019)
        assert document.collections == ("Bài viết",)
        assert library.search("tự phê bình").facets["collection"] == {"Bài viết": 1}
