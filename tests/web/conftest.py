"""A library by hand, for what a real one cannot be made to do, and for tests of pages alone."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from indexer.cite import cite, records, works
from indexer.errors import DocumentNotFound, ManuscriptNotFound, NoPicture, PageNotFound
from indexer.model import (
    FACETS,
    Block,
    BlockKind,
    Citation,
    CitedBy,
    CitedPassage,
    CitingDocument,
    Document,
    DocumentHit,
    Filter,
    HitPage,
    Holdings,
    Led,
    Likeness,
    Located,
    ManuscriptState,
    Metadata,
    Named,
    Notice,
    Page,
    PageBoxes,
    PageWords,
    PassageHit,
    PassageWords,
    Picked,
    Quotation,
    QuotationReport,
    Reading,
    ReadingBlock,
    ReadingPage,
    SearchPage,
    Sort,
    Status,
    Suggestion,
    SuggestionKind,
    Trace,
    Wish,
    WordBox,
)
from indexer.settings import Settings
from indexer.wanted import named
from search_web import create_app

P, H, T, F = BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.TABLE, BlockKind.FOOTNOTE


def fold(text: str) -> str:
    """Lower case without marks, of the same length as the text in NFC."""
    bare = (unicodedata.normalize("NFD", each)[0] for each in text.lower())
    return "".join(bare).replace("đ", "d")


def words_of(text: str) -> list[str]:
    return re.findall(r"\w+", fold(text))


def found(words: Sequence[str], text: str) -> tuple[tuple[int, int], ...]:
    """Where the words stand in the text."""
    return tuple(each.span() for each in re.finditer(r"\w+", fold(text)) if each.group() in words)


@dataclass
class FakeLibrary:
    """Holds the documents it is given; finds words as substrings."""

    documents: dict[str, Document] = field(default_factory=dict)
    pages: dict[str, tuple[Page, ...]] = field(default_factory=dict)
    originals: dict[str, Path] = field(default_factory=dict)
    kin: dict[str, tuple[Likeness, ...]] = field(default_factory=dict)
    led: dict[str, tuple[Led, ...]] = field(default_factory=dict)
    citing: dict[str, tuple[CitingDocument, ...]] = field(default_factory=dict)
    around: Any = None  # what looks around is tested over a real library
    wishes: list[Wish] = field(default_factory=list)
    fails_with: Exception | None = None
    notices: tuple[Notice, ...] | None = None
    did_you_mean: str | None = None
    share: float = 1.0
    abbreviations: bool = True
    undrawable: bool = False
    located: Located | None = None
    drawn: list[tuple[int, int, int]] = field(default_factory=list)
    searched: list[tuple[str, tuple[Filter, ...], Sort, int, int]] = field(default_factory=list)

    def put(self, document: Document, *pages: Page, original: Path | None = None) -> None:
        self.documents[document.id] = document
        self.pages[document.id] = pages
        if original:
            self.originals[document.id] = original

    def search(
        self,
        line: str,
        *,
        filters: Sequence[Filter] = (),
        sort: Sort = Sort.RELEVANCE,
        limit: int = 10,
        offset: int = 0,
        abbreviations: bool = True,
    ) -> SearchPage:
        self._fail()
        self.abbreviations = abbreviations
        self.searched.append((line, tuple(filters), sort, limit, offset))
        words = words_of(line)
        hits = [
            hit for document in self.documents.values() if (hit := self._hit(document, words, line.startswith('"')))
        ]
        hits = [hit for hit in hits if all(_chosen(each, _values(hit.document)) for each in filters)]
        hits.sort(key=lambda hit: (not hit.whole, -hit.matching_passages, -len(hit.passages)))
        whole = [hit for hit in hits if hit.whole]
        folded = (Notice(Reading.FOLDED, line),) if line and line.isascii() else ()
        return SearchPage(
            query=line,
            interpreted=line,
            notices=folded if self.notices is None else self.notices,
            took_ms=1.94,
            total_documents=len(whole),
            total_passages=sum(hit.matching_passages for hit in whole),
            documents=tuple(hits[offset : offset + limit]),
            facets={
                facet: dict(Counter(value for hit in whole for value in _values(hit.document)[facet]))
                for facet in FACETS
            },
            offset=offset,
            limit=limit,
            more=len(hits) > offset + limit,
            share=self.share,
            did_you_mean=self.did_you_mean,
        )

    def search_all(
        self,
        line: str,
        *,
        filters: Sequence[Filter] = (),
        sort: Sort = Sort.RELEVANCE,
        abbreviations: bool = True,
    ) -> Iterator[DocumentHit]:
        return iter(self.search(line, filters=filters, sort=sort, limit=1000, abbreviations=abbreviations).documents)

    def last_added(
        self, line: str = "", *, filters: Sequence[Filter] = (), abbreviations: bool = True, limit: int = 50
    ) -> list[DocumentHit]:
        hits = self.search(line, filters=filters, limit=limit, abbreviations=abbreviations).documents
        return [hit for hit in hits if hit.whole]

    def changed_at(self) -> datetime:
        return datetime(2025, 3, 4, 9, 30, tzinfo=UTC)

    def suggest(self, line: str) -> list[Suggestion]:
        self._fail()
        titles = [each.metadata.title for each in self.documents.values()]
        return [Suggestion(each, SuggestionKind.TITLE) for each in titles if fold(each).startswith(fold(line))]

    def read(self, document_id: str, page: int = 1, line: str = "", *, abbreviations: bool = True) -> ReadingPage:
        self.abbreviations = abbreviations
        document = self.document(document_id)
        pages = self.pages[document_id]
        if not 1 <= page <= len(pages):
            raise PageNotFound(document_id, page, len(pages))
        words = words_of(line)
        hit_pages = self.hit_pages(document_id, line)
        numbers = [each.number for each in hit_pages]
        blocks, start = [], 0
        for block in pages[page - 1].blocks:
            slices = found(words, block.text) if _holds(words, block.text) else ()
            blocks.append(ReadingBlock(block.text, block.kind, block.level, start, slices))
            start += len(block.text) + 1
        return ReadingPage(
            document=document,
            number=page,
            label=pages[page - 1].label,
            blocks=tuple(blocks),
            previous_page=page - 1 if page > 1 else None,
            next_page=page + 1 if page < len(pages) else None,
            hit_pages=hit_pages,
            previous_hit=max((each for each in numbers if each < page), default=None),
            next_hit=min((each for each in numbers if each > page), default=None),
            contents=tuple(
                (block.text, block.level, each.number, each.label)
                for each in pages
                for block in each.blocks
                if block.kind is H
            ),
            origin=pages[page - 1].origin,
            confidence=pages[page - 1].confidence,
            waits=bool(document.waiting) and not pages[page - 1].blocks,
        )

    def hit_pages(self, document_id: str, line: str, *, abbreviations: bool = True) -> tuple[HitPage, ...]:
        self.abbreviations = abbreviations
        words = words_of(line)
        counted = {
            page: sum(_holds(words, block.text) for block in page.blocks) if words else 0
            for page in self.pages[self.document(document_id).id]
        }
        return tuple(HitPage(page.number, page.label, count) for page, count in counted.items() if count)

    def find_page(self, document_id: str, name: str, near: int = 1) -> int | None:
        pages = self.pages[self.document(document_id).id]
        printed = [each.number for each in pages if each.label == name]
        numbered = [each.number for each in pages if str(each.number) == name]
        return min(printed or numbered, key=lambda number: abs(number - near), default=None)

    def word_boxes(self, document_id: str, page: int) -> PageBoxes:
        """Every character six points wide, every block on a line of its own."""
        self._fail_to_draw(document_id, page)
        words, start = [], 0
        for line, block in enumerate(self.pages[document_id][page - 1].blocks):
            for each in re.finditer(r"\S+", block.text):
                place = (6.0 * each.start(), 20.0 * line, 6.0 * each.end(), 20.0 * line + 12)
                words.append(WordBox(start + each.start(), start + each.end(), *place))
            start += len(block.text) + 1
        return PageBoxes(595.0, 842.0, 0, tuple(words))

    def picture(self, document_id: str, page: int, width: int, turn: int = 0) -> bytes:
        self._fail_to_draw(document_id, page)
        self.drawn.append((page, width, turn))
        return b"RIFF....WEBP"

    def _fail_to_draw(self, document_id: str, page: int) -> None:
        if page > self.document(document_id).pages:
            raise PageNotFound(document_id, page, self.documents[document_id].pages)
        if self.undrawable:
            raise NoPicture(document_id, page, "the page cannot be drawn")

    def document(self, document_id: str) -> Document:
        self._fail()
        if document_id not in self.documents:
            raise DocumentNotFound(document_id)
        return self.documents[document_id]

    def listed(self, limit: int = 50, after: str | None = None) -> list[Document]:
        held = list(self.documents.values())
        start = held.index(self.document(after)) + 1 if after else 0
        return held[start : start + limit]

    def page_words(self, document_id: str, offset: int = 0, limit: int = 50) -> list[PageWords]:
        held = self.pages[self.document(document_id).id][offset : offset + limit]
        return [PageWords(each.number, each.label, "\n".join(block.text for block in each.blocks)) for each in held]

    def passage_words(
        self, document_id: str, page: int | None = None, offset: int = 0, limit: int = 50
    ) -> tuple[list[PassageWords], int]:
        assert self.document(document_id)
        assert page is None or page <= len(self.pages[document_id])
        return [], offset * limit * 0

    def likenesses(self, document_id: str) -> Sequence[Likeness]:
        return self.kin.get(self.document(document_id).id, ())

    def references(self, document_id: str, page: int | None = None) -> tuple[Led, ...]:
        led = self.led.get(self.document(document_id).id, ())
        return tuple(each for each in led if page in (None, each.reference.page))

    def named(self, document_id: str) -> tuple[Named, ...]:
        return named(self.references(document_id))

    def wanted(self, limit: int | None = None, offset: int = 0) -> list[Wish]:
        return self.wishes[offset : None if limit is None else offset + limit]

    def cited_by(self, document_id: str, limit: int | None = None) -> CitedBy:
        documents = self.citing.get(self.document(document_id).id, ())
        return CitedBy(documents[:limit], len(documents), sum(each.sure for each in documents))

    def locate(self, document_id: str, spans: Sequence[tuple[int, int]], anchor: str) -> Located:
        assert self.document(document_id)
        assert anchor
        return self.located or Located(tuple(spans), None, Trace.THERE)

    def cite_all(self, picked: Sequence[Picked], style: str = "footnote") -> list[CitedPassage]:
        answer = []
        for each in picked:
            document, words = self.document(each.document_id), None
            page = each.page
            if each.spans:
                page, words = 1, Quotation(document, each.spans, self._words(document, each.spans), 1, None)
            if page and page > document.pages:
                raise PageNotFound(document.id, page, document.pages)
            label = self.pages[document.id][page - 1].label if page else None
            answer.append(CitedPassage(each, cite(document, label, style, page=page), words))
        return answer

    def _words(self, document: Document, spans: Sequence[tuple[int, int]]) -> str:
        text = "\n".join(block.text for page in self.pages[document.id] for block in page.blocks)
        return " ".join(text[start:end] for start, end in spans)

    def works(self, document_ids: Sequence[str], style: str = "thesis") -> list[Citation]:
        return works([self.document(each) for each in document_ids], style)

    def records(self, document_ids: Sequence[str], name: str) -> str:
        return records([self.document(each) for each in document_ids], name)

    def original(self, document_id: str) -> Path:
        return self.originals[self.document(document_id).id]

    def check_quotations(self, text: str, *, sentences: bool = False) -> QuotationReport:
        assert isinstance(sentences, bool)
        return QuotationReport(text, ())

    def begin_check(self, text: str, *, sentences: bool = False) -> str:
        assert text
        assert isinstance(sentences, bool)
        return "A" * 22

    def check_state(self, name: str) -> ManuscriptState:
        if name != "A" * 22:
            raise ManuscriptNotFound(name)
        return ManuscriptState(1, 2)

    def manuscript(self, path: Path, name: str) -> str:
        assert name
        return path.read_text("utf-8")

    def holdings(self) -> Holdings:
        self._fail()
        held = list(self.documents.values())
        collections = Counter(name for document in held for name in document.collections)
        return Holdings(
            len(held), sum(each.pages for each in held), tuple(collections.most_common()), tuple(reversed(held[-5:]))
        )

    def _fail(self) -> None:
        if self.fails_with:
            raise self.fails_with

    def _hit(self, document: Document, words: list[str], exact: bool) -> DocumentHit | None:  # noqa: FBT001
        passages, whole = [], 0
        for page in self.pages[document.id]:
            for place, block in enumerate(page.blocks):
                slices = found(words, block.text)
                holds = (" ".join(words) in fold(block.text)) if exact else _holds(words, block.text)
                if holds or (slices and not exact and len(words) > 2):
                    whole += holds
                    passages.append(
                        (
                            holds,
                            PassageHit(
                                place, page.number, page.label, block.text, slices, 1.0, "", begins=True, ends=True
                            ),
                        )
                    )
        if not passages:
            return None
        passages.sort(key=lambda each: not each[0])
        title = found(words, document.metadata.title)
        return DocumentHit(document, 1.0, whole > 0, tuple(hit for _, hit in passages[:3]), whole, title)


def _holds(words: Sequence[str], text: str) -> bool:
    return set(words) <= set(words_of(text))


def _chosen(chosen: Filter, values: dict[str, tuple[str, ...]]) -> bool:
    low, dots, high = chosen.value.partition("..")
    if chosen.facet == "year" and dots:
        return any((low or "0") <= year <= (high or "9999") for year in values["year"])
    return chosen.value in values[chosen.facet]


def _values(document: Document) -> dict[str, tuple[str, ...]]:
    card = document.metadata
    year = card.issued_on.year if card.issued_on else card.year
    return {
        "kind": (card.kind,) if card.kind else (),
        "issuer": (card.issuer,) if card.issuer else (),
        "author": card.authors,
        "year": (str(year),) if year else (),
        "collection": document.collections,
    }


def a_document(
    document_id: str,
    card: Metadata,
    *,
    pages: int = 1,
    paged: bool = True,
    filename: str = "tep.pdf",
    media_type: str = "application/pdf",
    collections: tuple[str, ...] = (),
    status: Status = Status.INDEXED,
    changed_at: datetime = datetime(2025, 3, 4, 9, 30, tzinfo=UTC),
) -> Document:
    return Document(
        id=document_id,
        metadata=card,
        filename=filename,
        media_type=media_type,
        sha256="0" * 64,
        size=2_412_345,
        added_at=datetime(2025, 3, 4, 9, 30, tzinfo=UTC),
        changed_at=changed_at,
        status=status,
        problem="",
        pages=pages,
        paged=paged,
        collections=collections,
    )


def a_page(number: int, label: str | None, *blocks: tuple[BlockKind, str] | tuple[BlockKind, str, int]) -> Page:
    return Page(number, label, tuple(Block(each[1], each[0], each[2] if len(each) == 3 else 0) for each in blocks))


def textbook(library: FakeLibrary) -> None:
    """A textbook whose printed numbers run two behind the file's."""
    card = Metadata(
        title="Giáo trình Kinh tế chính trị dùng cho lớp bồi dưỡng lý luận",
        kind="Giáo trình",
        authors=("Nguyễn Thị Minh Hạnh", "Trần Quốc Đạt"),
        year=2021,
        place="Bình An",
        keywords=("giá trị thặng dư", "hàng hóa", "tư bản"),
    )
    pages = (
        a_page(1, None, (H, "Lời nói đầu", 1), (P, "Cuốn sách được biên soạn cho người học lần đầu.")),
        a_page(2, "ii", (P, "Các tác giả cảm ơn bạn đọc đã góp ý cho bản in trước.")),
        a_page(
            3,
            "1",
            (H, "Chương I. Hàng hóa và tiền tệ", 1),
            (H, "1. Hàng hóa", 2),
            (
                P,
                "Hàng hóa là sản phẩm của lao động, thỏa mãn nhu cầu nào đó của con người thông qua trao đổi, mua bán.",
            ),
            (P, "Hai thuộc tính của hàng hóa là giá trị sử dụng và giá trị; cả hai cùng tồn tại trong một hàng hóa."),
        ),
        a_page(
            4,
            "2",
            (H, "Chương II. Giá trị thặng dư", 1),
            (H, "1. Giá trị thặng dư là gì", 2),
            (
                P,
                (
                    "Giá trị thặng dư là phần giá trị mới dôi ra ngoài giá trị sức lao động, do người công nhân làm thuê tạo ra "
                    "và bị nhà tư bản chiếm không. Muốn hiểu phần dôi ra ấy từ đâu mà có, phải phân biệt giá trị của sức lao "
                    "động với giá trị mà việc sử dụng sức lao động tạo ra trong quá trình sản xuất."
                ),
            ),
            (
                P,
                (
                    "Ngày lao động của người công nhân gồm hai phần: thời gian lao động tất yếu, bù lại giá trị sức lao động, "
                    "và thời gian lao động thặng dư, tạo ra giá trị thặng dư cho nhà tư bản."
                ),
            ),
            (T, "Phương pháp | Cách làm | Giới hạn"),
            (T, "Giá trị thặng dư tuyệt đối | Kéo dài ngày lao động | Thể lực, sự phản kháng của công nhân"),
            (T, "Giá trị thặng dư tương đối | Rút ngắn thời gian lao động tất yếu | Trình độ kỹ thuật"),
            (F, "1 Trong giáo trình này, “sức lao động” và “năng lực lao động” được dùng cùng nghĩa."),
        ),
        a_page(
            5,
            "3",
            (H, "2. Tỷ suất giá trị thặng dư", 2),
            (
                P,
                (
                    "Tỷ suất giá trị thặng dư là tỷ lệ phần trăm giữa giá trị thặng dư và tư bản khả biến; nó nói lên mức độ "
                    "bóc lột của nhà tư bản đối với công nhân làm thuê."
                ),
            ),
            (P, "Khối lượng giá trị thặng dư phụ thuộc cả vào tỷ suất ấy và vào tổng tư bản khả biến được sử dụng."),
        ),
        a_page(6, "4", (P, "Câu hỏi ôn tập: vì sao nói sức lao động là hàng hóa đặc biệt?")),
    )
    document = a_document(
        "0textbook", card, pages=6, filename="Giáo trình KTCT (bản in 2021).pdf", collections=("Giáo trình",)
    )
    library.put(document, *pages)


def directive(library: FakeLibrary) -> None:
    card = Metadata(
        title="Chỉ thị về đổi mới, nâng cao chất lượng học tập lý luận chính trị trong Đảng bộ",
        kind="Chỉ thị",
        number="23-CT/ĐU",
        issuer="Đảng ủy Trường Chính trị tỉnh Bình An",
        issued_on=date(2018, 2, 9),
        signer="Lê Văn Thành",
        place="Bình An",
    )
    text = (
        "Việc học tập lý luận chính trị phải gắn với công việc hằng ngày của từng chi bộ; người dạy nêu vấn đề từ thực "
        "tiễn, người học trả lời bằng việc làm, tránh đọc chép và tránh chạy theo bằng cấp."
    )
    blocks = ((P, text), (P, "Các chi bộ báo cáo kết quả học tập lý luận chính trị trước ngày 15 tháng 12 hằng năm."))
    library.put(
        a_document("0directve", card, pages=2, filename="23-ct-du.pdf", collections=("Văn kiện Đảng bộ",)),
        a_page(1, "1", *blocks),
        a_page(2, None, (P, "Chỉ thị này được phổ biến đến từng đảng viên.")),
    )


def article(library: FakeLibrary, original: Path) -> None:
    card = Metadata(
        title="Vận dụng lý luận giá trị thặng dư khi phân tích doanh nghiệp vừa và nhỏ",
        kind="Bài báo khoa học",
        authors=("Phạm Thu Trang",),
        journal="Tạp chí Nghiên cứu lý luận Bình An",
        issue="số 4",
        year=2019,
    )
    document = a_document(
        "00article",
        card,
        pages=2,
        paged=False,
        filename='bài "báo"\r\n.html',
        media_type="text/html",
        collections=("Bài nghiên cứu",),
    )
    library.put(
        document,
        a_page(
            1, None, (H, "Đặt vấn đề", 1), (P, "Bài viết bàn về phần giá trị thặng dư do đổi mới quản lý mang lại.")
        ),
        a_page(2, None, (P, "Kết luận: nguồn gốc của phần dôi ra vẫn là lao động, kể cả lao động quản lý.")),
        original=original,
    )


def reports(library: FakeLibrary) -> None:
    """Fourteen yearly reports: more than one page of a result, more years than a facet shows."""
    for year in range(2010, 2024):
        card = Metadata(
            title=f"Báo cáo tổng kết công tác giảng dạy lý luận chính trị năm {year}",
            kind="Báo cáo",
            number=f"{year - 2000}-BC/TCT",
            issuer="Trường Chính trị tỉnh Bình An",
            issued_on=date(year, 12, 20),
        )
        text = (
            f"Trong năm {year}, nhà trường mở {year - 1995} lớp lý luận chính trị cho {(year - 1990) * 71} học viên; chất "
            "lượng giảng dạy được người học đánh giá qua phiếu kín sau từng phần học."
        )
        library.put(
            a_document(f"report{year}"[:9] + str(year)[-1], card, collections=("Báo cáo",)),
            a_page(1, "1", (P, text)),
        )


@pytest.fixture
def library(tmp_path: Path) -> FakeLibrary:
    original = tmp_path / "0001"
    original.write_text("<!doctype html><script>alert(1)</script>", "utf-8")
    made = FakeLibrary()
    reports(made)
    article(made, original)
    directive(made)
    textbook(made)
    return made


Put = Callable[..., str]


@pytest.fixture
def put(library: FakeLibrary) -> Put:
    """Add a document of one page, and tell its id."""

    def add(card: Metadata, *texts: str, kind: BlockKind = P, **given: Any) -> str:  # a document's own
        library.put(a_document("0another0", card, **given), a_page(1, "1", *((kind, text) for text in texts)))
        return "0another0"

    return add


@pytest.fixture
def app(library: FakeLibrary, tmp_path: Path) -> Flask:
    return create_app(library, Settings(home=tmp_path))


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


Get = Callable[..., HTMLParser]


@pytest.fixture
def get(client: FlaskClient) -> Get:
    """Fetch a page that must answer with this status, as a tree."""

    def fetch(path: str, status: int = 200, **query: object) -> HTMLParser:
        response = client.get(path, query_string=query or None)
        assert response.status_code == status, response.text
        return HTMLParser(response.text)

    return fetch


@pytest.fixture
def make_document() -> Callable[[Metadata], Document]:
    return lambda card: a_document("0anything", card)


@pytest.fixture
def fail_with(library: FakeLibrary) -> Callable[[Exception], None]:
    """Make the library fail from now on."""
    return lambda error: setattr(library, "fails_with", error)


@pytest.fixture
def tell(library: FakeLibrary) -> Callable[..., None]:
    """Make the library say how it reads lines."""

    def say(*notices: Notice, did_you_mean: str | None = None, share: float = 1.0) -> None:
        library.notices, library.did_you_mean, library.share = notices, did_you_mean, share

    return say


@pytest.fixture
def searched(library: FakeLibrary) -> list[tuple[str, tuple[Filter, ...], Sort, int, int]]:
    """What was searched for: line, filters, sort, limit, offset."""
    return library.searched


@pytest.fixture
def emptied(library: FakeLibrary) -> None:
    """Take every document away."""
    library.documents.clear()


@pytest.fixture
def put_many(library: FakeLibrary) -> Callable[[int], None]:
    """Add that many documents that hold the words "lặp lại"."""

    def add(count: int) -> None:
        for number in range(count):
            page = a_page(1, "1", (P, f"Đoạn {number} lặp lại."))
            library.put(a_document(f"{number:09}", Metadata(title=f"Tập {number}")), page)

    return add


@pytest.fixture
def put_long(library: FakeLibrary) -> Callable[[int], str]:
    """Add a document of that many pages that hold the word "lặp", and tell its id."""

    def add(count: int) -> str:
        pages = [a_page(number, str(number), (P, f"Trang {number} lặp lại.")) for number in range(1, count + 1)]
        library.put(a_document("00000long", Metadata(title="Tập dài"), pages=count), *pages)
        return "00000long"

    return add
