"""The article inside a web page, through trafilatura. No other module imports that library."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from indexer.extract.cells import row_text
from indexer.extract.outline import numbered_level
from indexer.model import Block, BlockKind
from indexer.text.normalize import printable

_MOST_CHARACTERS = 5_000_000  # of markup: beyond, no page is an article


@dataclass(frozen=True, slots=True)
class Article:
    """The article of a page, and what the page says of it."""

    title: str
    authors: tuple[str, ...]
    issued_on: date | None
    url: str  # that the page says is its own
    blocks: list[Block]
    words: int


def article(markup: str) -> Article | None:
    """The article of the page, None if none is found."""
    import trafilatura

    if len(markup) > _MOST_CHARACTERS:
        return None
    found: Any = trafilatura.bare_extraction(
        markup,
        favor_recall=True,
        include_comments=False,
        include_tables=True,
        include_formatting=False,
        with_metadata=True,
        date_extraction_params={"original_date": True, "extensive_search": False},  # only what the page says, no guess
    )
    if found is None or found.body is None:
        return None
    title = printable(found.title or "")
    blocks = list(_blocks(found.body))
    if title and blocks and not any(_same(block.text, title) for block in blocks[:4]):
        blocks.insert(0, Block(title, BlockKind.HEADING, 1))
    words = sum(len(block.text.split()) for block in blocks)
    authors = tuple(re.split(r"\s*[;,]\s*", found.author or ""))
    return Article(title, authors, _day(found.date), str(found.url or ""), blocks, words)


def _same(one: str, two: str) -> bool:
    return one.casefold() == two.casefold()


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None


def _blocks(body: Any) -> Iterator[Block]:  # an lxml element
    for node in body:
        if node.tag == "list":
            for entry in node.iter("item"):
                yield from _block(f"- {_text(entry)}")
        elif node.tag == "table":
            for row in node.iter("row"):
                if text := row_text(_text(cell) for cell in row.iter("cell")):
                    yield Block(text, BlockKind.TABLE)
        elif node.tag == "head":
            level = re.sub(r"\D", "", node.get("rend") or "") or "2"
            yield from _block(_text(node), int(level))
        elif node.tag in ("quote", "div") and len(node):
            yield from _blocks(node)
        else:
            for part in re.split(r"\n", _text(node)):
                yield from _block(part)


def _text(node: Any) -> str:
    parts = [node.text or ""]
    for child in node:
        parts.append("\n" if child.tag == "lb" else _text(child))
        parts.append(child.tail or "")
    return "".join(parts)


def _block(text: str, level: int = 0) -> Iterator[Block]:
    text = printable(text)
    if text.strip("- "):
        level = level or numbered_level(text)
        yield Block(text, BlockKind.HEADING if level else BlockKind.PARAGRAPH, level)
