"""The answer that the library holds to a question: the line is compared with the questions that documents answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from indexer.catalogue import Catalogue, StoredPage
from indexer.engines.base import QUESTION, Engine
from indexer.entries import document_slice
from indexer.model import Answer, Filter, QuestionAnswer
from indexer.numbering import document_of
from indexer.query.plan import Pattern
from indexer.query.terms import AllOf, AnyOf, Has, Match, Scored
from indexer.snippet import Highlighter, clipped
from indexer.text.layout import SEPARATOR
from indexer.text.likeness import Likeness, Question, read_question
from indexer.text.sentences import sentence_ends
from indexer.text.tokens import folded

CLOSE = 0.66  # from which on two questions are one; see docs/decisions/0013-answers-and-lists-of-works.md
_FEWEST = 2  # syllables of a line, without its words of asking
_MOST = 24
_DOCUMENTS, _QUESTIONS = 6, 6  # compared with the line: documents, and questions of each
_LONGEST = 900  # characters of an answer that are shown
_MOST_PAGES = 4  # on which they stand


@dataclass(frozen=True, slots=True)
class _Candidate:
    document: int
    stored: QuestionAnswer
    question: Question


def find_answer(
    catalogue: Catalogue,
    engine: Engine,
    line: str,
    patterns: Sequence[Pattern],
    *,
    filters: Sequence[Filter] = (),
    within: Sequence[Match] = (),
) -> Answer | None:
    """The answer to the stored question that is closest to the line; None if none is close.

    Args:
        patterns: what is highlighted in the answer.
        within: further conditions on its document.
    """
    asked = read_question(line)
    terms = tuple(dict.fromkeys(folded(term) for term in asked.terms))
    if not _FEWEST <= len(terms) <= _MOST or not any(engine.frequencies(QUESTION, terms)):
        return None
    any_of = AnyOf(tuple(Has(QUESTION, term) for term in terms))
    found = engine.search(
        AllOf((any_of, *within)) if within else any_of,
        [Scored(QUESTION, term) for term in terms],
        filters=filters,
        limit=_DOCUMENTS,
        passages_per_document=_QUESTIONS,
        count=False,
    )
    candidates = _candidates(catalogue, [hit.passage for each in found.documents for hit in each.passages])
    likeness = Likeness(each.question for each in candidates)
    rated = [(likeness.of(asked, each.question), each) for each in candidates]
    score, best = max(rated, key=lambda each: each[0], default=(0.0, None))
    return _shown(catalogue, best, score, patterns) if best and score >= CLOSE else None


def _candidates(catalogue: Catalogue, passages: Sequence[int]) -> list[_Candidate]:
    """The questions that these passages begin to answer, in their order."""
    records = catalogue.passages(passages)
    stored = catalogue.questions.of(list({document_of(number) for number in records}))
    chosen = [
        (document_of(number), question)
        for number in passages
        if number in records
        for question in stored.get(document_of(number), ())
        if any(start <= question.question[0] < end for start, end in records[number].spans)
    ]
    pages = catalogue.page_texts(sorted({(document, question.page) for document, question in chosen}))
    return [
        _Candidate(document, question, read_question(document_slice(pages[document], *question.question)))
        for document, question in dict.fromkeys(chosen)
    ]


def _shown(catalogue: Catalogue, best: _Candidate, score: float, patterns: Sequence[Pattern]) -> Answer:
    stored = best.stored
    pages = catalogue.pages(best.document, range(stored.page, stored.page + _MOST_PAGES))
    whole = SEPARATOR.join(_flowing(pages, *span) for span in stored.answer)
    text = whole[: _end(whole)].rstrip()
    marked = Highlighter(patterns).highlights(text)
    return Answer(
        document=catalogue.documents([best.document])[best.document],
        question=document_slice(pages, *stored.question),
        text=text,
        highlights=tuple(clipped(marked, 0, len(text))),
        page=stored.page,
        page_label=pages[stored.page].page.label,
        ends=len(text) == sum(end - start for start, end in stored.answer) + len(stored.answer) - 1,
        score=round(score, 3),
    )


def _flowing(pages: Mapping[int, StoredPage], start: int, end: int) -> str:
    """A slice of the document's text, paragraphs one a line: one that goes on after a page break is one."""
    text = document_slice(pages, start, end)
    for stored in pages.values():
        at = stored.start - len(SEPARATOR) - start
        if 0 <= at < len(text) and stored.page.blocks and stored.page.blocks[0].continues:
            text = f"{text[:at]} {text[at + 1 :]}"
    return text


def _end(text: str) -> int:
    """Where a long answer is cut: behind the last sentence or paragraph that fits."""
    if len(text) <= _LONGEST:
        return len(text)
    fits = [
        end
        for end in (*sentence_ends(text), *(at for at, sign in enumerate(text) if sign == SEPARATOR))
        if end <= _LONGEST
    ]
    return max(fits, default=_LONGEST)
