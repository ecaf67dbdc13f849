"""Old encodings in what the readers read: the repairer of the file at hand, and a last look at the whole text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import replace
from itertools import groupby

from indexer.model import Extraction, Page
from indexer.text.legacy import HORNS, Repairer, may_be_legacy
from indexer.text.legacy.dropped import has_lost_horns, with_horns

_AT_HAND: ContextVar[Repairer | None] = ContextVar("repairer", default=None)


@contextmanager
def repairing() -> Iterator[Repairer]:
    """A repairer for one file; readers called within find it."""
    repairer = Repairer()
    token = _AT_HAND.set(repairer)
    try:
        yield repairer
    finally:
        _AT_HAND.reset(token)


def at_hand() -> Repairer:
    """The repairer of the file that is being read."""
    return _AT_HAND.get() or Repairer()


def repaired_runs(runs: Iterable[tuple[str, str]]) -> str:
    """The text of a paragraph from its runs, each a text and the name of its font; a word may be cut into several.

    >>> repaired_runs([("®i", ".VnTime"), ("Òu kho¶n", ".VnTime"), (" nào", "Arial")])
    'điều khoản nào'
    """
    repairer = at_hand()
    return "".join(
        repairer.text("".join(text for text, _ in group), font) for font, group in groupby(runs, key=lambda run: run[1])
    )


def repaired_lines(text: str, repairer: Repairer) -> str:
    """A text without fonts, repaired line by line."""
    if not may_be_legacy(text):
        return text
    lines = text.split("\n")
    repairer.learn(lines)
    return "\n".join(repairer.text(line) for line in lines)


def repaired(found: Extraction, repairer: Repairer) -> Extraction:
    """The extraction with whatever its reader, not knowing fonts, could not tell; and with its record of repairs."""
    pages = found.pages
    texts = [block.text for page in pages for block in page.blocks]
    if any(map(may_be_legacy, texts)):
        repairer.learn(texts)
        pages = tuple(_page(page, repairer, found.paged) for page in pages)
    if has_lost_horns(block.text for page in pages for block in page.blocks):
        pages = tuple(_horned(page, repairer, found.paged) for page in pages)
    return replace(found, pages=pages, repairs=repairer.repairs)


def _page(page: Page, repairer: Repairer, paged: bool) -> Page:  # noqa: FBT001  # a fact of the file
    number = page.number if paged else None
    blocks = tuple(replace(block, text=repairer.text(block.text, page=number)) for block in page.blocks)
    changed = replace(page, blocks=blocks)
    if blocks != page.blocks and not any("ư" in block.text for block in blocks):
        return _horned(changed, repairer, paged)  # its byte is not shown, and was taken away before
    return changed


def _horned(page: Page, repairer: Repairer, paged: bool) -> Page:  # noqa: FBT001  # a fact of the file
    blocks = tuple(replace(block, text=with_horns(block.text)) for block in page.blocks)
    changed = sum(
        one != two
        for old, new in zip(page.blocks, blocks, strict=True)
        for one, two in zip(old.text.split(), new.text.split(), strict=True)
    )
    if changed:
        repairer.note(HORNS, "text", page=page.number if paged else None, syllables=changed)
    return replace(page, blocks=blocks)
