"""How well search ranks on a retrieval set in BEIR form.

evaluate.py DATASET [--engine NAME] [--accentless] [--json]
"""

from __future__ import annotations

import json
import tempfile
from dataclasses import asdict
from pathlib import Path

import click

from indexer.evaluation import add_corpus, evaluate, read_set
from indexer.library import Library
from indexer.settings import ENGINES, read_settings


@click.command(help=__doc__)
@click.argument("dataset", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.option("--engine", type=click.Choice(ENGINES), default="tantivy", show_default=True)
@click.option("--accentless", is_flag=True, help="Type the lines without accents.")
@click.option("--json", "as_json", is_flag=True, help="Answer in JSON.")
def main(dataset: Path, engine: str, *, accentless: bool, as_json: bool) -> None:
    retrieval_set = read_set(dataset)
    with tempfile.TemporaryDirectory() as name:
        files = Path(name) / "files"
        files.mkdir()
        library = Library(read_settings(Path(name) / "home", {"engine": engine}))
        ids = add_corpus(library, retrieval_set.corpus, files)
        scores = asdict(evaluate(library, ids, retrieval_set, accentless=accentless))
        library.close()
    if as_json:
        print(json.dumps({"dataset": dataset.name, "engine": engine, "accentless": accentless, **scores}))
        return
    print(f"{dataset.name}, {engine}{', without accents' if accentless else ''}: {scores['lines']} lines")
    print("nDCG@10 {ndcg_at_10:.4f}  MRR@10 {mrr_at_10:.4f}  R@20 {recall_at_20:.4f}".format_map(scores))
    print(f"nDCG@10 of five parts of the lines: {', '.join(f'{each:.4f}' for each in sorted(scores['folds']))}")
    print("a search: median {median_ms:.1f} ms, p95 {p95_ms:.1f} ms".format_map(scores))


if __name__ == "__main__":
    main()
