"""From the contract's trees and entries to tantivy's queries and rows."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cache
from itertools import combinations
from typing import Any

import tantivy

from indexer.engines.base import BAGS, STACKS, Entry, Stack
from indexer.model import FACETS, Filter
from indexer.numbering import DOCUMENT_BITS, document_of, is_card
from indexer.query.terms import AllOf, AnyOf, Between, Has, HasPhrase, HasPrefix, InDocuments, Match, Scored, Without

TOKENIZER = "terms"
HOLDER = "holder"  # the document's number, twice; and one more for its card, which is counted as no passage
_MUST, _SHOULD, _NOT = tantivy.Occur.Must, tantivy.Occur.Should, tantivy.Occur.MustNot
_OF_TEXT = ("syllable", "front", "bigram", "word", "question")  # the fields of an entry; the others are its card's
_REGEX_SIGNS = frozenset(r"\.+*?()|[]{}^$")
_FARTHEST_YEAR = 1 << 40


@cache
def schema() -> Any:
    """The fields of the index."""
    builder = tantivy.SchemaBuilder()
    builder.add_unsigned_field("passage", indexed=True, fast=True)
    builder.add_unsigned_field("document", indexed=True)
    builder.add_unsigned_field(HOLDER, fast=True)
    builder.add_integer_field("year", indexed=True, fast=True)
    builder.add_integer_field("day", fast=True)
    builder.add_text_field("title_key", tokenizer_name="raw", index_option="basic", fast=True)
    for name in STACKS:
        builder.add_text_field(name, tokenizer_name=TOKENIZER, index_option="position")
    for name in BAGS:
        builder.add_text_field(name, tokenizer_name=TOKENIZER, index_option="freq")
    for facet in FACETS:
        builder.add_text_field(f"facet_{facet}", tokenizer_name="raw", index_option="basic", fast=True)
    return builder.build()


def row(entry: Entry) -> Any:
    """The entry as tantivy stores it. Values are added by type: one of the wrong type kills the writer much later."""
    card = entry.card
    document = tantivy.Document()
    document.add_unsigned("passage", entry.passage)
    document.add_unsigned("document", document_of(entry.passage))
    document.add_unsigned(HOLDER, document_of(entry.passage) << 1 | is_card(entry.passage))
    for name in STACKS:
        if positions := getattr(entry if name in _OF_TEXT else card, name):
            document.add_pre_tokenized_text(name, _pre_tokenized(positions))
    for name in BAGS:
        if terms := getattr(entry if name in _OF_TEXT else card, name):
            document.add_text(name, " ".join(terms))
    for facet in FACETS:
        for value in card.facets.get(facet, ()):
            document.add_text(f"facet_{facet}", value)
    document.add_text("title_key", card.title_key)
    if card.year is not None:
        document.add_integer("year", card.year)
    if card.day is not None:
        document.add_integer("day", card.day)
    return document


def _pre_tokenized(positions: Stack) -> Any:
    token = tantivy.Token
    tokens = [token(term, at, 0, 0) for at, terms in enumerate(positions) for term in terms]
    return tantivy.PreTokenizedString("", tokens)


Share = Callable[[AnyOf], Any]  # some of many terms → their query


def compiled(match: Match, share: Share) -> Any:
    """The passages that the tree matches, as a query.

    Args:
        share: how to ask for passages that hold some of several terms, more than one and not all.
    """
    match match:
        case Has(field, term):
            return term_query(field, term)
        case HasPhrase(field, terms, within):
            phrases = [tantivy.Query.phrase_query(schema(), field, each) for each in _apart(terms, within)]
            return phrases[0] if len(phrases) == 1 else _boolean([(_SHOULD, each) for each in phrases])
        case HasPrefix(field, prefix):
            return tantivy.Query.regex_query(schema(), field, f"{_escaped(prefix)}.*")
        case Between(low, high):
            return tantivy.Query.range_query(
                schema(),
                "year",
                tantivy.FieldType.Integer,
                -_FARTHEST_YEAR if low is None else low,
                _FARTHEST_YEAR if high is None else high,
            )
        case InDocuments(numbers):
            return tantivy.Query.term_set_query(schema(), "document", list(numbers))
        case AllOf(parts):
            return _all_of(parts, share)
        case AnyOf(parts, least):
            several = 1 < least < len(parts) and all(isinstance(part, Has) for part in parts)
            return share(match) if several else _any_of(parts, least, share)
        case Without(part):
            return _boolean([(_MUST, tantivy.Query.all_query()), (_NOT, compiled(part, share))])


def _apart(terms: Sequence[str], within: int) -> Iterator[list[str | tuple[int, str]]]:
    """Every way in which the terms stand in order: tantivy's slop lets them swap, and one stand for two."""
    last = len(terms) - 1
    for offsets in combinations(range(1, last + within + 1), last):
        yield list(zip((0, *offsets), terms, strict=True))


def _all_of(parts: Sequence[Match], share: Share) -> Any:
    clauses = [
        (_NOT, compiled(part.part, share)) if isinstance(part, Without) else (_MUST, compiled(part, share))
        for part in parts
    ]
    if not any(occur is _MUST for occur, _ in clauses):
        clauses.append((_MUST, tantivy.Query.all_query()))
    return _boolean(clauses)


def _any_of(parts: Sequence[Match], least: int, share: Share) -> Any:
    if least > len(parts):
        return tantivy.Query.empty_query()
    if least == len(parts):
        return _all_of(parts, share)
    clauses = [(_SHOULD, compiled(part, share)) for part in parts]
    return tantivy.Query.boolean_query(clauses, minimum_number_should_match=least)


def some_of(match: AnyOf) -> Any:
    """Passages that hold at least `least` of the terms, looked through from the first to the last."""
    return _any_of(match.parts, match.least, some_of)


def held_terms(match: AnyOf, frequency: Callable[[Has], int]) -> Any:
    """Passages that may hold enough of the terms, each scored by how many it holds.

    A passage with `least` of n terms holds one of any n - least + 1, so the rarest of them lead the search.
    """
    terms = sorted((part for part in match.parts if isinstance(part, Has)), key=frequency)
    leading = len(terms) - match.least + 1
    ones = [(_SHOULD, tantivy.Query.const_score_query(term_query(each.field, each.term), 1.0)) for each in terms]
    return _boolean([(_MUST, _boolean(ones[:leading])), *ones[leading:]])


def of_passages(numbers: Sequence[int]) -> Any:
    """The passages of these numbers."""
    return tantivy.Query.term_set_query(schema(), "passage", list(numbers))


def only(query: Any, filters: Sequence[Filter], hiding: Sequence[Filter] = ()) -> Any:
    """The query's passages whose document carries the values of the filters and none of those that hide it."""
    if not (filters or hiding):
        return query
    values = [(_MUST, carriers(each)) for each in filters]
    return _boolean([(_MUST, query), *values, *((_NOT, carriers(each)) for each in hiding)])


def carriers(value: Filter) -> Any:
    """The passages whose document carries a value."""
    return term_query(f"facet_{value.facet}", value.value)


def of_documents(query: Any, documents: Sequence[int]) -> Any:
    """The query's passages of some documents; their scores stay as they are."""
    own = tantivy.Query.term_set_query(schema(), "document", list(documents))
    return _boolean([(_MUST, query), (_MUST, tantivy.Query.const_score_query(own, 0.0))])


def numbered(field: str, number: int) -> Any:
    """The passage, or the passages of the document, of a number."""
    return term_query(field, number)


def of_range(query: Any, low: int, high: int) -> Any:
    """The query's passages of documents numbered low to high, high left out."""
    if (low, high) == (0, 1 << DOCUMENT_BITS):
        return query
    kind = tantivy.FieldType.Unsigned
    return _boolean(
        [(_MUST, query), (_MUST, tantivy.Query.range_query(schema(), HOLDER, kind, low << 1, (high << 1) - 1))],
    )


def ranked(query: Any, scored: Sequence[Scored], *, covered: bool) -> Any:
    """The query's passages, each with the sum of its scored terms.

    Args:
        covered: the query matches just the passages that hold a scored term. Then the terms alone are asked for, and
            tantivy passes over blocks of passages that cannot reach the best (block-max WAND).
    """
    terms = [(_SHOULD, tantivy.Query.boost_query(term_query(each.field, each.term), each.weight)) for each in scored]
    if covered and terms:
        return _boolean(terms)
    return _boolean([(_MUST, tantivy.Query.const_score_query(query, 0.0)), *terms])


def covers(match: Match, scored: Sequence[Scored]) -> bool:
    """Whether the tree asks for any of just the scored terms."""
    if not isinstance(match, AnyOf) or match.least != 1:
        return False
    asked = {(part.field, part.term) for part in match.parts if isinstance(part, Has)}
    return len(asked) == len(match.parts) and asked == {(each.field, each.term) for each in scored}


def term_query(field: str, value: str | int) -> Any:
    """The passages that hold a term."""
    return tantivy.Query.term_query(schema(), field, value, "freq")


def _boolean(clauses: Sequence[tuple[Any, Any]]) -> Any:
    return tantivy.Query.boolean_query(list(clauses))


def _escaped(prefix: str) -> str:
    return "".join(f"\\{sign}" if sign in _REGEX_SIGNS else sign for sign in prefix)
