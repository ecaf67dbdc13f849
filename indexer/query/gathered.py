"""What a line comes to: what is matched, scored, highlighted and told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from indexer.model import Notice, Reading
from indexer.query.terms import Match, Scored


@dataclass(frozen=True, slots=True)
class Pattern:
    """Syllables to highlight where they stand in order, with at most `within` others between the first and the last.

    `prefix`: the last is only its beginning.
    """

    terms: tuple[str, ...]
    prefix: bool = False
    within: int = 0


@dataclass(frozen=True, slots=True)
class Plan:
    """What is asked of an engine for one line."""

    match: Match
    required: tuple[Match, ...]  # what documents must also hold that hold only some of the line
    scored: tuple[Scored, ...]
    patterns: tuple[Pattern, ...]
    notices: tuple[Notice, ...]
    partial: bool  # documents that hold only some of the line may follow
    one_list: bool  # whole and partial matches are ranked together
    share: float  # of the line's distinct syllables, or its most telling ones, that a passage must hold


@dataclass
class Gathered:
    """What the positive parts of a line add up to."""

    scored: dict[tuple[str, str], float] = field(default_factory=dict)
    patterns: list[Pattern] = field(default_factory=list)
    required: list[Match] = field(default_factory=list)
    share: float = 1.0
    _notices: dict[Reading, Notice] = field(default_factory=dict)
    _forms: dict[str, Sequence[str]] = field(default_factory=dict)  # words of an abbreviation → its other forms

    def score(self, name: str, term: str, weight: float) -> None:
        """Let a term add to scores; the highest of its weights counts."""
        if weight > 0:
            self.scored[name, term] = max(weight, self.scored.get((name, term), 0.0))

    def notice(self, reading: Reading, detail: str = "") -> None:
        """Tell the reader once of a reading."""
        self._notices.setdefault(reading, Notice(reading, detail))

    def expand(self, typed: str, forms: Sequence[str]) -> None:
        """Tell the reader of an abbreviation."""
        self._forms.setdefault(typed, forms)

    def notices(self, *, expanded: bool) -> tuple[Notice, ...]:
        """All that the reader is told."""
        if not self._forms:
            return tuple(self._notices.values())
        reading = Reading.ABBREVIATION if expanded else Reading.UNEXPANDED
        detail = "; ".join(f"{typed} = {' / '.join(forms)}" for typed, forms in self._forms.items())
        return (*self._notices.values(), Notice(reading, detail))
