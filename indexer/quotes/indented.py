"""Which paragraphs of a Word manuscript are set as block quotations: by their style, or by their indents."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from indexer.text.tokens import tokenize

_STYLES = ("quote", "intense quote", "block text", "trích dẫn")
_LEFT, _RIGHT = 0.7, 0.3  # cm
_FEWEST = 8  # words of a paragraph that its left indent alone makes a quotation
_MOST_SHARE = 0.5  # of the paragraphs of a manuscript that may be indented: else it is how its text is set


def block_quotations(path: Path) -> frozenset[str]:
    """The words of the paragraphs that are block quotations."""
    from docx import Document

    paragraphs: list[Any] = [each for each in Document(str(path)).paragraphs if each.text.strip()]
    styled = [each for each in paragraphs if each.style.name.lower() in _STYLES]
    indented = [each for each in paragraphs if _is_indented(each)]
    if len(indented) > _MOST_SHARE * len(paragraphs):
        indented = []
    return frozenset(wording(each.text) for each in [*styled, *indented])


def wording(text: str) -> str:
    """What tells one paragraph from another, however its spaces are read."""
    return " ".join(token.term for token in tokenize(text))


def _is_indented(paragraph: Any) -> bool:
    left, right, first = (_indent(paragraph, name) for name in ("left_indent", "right_indent", "first_line_indent"))
    if left < _LEFT or first < 0 or _is_listed(paragraph):
        return False
    return right >= _RIGHT or len(paragraph.text.split()) >= _FEWEST


def _indent(paragraph: Any, name: str) -> float:
    """In cm: the paragraph's own, else of the nearest style that has one."""
    own, style = getattr(paragraph.paragraph_format, name), paragraph.style
    while own is None and style is not None:
        own, style = getattr(style.paragraph_format, name), style.base_style
    return float(own.cm) if own is not None else 0.0


def _is_listed(paragraph: Any) -> bool:
    numbered = paragraph._p.pPr is not None and paragraph._p.pPr.numPr is not None  # noqa: SLF001  # python-docx has no other way
    return numbered or paragraph.style.name.lower().startswith(("list", "heading", "toc"))
