"""What the parts of Tra Cứu hand to one another: frozen records without behaviour of their own.

Offsets are code points, half open. Pages are numbered from 1 by their place in the file; what is printed on
the page is its label.
"""

from indexer.model.around import Similar, SimilarHit
from indexer.model.card import Evidence, Metadata, Source, Standing
from indexer.model.citation import Citation, CitedPassage, Picked, Quotation, Spans
from indexer.model.document import Document, Extraction, Holdings, Kinship, Likeness, Repair, Status
from indexer.model.quotation import (
    CheckedQuotation,
    Difference,
    ManuscriptQuotation,
    ManuscriptState,
    QuotationReport,
    QuotedSource,
    Verdict,
)
from indexer.model.reading import HitPage, PageWords, PassageWords, ReadingBlock, ReadingPage
from indexer.model.reference import Certainty, CitedBy, CitingDocument, Led, Reference
from indexer.model.report import FileReport, Finding, Outcome, ScanReport
from indexer.model.result import (
    FACETS,
    Answer,
    DocumentHit,
    Filter,
    Notice,
    PassageHit,
    Reading,
    SearchPage,
    Sort,
    Suggestion,
    SuggestionKind,
)
from indexer.model.text import (
    DOUBTFUL_CONFIDENCE,
    NOTE_DIGITS,
    Block,
    BlockKind,
    Origin,
    Page,
    PageBoxes,
    Passage,
    PassageKind,
    QuestionAnswer,
    Run,
    WordBox,
)

__all__ = [
    "DOUBTFUL_CONFIDENCE",
    "FACETS",
    "NOTE_DIGITS",
    "Answer",
    "Block",
    "BlockKind",
    "Certainty",
    "CheckedQuotation",
    "Citation",
    "CitedBy",
    "CitedPassage",
    "CitingDocument",
    "Difference",
    "Document",
    "DocumentHit",
    "Evidence",
    "Extraction",
    "FileReport",
    "Filter",
    "Finding",
    "HitPage",
    "Holdings",
    "Kinship",
    "Led",
    "Likeness",
    "ManuscriptQuotation",
    "ManuscriptState",
    "Metadata",
    "Notice",
    "Origin",
    "Outcome",
    "Page",
    "PageBoxes",
    "PageWords",
    "Passage",
    "PassageHit",
    "PassageKind",
    "PassageWords",
    "Picked",
    "QuestionAnswer",
    "Quotation",
    "QuotationReport",
    "QuotedSource",
    "Reading",
    "ReadingBlock",
    "ReadingPage",
    "Reference",
    "Repair",
    "Run",
    "ScanReport",
    "SearchPage",
    "Similar",
    "SimilarHit",
    "Sort",
    "Source",
    "Spans",
    "Standing",
    "Status",
    "Suggestion",
    "SuggestionKind",
    "Verdict",
    "WordBox",
]
