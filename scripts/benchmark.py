"""Speed, size and memory of our engines and of others on the same passages and lines.

benchmark.py PROSE.jsonl.gz [--passages N] [--small N] [--serving] [--kept FILE] [--json]

PROSE holds one {"_id", "title", "text"} a line. A query is all that one search asks of an engine: the first ten
documents with their best passages, totals and five facets, counted in documents. All run on a small number of passages:
tantivy, Whoosh as our engine uses it, Whoosh itself, SQLite FTS5, and Xapian if Debian's python3-xapian is installed. The
fast ones also run on the full number. More passages than are cut are made of the same documents with their sentences
shuffled.
"""

from __future__ import annotations

import json
import tempfile
from dataclasses import asdict
from pathlib import Path

import click

from indexer.benchmark.engines import OURS, Measured, halfway, measure, nearly_all
from indexer.benchmark.homes import make_home
from indexer.benchmark.lines import draw
from indexer.benchmark.prose import SEGMENTERS, Preparation, Text, prepare, text_of
from indexer.benchmark.repeats import rows_of
from indexer.benchmark.report import report
from indexer.benchmark.rivals import RIVALS, installed
from indexer.benchmark.serving import Served, measure_serving, pasted_texts, report_serving

_FAST = ("tantivy", "fts5", "xapian")


@click.command(help=__doc__)
@click.argument("prose", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--passages", type=click.IntRange(100), default=20_000, show_default=True)
@click.option("--small", type=click.IntRange(100), default=5_000, show_default=True, help="Passages for all engines.")
@click.option(
    "--cut", type=click.IntRange(100), default=80_000, show_default=True, help="Passages that are no repeats."
)
@click.option("--segmenter", type=click.Choice(SEGMENTERS), default=SEGMENTERS[0], show_default=True)
@click.option("--kept", type=click.Path(path_type=Path, dir_okay=False), help="Where cut passages are kept for reuse.")
@click.option("--home", type=click.Path(path_type=Path, file_okay=False), help="Where the library is kept for reuse.")
@click.option("--engines/--no-engines", default=True, help="Time engines.  [default: engines]")
@click.option("--serving", is_flag=True, help="Time a whole library, in process and over HTTP.")
@click.option("--json", "as_json", is_flag=True, help="Answer in JSON.")
def main(  # noqa: PLR0917  # one for each option
    prose: Path,
    passages: int,
    small: int,
    cut: int,
    segmenter: str,
    kept: Path | None,
    home: Path | None,
    *,
    engines: bool,
    serving: bool,
    as_json: bool,
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        file = kept or Path(folder) / "passages"
        preparation = prepare(prose, min(passages, cut), file, segmenter)
        runs, texts = _measured(file, min(small, passages), passages) if engines else ([], [])
        served = _served(file, small, passages, home or Path(folder) / "home") if serving else None
    if as_json:
        print(_as_json(preparation, runs, texts, served))
        return
    if runs:
        print(report(preparation, runs, texts))
    if served:
        print(f"\na library of {passages:,} passages:\n{report_serving(served)}")


def _measured(kept: Path, small: int, passages: int) -> tuple[list[Measured], list[Text]]:
    lines = draw(list(rows_of(kept, small)))
    names = [*OURS, *(name for name in RIVALS if installed(name))]
    runs = [run for name in names for run in measure(name, kept, small, lines)]
    texts = [text_of(rows_of(kept, small))]
    if passages > small:
        runs += [run for name in names if name in _FAST for run in measure(name, kept, passages, lines)]
        texts.append(text_of(rows_of(kept, passages)))
    return runs, texts


def _served(kept: Path, small: int, passages: int, home: Path) -> Served:
    rows = list(rows_of(kept, small))
    if not home.exists():
        make_home(rows_of(kept, passages), home)
    return measure_serving(home, draw(rows), pasted_texts([text for row in rows for text in row.texts()]))


def _as_json(preparation: Preparation, runs: list[Measured], texts: list[Text], served: Served | None) -> str:
    shown = {
        "prepared": asdict(preparation),
        "texts": [asdict(text) for text in texts],
        "runs": [_with_quantiles(run) for run in runs],
        "served": served and asdict(served),
    }
    return json.dumps(shown, ensure_ascii=False)


def _with_quantiles(run: Measured) -> dict[str, object]:
    return {**asdict(run), "p50_ms": halfway(run.milliseconds), "p95_ms": nearly_all(run.milliseconds)}


if __name__ == "__main__":
    main()
