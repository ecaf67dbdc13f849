"""Lines that readers might type, drawn from the prose itself; the same rows give the same lines."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence

from indexer.benchmark.prose import Row
from indexer.text.normalize import fold
from indexer.text.sentences import sentence_ends
from indexer.text.tokens import Token, tokenize

HOW_MANY = 300
_LENGTHS = (2, 3, 4, 5, 6, 8, 10, 12, 16, 20)  # syllables of a line
_PHRASES = (2, 3, 4, 5, 6)
_STYLES = 5  # two of five lines as printed; one each without accents, as a phrase, a title


def draw(rows: Sequence[Row], many: int = HOW_MANY) -> list[str]:
    """Neighbouring syllables of a sentence: as printed, without accents, or as a phrase; and titles."""
    chance = random.Random(7)  # noqa: S311  # no secret
    titles = [words for row in rows if (words := _words(tokenize(row.document.metadata.title), 2, 20))]
    runs = _runs(rows, chance)
    made: list[str] = []
    while len(made) < many:
        turn, style = divmod(len(made), _STYLES)
        match style:
            case 2:
                made.append(fold(_run(runs, _LENGTHS[turn % len(_LENGTHS)], chance)))
            case 3:
                made.append(f'"{_run(runs, _PHRASES[turn % len(_PHRASES)], chance)}"')
            case 4 if titles:
                made.append(chance.choice(titles))
            case _:
                made.append(_run(runs, _LENGTHS[turn % len(_LENGTHS)], chance))
    return made


def _runs(rows: Sequence[Row], chance: random.Random) -> Iterator[list[Token]]:
    """Sentences of passages picked at random, without end."""
    while True:
        text = chance.choice(chance.choice(rows).texts() or [""])
        start = 0
        for end in sentence_ends(text):
            yield tokenize(text[start:end])
            start = end


def _run(sentences: Iterator[list[Token]], length: int, chance: random.Random) -> str:
    """So many neighbours of the next sentence that has them."""
    while True:
        tokens = next(sentences)
        start = chance.randrange(max(1, len(tokens) - length + 1))
        if words := _words(tokens[start : start + length], length, length):
            return words


def _words(tokens: Sequence[Token], least: int, most: int) -> str:
    """The tokens as typed; nothing if they are too few, too many, or not all syllables."""
    if not least <= len(tokens) <= most or not all(token.term.isalpha() for token in tokens):
        return ""
    return " ".join(token.term for token in tokens)
