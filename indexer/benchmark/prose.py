"""Passages and lines out of a collection of prose, the same in every run."""

from __future__ import annotations

import gzip
import json
import pickle
import random
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from hashlib import sha256
from multiprocessing import get_context
from pathlib import Path

from indexer.engines.base import Card, Entry
from indexer.entries import CARD, FRONT_ORDINAL
from indexer.metadata.numbers import find_numbers
from indexer.model import Block, Page
from indexer.numbering import document_number, passage_number
from indexer.preparing import segmenter_in_use
from indexer.text.analyze import bigrams, compounds, field_stack, stack
from indexer.text.collate import collation_key
from indexer.text.layout import page_text
from indexer.text.normalize import fold, printable
from indexer.text.passages import make_passages
from indexer.text.tokens import tokenize

_FIRST_YEAR, _YEARS = 1990, 36
_LINES = 300
_LENGTHS = (2, 3, 4, 5, 6, 8, 10, 14, 20)  # syllables of a line


@dataclass(frozen=True, slots=True)
class Row:
    """A document as the benchmark keeps it: its passages with their words, ready to be analysed."""

    document: int
    title: str
    kind: str
    issuer: str
    author: str
    year: int
    size: int  # bytes of its own text in UTF-8
    passages: tuple[tuple[int, str, bytes], ...]  # number, printed text, syllables in each word


def prepare(source: Path, most: int, kept: Path) -> tuple[int, int, int]:
    """Cut documents into passages on every core and keep them in a file.

    Returns: passages, bytes of the documents' text, bytes of the passages' text (which overlap by a sentence).
    """
    passages = own = printed = 0
    with kept.open("wb") as file, ProcessPoolExecutor(mp_context=get_context("spawn")) as pool:
        for row in pool.map(_row, _documents(source, most), chunksize=8):
            short = row.passages[: most - passages]
            pickle.dump(replace(row, passages=short), file)
            passages += len(short)
            own += row.size * len(short) // max(1, len(row.passages))
            printed += sum(len(text.encode()) for _, text, _ in short)
            if passages >= most:
                pool.shutdown(cancel_futures=True)
                break
    return passages, own, printed


def _documents(source: Path, most: int) -> Iterator[tuple[str, str, str]]:
    """Documents that surely make enough passages: of at least a hundred bytes each."""
    size = 0
    with gzip.open(source, "rt", encoding="utf-8") as file:
        for line in file:
            row = json.loads(line)
            yield row["_id"], row["title"], row["text"]
            size += len(row["text"])
            if size > most * 1_500:
                return


def _row(document: tuple[str, str, str]) -> Row:
    name, title, text = document
    digest = sha256(name.encode()).hexdigest()
    number = document_number(digest)
    blocks = tuple(Block(clean) for line in text.split("\n") if (clean := printable(line)))
    whole = page_text(blocks)
    chance = random.Random(digest)  # noqa: S311  # no secret
    return Row(
        document=number,
        title=title,
        kind=f"Loại {chance.randrange(8)}",
        issuer=f"Cơ quan {int(chance.paretovariate(1)) % 200}",
        author=f"Tác giả {int(chance.paretovariate(0.7)) % 2000}",
        year=_FIRST_YEAR + chance.randrange(_YEARS),
        size=len(whole.encode()),
        passages=tuple(
            (passage.number, "\n".join(whole[a:b] for a, b in passage.spans), passage.words)
            for passage in make_passages(number, [Page(1, None, blocks)], segmenter_in_use())
        ),
    )


def kept_rows(kept: Path, most: int) -> Iterator[Row]:
    """The rows of a file, up to a number of passages."""
    with kept.open("rb") as file:
        while most > 0:
            try:
                row: Row = pickle.load(file)  # noqa: S301  # written by `prepare`
            except EOFError:
                return
            most -= len(row.passages)
            yield row


def row_entries(row: Row) -> Iterator[Entry]:
    """A row as an engine takes it."""
    card = Card(
        title=field_stack(row.title),
        author=field_stack(row.author),
        issuer=field_stack(row.issuer),
        kind=field_stack(row.kind),
        facets={
            "kind": [row.kind],
            "issuer": [row.issuer],
            "author": [row.author],
            "year": [str(row.year)],
            "collection": [],
        },
        year=row.year,
        day=row.year * 10_000,
        title_key=collation_key(row.title),
    )
    front = field_stack(row.title, row.issuer, row.author)
    yield Entry(passage_number(row.document, FRONT_ORDINAL), (), (), (CARD,), card, front=front)
    for number, text, words in row.passages:
        tokens = tokenize(text)
        keys = [found.number.key for found in find_numbers(text)]
        yield Entry(number, stack(tokens), bigrams(tokens), [*compounds(tokens, words), *keys], card)


def lines(rows: Sequence[Row]) -> list[str]:
    """Lines that readers might type: neighbouring syllables of a passage, some as a phrase, some without accents."""
    chance = random.Random(7)  # noqa: S311  # no secret
    texts = [text for row in rows for _, text, _ in row.passages[:4] if len(text) > 200]  # noqa: PLR2004
    made: list[str] = []
    while len(made) < _LINES:
        tokens = tokenize(chance.choice(texts))
        length = _LENGTHS[len(made) % len(_LENGTHS)]
        start = chance.randrange(max(1, len(tokens) - length))
        words = [token.term for token in tokens[start : start + length] if token.term.isalpha()]
        if len(words) < 2:  # noqa: PLR2004  # a single syllable is no line
            continue
        line = " ".join(words)
        style = len(made) % 4
        made.append(f'"{line}"' if style == 3 and len(words) <= 6 else fold(line) if style == 2 else line)  # noqa: PLR2004
    return made
