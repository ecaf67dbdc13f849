"""Passages: stretches of up to 160 syllables, as many whole sentences as fit, that overlap the next by one sentence.

A passage may cross a page break; where notes stand between, it is made of more than one slice. It ends before a
heading once it holds 60 syllables, and a question with its answer has passages of its own. So have footnotes, page by
page, lists of works and of recipients. Tables of contents make none: they repeat every title and would come before what
the titles stand over.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from indexer.model import Block, BlockKind, Page, Passage, PassageKind, QuestionAnswer
from indexer.numbering import MOST_PASSAGES, passage_number
from indexer.text.analyze import lengths_of_words
from indexer.text.layout import SEPARATOR, PlacedBlock, place_all
from indexer.text.roles import roles
from indexer.text.segment import Segmenter
from indexer.text.sentences import sentence_ends
from indexer.text.tokens import tokenize

MOST = 160  # syllables of a passage; shorter ones rank better, see docs/decisions/0002-ranking.md
_FEWEST_BEFORE_HEADING = 60
_LONGEST_OVERLAP = 60
_HEADING_LETTERS = 90  # of one heading in a path
_QUESTION_LETTERS = 180
_PATH_SEPARATOR = " › "
_PART, _CHAPTER = "phần", "chương"


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence or a piece of one: its slices, the pages they stand on, and where words begin."""

    spans: tuple[tuple[int, int], ...]
    pages: tuple[int, ...]
    starts: tuple[bool, ...]
    heading: str
    is_heading: bool
    question: int  # ordinal of the question that it belongs to; 0: none

    @property
    def syllables(self) -> int:
        return len(self.starts)


@dataclass
class _Path:
    """The headings above the present place."""

    levels: list[tuple[int, str]] = field(default_factory=list)
    _question: tuple[int, str] = (0, "")  # its ordinal, and its words where they are no heading

    def ask(self, question: QuestionAnswer | None, placed: PlacedBlock) -> None:
        """Stand below a question; the block that holds it comes first."""
        if question is None:
            self._question = (0, "")
        elif question.ordinal != self._question[0]:
            low, high = (max(each - placed.start, 0) for each in question.question)
            is_heading = placed.block.kind is BlockKind.HEADING
            self._question = (question.ordinal, "" if is_heading else placed.block.text[low:high][:_QUESTION_LETTERS])

    def enter(self, block: Block) -> None:
        above = [(level, text) for level, text in self.levels if level < block.level]
        if block.text.casefold().startswith(_CHAPTER):  # under a part, never under a title page or a preface
            above = [(level, text) for level, text in above if text.casefold().startswith(_PART)]
        self.levels = above
        self.levels.append((block.level, block.text[:_HEADING_LETTERS]))

    def __str__(self) -> str:
        return _PATH_SEPARATOR.join(text for _, text in [*self.levels, self._question] if text)


def make_passages(
    document: int, pages: Sequence[Page], segmenter: Segmenter, questions: Sequence[QuestionAnswer] = ()
) -> list[Passage]:
    """The passages of a document, in order, with ordinals from 1: those of its text, then the others.

    Cost: linear in the text; nearly all of it is the segmenter's.
    """
    blocks = [placed for placed in place_all(pages) if placed.block.kind is not BlockKind.CONTENTS]
    by_kind: dict[PassageKind, list[PlacedBlock]] = {kind: [] for kind in PassageKind}
    for placed, kind in zip(blocks, roles(blocks), strict=True):
        by_kind[kind].append(placed)
    groups: list[tuple[PassageKind, list[_Sentence]]] = []
    for kind in (PassageKind.BODY, PassageKind.WORKS, PassageKind.FORM):
        sentences = _sentences(_flow(by_kind[kind]), segmenter, _Asked(questions))
        groups.extend((kind, group) for group in _grouped(sentences))
    for _, notes in groupby(by_kind[PassageKind.NOTE], key=lambda placed: placed.page):
        sentences = _sentences(([note] for note in notes), segmenter, _Asked(()))
        groups.extend((PassageKind.NOTE, group) for group in _grouped(sentences))
    return [
        _passage(passage_number(document, ordinal), kind, group)
        for ordinal, (kind, group) in enumerate(groups[: MOST_PASSAGES - 1], start=1)
    ]


class _Asked:
    """Tells which question a place of the document's text belongs to. Places are asked for in order."""

    def __init__(self, questions: Sequence[QuestionAnswer]) -> None:
        self._left = list(reversed(questions))

    def at(self, placed: PlacedBlock) -> QuestionAnswer | None:
        """The question that the block holds or answers."""
        while self._left and self._left[-1].answer[-1][1] <= placed.start:
            self._left.pop()
        if self._left and self._left[-1].question[0] < placed.end:
            return self._left[-1]
        return None


def _flow(blocks: Iterable[PlacedBlock]) -> Iterator[list[PlacedBlock]]:
    """Paragraphs: each the blocks that it is printed in, more than one where it goes on after a page break."""
    paragraph: list[PlacedBlock] = []
    for placed in blocks:
        if paragraph and not placed.block.continues:
            yield paragraph
            paragraph = []
        paragraph.append(placed)
    if paragraph:
        yield paragraph


def _sentences(paragraphs: Iterable[list[PlacedBlock]], segmenter: Segmenter, asked: _Asked) -> Iterator[_Sentence]:
    path = _Path()
    for paragraph in paragraphs:
        first = paragraph[0].block
        is_heading = first.kind is BlockKind.HEADING
        if is_heading:
            path.enter(first)
        question = asked.at(paragraph[0])
        path.ask(question, paragraph[0])
        ordinal = question.ordinal if question else 0
        text = SEPARATOR.join(placed.block.text for placed in paragraph)
        tokens = tokenize(text)
        starts = segmenter.starts(text.replace(SEPARATOR, " "), tokens)
        begin = at = 0
        for end in sentence_ends(text):
            upto = at
            while upto < len(tokens) and tokens[upto].start < end:
                upto += 1
            if upto == at:
                continue
            for low, high in _cut(at, upto):
                stop = end if high == upto else tokens[high - 1].end
                piece = (begin if low == at else tokens[low].start, stop)
                spans, pages = _placed(paragraph, piece)
                yield _Sentence(spans, pages, tuple(starts[low:high]), str(path), is_heading, ordinal)
            begin, at = end, upto


def _cut(low: int, high: int) -> Iterator[tuple[int, int]]:
    """The range in pieces no longer than a passage may be, each overlapping the next a little."""
    longest, overlap = MOST - _LONGEST_OVERLAP, _LONGEST_OVERLAP // 3
    while high - low > MOST:
        yield low, low + longest
        low += longest - overlap
    yield low, high


def _placed(
    paragraph: list[PlacedBlock], piece: tuple[int, int]
) -> tuple[tuple[tuple[int, int], ...], tuple[int, ...]]:
    """A slice of a paragraph's text as slices of the document's, each with its page."""
    spans, pages, at = [], [], 0
    for placed in paragraph:
        low, high = max(piece[0] - at, 0), min(piece[1] - at, len(placed.block.text))
        if low < high:
            spans.append((placed.start + low, placed.start + high))
            pages.append(placed.page)
        at += len(placed.block.text) + len(SEPARATOR)
    return tuple(spans), tuple(pages)


def _grouped(sentences: Iterable[_Sentence]) -> Iterator[list[_Sentence]]:
    """Sentences in groups, each a passage."""
    group: list[_Sentence] = []
    size = fresh = 0  # syllables in the group, and sentences in it that no group before it holds
    for sentence in sentences:
        full = size + sentence.syllables > MOST
        breaks = bool(group) and _breaks(group, sentence, size)
        if group and fresh and (full or breaks):
            yield group
            overlaps = not breaks and group[-1].syllables <= min(_LONGEST_OVERLAP, MOST - sentence.syllables)
            group = group[-1:] if overlaps else []
            size, fresh = sum(each.syllables for each in group), 0
        group.append(sentence)
        size += sentence.syllables
        fresh += 1
    if group and fresh:
        yield group


def _breaks(group: list[_Sentence], sentence: _Sentence, size: int) -> bool:
    """Whether a passage of `size` syllables ends before the sentence, however short it is."""
    if sentence.question != group[-1].question:
        return not all(each.is_heading for each in group)
    return sentence.is_heading and size >= _FEWEST_BEFORE_HEADING and not group[-1].is_heading


def _passage(number: int, kind: PassageKind, group: list[_Sentence]) -> Passage:
    spans: list[tuple[int, int]] = []
    for span in (span for sentence in group for span in sentence.spans):
        if spans and spans[-1][1] <= span[0] <= spans[-1][1] + len(SEPARATOR):
            spans[-1] = (spans[-1][0], span[1])
        else:
            spans.append(span)
    pages = [page for sentence in group for page in sentence.pages]
    inner = next((sentence for sentence in group if not sentence.is_heading), group[-1])
    return Passage(
        number=number,
        spans=tuple(spans),
        first_page=min(pages),
        last_page=max(pages),
        heading=inner.heading,
        words=lengths_of_words([start for sentence in group for start in sentence.starts]),
        kind=kind,
    )
