"""How PDF files are read: by our own path over PDFium, and by pdfplumber's extract_text.

measure_pdf.py FOLDER [--jobs N] [--differing SHARE] [--json]

For each file: pages; letters that only one of the two reads, whatever their order; edits between the two sequences, which
columns and footnotes raise although both hold the same letters; milliseconds a page of each. Then every page that
differs by more than a share, to be looked at. Last, pages a second through the whole of `tracuu add`.
"""

from __future__ import annotations

import json
import os
import tempfile
import time
from collections.abc import Iterator
from dataclasses import asdict
from itertools import groupby
from pathlib import Path

import click

from indexer.benchmark.pdf import PageMeasure, Summary, measure_folder, summary
from indexer.library import Library
from indexer.settings import read_settings


@click.command(help=__doc__)
@click.argument("folder", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.option("--jobs", type=click.IntRange(0), default=0, help="Files read at once by `add`; 0: one for each core.")
@click.option("--differing", default=0.01, show_default=True, help="Share of letters from which a page is named.")
@click.option("--json", "as_json", is_flag=True, help="Answer in JSON.")
def main(folder: Path, jobs: int, differing: float, *, as_json: bool) -> None:
    pages, problems = measure_folder(folder)
    if not pages:
        raise click.UsageError(f"no PDF file in {folder} can be read")
    summaries = [summary(name, list(group)) for name, group in groupby(pages, key=lambda page: page.file)]
    summaries.append(summary("all", pages))
    added, seconds, busy = _added(folder, jobs)
    if as_json:
        told = {"files": list(map(asdict, summaries)), "pages": list(map(asdict, pages)), "problems": problems}
        print(
            json.dumps(
                {**told, "added_pages": added, "added_seconds": seconds, "added_cpu_seconds": busy}, ensure_ascii=False
            )
        )
        return
    print("\n".join([*_table(summaries), "", *_named(pages, differing), *problems]))
    cores = jobs or os.cpu_count() or 1
    print(f"tracuu add: {added} pages in {seconds:.1f} s with {cores} jobs: {added / seconds:.0f} pages a second")
    print(
        f"{busy:.1f} s of processor time: {added / busy * cores:.0f} pages a second if {cores} cores had nothing else to do"
    )


def _added(folder: Path, jobs: int) -> tuple[int, float, float]:
    """Pages of the files of a folder, seconds of their way into a new library, and processor time of all processes."""
    with tempfile.TemporaryDirectory() as home:
        library = Library(read_settings(Path(home), {"jobs": jobs}))
        began, used = time.perf_counter(), sum(os.times()[:4])
        reports = library.add(sorted(folder.glob("*.pdf")))
        seconds, busy = time.perf_counter() - began, sum(os.times()[:4]) - used
        library.close()
    return sum(report.pages for report in reports), seconds, busy


def _table(summaries: list[Summary]) -> Iterator[str]:
    yield f"{'file':<44} {'pages':>5} {'differing':>9} {'edits':>7} {'ours ms':>8} {'plumber ms':>10}"
    for each in summaries:
        yield (
            f"{each.name[:44]:<44} {each.pages:>5} {each.differing:>9.3%} {each.distance:>7.2%} "
            f"{each.ours_ms:>8.1f} {each.plumber_ms:>10.1f}"
        )


def _named(pages: list[PageMeasure], differing: float) -> Iterator[str]:
    for page in pages:
        if page.differing > differing:
            yield (
                f"{page.file} page {page.page}: {page.lacking} letters only by pdfplumber, {page.added} only by us, "
                f"of {page.letters}"
            )


if __name__ == "__main__":
    main()
