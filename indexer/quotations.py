"""The quotations of a manuscript, checked against what the library's documents print; long ones beside everything else."""

from __future__ import annotations

from pathlib import Path

from indexer.errors import DocumentNotFound, ManuscriptNotFound
from indexer.home import Home
from indexer.ingest import limits_of
from indexer.manuscripts import Manuscripts
from indexer.model import ManuscriptState, QuotationReport
from indexer.quotes import Progress, check_quotations
from indexer.quotes.reading import manuscript_text


class Quotations:
    """The quotation check of a library. Threads may share it."""

    def __init__(self, home: Home) -> None:
        self._home = home
        self._manuscripts = Manuscripts(home.settings.home)

    def check(self, text: str, *, sentences: bool = False, progress: Progress = lambda *_: None) -> QuotationReport:
        """Every quotation of a text against what is printed; see indexer.quotes."""
        return check_quotations(self._home.catalogue, self._home.engine(), text, sentences=sentences, progress=progress)

    def begin(self, text: str, *, sentences: bool = False) -> str:
        """Check a long text beside everything else, and name it for `state`; see indexer.manuscripts.

        Raises: TooManyManuscripts, StorageFull.
        """
        return self._manuscripts.begin(lambda tell: self.check(text, sentences=sentences, progress=tell))

    def state(self, name: str) -> ManuscriptState:
        """How far a long text has come; its report at the end. Raises: ManuscriptNotFound.

        A report that names a document which the library does not show (any more) is as if there were none: whoever is sent
        its name sees no more of a library than by asking anew.
        """
        state = self._manuscripts.state(name)
        named = {each.source.document.id for each in state.report.checked if each.source} if state.report else set()
        try:
            for document_id in named:
                self._home.document(document_id)
        except DocumentNotFound as error:
            raise ManuscriptNotFound(name) from error
        return state

    def manuscript(self, path: Path, name: str) -> str:
        """The text of a file to be checked, of which nothing is kept. Raises: ExtractionError."""
        return manuscript_text(path, name, limits_of(self._home.settings), self._home.settings.home)
