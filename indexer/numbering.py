"""Numbers of documents and passages: both follow from the file's bytes, so an import done twice gives the same.

A document number has 44 bits, taken from the file's SHA-256. A passage number is the document number followed by
18 bits of ordinal; it fits a signed 64-bit integer. A document id is its number in nine characters.
"""

from __future__ import annotations

DOCUMENT_BITS = 44
ORDINAL_BITS = 18
MOST_PASSAGES = 1 << ORDINAL_BITS
CARD_ORDINAL = 0  # of the entry that stands for a document's card

_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"  # Crockford base 32: no i, l, o, u
_ID_LENGTH = 9
_VALUE = {character: value for value, character in enumerate(_ALPHABET)}


def document_number(sha256: str) -> int:
    """Number of the document whose file has this SHA-256, given in hexadecimal."""
    return int(sha256[:11], 16)


def document_id(number: int) -> str:
    """The number as readers see it, in nine characters.

    >>> document_id(0), document_id(2**44 - 1)
    ('000000000', 'fzzzzzzzz')
    """
    return "".join(_ALPHABET[(number >> shift) & 31] for shift in range(5 * (_ID_LENGTH - 1), -1, -5))


def number_of_id(text: str) -> int | None:
    """The document number that an id stands for; None if the text is no id.

    >>> number_of_id("00000000z"), number_of_id("../etc")
    (31, None)
    """
    if len(text) != _ID_LENGTH or any(character not in _VALUE for character in text):
        return None
    number = 0
    for character in text:
        number = number << 5 | _VALUE[character]
    return number if number < 1 << DOCUMENT_BITS else None


def passage_number(document: int, ordinal: int) -> int:
    """Number of a document's passage; ordinal from 0, below MOST_PASSAGES."""
    return document << ORDINAL_BITS | ordinal


def is_card(passage: int) -> bool:
    """Whether the number is that of the entry that stands for a document's card, not of a passage of its text."""
    return passage & (MOST_PASSAGES - 1) == CARD_ORDINAL


def document_of(passage: int) -> int:
    """The document number within a passage number."""
    return passage >> ORDINAL_BITS
