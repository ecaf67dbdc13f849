"""What the tests of this folder look at: an extraction as lines of text."""

from __future__ import annotations

from pathlib import Path

from indexer.extract import extract
from indexer.model import Block, BlockKind, Extraction


def read(path: Path) -> Extraction:
    return extract(path, path.name)


def blocks(found: Extraction) -> list[Block]:
    return [block for page in found.pages for block in page.blocks]


def texts(found: Extraction, kind: BlockKind | None = None) -> list[str]:
    return [block.text for block in blocks(found) if kind is None or block.kind is kind]


def running(found: Extraction) -> str:
    """The whole text as a reader reads it: paragraphs joined over page breaks, notes after their page."""
    text = ""
    notes = ""
    for block in blocks(found):
        if block.kind is BlockKind.FOOTNOTE:
            notes += f"\n{block.text}"
        elif block.continues:
            text += f" {block.text}"
        else:
            text += f"\n{block.text}"
    return text + notes
