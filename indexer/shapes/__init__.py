"""Records as JSON: the shapes that the command line and the API share."""

from indexer.shapes.around import concordance_json, hits_json, over_years_json, similar_json, telling_words_json
from indexer.shapes.citations import citation_json, quotations_json
from indexer.shapes.documents import card_json, document_json, evidence_json, likenesses_json, repairs_json
from indexer.shapes.reading import page_words_json, passage_words_json, reading_page_json
from indexer.shapes.references import citing_json, references_json, referring_json, wishes_json
from indexer.shapes.reports import copied_json, findings_json, reports_json, scan_json, taken_json
from indexer.shapes.results import hit_json, passage_json, search_page_json, suggestions_json

__all__ = [
    "card_json",
    "citation_json",
    "citing_json",
    "concordance_json",
    "copied_json",
    "document_json",
    "evidence_json",
    "findings_json",
    "hit_json",
    "hits_json",
    "likenesses_json",
    "over_years_json",
    "page_words_json",
    "passage_json",
    "passage_words_json",
    "quotations_json",
    "reading_page_json",
    "references_json",
    "referring_json",
    "repairs_json",
    "reports_json",
    "scan_json",
    "search_page_json",
    "similar_json",
    "suggestions_json",
    "taken_json",
    "telling_words_json",
    "wishes_json",
]
