"""Words in the language that is being spoken: Vietnamese as it stands in the source, or what the catalogue has for it.

`_("…")` is said at once, `_n("%(n)s …", 2)` in the number that fits, `later("…")` is only marked, to be said by `_` where it is shown.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextvars import ContextVar
from functools import cache
from pathlib import Path

SOURCE = "vi"
LANGUAGES = {SOURCE: "Tiếng Việt", "en": "English"}
FOLDER = Path(__file__).parent / "translations"
_SPOKEN: ContextVar[str] = ContextVar("language", default=SOURCE)

Forms = str | tuple[str, str]  # of one thing, and of several


def spoken() -> str:
    """The language of the request at hand; of no request, Vietnamese."""
    return _SPOKEN.get()


def speak(language: str) -> None:
    """From now on, this language in this thread of work."""
    _SPOKEN.set(language)


def path_of(language: str) -> Path:
    """The file that has everything in this language."""
    return FOLDER / language / "LC_MESSAGES" / "messages.po"


@cache
def catalogue(language: str) -> Mapping[str, Forms]:
    """What is said for each Vietnamese text. The text itself is read (30 ms, once): a compiled one beside it goes stale."""
    if language == SOURCE:
        return {}
    from babel.messages.pofile import read_po

    with path_of(language).open("rb") as file:
        known = read_po(file, locale=language)
    return {_first(each.id): _forms(each.string) for each in known if each.id and each.string and not each.fuzzy}


def _first(message: str | Sequence[str]) -> str:
    return message if isinstance(message, str) else message[0]


def _forms(said: str | Sequence[str]) -> Forms:
    return said if isinstance(said, str) else (said[0], said[1])


def forms(text: str, language: str) -> tuple[str, str]:
    """The text in a language, of one thing and of several; the Vietnamese, where there is no other."""
    known = catalogue(language).get(text, text)
    return (known, known) if isinstance(known, str) else (known[0], known[1])


def gettext(text: str, /, **facts: object) -> str:
    """The text in the language spoken, with its facts filled in."""
    language = _SPOKEN.get()
    said = text if language == SOURCE else forms(text, language)[1]
    return said % facts if facts else said


def ngettext(text: str, number: int, /, **facts: object) -> str:
    """The text that counts things, `%(n)s` of them."""
    one, many = (text, text) if _SPOKEN.get() == SOURCE else forms(text, _SPOKEN.get())
    return (one if number == 1 else many) % {"n": whole(number), **facts}


def later(text: str) -> str:
    """The text as it stands: where it is shown, it is said."""
    return text


def whole(number: int) -> str:
    """A whole number as printed.

    >>> whole(1234567)
    '1.234.567'
    """
    text = f"{number:,}"
    return text.replace(",", ".") if _SPOKEN.get() == SOURCE else text


def decimal(text: str) -> str:
    """A number written with a point, as printed.

    >>> decimal("2.5")
    '2,5'
    """
    return text.replace(".", ",") if _SPOKEN.get() == SOURCE else text
