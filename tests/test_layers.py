"""Who may import whom. Arrows point down, never between engines, never between readers of formats."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
FILES = sorted(path for part in ("indexer", "search_web") for path in (ROOT / part).rglob("*.py"))
_READER = "extract text model errors"
_ENGINE = "engines.base query.terms model errors numbering"

# A part (a beginning of module names) → the other parts of `indexer` that it may import. The longest beginning counts.
MAY_IMPORT = {
    "indexer": "library settings errors",
    "indexer.errors": "",
    "indexer.model": "",
    "indexer.names": "",
    "indexer.cards": "model",
    "indexer.numbering": "",
    "indexer.settings": "errors",
    "indexer.text": "model numbering",
    "indexer.text.anchor": "text",
    "indexer.extract": "text model names errors",
    **{
        f"indexer.extract.{name}": _READER
        for name in ("pdf", "docx", "odt", "rtf", "pptx", "html", "markdown", "plain")
    },
    "indexer.extract.doc": f"{_READER} extract.docx extract.plain",  # what other programs make of it
    "indexer.extract.epub": f"{_READER} extract.html",  # what its chapters are written in
    "indexer.extract.mhtml": f"{_READER} extract.html",  # what it holds
    "indexer.extract.image": f"{_READER} extract.pdf",  # a page of an image is laid out as one of a PDF
    "indexer.extract.scanned": f"{_READER} extract.pdf extract.image",
    "indexer.metadata": "metadata.numbers metadata.signs cards text model errors",
    "indexer.metadata.numbers": "metadata.signs text",
    "indexer.metadata.signs": "text",
    "indexer.query": "query.terms metadata metadata.numbers engines.base text model errors",
    "indexer.query.terms": "",
    "indexer.engines": "engines.base engines.tantivy engines.whoosh errors",
    "indexer.engines.base": "query.terms model",
    "indexer.engines.veiled": _ENGINE,
    "indexer.engines.tantivy": _ENGINE,
    "indexer.engines.whoosh": _ENGINE,
    "indexer.catalogue": "cards metadata metadata.numbers text model errors numbering",
    "indexer.extract.views": f"{_READER} extract.pdf extract.image",
    "indexer.originals": "errors",
    "indexer.accounts": "catalogue locking model errors",
    "indexer.pictures": "extract extract.views settings errors",
    "indexer.walk": "extract names model",
    "indexer.batch": "",
    "indexer.supervising": "",
    "indexer.memory": "",
    "indexer.home": "catalogue engines engines.base engines.veiled locking originals settings text model errors numbering",
    "indexer.citations": "home cite quoted model",
    "indexer.quotations": "errors home ingest manuscripts quotes model",
    "indexer.page_images": "home extract pictures model errors",
    "indexer.rebuilding": "batch catalogue citing engines.base indexing text model",
    "indexer.snippet": "query text",
    "indexer.preparing": "extract extract.scanned metadata text names model",
    "indexer.entries": "catalogue engines.base metadata.numbers text model numbering",
    "indexer.answers": "catalogue engines.base entries snippet query query.terms text model numbering",
    "indexer.locking": "errors",
    "indexer.indexing": "batch catalogue engines.base entries model",
    "indexer.ingest": (
        "indexing "
        "batch catalogue engines.base entries failed originals preparing walk extract metadata query.terms settings names "
        "cards model errors numbering"
    ),
    "indexer.failed": "catalogue originals walk model",
    "indexer.desk": "home catalogue metadata cards model errors numbering",
    "indexer.receiving": "catalogue extract names model errors",
    "indexer.sending": "receiving locking catalogue extract model numbering",
    "indexer.work": "work.bell receiving ingest indexing locking catalogue engines.base originals metadata settings names model errors numbering",
    "indexer.work.bell": "",
    "indexer.recognising": (
        "indexing ingest locking catalogue engines.base originals preparing extract settings model errors numbering"
    ),
    "indexer.suggest": "memory catalogue engines.base query query.terms text model",
    "indexer.search": "answers suggest catalogue engines.base entries snippet query query.terms model errors numbering",
    "indexer.read": "search catalogue engines.base entries snippet query query.terms text model errors numbering",
    "indexer.around": (
        "home search read catalogue engines.base entries snippet query query.terms metadata.numbers text model errors numbering"
    ),
    "indexer.plain_text": "catalogue entries model errors numbering",
    "indexer.quoted": "catalogue entries text text.anchor model errors numbering",
    "indexer.citing": "catalogue metadata model numbering",
    "indexer.wanted": "citing catalogue metadata model",
    "indexer.cite": "metadata text model errors",
    "indexer.quotes": "catalogue cite engines.base metadata.numbers query.terms extract text model errors numbering",
    "indexer.quotes.report": "sheet model",
    "indexer.exporting": "sheet cite exchange shapes model errors",
    "indexer.manuscripts": "model errors",
    "indexer.keeping": "catalogue originals locking model errors",
    "indexer.checking": "citing indexing rebuilding catalogue engines.base originals model errors numbering",
    "indexer.library": (
        "accounts desk exchange home keeping indexing ingest locking receiving recognising rebuilding search sending around suggest read checking citations "
        "quotations work work.bell page_images plain_text citing wanted metadata settings model errors numbering"
    ),
    "indexer.exchange": "cards catalogue home indexing metadata names plain_text sheet text model errors numbering",
    "indexer.json_types": "model",
    "indexer.sheet": "errors",
    "indexer.wish_list": "sheet model",
    "indexer.shapes": "json_types names model",
    "indexer.showing": "shapes model",
    "indexer.cli": "supervising keeping exporting quotes.report wish_list library indexing recognising shapes showing names settings model errors",  # indexing: for the type of its news
    "indexer.evaluation": "library text errors",  # text: to type a line without accents
    "indexer.benchmark": (
        "batch extract library settings evaluation search preparing entries catalogue engines engines.base query metadata.numbers text model errors "
        "numbering"
    ),
    "indexer.benchmark.pdf": "extract.pdf text errors",
    "search_web": "library sheet supervising desk metadata accounts exchange exporting quotes.report wish_list cite text text.anchor json_types shapes settings model errors numbering",
}
ALSO = {("indexer.cli", "search_web.serve")}  # imports out of `indexer`

# A name that is not ours → where it stops: beginnings of module names.
STOPS_AT = {
    "underthesea": "indexer.text.segment.trained",
    "underthesea_core": "indexer.text.segment.trained",
    "tantivy": "indexer.engines.tantivy",
    "numpy": "indexer.engines.tantivy_facets",
    "whoosh": "indexer.engines.whoosh indexer.benchmark.whoosh_itself",
    "sqlalchemy": "indexer.catalogue",
    "alembic": "indexer.catalogue",
    "huey": "indexer.work.bell",
    "pebble": "indexer.extract.sandbox",
    "puremagic": "indexer.extract.sniff",
    "pdfplumber": "indexer.extract.pdf.tables indexer.benchmark.pdf",
    "rapidfuzz": "indexer.benchmark.pdf",
    "pypdfium2": "indexer.extract.pdf.glyphs indexer.extract.pdf.images",
    "PIL": "indexer.extract.image",
    "docx": "indexer.extract.docx indexer.cite.word indexer.quotes.report indexer.quotes.indented indexer.benchmark.quoting",
    "pptx": "indexer.extract.pptx",
    "xlsxwriter": "indexer.sheet",
    "olefile": "indexer.extract.ole",
    "lxml": "indexer.extract.xml_parts indexer.exchange.dublin",
    "oaipmh": "search_web.oai",
    "pymarc": "indexer.exchange.marc",
    "bagit": "indexer.exchange.bags",
    "trafilatura": "indexer.extract.html_article",
    "selectolax": "indexer.extract.html_tree",
    "markdown_it": "indexer.extract.markdown",
    "citeproc": "indexer.cite.render",
    "click": "indexer.cli indexer.showing indexer.supervising",
    "rich": "indexer.cli.progress",
    "argon2": "indexer.accounts.passwords",
    "limits": "search_web.tries",
    "waitress": "search_web.serve search_web.channel",
    "babel": "search_web.speech search_web.messages",
    **dict.fromkeys(("flask", "flask_login", "flask_wtf", "werkzeug", "jinja2", "markupsafe"), "search_web"),
}


def _module(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


MODULES = {_module(path) for path in FILES}


def _imports(path: Path) -> Iterator[tuple[int, str]]:
    """Lines and full names of all imports, those inside functions too."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, name.name) for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{path}:{node.lineno}: imports name their package in full"
            for name in node.names:
                inner = f"{node.module}.{name.name}"
                yield node.lineno, inner if inner in MODULES else str(node.module)


def _part(module: str) -> str:
    return max((part for part in MAY_IMPORT if module.startswith(part)), key=len)


def _ours_may(importer: str, imported: str) -> bool:
    part = _part(importer)
    allowed = {part, *(f"indexer.{name}" for name in MAY_IMPORT[part].split())}
    return _part(imported) in allowed or (part, imported) in ALSO


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_imports_point_down(path: Path) -> None:
    importer = _module(path)
    for line, imported in _imports(path):
        first = imported.partition(".")[0]
        where = f"{path.relative_to(ROOT)}:{line}: {importer} imports {imported}"
        if first in ("indexer", "search_web"):
            assert _ours_may(importer, imported), f"{where}, which its row in MAY_IMPORT does not list"
        elif first not in sys.stdlib_module_names:
            assert first in STOPS_AT, f"{where}, which STOPS_AT does not know"
            stops = STOPS_AT[first].split()
            assert any(importer.startswith(each) for each in stops), f"{where}, which stops at {', '.join(stops)}"


def test_every_row_of_the_table_is_of_a_part_that_exists() -> None:
    assert {_part(module) for module in MODULES} == set(MAY_IMPORT)
