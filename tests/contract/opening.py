"""Engines by name, for this process and for children."""

from __future__ import annotations

from pathlib import Path

from indexer.engines.base import Engine
from tests.contract.oracle import MemoryEngine

IN_MEMORY = "memory"
ON_DISK = ("whoosh", "tantivy")
LOCK_SECONDS = 0.3


def opened(name: str, path: Path, lock_seconds: float = LOCK_SECONDS) -> Engine:
    if name == "whoosh":
        from indexer.engines.whoosh import WhooshEngine

        return WhooshEngine(path, lock_seconds)
    if name == "tantivy":
        from indexer.engines.tantivy import TantivyEngine

        return TantivyEngine(path, lock_seconds)
    return MemoryEngine()
