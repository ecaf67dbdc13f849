"""What the styles of an ODT file say of their paragraphs and runs; a style has from its parent what it does not say."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from indexer.extract.xml_parts import local

_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_FO = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"
_SVG = "{urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0}"
_HEADING = re.compile(r"^(?:heading|tiêu đề|đầu đề)(?: |_20_)?(\d)$", re.IGNORECASE)
_ENTRY = re.compile(r"^contents(?: |_20_)", re.IGNORECASE)
_BOLD_WEIGHT = 600  # and above, where a weight is a number


@dataclass(frozen=True, slots=True)
class Style:
    """How a style sets its text. `bold` and `font` are unknown where neither it nor a parent says."""

    bold: bool | None = None
    font: str = ""
    centred: bool = False
    level: int = 0  # of a heading
    entry: bool = False  # of a table of contents
    bordered: bool = False  # a cell with a line around it
    list_style: str = ""


_PLAIN = Style()


class Styles:
    """The styles of one document by family and name."""

    def __init__(self, roots: Iterable[Any]) -> None:
        self._written: dict[tuple[str, str], Any] = {}
        self._fonts: dict[str, str] = {}
        self._read: dict[tuple[str, str], Style] = {}
        for root in roots:
            for font in root.iter(f"{_STYLE}font-face"):
                self._fonts[font.get(f"{_STYLE}name", "")] = font.get(f"{_SVG}font-family", "").strip("'\"")
            for style in root.iter(f"{_STYLE}style"):
                self._written[style.get(f"{_STYLE}family", ""), style.get(f"{_STYLE}name", "")] = style

    def of(self, family: str, name: str | None) -> Style:
        """The style of this name; a style that is its own ancestor has what was found on the way."""
        key = (family, name or "")
        if key not in self._read:
            self._read[key] = _PLAIN
            style = self._written.get(key)
            if style is not None:
                self._read[key] = self._own(style, self.of(family, style.get(f"{_STYLE}parent-style-name")))
        return self._read[key]

    def _own(self, style: Any, parent: Style) -> Style:
        called = style.get(f"{_STYLE}display-name") or style.get(f"{_STYLE}name") or ""
        named, outline = _HEADING.match(called), style.get(f"{_STYLE}default-outline-level") or ""
        level = int(named[1]) if named else int(outline) if outline.isdecimal() else parent.level
        found = replace(
            parent,
            level=1 if called.lower() == "title" else min(level, 9),
            entry=parent.entry or bool(_ENTRY.match(called)),
            list_style=style.get(f"{_STYLE}list-style-name") or parent.list_style,
        )
        for properties in style:
            found = self._with(properties, found)
        return found

    def _with(self, properties: Any, style: Style) -> Style:
        kind = local(properties)
        if kind == "text-properties":
            weight = properties.get(f"{_FO}font-weight")
            font = properties.get(f"{_STYLE}font-name")
            family = properties.get(f"{_FO}font-family", "").strip("'\"")
            return replace(
                style,
                bold=style.bold if weight is None else _is_bold(weight),
                font=self._fonts.get(font, font) if font else family or style.font,
            )
        if kind == "paragraph-properties" and (side := properties.get(f"{_FO}text-align")):
            return replace(style, centred=side == "center")
        if kind == "table-cell-properties":
            edges = (properties.get(f"{_FO}border{edge}", "none") for edge in ("", "-left", "-right"))
            return replace(style, bordered=any(edge not in ("none", "hidden", "") for edge in edges))
        return style


def _is_bold(weight: str) -> bool:
    return int(weight) >= _BOLD_WEIGHT if weight.isdecimal() else weight == "bold"
