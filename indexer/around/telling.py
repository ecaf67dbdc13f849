"""The words that tell some passages from all the others of the library.

A word is worth its log-likelihood ratio G² (Dunning 1993, "Accurate methods for the statistics of surprise and
coincidence"; as keyness, Rayson & Garside 2000) over passages that hold it and passages that do not. Words of every
text, which a list of stop words would name, are met here as often as elsewhere and so are worth nothing.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Iterable, Sequence

from indexer.around.words import Written, as_printed, spread, words_of, written
from indexer.catalogue import Catalogue
from indexer.engines.base import WORD, Engine
from indexer.model import Document, Filter, TellingWord, TellingWords
from indexer.numbering import MOST_PASSAGES, number_of_id
from indexer.query.nodes import Node, Words, shown
from indexer.query.question import understand
from indexer.query.terms import AllOf, Has, InDocuments, Match
from indexer.search import parted
from indexer.text.normalize import fold
from indexer.text.tokens import tokenize

_SAMPLE = 80  # passages that words are taken from
_MOST_PASSAGES = 5000  # of a result, that the sample is taken from
_COUNTED = 20  # of the words, whose passages are counted where the sample is not all
_SHOWN = 20
_LONGEST_LINE = 200  # code points
_LEAST = 3.84  # G² that chance exceeds once in twenty times; below it nothing is told
_FEW = 4  # passages; of more, a word that only one holds tells nothing


def of_document(catalogue: Catalogue, engine: Engine, document: Document) -> TellingWords:
    """The words that tell a document from the library."""
    number = number_of_id(document.id) or 0
    passages = catalogue.passages_of(number)
    texts = written(catalogue, spread(passages, _SAMPLE))
    words = _told(engine, texts, len(passages), InDocuments((number,)), line='"{}"')
    return TellingWords(document, "", words, len(passages), min(len(passages), _SAMPLE))


def of_result(
    catalogue: Catalogue, engine: Engine, line: str, filters: Sequence[Filter] = (), *, abbreviations: bool = True
) -> TellingWords:
    """The words that tell the passages that hold a line whole from the library; not those of the line itself."""
    exact, ranges = parted(filters)
    question = understand(line, engine, abbreviations=abbreviations)
    match = AllOf((question.plan.match if line.strip() else AllOf(()), *ranges))
    total = _passages(engine, match, exact)
    numbers = [each for each in engine.passages(match, filters=exact, most=_MOST_PASSAGES) if each % MOST_PASSAGES]
    passages = catalogue.passages(spread(numbers, _SAMPLE))
    asked = {fold(token.term) for token in tokenize(line)}
    texts = written(catalogue, passages.values())
    words = _told(engine, texts, total, match, line=_narrowed(question.node), filters=exact, asked=asked)
    return TellingWords(None, line, words, total, len(passages))


def _told(
    engine: Engine,
    texts: Sequence[Written],
    total: int,
    match: Match,
    *,
    line: str,
    filters: Sequence[Filter] = (),
    asked: Collection[str] = (),
) -> tuple[TellingWord, ...]:
    """The words of passages, of which there are `total` that match.

    Args:
        line: finds a word among them when it stands in place of {}.
        asked: folded syllables; a word of only such is passed over.
    """
    held, printed = _held(texts, asked)
    least = 2 if len(texts) > _FEW else 1
    terms = [term for term, count in held.items() if count >= least]
    size = _passages(engine, AllOf(()))
    met = dict(zip(terms, engine.frequencies(WORD, terms), strict=True))  # about: cards and removed passages are in it
    likely = [term for term, _ in _best(((term, held[term], met[term]) for term in terms), len(texts), size)[:_COUNTED]]
    library = {term: _passages(engine, Has(WORD, term)) for term in likely}
    if total > len(texts):
        held = Counter({term: _passages(engine, AllOf((match, Has(WORD, term))), filters) for term in likely})
    exact = _best(((term, held[term], library[term]) for term in likely), total, size)
    chosen = [(term, score) for term, score in exact if score >= _LEAST]
    told = [(term, score, as_printed(printed[term].most_common(1)[0][0])) for term, score in chosen[:_SHOWN]]
    return tuple(
        TellingWord(word, line.replace("{}", word), held[term], library[term], score) for term, score, word in told
    )


def _passages(engine: Engine, match: Match, filters: Sequence[Filter] = ()) -> int:
    return engine.search(match, filters=filters, limit=0).total_passages


def _narrowed(node: Node) -> str:
    """The line of a result narrowed to a word, in place of {}. One too long to go on from is left out."""
    line = shown(node)
    if len(line) > _LONGEST_LINE:
        return '"{}"'
    return f'{line} "{{}}"'.strip() if isinstance(node, Words) else f'({line}) "{{}}"'


def _held(texts: Iterable[Written], asked: Collection[str]) -> tuple[Counter[str], dict[str, Counter[str]]]:
    """How many of the passages hold each word, and how it is printed there."""
    held: Counter[str] = Counter()
    printed: dict[str, Counter[str]] = {}
    for each in texts:
        found: set[str] = set()
        for word in words_of(each):
            found.add(word.term)
            printed.setdefault(word.term, Counter())[each.text[word.start : word.end]] += 1
        held.update(found)
    if asked:
        for term in [term for term in held if all(fold(syllable) in asked for syllable in term.split("_"))]:
            del held[term]
    return held, printed


def _best(counted: Iterable[tuple[str, int, int]], here: int, everywhere: int) -> list[tuple[str, float]]:
    """Terms with what each is worth, the best first. Counts are of passages here, and everywhere."""
    worth = [(term, log_likelihood(own, here, max(held, own), everywhere)) for term, own, held in counted]
    return sorted((each for each in worth if each[1] > 0), key=lambda each: (-each[1], each[0]))


def log_likelihood(own: int, here: int, held: int, everywhere: int) -> float:
    """G² of a word: how surely it is met more often here than elsewhere; 0 if it is not.

    Args:
        own: passages here that hold it, of `here`.
        held: passages everywhere that hold it, those here among them, of `everywhere`.
    Source: Dunning 1993, for two binomial samples.
    >>> round(log_likelihood(10, 20, 30, 1000), 2), log_likelihood(2, 20, 100, 1000)
    (46.5, 0.0)
    """
    elsewhere, others = everywhere - here, held - own
    if own * elsewhere <= others * here:
        return 0.0
    share = held / everywhere
    cells = (
        (own, here * share),
        (here - own, here * (1 - share)),
        (others, elsewhere * share),
        (elsewhere - others, elsewhere * (1 - share)),
    )
    return 2 * sum(seen * math.log(seen / expected) for seen, expected in cells if seen > 0 and expected > 0)
