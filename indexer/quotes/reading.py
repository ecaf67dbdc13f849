"""A manuscript's file as text, read like any untrusted file and kept nowhere."""

from __future__ import annotations

import tempfile
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from indexer.errors import ExtractionError, NoText
from indexer.extract import extract
from indexer.extract.confine import Limits
from indexer.extract.sandbox import run_each
from indexer.quotes.indented import block_quotations, wording

_PLAIN = (".md", ".markdown")  # whose signs tell which lines are quoted


@dataclass(frozen=True, slots=True)
class _Manuscript:
    path: Path
    name: str


def manuscript_text(path: Path, name: str, limits: Limits, home: Path) -> str:
    """The paragraphs of a manuscript, parted by empty lines.

    Args:
        name: what the file was called.
        home: where there is room for temporary files, which are gone at the end.
    Raises: ExtractionError, in the subclass that fits.
    """
    if Path(name).suffix.lower() in _PLAIN:
        return path.read_text("utf-8", "replace")
    task = _Manuscript(path.resolve(), name)
    with (
        tempfile.TemporaryDirectory(prefix="manuscript-", dir=home) as room,
        closing(run_each(_read, [task], jobs=1, limits=limits, room=Path(room) / "reading")) as outcomes,
    ):
        (_, outcome), *_ = outcomes
    if isinstance(outcome, ExtractionError):
        raise outcome
    if not outcome.strip():
        raise NoText("the manuscript holds no text: if it is a scan, recognise it first")
    return outcome


def _read(task: _Manuscript) -> str:
    quoted = block_quotations(task.path) if Path(task.name).suffix.lower() == ".docx" else frozenset[str]()
    paragraphs: list[str] = []
    for page in extract(task.path, task.name).pages:
        for block in page.blocks:
            if block.continues and paragraphs:
                paragraphs[-1] += f" {block.text}"
            else:
                paragraphs.append(f"> {block.text}" if wording(block.text) in quoted else block.text)
    return "\n\n".join(paragraphs)
