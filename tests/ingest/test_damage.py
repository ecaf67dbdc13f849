"""A library that lost or damaged a part of itself: said in one line, never hidden, and mended where nothing is lost."""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest

from indexer.engines.base import WORD
from indexer.entries import CARD
from indexer.errors import CatalogueUnusable, IndexOutdated, IndexUnusable
from indexer.model import Evidence, Source, Standing
from indexer.query.terms import Has
from tests.ingest.homes import TEXTS, files, found, id_of, opened, what

FIRST, SECOND, THIRD = TEXTS


def index_folder(home: Path) -> Path:
    return home / "index" / str(json.loads((home / "index" / "stamp.json").read_text("utf-8"))["folder"])


def test_reindexing_with_another_engine_and_back_keeps_the_same_documents(home: Path) -> None:
    before = found(home)
    for engine in ("whoosh", "tantivy"):
        with opened(home, engine=engine) as library:
            assert library.reindex() == 3
        assert found(home, engine=engine) == before
        assert what(home, engine=engine) == []
        assert [path.name for path in (home / "index").iterdir() if path.is_dir()] == [index_folder(home).name]


def test_an_index_of_another_engine_is_outdated_and_nothing_is_rebuilt(home: Path) -> None:
    before = (home / "index" / "stamp.json").read_bytes()
    with pytest.raises(IndexOutdated, match=r"engine tantivy, wanted whoosh.*`tracuu reindex`"):
        found(home, engine="whoosh")
    assert (home / "index" / "stamp.json").read_bytes() == before
    assert found(home) == [FIRST, SECOND]


def test_an_index_of_another_analyzer_is_outdated(home: Path) -> None:
    path = home / "index" / "stamp.json"
    path.write_text(json.dumps({**json.loads(path.read_text("utf-8")), "analyzer": "other"}), "utf-8")
    with pytest.raises(IndexOutdated, match="analyzer other"), opened(home) as library:
        library.add([home.parent / "files"])
    with opened(home) as library:
        library.reindex()
    assert found(home) == [FIRST, SECOND]


def lose_folder(home: Path) -> None:
    shutil.rmtree(index_folder(home))


def lose_stamp(home: Path) -> None:
    (home / "index" / "stamp.json").unlink()


def lose_index(home: Path) -> None:
    shutil.rmtree(home / "index")


def empty_stamp(home: Path) -> None:
    (home / "index" / "stamp.json").write_bytes(b"")


def strange_stamp(home: Path) -> None:
    (home / "index" / "stamp.json").write_text("[]", "utf-8")


def damage_commit(home: Path) -> None:
    (index_folder(home) / "meta.json").write_text("{", "utf-8")


def lose_commit(home: Path) -> None:
    (index_folder(home) / "meta.json").unlink()


@pytest.mark.parametrize(
    "harm", [lose_folder, lose_stamp, lose_index, empty_stamp, strange_stamp, damage_commit, lose_commit]
)
def test_a_lost_index_is_said_and_built_anew_only_when_asked(home: Path, harm: Callable[[Path], None]) -> None:
    harm(home)
    for _ in range(2):
        with pytest.raises(IndexUnusable, match="`tracuu reindex`"):
            found(home)
    with pytest.raises(IndexUnusable, match="`tracuu reindex`"), opened(home) as library:
        library.add([home.parent / "files" / FIRST])
    with opened(home) as library:
        library.reindex()
    assert found(home) == [FIRST, SECOND]
    assert what(home) == []


def test_an_index_begun_and_left_without_a_stamp_is_begun_again(tmp_path: Path) -> None:
    with opened(tmp_path / "home") as library:
        assert library.search("dân").documents == ()
    lose_stamp(tmp_path / "home")
    assert found(tmp_path / "home") == []


def test_a_catalogue_of_garbage(home: Path) -> None:
    (home / "catalogue.db").write_bytes(b"no database at all" * 400)
    with pytest.raises(CatalogueUnusable, match="restore it from a backup"):
        found(home)


def test_a_catalogue_cut_short(home: Path) -> None:
    for path in home.glob("catalogue.db-*"):
        path.unlink()
    whole = (home / "catalogue.db").read_bytes()
    (home / "catalogue.db").write_bytes(whole[: len(whole) // 2])
    with pytest.raises(CatalogueUnusable, match="restore it from a backup"):
        found(home)


def test_a_catalogue_of_a_later_version(home: Path) -> None:
    with sqlite3.connect(home / "catalogue.db") as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(CatalogueUnusable, match=r"later version.*update tracuu"):
        found(home)


def test_a_catalogue_that_cannot_be_migrated_is_left_as_it_was(tmp_path: Path) -> None:
    tmp_path.joinpath("home").mkdir()
    database = sqlite3.connect(tmp_path / "home" / "catalogue.db")
    database.execute("CREATE TABLE passages (x)")
    database.commit()
    with pytest.raises(CatalogueUnusable), opened(tmp_path / "home"):
        pass
    assert database.execute("SELECT name FROM sqlite_master").fetchall() == [("passages",)]
    database.close()


def original(home: Path, name: str) -> Path:
    with opened(home) as library:
        return library.original(id_of(home, name))


def test_a_missing_original_is_found_and_given_again(home: Path) -> None:
    original(home, FIRST).unlink()
    (said,) = what(home)
    assert said.startswith(f"{id_of(home, FIRST)}: the original of {FIRST} is missing: add the file again")
    assert len(what(home, repair=True)) == 1
    with opened(home) as library:
        library.add([home.parent / "files" / FIRST])
    assert what(home) == []


def test_a_damaged_original_is_found_and_given_again(home: Path) -> None:
    path = original(home, FIRST)
    path.write_bytes(path.read_bytes()[::-1])
    (said,) = what(home)
    assert f"the original of {FIRST} is damaged: add the file again" in said
    assert said.endswith(f"(originals/{path.parent.name}/{path.name})")
    with opened(home) as library:
        library.add([home.parent / "files" / FIRST])
    assert what(home) == []


@pytest.mark.parametrize("engine", ["tantivy", "whoosh"])
def test_a_repair_mends_the_index_in_both_directions(home: Path, engine: str) -> None:
    with opened(home, engine=engine) as library:
        library.reindex()
        first, second = (library._home.catalogue.number_of(id_of(home, name)) for name in (FIRST, SECOND))
        with library._home.engine().writer() as writer:
            writer.remove(first)
        library._home.catalogue.trash(second, trashed=True)
    assert len(what(home, engine=engine)) == 2
    with opened(home, engine=engine) as library:
        assert all(each.repaired for each in library.check(repair=True))
        assert library.check() == []
        cards = library._home.engine().search(Has(WORD, CARD)).documents
        assert {each.document for each in cards} == set(library._home.catalogue.passage_counts())
    assert found(home, engine=engine) == [FIRST]


def test_what_was_read_and_not_yet_indexed_is_found_by_a_check_and_mended(home: Path) -> None:
    with opened(home) as library:
        number = library._home.catalogue.number_of(id_of(home, FIRST))
        with library._home.engine().writer() as writer:
            writer.remove(number)
        library._home.catalogue.trash(number, trashed=False)  # from indexed back to extracted
    assert ["does not hold it whole" in each for each in what(home)] == [True]
    what(home, repair=True)
    assert what(home) == []
    assert found(home) == [FIRST, SECOND]


def test_a_document_left_without_pages_is_held_by_its_card_alone(home: Path) -> None:
    with opened(home) as library:
        number = library._home.catalogue.number_of(id_of(home, FIRST))
        card = library.document(id_of(home, FIRST)).metadata
        library._home.catalogue.store(number, card, [], [], media_type="text/plain", paged=False, segmenter="")
        library.settle()
        assert library.check() == []
        assert FIRST in [hit.document.filename for hit in library.search("").documents]


def flip_a_byte(home: Path) -> None:
    path = next(index_folder(home).glob("*.pos"))
    written = bytearray(path.read_bytes())
    written[20] ^= 1
    path.write_bytes(written)


def cut_short(home: Path) -> None:
    path = next(index_folder(home).glob("*.store"))
    path.write_bytes(path.read_bytes()[:-30])


@pytest.mark.parametrize("harm", [lose_folder, lose_index, strange_stamp, damage_commit, flip_a_byte, cut_short])
def test_a_repair_builds_an_index_anew_that_cannot_be_used(home: Path, harm: Callable[[Path], None]) -> None:
    before = found(home)
    harm(home)
    original(home, FIRST).unlink()
    index, missing = what(home)
    assert index.endswith(": run `tracuu reindex`")
    assert f"the original of {FIRST} is missing" in missing
    with opened(home) as library:
        assert [each.repaired for each in library.check(repair=True)] == [True, False]
        library.add([home.parent / "files" / FIRST])
    assert what(home) == []
    assert found(home) == before


def test_what_a_killed_writer_left_beside_the_index_is_no_damage(home: Path) -> None:
    (index_folder(home) / f"{'0' * 32}.pos").write_bytes(b"half a file")
    assert what(home) == []


def test_a_repair_takes_in_what_an_interrupted_import_left(home: Path) -> None:
    text = "Văn bản mới về cán bộ, gửi các chi bộ.\n"
    digest = sha256(text.encode()).hexdigest()
    damaged = home / "originals" / "00" / ("0" * 64)
    with opened(home) as library:
        orphan = library._home.originals.path(digest)
        waiting = home.parent / "waiting.txt"
        waiting.write_text("Văn bản chờ đọc về cán bộ.\n", "utf-8")
        kept = library._home.originals.keep(waiting)
        library._home.catalogue.register(kept.sha256, filename="waiting.txt", size=kept.size)
    for path in (orphan, damaged):
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, "utf-8")
    assert len(what(home)) == 3
    with opened(home) as library:
        mended = {each.what: each.repaired for each in library.check(repair=True)}
    assert sorted(mended.values()) == [False, True, True]
    assert any(each.startswith(f"{orphan} was kept without a record: ") for each in mended)
    assert [f"{damaged} is kept without a record, and damaged" in each for each in what(home)] == [True]
    assert found(home) == sorted([FIRST, SECOND, digest, "waiting.txt"])
    (home.parent / "files" / "named.txt").write_text(text, "utf-8")
    with opened(home) as library:
        library.add([home.parent / "files" / "named.txt"])
    assert found(home) == sorted([FIRST, SECOND, "named.txt", "waiting.txt"])
    assert damaged.exists()


def test_an_older_card_in_the_index_is_found_and_mended(home: Path) -> None:
    with opened(home) as library:
        number = library._home.catalogue.number_of(id_of(home, FIRST))
        given = [Evidence("title", "Bài giảng dân vận", Source.TABLE, Standing.ACCEPTED)]
        assert library._home.catalogue.cards.correct(number, given)
        (said,) = library.check()
        assert said.what.endswith("the index holds an older card of it")
        library.check(repair=True)
        assert library.check() == []
        assert [hit.document.filename for hit in library.search('"bài giảng dân vận"').documents] == [FIRST]


def test_files_added_to_a_damaged_library_are_not_lost(home: Path, tmp_path: Path) -> None:
    lose_folder(home)
    more = files(tmp_path / "more")
    (more / "new.txt").write_text("Văn bản mới về cán bộ.\n", "utf-8")
    with pytest.raises(IndexUnusable), opened(home) as library:
        library.add([more])
    with opened(home) as library:
        library.reindex()
        library.add([more])
    assert found(home) == [FIRST, SECOND, "new.txt"]
