"""References in running text: one document naming another, with a number or without."""

from __future__ import annotations

import heapq
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import replace

from indexer.metadata.references.named import find_named
from indexer.metadata.references.numbered import find_bare, find_numbered
from indexer.metadata.references.text import lowered
from indexer.model import Certainty, Page, Reference
from indexer.text.layout import SEPARATOR, page_starts, page_text

REFERENCES_VERSION = 2  # raised when the same text would give other references


def find_references(text: str) -> list[Reference]:
    """The references in a text, in order, never overlapping. Time is linear in the text.

    >>> [(each.text, each.key) for each in find_references("Chỉ thị số 23-CT/TW, Điều lệ Đảng; giai đoạn 2021-2025")]
    [('Chỉ thị số 23-CT/TW', '23-ct/tw'), ('Điều lệ Đảng', 'điều lệ đảng')]
    """
    small = lowered(text)
    kept: list[Reference] = []
    found = (find_numbered(text, small), find_named(text, small), find_bare(text, small))
    for each in heapq.merge(*found, key=lambda reference: reference.start):
        if not kept or each.start >= kept[-1].end:
            kept.append(each)
        elif _is_better(each, kept[-1]):
            kept[-1] = each
    return _carried_on(kept)


def references_in(pages: Sequence[Page]) -> list[Reference]:
    """The references in a document, each with its page, as slices of the document's text."""
    starts = page_starts(pages)
    found = find_references(SEPARATOR.join(page_text(page.blocks) for page in pages))
    return [replace(each, page=pages[bisect_right(starts, each.start) - 1].number) for each in found]


def name_key(title: str) -> str:
    """The key by which others name a document of this title without its number; empty if its title is no such name.

    >>> name_key("Luật Đất đai"), name_key("Nghị quyết Đại hội đại biểu toàn quốc lần thứ XIII"), name_key("Về dân vận")
    ('luật đất đai', 'đại hội 13', '')
    """
    first = next(find_named(title, lowered(title)), None)
    return first.key if first and first.start == 0 else ""


def _is_better(one: Reference, other: Reference) -> bool:
    """Whether of two references that overlap the first is to be kept: a number with its symbol says most."""
    return bool(one.symbol) and not other.symbol


def _carried_on(found: list[Reference]) -> list[Reference]:
    """The references, short mentions made full by the full one before them.

    "Nghị quyết 57" behind "Nghị quyết số 57-NQ/TW ngày 22/12/2024" is the same paper, unless two such were named.
    """
    full: dict[tuple[str, str], set[Reference]] = {}
    carried: list[Reference] = []
    for each in found:
        if each.certainty is Certainty.FULL and each.issued_on:
            for key in _short_keys(each):
                full.setdefault((each.kind, key), set()).add(_identity(each))
        elif not (each.issued_on or each.term) and len(known := full.get((each.kind, each.key), set())) == 1:
            (source,) = known
            each = replace(  # noqa: PLW2901  # the same reference, completed
                each,
                key=source.key,
                symbol=source.symbol,
                issued_on=source.issued_on,
                year=source.year,
                term=source.term,
                certainty=Certainty.FULL,
            )
        carried.append(each)
    return carried


def _identity(each: Reference) -> Reference:
    return replace(each, start=0, end=0, text="", issuer="", pinpoint="", number="")


def _short_keys(each: Reference) -> Iterable[str]:
    """The keys of the reference and of its mentions without the symbol's body."""
    yield each.key
    yield short_key(each.key)


def short_key(key: str) -> str:
    """The key of a number without the body of its symbol, as later mentions have it.

    >>> short_key("57-nq/tw"), short_key("30/2020/nd-cp"), short_key("59/2020/qh14")
    ('57-nq', '30/2020/nd', '59/2020')
    """
    number, dash, symbol = key.partition("-")
    return (
        f"{number}-{symbol.partition('/')[0]}"
        if dash and "/" not in number
        else key.rpartition("-" if dash else "/")[0]
    )
