"""More prose than there is: the same documents again with their sentences shuffled, until there is enough."""

from __future__ import annotations

import itertools
import random
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from hashlib import sha256
from pathlib import Path

from indexer.benchmark.prose import Row, kept_rows
from indexer.extract.sections import sections
from indexer.model import Block
from indexer.numbering import document_id, document_number
from indexer.text.passages import make_passages
from indexer.text.sentences import sentence_ends
from indexer.text.tokens import Token, tokenize


class LexiconSegmenter:
    """The longest words of a list, from left to right: words for repeated text, hundreds of times as fast as reading
    them with a model.
    """

    name = "lexicon 1"
    _LONGEST = 4  # syllables

    def __init__(self, rows: Iterator[Row]) -> None:
        """Args: rows: whose passages know their words."""
        self._words = {word for row in rows for word in _words(row)}

    def starts(self, text: str, tokens: Sequence[Token]) -> list[bool]:  # noqa: ARG002  # the protocol's arguments
        """For each token, whether a word begins with it."""
        terms = [token.term for token in tokens]
        flags = [True] * len(terms)
        at = 0
        while at < len(terms):
            lengths = range(min(self._LONGEST, len(terms) - at), 1, -1)
            length = next((n for n in lengths if tuple(terms[at : at + n]) in self._words), 1)
            flags[at + 1 : at + length] = [False] * (length - 1)
            at += length
        return flags


def _words(row: Row) -> Iterator[tuple[str, ...]]:
    for passage, text in zip(row.passages, row.texts(), strict=True):
        terms = [token.term for token in tokenize(text)]
        at = 0
        for length in passage.words:
            if length > 1:
                yield tuple(terms[at : at + length])
            at += length


def rows_of(kept: Path, most: int) -> Iterator[Row]:
    """So many passages: those of a file, and repeats of them where it holds too few."""
    return repeated(partial(kept_rows, kept, sys.maxsize), most)


def repeated(rows: Callable[[], Iterator[Row]], most: int) -> Iterator[Row]:
    """The rows, and then their repeats, until there are `most` passages."""
    segmenter: LexiconSegmenter | None = None
    passages = 0
    for turn in itertools.count():
        if turn and segmenter is None:
            segmenter = LexiconSegmenter(rows())
        for row in rows():
            made = _shuffled(row, turn, segmenter) if segmenter else row
            passages += len(made.passages)
            yield made
            if passages >= most:
                return


def _shuffled(row: Row, turn: int, segmenter: LexiconSegmenter) -> Row:
    digest = sha256(f"{row.document.sha256} {turn}".encode()).hexdigest()
    number = document_number(digest)
    chance = random.Random(digest)  # noqa: S311  # no secret
    pages = sections(_mixed([block for page in row.pages for block in page.blocks], chance))
    document = replace(
        row.document, id=document_id(number), sha256=digest, filename=f"{digest[:8]}.txt", pages=len(pages)
    )
    return Row(document, pages, tuple(make_passages(number, pages, segmenter)))


def _mixed(blocks: Sequence[Block], chance: random.Random) -> tuple[Block, ...]:
    """Paragraphs of as many sentences as before, drawn from all of them."""
    cut = [_sentences(block.text) for block in blocks]
    sentences = [sentence for each in cut for sentence in each]
    chance.shuffle(sentences)
    drawn = iter(sentences)
    return tuple(
        replace(block, text=" ".join(next(drawn) for _ in own)) for block, own in zip(blocks, cut, strict=True)
    )


def _sentences(text: str) -> list[str]:
    bounds = [0, *sentence_ends(text)]
    ends = [*bounds[1:], len(text)]
    return [clean for start, end in zip(bounds, ends, strict=True) if (clean := text[start:end].strip())]
