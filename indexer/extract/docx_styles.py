"""What the styles of a DOCX file say of their paragraphs; a style has from its parent what it does not say itself."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Any

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_HEADING = re.compile(r"^(?:heading|tiêu đề|đầu đề)\s*(\d)$", re.IGNORECASE)
_ENTRY = re.compile(r"^(?:toc|mục lục|mục lục cấp|table of figures)\s*\d?$", re.IGNORECASE)
_BODY_TEXT = 9  # outline level of no heading


@dataclass(frozen=True, slots=True)
class Style:
    """How a style sets its paragraphs."""

    level: int = 0  # of a heading
    bold: bool = False
    entry: bool = False  # of a table of contents


_PLAIN = Style()


class ParagraphStyles:
    """The styles of one document, by their ids."""

    def __init__(self, document: Any) -> None:  # python-docx's types do not cover what is read here
        written = {each.get(f"{_W}styleId"): each for each in document.styles.element.iterchildren(f"{_W}style")}
        self._styles: dict[str | None, Style] = {}
        for name in written:
            self._read(name, written)

    def of(self, paragraph: Any) -> Style:
        """The style of a paragraph."""
        named = paragraph.find(f"{_W}pPr/{_W}pStyle")
        return self._styles.get(named.get(f"{_W}val"), _PLAIN) if named is not None else _PLAIN

    def _read(self, name: str | None, written: dict[str | None, Any]) -> Style:
        """A style that is its own ancestor has what was found on the way."""
        if name in self._styles or name not in written:
            return self._styles.get(name, _PLAIN)
        self._styles[name] = _PLAIN
        style = written[name]
        parent = style.find(f"{_W}basedOn")
        held = self._read(parent.get(f"{_W}val"), written) if parent is not None else _PLAIN
        self._styles[name] = _own(style, replace(held, entry=False))
        return self._styles[name]


def _own(style: Any, parent: Style) -> Style:
    named, outline, bold = (style.find(path) for path in (f"{_W}name", f"{_W}pPr/{_W}outlineLvl", f"{_W}rPr/{_W}b"))
    called = (named.get(f"{_W}val") or "") if named is not None else ""
    level = parent.level
    if told := _HEADING.match(called):
        level = int(told[1])
    elif called.lower() == "title":
        level = 1
    elif outline is not None and (outline.get(f"{_W}val") or "").isdecimal():
        value = int(outline.get(f"{_W}val"))
        level = value + 1 if value < _BODY_TEXT else 0
    is_bold = parent.bold if bold is None else bold.get(f"{_W}val") not in ("0", "false", "off")
    return Style(level, is_bold, bool(_ENTRY.match(called)))
