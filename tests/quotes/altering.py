"""Quotations of known fate: sentences of a library, altered in known ways. The same seed gives the same ones."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from indexer.library import Library
from indexer.model import Verdict
from indexer.text.normalize import fold
from indexer.text.sentences import sentence_ends
from indexer.text.tokens import tokenize

WAYS = (
    "exact", "bare", "changed", "dropped", "inserted", "ellipsis", "merged", "scanned", "absent",
)  # fmt: skip
_FOREIGN = ("xanh", "ghế", "chim", "sông", "mưa", "núi", "trăng", "gạo", "thuyền", "hoa", "biển", "cát", "rừng", "đèn")
_FEWEST, _MOST = 12, 60  # syllables of a sentence that is altered


@dataclass(frozen=True, slots=True)
class Case:
    """A quotation and what must be told of it."""

    way: str
    text: str
    verdict: Verdict
    places: frozenset[tuple[str, int]]  # document and page, wherever the unaltered sentence begins


def cases(library: Library, documents: Sequence[str], count: int, seed: int = 5) -> list[Case]:
    """So many quotations, each way about as often."""
    chance = random.Random(seed)
    places: dict[str, set[tuple[str, int]]] = {}
    runs: list[tuple[str, str]] = []  # a sentence and the one behind it, empty at the end of a paragraph
    for document, page, paragraph in _paragraphs(library, documents):
        ends = sentence_ends(paragraph)
        found = [paragraph[a:b].strip() for a, b in zip([0, *ends], ends, strict=False)]
        for at, each in enumerate(found):
            places.setdefault(_key(each), set()).add((document, page))
            if _FEWEST <= len(tokenize(each)) <= _MOST and not set(each) & set('“”"[]…'):
                runs.append((each, found[at + 1] if at + 1 < len(found) else ""))
    made = []
    for at in range(count):
        way = WAYS[at % len(WAYS)]
        usable = [run for run in runs if run[1] and len(tokenize(run[1])) >= _FEWEST] if way == "merged" else runs
        sentence, behind = chance.choice(usable)
        text, verdict = _altered(way, sentence, behind, chance)
        known = {place for key, held in places.items() if _key(sentence) in key for place in held}
        made.append(Case(way, text, verdict, frozenset(known) if way != "absent" else frozenset()))
    return made


def _paragraphs(library: Library, documents: Sequence[str]) -> Iterator[tuple[str, int, str]]:
    for document in documents:
        for page in range(1, library.document(document).pages + 1):
            for block in library.read(document, page).blocks:
                yield document, page, block.text


def _key(text: str) -> str:
    return " ".join(token.term for token in tokenize(text))


def _altered(  # noqa: C901  # one case a way
    way: str, sentence: str, behind: str, chance: random.Random
) -> tuple[str, Verdict]:
    words = sentence.split()
    inner = range(3, len(words) - 3)
    match way:
        case "exact":
            return sentence, Verdict.EXACT
        case "bare":
            bare = "".join(fold(each).upper() if each.isupper() else fold(each) for each in sentence)
            return bare, Verdict.EXACT if bare == sentence else Verdict.NEAR
        case "changed":
            for at in chance.sample(inner, chance.randint(1, min(3, len(inner)))):
                words[at] = chance.choice(_FOREIGN)
        case "dropped":
            at = chance.choice(inner)
            del words[at : at + chance.randint(1, 2)]
        case "inserted":
            words.insert(chance.choice(inner), chance.choice(_FOREIGN))
        case "ellipsis":
            at = chance.choice(range(4, len(words) - 5))
            words[at : at + 2] = [chance.choice(("…", "[…]", "(...)", "..."))]
            return " ".join(words), Verdict.EXACT
        case "merged":
            half = len(words) - 3
            return " ".join(words[:half] + behind.split()), Verdict.CHANGED
        case "scanned":
            return _scanned(words, chance)
        case "absent":
            return " ".join(chance.choice(_FOREIGN) for _ in range(len(words))), Verdict.NOT_FOUND
    return " ".join(words), Verdict.CHANGED


def _scanned(words: list[str], chance: random.Random) -> tuple[str, Verdict]:
    """Up to two words with a letter misread as a digit, as scans have them."""
    fit = [at for at, word in enumerate(words) if word.isalpha() and set(word) & set("olm")]
    for at in chance.sample(fit, min(2, len(fit))):
        words[at] = words[at].replace("o", "0", 1).replace("l", "1", 1).replace("m", "rn", 1)
    return " ".join(words), Verdict.NEAR if fit else Verdict.EXACT
