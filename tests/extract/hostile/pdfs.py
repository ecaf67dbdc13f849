"""PDF files made to harm: cycles, bombs, monstrous numbers, letters and images."""

from __future__ import annotations

import random
import zlib
from collections.abc import Iterator

_FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"


def pdf(objects: dict[int, bytes], trailer: bytes = b"<</Root 1 0 R>>") -> bytes:
    """A file of these objects, with a cross-reference table."""
    out = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
    places = {}
    for number, body in objects.items():
        places[number] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = len(out)
    out += b"xref\n0 1\n0000000000 65535 f \n"
    for number, place in places.items():
        out += b"%d 1\n%010d 00000 n \n" % (number, place)
    return out + b"trailer\n%s\nstartxref\n%d\n%%%%EOF\n" % (trailer, table)


def stream(content: bytes, entries: bytes = b"") -> bytes:
    """A stream object."""
    return b"<<%s/Length %d>>stream\n%s\nendstream" % (entries, len(content), content)


def page(content: bytes, *, box: bytes = b"[0 0 595 842]", more: bytes = b"", **extra: bytes) -> bytes:
    """A file of one page."""
    resources = b"<</Font<</F 5 0 R>>%s>>" % extra.get("resources", b"")
    objects = {
        1: b"<</Type/Catalog/Pages 2 0 R>>",
        2: b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        3: b"<</Type/Page/Parent 2 0 R/MediaBox%s/Contents 4 0 R/Resources%s%s>>" % (box, resources, more),
        4: content if content.startswith(b"<<") else stream(content),
        5: extra.get("font", _FONT),
    }
    objects |= {6 + at: body for at, body in enumerate(extra["others"].split(b"\0\0"))} if "others" in extra else {}
    return pdf(objects)


_WORDS = b"BT /F 12 Tf 72 700 Td (Some words on a page that should be read) Tj ET "
_BOXES = {
    "huge": b"[0 0 1e9 1e9]",
    "huger": b"[-1e38 -1e38 1e38 1e38]",
    "negative": b"[595 842 0 0]",
    "empty": b"[0 0 0 0]",
    "tiny": b"[0 0 0.0001 0.0001]",
    "short": b"[0 0]",
    "words": b"[/a /b /c /d]",
    "endless": b"[0 0 99999999999999999999 99999999999999999999]",
    "itself": b" 3 0 R",
}
_CONTENTS = {
    "unclosed": b"BT /F 12 Tf (never closed",
    "deep-parentheses": b"BT /F 12 Tf " + b"(" * 200_000 + b")" * 200_000 + b" Tj ET",
    "deep-arrays": b"BT /F 12 Tf " + b"[" * 200_000 + b" TJ ET",
    "many-q": b"q " * 500_000 + _WORDS,
    "no-font": b"BT /Nothing 12 Tf 72 700 Td (Words) Tj ET",
    "size-0": b"BT /F 0 Tf 72 700 Td (Words without size) Tj ET",
    "size-huge": b"BT /F 1e30 Tf 72 700 Td (Words of endless size) Tj ET",
    "size-nan": b"BT /F NaN Tf 72 700 Td (Words) Tj ET",
    "far-away": b"BT /F 12 Tf 1e38 -1e38 Td (Words far away) Tj ET " + _WORDS,
    "one-place": b"BT /F 12 Tf 72 700 Td " + b"(x) Tj 0 0 Td " * 30_000 + b"ET",
    "matrix-0": b"BT /F 12 Tf 0 0 0 0 72 700 Tm (Words) Tj ET",
    "matrix-huge": b"1e20 1e20 1e20 1e20 1e20 1e20 cm " + _WORDS,
    "slanting": b"BT /F 12 Tf 0.7 0.7 -0.7 0.7 200 200 Tm (Words that climb) Tj ET",
    "hundred-thousand-lines": b"".join(b"BT /F 1 Tf 1 %d Td (a) Tj ET " % (at % 842) for at in range(100_000)),
    "hundred-thousand-rules": b"".join(b"%d 0 m %d 842 l S " % (at % 595, at % 595) for at in range(100_000)),
    "grid-of-rules": b"".join(b"0 %d m 595 %d l S %d 0 m %d 842 l S " % (at, at, at, at) for at in range(0, 595, 2)),
    "grid-and-words": b"".join(b"0 %d m 595 %d l S %d 0 m %d 842 l S " % (at, at, at, at) for at in range(0, 595, 5))
    + _WORDS * 200,
    "too-many-letters": b"BT /F 1 Tf 1 1 Td (" + b"a" * 300_000 + b") Tj ET",
    "nothing": b"",
    "noise": random.Random(1).randbytes(20_000),
    "inline-image": b"BI /W 100000 /H 100000 /BPC 8 /CS /RGB ID " + bytes(100) + b" EI " + _WORDS,
}


def pdfs() -> Iterator[tuple[str, bytes]]:
    """All of them: name and content."""
    for name, box in _BOXES.items():
        yield f"box-{name}.pdf", page(_WORDS, box=box)
    for name, content in _CONTENTS.items():
        yield f"content-{name}.pdf", page(content)
    yield from _cycles()
    yield from _bombs()
    yield from _tables()
    yield from _oddities()


def _cycles() -> Iterator[tuple[str, bytes]]:
    form = b"/Type/XObject/Subtype/Form/BBox[0 0 600 900]/Resources<</XObject<</A 6 0 R/B 7 0 R>>/Font<</F 5 0 R>>>>"
    for name, inside in {"self": b"/A Do ", "other": b"/B Do ", "doubling": b"/A Do /A Do /B Do /B Do "}.items():
        others = b"\0\0".join((stream(inside + _WORDS, form), stream(b"/A Do ", form)))
        yield f"form-{name}.pdf", page(b"/A Do", resources=b"/XObject<</A 6 0 R/B 7 0 R>>", others=others)
    levels = []  # each form draws the next ten times: 10 to the 12th words
    for at in range(12):
        entries = form.replace(b"/A 6 0 R/B 7 0 R", b"/A %d 0 R" % (7 + at))
        levels.append(stream(b"/A Do " * 10 if at < 11 else _WORDS, entries))
    yield "form-tower.pdf", page(b"/A Do", resources=b"/XObject<</A 6 0 R>>", others=b"\0\0".join(levels))
    catalogue = {1: b"<</Type/Catalog/Pages 2 0 R>>"}
    yield "tree-itself.pdf", pdf({**catalogue, 2: b"<</Type/Pages/Kids[2 0 R 2 0 R]/Count 2>>"})
    yield "tree-parents.pdf", pdf({**catalogue, 2: b"<</Type/Pages/Kids[3 0 R]/Count 9/Parent 3 0 R>>", 3: b"<</Type/Pages/Kids[2 0 R]/Count 9/Parent 2 0 R>>"})  # fmt: skip
    yield "tree-endless.pdf", pdf({**catalogue, 2: b"<</Type/Pages/Kids[2 0 R]/Count 2000000000>>"})
    yield "tree-negative.pdf", pdf({**catalogue, 2: b"<</Type/Pages/Kids[]/Count -5>>"})
    deep = {number: b"<</Type/Pages/Kids[%d 0 R]/Count 1/Parent %d 0 R>>" % (number + 1, number - 1) for number in range(2, 5_000)}  # fmt: skip
    yield "tree-deep.pdf", pdf({**catalogue, **deep, 5_000: b"<</Type/Page/Parent 4999 0 R/MediaBox[0 0 9 9]>>"})
    kids = b" ".join([b"3 0 R"] * 30_000)
    yield "tree-same-page.pdf", pdf({**catalogue, 2: b"<</Type/Pages/Kids[%s]/Count 30000>>" % kids, 3: b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>"})  # fmt: skip
    yield "references-round.pdf", pdf({1: b"<</Type/Catalog/Pages 2 0 R>>", 2: b"3 0 R", 3: b"2 0 R"})
    yield "length-itself.pdf", page(b"<</Length 4 0 R>>stream\n" + _WORDS + b"\nendstream")
    labels = b"<</Nums[0 <</S/D/St 999999999999>> -5 <</S/r>>]/Kids[1 0 R]>>"
    yield "labels.pdf", page(_WORDS).replace(b"/Type/Catalog", b"/Type/Catalog/PageLabels" + labels)


def _bombs() -> Iterator[tuple[str, bytes]]:
    zeros = zlib.compress(bytes(100_000_000), 9)
    yield "flate-zeros.pdf", page(stream(zeros, b"/Filter/FlateDecode"))
    twice = zlib.compress(zeros, 9)
    yield "flate-twice.pdf", page(stream(twice, b"/Filter[/FlateDecode/FlateDecode]"))
    words = zlib.compress(_WORDS * 400_000, 9)
    yield "flate-words.pdf", page(stream(words, b"/Filter/FlateDecode"))
    yield "filters-100.pdf", page(stream(b"x", b"/Filter[" + b"/ASCIIHexDecode" * 1000 + b"]"))
    yield "lzw-noise.pdf", page(stream(random.Random(2).randbytes(5_000), b"/Filter/LZWDecode"))
    yield "runlength.pdf", page(stream(b"\x81 " * 50_000, b"/Filter/RunLengthDecode"))
    yield "predictor.pdf", page(stream(zlib.compress(bytes(999)), b"/Filter/FlateDecode/DecodeParms<</Predictor 15/Columns 2147483647>>"))  # fmt: skip
    for name, filter_ in {"jbig2": b"JBIG2Decode", "jpeg": b"DCTDecode", "jpx": b"JPXDecode", "fax": b"CCITTFaxDecode"}.items():  # fmt: skip
        entries = (
            b"/Type/XObject/Subtype/Image/Width 60000/Height 60000/BitsPerComponent 1/ColorSpace/DeviceGray/Filter/"
        )
        image = stream(random.Random(3).randbytes(3_000), entries + filter_)
        yield f"image-{name}.pdf", page(_WORDS + b"/A Do", resources=b"/XObject<</A 6 0 R>>", others=image)
    entries = (
        b"/Type/XObject/Subtype/Image/Width 2147483647/Height 2147483647/BitsPerComponent 16/ColorSpace/DeviceCMYK"
    )
    yield "image-huge.pdf", page(_WORDS + b"/A Do", resources=b"/XObject<</A 6 0 R>>", others=stream(b"x", entries))
    objects = b" ".join(b"%d %d" % (number, 0) for number in range(100_000))
    packed = zlib.compress(objects + b" null" * 100_000)
    yield "object-stream.pdf", page(_WORDS, others=stream(packed, b"/Type/ObjStm/N 100000/First %d/Filter/FlateDecode" % len(objects)))  # fmt: skip
    yield "hundred-thousand-objects.pdf", pdf({1: b"<</Type/Catalog/Pages 2 0 R>>", 2: b"<</Type/Pages/Kids[]/Count 0>>"}) + b"".join(b"%d 0 obj null endobj\n" % at for at in range(100_000))  # fmt: skip


def _tables() -> Iterator[tuple[str, bytes]]:
    good = page(_WORDS)
    at = good.rindex(b"startxref")
    for name, place in {"itself": at, "zero": 0, "beyond": 1 << 60, "negative": -5, "middle": len(good) // 2}.items():
        yield f"xref-{name}.pdf", good[:at] + b"startxref\n%d\n%%%%EOF" % place
    table = good.rindex(b"xref\n0")
    yield "xref-prev-itself.pdf", good.replace(b"<</Root 1 0 R>>", b"<</Root 1 0 R/Prev %d/Size 6>>" % table)
    yield "xref-size.pdf", good.replace(b"<</Root 1 0 R>>", b"<</Root 1 0 R/Size 2147483647>>")
    yield "xref-count.pdf", good.replace(b"xref\n0 1\n", b"xref\n0 4294967295\n")
    yield "root-none.pdf", good.replace(b"/Root 1 0 R", b"/Root 99 0 R")
    yield "root-page.pdf", good.replace(b"/Root 1 0 R", b"/Root 3 0 R")
    encryption = b"<</Filter/Standard/V %d/R %d/Length %d/O(%s)/U(%s)/P -4>>"
    for version, revision, length in ((1, 2, 40), (2, 3, 128), (4, 4, 128), (5, 6, 256), (9, 9, 7), (-1, -1, -1)):
        entry = encryption % (version, revision, length, b"o" * 32, b"u" * 32)
        yield f"encrypted-{version}.pdf", good.replace(b"/Root 1 0 R", b"/Root 1 0 R/ID[(a)(b)]/Encrypt " + entry)


def _oddities() -> Iterator[tuple[str, bytes]]:
    yield "font-none.pdf", page(_WORDS, font=b"null")
    yield "font-itself.pdf", page(_WORDS, font=b"<</Type/Font/Subtype/Type0/BaseFont/X/DescendantFonts[5 0 R]/Encoding/Identity-H>>")  # fmt: skip
    glyphs = b"<</Type/Font/Subtype/Type3/FontBBox[0 0 1 1]/FontMatrix[0 0 0 0 0 0]/FirstChar 0/LastChar 255/CharProcs<</a 4 0 R>>/Encoding<</Differences[97/a]>>>>"
    yield "font-drawn.pdf", page(_WORDS, font=glyphs)
    for name, target in {"surrogates": b"D800", "nothing": b"", "nul": b"0000", "long": b"0061" * 500, "private": b"E000", "beyond": b"DBFFDFFF"}.items():  # fmt: skip
        mapping = b"begincmap 1 begincodespacerange <00> <FF> endcodespacerange 1 beginbfrange <00> <FF> <%s> endbfrange endcmap" % target  # fmt: skip
        font = _FONT.replace(b">>", b"/ToUnicode 6 0 R>>")
        yield f"unicode-{name}.pdf", page(_WORDS, font=font, others=stream(mapping))
    yield "rotated-7.pdf", page(_WORDS, more=b"/Rotate 7")
    yield "rotated-huge.pdf", page(_WORDS, more=b"/Rotate 99999999999/UserUnit 1e30/CropBox[9 9 -9 -9]")
    title = b"/Info<</Title(\xfe\xff\xd8\x00\xdc\x00\xd8\x00)/Author(" + b"a" * 100_000 + b")>>"
    yield "title-surrogates.pdf", page(_WORDS).replace(b"/Root 1 0 R", b"/Root 1 0 R" + title)
    yield "version.pdf", page(_WORDS).replace(b"%PDF-1.7", b"%PDF-99999999999999.9")
    yield "header-late.pdf", b"x" * 1_000 + page(_WORDS)
    yield (
        "script.pdf",
        page(_WORDS).replace(b"/Type/Catalog", b"/Type/Catalog/OpenAction<</S/JavaScript/JS(while(1);)>>"),
    )
