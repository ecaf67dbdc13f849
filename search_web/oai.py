"""The library as a data provider of OAI-PMH 2.0. Only this file knows the package oaipmh.

Resumption tokens say behind which document to go on, not at which place of the list: a document that changes while it is
harvested comes again at the end, and none is left out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from zlib import crc32

from oaipmh import common, error  # type: ignore[import-untyped]  # ships no types
from oaipmh.metadata import MetadataRegistry  # type: ignore[import-untyped]
from oaipmh.server import (  # type: ignore[import-untyped]
    ServerBase,
    decodeResumptionToken,
    encodeResumptionToken,
)

from indexer.exchange import Exchange
from indexer.exchange.dublin import NAMESPACE, SCHEMA, dublin_core, put
from indexer.model import Document
from indexer.numbering import document_id, number_of_id
from indexer.text.normalize import fold
from search_web.asked import writable

FORMAT = "oai_dc"
_AT_ONCE = 100  # records of one answer
_VERBS = ("GetRecord", "Identify", "ListIdentifiers", "ListMetadataFormats", "ListRecords", "ListSets")
_NUMBER_BITS = 44
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_PROTOCOL = "2.0"
_OF_TOKEN = frozenset({"metadataPrefix", "set", "from_", "until"})


@dataclass(frozen=True, slots=True)
class Site:
    """What the provider says of itself."""

    name: str
    address: str  # of the provider
    contact: str  # an address of e-mail
    domain: str
    read_at: Callable[[str], str]  # a document's id → where it is read


def answer(exchange: Exchange, site: Site, arguments: Sequence[tuple[str, str]]) -> bytes:
    """The answer to a request, whatever its arguments are: errors of the protocol are answers too."""
    given = {writable(name): writable(value) for name, value in arguments}
    if len(given) < len(arguments):
        given["an argument that is repeated"] = ""  # which no verb has
    if given.get("verb") not in _VERBS:
        given["verb"] = given.get("verb", "") + "?"  # the package has one that is not of the protocol
    registry = MetadataRegistry()
    registry.registerWriter(FORMAT, put)
    return bytes(ServerBase(_Provider(exchange, site), registry).handleRequest(given))


class _Provider(common.ResumptionOAIPMH):  # type: ignore[misc]  # the package ships no types
    """The library, as the package asks for it. Times of the package are of UTC and do not say so."""

    def __init__(self, exchange: Exchange, site: Site) -> None:
        self._exchange, self._site = exchange, site

    def identify(self) -> common.Identify:
        return common.Identify(
            repositoryName=self._site.name,
            baseURL=self._site.address,
            protocolVersion=_PROTOCOL,
            adminEmails=[self._site.contact],
            earliestDatestamp=_bare(self._exchange.earliest()),
            deletedRecord="transient",
            granularity="YYYY-MM-DDThh:mm:ssZ",
            compression=["identity"],
            toolkit_description=False,
        )

    def listMetadataFormats(self, identifier: str | None = None) -> list[tuple[str, str, str]]:  # noqa: N802  # the package's name
        if identifier is not None:
            self._document(identifier)
        return [(FORMAT, SCHEMA, NAMESPACE)]

    def listSets(self, resumptionToken: str | None = None) -> tuple[list[tuple[str, str, str]], None]:  # noqa: N802, N803
        if resumptionToken is not None:
            raise error.BadResumptionTokenError("all sets are listed at once")
        names = self._exchange.collections()
        if not names:
            raise error.NoSetHierarchyError("no collection holds anything yet")
        return [(set_of(name), writable(name), "") for name in names], None

    def getRecord(self, metadataPrefix: str, identifier: str) -> tuple[common.Header, Any, None]:  # noqa: N802, N803
        _refuse_other(metadataPrefix)
        document = self._document(identifier)
        return self._header(document), self._record(document), None

    def listIdentifiers(self, **kw: Any) -> tuple[list[common.Header], str | None]:  # noqa: N802
        documents, token = self._part(kw)
        return [self._header(each) for each in documents], token

    def listRecords(self, **kw: Any) -> tuple[list[tuple[common.Header, Any, None]], str | None]:  # noqa: N802
        documents, token = self._part(kw)
        return [(self._header(each), self._record(each), None) for each in documents], token

    def _part(self, kw: dict[str, Any]) -> tuple[list[Document], str | None]:
        asked, after = (kw, None) if "resumptionToken" not in kw else _read_token(kw["resumptionToken"])
        _refuse_other(asked.get("metadataPrefix", ""))
        since, until = asked.get("from_"), asked.get("until")
        if since and until and since > until:
            raise error.BadArgumentError("from is later than until")
        found = self._exchange.changed(
            _AT_ONCE + 1,
            after,
            since=since and since.replace(tzinfo=UTC),
            until=until and until.replace(tzinfo=UTC, microsecond=999_999),
            collection=self._collection(asked["set"]) if "set" in asked else None,
        )
        if len(found) <= _AT_ONCE:
            return found, None
        last = found[_AT_ONCE - 1]
        return found[:_AT_ONCE], encodeResumptionToken(asked, _cursor(last))

    def _collection(self, wanted: str) -> str:
        for name in self._exchange.collections():
            if set_of(name) == wanted:
                return name
        raise error.NoRecordsMatchError(f"there is no set {wanted}")

    def _document(self, identifier: str) -> Document:
        found = self._exchange.one(identifier.rpartition(":")[2])
        if found is None or identifier != self._identifier(found):
            raise error.IdDoesNotExistError(f"there is no record {identifier}")
        return found

    def _identifier(self, document: Document) -> str:
        return f"oai:{self._site.domain}:{document.id}"

    def _header(self, document: Document) -> common.Header:
        sets = [set_of(name) for name in document.collections]
        stamp = _bare(document.changed_at)
        return common.Header(None, self._identifier(document), stamp, sets, document.trashed)

    def _record(self, document: Document) -> list[tuple[str, str]] | None:
        return None if document.trashed else dublin_core(document, self._site.read_at(document.id))


def set_of(collection: str) -> str:
    """The name of a collection's set: letters, figures and signs that the protocol allows.

    >>> set_of("Văn kiện Đảng")
    'van-kien-dang.430ec5ec'
    """
    return f"{'-'.join(re.findall('[a-z0-9]+', fold(collection)))}.{crc32(collection.encode()):08x}"


def _refuse_other(form: str) -> None:
    if form != FORMAT:
        raise error.CannotDisseminateFormatError(f"records are given as {FORMAT} only")


def _bare(moment: datetime) -> datetime:
    return moment.astimezone(UTC).replace(microsecond=0, tzinfo=None)


def _cursor(document: Document) -> int:
    """The place behind a document, as one number."""
    since = (document.changed_at - _EPOCH) // timedelta(microseconds=1)
    return since << _NUMBER_BITS | (number_of_id(document.id) or 0)


def _read_token(token: str) -> tuple[dict[str, Any], tuple[datetime, str]]:
    try:
        asked, cursor = decodeResumptionToken(token)
        since, number = divmod(cursor, 1 << _NUMBER_BITS)
        after = (_EPOCH + timedelta(microseconds=since), document_id(number))
    except (ValueError, OverflowError, error.DatestampError, error.BadResumptionTokenError) as wrong:
        raise error.BadResumptionTokenError("this token was not given here") from wrong
    return {name: asked[name] for name in asked if name in _OF_TOKEN}, after
