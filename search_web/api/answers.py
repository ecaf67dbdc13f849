"""What the API answers: in the shapes of the command line."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice

from indexer import json_types as j
from indexer import shapes
from indexer.cite import RECORDS, STYLES
from indexer.errors import PageNotFound
from indexer.model import CitedBy, Picked, Sort
from indexer.shapes import similar_json
from search_web.api import parameters as p
from search_web.api.asking import Asking
from search_web.asked import MOST_OFFSET
from search_web.library import library
from search_web.quotes import manuscript


@dataclass(frozen=True, slots=True)
class Record:
    """A document as a record for another program."""

    text: str
    media_type: str


def search(asking: Asking) -> j.SearchPage:
    """Documents that hold a line, each with its best passages; as `tracuu search --json`.

    Without a line, all documents. The address of the next page is in the header Link.
    """
    page = library().search(
        asking[p.LINE],
        filters=asking[p.FILTER],
        sort=Sort(asking[p.SORT]),
        limit=asking[p.LIMIT],
        offset=asking[p.OFFSET],
        abbreviations=asking[p.ABBREVIATIONS],
    )
    following = asking[p.OFFSET] + asking[p.LIMIT]
    if page.more and following <= MOST_OFFSET:
        asking.next = asking.address(p.OFFSET, following)
    return shapes.search_page_json(page)


def suggest(asking: Asking) -> j.Suggestions:
    """Lines that go on from one half typed, each of which finds something."""
    return shapes.suggestions_json(asking[p.BEGINNING], library().suggest(asking[p.BEGINNING]))


def documents(asking: Asking) -> j.Documents:
    """All documents, those added last first."""
    limit = asking[p.LIMIT]
    found = library().listed(limit + 1, asking[p.AFTER])
    if len(found) > limit:
        asking.next = asking.address(p.AFTER, found[limit - 1].id)
    return {"documents": [shapes.document_json(each) for each in found[:limit]], "next": asking.next}


def document(asking: Asking) -> j.Document:
    """Everything the catalogue says of a document."""
    return shapes.document_json(library().document(asking[p.ID]))


def pages(asking: Asking) -> j.Pages:
    """The pages of a document as plain text."""
    held = library().document(asking[p.ID])
    found = library().page_words(held.id, asking[p.FAR], asking[p.LIMIT])
    _go_on(asking, held.pages)
    return {"total": held.pages, "pages": [shapes.page_words_json(each) for each in found], "next": asking.next}


def page(asking: Asking) -> j.ReadingPage:
    """A page of a document in blocks, with the hits of a line marked; as `tracuu show ID --page N --json`."""
    read = library().read(
        asking[p.ID], asking[p.PAGE_NUMBER], asking[p.HIGHLIGHT], abbreviations=asking[p.ABBREVIATIONS]
    )
    return shapes.reading_page_json(read)


def passages(asking: Asking) -> j.Passages:
    """The passages of a document, or of one of its pages."""
    found, total = library().passage_words(asking[p.ID], asking[p.PAGE], asking[p.FAR], asking[p.LIMIT])
    _go_on(asking, total)
    return {"total": total, "passages": [shapes.passage_words_json(each) for each in found], "next": asking.next}


def citation(asking: Asking) -> j.CitedWords | Record:
    """A document cited, or a page of it, or words of it; or, in another format, as a record."""
    form = asking[p.FORMAT]
    if form != p.TEXT_FORMAT:
        return Record(library().citations.records([asking[p.ID]], form), RECORDS[form][1])
    picked = Picked(asking[p.ID], asking[p.PAGE], asking[p.SPANS])
    cited = library().citations.cite_all([picked], asking[p.STYLE])[0]
    return {**shapes.citation_json(cited.citation), "quotation": cited.quotation.text if cited.quotation else None}


def references(asking: Asking) -> j.ReferencesPage:
    """What a document refers to, or one of its pages, in the order of its text."""
    held, page_number = library().document(asking[p.ID]), asking[p.PAGE]
    if page_number and page_number > held.pages:
        raise PageNotFound(held.id, page_number, held.pages)
    led = library().references(held.id, page_number)
    _go_on(asking, len(led))
    shown = led[asking[p.FAR] : asking[p.FAR] + asking[p.LIMIT]]
    return {**shapes.referring_json(shown), "total": len(led), "next": asking.next}


def cited_by(asking: Asking) -> j.CitedByPage:
    """What refers to a document, the surest and newest first."""
    end = asking[p.FAR] + asking[p.LIMIT]
    found = library().cited_by(library().document(asking[p.ID]).id, end)
    _go_on(asking, found.total)
    shown = CitedBy(tuple(islice(found.documents, asking[p.FAR], end)), found.total, found.sure)
    return {**shapes.citing_json(shown), "total": found.total, "next": asking.next}


def similar(asking: Asking) -> j.Similar:
    """Documents about the same as a document, a page of it or words of it; as `tracuu similar ID --json`."""
    found = library().around.similar(
        asking[p.ID],
        page=None if asking[p.SPANS] else asking[p.PAGE],
        spans=asking[p.SPANS],
        limit=asking[p.LIMIT],
    )
    return similar_json(found)


def wanted(asking: Asking) -> j.WishesPage:
    """Papers that documents refer to and the library does not hold, those most asked for first; as `tracuu wanted --json`."""
    start, limit = asking[p.FAR], asking[p.LIMIT]
    wishes = library().wanted(limit + 1, start)
    _go_on(asking, start + len(wishes))
    return {**shapes.wishes_json(wishes[:limit]), "next": asking.next}


def styles(_asking: Asking) -> j.Styles:
    """The styles of citations and the formats of records."""
    return {
        "styles": [{"name": name, "title": title} for name, title in STYLES.items()],
        "formats": [{"name": name, "media_type": media} for name, (_, media) in RECORDS.items()],
    }


def quotes(asking: Asking) -> j.Quotations:
    """Every quotation of a manuscript against what is printed; as `tracuu quote --json`.

    Give the text or the file; nothing of either is kept.
    """
    if bool(asking.sent) == bool(asking[p.TEXT]):
        raise p.BadParameter(p.TEXT.name, f"give either {p.TEXT.name} or {p.FILE.name}")
    text = manuscript(asking[p.TEXT], asking.sent)
    return shapes.quotations_json(library().quotations.check(text, sentences=asking[p.SENTENCES]))


def _go_on(asking: Asking, total: int) -> None:
    following = asking[p.FAR] + asking[p.LIMIT]
    if following < total:
        asking.next = asking.address(p.FAR, following)
