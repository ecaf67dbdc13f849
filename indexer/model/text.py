"""The text of a document: pages of blocks, the passages that it is cut into, and where its words stand on paper."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

NOTE_DIGITS = "⁰¹²³⁴⁵⁶⁷⁸⁹"  # the mark of a note is written in these, in the text and before the note


class BlockKind(StrEnum):
    """What a block is on its page."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    TABLE = "table"
    FOOTNOTE = "footnote"
    CONTENTS = "contents"  # a line of a table of contents: read, and never found


@dataclass(frozen=True, slots=True)
class Run:
    """Letters of a paragraph in one font, as the file has them: old fonts draw other letters than the file names."""

    text: str
    font: str  # its name in the file; empty where unknown


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading, table row or footnote, as printed: NFC, on one line, single spaces."""

    text: str
    kind: BlockKind = BlockKind.PARAGRAPH
    level: int = 0  # of a heading, from 1; 0 for everything else
    continues: bool = False  # goes on from the last body block of the page before


DOUBTFUL_CONFIDENCE = 85  # of a recognised page: below it, compare with the original


class Origin(StrEnum):
    """Where the text of a page comes from."""

    FILE = "file"  # written in it
    RECOGNITION = "recognition"  # read on the image of the page (OCR)


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a file, or one section of a file that has no pages."""

    number: int  # from 1, by place in the file
    label: str | None  # as printed ("xii", "23"); None where nothing is printed or nothing can be trusted
    blocks: tuple[Block, ...]
    origin: Origin = Origin.FILE
    confidence: int | None = None  # of the recognition, 0..100; None for text of the file


class PassageKind(StrEnum):
    """What a passage is in its document. All are found; those that are not its text come after it."""

    BODY = "body"
    NOTE = "note"  # at the foot of a page
    WORKS = "works"  # a list of the works that a document names
    FORM = "form"  # letterhead, list of recipients: alike in every document of an office


@dataclass(frozen=True, slots=True)
class QuestionAnswer:
    """A question of a document, and what the document answers."""

    ordinal: int  # from 1, in the order of the document
    question: tuple[int, int]  # slice of the document's text, without "Câu 1."
    answer: tuple[tuple[int, int], ...]  # slices, without "Trả lời:"
    page: int  # on which the question stands


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of text that search finds and a citation points to."""

    number: int  # unique in the library; document number and ordinal, see indexer.numbering
    spans: tuple[tuple[int, int], ...]  # slices of the document's text, in order
    first_page: int
    last_page: int
    heading: str  # "Chương II › Mục 3", empty outside any heading
    words: bytes  # syllables in each word, one byte a word
    kind: PassageKind = PassageKind.BODY


@dataclass(frozen=True, slots=True)
class WordBox:
    """Where a word of a page's text stands: points from the top left corner of the page as it is shown."""

    start: int  # offset in the text of the page
    end: int
    x: float
    top: float
    right: float
    bottom: float
    confidence: int | None = None  # of a recognised word, 0..100


@dataclass(frozen=True, slots=True)
class PageBoxes:
    """The words of a page with their places."""

    width: float  # points; 0 where no word has a place
    height: float
    turn: int  # quarters, clockwise, by which the page is turned before it is shown so
    words: tuple[WordBox, ...]
