"""Tra Cứu: a research search engine for Vietnamese documents.

The public names: `Library` opened on `Settings`, and `IndexerError`, the base of every error.
"""

from indexer.errors import IndexerError
from indexer.settings import Settings, read_settings

__all__ = ["IndexerError", "Library", "Settings", "read_settings"]


def __getattr__(name: str) -> object:
    """Library on first use, so that a worker process need not load the whole package."""
    if name == "Library":
        from indexer.library import Library

        return Library
    raise AttributeError(name)
