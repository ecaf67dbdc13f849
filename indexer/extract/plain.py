"""Plain text: lines wrapped by hand are joined to paragraphs, other lines are paragraphs themselves."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from indexer.errors import NoText
from indexer.extract.contents import with_contents
from indexer.extract.decode import decoded
from indexer.extract.outline import is_bare, is_rule, numbered_level, starts_list, without_leaders
from indexer.extract.sections import sections
from indexer.extract.titles import with_titles
from indexer.model import Block, BlockKind, Extraction
from indexer.text.normalize import printable

MEDIA_TYPE = "text/plain"
_LONGEST_WRAPPED = 100  # characters: wrapped lines end before
_ENDS = (".", "!", "?", "…", ":", ";", "”", '"', ")")
_GAP_AND_PAGE = re.compile(r"(?:\t|(?<! ) {3,}+)\s*+[\divxlc]{1,8}\s*+$")
_END_OF_LINE = 200  # characters: a search from every one of a million spaces would take days
_SPACE = re.compile(r"^[ \t\u3000]*")


def extract(path: Path) -> Extraction:
    """The text of a plain text file, in sections.

    Raises: DamagedFile: an encoding that is not read; NoText.
    """
    lines = re.split(r"\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]", decoded(path.read_bytes()))
    blocks: list[Block] = []
    apart: set[str] = set()
    for joined in _paragraphs(lines):
        text = printable(without_leaders(joined))
        if text and not is_rule(text):
            blocks.append(_block(text))
            if _GAP_AND_PAGE.search(joined[-_END_OF_LINE:]):
                apart.add(text)
    if not blocks:
        raise NoText("the text file holds only spaces and empty lines: there is nothing to search")
    return Extraction(MEDIA_TYPE, sections(with_titles(with_contents(blocks, apart))), paged=False)


def _block(text: str) -> Block:
    level = numbered_level(text)
    return Block(text, BlockKind.HEADING if level else BlockKind.PARAGRAPH, level)


def _paragraphs(lines: list[str]) -> Iterator[str]:
    if not _is_wrapped(lines):
        yield from lines
        return
    held: list[str] = []
    longest = max(len(line.rstrip()) for line in lines)
    for line in lines:
        if not line.strip() or (held and _begins(held, line, longest)):
            yield " ".join(held)
            held = []
        if line.strip():
            held.append(line.rstrip())
    yield " ".join(held)


def _is_wrapped(lines: list[str]) -> bool:
    """Whether a person or program broke the lines at a fixed width: none is long, most end within a sentence."""
    written = [line.rstrip() for line in lines if line.strip()]
    if len(written) < 3 or max(map(len, written)) > _LONGEST_WRAPPED:  # noqa: PLR2004  # too few to tell
        return False
    followed = [(one.rstrip(), two.strip()) for one, two in pairwise(lines) if one.strip() and two.strip()]
    within = sum(not one.endswith(_ENDS) and two[0].islower() for one, two in followed)
    return len(followed) > 0 and within >= 0.3 * len(followed)


def _begins(held: list[str], line: str, longest: int) -> bool:
    before, text = held[-1], line.strip()
    hanging = starts_list(held[0].strip())  # the lines of a point stand under its text
    deeper = not hanging and len(_SPACE.match(line)[0]) > len(_SPACE.match(before)[0])  # type: ignore[index]  # matches always
    if (
        deeper
        or is_bare(before.strip())
        or numbered_level(text)
        or (starts_list(text) and before.rstrip().endswith(_ENDS))
    ):
        return True
    word = text.split(" ", 1)[0]
    return before.rstrip().endswith(_ENDS) and len(before.rstrip()) + len(word) + 1 < 0.85 * longest
