"""Trees of terms in short, for tables."""

from __future__ import annotations

from indexer.query.terms import AllOf, AnyOf, Between, Has, HasPhrase, HasPrefix, InDocuments, Match, Without


def told(match: Match) -> str:
    """The tree on one line: `a & b`, `a | b`, `2 of (…)`, `not a`, `"a b"`, `a*`; the field where it is not the text."""
    match match:
        case Has(field, term):
            return _in(field) + term
        case HasPhrase(field, terms, within):
            return f'{_in(field)}"{" ".join(terms)}"' + (f"~{within}" if within else "")
        case HasPrefix(field, prefix):
            return f"{_in(field)}{prefix}*"
        case Between(low, high):
            return f"{low or ''}..{high or ''}"
        case InDocuments(numbers):
            return f"documents {numbers}"
        case AllOf(parts):
            return " & ".join(map(_inner, parts)) or "all"
        case AnyOf(parts, least):
            return (
                f"{least} of ({' '.join(map(_inner, parts))})"
                if least > 1
                else " | ".join(map(_inner, parts)) or "none"
            )
        case Without(part):
            return f"not {_inner(part)}"


def _in(field: str) -> str:
    return "" if field == "syllable" else f"{field}:"


def _inner(match: Match) -> str:
    many = isinstance(match, AllOf | AnyOf) and len(match.parts) > 1
    return f"({told(match)})" if many else told(match)
