"""How a page is shown: its text, its image or both. The choice lives in the address."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode

from indexer.errors import NoPicture
from indexer.model import PageBoxes, ReadingPage
from search_web.errors import Told, told
from search_web.library import library
from search_web.overlay import Rectangle, rectangles
from search_web.speech import later

VIEW, MARKS, OFF = "xem", "danh-dau", "khong"
TEXT, IMAGE, BOTH = "chu", "anh", "hai"
VIEWS = {TEXT: later("Chữ"), IMAGE: later("Ảnh"), BOTH: later("Chữ và ảnh")}


@dataclass(frozen=True, slots=True)
class View:
    """A page as the reader wants to see it."""

    chosen: str  # of VIEWS
    marks: bool  # on the image
    boxes: PageBoxes | None  # of the image, if it is shown
    rectangles: tuple[Rectangle, ...]
    problem: Told | None  # why there is no image where one was wanted

    @property
    def shows_text(self) -> bool:
        """Whether the text is shown: always where the image cannot be."""
        return self.chosen != IMAGE or self.boxes is None

    @property
    def stated(self) -> list[tuple[str, str]]:
        """The same as a form carries it."""
        return parse_qsl(self.query)

    @property
    def query(self) -> str:
        """What of the address says all this."""
        return query_of(self.chosen, marks=self.marks)


def query_of(chosen: str, *, marks: bool = True) -> str:
    """A choice as a query string; what is usual is left out.

    >>> query_of(BOTH), query_of(IMAGE, marks=False)
    ('', 'xem=anh&danh-dau=khong')
    """
    stated = [(VIEW, chosen)] if chosen != BOTH else []
    return urlencode(stated + ([] if marks else [(MARKS, OFF)]))


def read_view(args: Mapping[str, str]) -> tuple[str, bool]:
    """The choice that an address states: the view, and whether hits are marked on the image."""
    return args[VIEW] if args.get(VIEW) in VIEWS else BOTH, args.get(MARKS) != OFF


def view_of(page: ReadingPage, args: Mapping[str, str]) -> View:
    """The page as the address wants it. Files without pages of paper are text alone."""
    chosen, marks = read_view(args)
    if not page.document.pictured or chosen == TEXT:
        return View(chosen, marks, None, (), None)
    try:
        boxes = library().images.word_boxes(page.document.id, page.number)
    except NoPicture as error:
        return View(chosen, marks, None, (), told(error))
    return View(chosen, marks, boxes, tuple(rectangles(page.blocks, boxes)), None)
