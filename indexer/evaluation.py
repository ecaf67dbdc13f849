"""How well a library ranks, on a retrieval set in BEIR form: corpus.jsonl, queries.jsonl, qrels.tsv."""

from __future__ import annotations

import csv
import json
import math
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from indexer.errors import WrongUse
from indexer.library import Library
from indexer.text.normalize import fold

FOLDS = 5
Judgements = Mapping[str, Mapping[str, int]]  # query id → corpus id → relevance, above 0


@dataclass(frozen=True, slots=True)
class RetrievalSet:
    """Texts, lines, and which texts each line should find."""

    corpus: Sequence[Mapping[str, str]]  # _id, title, text
    lines: Mapping[str, str]
    judgements: Judgements


@dataclass(frozen=True, slots=True)
class Scores:
    """Means over the lines that have a judgement."""

    lines: int
    ndcg_at_10: float
    folds: tuple[float, ...]  # nDCG@10 of every fifth line: how far chance in the choice of lines moves the mean
    mrr_at_10: float
    recall_at_20: float
    median_ms: float  # of a whole search call for 20 documents
    p95_ms: float


def read_set(folder: Path) -> RetrievalSet:
    """The set in a folder.

    Raises: WrongUse: a file is missing or malformed.
    """
    try:
        lines = {row["_id"]: row["text"] for row in _rows(folder / "queries.jsonl")}
        judgements: dict[str, dict[str, int]] = {}
        with (folder / "qrels.tsv").open(encoding="utf-8") as file:
            for query, document, relevance in list(csv.reader(file, delimiter="\t"))[1:]:
                if int(relevance) > 0:
                    judgements.setdefault(query, {})[document] = int(relevance)
        return RetrievalSet(list(_rows(folder / "corpus.jsonl")), lines, judgements)
    except (OSError, KeyError, ValueError) as error:
        raise WrongUse(f"{folder} is no retrieval set in BEIR form: {error!r}") from error


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as file:
        for line in file:
            yield json.loads(line)


def add_corpus(library: Library, corpus: Sequence[Mapping[str, str]], folder: Path) -> dict[str, str]:
    """Add each row as a text file with its title in a metadata table.

    Args:
        folder: an empty folder to write the files to.
    Returns: document id → corpus id.
    """
    ids: dict[str, str] = {}
    with (folder / "metadata.csv").open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        table.writerow(["file", "title"])
        for at, row in enumerate(corpus):
            name = f"{at:07}.txt"
            (folder / name).write_text(f"{row.get('title', '')}\n\n{row['text']}", encoding="utf-8")
            ids[name] = row["_id"]
            table.writerow([name, row.get("title", "")])
    reports = library.add([folder], metadata=folder / "metadata.csv")
    return {report.document_id: ids[report.path.name] for report in reports if report.document_id}


def evaluate(library: Library, ids: Mapping[str, str], dataset: RetrievalSet, *, accentless: bool = False) -> Scores:
    """Scores of the library's own search call over the set's lines, each typed without accents if asked."""
    ndcgs, ranks, recalls, times = [], [], [], []
    for query, relevant in dataset.judgements.items():
        line = fold(dataset.lines[query]) if accentless else dataset.lines[query]
        began = time.perf_counter()
        page = library.search(line, limit=20)
        times.append((time.perf_counter() - began) * 1000)
        found = [ids[hit.document.id] for hit in page.documents]
        ndcgs.append(ndcg(found[:10], relevant))
        ranks.append(next((1 / at for at, each in enumerate(found[:10], start=1) if each in relevant), 0.0))
        recalls.append(sum(1 for each in relevant if each in found) / len(relevant))
    count = len(ndcgs)
    return Scores(
        lines=count,
        ndcg_at_10=sum(ndcgs) / count,
        folds=tuple(sum(own) / len(own) for first in range(FOLDS) if (own := ndcgs[first::FOLDS])),
        mrr_at_10=sum(ranks) / count,
        recall_at_20=sum(recalls) / count,
        median_ms=quantile(times, 0.5),
        p95_ms=quantile(times, 0.95),
    )


def ndcg(found: Sequence[str], relevant: Mapping[str, int]) -> float:
    """Discounted cumulative gain of the ten best, as a share of the highest possible.

    Source: Järvelin & Kekäläinen 2002, gain = relevance, discount = log2(rank + 1).
    >>> round(ndcg(["b", "a"], {"a": 1}), 4)
    0.6309
    """
    gain = sum(relevant.get(each, 0) / math.log2(at + 1) for at, each in enumerate(found[:10], start=1))
    best = sorted(relevant.values(), reverse=True)[:10]
    return gain / sum(each / math.log2(at + 1) for at, each in enumerate(best, start=1))


def quantile(values: Sequence[float], share: float) -> float:
    """The value that the share of the values does not exceed (nearest rank); 0 for none.

    >>> quantile([3, 1, 2], 0.5)
    2
    """
    ordered = sorted(values)
    return ordered[max(0, math.ceil(share * len(ordered)) - 1)] if ordered else 0.0
