"""The sentences of a library, and where words are printed in it, found without any index."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from indexer.catalogue import Catalogue, StoredPage
from indexer.model import BlockKind
from indexer.numbering import document_id
from indexer.text.normalize import fold
from indexer.text.sentences import sentence_ends
from indexer.text.syllables import accentings
from indexer.text.tokens import tokenize

_BODY = (BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.TABLE)
_DRAWN = (BlockKind.PARAGRAPH, BlockKind.FOOTNOTE)
_FEWEST_SYLLABLES = 0.7  # of the words of a Vietnamese sentence; formulas and English have fewer


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, and those behind it in its paragraph, at most two."""

    text: str
    behind: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Stream:
    """Words one after the other, and where each page begins among the letters."""

    document: str
    words: str  # with a space before and behind each
    starts: list[int]
    pages: list[int]


class Held:
    """What some documents of a library print."""

    def __init__(self, catalogue: Catalogue, numbers: Iterable[int]) -> None:
        self.sentences: list[Sentence] = []
        self._streams: list[_Stream] = []
        for number in numbers:
            pages = catalogue.pages(number)
            self._streams += _streams(document_id(number), pages)
            for paragraph in _paragraphs(pages):
                self.sentences += _sentences(paragraph)

    def places(self, text: str) -> frozenset[tuple[str, int]]:
        """Document and page, wherever exactly these words begin, whatever their capitals and signs."""
        sought = f" {_words(text)} "
        found = set()
        for stream in self._streams:
            at = stream.words.find(sought)
            while at >= 0:
                found.add((stream.document, stream.pages[bisect_right(stream.starts, at) - 1]))
                at = stream.words.find(sought, at + 1)
        return frozenset(found)


def _words(text: str) -> str:
    return " ".join(token.term for token in tokenize(text))


def _streams(document: str, pages: dict[int, StoredPage]) -> Iterator[_Stream]:
    """The body of a document, and each of its notes."""
    words, starts, numbers, at = [], [], [], 0
    for number, stored in pages.items():
        starts.append(at)
        numbers.append(number)
        for block in stored.page.blocks:
            text = _words(block.text)
            if block.kind in _BODY and text:
                words.append(text)
                at += len(text) + 1
            elif text:
                yield _Stream(document, f" {text} ", [0], [number])
    yield _Stream(document, f" {' '.join(words)} ", starts, numbers)


def _paragraphs(pages: dict[int, StoredPage]) -> list[str]:
    """Paragraphs and notes; one that goes on from the page before is one with its beginning."""
    found: list[str] = []
    last = -1  # of those in the body
    for stored in pages.values():
        for block in stored.page.blocks:
            if block.kind not in _DRAWN:
                continue
            if block.continues and last >= 0:
                found[last] += f" {block.text}"
                continue
            if block.kind is BlockKind.PARAGRAPH:
                last = len(found)
            found.append(block.text)
    return found


def _sentences(paragraph: str) -> Iterator[Sentence]:
    ends = sentence_ends(paragraph)
    found = [paragraph[a:b].strip() for a, b in zip([0, *ends], ends, strict=False)]
    for at, each in enumerate(found):
        if _is_vietnamese(each) and _balanced(each):
            behind = found[at + 1 : at + 3]
            good = next((n for n, other in enumerate(behind) if not _balanced(other)), len(behind))
            yield Sentence(each, tuple(behind[:good]))


def _is_vietnamese(text: str) -> bool:
    terms = [token.term for token in tokenize(text)]
    return sum(bool(accentings(fold(term))) for term in terms) >= _FEWEST_SYLLABLES * max(len(terms), 1)


def _balanced(text: str) -> bool:
    """Whether the text can stand between quotation marks and still show where they end."""
    return text.count("“") == text.count("”") and not set(text) & set("„«»")
