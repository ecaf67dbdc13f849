"""Numbers of list paragraphs in DOCX: Word keeps them out of the text."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import Any

from indexer.text.roman import numeral

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FORMS = {"lowerRoman": "i", "upperRoman": "I", "lowerLetter": "a", "upperLetter": "A"}


class Numbering:
    """Counts list paragraphs as they come, in reading order."""

    def __init__(self, document: Any) -> None:  # python-docx's types stop at paragraphs
        self._lists: dict[str, str] = {}
        self._formats: dict[tuple[str, int], tuple[str, str, int]] = {}
        self._styles: dict[str, Any] = {}
        self._counts: dict[str, dict[int, int]] = defaultdict(dict)
        self._read(document)

    def _read(self, document: Any) -> None:
        for style in document.styles.element.iterchildren(f"{_W}style"):
            if (properties := style.find(f"{_W}pPr/{_W}numPr")) is not None:
                self._styles[style.get(f"{_W}styleId")] = properties
        try:
            root = document.part.numbering_part.element
        except (KeyError, NotImplementedError):  # a document without lists
            return
        for number in root.iterchildren(f"{_W}num"):
            abstract = number.find(f"{_W}abstractNumId")
            if abstract is not None:
                self._lists[number.get(f"{_W}numId")] = abstract.get(f"{_W}val")
        for abstract in root.iterchildren(f"{_W}abstractNum"):
            for level in abstract.iterchildren(f"{_W}lvl"):
                self._formats[abstract.get(f"{_W}abstractNumId"), _integer(level.get(f"{_W}ilvl"), 0)] = (
                    _value(level, "numFmt", "decimal"),
                    _value(level, "lvlText", ""),
                    _integer(_value(level, "start", "1"), 1),
                )

    def next(self, paragraph: Any) -> str:
        """The number or mark of the paragraph as Word would print it; empty if it is in no list."""
        properties = paragraph.find(f"{_W}pPr/{_W}numPr")
        style = paragraph.find(f"{_W}pPr/{_W}pStyle")
        inherited = self._styles.get(style.get(f"{_W}val")) if style is not None else None
        source = properties if properties is not None else inherited
        if source is None:
            return ""
        name = _value(source, "numId", "") or (_value(inherited, "numId", "") if inherited is not None else "")
        level = _integer(_value(source, "ilvl", "0"), 0)
        abstract = self._lists.get(name)
        if abstract is None or (abstract, level) not in self._formats:
            return ""
        return self._counted(abstract, level)

    def _counted(self, abstract: str, level: int) -> str:
        form, text, start = self._formats[abstract, level]
        counts = self._counts[abstract]
        counts[level] = counts.get(level, start - 1) + 1
        for deeper in [each for each in counts if each > level]:
            del counts[deeper]
        if form == "bullet":
            return "-"
        if form == "none":
            return ""
        return re.sub(r"%(\d)", lambda match: self._written(abstract, int(match[1]) - 1), text)

    def _written(self, abstract: str, level: int) -> str:
        form, _, start = self._formats.get((abstract, level), ("decimal", "", 1))
        return _number(self._counts[abstract].get(level, start), form)


def _number(value: int, form: str) -> str:
    return f"{value:02d}" if form == "decimalZero" else numeral(value, _FORMS.get(form, "1"))


def _value(parent: Any, name: str, default: str) -> str:
    found = parent.find(f"{_W}{name}")
    return default if found is None else str(found.get(f"{_W}val") or default)


def _integer(text: str | None, default: int) -> int:
    try:
        return min(max(int(text or default), 0), 100_000)
    except ValueError:
        return default
