"""Raw Telex and VNI typing in a line, read as the syllables that were meant where the library holds just those."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from indexer.engines.base import SYLLABLE
from indexer.query.nodes import And, InField, Node, Not, Or, Phrase, Prefix, Required, Words, Years, texts_of
from indexer.text.telex import decoded
from indexer.text.tokens import folded, tokenize

_SURE_LENGTH = 3  # keys of a token that alone shows that keys were typed
_TIMES = 10  # as often as the keys themselves must a syllable be met that takes their place in a line of keys

Frequencies = Callable[[str, Sequence[str]], Sequence[int]]


def meant(node: Node, frequencies: Frequencies) -> Node:
    """The line with keys read as syllables: those that are no word of the library and write one.

    Once a line shows such keys, others in it are read the same way even if the library holds them as they are, where
    it holds the syllable much more often.
    """
    read = _read({token.term for text in texts_of(node) for token in tokenize(text)}, frequencies)
    return rewritten(node, read) if read else node


def _read(terms: set[str], frequencies: Frequencies) -> dict[str, str]:
    syllables = {term: syllable for term in sorted(terms) if (syllable := decoded(term))}
    if not syllables:
        return {}
    as_typed = frequencies(SYLLABLE, [folded(term) for term in syllables])
    as_meant = frequencies(SYLLABLE, list(syllables.values()))
    counts = {term: each for term, *each in zip(syllables, as_typed, as_meant, strict=True)}
    sure = {term for term, (own, other) in counts.items() if not own and other and len(term) >= _SURE_LENGTH}
    if not sure:
        return {}
    likely = {term for term, (own, other) in counts.items() if other > _TIMES * own}
    return {term: syllables[term] for term in sure | likely}


def rewritten(node: Node, read: dict[str, str]) -> Node:
    """The same nodes with some terms in the place of others."""
    match node:
        case Words(text) | Phrase(text) | Prefix(text):
            return replace(node, text=_replaced(text, read))
        case Years():
            return node
        case InField(_, part):
            changed = rewritten(part, read)
            return replace(node, part=changed) if isinstance(changed, Words | Phrase | Prefix) else node
        case And(parts) | Or(parts):
            return replace(node, parts=tuple(rewritten(part, read) for part in parts))
        case Not(part) | Required(part):
            return replace(node, part=rewritten(part, read))


def _replaced(text: str, read: dict[str, str]) -> str:
    pieces, at = [], 0
    for token in tokenize(text):
        if token.term in read:
            syllable = read[token.term]
            pieces += [text[at : token.start], syllable.capitalize() if text[token.start].isupper() else syllable]
            at = token.end
    return "".join([*pieces, text[at:]])
