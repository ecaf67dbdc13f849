"""Words that make a line a question, and say nothing of what it asks about."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from indexer.text.normalize import fold
from indexer.text.tokens import Token, tokenize

# Of two syllables or more, as a single one without accents may be anything; and single ones that only ask. Not `ai`,
# which may be AI.
_PHRASES = (
    "là gì",
    "là ai",
    "là những gì",
    "là như thế nào",
    "nghĩa là gì",
    "có nghĩa là gì",
    "được hiểu là gì",
    "hiểu thế nào là",
    "thế nào là",
    "như thế nào",
    "thế nào",
    "ra sao",
    "vì sao",
    "tại sao",
    "vì đâu",
    "bao nhiêu",
    "bao lâu",
    "khi nào",
    "lúc nào",
    "ở đâu",
    "gồm những gì",
    "bao gồm những gì",
    "những gì",
    "cái gì",
    "những ai",
    "đúng hay sai",
    "hay không",
    "có phải",
    "phải không",
)
_SINGLE = ("gì", "nào", "đâu")


@cache
def _phrases() -> dict[str, list[tuple[str, ...]]]:
    """The phrases with accents and without, by their first syllable; the longest first."""
    forms = [*_SINGLE, *_PHRASES, *map(fold, _PHRASES)]
    both = dict.fromkeys(tuple(token.term for token in tokenize(form)) for form in forms)
    begun: dict[str, list[tuple[str, ...]]] = {}
    for phrase in sorted(both, key=len, reverse=True):
        begun.setdefault(phrase[0], []).append(phrase)
    return begun


def asking(tokens: Sequence[Token]) -> set[int]:
    """Places of the tokens that only ask. All of a line that does nothing else count as words.

    >>> sorted(asking(tokenize("ý thức là gì"))), asking(tokenize("là gì"))
    ([2, 3], set())
    """
    terms = [token.term for token in tokens]
    found: set[int] = set()
    begun = _phrases()
    for at, term in enumerate(terms):
        for phrase in begun.get(term, ()):
            if at not in found and tuple(terms[at : at + len(phrase)]) == phrase:
                found.update(range(at, at + len(phrase)))
    return found if len(found) < len(terms) else set()
