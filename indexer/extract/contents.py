"""Tables of contents: lines that repeat the titles of a document, each with its page. They are no text to be found."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, replace

from indexer.extract.outline import is_bare, may_be_title
from indexer.model import Block, BlockKind
from indexer.text.roman import roman_value

_TITLE = re.compile(r"^[\s*_#]*(?:mục lục|table of contents|contents)[\s:.*_]*$", re.IGNORECASE)
_LAST_OF_NUMBER = frozenset("0123456789ivxlc")  # a look at it spares most lines the expression
_ENTRY = re.compile(r"^(?P<title>.*[^\W\d_].*?)(?P<led>\s+…\s*|\s*\.{4,}\s*|\s+)(?P<page>\d{1,4}|[ivxlc]{1,8})$")
_HEAD_OF_COLUMN = re.compile(r"^trang(?: số)?[.:]?$", re.IGNORECASE)
_SUM = re.compile(r"[=+<>×÷%]")
_FEWEST_LETTERS = 2
_LAST_PAGE = 2000
_LONGEST = 260  # characters: an entry is a title
_MOST_BETWEEN = 5  # lines without a page between two entries: titles run over, chapters stand above their names
_LEAST = 3  # entries of a table with a title, or of one whose dots tell
_LEAST_BARE = 5  # of one that only gaps tell
_TAIL = 2  # lines that may follow the last entry at the end of a document


@dataclass(frozen=True, slots=True)
class Entry:
    """A line that may belong to a table of contents."""

    text: str
    place: tuple[int, int] | None = None  # of the page it names: roman numerals come before the others
    led: bool = False  # dots lead to the number; else a wide gap does


def entry(text: str, *, apart: bool = False) -> Entry:
    """The line as it may stand in a table of contents. `apart`: its last word stands away from the others.

    >>> entry("Chương I. Mở đầu … 12").place, entry("Lời nói đầu … v").place, entry("Mở đầu").place
    ((1, 12), (0, 5), None)
    """
    match = _ENTRY.match(text) if text[-1:] in _LAST_OF_NUMBER and len(text) <= _LONGEST else None
    if match is None:
        return Entry(text)
    page, led = match["page"], bool(match["led"].strip())
    letters = sum(each.isalpha() for each in match["title"])
    if not (led or apart) or letters < _FEWEST_LETTERS or _SUM.search(text):
        return Entry(text)
    value = int(page) if page.isdecimal() else roman_value(page)
    if not 0 < value <= _LAST_PAGE:
        return Entry(text)
    return Entry(text, (int(page.isdecimal()), value), led)


def tables_of_contents(lines: Sequence[Entry]) -> list[range]:
    """The stretches of the lines that are tables of contents, without their titles."""
    found: list[range] = []
    titles = [at for at, line in enumerate(lines) if _TITLE.match(line.text)]
    for title in titles:
        run = _run(lines, title + 1)
        if len(run) >= _LEAST:
            found.append(range(title + 1, _end(lines, run[-1])))
    taken = {at for each in found for at in each}
    at = 0
    while at < len(lines):
        run = _run(lines, at) if at not in taken and lines[at].place else []
        if _is_table([lines[each] for each in run]):
            found.append(range(_start(lines, run[0]), run[-1] + 1))
            at = run[-1]
        at += 1
    return found


def _run(lines: Sequence[Entry], start: int) -> list[int]:
    """Entries from `start` on whose pages do not fall, with no more than a few lines between two of them."""
    run: list[int] = []
    last = (0, 0)
    reach = start - 1
    for at in range(start, len(lines)):
        line = lines[at]
        if at - reach > _MOST_BETWEEN or len(line.text) > _LONGEST or _TITLE.match(line.text):
            break
        if line.place is None or line.place < last or _is_stray(lines, at, last):
            continue
        run.append(at)
        last, reach = line.place, at
    return run


def _is_stray(lines: Sequence[Entry], at: int, last: tuple[int, int]) -> bool:
    """Whether the number only ends a title ("năm 2020"): the entries after it go on from before it."""
    here = lines[at].place
    following = [line.place for line in lines[at + 1 : at + 1 + _MOST_BETWEEN] if line.place][:2]
    return here is not None and any(last <= place < here for place in following)


def _is_table(run: Sequence[Entry]) -> bool:
    places = [line.place for line in run if line.place]
    if len(places) < _LEAST or places[0] == places[-1]:
        return False
    led = sum(line.led for line in run)
    return led >= _LEAST if 2 * led >= len(run) else len(places) >= _LEAST_BARE


def _start(lines: Sequence[Entry], first: int) -> int:
    """Where a table without a title begins: with the numbers of the part and chapter above its first entry."""
    while first and is_bare(lines[first - 1].text):
        first -= 1
    return first


def _end(lines: Sequence[Entry], last: int) -> int:
    """Where a table with a title ends: at the end of the document its last titles may have no page."""
    rest = lines[last + 1 :]
    return len(lines) if len(rest) <= _TAIL and all(may_be_title(line.text) for line in rest) else last + 1


def joined_entries(lines: Sequence[Entry]) -> Iterator[str]:
    """The lines of a table of contents, each title on one line with its page."""
    waiting = ""
    for line in lines:
        if is_bare(line.text) or _HEAD_OF_COLUMN.match(line.text):
            if waiting:
                yield waiting
            waiting = ""
            yield line.text
            continue
        waiting = f"{waiting} {line.text}".strip()
        if line.place is not None:
            yield waiting
            waiting = ""
    if waiting:
        yield waiting


def with_contents(blocks: Sequence[Block], apart: Container[str] = ()) -> list[Block]:
    """The blocks of a text without pages, its tables of contents marked.

    Args:
        apart: texts whose last word a tab or a wide gap sets apart.
    """
    lines = [entry(block.text, apart=block.text in apart) for block in blocks]
    marked = {at for each in tables_of_contents(lines) for at in each}
    return [_marked(block) if at in marked else block for at, block in enumerate(blocks)]


def _marked(block: Block) -> Block:
    if block.kind in (BlockKind.FOOTNOTE, BlockKind.TABLE):
        return block
    return replace(block, kind=BlockKind.CONTENTS, level=0, continues=False)
