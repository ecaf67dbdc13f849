"""What a link to a document carries of the search that found it."""

from __future__ import annotations

from flask import url_for

from indexer.model import DocumentHit, PassageHit
from search_web import links, other_lines
from search_web.marks import marked_place, pieces
from search_web.reading import HIT

_MOST_QUOTED = 10  # syllables of a passage that stand for a long line


def carried(line: str, query: str, passage: PassageHit | None) -> str:
    """The search; for a long line, the words by which it was found there."""
    return links.with_line(query, _stretch(passage) if passage else "") if links.is_long(line) else query


def carried_place(line: str, query: str, passage: PassageHit) -> str:
    """The same, and the words of the block to begin at."""
    return links.with_place(carried(line, query, passage), marked_place(passage))


def best_place(line: str, query: str, hit: DocumentHit) -> str:
    """The whole address of a document at its best passage, where the search is highlighted; at its first page without one."""
    best = hit.passages[0] if line and hit.passages else None
    path = url_for("reading.page", document_id=hit.document.id, number=best.page if best else 1, _external=True)
    return links.address(
        path, carried_place(line, query, best) if best else "", HIT if best and best.highlights else ""
    )


def _stretch(passage: PassageHit) -> str:
    """The first words of the longest stretch that is marked, as a phrase."""
    marked = (
        other_lines.without_quotes(text) for text, is_marked in pieces(passage.text, passage.highlights) if is_marked
    )
    words_of = max(marked, key=len, default="").split()
    return f'"{" ".join(words_of[:_MOST_QUOTED])}"' if words_of else ""
