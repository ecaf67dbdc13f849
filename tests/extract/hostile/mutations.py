"""Documents of the corpus, broken as disks, networks and ill will break files."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from pathlib import Path

from indexer.extract import DOCUMENT_SUFFIXES

CORPUS = Path(__file__).parents[3] / "corpus"
_LARGEST = 150_000  # bytes of a document that is broken: many small files show as much as few large ones
_SAMPLES = 2  # documents of each format


def samples() -> list[Path]:
    """The smallest documents of each format that the corpus has, by the end of their names."""
    chosen: list[Path] = []
    for suffix in sorted(DOCUMENT_SUFFIXES):
        found = [path for path in CORPUS.glob(f"*{suffix}") if path.stat().st_size <= _LARGEST]
        chosen += sorted(found, key=lambda path: (path.stat().st_size, path.name))[:_SAMPLES]
    return chosen


def broken(seed: random.Random) -> Iterator[tuple[str, bytes]]:
    """Each sample in every way broken: name and content."""
    for path in samples():
        whole = path.read_bytes()
        for name, breaking in _WAYS.items():
            yield f"{path.stem[:24]}-{name}{path.suffix}", breaking(whole, seed)


def _cut_at(share: float) -> Callable[[bytes, random.Random], bytes]:
    return lambda whole, _: whole[: max(1, int(share * len(whole)))]


def _flip(count: int) -> Callable[[bytes, random.Random], bytes]:
    def flipped(whole: bytes, seed: random.Random) -> bytes:
        changed = bytearray(whole)
        for _ in range(count):
            changed[seed.randrange(len(changed))] ^= 1 << seed.randrange(8)
        return bytes(changed)

    return flipped


def _swap(whole: bytes, seed: random.Random) -> bytes:
    changed = bytearray(whole)
    for _ in range(60):
        one, two = seed.randrange(len(changed)), seed.randrange(len(changed))
        changed[one], changed[two] = changed[two], changed[one]
    return bytes(changed)


def _shuffle(whole: bytes, seed: random.Random) -> bytes:
    size = max(64, len(whole) // 16)
    blocks = [whole[at : at + size] for at in range(0, len(whole), size)]
    seed.shuffle(blocks)
    return b"".join(blocks)


def _hole(whole: bytes, seed: random.Random) -> bytes:
    start, length = seed.randrange(len(whole)), len(whole) // 10 + 1
    return whole[:start] + bytes(min(length, len(whole) - start)) + whole[start + length :]


def _noise_inside(whole: bytes, seed: random.Random) -> bytes:
    at = seed.randrange(len(whole))
    return whole[:at] + seed.randbytes(2_000) + whole[at:]


def _controls(whole: bytes, seed: random.Random) -> bytes:
    changed = bytearray(whole)
    for _ in range(200):
        changed[seed.randrange(len(changed))] = seed.choice(b"\x00\x01\x07\x08\x0b\x0c\x1b\x7f\x85\xfe\xff")
    return bytes(changed)


_WAYS: dict[str, Callable[[bytes, random.Random], bytes]] = {
    **{f"cut{int(share * 100)}": _cut_at(share) for share in (0.02, 0.3, 0.7, 0.99)},
    **{f"flip{count}": _flip(count) for count in (1, 10, 100, 1000, 10_000)},
    "swapped": _swap,
    "shuffled": _shuffle,
    "hole": _hole,
    "noise": _noise_inside,
    "controls": _controls,
    "twice": lambda whole, _: whole + whole,
    "backwards": lambda whole, _: whole[::-1],
    "late": lambda whole, seed: seed.randbytes(900) + whole,
}
