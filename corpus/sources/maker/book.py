"""EPUB books: a chapter for each heading of the first depth, tables of contents in both forms."""

from pathlib import Path
from xml.sax.saxutils import escape

from .markup import Block, Source, pieces, plain
from .parts import write_parts

_CONTAINER = (
    '<?xml version="1.0"?>\n<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
    '<rootfile full-path="OEBPS/content.opf" media-type="application/oebps-package+xml"/></rootfiles></container>'
)
_PAGE = (
    '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html>\n<html xmlns="http://www.w3.org/1999/xhtml" '
    'xmlns:epub="http://www.idpf.org/2007/ops" xml:lang="vi"><head><title>{title}</title></head><body>{body}</body></html>'
)


def build(source: Source, target: Path, _fonts: Path) -> None:
    """Make an EPUB file."""
    chapters = _chapters(source)
    names = [f"chuong-{at}.xhtml" for at in range(len(chapters))]
    title = escape(source.get("title"))
    cover = f"<h1>{title}</h1><p>{escape(source.get('by'))}</p><p>({escape(source.get('note'))})</p>"
    pages = {"bia.xhtml": _PAGE.format(title=title, body=f'<section epub:type="titlepage">{cover}</section>')}
    entries = []
    for name, blocks in zip(names, chapters, strict=True):
        heading = plain(blocks[0].text)
        entries.append((name, heading))
        body = "".join(_block(source, block) for block in blocks)
        pages[name] = _PAGE.format(title=escape(heading), body=f"<section>{body}{_notes(source, blocks)}</section>")
    links = "".join(f'<li><a href="{name}">{escape(heading)}</a></li>' for name, heading in entries)
    pages["nav.xhtml"] = _PAGE.format(title="Mục lục", body=f'<nav epub:type="toc"><h1>Mục lục</h1><ol>{links}</ol></nav>')
    parts = {"mimetype": "application/epub+zip", "META-INF/container.xml": _CONTAINER}
    parts |= {"OEBPS/content.opf": _package(source, list(pages)), "OEBPS/toc.ncx": _ncx(title, entries)}
    write_parts(target, parts | {f"OEBPS/{name}": page for name, page in pages.items()})


def _chapters(source: Source) -> list[list[Block]]:
    chapters: list[list[Block]] = []
    for block in source.blocks:
        if block.kind == "heading" and block.depth == 1:
            chapters.append([])
        chapters[-1].append(block)
    return chapters


def _block(source: Source, block: Block) -> str:
    if block.kind == "heading":
        return f"<h{block.depth}>{_line(block.text)}</h{block.depth}>"
    if block.kind == "table":
        rows = ("".join(f"<td>{_line(cell)}</td>" for cell in row) for row in block.rows)
        return "<table>" + "".join(f"<tr>{row}</tr>" for row in rows) + "</table>"
    tag = {"item": "li", "quote": "blockquote"}.get(block.kind, "p")
    line = f"<{tag}>{_line(block.text)}</{tag}>"
    return f"<ul>{line}</ul>" if tag == "li" else line


def _line(text: str) -> str:
    tags = {"b": "strong", "i": "em", "bi": "strong"}
    parts = []
    for piece in pieces(text):
        if piece.style == "n":
            parts.append(f'<a epub:type="noteref" href="#n{piece.text}">{piece.text}</a>')
        else:
            tag = tags.get(piece.style)
            parts.append(f"<{tag}>{escape(piece.text)}</{tag}>" if tag else escape(piece.text))
    return "".join(parts)


def _notes(source: Source, blocks: list[Block]) -> str:
    marks = [piece.text for block in blocks for piece in pieces(block.text) if piece.style == "n"]
    return "".join(
        f'<aside epub:type="footnote" id="n{mark}"><p>{mark} {escape(source.notes[mark])}</p></aside>' for mark in marks
    )


def _package(source: Source, names: list[str]) -> str:
    about = (
        f'<dc:identifier id="id">urn:truongmau:{source.name}</dc:identifier><dc:title>{escape(source.get("doc-title"))}'
        f"</dc:title><dc:creator>{escape(source.get('doc-author'))}</dc:creator><dc:language>vi</dc:language>"
        f"<dc:publisher>{escape(source.get('publisher'))}</dc:publisher><dc:date>{source.get('date')}</dc:date>"
    )
    items = "".join(
        f'<item id="p{at}" href="{name}" media-type="application/xhtml+xml"'
        f'{" properties=" + chr(34) + "nav" + chr(34) if name == "nav.xhtml" else ""}/>'
        for at, name in enumerate(names)
    )
    spine = "".join(f'<itemref idref="p{at}"/>' for at, name in enumerate(names) if name != "nav.xhtml")
    return (
        '<?xml version="1.0"?>\n<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id">'
        f'<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">{about}</metadata><manifest>{items}'
        '<item id="ncx" href="toc.ncx" media-type="application/x-dtbncx+xml"/></manifest>'
        f'<spine toc="ncx">{spine}</spine></package>'
    )


def _ncx(title: str, entries: list[tuple[str, str]]) -> str:
    points = "".join(
        f'<navPoint id="e{at}" playOrder="{at}"><navLabel><text>{escape(heading)}</text></navLabel>'
        f'<content src="{name}"/></navPoint>'
        for at, (name, heading) in enumerate(entries, 1)
    )
    return (
        '<?xml version="1.0"?>\n<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/" version="2005-1"><head/>'
        f"<docTitle><text>{title}</text></docTitle><navMap>{points}</navMap></ncx>"
    )
