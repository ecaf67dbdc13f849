"""A disk that is full or may not be written, and two imports at once: one clear line, and nothing is lost."""

from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
import threading
from pathlib import Path

import pytest

from indexer.errors import LibraryBusy
from tests.ingest.homes import BROKEN, TEXTS, files, found, id_of, opened, what
from tests.ingest.running import TRACUU, environment, mounting, tracuu

NO_LARGE_FILES = ("prlimit", "--fsize=150000")  # bytes; larger writes fail as on a full disk
# Root writes everywhere; without this power it is held to permissions as others are.
ORDINARY = ("setpriv", "--bounding-set", "-dac_override") if os.geteuid() == 0 else ()

needs_prlimit = pytest.mark.skipif(not shutil.which("prlimit"), reason="prlimit is not installed")


def one_line(ended: subprocess.CompletedProcess[str]) -> str:
    """The error of a command that could not do its work."""
    assert ended.returncode == 3, ended.stdout + ended.stderr
    (line,) = ended.stderr.splitlines()
    assert line.startswith("tracuu: ")
    return line


@needs_prlimit
def test_a_disk_too_full_for_an_original(home: Path, tmp_path: Path) -> None:
    large = tmp_path / "large.txt"
    large.write_text("Cán bộ học tập lý luận.\n" * 8000, "utf-8")
    said = one_line(tracuu(home, "add", str(large), before=NO_LARGE_FILES))
    assert f"cannot keep large.txt in {home / 'originals'}" in said
    assert not list((home / "originals").glob("arriving-*"))
    assert what(home) == []
    assert found(home) == sorted(TEXTS)[:2]


@needs_prlimit
def test_a_disk_too_full_for_the_catalogue(tmp_path: Path) -> None:
    folder, home = files(tmp_path / "files"), tmp_path / "home"
    said = one_line(tracuu(home, "add", str(folder), before=("prlimit", "--fsize=40000")))
    assert f"the catalogue {home / 'catalogue.db'} cannot be used" in said
    assert "check the disk's free space" in said
    assert tracuu(home, "add", str(folder)).returncode == 1
    assert found(home) == sorted(TEXTS)[:2]
    assert what(home) == []


def test_an_import_goes_on_when_a_full_disk_has_room_again(small_disk: Path, tmp_path: Path) -> None:
    folder, home = files(tmp_path / "files"), small_disk / "home"
    for number in range(4):
        (folder / f"{number}.txt").write_text(f"Bài số {number}. Cán bộ học tập.\n" * 200, "utf-8")
    said = one_line(tracuu(home, "add", str(folder)))
    assert "free space" in said or "No space left" in said
    subprocess.check_call(mounting("remount,size=80m", small_disk))
    assert tracuu(home, "add", str(folder)).returncode == 1
    assert len(found(home)) == 6
    assert what(home) == []


@pytest.mark.skipif(os.geteuid() == 0 and not shutil.which("setpriv"), reason="setpriv is not installed")
def test_a_folder_that_may_not_be_written(home: Path) -> None:
    folder = str(home.parent / "files")
    everything = [home, *home.rglob("*")]
    for path in everything:
        path.chmod(path.stat().st_mode & ~0o222)
    said = [tracuu(where, "add", folder, before=ORDINARY) for where in (home, home / "new")]
    for path in everything:
        path.chmod(path.stat().st_mode | 0o200)
    assert "permissions" in one_line(said[0])
    assert "cannot make the data folder" in one_line(said[1])
    assert found(home) == sorted(TEXTS)[:2]


def test_an_import_waits_for_another_and_then_says_so(home: Path) -> None:
    folder = home.parent / "files"
    (folder / "new.txt").write_text("Văn bản mới về cán bộ.\n", "utf-8")
    with (home / "import.lock").open("w") as lock, opened(home) as library:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with pytest.raises(LibraryBusy, match="another import runs on"):
            library.add([folder])
        library.settle()  # leaves its work to the import that runs
        assert len(library.search("cán bộ").documents) == 2
        release = threading.Timer(0.3, fcntl.flock, (lock, fcntl.LOCK_UN))
        release.start()
        library.add([folder / "new.txt"])
        release.join()
    assert len(found(home)) == 3


def test_two_imports_into_a_new_library_at_once(tmp_path: Path) -> None:
    folder, home = files(tmp_path / "files"), tmp_path / "home"
    command = [*TRACUU, "--home", str(home), "add", str(folder), "--jobs", "1"]
    both = [
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment())
        for _ in range(2)
    ]
    printed = [process.communicate(timeout=60) for process in both]
    assert [process.returncode for process in both] == [1, 1], printed
    waits = "another process changes the library: waiting for it\n"
    assert {errors for _, errors in printed} <= {"", waits}
    assert sorted(text.splitlines()[-1][0] for text, _ in printed) == ["0", "3"]
    assert found(home) == sorted(TEXTS)[:2]
    assert id_of(home, BROKEN)
    assert what(home) == []
