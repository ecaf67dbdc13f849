"""Indexes in files: opened again, shared by processes and threads, interrupted, damaged."""

from __future__ import annotations

import gc
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pytest

from indexer.engines.base import Engine
from indexer.errors import IndexLocked, IndexUnusable
from indexer.query.terms import Has, HasPhrase, HasPrefix, Scored
from tests.contract.child import BLOCKS
from tests.contract.opening import LOCK_SECONDS, opened
from tests.contract.samples import card, entry, everything, found, put

ROOT = Path(__file__).parents[2]
A = Has("syllable", "a")
OPEN_FILES = Path("/proc/self/fd")

Reopened = Callable[[], Engine]


@contextmanager
def child(name: str, path: Path, what: str) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-m", "tests.contract.child", name, str(path), what]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) as process:
        try:
            yield process
        finally:
            process.kill()


def said(process: subprocess.Popen[str]) -> str:
    assert process.stdout
    return process.stdout.readline().strip()


def test_an_index_opened_again_is_the_same(reopened: Reopened) -> None:
    first = reopened()
    put(first, entry(1, 0, "a b", card(day=20180209, facets={"kind": ["Luật"]})), entry(2, 0, "a"))
    with first.writer() as writer:
        writer.remove(2)
    before = everything(first, A, [Scored("syllable", "a")], facets=["kind"])
    first.close()
    second = reopened()
    assert everything(second, A, [Scored("syllable", "a")], facets=["kind"]) == before
    assert dict(second.held()) == {1: 1}


@pytest.mark.skipif(not OPEN_FILES.exists(), reason="only Linux tells which files a process holds")
def test_closing_lets_go_of_every_file(reopened: Reopened, tmp_path: Path) -> None:
    engine = reopened()
    put(engine, entry(1, 0, "a b", card(day=20180209, facets={"kind": ["Luật"]})))
    everything(engine, A, [Scored("syllable", "a")], facets=["kind"])
    engine.close()
    gc.collect()  # Whoosh's readers go round in circles
    mapped = OPEN_FILES.with_name("maps").read_text("utf-8")
    held = [str(each.readlink()) for each in OPEN_FILES.iterdir() if each.is_symlink()]
    assert str(tmp_path) not in mapped
    assert not [each for each in held if each.startswith(str(tmp_path))]


def test_an_empty_index_opened_again(reopened: Reopened) -> None:
    reopened().close()
    assert found(reopened()) == set()


def test_two_engines_on_one_index_see_each_other(reopened: Reopened) -> None:
    one, other = reopened(), reopened()
    assert found(other) == set()
    put(one, entry(1, text="a"))
    assert found(other, A) == {(1, 0)}
    put(other, entry(2, text="a"), entry(1, text="b"))
    assert found(one, A) == {(2, 0)} == found(other, A)


def test_what_another_process_put_is_found(name: str, tmp_path: Path, reopened: Reopened) -> None:
    engine = reopened()
    assert found(engine) == set()
    with child(name, tmp_path / "index", "put") as process:
        assert said(process) == "done"
    assert found(engine, A) == {(1, 0)}


def test_searching_while_another_process_writes(name: str, tmp_path: Path, reopened: Reopened) -> None:
    engine = reopened()
    seen = []
    with child(name, tmp_path / "index", "blocks") as process:
        while process.poll() is None:
            seen.append(everything(engine, A).total_passages)
        assert said(process) == "done"
    assert seen == sorted(seen)
    assert all(total % 10 == 0 for total in seen)
    assert everything(engine, A).total_passages == BLOCKS * 10


def test_one_writer_at_a_time_in_all_processes(name: str, tmp_path: Path, reopened: Reopened) -> None:
    engine = reopened()
    put(engine, entry(1, text="a"))
    with child(name, tmp_path / "index", "hold") as process:
        assert said(process) == "inside"
        start = time.monotonic()
        with pytest.raises(IndexLocked) as raised, engine.writer():
            pass
        assert LOCK_SECONDS * 0.9 <= time.monotonic() - start < LOCK_SECONDS + 5
        assert raised.value.path == tmp_path / "index"
        assert found(engine) == {(1, 0)}


def test_a_killed_writer_leaves_the_last_state_and_no_lock(name: str, tmp_path: Path, reopened: Reopened) -> None:
    put(reopened(), entry(1, text="a"))
    for _ in range(2):
        with child(name, tmp_path / "index", "hold") as process:
            assert said(process) == "inside"
            process.kill()
            process.wait()
            engine = reopened()
            assert found(engine) == {(1, 0)}
            put(engine, entry(3, text="a"))
            assert found(engine, A) == {(1, 0), (3, 0)}
            with engine.writer() as writer:
                writer.remove(3)


def test_one_writer_at_a_time_in_one_process(reopened: Reopened) -> None:
    one, other = reopened(), reopened()
    with one.writer() as writer:
        writer.put([entry(1, text="a")])
        for engine in (one, other):
            with pytest.raises(IndexLocked), engine.writer():
                pass
    put(other, entry(2, text="a"))
    assert found(one, A) == {(1, 0), (2, 0)}


def test_a_writer_waits_for_the_lock(name: str, tmp_path: Path) -> None:
    engine = opened(name, tmp_path / "index", lock_seconds=20)
    inside = threading.Event()

    def slow() -> None:
        with engine.writer() as writer:
            inside.set()
            writer.put([entry(1, text="a")])
            time.sleep(0.3)

    with ThreadPoolExecutor(1) as pool:
        first = pool.submit(slow)
        inside.wait()
        put(engine, entry(2, text="a"))
        first.result()
    assert found(engine, A) == {(1, 0), (2, 0)}
    engine.close()


def test_threads_search_at_once_while_a_writer_commits(reopened: Reopened) -> None:
    engine = reopened()
    put(engine, *(entry(n, m, f"a b t{n}", card(facets={"kind": ["Luật"]})) for n in range(40) for m in range(5)))
    stop = threading.Event()

    def searches(seed: int) -> int:
        rounds = 0
        while not stop.is_set():
            n = (seed + rounds) % 40
            ranking = everything(engine, A, [Scored("syllable", "b")], facets=["kind"])
            assert ranking.total_passages >= 200
            assert ranking.facets["kind"]["Luật"] == 40
            assert found(engine, HasPhrase("syllable", ("b", f"t{n}"))) == {(n, m) for m in range(5)}
            assert len(found(engine, HasPrefix("syllable", "t"))) >= 200
            rounds += 1
        return rounds

    with ThreadPoolExecutor(4) as pool:
        running = [pool.submit(searches, seed) for seed in range(4)]
        for n in range(5):
            put(engine, entry(100 + n, text="a tx"))
        stop.set()
        assert all(each.result() for each in running)
    assert everything(engine, A).total_passages == 205


def test_files_do_not_pile_up(tmp_path: Path, reopened: Reopened) -> None:
    engine = reopened()
    for _ in range(60):
        put(engine, *(entry(n, text=f"a t{n}") for n in range(20)))
    assert everything(engine, A).total_passages == 20
    files = [each for each in (tmp_path / "index").rglob("*") if each.is_file()]
    assert len(files) < 120
    assert sum(each.stat().st_size for each in files) < 2_000_000


def files_of(path: Path) -> list[Path]:
    return sorted(each for each in path.rglob("*") if each.is_file() and each.stat().st_size)


@pytest.mark.parametrize("damage", [b"", b"\x00" * 40])
def test_a_damaged_index_is_unusable(name: str, tmp_path: Path, reopened: Reopened, damage: bytes) -> None:
    engine = reopened()
    put(engine, *(entry(n, text=f"a t{n}") for n in range(200)))
    engine.close()
    largest = max(files_of(tmp_path / "index"), key=lambda each: each.stat().st_size)
    largest.write_bytes(damage)
    with pytest.raises(IndexUnusable, match="tracuu reindex") as raised:
        everything(opened(name, tmp_path / "index"), A, [Scored("syllable", "a")])
    assert raised.value.__cause__ is not None


@pytest.mark.parametrize("which", [0, 1])
def test_a_missing_file_makes_an_index_unusable(name: str, tmp_path: Path, reopened: Reopened, which: int) -> None:
    engine = reopened()
    put(engine, *(entry(n, text=f"a t{n}") for n in range(200)))
    engine.close()
    largest = sorted(files_of(tmp_path / "index"), key=lambda each: -each.stat().st_size)
    largest[which].unlink()
    with pytest.raises(IndexUnusable, match="tracuu reindex"):
        everything(opened(name, tmp_path / "index"), A, [Scored("syllable", "a")])


def test_an_index_that_is_gone_is_unusable(tmp_path: Path, reopened: Reopened) -> None:
    engine = reopened()
    put(engine, entry(1, text="a"))
    shutil.rmtree(tmp_path / "index")
    with pytest.raises(IndexUnusable, match="tracuu reindex"):
        everything(engine, A)
