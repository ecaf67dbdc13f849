"""Documents by hand."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from indexer.model import Document, Metadata, Status


def held(document_id: str = "000000001", *, paged: bool = True, **card: Any) -> Document:
    return Document(
        id=document_id,
        metadata=Metadata(**card),
        filename="tep.pdf",
        media_type="application/pdf",
        sha256="",
        size=1,
        added_at=datetime(2026, 1, 2, tzinfo=UTC),
        changed_at=datetime(2026, 1, 2, tzinfo=UTC),
        status=Status.INDEXED,
        problem="",
        pages=400,
        paged=paged,
    )


CONGRESS = held(
    title="Văn kiện Đại hội đại biểu toàn quốc lần thứ XIII",
    issuer="Đảng Cộng sản Việt Nam",
    publisher="Nxb. Chính trị quốc gia Sự thật",
    place="Hà Nội",
    year=2021,
    volume="I",
)
