"""Quotation check: every quotation of a manuscript against the printed text of the library.

Manuscript → quotations with what is said of their source → passages that the index proposes → alignment with the
printed words, which alone decides → verdict with document, page and differences.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from indexer.catalogue import Catalogue, PageText
from indexer.cite import cite
from indexer.engines.base import Engine
from indexer.metadata.numbers import find_numbers
from indexer.model import (
    CheckedQuotation,
    Difference,
    Document,
    ManuscriptQuotation,
    QuotationReport,
    QuotedSource,
    Verdict,
)
from indexer.quotes.align import Alignment, align
from indexer.quotes.claims import pages_claimed
from indexer.quotes.manuscript import find_quotations, without_marks
from indexer.quotes.printed import PrintedText, Stretch
from indexer.quotes.shortlist import by_syllables, closer, documents_named, shortlist
from indexer.quotes.words import Word, quoted_words
from indexer.text.tokens import tokenize

FEWEST = 4  # syllables of a quotation that is judged
_CLOSER = 4  # documents that are looked at again where a quotation seems changed
_LONGEST_TITLE = 4  # syllables from which a title names its document for certain
Progress = Callable[[int, int], None]  # done, of how many


def check_quotations(
    catalogue: Catalogue, engine: Engine, text: str, *, sentences: bool = False, progress: Progress = lambda *_: None
) -> QuotationReport:
    """Every quotation of a text with its verdict; see `find_quotations`."""
    checker = _Checker(catalogue, engine)
    found = find_quotations(text, sentences=sentences)
    checked = []
    for done, each in enumerate(found, 1):
        checked.append(checker.check(each))
        progress(done, len(found))
    return QuotationReport(text, tuple(checked))


@dataclass(frozen=True, slots=True)
class _Found:
    stretch: Stretch
    laid: Alignment


class _Checker:
    def __init__(self, catalogue: Catalogue, engine: Engine) -> None:
        self._catalogue, self._engine, self._printed = catalogue, engine, PrintedText(catalogue)

    def check(self, quotation: ManuscriptQuotation) -> CheckedQuotation:
        words = quoted_words(without_marks(quotation.text))
        if sum(not each.free for each in words) < FEWEST:
            return CheckedQuotation(quotation, Verdict.SHORT)
        found = list(self._found(words, shortlist(self._engine, words)))
        if all(each.laid.cost for each in found):
            found += self._found(words, by_syllables(self._engine, words))
            likely = sorted(found, key=lambda each: each.laid.rank)
            documents = tuple(dict.fromkeys(each.stretch.document for each in likely))[:_CLOSER]
            found += self._found(words, closer(self._engine, words, documents))
        named = self._named(quotation.claim) if quotation.claim else {}
        if named:
            found += self._found(words, shortlist(self._engine, words, tuple(named)))
        if not found:
            return CheckedQuotation(quotation, Verdict.NOT_FOUND)
        best = min(found, key=lambda each: each.laid.rank)
        as_good = [each for each in found if each.laid.rank <= best.laid.rank]
        there = [each for each in found if each.stretch.document in named]
        pages = pages_claimed(quotation.claim)
        if there:
            same = min(there, key=lambda each: (each.laid.rank, not self._on(each, pages)))
            best = same if same.laid.cost <= best.laid.cost else best
        elif pages:
            best = min(as_good, key=lambda each: not self._on(each, pages))
        return self._judged(quotation, words, best, self._wrong(best, named, there, pages))

    def _found(self, words: list[Word], passages: list[int]) -> Iterator[_Found]:
        seen: set[tuple[int, int]] = set()
        for stretch in self._printed.around(passages, len(words)):
            laid = align(words, stretch.words)
            place = (stretch.document, stretch.words.word(laid.first).start) if laid else None
            if laid and place and place not in seen:
                seen.add(place)
                yield _Found(stretch, laid)

    def _named(self, claim: str) -> dict[int, Document]:
        """The documents that a claim surely names."""
        records = self._catalogue.documents(documents_named(self._engine, claim))
        keys = {found.number.key for found in find_numbers(claim)}
        said = f" {' '.join(token.term for token in tokenize(claim))} "
        named = {}
        for number, document in records.items():
            title = [token.term for token in tokenize(document.metadata.title)]
            by_title = len(title) >= _LONGEST_TITLE and f" {' '.join(title)} " in said
            own = {found.number.key for found in find_numbers(document.metadata.number)}
            if not document.trashed and (by_title or own & keys):
                named[number] = document
        return named

    def _on(self, found: _Found, pages: tuple[int, int] | None) -> bool:
        label = self._page(found, found.laid.first).label
        return pages is not None and label is not None and label.isdecimal() and pages[0] <= int(label) <= pages[1]

    def _wrong(
        self, best: _Found, named: dict[int, Document], there: list[_Found], pages: tuple[int, int] | None
    ) -> str:
        """What the claim surely has wrong: the document, the page, or nothing."""
        if not named:
            return ""
        if best.stretch.document not in named:
            return "" if there else "document"
        document = named[best.stretch.document]
        label = self._page(best, best.laid.first).label
        sure = pages and document.paged and label is not None and label.isdecimal()
        return "page" if sure and not any(self._on(e, pages) and e.laid.cost <= best.laid.cost for e in there) else ""

    @staticmethod
    def _page(found: _Found, word: int) -> PageText:
        return found.stretch.page_at(found.stretch.words.word(word).start)

    def _judged(self, quotation: ManuscriptQuotation, words: list[Word], found: _Found, wrong: str) -> CheckedQuotation:
        laid, stretch = found.laid, found.stretch
        if laid.changes:
            verdict = Verdict.CHANGED
        else:
            verdict = Verdict.ELSEWHERE if wrong else Verdict.EXACT if laid.plain else Verdict.NEAR
        source = self._source(found)
        differences = tuple(
            Difference(
                words[a].start if a < len(words) else len(quotation.text),
                words[b - 1].end if b > a else (words[a].start if a < len(words) else len(quotation.text)),
                quotation.text[words[a].start : words[b - 1].end] if b > a else "",
                stretch.text(c, d),
            )
            for (a, b), (c, d) in ((each.quoted, each.printed) for each in laid.changes)
        )
        return CheckedQuotation(quotation, verdict, source, differences, wrong)

    def _source(self, found: _Found) -> QuotedSource:
        first, last = self._page(found, found.laid.first), self._page(found, found.laid.last - 1)
        document = self._catalogue.documents([found.stretch.document])[found.stretch.document]
        label = first.label
        if label and last.label and last.label != label:
            label = f"{label}-{last.label}"
        printed = found.stretch.text(found.laid.first, found.laid.last)
        citation = cite(document, label, page=first.number).text
        return QuotedSource(document, first.number, last.number, label, printed, citation)
