"""Completion of a line as it is typed, whatever its accents. Nothing is offered that would find nothing."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import islice

from indexer.engines.base import FRONT, SYLLABLE, WORD, Engine
from indexer.model import Suggestion, SuggestionKind
from indexer.query.terms import Has, together
from indexer.suggest.spelling import respelt
from indexer.suggest.statistics import Statistics
from indexer.suggest.vocabulary import Entry, Vocabulary, squeezed
from indexer.text.normalize import fold
from indexer.text.syllables import apart, is_syllable
from indexer.text.tokens import Token, tokenize

MOST = 8
_LONGEST_LINE = 120  # code points; nothing completes a longer one
_LONGEST_TAIL = 4  # syllables at the end of a line that one word completes
_MOST_WORDS = 12  # of a line whose accents are restored
_SHORTEST_CARD = 3  # code points from which titles and authors are offered
_TRIED = 24  # possible completions of a line that are asked for
_SIGNS = re.compile(r"[\"“”„«»():*+]|(?:^|\s)-")

Holds = Callable[[str], bool]  # whether a line finds something


def completed(
    line: str, vocabulary: Vocabulary, statistics: Statistics, engine: Engine, holds: Holds
) -> list[Suggestion]:
    """At most eight lines that go on from the one typed, the likeliest first."""
    tokens = tokenize(line)
    if not tokens or len(line) > _LONGEST_LINE or _SIGNS.search(line):
        return []
    possible = dict.fromkeys(islice(_possible(line, tokens, vocabulary, statistics), _TRIED))
    typed = " ".join(line.split())
    lines: dict[str, Suggestion] = {}
    for each in possible:
        if len(lines) == MOST:
            break
        if each.line != typed and each.line.casefold() not in lines and _finds(each, engine, holds):
            lines[each.line.casefold()] = each
    return list(lines.values())


def _finds(suggestion: Suggestion, engine: Engine, holds: Holds) -> bool:
    """Whether the line finds something. Of words alone, a word or a phrase that is held shows it at less cost."""
    terms = tuple(token.term for token in tokenize(suggestion.line))
    if not all(map(str.isalpha, terms)):
        return holds(suggestion.line)
    if suggestion.kind in (SuggestionKind.TITLE, SuggestionKind.AUTHOR):
        proof = together(FRONT, terms)
    elif suggestion.kind is SuggestionKind.WORD and engine.frequencies(WORD, ["_".join(terms)])[0]:
        proof = Has(WORD, "_".join(terms))
    else:
        proof = together(SYLLABLE, terms)
    return engine.holds(proof)


def _possible(
    line: str, tokens: Sequence[Token], vocabulary: Vocabulary, statistics: Statistics
) -> Iterator[Suggestion]:
    if any(character.isdigit() for character in line):
        for each in vocabulary.best(f"#{squeezed(line)}", MOST):
            yield Suggestion(each.text, each.kind)
    whole = " ".join(fold(token.term) for token in tokens)
    cards = [each for each in vocabulary.best(whole, _TRIED) if each.kind is not SuggestionKind.WORD]
    cards = [each for each in cards if _agrees(tokens, each)] if len(whole) >= _SHORTEST_CARD else []
    yield from (Suggestion(each.text, each.kind) for each in cards if each.kind is SuggestionKind.AUTHOR)
    restored = _restored(tokens, statistics)
    words = _words(tokens, restored, vocabulary, statistics)
    yield from islice(words, MOST // 2)
    if restored != [token.term for token in tokens] and len(restored) > 1 and is_syllable(restored[-1]):
        yield Suggestion(" ".join(restored), SuggestionKind.LINE)
    yield from (Suggestion(_as_line(each.text), each.kind) for each in cards)
    yield from words


def _restored(tokens: Sequence[Token], statistics: Statistics) -> list[str]:
    """The syllables of the line with their accents; those of a long line, or with signs among them, as they are."""
    terms = [token.term for token in tokens]
    if len(terms) > _MOST_WORDS or not all(term.isalpha() for term in terms):
        return terms
    return respelt(terms, statistics, mend=False)


def _words(
    tokens: Sequence[Token], restored: Sequence[str], vocabulary: Vocabulary, statistics: Statistics
) -> Iterator[Suggestion]:
    """The line with its last syllables completed to a word: the longest beginning first, and only after a syllable that
    the word is met behind.
    """
    for length in range(min(len(tokens), _LONGEST_TAIL), 0, -1):
        tail, head = tokens[-length:], restored[: len(tokens) - length]
        for each in vocabulary.best(" ".join(fold(token.term) for token in tail), _TRIED):
            if each.kind is SuggestionKind.WORD and _agrees(tail, each) and _follows(head, each.text, statistics):
                yield Suggestion(" ".join([*head, each.text]), SuggestionKind.WORD)


def _follows(head: Sequence[str], word: str, statistics: Statistics) -> bool:
    return not head or statistics.pairs([(head[-1], word.split(maxsplit=1)[0])])[0] > 0


def _agrees(tokens: Sequence[Token], entry: Entry) -> bool:
    """Whether the entry has the accents that were typed; the last syllable may still be without its tone."""
    terms = [token.term for token in tokenize(entry.text)]
    start = len(terms) - len(entry.key.split())
    for at, token in enumerate(tokens):
        if fold(token.term) == token.term:
            continue
        other = terms[start + at]
        last = at == len(tokens) - 1
        if other != token.term and not (last and _may_become(token.term, other)):
            return False
    return True


def _may_become(typed: str, other: str) -> bool:
    """Whether a syllable half typed may grow into the other: `luân` and `l` into `luận`, but not `luấn`."""
    (letters, tone), (whole, own) = apart(typed), apart(other)
    return whole.startswith(letters) and tone in ("", own)


def _as_line(title: str) -> str:
    """A title without signs that the query language would read."""
    return " ".join(_SIGNS.sub(" ", title).split())
