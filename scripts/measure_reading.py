"""How long a page in the middle of a long PDF takes to open, and what turning its pages costs; see indexer.benchmark.turning."""

from __future__ import annotations

import tempfile
from pathlib import Path

import click
import pypdfium2

from indexer.benchmark.turning import measure_turning, report_turning
from indexer.library import Library
from indexer.settings import read_settings


@click.command()
@click.argument("pdf", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--pages", type=click.IntRange(2), default=600, show_default=True, help="The PDF's pages, over and over.")
@click.option("--first", type=click.IntRange(1), default=400, show_default=True, help="Page that is opened.")
@click.option("--turned", type=click.IntRange(1), default=200, show_default=True, help="Pages turned after it.")
@click.option("--line", default="giá trị", show_default=True, help="Line whose hits are marked.")
def main(pdf: Path, *, pages: int, first: int, turned: int, line: str) -> None:
    """Read a book made of the pages of PDF."""
    with tempfile.TemporaryDirectory() as folder:
        book = Path(folder) / "book.pdf"
        _repeat(pdf, book, pages)
        home = Path(folder) / "home"
        library = Library(read_settings(home))
        [report] = library.add([book])
        library.close()
        if report.document_id is None:
            raise click.ClickException(report.reason)
        found = measure_turning(home, report.document_id, first, min(turned, pages - first), line)
        click.echo(report_turning(found))


def _repeat(source: Path, book: Path, pages: int) -> None:
    whole, part = pypdfium2.PdfDocument.new(), pypdfium2.PdfDocument(source)
    while (left := pages - len(whole)) > 0:
        whole.import_pages(part, list(range(min(left, len(part)))))
    whole.save(str(book))
    whole.close()
    part.close()


if __name__ == "__main__":
    main()
