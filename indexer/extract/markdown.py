"""Markdown, through markdown-it-py. No other module imports that library."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from indexer.errors import NoText
from indexer.extract.cells import row_text
from indexer.extract.decode import decoded
from indexer.extract.sections import sections
from indexer.model import Block, BlockKind, Extraction
from indexer.text.normalize import printable, raised

if TYPE_CHECKING:
    from markdown_it.token import Token

MEDIA_TYPE = "text/markdown"
_FRONT_MATTER = re.compile(r"\A---\n.*?\n(?:---|\.\.\.)\n", re.DOTALL)
_DEFINES = re.compile(r"\[\^([\w*-]{1,20})\]:\s*")
_MARK = re.compile(r"\[\^(\d{1,3})\]")
_TAG = re.compile(r"<[^>]*>")


def extract(path: Path) -> Extraction:
    """The text of a Markdown file, in sections.

    Raises: DamagedFile: an encoding that is not read; NoText.
    """
    from markdown_it import MarkdownIt

    text = decoded(path.read_bytes()).replace("\r\n", "\n")
    tokens = (
        MarkdownIt("commonmark").enable("table").enable("strikethrough").parse(_FRONT_MATTER.sub("", text, count=1))
    )
    writing = _Writing()
    blocks = [block for token in tokens for block in writing.blocks(token) if block.text]
    if not blocks:
        raise NoText("the Markdown file holds no text: there is nothing to search")
    return Extraction(MEDIA_TYPE, sections(blocks), paged=False)


class _Writing:
    """Blocks as the tokens give them: what opens before a line decides what the line is."""

    def __init__(self) -> None:
        self._level = 0
        self._mark = ""
        self._cells: list[str] | None = None
        self._numbers: list[int | None] = []

    def blocks(self, token: Token) -> Iterator[Block]:
        """The blocks that end with this token."""
        if token.type == "inline" and self._cells is None and (notes := list(_notes(token))):
            yield from notes
        elif token.type == "inline" and self._cells is None:
            kind = BlockKind.HEADING if self._level else BlockKind.PARAGRAPH
            yield Block(printable(f"{self._mark}{_inline(token)}"), kind, self._level)
            self._mark = ""
        elif token.type == "inline" and self._cells is not None:
            self._cells.append(_inline(token))
        elif token.type == "tr_close":
            yield Block(row_text(self._cells or []), BlockKind.TABLE)
            self._cells = None
        elif token.type in ("fence", "code_block"):
            yield Block(printable(token.content))
        elif token.type == "html_block":
            yield Block(printable(_TAG.sub(" ", token.content)))
        else:
            self._open(token)

    def _open(self, token: Token) -> None:
        if token.type.startswith("heading_"):
            self._level = int(token.tag[1]) if token.nesting > 0 else 0
        elif token.type == "tr_open":
            self._cells = []
        elif token.type in ("bullet_list_open", "ordered_list_open"):
            self._numbers.append(None if token.type[0] == "b" else int(token.attrs.get("start", 1)))
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            self._numbers.pop()
        elif token.type == "list_item_open":
            self._mark = self._next_mark()

    def _next_mark(self) -> str:
        number = self._numbers[-1]
        if number is None:
            return "- "
        self._numbers[-1] = number + 1
        return f"{number}. "


def _notes(token: Token) -> Iterator[Block]:
    """The notes that a paragraph of them defines, one on a line or on several; none of any other."""
    if not _DEFINES.match(token.content):
        return
    for lines in re.split(r"\n(?=\[\^)", token.content):
        if defined := _DEFINES.match(lines):
            yield Block(printable(f"{raised(defined[1])} {lines[defined.end() :]}"), BlockKind.FOOTNOTE)


def _inline(token: Token) -> str:
    """The words of a line without its markup; of a picture its description."""
    return _MARK.sub(lambda match: raised(match[1]), _words(token))


def _words(token: Token) -> str:
    parts = []
    for child in token.children or []:
        if child.type in ("text", "code_inline", "image"):
            parts.append(child.content)
        elif child.type in ("softbreak", "hardbreak"):
            parts.append(" ")
    return printable("".join(parts))
