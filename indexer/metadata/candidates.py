"""Values that a document offers for its card, weighed field by field. Nothing is guessed when two tie."""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import dataclass, field, fields

from indexer.cards import Value, as_text, with_value
from indexer.model import Evidence, Metadata, Source, Standing

_FIELDS = tuple(each.name for each in fields(Metadata))
_MOST_OFFERED = 3  # suggestions for one field
_LONGEST_LINE = 300


@dataclass(frozen=True, slots=True)
class Description:
    """The card of a document, and all that speaks for its values or is suggested."""

    card: Metadata
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """Where a value was read."""

    source: Source = Source.FIRST_PAGE
    line: str = ""
    page: int | None = None


@dataclass(slots=True)
class Candidates:
    """Values for the fields of one card, in the order in which they were found."""

    found: list[tuple[str, str, Place, bool]] = field(default_factory=list)

    def add(self, name: str, value: Value, place: Place, *, sure: bool = True) -> None:
        """Offer a value; an empty one is none."""
        if text := as_text(value):
            self.found.append((name, text, place, sure))

    def take(self, others: Candidates, *, sure: bool) -> None:
        """Offer what another reading found, as no surer than said."""
        self.found.extend((name, text, place, sure and each) for name, text, place, each in others.found)

    def without(self, *names: str) -> Candidates:
        """The candidates for the other fields."""
        return Candidates([each for each in self.found if each[0] not in names])

    def doubt(self, pages: Container[int]) -> None:
        """Take back that values read on these pages are sure."""
        self.found = [(name, text, at, sure and at.page not in pages) for name, text, at, sure in self.found]

    def knows(self, name: str) -> bool:
        """Whether a sure value was offered for the field."""
        return any(each[0] == name and each[3] for each in self.found)

    def description(self) -> Description:
        """The card of what is sure, and the evidence. Every list needs a name: without a title, that of the file."""
        card, evidence = Metadata(), list(self._evidence())
        for each in evidence:
            named = each.field == "title" and each.source is Source.FILE_NAME
            if each.standing is Standing.SURE or (named and not card.title):
                card = with_value(card, each.field, each.value)
        return Description(card, tuple(evidence))

    def _evidence(self) -> Iterator[Evidence]:
        for name in _FIELDS:
            offered = [each for each in self.found if each[0] == name]
            sure = {text: place for _, text, place, certain in reversed(offered) if certain}
            if len(sure) == 1:
                (text, place), *_ = sure.items()
                yield _made(name, text, place, Standing.SURE)
                continue
            wanted = [each for each in offered if each[3] or not sure]
            unlike = {text: place for _, text, place, _ in reversed(wanted)}
            for text in list(dict.fromkeys(text for _, text, _, _ in wanted))[:_MOST_OFFERED]:
                yield _made(name, text, unlike[text], Standing.OPEN)


def _made(name: str, text: str, place: Place, standing: Standing) -> Evidence:
    return Evidence(name, text, place.source, standing, place.line[:_LONGEST_LINE], place.page)
