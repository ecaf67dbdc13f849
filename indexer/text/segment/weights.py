"""What a conditional random field has learnt, out of the file of a trained model.

Source: the format of CRFsuite 0.12, `lib/crf/src/crf1d_model.c` and `lib/cqdb/src/cqdb.c`.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_HEADER = struct.Struct("<4sI4s9I")  # magic, size, type, version, features, labels, attributes, offsets of five parts
_FEATURE = struct.Struct("<iiid")  # type, from, to, weight
_OF_ATTRIBUTE, _OF_TRANSITION = 0, 1
_CHUNK = 12  # bytes before the features: magic, size, count
_NAMES = struct.Struct("<4s5I")  # magic, size, flag, byte order, names in it, place of their list


@dataclass(frozen=True, slots=True)
class Weights:
    """Of a field of two labels."""

    labels: tuple[str, str]
    attributes: dict[str, float]  # what speaks for the first label, less what speaks for the second
    transitions: tuple[tuple[float, float], tuple[float, float]]  # from a label to a label


def read_weights(path: Path) -> Weights:
    """The weights in a file.

    Raises: ValueError: it is no such file, or not of two labels.
    """
    held = path.read_bytes()
    magic, _, kind, _, _, labels, _, features_at, labels_at, attributes_at, _, _ = _HEADER.unpack_from(held)
    if (magic, kind, labels) != (b"lCRF", b"FOMC", 2):
        raise ValueError(f"{path} is no CRFsuite model of two labels")
    of_attribute: dict[int, list[float]] = {}
    moves = [[0.0, 0.0], [0.0, 0.0]]
    (count,) = struct.unpack_from("<I", held, features_at + 8)
    begin = features_at + _CHUNK
    for sort, source, label, weight in _FEATURE.iter_unpack(held[begin : begin + count * _FEATURE.size]):
        if sort == _OF_ATTRIBUTE:
            of_attribute.setdefault(source, [0.0, 0.0])[label] += weight
        elif sort == _OF_TRANSITION:
            moves[source][label] += weight
    attributes = {
        name: first - second
        for at, name in _names(held, attributes_at)
        for first, second in (of_attribute.get(at, (0.0, 0.0)),)
    }
    first, second = (name for _, name in sorted(_names(held, labels_at)))
    return Weights((first, second), attributes, ((moves[0][0], moves[0][1]), (moves[1][0], moves[1][1])))


def _names(held: bytes, begin: int) -> Iterator[tuple[int, str]]:
    """Numbers and names in a constant database."""
    magic, _, _, _, count, listed_at = _NAMES.unpack_from(held, begin)
    if magic != b"CQDB":
        raise ValueError("a part of the model is missing")
    for (place,) in struct.iter_unpack("<I", held[begin + listed_at : begin + listed_at + 4 * count]):
        if place:
            number, size = struct.unpack_from("<II", held, begin + place)
            name = held[begin + place + 8 : begin + place + 8 + size]
            yield number, name.rstrip(b"\0").decode("utf-8")
