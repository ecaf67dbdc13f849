"""What stands around a document or a line, as lines for a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from indexer.model import Similar
from indexer.showing import marked, place


def similar_lines(similar: Similar, *, colour: bool) -> Iterator[str]:
    """Documents about the same as another, with the words that they have in common."""
    yield f"compared by: {', '.join(similar.words) or 'no word that other documents have, too'}"
    for at, hit in enumerate(similar.hits, 1):
        yield f"\n{at}. {hit.document.metadata.title or hit.document.filename}  [{hit.document.id}]"
        yield f"   in common: {', '.join(hit.shared)}"
        for each in hit.passages:
            where = place(each.page, each.page_label, paged=hit.document.paged)
            yield f"   {where}: {marked(each.text, each.highlights, colour=colour)}"
    if not similar.hits:
        yield "nothing else in the library is about the same"
