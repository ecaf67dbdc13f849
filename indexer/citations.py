"""What a library holds, cited: documents, pages and words of them, in every style, as text and as records."""

from __future__ import annotations

from collections.abc import Sequence

from indexer.cite import cite, records, works
from indexer.home import Home
from indexer.model import Citation, CitedPassage, Located, Picked, Quotation, Spans
from indexer.quoted import found_again, locate, quotation


class Citations:
    """Citations of a library's documents. Threads may share it."""

    def __init__(self, home: Home) -> None:
        self._home = home

    def cite(
        self,
        document_id: str,
        page: int | None = None,
        style: str = "footnote",
        *,
        label: str | None = None,
        later: bool = False,
    ) -> Citation:
        """A document cited, or the page of the file, by the label that is printed on it; see indexer.cite.

        Args:
            label: what to print as the page, where several pages are cited ("25-27"); else that of `page`.
        Raises: DocumentNotFound, PageNotFound, WrongUse (no such style).
        """
        document = self._home.document(document_id)
        if page is not None and label is None:
            label = self._home.page(document, page).page.label
        return cite(document, label, style, later=later, page=page)

    def cite_all(self, picked: Sequence[Picked], style: str = "footnote") -> list[CitedPassage]:
        """What was picked, cited in this order: a document named before gets the short form.

        Words that moved are found by their fingerprint; of those that are lost, the document is cited.

        Raises: DocumentNotFound, PageNotFound, WrongUse.
        """
        cited: list[CitedPassage] = []
        seen: set[str] = set()
        for chosen in picked:
            each, trace = found_again(self._home.catalogue, self._home.document(chosen.document_id), chosen)
            words = self.quotation(each.document_id, each.spans) if each.spans else None
            page, label = (words.page, words.page_label or "") if words else (each.page, None)
            citation = self.cite(each.document_id, page, style, label=label, later=each.document_id in seen)
            cited.append(CitedPassage(each, citation, words, trace))
            seen.add(each.document_id)
        return cited

    def works(self, document_ids: Sequence[str], style: str = "thesis") -> list[Citation]:
        """A list of works in Vietnamese order, each once. Raises: DocumentNotFound, WrongUse."""
        return works([self._home.document(each) for each in document_ids], style)

    def records(self, document_ids: Sequence[str], name: str) -> str:
        """Documents as RIS, BibTeX or CSL-JSON; see indexer.cite. Raises: DocumentNotFound, WrongUse."""
        return records([self._home.document(each) for each in document_ids], name)

    def quotation(self, document_id: str, spans: Spans) -> Quotation:
        """Words of a document, and the printed pages they stand on; see indexer.quoted.

        Raises: DocumentNotFound; WrongUse: the document has no such place.
        """
        return quotation(self._home.catalogue, self._home.document(document_id), spans)

    def locate(self, document_id: str, spans: Spans, anchor: str) -> Located:
        """Where words stand now that stood in these slices; see indexer.quoted. Raises: DocumentNotFound."""
        return locate(self._home.catalogue, self._home.document(document_id), spans, anchor)
