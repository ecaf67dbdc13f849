"""The one table of the API: every address with its parameters, and what answers it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, get_type_hints

from search_web.api import answers, around
from search_web.api import parameters as p
from search_web.api.asking import Asking


@dataclass(frozen=True, slots=True)
class Route:
    """An address of the API. Its words and the shape of its answer are those of the function that answers."""

    path: str  # {id} stands for a parameter
    answer: Callable[[Asking], Any]
    parameters: tuple[p.Parameter[Any], ...] = ()
    method: str = "GET"

    @property
    def name(self) -> str:
        """What the address is called."""
        return self.answer.__name__

    @property
    def told(self) -> str:
        """What it answers, in a few sentences."""
        return " ".join((self.answer.__doc__ or "").split())

    @property
    def shape(self) -> Any:
        """The type of the answer."""
        return get_type_hints(self.answer, include_extras=True)["return"]

    def among(self, place: p.Place) -> list[p.Parameter[Any]]:
        """The parameters that stand there."""
        return [each for each in self.parameters if each.place is place]


_SEARCHED = (p.LINE, p.FILTER, p.SORT, p.ABBREVIATIONS, p.LIMIT, p.OFFSET)
ROUTES = (
    Route("/search", answers.search, _SEARCHED),
    Route("/suggest", answers.suggest, (p.BEGINNING,)),
    Route("/documents", answers.documents, (p.LIMIT, p.AFTER)),
    Route("/documents/{id}", answers.document, (p.ID,)),
    Route("/documents/{id}/pages", answers.pages, (p.ID, p.LIMIT, p.FAR)),
    Route("/documents/{id}/pages/{page}", answers.page, (p.ID, p.PAGE_NUMBER, p.HIGHLIGHT, p.ABBREVIATIONS)),
    Route("/documents/{id}/passages", answers.passages, (p.ID, p.PAGE, p.LIMIT, p.FAR)),
    Route("/documents/{id}/citation", answers.citation, (p.ID, p.PAGE, p.SPANS, p.STYLE, p.FORMAT)),
    Route("/documents/{id}/references", answers.references, (p.ID, p.PAGE, p.LIMIT, p.FAR)),
    Route("/documents/{id}/cited-by", answers.cited_by, (p.ID, p.LIMIT, p.FAR)),
    Route("/documents/{id}/similar", answers.similar, (p.ID, p.PAGE, p.SPANS, p.LIMIT)),
    Route("/documents/{id}/words", around.telling_words, (p.ID,)),
    Route("/documents/{id}/hits", around.hits, (p.ID, p.HIGHLIGHT, p.ABBREVIATIONS, p.ROWS, p.FAR)),
    Route("/words", around.telling_words_of_result, (p.LINE, p.FILTER, p.ABBREVIATIONS)),
    Route("/concordance", around.concordance, (p.PHRASE, p.DOCUMENT, p.FILTER, p.NEIGHBOUR, p.ROWS, p.FAR)),
    Route("/years", around.over_years, (p.PHRASES, p.FILTER)),
    Route("/wanted", answers.wanted, (p.LIMIT, p.FAR)),
    Route("/styles", answers.styles),
    Route("/quotes", answers.quotes, (p.TEXT, p.FILE, p.SENTENCES), "POST"),
)
