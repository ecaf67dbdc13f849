"""What a run of the benchmark prints."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from indexer.benchmark.composite import PARTS
from indexer.benchmark.engines import REPEATS, Measured, halfway, nearly_all
from indexer.benchmark.prose import Preparation, Text

_LEAST_SHARE = 0.005  # of the index; smaller fields are shown together


def report(preparation: Preparation, runs: Sequence[Measured], texts: Sequence[Text]) -> str:
    """The run as text for people."""
    return "\n".join(
        [*_head(preparation, runs, texts), "", *_table(runs, texts), "", *_ratios(runs), *_fields(runs, texts)]
    )


def _head(preparation: Preparation, runs: Sequence[Measured], texts: Sequence[Text]) -> Iterator[str]:
    for text in texts:
        yield (
            f"{text.passages:,} passages of {text.documents:,} documents: {text.own:,} bytes of text, "
            f"{text.printed:,} as passages print it (each begins with the sentence that ends the one before)"
        )
    rate = preparation.passages / preparation.seconds
    yield f"cut, with words by {preparation.segmenter}, on all cores: {rate:,.0f} passages/s"
    analysed = [run for run in runs if run.engine == "tantivy"][-1].analysed_per_second
    yield f"analysed into terms (syllables, pairs, words) on one core: {analysed:,.0f} passages/s"
    yield f"{len(runs[0].milliseconds)} lines of 2-20 syllables; a line's time is its best of {REPEATS}"


def _table(runs: Sequence[Measured], texts: Sequence[Text]) -> Iterator[str]:
    yield f"{'':84}by the clock, ms    of processor, ms"
    yield f"{'engine':13}  passages  indexed/s      bytes  x text  x printed  peak MB (at start)      p50      p95      p50      p95"
    sizes = {text.passages: text for text in texts}
    for run in runs:
        text = sizes[run.passages]
        times = (run.milliseconds, run.processor_milliseconds)
        yield (
            f"{run.engine:13} {run.passages:9,}  {run.passages_per_second:9,.0f}  {run.bytes / 1e6:6.1f} MB  "
            f"{run.bytes / text.own:6.2f}  {run.bytes / text.printed:9.2f}  "
            f"{run.peak_megabytes:7.0f} {f'({run.started_megabytes:.0f})':>10}"
            + "".join(f"{halfway(each):9.2f}{nearly_all(each):9.2f}" for each in times)
        )


def _ratios(runs: Sequence[Measured]) -> Iterator[str]:
    tantivy = {run.passages: run for run in runs if run.engine == "tantivy"}
    for run in runs:
        if run.engine != "tantivy":
            base = tantivy[run.passages]
            times = ((run.milliseconds, base.milliseconds), (run.processor_milliseconds, base.processor_milliseconds))
            clock, processor = (
                f"{halfway(theirs) / halfway(ours):.1f} at p50, {nearly_all(theirs) / nearly_all(ours):.1f} at p95"
                for theirs, ours in times
            )
            yield (
                f"tantivy against {run.engine} on {run.passages:,} passages, times as fast: "
                f"{clock}; by processor {processor}"
            )


def _fields(runs: Sequence[Measured], texts: Sequence[Text]) -> Iterator[str]:
    run = [run for run in runs if run.engine == "tantivy"][-1]
    text = next(text for text in texts if text.passages == run.passages)
    shown = _gathered(run.fields, run.bytes)
    parts = [*PARTS.values(), "others"]
    yield f"\nshares of the tantivy index of {run.passages:,} passages, in megabytes:"
    yield f"{'field':22}" + "".join(f"{part:>11}" for part in [*parts, "all", "of index", "x text"])
    for name, sizes in sorted(shown.items(), key=lambda each: -each[1].total()):
        columns = "".join(f"{sizes[part] / 1e6:11.2f}" for part in [*parts])
        whole = sizes.total()
        yield f"{name:22}{columns}{whole / 1e6:11.2f}{whole / run.bytes:11.1%}{whole / text.own:11.2f}"


def _gathered(fields: Mapping[str, Counter[str]], total: int) -> dict[str, Counter[str]]:
    """The fields, with the smallest as one."""
    shown: dict[str, Counter[str]] = {}
    for name, sizes in fields.items():
        shown.setdefault(name if sizes.total() >= _LEAST_SHARE * total else "(small fields)", Counter()).update(sizes)
    return shown
