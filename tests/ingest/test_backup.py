"""Backups made while the library is at work, killed and out of room; and libraries made of them again."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import threading
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from indexer.errors import BackupUnusable, LibraryBusy, StorageFull, WrongUse
from indexer.keeping.manifest import finished, read_manifest, unfinished
from indexer.keeping.restore import restore
from indexer.library import Library
from indexer.model import Outcome
from indexer.shapes import citation_json, reading_page_json
from tests.ingest.homes import BROKEN, TEXTS, found, id_of, opened, what
from tests.ingest.running import TRACUU, catalogue_rows, environment, mounting, originals, tracuu

FIRST, SECOND, THIRD = TEXTS
ORDINARY = ("setpriv", "--bounding-set", "-dac_override") if os.geteuid() == 0 else ()


def whole(home: Path) -> dict[str, Any]:
    """All that a library answers: what is found, every page, a citation of each."""
    with opened(home) as library:
        listed = library.listed()
        return {
            "found": [
                [hit.document for hit in library.search(line).documents] for line in ("cán bộ", "tự học", "gần dân")
            ],
            "pages": [reading_page_json(library.read(each.id, 1, "cán bộ")) for each in listed],
            "cited": [citation_json(library.citations.cite(each.id, 1)) for each in listed],
            "rows": catalogue_rows(home),
            "originals": originals(home),
        }


def made(home: Path, place: Path) -> Path:
    """A new backup without problems."""
    with opened(home) as library:
        copied = library.backup(place)
    assert copied.problems == ()
    return copied.folder


def restored(backup: Path, home: Path) -> Path:
    """A library made of it, in which nothing is left to mend."""
    assert restore(backup, home).problems == ()
    with opened(home) as library:
        library.reindex()
        assert library.check() == []
    return home


def kept(place: Path, home: Path, name: str) -> Path:
    """Where a backup has the original of this name."""
    with opened(home) as library:
        return place / library.original(id_of(home, name)).relative_to(home)


def test_a_restored_library_answers_as_the_one_that_was_backed_up(home: Path, tmp_path: Path) -> None:
    (home / "tracuu.toml").write_text("jobs = 1\n", "utf-8")
    with opened(home) as library:
        library.remove(id_of(home, THIRD))
    said = tracuu(home, "backup", str(tmp_path / "kept"))
    assert (said.returncode, said.stderr) == (0, "")
    (backup,) = finished(tmp_path / "kept")
    assert said.stdout.startswith("backed up: 4 documents, 4 originals, ")
    assert said.stdout.strip().endswith(str(backup))
    new = tmp_path / "new"
    said = tracuu(new, "restore", str(backup))
    assert (said.returncode, said.stderr) == (0, ""), said.stdout
    assert said.stdout.startswith("restored: 4 documents, 4 originals, ")
    assert said.stdout.strip().endswith(f"from {backup}")
    assert whole(new) == whole(home)
    assert what(new) == []
    assert (new / "tracuu.toml").read_text("utf-8") == "jobs = 1\n"
    with opened(new) as library:
        library.restore_document(id_of(new, THIRD))
        (report,) = library.add([home.parent / "files" / FIRST])
    assert report.outcome is Outcome.DUPLICATE
    assert THIRD in found(new, "tự học")


def test_backups_beside_a_running_import_and_readers(home: Path, tmp_path: Path) -> None:
    folder = tmp_path / "more"
    folder.mkdir()
    for number in range(8):
        (folder / f"{number}.txt").write_text(
            f"Bài số {number}. Cán bộ học tập lý luận ở cơ sở {number}.\n" * 40, "utf-8"
        )
    command = [*TRACUU, "--home", str(home), "add", str(folder), "--jobs", "1"]
    ended, counts = threading.Event(), []

    def read() -> None:
        with opened(home, lock_seconds=30) as reader:
            while not ended.wait(0.02):
                counts.append(reader.search("cán bộ").total_documents)

    reader = threading.Thread(target=read)
    reader.start()
    try:
        with (
            subprocess.Popen(command, stdout=subprocess.DEVNULL, env=environment()) as importing,
            opened(home, lock_seconds=30) as library,
        ):
            backups = [library.backup(tmp_path / "kept")]
            while importing.poll() is None:
                backups.append(library.backup(tmp_path / "kept"))
                with suppress(subprocess.TimeoutExpired):
                    importing.wait(0.3)
            backups.append(library.backup(tmp_path / "kept"))
    finally:
        ended.set()
        reader.join()
    assert importing.returncode == 0
    assert counts
    assert counts == sorted(counts)
    documents = [each.documents for each in backups]
    assert documents == sorted(documents)
    assert documents[-1] == 12
    assert [each.problems for each in backups] == [()] * len(backups)
    assert [path.name for path in finished(tmp_path / "kept")] == [each.folder.name for each in backups]
    middle = next(each for each in backups if each.documents > documents[0] or each is backups[-1])
    assert restore(middle.folder, tmp_path / "middle").problems == ()
    with opened(tmp_path / "middle") as library:
        library.reindex()
        library.add([folder])
        assert library.check() == []
    assert whole(restored(backups[-1].folder, tmp_path / "last"))["originals"] == originals(home)
    assert found(tmp_path / "middle") == found(tmp_path / "last") == found(home)


KILLED = """
import os, signal, sys
from pathlib import Path
from indexer.library import Library
from indexer.settings import Settings

def moved(what, done, total):
    if (what, done * 100 // total) >= (sys.argv[3], int(sys.argv[4])):
        os.kill(os.getpid(), signal.SIGKILL)

Library(Settings(home=Path(sys.argv[1]))).backup(Path(sys.argv[2]), moved)
"""


@pytest.mark.parametrize("moment", [("catalogue", 0), ("originals", 0), ("originals", 50), ("originals", 100)])
def test_a_killed_backup_looks_unfinished_and_the_next_one_works(
    home: Path, tmp_path: Path, moment: tuple[str, int]
) -> None:
    place = tmp_path / "kept"
    before = made(home, place)
    shutil.rmtree(before / "originals")  # so that the killed one has something to do
    (before / "originals").mkdir()
    words = (str(home), str(place), moment[0], str(moment[1]))
    killed = subprocess.run([sys.executable, "-c", KILLED, *words], check=False, env=environment(), timeout=120)
    assert killed.returncode == -signal.SIGKILL
    assert finished(place) == [before]
    (left,) = unfinished(place)
    with pytest.raises(BackupUnusable, match="is no finished backup"):
        restore(left, tmp_path / "new")
    assert not (tmp_path / "new").exists()
    again = made(home, place)
    assert unfinished(place) == []
    assert finished(place) == [before, again]
    assert whole(restored(again, tmp_path / "new")) == whole(home)


def test_a_further_backup_takes_no_room_for_what_is_kept_and_sound(home: Path, tmp_path: Path) -> None:
    first = made(home, tmp_path / "kept")
    damaged = kept(first, home, FIRST)
    damaged.write_bytes(damaged.read_bytes()[::-1])
    (home.parent / "files" / "new.txt").write_text("Văn bản mới về cán bộ.\n", "utf-8")
    with opened(home) as library:
        library.add([home.parent / "files" / "new.txt"])
        second = library.backup(tmp_path / "kept")
    assert (second.files, second.linked) == (5, 3)
    same = {name: kept(first, home, name).samefile(kept(second.folder, home, name)) for name in (*TEXTS, BROKEN)}
    assert same == {FIRST: False, SECOND: True, THIRD: True, BROKEN: True}
    assert not kept(second.folder, home, SECOND).samefile(home / kept(Path(), home, SECOND))
    shutil.rmtree(first)
    assert whole(restored(second.folder, tmp_path / "new")) == whole(home)


def test_a_missing_and_a_damaged_original_are_named_and_the_rest_is_kept(home: Path, tmp_path: Path) -> None:
    missing, damaged = (home / kept(Path(), home, name) for name in (FIRST, SECOND))
    missing.unlink()
    damaged.write_bytes(damaged.read_bytes()[::-1])
    said = tracuu(home, "backup", str(tmp_path / "kept"), "--json")
    assert said.returncode == 1, said.stderr
    told = json.loads(said.stdout)
    assert (told["documents"], told["files"]) == (4, 2)
    assert f"{id_of(home, FIRST)}: the original of {FIRST} is missing, and is not in the backup" in str(
        told["problems"]
    )
    assert f"{id_of(home, SECOND)}: the original of {SECOND} is damaged" in str(told["problems"])
    (backup,) = finished(tmp_path / "kept")
    assert len(read_manifest(backup).lacking) == 2
    said = tracuu(tmp_path / "new", "restore", str(backup))
    assert said.returncode == 1, said.stderr
    assert f"{FIRST} was missing when the backup was made" in said.stdout
    assert found(tmp_path / "new") == [FIRST, SECOND]
    with opened(tmp_path / "new") as library:
        library.add([home.parent / "files"])
    assert what(tmp_path / "new") == []


def test_what_the_library_has_lost_and_an_earlier_backup_holds_stays_kept(home: Path, tmp_path: Path) -> None:
    made(home, tmp_path / "kept")
    (home / kept(Path(), home, FIRST)).unlink()
    with opened(home) as library:
        second = library.backup(tmp_path / "kept")
        (said,) = second.problems
        copy = kept(second.folder, home, FIRST)
        assert said.endswith(f"the original of {FIRST} is missing in the library or cut short: add its copy {copy}")
        library.add([copy])
    assert what(home) == []
    assert id_of(home, FIRST)


def test_a_disk_without_the_room_is_refused_before_anything_is_written(home: Path, small_disk: Path) -> None:
    said = tracuu(home, "backup", str(small_disk))
    assert said.returncode == 3
    assert f"{small_disk} has 0.4 MB free and" in said.stderr
    assert [each.name for each in small_disk.iterdir()] == ["backup.lock"]


def test_a_disk_that_fills_up_meanwhile(home: Path, small_disk: Path, tmp_path: Path) -> None:
    subprocess.check_call(mounting("remount,size=20m", small_disk))
    before = made(home, small_disk)
    large = tmp_path / "large.pdf"
    large.write_bytes(b"%PDF-1.7\n" + b"\0" * 2_000_000)
    with opened(home) as library:
        library.add([large])

        def fill(what: str, done: int, total: int) -> None:  # noqa: ARG001
            if what == "originals":
                (small_disk / "other").touch()
                with suppress(OSError), (small_disk / "other").open("wb", buffering=0) as other:
                    while other.write(b"\0" * 100_000):
                        pass

        with pytest.raises(StorageFull, match=r"No space left.*earlier backups are as they were"):
            library.backup(small_disk, fill)
    assert finished(small_disk) == [before]
    assert unfinished(small_disk) == []
    (small_disk / "other").unlink()
    assert whole(restored(made(home, small_disk), tmp_path / "new")) == whole(home)


@pytest.mark.skipif(not shutil.which("prlimit"), reason="prlimit is not installed")
def test_a_disk_too_full_for_the_catalogue_of_a_backup(home: Path, tmp_path: Path) -> None:
    said = tracuu(home, "backup", str(tmp_path / "kept"), before=("prlimit", "--fsize=40000"))
    assert said.returncode == 3
    assert "cannot copy the catalogue to" in said.stderr
    assert "free space" in said.stderr
    assert [each.name for each in (tmp_path / "kept").iterdir()] == ["backup.lock"]


@pytest.mark.skipif(os.geteuid() == 0 and not shutil.which("setpriv"), reason="setpriv is not installed")
def test_a_folder_that_may_not_be_written_takes_no_backup(home: Path, tmp_path: Path) -> None:
    place = tmp_path / "kept"
    place.mkdir(mode=0o500)
    said = tracuu(home, "backup", str(place), before=ORDINARY)
    assert said.returncode == 3
    assert f"cannot write in {place} (Permission denied)" in said.stderr


def test_one_backup_at_a_time_and_none_in_the_library_itself(home: Path, tmp_path: Path) -> None:
    with opened(home) as library:
        with pytest.raises(WrongUse, match="in the library itself"):
            library.backup(home / "kept")
        with pytest.raises(LibraryBusy, match="another backup runs"):
            library.backup(tmp_path / "kept", lambda *_: _second(home, tmp_path / "kept"))
    assert finished(tmp_path / "kept") == []


def _second(home: Path, place: Path) -> None:
    with opened(home) as library:
        library.backup(place)


def test_a_damaged_catalogue_is_not_backed_up_as_if_it_were_whole(home: Path, tmp_path: Path) -> None:
    before = made(home, tmp_path / "kept")
    with opened(home) as library:
        for path in home.glob("catalogue.db-*"):
            assert path.stat().st_size == 0 or path.suffix == ".db-shm", "what is damaged below must count"
        _damage_last_page(home / "catalogue.db")
        said = _unusable(library, tmp_path / "kept")
        assert [each.repaired for each in library.check(repair=True)] == [False]
    assert "the catalogue is damaged" in what(home)[0]
    assert "damaged" in said
    assert "restore it from a backup" in said
    assert finished(tmp_path / "kept") == [before]


def _damage_last_page(path: Path) -> None:
    written = path.read_bytes()
    path.write_bytes(written[:-4096] + b"\xff" * 4096)


def _unusable(library: Library, place: Path) -> str:
    from indexer.errors import CatalogueUnusable

    with pytest.raises(CatalogueUnusable) as raised:
        library.backup(place)
    return str(raised.value)


def test_a_used_data_folder_is_not_restored_into(home: Path, tmp_path: Path) -> None:
    backup = made(home, tmp_path / "kept")
    before = whole(home)
    said = tracuu(home, "restore", str(backup))
    assert said.returncode == 2
    assert f"the data folder {home} is not empty: name a new one by --home" in said.stderr
    assert whole(home) == before


def test_a_folder_that_is_no_backup_is_refused_by_name(home: Path, tmp_path: Path) -> None:
    backup = made(home, tmp_path / "kept")
    with pytest.raises(BackupUnusable, match=f"name one of those in it, such as {backup}"):
        restore(tmp_path / "kept", tmp_path / "new")
    with pytest.raises(BackupUnusable, match="name a folder that `tracuu backup` made"):
        restore(tmp_path / "nowhere", tmp_path / "new")
    for wrong in ("{", "[]", '{"version": 1}', '{"version": 9}'):
        (backup / "manifest.json").write_text(wrong, "utf-8")
        with pytest.raises(BackupUnusable):
            restore(backup, tmp_path / "new")
    assert not (tmp_path / "new").exists()


def test_damage_in_a_backup_is_named_and_what_is_sound_is_restored(home: Path, tmp_path: Path) -> None:
    backup = made(home, tmp_path / "kept")
    harmed = kept(backup, home, FIRST)
    harmed.write_bytes(harmed.read_bytes() + b"!")
    (said,) = restore(backup, tmp_path / "new").problems
    assert f"the original of {FIRST} is damaged in the backup: add the file again" in said
    with opened(tmp_path / "new") as library:
        library.reindex()
        library.add([home.parent / "files" / FIRST])
    assert whole(tmp_path / "new") == whole(home)
    (backup / "catalogue.db").write_bytes(b"no catalogue")
    with pytest.raises(BackupUnusable, match=r"the catalogue of .* is damaged: restore another backup"):
        restore(backup, tmp_path / "other")


def test_a_killed_restoration_is_gone_on_with(home: Path, tmp_path: Path) -> None:
    backup, new = made(home, tmp_path / "kept"), tmp_path / "new"

    class Killed(BaseException):
        pass

    def kill(what: str, done: int, total: int) -> None:  # noqa: ARG001
        if done > 50:
            raise Killed

    with pytest.raises(Killed):
        restore(backup, new, kill)
    assert not (new / "catalogue.db").exists()
    assert originals(new)
    assert whole(restored(backup, new)) == whole(home)
