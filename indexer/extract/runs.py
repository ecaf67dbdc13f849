"""Runs of one font as text: a font may draw other letters than the file names."""

from __future__ import annotations

from collections.abc import Iterable

from indexer.extract.repairing import repaired_runs
from indexer.model import Run


def spelled(runs: Iterable[Run]) -> str:
    """The letters of a paragraph.

    >>> spelled([Run("Trường ", "Times New Roman"), Run("M", "Arial"), Run("ẫu", "Arial")])
    'Trường Mẫu'
    """
    return repaired_runs((run.text, run.font) for run in runs)
