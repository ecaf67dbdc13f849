"""Whether clean text would be changed by the repair of old encodings. Ends with 1 if a word of it would.

false_repairs.py TEXTS.jsonl.gz|TEXTS.txt ...

A row of a .jsonl file is {"title", "text"}. Texts are tried whole, line by line, under the names of old fonts, and as
their foreign words alone.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import click

from indexer.benchmark.repairs import Tried, texts_of, try_alone, try_foreign, try_whole

_SHOWN = 20


@click.command(help=__doc__)
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path, exists=True, dir_okay=False))
def main(files: tuple[Path, ...]) -> None:
    def texts() -> Iterator[list[str]]:
        return chain.from_iterable(map(texts_of, files))

    tried = [try_whole(texts()), try_alone(texts())]
    tried += [try_foreign(texts(), count) for count in (1, 2, 3, 4, 6, 10)]
    named = [try_whole(texts(), font) for font in (".VnTime", "VNI-Times")]
    for each in (*tried, *named):
        _print(each)
    sys.exit(1 if any(each.changed for each in tried) else 0)


def _print(tried: Tried) -> None:
    print(f"{tried.how}: {len(tried.changed)} changed of {tried.runs:,} lines, {tried.letters:,} letters")
    for before, after in tried.changed[:_SHOWN]:
        print(f"    {before[:80]!r} → {after[:80]!r}")


if __name__ == "__main__":
    main()
