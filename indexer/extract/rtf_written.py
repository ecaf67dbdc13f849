"""What an RTF file holds, as it grows: paragraphs, tables, notes."""

from __future__ import annotations

from dataclasses import dataclass, field

from indexer.model import Run
from indexer.text.normalize import raised


@dataclass(slots=True)
class Paragraph:
    """A paragraph as written, with its look."""

    runs: list[tuple[Run, bool]] = field(default_factory=list)  # each with whether it is bold
    style: str = ""  # name
    level: int = 0  # of a heading, from 1; 0 for everything else
    centred: bool = False
    notes: list[Paragraph] = field(default_factory=list)
    mark: str = ""  # of a note, as it stands in the text


@dataclass(slots=True)
class Row:
    """A row of a table: paragraphs in cells."""

    cells: list[list[Paragraph]]
    bordered: bool  # lines at the sides of its cells


@dataclass(slots=True)
class Table:
    """Rows with nothing between them."""

    rows: list[Row] = field(default_factory=list)


class Written:
    """All that was read of a file."""

    def __init__(self) -> None:
        self.parts: list[Paragraph | Table] = []
        self.heads: list[str] = []  # lines of running heads and feet
        self.properties: dict[str, str] = {}
        self._growing = [Paragraph()]  # within a note the note's paragraph is the last
        self._cells: list[list[Paragraph]] = [[]]
        self._marks = 0
        self._mark = ""  # of the note to come

    def add(self, run: Run, *, bold: bool) -> None:
        """More letters of the paragraph."""
        self._growing[-1].runs.append((run, bold))

    def mark_note(self) -> None:
        """Here the text refers to the next note, by its number."""
        self._marks += 1
        self._mark = raised(str(self._marks))
        self.add(Run(self._mark, ""), bold=False)

    def begin_note(self) -> None:
        """What follows is a note to the paragraph."""
        self._growing.append(Paragraph(mark=self._mark))
        self._mark = ""

    def end_note(self) -> None:
        """What follows is the paragraph again."""
        if len(self._growing) > 1:
            note = self._growing.pop()
            self._growing[-1].notes.append(note)

    def end_paragraph(self, *, style: str, level: int, centred: bool, in_table: bool) -> None:
        """The paragraph is complete; one that is empty counts for nothing."""
        paragraph, self._growing[-1] = self._growing[-1], Paragraph()
        if not paragraph.runs and not paragraph.notes:
            return
        paragraph.style, paragraph.level, paragraph.centred = style, level, centred
        if in_table:
            self._cells[-1].append(paragraph)
        else:
            self.end_row(bordered=True)
            self.parts.append(paragraph)

    def end_cell(self) -> None:
        """The cell is complete."""
        self._cells.append([])

    def end_row(self, *, bordered: bool) -> None:
        """The row is complete, if one was begun."""
        cells, self._cells = self._cells if self._cells[-1] else self._cells[:-1], [[]]
        if any(cells):
            if not self.parts or not isinstance(self.parts[-1], Table):
                self.parts.append(Table())
            table = self.parts[-1]
            assert isinstance(table, Table)  # noqa: S101  # as made above
            table.rows.append(Row(cells, bordered))
