"""From catalogue records to what an engine holds."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import zip_longest
from operator import attrgetter
from typing import Protocol

from indexer.catalogue import StoredPage
from indexer.engines.base import Card, Entry
from indexer.metadata.numbers import find_numbers
from indexer.model import Document, Metadata, Passage, PassageKind, QuestionAnswer, Reference
from indexer.numbering import CARD_ORDINAL, number_of_id, passage_number
from indexer.text.analyze import bigrams, compounds, field_stack, stack
from indexer.text.collate import collation_key
from indexer.text.layout import SEPARATOR
from indexer.text.tokens import folded, tokenize

CARD = "#card"  # a word that this entry holds, and no text
FILLER = "#"  # a term without meaning, that makes an entry long
_ASIDE = (PassageKind.WORKS, PassageKind.FORM)
_FILLERS = 320  # two passages' worth: how much longer the passages aside count


def entries(
    document: Document,
    pages: Mapping[int, StoredPage],
    passages: Sequence[Passage],
    references: Sequence[Reference] = (),
    questions: Sequence[QuestionAnswer] = (),
) -> Iterator[Entry]:
    """A document's entries: its card first, then its passages.

    Args:
        references: of the document. A passage is found by a number that it does not print: "Nghị quyết 57" by 57-NQ/TW.
        questions: that it answers.
    """
    number = number_of_id(document.id) or 0
    card = make_card(document)
    numbered = [each for each in references if each.symbol]
    of_passages = [_entry(passage, passage_text(pages, passage), card, numbered) for passage in passages]
    yield _front_entry(number, document.metadata, card, of_passages)
    asked = _by_passage(passages, questions)
    for entry in of_passages:
        question = asked.get(entry.passage)
        tokens = tokenize(document_slice(pages, *question.question)) if question else []
        yield replace(entry, question=[folded(token.term) for token in tokens]) if tokens else entry


def _by_passage(passages: Sequence[Passage], questions: Sequence[QuestionAnswer]) -> dict[int, QuestionAnswer]:
    """The questions by the number of the first passage that holds their beginning."""
    found: dict[int, QuestionAnswer] = {}
    for question in questions:
        place = question.question[0]
        holds = (each.number for each in passages if any(start <= place < end for start, end in each.spans))
        if (number := next(holds, None)) is not None:
            found[number] = question
    return found


def _entry(passage: Passage, text: str, card: Card, numbered: Sequence[Reference]) -> Entry:
    """The entry of a passage. One that is not the document's text is found by every syllable and number, and scores low:
    it has no pairs and words, and is as long as several.
    """
    tokens = tokenize(text)
    printed = [found.number.key for found in find_numbers(text)]
    meant = [each.key for span in passage.spans for each in _within(numbered, *span)]
    keys = [*printed, *dict.fromkeys(key for key in meant if key not in printed)]
    if passage.kind in _ASIDE:
        words = [*keys, *[FILLER] * _FILLERS]
        return Entry(passage.number, [*stack(tokens), *[(FILLER,)] * _FILLERS], (), words, card)
    words = [*compounds(tokens, passage.words), *keys]
    return Entry(passage.number, stack(tokens), bigrams(tokens), words, card)


def _within(references: Sequence[Reference], start: int, end: int) -> Sequence[Reference]:
    """Those that begin in a slice of the text, out of all in its order."""
    first, last = (bisect_left(references, at, key=attrgetter("start")) for at in (start, end))
    return references[first:last]


def _front_entry(number: int, metadata: Metadata, card: Card, passages: Sequence[Entry]) -> Entry:
    """The entry of the card. It is as long as the document's passages are: BM25 holds their length against the mean of
    all entries, and without this a library of short documents would punish every passage as long.
    """
    passages = [each for each in passages if each.bigram] or passages  # the text, without what stands around it
    many = max(1, len(passages))
    positions = sum(len(at) for each in passages for at in each.syllable) // many
    pairs, words = (sum(len(getattr(each, bag)) for each in passages) // many for bag in ("bigram", "word"))
    return Entry(
        passage_number(number, CARD_ORDINAL),
        syllable=[(FILLER,)] * positions,
        bigram=[FILLER] * pairs,
        word=[CARD, *[FILLER] * (words - 1)],
        card=card,
        front=field_stack(*_front(metadata)),
    )


def make_card(document: Document) -> Card:
    """What an engine knows of the document."""
    card = document.metadata
    year = card.issued_on.year if card.issued_on else card.year
    facets = {
        "kind": [card.kind],
        "issuer": [card.issuer],
        "author": list(card.authors),
        "year": [str(year)] if year else [],
        "collection": list(document.collections),
    }
    return Card(
        title=field_stack(card.title),
        author=field_stack(*card.authors),
        issuer=field_stack(card.issuer),
        kind=field_stack(card.kind),
        collection=field_stack(*document.collections),
        number=[found.number.key for found in find_numbers(card.number)],
        facets={name: [value for value in values if value] for name, values in facets.items()},
        year=year,
        day=_day(card, year),
        title_key=collation_key(card.title),
    )


def _day(card: Metadata, year: int | None) -> int | None:
    if card.issued_on:
        return int(card.issued_on.strftime("%Y%m%d"))
    return year * 10_000 if year else None


def _front(card: Metadata) -> list[str]:
    return [card.title, card.kind, card.number, card.issuer, *card.authors, *card.keywords]


class PlacedText(Protocol):
    """A page's text, blocks one a line, and where it begins in the document's."""

    @property
    def start(self) -> int: ...  # noqa: D102  # see above
    @property
    def text(self) -> str: ...  # noqa: D102  # see above


def passage_text(pages: Mapping[int, PlacedText], passage: Passage) -> str:
    """The printed text of a passage; slices that stand apart are joined by a line feed."""
    numbers = range(passage.first_page, passage.last_page + 1)
    near = {number: pages[number] for number in numbers if number in pages}
    return SEPARATOR.join(document_slice(near, *span) for span in passage.spans)


def document_slice(pages: Mapping[int, PlacedText], start: int, end: int) -> str:
    """A slice of the document's text, out of pages that hold it; as long as end - start."""
    pieces = []
    ordered = [stored for _, stored in sorted(pages.items())]
    for stored, after in zip_longest(ordered, ordered[1:]):
        if stored.start >= end or (after and after.start <= start):  # a page ends where the next begins, or before
            continue
        text = stored.text + SEPARATOR
        low, high = max(start - stored.start, 0), min(end - stored.start, len(text))
        if low < high:
            pieces.append(text[low:high])
    return "".join(pieces)
