"""Records as lines for a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import click

from indexer.model import (
    CitedBy,
    Document,
    DocumentHit,
    Evidence,
    Kinship,
    Led,
    Likeness,
    PassageHit,
    QuotationReport,
    ReadingPage,
    Repair,
    ScanReport,
    SearchPage,
    Source,
    Standing,
    Taken,
)
from indexer.shapes import document_json, taken_json


def counted(number: int, one: str) -> str:
    """A number and what is counted.

    >>> counted(1, "page"), counted(0, "page"), counted(2345, "passage")
    ('1 page', '0 pages', '2,345 passages')
    """
    return f"{number:,} {one}{'s' * (number != 1)}"


def result_lines(page: SearchPage, *, colour: bool) -> Iterator[str]:
    """A page of results. Highlights are coloured, or stand in square brackets."""
    holding = "holds" if page.total_documents == page.total_passages == 1 else "hold"
    yield (
        f"{counted(page.total_documents, 'document')}, {counted(page.total_passages, 'passage')} {holding} the line "
        f"({page.took_ms:,.1f} ms). Read as: {page.interpreted}"
    )
    if not page.documents and not page.offset:
        yield _perhaps(page)
    if page.share < 1:
        yield f"A long line: a passage counts when it holds {page.share:.0%} of the syllables."
    said = False
    for at, hit in enumerate(page.documents, start=page.offset + 1):
        if not hit.whole and not said and page.share == 1:
            said = True
            yield "\n--- these hold only some of the line ---"
        yield ""
        yield from _document(at, hit, colour=colour)
    if page.more:
        yield f"\nmore: --offset {page.offset + page.limit}"


def _perhaps(page: SearchPage) -> str:
    """What to do where nothing is found."""
    if page.did_you_mean:
        return f"Did you mean: {page.did_you_mean}"
    return "Try fewer words, words without accents, or no quotation marks; `tracuu search ''` lists all documents."


def _document(at: int, hit: DocumentHit, *, colour: bool) -> Iterator[str]:
    card = hit.document.metadata
    yield f"{at}. {marked(card.title, hit.title_highlights, colour=colour)}  [{hit.document.id}]"
    about = [card.kind, card.number, card.issuer or ", ".join(card.authors)]
    about.append(card.issued_on.strftime("%d/%m/%Y") if card.issued_on else str(card.year or ""))
    if line := " · ".join(text for text in about if text):
        yield f"   {line}"
    for passage in hit.passages:
        yield f"   {place(passage.page, passage.page_label, paged=hit.document.paged)}: {_passage(passage, colour=colour)}"


def place(page: int, label: str | None, *, paged: bool) -> str:
    """Where words stand: their printed page, else its place in the file."""
    if label is not None:
        return f"tr. {label}"
    return f"page {page} of the file" if paged else f"part {page}"


def _passage(passage: PassageHit, *, colour: bool) -> str:
    return marked(passage.text, passage.highlights, colour=colour)


def marked(text: str, slices: Sequence[tuple[int, int]], *, colour: bool) -> str:
    """A text with its highlights in bold, or in square brackets."""
    pieces, at = [], 0
    for start, end in slices:
        pieces += [text[at:start], click.style(text[start:end], bold=True) if colour else f"[{text[start:end]}]"]
        at = end
    return "".join([*pieces, text[at:]])


def document_lines(
    document: Document, evidence: Sequence[Evidence] = (), likenesses: Sequence[Likeness] = ()
) -> Iterator[str]:
    """A document's card, a line for each thing known, then what is in doubt, then documents with the same text."""
    for name, value in document_json(document).items():
        shown = ", ".join(value) if isinstance(value, list) else value
        if shown not in ("", None) and name != "waiting":
            yield f"{name:12} {shown}"
    if document.waiting:
        yield f"{'wait for OCR':12} {counted(document.waiting, 'page')}: run `tracuu ocr {document.id}`"
    if document.problem:
        yield f"{'problem':12} {document.problem}"
    if document.trashed:
        yield f"{'trash':12} yes"
    for each in evidence:
        if each.standing is Standing.OPEN:
            where = f"{each.source} {each.page}" if each.page and each.source is not Source.SIGNATURE else each.source
            said = f": “{each.line}”" if each.line and each.line != each.value else ""
            yield f"{each.field + ':':12} {each.value}? from {where}{said}"
    for likeness in likenesses:
        yield f"{'likeness':12} {kinship_words(likeness)}"


_KINSHIPS = {
    Kinship.SAME: "same text as {}",
    Kinship.PART: "mostly contained in {}",
    Kinship.WHOLE: "contains most of {}",
    Kinship.EDITION: "shares much of its text with {}",
}


def kinship_words(likeness: Likeness) -> str:
    """What a document is to one that it is like: "same text as ID, its title (98 %)"."""
    other = likeness.other
    named = f"{other.id}, {other.metadata.title or other.filename}"
    return f"{_KINSHIPS[likeness.kinship].format(named)} ({likeness.share * 100:.0f} %)"


def reference_lines(led: Sequence[Led], citing: CitedBy) -> Iterator[str]:
    """How many references a document has and how many lead somewhere, and how many documents refer to it."""
    if led:
        leading = sum(each.document is not None for each in led)
        doubtful = sum(bool(each.candidates) for each in led)
        more = f", {doubtful} to one of several" if doubtful else ""
        yield f"{'references':12} {len(led)}, {leading} of them to documents of this library{more}"
    if citing.total:
        more = f", and perhaps by {citing.total - citing.sure} more" if citing.sure < citing.total else ""
        yield f"{'cited by':12} {counted(citing.sure, 'document')}{more}"


def taken_line(taken: Taken) -> str:
    """What became of a record of another library."""
    if taken.problem:
        return f"{taken.told}: {taken.problem}"
    told = taken_json(taken)
    parts = [f"takes {', '.join(taken.fields)}" if taken.fields else "takes nothing new"]
    if taken.kept:
        parts.append(f"keeps {', '.join(taken.kept)}")
    return f"{taken.told}: {told['id']} {told['title']!r} {'; '.join(parts)}"


def scan_lines(report: ScanReport) -> Iterator[str]:
    """How well the pages of a document were recognised."""
    if not report.confidences:
        return
    mean = round(sum(confidence for _, confidence in report.confidences) / len(report.confidences))
    yield f"{'recognised':12} {counted(len(report.confidences), 'page')}, confidence {mean} of 100"
    if report.doubtful:
        pages = "page" if len(report.doubtful) == 1 else "pages"
        yield f"{'doubtful':12} {pages} {', '.join(map(str, report.doubtful))} of the file: compare with the original"
    for page, problem in report.problems:
        yield f"{'problem':12} page {page}: {problem}"


def repair_lines(repairs: Sequence[Repair]) -> Iterator[str]:
    """What was repaired of a document's text: a line for each kind."""
    for what in dict.fromkeys(each.what for each in repairs):
        of_kind = [each for each in repairs if each.what == what]
        count = sum(each.syllables for each in of_kind)
        names = ", ".join(sorted({each.where for each in of_kind}))
        yield f"{'repaired':12} {what}: {counted(count, 'syllable')}, {_pages(of_kind)} ({names})"


def repair_clause(repairs: Sequence[Repair]) -> str:
    """The same in a few words; empty if nothing was repaired.

    >>> repair_clause([Repair(3, "TCVN3 → Unicode", ".VnTime", 40), Repair(None, "TCVN3 → Unicode", "title", 6)])
    'repaired TCVN3 → Unicode on 1 page'
    """
    clauses = []
    for what in dict.fromkeys(each.what for each in repairs):
        pages = {each.page for each in repairs if each.what == what and each.page is not None}
        clauses.append(f"{what} on {counted(len(pages), 'page')}" if pages else what)
    return f"repaired {', '.join(clauses)}" if clauses else ""


def _pages(repairs: Sequence[Repair]) -> str:
    """The pages as ranges: "pages 1, 3–4"; "the file" for what stands on none."""
    ranges: list[list[int]] = []
    for page in sorted({each.page for each in repairs if each.page is not None}):
        if ranges and page == ranges[-1][1] + 1:
            ranges[-1][1] = page
        else:
            ranges.append([page, page])
    if not ranges:
        return "in the file"
    return "pages " + ", ".join(str(first) if first == last else f"{first}–{last}" for first, last in ranges)


def page_lines(page: ReadingPage) -> Iterator[str]:
    """The text of a page, under a line that names it."""
    yield f"{page.document.metadata.title}, page {page.number} of the file" + (
        f", printed {page.label}" if page.label else ""
    )
    if page.waits:
        yield f"waits for OCR: run `tracuu ocr {page.document.id}`"
    if page.confidence is not None:
        doubtful = ": low, compare with the original" if page.doubtful else ""
        yield f"recognised (OCR), confidence {page.confidence} of 100{doubtful}"
    for block in page.blocks:
        yield ""
        yield block.text


def quotation_lines(report: QuotationReport) -> Iterator[str]:
    """A checked manuscript: each quotation with its verdict, source and differences."""
    for each in report.checked:
        wrong = f" (wrong {each.note})" if each.note else ""
        yield f"{str(each.verdict).replace('_', ' ')}{wrong}: {' '.join(each.quotation.text.split())}"
        for change in each.differences:
            yield f"    {change.quoted or '(nothing)'} → printed: {change.printed or '(nothing)'}"
        if each.source:
            source = each.source
            where = place(source.page, source.label, paged=source.document.paged)
            yield f"    [{source.document.id}] {where}: {source.citation}"
    yield counted(len(report.checked), "quotation")
