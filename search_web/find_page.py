"""From the number printed on a page to the page."""

from __future__ import annotations

from search_web.library import Library

_STEPS = 8  # a file has few breaks in its numbering; each step crosses one
_FRONT = 40  # pages in which front matter is looked for


def find_page(library: Library, document_id: str, name: str, near: int) -> int | None:
    """Number in the file of the page labelled `name`; failing that, of the page with that number; else None.

    Raises: DocumentNotFound.
    """
    pages = library.document(document_id).pages
    if name.isascii() and name.isdecimal() and len(name) <= len(str(pages)) + 1:
        wanted = int(name)
        starts = (near, wanted)  # the page asked on may lie in front matter, without a number
        found = (_walk(library, document_id, wanted, min(max(start, 1), pages)) for start in starts)
        return next((number for number in found if number), wanted if 1 <= wanted <= pages else None)
    front = range(1, min(pages, _FRONT) + 1) if name else ()
    return next((number for number in front if library.read(document_id, number).label == name), None)


def _walk(library: Library, document_id: str, wanted: int, guess: int) -> int | None:
    pages = library.document(document_id).pages
    for _ in range(_STEPS):
        label = library.read(document_id, guess).label
        if label == str(wanted):
            return guess
        if label is None or not label.isdecimal():
            return None
        guess = min(max(guess + wanted - int(label), 1), pages)
    return None
