"""The table of contents of an EPUB book, in the form of EPUB 3 (nav) or of EPUB 2 (NCX)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from indexer.extract.xml_parts import local, parsed
from indexer.text.normalize import printable

_DEEPEST = 9


@dataclass(frozen=True, slots=True)
class Place:
    """One entry: a title and where it leads."""

    title: str
    target: str  # as the table writes it
    level: int  # from 1


def places(raw: bytes, part: str, *, nav: bool) -> Iterator[Place]:
    """The entries in order. Raises: DamagedFile."""
    root = parsed(raw, part)
    if nav:
        for node in root.iter():
            if local(node) == "nav" and "toc" in (node.get("{http://www.idpf.org/2007/ops}type") or "").split():
                yield from _links(node, 0)
    else:
        for node in root.iter():
            if local(node) == "navMap":
                yield from _points(node, 1)


def _links(node: Any, level: int) -> Iterator[Place]:
    for child in node:
        kind = local(child)
        if kind == "a":
            if title := printable("".join(child.itertext())):
                yield Place(title, child.get("href", ""), min(max(level, 1), _DEEPEST))
        else:
            yield from _links(child, level + (kind == "ol"))


def _points(node: Any, level: int) -> Iterator[Place]:
    for point in node:
        if local(point) != "navPoint":
            continue
        title = next((printable("".join(each.itertext())) for each in point if local(each) == "navLabel"), "")
        target = next((each.get("src", "") for each in point if local(each) == "content"), "")
        if title:
            yield Place(title, target, min(level, _DEEPEST))
        yield from _points(point, level + 1)
