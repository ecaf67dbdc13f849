"""Sections of a text that has no pages: cut between blocks, before a heading where one is near."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from indexer.model import Block, BlockKind, Page

_LEAST, _MOST = 400, 700  # syllables; a single block may be longer and is never cut


def sections(blocks: Sequence[Block]) -> tuple[Page, ...]:
    """The blocks as unlabelled pages of about 400 to 700 syllables."""
    cut: list[list[Block]] = []
    held = 0
    for block in blocks:
        length = len(block.text.split())
        fresh = not cut or held + length > _MOST or (held >= _LEAST and block.kind is BlockKind.HEADING)
        if fresh and not (cut and _belongs(cut[-1], block)):
            cut.append([])
            held = 0
        cut[-1].append(block)
        held += length
    _keep_headings_with_text(cut)
    return tuple(Page(at + 1, None, tuple(held_blocks)) for at, held_blocks in enumerate(cut))


def _belongs(section: list[Block], block: Block) -> bool:
    """A note stays with the text that refers to it."""
    return bool(section) and block.kind is BlockKind.FOOTNOTE


def _keep_headings_with_text(cut: list[list[Block]]) -> None:
    """Headings at the end of a section move to the section that they head."""
    for before, after in pairwise(cut):
        while len(before) > 1 and before[-1].kind is BlockKind.HEADING:
            after.insert(0, before.pop())
