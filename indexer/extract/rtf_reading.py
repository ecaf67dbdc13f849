"""RTF as paragraphs and tables: groups and their state, one token after the other."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from indexer.errors import DamagedFile
from indexer.extract.rtf_tokens import WESTERN, Kind, Token, code_page, encoding_of_font, tokens
from indexer.extract.rtf_words import HEADS, READ_STARRED, SIGNS, UNREAD
from indexer.extract.rtf_written import Written
from indexer.model import Run

_DEEPEST = 20_000  # groups within groups: no program writes a tenth of it
_BODY, _UNPRINTED, _FONTS, _STYLES, _NOTE, _HEAD = "body", "unprinted", "fonts", "styles", "note", "head"
_KEPT_PROPERTIES = ("title", "author")
_LETTERS = 0x10000  # that one number can name
_NO_PARAGRAPH = -1  # number of a style that is none of a paragraph
_SYMBOLS = 2  # charset of fonts that have signs in place of letters
_BODY_TEXT = 9  # outline level of no heading; theirs are 0 to 8
_STATES: dict[str, tuple[str, int | None]] = {  # command → part of the group's state, and its value if it is fixed
    "b": ("bold", None),
    "v": ("hidden", None),
    "deleted": ("hidden", None),
    "uc": ("fallback", None),
    "intbl": ("in_table", None),
    "outlinelevel": ("outline", None),
    "qc": ("centred", 1),
    "ql": ("centred", 0),
    "qr": ("centred", 0),
    "qj": ("centred", 0),
}


@dataclass(slots=True)
class _Group:
    """What holds within a pair of braces."""

    place: str = _BODY
    font: int | None = None
    bold: bool = False
    hidden: bool = False
    fallback: int = 1  # letters after \\u that stand for it
    style: int = 0
    outline: int = _BODY_TEXT
    centred: bool = False
    in_table: bool = False
    outer: str = _BODY  # the place around a pair of forms of which one is read
    begins: bool = True  # nothing of it was read yet
    starred: bool = False  # may be passed over by who does not know it


class Reading:
    """Reads the tokens of one file."""

    def __init__(self, raw: bytes) -> None:
        self.written = Written()
        self._groups = [_Group()]
        self._pages: dict[int, str] = {}  # font → encoding
        self._fonts: dict[int, str] = {}
        self._charsets: dict[int, int] = {}
        self._styles: dict[int, str] = {}
        self._page, self._default = WESTERN, 0
        self._held = b""  # bytes of one font, not yet letters
        self._skipped = 0  # letters still to pass over
        self._high = 0  # first half of a letter
        self._name = ""  # of a font or style, as it grows
        self._number = 0  # its number
        self._property = ""
        self._bordered = self._at_side = False
        self._acts: dict[str, Callable[[int | None], None]] = {
            **dict.fromkeys(("par", "sect", "page", "nestcell", "\n", "\r"), self._par),
            "chftn": self._note_mark,
            "cell": self._cell,
            "row": self._row,
            "trowd": self._row_begins,
            **dict.fromkeys(("clbrdrl", "clbrdrr", "trbrdrv"), self._side),
            **dict.fromkeys(("clbrdrt", "clbrdrb", "trbrdrh", "brdrnone", "brdrnil"), self._edge),
            **dict.fromkeys(("brdrs", "brdrth", "brdrdb", "brdrdot", "brdrdash", "brdrhair"), self._line),
            "plain": self._plain,
            "pard": self._pard,
            "f": self._set_font,
            "deff": self._set_default,
            "fcharset": self._set_charset,
            "s": self._set_style,
            **dict.fromkeys(("cs", "ds", "ts"), self._pass_style),
            "ansicpg": self._set_page,
            "mac": lambda _: self._set_system("mac_roman"),
            "pc": lambda _: self._set_system("cp437"),
            "pca": lambda _: self._set_system("cp850"),
        }
        for token in tokens(raw):
            self._take(token)
        self._flush()
        if len(self._groups) > 1:
            raise DamagedFile("the RTF file is cut short: fetch it again, or save it anew in a word processor")
        self._end_paragraph()
        self._row(None)

    @property
    def _group(self) -> _Group:
        return self._groups[-1]

    def _take(self, token: Token) -> None:
        if token.kind is Kind.BYTES:
            self._bytes(token)
            return
        self._flush()
        if token.kind is Kind.OPEN:
            self._skipped = 0
            if len(self._groups) > _DEEPEST:
                raise DamagedFile("the RTF file has too many groups within one another: it is no document")
            self._groups.append(replace(self._group, begins=True, starred=False))
        elif token.kind is Kind.CLOSE:
            self._skipped = 0
            self._close()
        elif self._skipped and token.word != "u":
            self._skipped -= 1
        else:
            self._command(token.word, token.number)

    def _bytes(self, token: Token) -> None:
        self._group.begins = False
        raw = token.raw
        if self._skipped:
            passed = min(self._skipped, len(raw))
            self._skipped -= passed
            raw = raw[passed:]
        if self._group.place != _UNPRINTED and not self._group.hidden:
            self._held += raw

    def _flush(self) -> None:
        if self._held:
            raw, self._held = self._held, b""
            self._letters(raw.decode(self._encoding(), "replace"))

    def _encoding(self) -> str:
        font = self._font()
        return self._pages.get(font, self._page)

    def _font(self) -> int:
        return self._default if self._group.font is None else self._group.font

    def _letters(self, text: str) -> None:
        group = self._group
        if group.hidden or group.place == _UNPRINTED:
            return
        if group.place in (_FONTS, _STYLES):
            self._name += text
            if ";" in text:
                self._named()
        elif group.place in _KEPT_PROPERTIES:
            self._property += text
        elif group.place == _HEAD:
            self.written.heads[-1] += text
        else:
            if self._charsets.get(self._font()) == _SYMBOLS:  # as other formats have their signs
                text = "".join(chr(0xF000 + ord(each)) if "\x20" < each <= "\xff" else each for each in text)
            self.written.add(Run(text, self._fonts.get(self._font(), "")), bold=bool(group.bold))

    def _named(self) -> None:
        """The name of a font or style is complete."""
        name, self._name = self._name.partition(";")[0].strip(), ""
        if self._group.place == _FONTS:
            self._fonts[self._number] = name
            self._pages[self._number] = encoding_of_font(name, self._charsets.get(self._number), self._page)
        else:
            self._styles[self._number] = name
        self._number = 0

    def _close(self) -> None:
        if len(self._groups) == 1:
            return  # one brace too many closes nothing
        ended = self._groups.pop()
        outside = self._group.place
        if ended.place == outside:
            return
        if ended.place == _NOTE:
            self.written.end_note()
        elif ended.place in _KEPT_PROPERTIES:
            self.written.properties.setdefault(ended.place, self._property)

    def _command(self, word: str, number: int | None) -> None:
        group = self._group
        first, group.begins = group.begins, False
        if word == "*" and first:
            group.begins = group.starred = True
        elif word == "u" and number is not None:
            self._unicode(number)
        elif ((first or word in ("upr", "ud")) and self._enter(word)) or group.place == _UNPRINTED:
            pass
        elif word in SIGNS:
            self._letters(SIGNS[word])
        elif word in _STATES:
            name, fixed = _STATES[word]
            setattr(group, name, fixed if fixed is not None else 1 if number is None else number)
        elif act := self._acts.get(word):
            act(number)

    def _unicode(self, number: int) -> None:
        """A letter by its number, 16 bits; one beyond them comes in two halves."""
        code, high, self._high = number % _LETTERS if -_LETTERS < number < _LETTERS else 0, self._high, 0
        if 0xD800 <= code < 0xDC00:  # noqa: PLR2004  # first halves
            self._high = code
        elif high and 0xDC00 <= code < 0xE000:  # noqa: PLR2004  # second halves
            self._letters(chr(0x10000 + (high - 0xD800 << 10) + code - 0xDC00))
        elif code:
            self._letters(chr(code))
        self._skipped = max(self._group.fallback, 0)

    def _enter(self, word: str) -> bool:
        """Whether the command says what the group is, rather than how its text looks."""
        group = self._group
        if word == "upr":
            group.outer, group.place = group.place, _UNPRINTED
        elif word == "ud":
            group.place = group.outer
        elif word in UNREAD:
            group.place = _UNPRINTED
        elif word in ("fonttbl", "stylesheet"):
            group.place = _FONTS if word == "fonttbl" else _STYLES
        elif word in HEADS:
            group.place = _HEAD
            self.written.heads.append("")
        elif word in _KEPT_PROPERTIES:
            group.place, self._property = word, ""
        elif word == "footnote" and group.place == _BODY:
            group.place, group.in_table = _NOTE, False
            self.written.begin_note()
        elif word == "shptxt" and group.place != _UNPRINTED:
            self._end_paragraph()
        elif group.starred and word not in READ_STARRED and group.place not in (_FONTS, _STYLES):
            group.place = _UNPRINTED
        else:
            return False
        return True

    # ---- commands

    def _plain(self, _: int | None) -> None:
        self._group.bold, self._group.font, self._group.hidden = False, None, False

    def _pard(self, _: int | None) -> None:
        group = self._group
        group.style, group.outline = 0, _BODY_TEXT
        group.centred = group.in_table = False

    def _set_font(self, number: int | None) -> None:
        if self._group.place == _FONTS:
            self._number = number or 0
        self._group.font = number

    def _set_default(self, number: int | None) -> None:
        self._default = number or 0

    def _set_style(self, number: int | None) -> None:
        if self._group.place == _STYLES:
            self._number = number or 0
        self._group.style = number or 0

    def _pass_style(self, _: int | None) -> None:
        """A style of something else than paragraphs, whose numbers may be the same."""
        if self._group.place == _STYLES:
            self._number = _NO_PARAGRAPH

    def _set_charset(self, number: int | None) -> None:
        self._charsets[self._number] = number or 0

    def _set_page(self, number: int | None) -> None:
        self._page = code_page(number)

    def _set_system(self, page: str) -> None:
        self._page = page

    def _note_mark(self, _: int | None) -> None:
        """The number that the word processor prints for a note; within the note it is known."""
        if self._group.place == _BODY:
            self.written.mark_note()

    def _par(self, _: int | None) -> None:
        if self._group.place == _BODY:
            self._end_paragraph()
        elif self._group.place in (_NOTE, _HEAD):
            self._letters(" ")

    def _end_paragraph(self) -> None:
        group = self._group
        self.written.end_paragraph(
            style=self._styles.get(group.style, ""),
            level=group.outline + 1 if 0 <= group.outline < _BODY_TEXT else 0,
            centred=bool(group.centred),
            in_table=bool(group.in_table),
        )

    def _cell(self, _: int | None) -> None:
        self._group.in_table = True
        self._end_paragraph()
        self.written.end_cell()

    def _row(self, _: int | None) -> None:
        self.written.end_row(bordered=self._bordered)

    def _row_begins(self, _: int | None) -> None:
        self._bordered = self._at_side = False

    def _side(self, _: int | None) -> None:
        self._at_side = True

    def _edge(self, _: int | None) -> None:
        self._at_side = False

    def _line(self, _: int | None) -> None:
        self._bordered = self._bordered or self._at_side
        self._at_side = False
