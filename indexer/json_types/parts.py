"""What values keep to, as types; all shapes are made of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated


@dataclass(frozen=True, slots=True)
class Rule:
    """What a value keeps to, beside its type."""

    told: str = ""
    format: str | None = None
    least: int | None = None
    length: int | None = None  # of a list


Day = Annotated[str, Rule(format="date")]


Moment = Annotated[str, Rule(format="date-time")]


Count = Annotated[int, Rule(least=0)]


PageNumber = Annotated[int, Rule("place in the file, from 1", least=1)]


PageLabel = Annotated[str | None, "what is printed on the page as its number"]


Slice = Annotated[list[int], Rule("half open, in code points", length=2)]


Next = Annotated[str | None, "address of what follows; null at the end"]
