"""One paragraph of an ODT file: its letters, and what hangs on it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from indexer.extract.odt_styles import Style, Styles
from indexer.extract.runs import spelled
from indexer.extract.xml_parts import local
from indexer.model import Run
from indexer.text.normalize import printable, raised, unmarked

_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_UNSEEN = frozenset(
    [
        "annotation",
        "annotation-end",
        "ruby-text",
        "hidden-paragraph",
        "tracked-changes",
        "change",
        "script",
        "image",
        "object",
        "object-ole",
        "title",
        "desc",
        "event-listeners",
    ]
)
_APART = re.compile(r"\t\s*[\divxlc]{1,8}\s*$")
_MOST_SPACES = 100  # written as one sign


@dataclass(slots=True)
class Paragraph:
    """A paragraph as written; `text` has its line breaks and tabs."""

    text: str = ""
    bold: bool = False  # throughout
    notes: list[str] = field(default_factory=list)
    boxes: list[Any] = field(default_factory=list)  # elements with paragraphs of their own

    @property
    def apart(self) -> bool:
        """Whether a tab sets its last number apart."""
        return bool(_APART.search(self.text))


def written(node: Any, styles: Styles, style: Style) -> Paragraph:
    """The paragraph of an element."""
    found = Paragraph()
    runs: list[tuple[Run, bool]] = []
    _collect(node, styles, style, found, runs)
    found.text = spelled(run for run, _ in runs)
    seen = [bold for run, bold in runs if unmarked(run.text).strip()]
    found.bold = bool(seen) and all(seen)
    return found


def _collect(node: Any, styles: Styles, style: Style, found: Paragraph, runs: list[tuple[Run, bool]]) -> None:
    """Depth is bounded by the parser."""

    def add(text: str | None) -> None:
        if text:
            runs.append((Run(text, style.font), bool(style.bold)))

    add(_spaced(node.text))
    for child in node:
        kind = local(child)
        if kind == "s":
            count = child.get(f"{_TEXT}c") or "1"
            add(" " * min(int(count) if count.isdecimal() else 1, _MOST_SPACES))
        elif kind in ("tab", "line-break"):
            add("\t" if kind == "tab" else "\n")
        elif kind == "note":
            notes = _note(child, styles)
            found.notes += notes
            add(_mark(child) if notes else "")
        elif kind in ("text-box", "custom-shape"):
            found.boxes.append(child)
        elif kind == "span":
            own = styles.of("text", child.get(f"{_TEXT}style-name"))
            inner = Style(bold=style.bold if own.bold is None else own.bold, font=own.font or style.font)
            _collect(child, styles, inner, found, runs)
        elif kind not in _UNSEEN:
            _collect(child, styles, style, found, runs)
        add(_spaced(child.tail))


def _spaced(text: str | None) -> str:
    """Line ends and tabs between the tags of a file are spaces."""
    return re.sub(r"[\n\r\t]+", " ", text or "")


def _mark(note: Any) -> str:
    citation = next((child for child in note if local(child) == "note-citation"), None)
    return raised(printable("".join(citation.itertext()))) if citation is not None else ""


def _note(note: Any, styles: Styles) -> list[str]:
    """A note as one line with its mark; none where it is empty."""
    body = next((child for child in note if local(child) == "note-body"), None)
    if body is None:
        return []
    paragraphs = [
        written(each, styles, styles.of("paragraph", each.get(f"{_TEXT}style-name"))).text
        for each in body.iter(f"{_TEXT}p", f"{_TEXT}h")
    ]
    text = printable(" ".join(paragraphs))
    return [printable(text if text[0].isdecimal() else f"{_mark(note)} {text}")] if text else []
