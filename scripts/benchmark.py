"""Speed, size and memory of tantivy, Whoosh and SQLite FTS5 on the same passages and lines.

benchmark.py PROSE.jsonl.gz [--passages N] [--small N] [--json]

A query is all that one search asks of an engine: the first ten documents with their best passages, totals and five
facets, counted in documents. Whoosh and FTS5 also run on a small number of passages, beside tantivy on the same.
"""

from __future__ import annotations

import json
import tempfile
import time
from dataclasses import asdict
from pathlib import Path

import click

from indexer.benchmark.engines import NAMES, Measured, measure, measure_without
from indexer.benchmark.prose import prepare

FIELDS = ("syllable", "bigram", "word")


@click.command(help=__doc__)
@click.argument("prose", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--passages", type=click.IntRange(100), default=20_000, show_default=True)
@click.option("--small", type=click.IntRange(100), default=5_000, show_default=True, help="Passages for all engines.")
@click.option("--json", "as_json", is_flag=True, help="Answer in JSON.")
def main(prose: Path, passages: int, small: int, *, as_json: bool) -> None:
    small = min(small, passages)
    with tempfile.TemporaryDirectory() as folder:
        kept = Path(folder) / "passages"
        began = time.perf_counter()
        count, own, printed = prepare(prose, passages, kept)
        prepared = count / (time.perf_counter() - began)
        runs = [measure(name, kept, small) for name in NAMES]
        if passages > small:
            runs += [measure(name, kept, passages) for name in ("tantivy", "fts5")]
        without = {field: measure_without(field, kept, small) for field in FIELDS}
    if as_json:
        print(json.dumps({"prepared_per_second": prepared, "bytes": own, "runs": [asdict(run) for run in runs]}))
        return
    print(f"{count} passages of {own:,} bytes of text ({printed:,} with the overlaps)")
    print(f"cut and segmented into words on all cores: {prepared:,.0f} passages/s\n")
    _print_runs(runs, own / count)
    _print_fields(runs[0], without, own / count)


def _print_runs(runs: list[Measured], text: float) -> None:
    print("engine   passages  indexed/s  analysed/s  bytes/text  peak MB   p50 ms   p95 ms")
    for run in runs:
        analysed = f"{run.analysed_per_second:10,.0f}" if run.analysed_per_second else " " * 10
        print(
            f"{run.engine:8} {run.passages:8}  {run.passages_per_second:9,.0f}  {analysed}  "
            f"{run.bytes / (run.passages * text):10.2f}  {run.peak_megabytes:7.0f}  {run.p50_ms:7.2f}  {run.p95_ms:7.2f}"
        )
    tantivy = {run.passages: run for run in runs if run.engine == "tantivy"}
    for run in runs:
        if run.engine != "tantivy":
            base = tantivy[run.passages]
            print(
                f"tantivy against {run.engine} on {run.passages} passages: "
                f"{run.p50_ms / base.p50_ms:.1f} times as fast at p50, {run.p95_ms / base.p95_ms:.1f} at p95"
            )


def _print_fields(whole: Measured, without: dict[str, int], text: float) -> None:
    total = whole.passages * text
    print(f"\nshares of the tantivy index of {whole.passages} passages, in bytes for each byte of text:")
    for field, bytes_left in without.items():
        print(f"  {field:9} {(whole.bytes - bytes_left) / total:.2f}")
    rest = whole.bytes - sum(whole.bytes - left for left in without.values())
    print(f"  {'others':9} {rest / total:.2f}")


if __name__ == "__main__":
    main()
