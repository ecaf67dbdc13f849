"""Numbers of list paragraphs in ODT: they are kept in styles, out of the text."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from indexer.extract.xml_parts import local
from indexer.text.roman import numeral

_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_MOST = 100_000  # a start of more is a slip


@dataclass(frozen=True, slots=True)
class _Form:
    """How one level of a list is numbered."""

    bullet: bool
    form: str = ""  # "1", "i", "I", "a", "A", empty for none
    before: str = ""
    after: str = ""
    levels: int = 1  # shown, its own included
    start: int = 1


class Lists:
    """Counts list paragraphs as they come, in reading order."""

    def __init__(self, roots: Iterable[Any]) -> None:
        self._forms: dict[tuple[str, int], _Form] = {}
        self._counts: dict[str, dict[int, int]] = {}
        for root in roots:
            for style in root.iter(f"{_TEXT}list-style", f"{_TEXT}outline-style"):
                name = style.get(f"{_STYLE}name", "") if local(style) == "list-style" else ""
                for level in style:
                    self._forms[name, _whole(level.get(f"{_TEXT}level"), 1)] = _form(level)

    def begin(self, style: str) -> None:
        """A list of its own begins: it counts from the start."""
        self._counts.pop(style, None)

    def next(self, style: str, level: int, start: int | None = None) -> str:
        """The number or mark of the next paragraph of a list; empty if it shows none.

        Args:
            style: name of the list's style; empty for the numbering of headings.
            level: from 1.
            start: where the paragraph counts anew from.
        """
        form = self._forms.get((style, level))
        if form is None:
            return "" if not style else "-"
        counts = self._counts.setdefault(style, {})
        counts[level] = counts.get(level, form.start - 1) + 1 if start is None else start
        for deeper in [each for each in counts if each > level]:
            del counts[deeper]
        if form.bullet:
            return "-"
        if not form.form:
            return ""
        shown = range(max(level - form.levels + 1, 1), level + 1)
        return form.before + ".".join(self._written(style, each) for each in shown) + form.after

    def _written(self, style: str, level: int) -> str:
        form = self._forms.get((style, level), _Form(bullet=False, form="1"))
        return numeral(self._counts[style].get(level, form.start), form.form or "1")


def _form(level: Any) -> _Form:
    if local(level) not in ("list-level-style-number", "outline-level-style"):
        return _Form(bullet=True)
    return _Form(
        bullet=False,
        form=level.get(f"{_STYLE}num-format", ""),
        before=level.get(f"{_STYLE}num-prefix", ""),
        after=level.get(f"{_STYLE}num-suffix", ""),
        levels=_whole(level.get(f"{_TEXT}display-levels"), 1),
        start=_whole(level.get(f"{_TEXT}start-value"), 1),
    )


def _whole(text: str | None, default: int) -> int:
    return min(int(text), _MOST) if text and text.isdecimal() else default
