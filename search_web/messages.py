"""Every text that the pages and scripts say, taken from the source; and the catalogue of another language brought up to it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from indexer.cite import STYLES
from indexer.quotes.report import WORDS
from indexer.text.language import LANGUAGES as NAMES
from search_web.speech import LANGUAGES, SOURCE, path_of

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog

_ROOT = Path(__file__).parent
_SAYING = {"_": None, "_n": (1, 1), "later": None, "gettext": None}
_OPTIONS = {"trimmed": "true", "newstyle_gettext": "true"}
_METHODS = {
    "*.py": "python",
    "templates/*": "jinja2",
    "templates/admin/*": "jinja2",
    "templates/desk/*": "jinja2",
    "static/*.js": "javascript",
}
_SCRIPT = re.compile(r'\b_\("((?:[^"\\]|\\.)*)"')


def scripts(static: Path) -> set[str]:
    """What the scripts in a folder say."""
    return {text for path in static.glob("*.js") for text in _SCRIPT.findall(path.read_text("utf-8"))}


def extracted() -> Catalog:
    """What is said anywhere, with the files that say it."""
    from babel.messages.catalog import Catalog

    said = Catalog(project="Tra Cứu")
    for text, where in sorted(_all(), key=lambda each: (each[1], str(each[0]))):
        said.add(text, locations=[(where, 0)])
    return said


def _all() -> Iterator[tuple[str | tuple[str, ...], str]]:
    from babel.messages.extract import extract_from_file

    for path in sorted(_ROOT.rglob("*")):
        method = next((method for pattern, method in _METHODS.items() if path.match(pattern)), None)
        if method and path.is_file():
            name = str(path.relative_to(_ROOT))
            for _, message, _, _ in extract_from_file(method, path, keywords=_SAYING, options=_OPTIONS):
                yield message, name
    yield from ((told, "indexer") for told in (*WORDS.values(), *STYLES.values(), *NAMES.values()))


def update(language: str) -> list[str]:
    """Bring the catalogue of a language up to the source: new texts in, empty, and lost ones out. What is still empty."""
    from babel.messages.pofile import read_po, write_po

    path = path_of(language)
    with path.open("rb") as file:
        known = read_po(file, locale=language)
    known.update(extracted(), no_fuzzy_matching=True)
    known.obsolete.clear()
    for each in known:
        each.flags.discard("fuzzy")  # of a text that counts now and did not: a form of it is empty, and listed
    with path.open("wb") as file:
        write_po(file, known, no_location=True, sort_output=True, width=0, omit_header=True, ignore_obsolete=True)
    return [str(each.id) for each in known if each.id and not _complete(each.string)]


def _complete(said: str | Sequence[str] | None) -> bool:
    return bool(said) and all(said or ())


def main() -> None:
    """What scripts/translate does."""
    for language in LANGUAGES:
        if language != SOURCE:
            print(f"{path_of(language)}: still empty:", *update(language), sep="\n  ")  # noqa: T201
