"""OpenDocument text: real styles, lists, tables and notes, written as XML."""

from pathlib import Path
from xml.sax.saxutils import escape

from .markup import Block, Source, pieces
from .parts import write_parts

_SPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{rest}:1.0"'
    for name, rest in {
        "office": "office",
        "style": "style",
        "text": "text",
        "table": "table",
        "fo": "xsl-fo-compatible",
        "meta": "meta",
    }.items()
) + ' xmlns:dc="http://purl.org/dc/elements/1.1/"'
_STYLES = """<office:automatic-styles>
<style:style style:name="Mid" style:family="paragraph"><style:paragraph-properties fo:text-align="center"/></style:style>
<style:style style:name="b" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>
<style:style style:name="i" style:family="text"><style:text-properties fo:font-style="italic"/></style:style>
<style:style style:name="Lined" style:family="table-cell">
<style:table-cell-properties fo:border="0.5pt solid #000000"/></style:style>
<text:list-style style:name="Dots"><text:list-level-style-bullet text:level="1" text:bullet-char="•"/></text:list-style>
</office:automatic-styles>"""
_TYPE = "application/vnd.oasis.opendocument.text"


def build(source: Source, target: Path, _fonts: Path) -> None:
    """Make an ODT file."""
    writing = _Writing(source)
    body = "".join(
        [f'<text:p text:style-name="Title">{escape(line)}</text:p>' for line in source.split("title")]
        + [f'<text:p text:style-name="Mid">{escape(line)}</text:p>' for line in source.split("by")]
        + [f'<text:p text:style-name="Mid">{escape(line)}</text:p>' for line in source.split("note")]
        + [writing.block(block) for block in source.blocks]
    )
    parts = {
        "content.xml": f"<office:document-content {_SPACES}>{_STYLES}<office:body><office:text>{body}</office:text>"
        "</office:body></office:document-content>",
        "styles.xml": _page_styles(source),
        "meta.xml": f"<office:document-meta {_SPACES}><office:meta><dc:title>{escape(source.get('doc-title'))}</dc:title>"
        f"<meta:initial-creator>{escape(source.get('doc-author'))}</meta:initial-creator>"
        f"<meta:creation-date>{source.get('date')}T08:00:00</meta:creation-date></office:meta></office:document-meta>",
        "META-INF/manifest.xml": _manifest("content.xml", "styles.xml", "meta.xml"),
    }
    write_parts(target, {"mimetype": _TYPE} | {name: f'<?xml version="1.0"?>\n{text}' for name, text in parts.items()})


def _page_styles(source: Source) -> str:
    styles = '<style:style style:name="Title" style:family="paragraph"/>' + "".join(
        f'<style:style style:name="Heading_20_{depth}" style:display-name="Heading {depth}" style:family="paragraph" '
        f'style:default-outline-level="{depth}"/>'
        for depth in (1, 2, 3)
    )
    return (
        f"<office:document-styles {_SPACES}><office:styles>{styles}</office:styles><office:master-styles>"
        '<style:master-page style:name="Standard" style:page-layout-name="Page"><style:header>'
        f"<text:p>{escape(source.get('header'))}</text:p></style:header></style:master-page></office:master-styles>"
        "</office:document-styles>"
    )


def _manifest(*names: str) -> str:
    entries = "".join(f'<manifest:file-entry manifest:full-path="{name}" manifest:media-type="text/xml"/>' for name in names)
    return (
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{_TYPE}"/>{entries}</manifest:manifest>'
    )


class _Writing:
    """Blocks as XML; notes are counted as they come."""

    def __init__(self, source: Source) -> None:
        self._source = source

    def block(self, block: Block) -> str:
        if block.kind == "heading":
            style = f'text:style-name="Heading_20_{block.depth}" text:outline-level="{block.depth}"'
            return f"<text:h {style}>{self._line(block.text)}</text:h>"
        if block.kind == "table":
            return self._table(block)
        if block.kind == "item":
            entry = f"<text:list-item><text:p>{self._line(block.text)}</text:p></text:list-item>"
            return f'<text:list text:style-name="Dots">{entry}</text:list>'
        return f"<text:p>{self._line(block.text)}</text:p>"

    def _line(self, text: str) -> str:
        return "".join(self._note(piece.text) if piece.style == "n" else _span(piece.text, piece.style) for piece in pieces(text))

    def _note(self, mark: str) -> str:
        return (
            f'<text:note text:note-class="footnote"><text:note-citation>{mark}</text:note-citation><text:note-body>'
            f"<text:p>{escape(self._source.notes[mark])}</text:p></text:note-body></text:note>"
        )

    def _table(self, block: Block) -> str:
        rows = "".join(
            "<table:table-row>"
            + "".join(
                f'<table:table-cell table:style-name="Lined"><text:p>{self._line(cell)}</text:p></table:table-cell>'
                for cell in row
            )
            + "</table:table-row>"
            for row in block.rows
        )
        return f'<table:table><table:table-column table:number-columns-repeated="{len(block.rows[0])}"/>{rows}</table:table>'


def _span(text: str, style: str) -> str:
    return f'<text:span text:style-name="{style[0]}">{escape(text)}</text:span>' if style else escape(text)
