"""Home and results."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

from flask import Blueprint, render_template, request

from indexer.model import FACETS, Filter, SearchPage, Sort
from search_web import links, other_lines, words, years
from search_web.asked import LIMIT, MOST_OFFSET, Asked, read_asked
from search_web.carried import carried, carried_place
from search_web.library import library
from search_web.marks import MOST_PLACING, paragraphs
from search_web.reading import HIT
from search_web.speech import gettext as _
from search_web.understood import told

pages = Blueprint("search", __name__)
_SHOWN = 8  # values of a facet before the fold
_SHOWN_BESIDE_RANGES = 4
_MOST_OFFERS = 6


@dataclass(frozen=True, slots=True)
class FacetValue:
    """A value of a facet, and where choosing it (or, if chosen, giving it up) leads."""

    value: str  # as shown
    documents: int
    chosen: bool
    href: str


@dataclass(frozen=True, slots=True)
class Facet:
    """A facet as a list of links; the rest stands behind a fold."""

    facet: str
    name: str
    ranges: tuple[FacetValue, ...]  # of years
    shown: tuple[FacetValue, ...]
    rest: tuple[FacetValue, ...]


@dataclass(frozen=True, slots=True)
class Offer:
    """Another search that does find something."""

    what: str
    line: str
    documents: int  # 0: only some that hold part of the line
    href: str


@pages.get("/")
def home() -> str:
    """The search field, and what the library holds."""
    return render_template("home.html", holdings=library().holdings(), Filter=Filter)


@pages.get("/lich-su")
def history() -> str:
    """Searches that the reader's browser has noted; the server knows none of them."""
    return render_template("history.html")


@pages.get("/tim")
def results() -> str:
    """One page of a result; without a line, of everything, newest first."""
    asked = read_asked(request.args)
    page = library().search(
        asked.line,
        filters=asked.filters,
        sort=asked.sort,
        limit=LIMIT,
        offset=asked.offset,
        abbreviations=asked.abbreviations,
    )
    query = asked.query
    nothing = not page.total_documents and not page.offset
    return render_template(
        "results.html",
        page=page,
        asked=asked,
        query=query,
        HIT=HIT,
        told=told(page, query),
        understood=_understood(page),
        kept=links.pairs(links.with_line(query, "")),
        facets=list(_facets(page.facets, asked, query)),
        chips=[
            (_(words.FACET_NAMES[each.facet]), words.filter_value(each), links.without_filter(query, each), each.facet)
            for each in asked.filters
        ],
        chosen_years=_chosen_years(asked),
        carried=lambda passage: carried(asked.line, query, passage),
        paragraphs=paragraphs,
        question_place=lambda answer: links.with_place(query, " ".join(answer.question.split()[:MOST_PLACING])),
        place=lambda passage: carried_place(asked.line, query, passage),
        sorts=_sorts(asked),
        first_partial=_first_partial(page),
        goes_on=page.more and asked.offset + LIMIT <= MOST_OFFSET,
        nothing=nothing,
        offers=list(_offers(asked, query, page)) if nothing else [],
    )


def _understood(page: SearchPage) -> str:
    """The line as understood, where that is not plainly what was typed."""
    typed, understood = (other_lines.without_quotes(line).casefold() for line in (page.query, page.interpreted))
    return "" if typed == understood else page.interpreted


def _sorts(asked: Asked) -> list[tuple[Sort, str, bool]]:
    """The orders to choose from, each with its name and whether it is in use; nothing fits an empty line best."""
    used = asked.sort if asked.line or asked.sort is not Sort.RELEVANCE else Sort.NEWEST
    names = words.SORT_NAMES.items()
    return [(sort, _(name), sort is used) for sort, name in names if asked.line or sort is not Sort.RELEVANCE]


def _first_partial(page: SearchPage) -> int | None:
    """Where partial matches begin; nowhere in the result of a long line, which is one list."""
    if page.share < 1:
        return None
    return next((place for place, hit in enumerate(page.documents) if not hit.whole), None)


def _facets(counts: Mapping[str, Mapping[str, int]], asked: Asked, query: str) -> Iterator[Facet]:
    for facet in FACETS:
        values = _ordered(facet, counts.get(facet, {}))
        listed = tuple(_facet_value(Filter(facet, value), documents, asked, query) for value, documents in values)
        ranges = tuple(_ranges(counts[facet], asked, query)) if listed and facet == "year" else ()
        shown = _SHOWN_BESIDE_RANGES if ranges else _SHOWN
        if listed:
            yield Facet(facet, _(words.FACET_NAMES[facet]), ranges, listed[:shown], listed[shown:])


def _ranges(counts: Mapping[str, int], asked: Asked, query: str) -> Iterator[FacetValue]:
    """Ranges of years to choose; or, once one is chosen, that one."""
    chosen = [each.value for each in asked.filters if each.facet == "year" and years.ends_of(each.value)]
    offered = [(value, years.within(value, counts)) for value in chosen] or years.decades(counts)
    if len(counts) > 1 or chosen:
        yield from (_facet_value(Filter("year", value), documents, asked, query) for value, documents in offered)


def _chosen_years(asked: Asked) -> tuple[str, str]:
    """Both ends of the years that a search is narrowed to, each empty if there is none."""
    for each in asked.filters:
        if each.facet == "year":
            return years.ends_of(each.value) or (each.value, each.value)
    return "", ""


def _ordered(facet: str, counts: Mapping[str, int]) -> list[tuple[str, int]]:
    if facet == "year":
        return sorted(counts.items(), reverse=True)
    return sorted(counts.items(), key=lambda each: (-each[1], other_lines.without_accents(each[0]), each[0]))


def _facet_value(choice: Filter, documents: int, asked: Asked, query: str) -> FacetValue:
    chosen = choice in asked.filters
    href = links.without_filter(query, choice) if chosen else links.with_filter(query, choice)
    return FacetValue(words.filter_value(choice), documents, chosen, href)


def _offers(asked: Asked, query: str, page: SearchPage) -> Iterator[Offer]:
    found = list(_that_find(_other_lines(asked.line, page.did_you_mean), asked, query, page))
    yield from found
    if not any(each.documents for each in found):
        pairs = islice(other_lines.neighbours(asked.line), _MOST_OFFERS)
        yield from _that_find(((_("Chỉ hai tiếng"), pair) for pair in pairs), asked, query, page)
    if asked.filters and (documents := library().search(asked.line, limit=1).total_documents):
        yield Offer(_("Bỏ bộ lọc"), asked.line, documents, links.without_filters(query))


def _that_find(lines: Iterable[tuple[str, str]], asked: Asked, query: str, page: SearchPage) -> Iterator[Offer]:
    seen, partly = {asked.line, ""}, bool(page.documents)
    for what, line in lines:
        if line not in seen:
            seen.add(line)
            found = library().search(line, filters=asked.filters, limit=1, abbreviations=asked.abbreviations)
            if found.total_documents or (found.documents and not partly):
                partly = partly or not found.total_documents
                yield Offer(what, line, found.total_documents, links.with_line(query, line))


def _other_lines(line: str, did_you_mean: str | None) -> Iterator[tuple[str, str]]:
    yield _("Có phải ý bạn là"), did_you_mean or ""
    yield _("Không đặt trong ngoặc kép"), other_lines.without_quotes(line)
    yield _("Không dấu"), other_lines.without_accents(line)
    yield from ((_("Bớt một từ"), fewer) for fewer in islice(other_lines.one_word_less(line), _MOST_OFFERS))
