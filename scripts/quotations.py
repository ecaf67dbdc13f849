"""How well the quotation check tells what became of quotations that were altered in known ways.

quotations.py FOLDER --absent FILE [--count N] [--seed N] [--home HOME] [--wrong]

Takes sentences and passages of the documents in FOLDER, alters each in a known way, asks the check, and compares verdict
and page. FILE holds sentences of other texts, one a line, or {"text"} a line in .jsonl.gz. With --manuscript, times a DOCX
manuscript of 100 pages with 200 of them.
"""

from __future__ import annotations

import gzip
import itertools
import json
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import click

from indexer.benchmark.altering import cases
from indexer.benchmark.quoting import judge, lines_of, write_manuscript
from indexer.benchmark.sentences import Held
from indexer.catalogue import Catalogue
from indexer.library import Library
from indexer.model import Status
from indexer.settings import read_settings
from indexer.text.sentences import sentence_ends

_PAGES, _QUOTATIONS = 100, 200
_DOCUMENTS = 500  # of a large library that sentences are drawn from
_TEXTS = 2000  # of a file of other texts


@click.command(help=__doc__)
@click.argument("folder", type=click.Path(path_type=Path, exists=True, file_okay=False), required=False)
@click.option("--absent", type=click.Path(path_type=Path, exists=True, dir_okay=False), required=True)
@click.option("--count", type=click.IntRange(1), default=500, show_default=True)
@click.option("--seed", type=int, default=1, show_default=True)
@click.option("--home", type=click.Path(path_type=Path, file_okay=False), help="A library that already holds them.")
@click.option("--manuscript", is_flag=True, help="Time a whole manuscript instead.")
@click.option("--wrong", is_flag=True, help="Print every case that was told wrong.")
def main(
    folder: Path | None, absent: Path, count: int, seed: int, home: Path | None, *, manuscript: bool, wrong: bool
) -> None:
    with tempfile.TemporaryDirectory() as room:
        library = Library(read_settings(home or Path(room) / "home"))
        if folder:
            library.add([folder])
        catalogue = Catalogue(library.settings.home / "catalogue.db", library.settings.lock_seconds)
        numbers = catalogue.numbers(Status.INDEXED)
        held = Held(catalogue, numbers[:: max(1, len(numbers) // _DOCUMENTS)])
        catalogue.close()
        others = list(_others(absent))
        if manuscript:
            _time(library, held, others, seed, Path(room) / "manuscript.docx")
        else:
            told = judge(library, cases(held, others, count, seed))
            click.echo("\n".join(lines_of(told)))
            if wrong:
                click.echo("\n".join(line for each in told.values() for line in each.wrong))
        library.close()


def _time(library: Library, held: Held, others: list[str], seed: int, file: Path) -> None:
    write_manuscript(file, cases(held, others, _QUOTATIONS, seed), itertools.cycle(others), _PAGES)
    began = time.perf_counter()
    text = library.quotations.manuscript(file, file.name)
    read, worked = time.perf_counter(), time.process_time()
    report = library.quotations.check(text)
    ended, done = time.perf_counter(), time.process_time()
    click.echo(
        f"{len(text)} letters, {len(report.checked)} quotations: "
        f"{read - began:.1f} s to read, {ended - read:.1f} s to check, of which {done - worked:.1f} s of processor"
    )


def _others(file: Path) -> Iterator[str]:
    """Sentences of other texts."""
    if file.suffix != ".gz":
        yield from filter(None, map(str.strip, file.read_text("utf-8").splitlines()))
        return
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        for line in itertools.islice(lines, _TEXTS):
            for paragraph in json.loads(line)["text"].split("\n"):
                ends = sentence_ends(paragraph)
                yield from (paragraph[a:b].strip() for a, b in zip([0, *ends], ends, strict=False))


if __name__ == "__main__":
    main()
