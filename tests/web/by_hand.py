"""A library by hand, for what a real one cannot be made to do, and for tests of pages alone."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from indexer.citations import Citations
from indexer.cite import cite, records, works
from indexer.desk import Desk
from indexer.errors import DocumentNotFound, ManuscriptNotFound, NoPicture, PageNotFound
from indexer.library import Library
from indexer.model import (
    FACETS,
    BlockKind,
    Citation,
    CitedBy,
    CitedPassage,
    CitingDocument,
    Document,
    DocumentHit,
    Filter,
    HitPage,
    Holdings,
    Led,
    Likeness,
    Located,
    ManuscriptState,
    Named,
    Notice,
    Page,
    PageBoxes,
    PageWords,
    PassageHit,
    PassageWords,
    Picked,
    Quotation,
    QuotationReport,
    Reading,
    ReadingBlock,
    ReadingPage,
    Role,
    SearchPage,
    Sort,
    Suggestion,
    SuggestionKind,
    Trace,
    Wish,
    WordBox,
)
from indexer.page_images import PageImages
from indexer.quotations import Quotations
from indexer.quotes import Progress
from indexer.wanted import named


def fold(text: str) -> str:
    """Lower case without marks, of the same length as the text in NFC."""
    bare = (unicodedata.normalize("NFD", each)[0] for each in text.lower())
    return "".join(bare).replace("đ", "d")


def words_of(text: str) -> list[str]:
    return re.findall(r"\w+", fold(text))


def found(words: Sequence[str], text: str) -> tuple[tuple[int, int], ...]:
    """Where the words stand in the text."""
    return tuple(each.span() for each in re.finditer(r"\w+", fold(text)) if each.group() in words)


@dataclass
class FakeLibrary(Library):
    """Holds the documents it is given; finds words as substrings."""

    documents: dict[str, Document] = field(default_factory=dict)
    pages: dict[str, tuple[Page, ...]] = field(default_factory=dict)
    originals: dict[str, Path] = field(default_factory=dict)
    kin: dict[str, tuple[Likeness, ...]] = field(default_factory=dict)
    led: dict[str, tuple[Led, ...]] = field(default_factory=dict)
    citing: dict[str, tuple[CitingDocument, ...]] = field(default_factory=dict)
    around: Any = None  # what looks around is tested over a real library
    wishes: list[Wish] = field(default_factory=list)
    fails_with: Exception | None = None
    notices: tuple[Notice, ...] | None = None
    did_you_mean: str | None = None
    share: float = 1.0
    abbreviations: bool = True
    undrawable: bool = False
    located: Located | None = None
    drawn: list[tuple[int, int, int]] = field(default_factory=list)
    searched: list[tuple[str, tuple[Filter, ...], Sort, int, int]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.desk = FakeDesk({})
        self.images, self.citations, self.quotations = FakeImages(self), FakeCitations(self), FakeQuotations()

    def seen_by(self, role: Role | None) -> Library:  # noqa: ARG002  # nothing is hidden here
        return self

    def put(self, document: Document, *pages: Page, original: Path | None = None) -> None:
        self.documents[document.id] = document
        self.pages[document.id] = pages
        if original:
            self.originals[document.id] = original

    def search(
        self,
        line: str,
        *,
        filters: Sequence[Filter] = (),
        sort: Sort = Sort.RELEVANCE,
        limit: int = 10,
        offset: int = 0,
        abbreviations: bool = True,
    ) -> SearchPage:
        self._fail()
        self.abbreviations = abbreviations
        self.searched.append((line, tuple(filters), sort, limit, offset))
        words = words_of(line)
        hits = [
            hit for document in self.documents.values() if (hit := self._hit(document, words, line.startswith('"')))
        ]
        hits = [hit for hit in hits if all(_chosen(each, _values(hit.document)) for each in filters)]
        hits.sort(key=lambda hit: (not hit.whole, -hit.matching_passages, -len(hit.passages)))
        whole = [hit for hit in hits if hit.whole]
        folded = (Notice(Reading.FOLDED, line),) if line and line.isascii() else ()
        return SearchPage(
            query=line,
            interpreted=line,
            notices=folded if self.notices is None else self.notices,
            took_ms=1.94,
            total_documents=len(whole),
            total_passages=sum(hit.matching_passages for hit in whole),
            documents=tuple(hits[offset : offset + limit]),
            facets={
                facet: dict(Counter(value for hit in whole for value in _values(hit.document)[facet]))
                for facet in FACETS
            },
            offset=offset,
            limit=limit,
            more=len(hits) > offset + limit,
            share=self.share,
            did_you_mean=self.did_you_mean,
        )

    def search_all(
        self,
        line: str,
        *,
        filters: Sequence[Filter] = (),
        sort: Sort = Sort.RELEVANCE,
        abbreviations: bool = True,
    ) -> Iterator[DocumentHit]:
        return iter(self.search(line, filters=filters, sort=sort, limit=1000, abbreviations=abbreviations).documents)

    def last_added(
        self, line: str = "", *, filters: Sequence[Filter] = (), abbreviations: bool = True, limit: int = 50
    ) -> list[DocumentHit]:
        hits = self.search(line, filters=filters, limit=limit, abbreviations=abbreviations).documents
        return [hit for hit in hits if hit.whole]

    def changed_at(self) -> datetime:
        return datetime(2025, 3, 4, 9, 30, tzinfo=UTC)

    def suggest(self, line: str) -> list[Suggestion]:
        self._fail()
        titles = [each.metadata.title for each in self.documents.values()]
        return [Suggestion(each, SuggestionKind.TITLE) for each in titles if fold(each).startswith(fold(line))]

    def read(self, document_id: str, page: int = 1, line: str = "", *, abbreviations: bool = True) -> ReadingPage:
        self.abbreviations = abbreviations
        document = self.document(document_id)
        pages = self.pages[document_id]
        if not 1 <= page <= len(pages):
            raise PageNotFound(document_id, page, len(pages))
        words = words_of(line)
        hit_pages = self.hit_pages(document_id, line)
        numbers = [each.number for each in hit_pages]
        blocks, start = [], 0
        for block in pages[page - 1].blocks:
            slices = found(words, block.text) if _holds(words, block.text) else ()
            blocks.append(ReadingBlock(block.text, block.kind, block.level, start, slices))
            start += len(block.text) + 1
        return ReadingPage(
            document=document,
            number=page,
            label=pages[page - 1].label,
            blocks=tuple(blocks),
            previous_page=page - 1 if page > 1 else None,
            next_page=page + 1 if page < len(pages) else None,
            hit_pages=hit_pages,
            previous_hit=max((each for each in numbers if each < page), default=None),
            next_hit=min((each for each in numbers if each > page), default=None),
            contents=tuple(
                (block.text, block.level, each.number, each.label)
                for each in pages
                for block in each.blocks
                if block.kind is BlockKind.HEADING
            ),
            origin=pages[page - 1].origin,
            confidence=pages[page - 1].confidence,
            waits=bool(document.waiting) and not pages[page - 1].blocks,
        )

    def hit_pages(self, document_id: str, line: str, *, abbreviations: bool = True) -> tuple[HitPage, ...]:
        self.abbreviations = abbreviations
        words = words_of(line)
        counted = {
            page: sum(_holds(words, block.text) for block in page.blocks) if words else 0
            for page in self.pages[self.document(document_id).id]
        }
        return tuple(HitPage(page.number, page.label, count) for page, count in counted.items() if count)

    def find_page(self, document_id: str, name: str, near: int = 1) -> int | None:
        pages = self.pages[self.document(document_id).id]
        printed = [each.number for each in pages if each.label == name]
        numbered = [each.number for each in pages if str(each.number) == name]
        return min(printed or numbered, key=lambda number: abs(number - near), default=None)

    def document(self, document_id: str, *, trashed: bool = False) -> Document:
        assert not trashed
        self._fail()
        if document_id not in self.documents:
            raise DocumentNotFound(document_id)
        return self.documents[document_id]

    def listed(self, limit: int = 50, after: str | None = None) -> list[Document]:
        held = list(self.documents.values())
        start = held.index(self.document(after)) + 1 if after else 0
        return held[start : start + limit]

    def page_words(self, document_id: str, offset: int = 0, limit: int = 50) -> list[PageWords]:
        held = self.pages[self.document(document_id).id][offset : offset + limit]
        return [PageWords(each.number, each.label, "\n".join(block.text for block in each.blocks)) for each in held]

    def passage_words(
        self, document_id: str, page: int | None = None, offset: int = 0, limit: int = 50
    ) -> tuple[list[PassageWords], int]:
        assert self.document(document_id)
        assert page is None or page <= len(self.pages[document_id])
        return [], offset * limit * 0

    def likenesses(self, document_id: str) -> tuple[Likeness, ...]:
        return self.kin.get(self.document(document_id).id, ())

    def references(self, document_id: str, page: int | None = None) -> tuple[Led, ...]:
        led = self.led.get(self.document(document_id).id, ())
        return tuple(each for each in led if page in (None, each.reference.page))

    def named(self, document_id: str) -> tuple[Named, ...]:
        return named(self.references(document_id))

    def wanted(self, limit: int | None = None, offset: int = 0) -> list[Wish]:
        return self.wishes[offset : None if limit is None else offset + limit]

    def cited_by(self, document_id: str, limit: int | None = None) -> CitedBy:
        documents = self.citing.get(self.document(document_id).id, ())
        return CitedBy(documents[:limit], len(documents), sum(each.sure for each in documents))

    def original(self, document_id: str) -> Path:
        return self.originals[self.document(document_id).id]

    def holdings(self) -> Holdings:
        self._fail()
        held = list(self.documents.values())
        collections = Counter(name for document in held for name in document.collections)
        return Holdings(
            len(held), sum(each.pages for each in held), tuple(collections.most_common()), tuple(reversed(held[-5:]))
        )

    def _fail(self) -> None:
        if self.fails_with:
            raise self.fails_with

    def _hit(self, document: Document, words: list[str], exact: bool) -> DocumentHit | None:  # noqa: FBT001
        passages, whole = [], 0
        for page in self.pages[document.id]:
            for place, block in enumerate(page.blocks):
                slices = found(words, block.text)
                holds = (" ".join(words) in fold(block.text)) if exact else _holds(words, block.text)
                if holds or (slices and not exact and len(words) > 2):
                    whole += holds
                    passages.append(
                        (
                            holds,
                            PassageHit(
                                place, page.number, page.label, block.text, slices, 1.0, "", begins=True, ends=True
                            ),
                        )
                    )
        if not passages:
            return None
        passages.sort(key=lambda each: not each[0])
        title = found(words, document.metadata.title)
        return DocumentHit(document, 1.0, whole > 0, tuple(hit for _, hit in passages[:3]), whole, title)


class FakeDesk(Desk):
    def __init__(self, merged: dict[str, str]) -> None:
        """Args: merged: id of a document in the trash → that of the one it was merged into."""
        self._merged = merged

    def stands_for(self, document_id_: str) -> str | None:
        return self._merged.get(document_id_)


class FakeImages(PageImages):
    def __init__(self, fake: FakeLibrary) -> None:
        self._fake = fake

    def word_boxes(self, document_id: str, page: int) -> PageBoxes:
        """Every character six points wide, every block on a line of its own."""
        self._fail_to_draw(document_id, page)
        words, start = [], 0
        for line, block in enumerate(self._fake.pages[document_id][page - 1].blocks):
            for each in re.finditer(r"\S+", block.text):
                place = (6.0 * each.start(), 20.0 * line, 6.0 * each.end(), 20.0 * line + 12)
                words.append(WordBox(start + each.start(), start + each.end(), *place))
            start += len(block.text) + 1
        return PageBoxes(595.0, 842.0, 0, tuple(words))

    def picture(self, document_id: str, page: int, width: int, turn: int = 0) -> bytes:
        self._fail_to_draw(document_id, page)
        self._fake.drawn.append((page, width, turn))
        return b"RIFF....WEBP"

    def _fail_to_draw(self, document_id: str, page: int) -> None:
        if page > self._fake.document(document_id).pages:
            raise PageNotFound(document_id, page, self._fake.documents[document_id].pages)
        if self._fake.undrawable:
            raise NoPicture(document_id, page, "the page cannot be drawn")


class FakeCitations(Citations):
    def __init__(self, fake: FakeLibrary) -> None:
        self._fake = fake

    def locate(self, document_id: str, spans: Sequence[tuple[int, int]], anchor: str) -> Located:
        assert self._fake.document(document_id)
        assert anchor
        return self._fake.located or Located(tuple(spans), None, Trace.THERE)

    def cite_all(self, picked: Sequence[Picked], style: str = "footnote") -> list[CitedPassage]:
        answer = []
        for each in picked:
            document, words = self._fake.document(each.document_id), None
            page = each.page
            if each.spans:
                page, words = 1, Quotation(document, each.spans, self._words(document, each.spans), 1, None)
            if page and page > document.pages:
                raise PageNotFound(document.id, page, document.pages)
            label = self._fake.pages[document.id][page - 1].label if page else None
            answer.append(CitedPassage(each, cite(document, label, style, page=page), words))
        return answer

    def _words(self, document: Document, spans: Sequence[tuple[int, int]]) -> str:
        text = "\n".join(block.text for page in self._fake.pages[document.id] for block in page.blocks)
        return " ".join(text[start:end] for start, end in spans)

    def works(self, document_ids: Sequence[str], style: str = "thesis") -> list[Citation]:
        return works([self._fake.document(each) for each in document_ids], style)

    def records(self, document_ids: Sequence[str], name: str) -> str:
        return records([self._fake.document(each) for each in document_ids], name)


class FakeQuotations(Quotations):
    def __init__(self) -> None:
        """Every text is without quotations."""

    def check(self, text: str, *, sentences: bool = False, progress: Progress = lambda *_: None) -> QuotationReport:
        assert isinstance(sentences, bool)
        progress(0, 0)
        return QuotationReport(text, ())

    def begin(self, text: str, *, sentences: bool = False) -> str:
        assert text
        assert isinstance(sentences, bool)
        return "A" * 22

    def state(self, name: str) -> ManuscriptState:
        if name != "A" * 22:
            raise ManuscriptNotFound(name)
        return ManuscriptState(1, 2)

    def manuscript(self, path: Path, name: str) -> str:
        assert name
        return path.read_text("utf-8")


def _holds(words: Sequence[str], text: str) -> bool:
    return set(words) <= set(words_of(text))


def _chosen(chosen: Filter, values: dict[str, tuple[str, ...]]) -> bool:
    low, dots, high = chosen.value.partition("..")
    if chosen.facet == "year" and dots:
        return any((low or "0") <= year <= (high or "9999") for year in values["year"])
    return chosen.value in values[chosen.facet]


def _values(document: Document) -> dict[str, tuple[str, ...]]:
    card = document.metadata
    year = card.issued_on.year if card.issued_on else card.year
    return {
        "kind": (card.kind,) if card.kind else (),
        "issuer": (card.issuer,) if card.issuer else (),
        "author": card.authors,
        "year": (str(year),) if year else (),
        "collection": document.collections,
    }
