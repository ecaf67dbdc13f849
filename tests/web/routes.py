"""Every address of the site: who may ask for it, and how the tests do. One without a row here fails the tests.

`{id}` stands for a document.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from indexer.model import Role


@dataclass(frozen=True)
class Ask:
    """A request, and who may make it."""

    path: str
    data: Mapping[str, Any] | None = None  # of a form that is posted; its token is added
    needs: Role | None = None
    always_open: bool = False  # also where only those who are signed in may read
    quiet: bool = False  # of a hidden document it answers with less, not with 404
    ends: bool = False  # the session
    absent: bool = False  # for those who may not ask, it is not there

    @property
    def of_document(self) -> bool:
        """Whether it asks for one document."""
        return "{id}" in self.path and not self.quiet


def _of_librarian(path: str, data: Mapping[str, Any] | None = None) -> Ask:
    return Ask(path, data, needs=Role.LIBRARIAN)


def _of_admin(path: str, data: Mapping[str, Any] | None = None) -> Ask:
    return Ask(path, data, needs=Role.ADMIN)


_D, _A = "/tai-lieu/{id}", "/api/v1/documents/{id}"
_PICKED = {"muc": json.dumps([{"id": "{id}", "trang": "1"}])}
_SAID = "Viết rằng: “Hồ sơ thẩm tra chỉ lưu ở ngăn tủ sắt số bảy”."
_SIGN_IN = {"ten": "khong-ai", "mat-khau": "sai"}

ASKS: dict[str, tuple[Ask, ...]] = {
    "static": (Ask("/static/look.css", always_open=True),),
    "accounts.sign_in": (Ask("/dang-nhap", always_open=True),),
    "accounts.begin": (),  # see tests/web/test_accounts.py
    "accounts.sign_out": (Ask("/dang-xuat", {}, always_open=True, ends=True),),
    "accounts.own": (Ask("/tai-khoan", needs=Role.READER),),
    "accounts.change_password": (Ask("/tai-khoan", {"mat-khau": "sai"}, needs=Role.READER),),
    "language.choose": (Ask("/ngon-ngu/vi", always_open=True),),
    "language.words": (Ask("/ngon-ngu/en.js", always_open=True),),
    "health.alive": (Ask("/health", always_open=True),),
    "health.ready": (Ask("/ready", always_open=True),),
    "health.metrics": (Ask("/metrics", needs=Role.LIBRARIAN, absent=True),),
    "search.home": (Ask("/"),),
    "search.history": (Ask("/lich-su"),),
    "search.results": (Ask("/tim?q=tự+học"), Ask("/tim?q="), Ask("/tim?q=thẩm+tra&filter=collection=Nội+bộ")),
    "exports.results": tuple(Ask(f"/tim.{form}?q=tự+học") for form in ("csv", "xlsx", "json", "ris")),
    "feeds.of_search": (Ask("/tim.atom?q=tự+học"), Ask("/tim.atom?q=hồ+sơ")),
    "feeds.of_library": (Ask("/moi.atom"),),
    "reading.document": (Ask(_D),),
    "reading.jump": (Ask(f"{_D}/trang?ten=1"),),
    "reading.page": (Ask(f"{_D}/trang/1?q=tự+học"), Ask(f"{_D}/trang/1?xem=ca-hai")),
    "reading.picture": (Ask(f"{_D}/trang/1/anh.webp"),),
    "reading.original": (Ask(f"{_D}/ban-goc"),),
    "citing.citation": (Ask(f"{_D}/trich"), Ask(f"{_D}/trich?doan=0-20")),
    "citing.record": tuple(Ask(f"{_D}/trich/{form}") for form in ("ris", "bibtex", "csl-json")),
    "citing.basket": (Ask("/gio-trich-dan"),),
    "citing.passages": (Ask("/gio-trich-dan/muc", _PICKED, quiet=True),),
    "citing.export": tuple(
        Ask("/gio-trich-dan/xuat", {**_PICKED, "dang": form}, quiet=True)
        for form in ("docx", "footnotes", "list", "ris", "bibtex", "csl-json")
    ),
    "citing.unapi": (Ask("/unapi?id={id}"), Ask("/unapi?id={id}&format=ris")),
    "around.similar": (Ask(f"{_D}/tuong-tu"),),
    "around.telling_words": (Ask(f"{_D}/tu-tieu-bieu"),),
    "around.telling_words_of_result": (Ask("/tu-tieu-bieu?q=tự+học"),),
    "around.hits": (Ask(f"{_D}/khop?q=tự+học"),),
    "concordance.concordance": (Ask("/ngu-canh?q=tự+học"), Ask(f"{_D}/ngu-canh?q=tự+học")),
    "over_years.over_years": (Ask("/theo-nam?q=tự+học"),),
    "relations.relations": (Ask(f"{_D}/dan-chieu"),),
    "relations.wanted": (Ask("/con-thieu"),),
    "relations.table": (Ask("/con-thieu.csv"),),
    "guide.guide": (Ask("/tro-giup"),),
    "quotes.form": (Ask("/kiem-tra-trich-dan"),),
    "quotes.check": tuple(Ask("/kiem-tra-trich-dan", {"van-ban": _SAID, "dang": form}) for form in ("", "csv", "docx")),
    "quotes.long": (),  # see tests/accounts/test_hidden.py
    "api.trial": (Ask("/api"),),
    "api.try_out": (Ask("/api/thu/document?id={id}", quiet=True),),
    "api.openapi": (Ask("/api/v1/openapi.json"),),
    "api.search": (Ask("/api/v1/search?q=tự+học"), Ask("/api/v1/search?q=")),
    "api.suggest": (Ask("/api/v1/suggest?q=tham+tr"), Ask("/api/v1/suggest?q=tu+h")),
    "api.documents": (Ask("/api/v1/documents"), Ask("/api/v1/documents?after={id}")),
    "api.document": (Ask(_A),),
    "api.pages": (Ask(f"{_A}/pages"),),
    "api.page": (Ask(f"{_A}/pages/1?q=tự+học"),),
    "api.passages": (Ask(f"{_A}/passages"), Ask(f"{_A}/passages?page=1")),
    "api.citation": (Ask(f"{_A}/citation"), Ask(f"{_A}/citation?format=ris")),
    "api.references": (Ask(f"{_A}/references"),),
    "api.cited_by": (Ask(f"{_A}/cited-by"),),
    "api.similar": (Ask(f"{_A}/similar"),),
    "api.telling_words": (Ask(f"{_A}/words"),),
    "api.hits": (Ask(f"{_A}/hits?q=tự+học"),),
    "api.telling_words_of_result": (Ask("/api/v1/words?q=tự+học"),),
    "api.concordance": (Ask("/api/v1/concordance?q=tự+học"), Ask("/api/v1/concordance?q=tự+học&document={id}")),
    "api.over_years": (Ask("/api/v1/years?q=tự+học"),),
    "api.wanted": (Ask("/api/v1/wanted"),),
    "api.styles": (Ask("/api/v1/styles"),),
    "api.quotes": (Ask("/api/v1/quotes", {"text": _SAID}),),
    "exchange.harvest": (
        Ask("/oai?verb=ListRecords&metadataPrefix=oai_dc"),
        Ask("/oai?verb=GetRecord&metadataPrefix=oai_dc&identifier=oai:localhost:{id}", quiet=True),
        Ask("/oai?verb=ListSets"),
        Ask("/oai", {"verb": "ListIdentifiers", "metadataPrefix": "oai_dc"}),
    ),
    "exchange.opensearch": (Ask("/opensearch.xml"),),
    "exchange.opensearch_suggestions": (Ask("/opensearch/goi-y?q=tham+tr"),),
    "exchange.opds": (Ask("/opds"),),
    "exchange.opds_newest": (Ask("/opds/moi"), Ask("/opds/moi?sau={id}", quiet=True)),
    "exchange.opds_search": (Ask("/opds/tim?q=hồ+sơ"),),
    "exchange.record": tuple(Ask(f"{_D}/ban-ghi.{form}") for form in ("marcxml", "dc")),
    "exchange.robots": (Ask("/robots.txt"),),
    "exchange.sitemap": (Ask("/sitemap.xml"),),
    "exchange.sitemap_part": (Ask("/sitemap-1.xml"),),
    "desk.home": (_of_librarian("/ban-thu-thu/"),),
    "sending.form": (_of_librarian("/ban-thu-thu/them"),),
    "sending.send": (_of_librarian("/ban-thu-thu/them", {}),),
    "sending.begin": (_of_librarian("/ban-thu-thu/lan-gui", {}),),
    "sending.receive": (_of_librarian("/ban-thu-thu/lan-gui/khong-co/tep", {}),),
    "sending.try_table": (_of_librarian("/ban-thu-thu/thu-bang", {}),),
    "sending.template": (_of_librarian("/ban-thu-thu/bang-mau.csv"),),
    "sending.batch": (_of_librarian("/ban-thu-thu/lan-gui/khong-co"),),
    "sending.progress": (_of_librarian("/ban-thu-thu/lan-gui/khong-co.json"),),
    "sending.cancel": (_of_librarian("/ban-thu-thu/lan-gui/khong-co/huy", {}),),
    "looking.documents": (_of_librarian("/ban-thu-thu/can-xem"),),
    "looking.answer": (_of_librarian("/ban-thu-thu/can-xem/khong-co/goi-y", {}),),
    "looking.looked": (_of_librarian("/ban-thu-thu/can-xem/khong-co/da-xem", {}),),
    "looking.merge": (_of_librarian("/ban-thu-thu/can-xem/khong-co/gop", {}),),
    "cards.card": (_of_librarian("/ban-thu-thu/the/{id}"),),
    "cards.save": (_of_librarian("/ban-thu-thu/the/khong-co", {}),),
    "cards.undo": (_of_librarian("/ban-thu-thu/the/khong-co/hoan-tac", {}),),
    "cards.throw_away": (_of_librarian("/ban-thu-thu/the/khong-co/bo", {}),),
    "cards.trash": (_of_librarian("/ban-thu-thu/thung-rac"),),
    "cards.restore": (_of_librarian("/ban-thu-thu/thung-rac", {}),),
    "cards.bulk": (_of_librarian("/ban-thu-thu/hang-loat?q=tự+học"),),
    "cards.change_all": (_of_librarian("/ban-thu-thu/hang-loat", {}),),
    "admin.record": (_of_admin("/quan-tri/nhat-ky?q=a&tu=2020-01-01&den=x"),),
    "admin.table": (_of_admin("/quan-tri/nhat-ky.csv"),),
    "admin.accounts": (_of_admin("/quan-tri/tai-khoan"),),
    "admin.add_account": (_of_admin("/quan-tri/tai-khoan", {}),),
    "admin.change_account": (_of_admin("/quan-tri/tai-khoan/khong-co", {}),),
    "admin.collections": (_of_admin("/quan-tri/bo-suu-tap"),),
    "admin.show_collection": (_of_admin("/quan-tri/bo-suu-tap", {}),),
    "sending.again": (_of_librarian("/ban-thu-thu/lan-gui/khong-co/thu-lai", {}),),
}
