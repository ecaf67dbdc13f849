"""How well quotations of known fate are judged, and how long a whole manuscript takes."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from indexer.benchmark.altering import WAYS, Case
from indexer.evaluation import quantile
from indexer.library import Library
from indexer.model import Verdict

_LETTERS_A_PAGE = 1800  # of a manuscript


@dataclass(slots=True)
class Told:
    """What was told of quotations that were altered in one way."""

    cases: int = 0
    verdicts: int = 0  # right ones
    present: int = 0
    pages: int = 0  # of those present, told with a document and page where the words are printed
    exact_but_absent: int = 0
    milliseconds: list[float] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)  # in words

    def __add__(self, other: Told) -> Told:
        """Both together."""
        return Told(
            self.cases + other.cases,
            self.verdicts + other.verdicts,
            self.present + other.present,
            self.pages + other.pages,
            self.exact_but_absent + other.exact_but_absent,
            self.milliseconds + other.milliseconds,
            self.wrong + other.wrong,
        )


def judge(library: Library, made: Iterable[Case]) -> dict[str, Told]:
    """Way → what the library tells of the quotations altered so, each checked as a manuscript of its own."""
    told = {way: Told() for way in WAYS}
    for case in made:
        _judge(library, case, told[case.way])
    return told


def _judge(library: Library, case: Case, told: Told) -> None:
    began = time.perf_counter()
    checked = library.quotations.check(f"Sách viết: “{case.text}”.").checked
    told.milliseconds.append((time.perf_counter() - began) * 1000)
    first = checked[0] if len(checked) == 1 else None
    verdict = first.verdict if first else None
    source = first.source if first else None
    place = (source.document.id, source.page) if source else None
    told.cases += 1
    told.verdicts += verdict is case.verdict
    told.present += bool(case.places)
    told.pages += place in case.places
    told.exact_but_absent += not case.places and verdict is Verdict.EXACT
    if verdict is not case.verdict or (case.places and place not in case.places):
        told.wrong.append(
            f"{case.way}: {verdict} at {place}, not {case.verdict} at {sorted(case.places)[:3]}: {case.text!r}"
            + (f" printed: {source.printed!r}" if source else "")
        )


def lines_of(told: dict[str, Told]) -> Iterator[str]:
    """What was told, way by way, and together."""
    yield "way        verdict right    page right   absent called exact   ms (median)"
    for way, each in [*told.items(), ("all", sum(told.values(), Told()))]:
        right, pages = _share(each.verdicts, each.cases), _share(each.pages, each.present)
        yield f"{way:<9} {right:>16} {pages:>14} {each.exact_but_absent:>11} {quantile(each.milliseconds, 0.5):>21.0f}"


def _share(part: int, whole: int) -> str:
    return f"{part}/{whole} {100 * part / whole:.1f} %" if whole else "-"


def write_manuscript(path: Path, made: Iterable[Case], own: Iterable[str], pages: int) -> None:
    """A DOCX manuscript of so many pages: the quotations, spread between sentences of the writer's own."""
    from docx import Document

    quotations, said, file = list(made), iter(own), Document()
    written = 0
    for number, case in enumerate(quotations, 1):
        paragraph = f"Như sách đã viết: “{case.text}”."
        while paragraph:
            file.add_paragraph(paragraph)
            written += len(paragraph)
            room = pages * _LETTERS_A_PAGE * number // len(quotations) - written
            paragraph = next(said, "") if room > 0 else ""
    file.save(str(path))
