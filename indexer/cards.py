"""Values of a catalogue card as text, as a cell of the metadata table holds them, and which of several counts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from indexer.model import Evidence, Metadata, Source, Standing

Value = str | int | date | tuple[str, ...] | None
_LISTS = frozenset({"authors", "keywords"})


def as_text(value: Value) -> str:
    """The value of a field as text, empty for one that is not known.

    >>> as_text(date(2018, 2, 9)), as_text(("Trần B", "Lê C")), as_text(None)
    ('2018-02-09', 'Trần B; Lê C', '')
    """
    if isinstance(value, tuple):
        return "; ".join(value)
    return value.isoformat() if isinstance(value, date) else str(value or "")


def with_value(card: Metadata, field: str, text: str) -> Metadata:
    """The card with one field as `as_text` wrote it."""
    value: Value = text
    if field in _LISTS:
        value = tuple(part for part in text.split("; ") if part)
    elif field == "issued_on":
        value = date.fromisoformat(text) if text else None
    elif field == "year":
        value = int(text) if text else None
    return replace(card, **{field: value})  # type: ignore[arg-type]  # the value has its field's type


def is_kept(evidence: Evidence) -> bool:
    """Whether a person decided on the value, so that it outlives another reading of the file."""
    return evidence.source in (Source.TABLE, Source.LIBRARIAN) or evidence.standing in (
        Standing.ACCEPTED,
        Standing.REJECTED,
    )


def decided(
    card: Metadata, read: Sequence[Evidence], before: Iterable[Evidence]
) -> tuple[Metadata, tuple[Evidence, ...]]:
    """The card as read from a file, with what people decided before in place of what was read, and all evidence.

    Args:
        before: evidence of the same document; only what `is_kept` counts.
    """
    kept = [each for each in before if is_kept(each)]
    refused = {(each.field, each.value) for each in kept if each.standing is Standing.REJECTED}
    settled = {each.field for each in kept if each.standing is not Standing.REJECTED}
    for each in kept:
        if each.field in settled and each.standing is not Standing.REJECTED:
            card = with_value(card, each.field, each.value)
    left = [each for each in read if each.field not in settled and (each.field, each.value) not in refused]
    return card, (*kept, *left)
