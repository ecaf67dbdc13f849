"""What stands around a document or a line, as lines for a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from indexer.model import Concordance, DocumentHits, OverYears, Similar, TellingWords, YearCount
from indexer.showing import counted, marked, place

_NONE_SAID = "Nothing holds exactly these words: try fewer, or without accents."
_CLOSE_UP = frozenset(",.;:!?)]}”’»…%/-¹²³⁴⁵⁶⁷⁸⁹⁰")  # no space before them


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


def telling_words_lines(told: TellingWords) -> Iterator[str]:
    """Telling words, each with the passages that hold it here and in the library."""
    yield counted(told.passages, "passage") + (
        f"; words chosen from {told.looked_at} of them" if told.looked_at < told.passages else ""
    )
    for each in told.words:
        yield f"{each.score:8.1f}  {each.word}  ({each.passages} of {each.in_library} in the library)"
    if not told.words:
        yield "no word is met here more often than elsewhere"


def concordance_lines(found: Concordance) -> Iterator[str]:
    """Places of a phrase, one a line, the phrase in one column."""
    among = "" if found.complete else f", in the first {found.looked_at} passages that hold it"
    yield f"{counted(found.total, 'place')} in {counted(found.documents, 'document')}{among}: {found.phrase}"
    if not found.total:
        yield _NONE_SAID
    width = max((len(each.left) for each in found.rows), default=0)
    for each in found.rows:
        where = place(each.page, each.page_label, paged=each.document.paged)
        right = each.right if each.right[:1] in _CLOSE_UP else f" {each.right}"
        yield f"{each.left:>{width}} [{each.hit}]{right}  [{each.document.id}] {where}"
    if found.offset + len(found.rows) < found.total:
        yield f"more: --offset {found.offset + found.limit}"


def over_years_lines(found: OverYears) -> Iterator[str]:
    """Phrases over the years: a row for each year that the library holds, a column for each phrase."""
    for each in found.phrases:
        among = "" if each.complete else f" in the first {each.looked_at} passages"
        undated = f", {each.undated} of them without a year" if each.undated else ""
        yield f"{each.phrase}: {counted(each.documents, 'document')}{undated}, {counted(each.places, 'place')}{among}"
    if not any(each.documents for each in found.phrases):
        yield _NONE_SAID
        return
    widths = [max(len(each.phrase), 16) for each in found.phrases]
    heads = "  ".join(f"{each.phrase:>{width}}" for each, width in zip(found.phrases, widths, strict=True))
    yield f"year  held  {heads}"
    for year, held in found.held.items():
        cells = (each.years.get(year, YearCount(0, 0)) for each in found.phrases)
        told = [f"{count.documents} ({count.documents / held:.0%}), {count.places}×" for count in cells]
        yield f"{year:>4}  {held:>4}  " + "  ".join(
            f"{cell:>{width}}" for cell, width in zip(told, widths, strict=True)
        )


def hits_lines(found: DocumentHits, *, colour: bool) -> Iterator[str]:
    """The places of a document where a line is found, under the name of each page."""
    among = "" if found.complete else f", in the first {found.looked_at} passages that hold it"
    some = "" if found.whole or not found.total else "; no passage holds the line whole, these hold some of it"
    of_what = "page" if found.document.paged else "part"
    yield f"{counted(found.total, 'place')} on {counted(len(found.pages), of_what)}{among}{some}"
    if not found.total:
        yield "Nothing here holds the line; `tracuu search` looks in the whole library."
    counts = {each.page: each.places for each in found.pages}
    last = None
    for row in found.rows:
        if row.page != last:
            last = row.page
            yield f"\n{place(row.page, row.page_label, paged=found.document.paged)}: {counts[row.page]}"
        yield f"   {marked(row.text, row.highlights, colour=colour)}"
    if found.offset + len(found.rows) < found.total_rows:
        yield f"\nmore: --offset {found.offset + found.limit}"
