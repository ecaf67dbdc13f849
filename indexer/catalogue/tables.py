"""Tables of the catalogue. Every change here needs a migration beside it."""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Date,
    DateTime,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
)

TABLES = MetaData()


def _of_document() -> ForeignKey:
    return ForeignKey("documents.document", ondelete="CASCADE")


documents = Table(
    "documents",
    TABLES,
    Column("document", BigInteger, primary_key=True, autoincrement=False),  # number, see indexer.numbering
    Column("status", Text, nullable=False),
    Column("problem", Text, nullable=False, default=""),
    Column("problem_kind", Text, nullable=False, default="", server_default=""),  # name of the error's class
    Column("added_at", DateTime(timezone=True), nullable=False),
    Column("changed_at", DateTime(timezone=True), nullable=False),  # when it came in, or its text or card last changed
    Column("trashed", Boolean, nullable=False, default=False),
    Column("trashed_at", DateTime(timezone=True)),
    Column("merged_into", BigInteger),  # the document that stands for one in the trash
    Column("paged", Boolean, nullable=False, default=False),
    Column("pages", Integer, nullable=False, default=0),
    Column("passages", Integer, nullable=False, default=0),
    Column("stale", Boolean, nullable=False, default=False, server_default="0"),  # the index says something else
    Column("revision", Integer, nullable=False, default=0, server_default="0"),  # changes of text, card, place so far
    Column("segmenter", Text, nullable=False, default=""),  # that found the words of the passages
    Column("title", Text, nullable=False, default=""),
    Column("kind", Text, nullable=False, default=""),
    Column("number", Text, nullable=False, default=""),
    Column("issuer", Text, nullable=False, default=""),
    Column("issued_on", Date),
    Column("year", Integer),
    Column("authors", JSON, nullable=False, default=list),
    Column("place", Text, nullable=False, default=""),
    Column("signer", Text, nullable=False, default=""),
    Column("journal", Text, nullable=False, default=""),
    Column("issue", Text, nullable=False, default=""),
    Column("abstract", Text, nullable=False, default=""),
    Column("keywords", JSON, nullable=False, default=list),
    *(
        Column(name, Text, nullable=False, default="", server_default="")
        for name in ("volume", "page_range", "publisher", "edition", "isbn", "issn", "doi", "url", "language")
    ),
    Column("number_key", Text, nullable=False, default="", server_default=""),  # by which others refer to it
    Column("name_key", Text, nullable=False, default="", server_default=""),
    Column("references_version", Integer, nullable=False, default=0, server_default="0"),  # that read its references
    Column("waiting", Integer, nullable=False, default=0, server_default="0"),  # pages to be recognised
    Index("documents_status", "status"),
    Index("documents_stale", "stale"),
    Index("documents_added_at", "added_at"),
    Index("documents_changed_at", "changed_at"),
    Index("documents_number_key", "number_key"),
    Index("documents_name_key", "name_key"),
)

files = Table(
    "files",
    TABLES,
    Column("sha256", Text, primary_key=True),
    Column("document", BigInteger, _of_document(), nullable=False, index=True),
    Column("filename", Text, nullable=False),
    Column("media_type", Text, nullable=False, default=""),
    Column("size", BigInteger, nullable=False),  # bytes
)

collections = Table(
    "collections",
    TABLES,
    Column("document", BigInteger, _of_document(), primary_key=True),
    Column("name", Text, primary_key=True),
    Index("collections_name", "name"),
)

pages = Table(
    "pages",
    TABLES,
    Column("document", BigInteger, _of_document(), primary_key=True),
    Column("page", Integer, primary_key=True),  # from 1, by place in the file
    Column("label", Text),
    Column("start", Integer, nullable=False),  # offset of the page in the document's text
    Column("text", Text, nullable=False),  # blocks as printed, one a line
    Column("blocks", JSON, nullable=False),  # for each line: [kind, level, continues]
    Column("origin", Text, nullable=False, default="file", server_default="file"),  # of the text, see model.Origin
    Column("confidence", Integer),  # of a recognised text, 0..100
)

headings = Table(
    "headings",
    TABLES,
    Column("document", BigInteger, _of_document(), primary_key=True),
    Column("place", Integer, primary_key=True),  # among the document's, from 0
    *(Column(name, Integer, nullable=False) for name in ("page", "level")),
    Column("text", Text, nullable=False),
)

scans = Table(  # pages without usable text, and what was recognised on them
    "scans",
    TABLES,
    Column("document", BigInteger, _of_document(), primary_key=True),
    Column("page", Integer, primary_key=True),
    Column("recognition", LargeBinary),  # see extract.recognition; null: not tried yet, or nothing was read
    Column("problem", Text),  # why nothing was read, empty if something was; null: not tried yet
)

passages = Table(
    "passages",
    TABLES,
    Column("passage", BigInteger, primary_key=True, autoincrement=False),
    Column("document", BigInteger, _of_document(), nullable=False, index=True),
    Column("spans", Text, nullable=False),  # "120-340,400-520": slices of the document's text
    Column("first_page", Integer, nullable=False),
    Column("last_page", Integer, nullable=False),
    Column("heading", Text, nullable=False),
    Column("words", LargeBinary, nullable=False),  # syllables in each word, one byte a word
    Column("kind", Text, nullable=False, server_default="body"),
)

questions = Table(
    "questions",
    TABLES,
    Column("document", BigInteger, _of_document(), primary_key=True, autoincrement=False),
    Column("ordinal", Integer, primary_key=True, autoincrement=False),  # from 1, in the order of the document
    Column("question", Text, nullable=False),  # "120-160": a slice of the document's text
    Column("answer", Text, nullable=False),  # slices, as the spans of a passage
    Column("page", Integer, nullable=False),  # on which the question stands
)

repairs = Table(
    "repairs",
    TABLES,
    Column("document", BigInteger, _of_document(), primary_key=True),
    Column("place", Integer, primary_key=True),  # in the record, from 0
    Column("page", Integer),
    Column("what", Text, nullable=False),
    Column("where", Text, nullable=False),
    Column("syllables", Integer, nullable=False),
)

references = Table(
    "references",
    TABLES,
    Column("document", BigInteger, _of_document(), primary_key=True),  # that holds the reference
    Column("place", Integer, primary_key=True),  # among the document's, from 0
    *(Column(name, Integer, nullable=False) for name in ("page", "start", "end")),
    *(
        Column(name, Text, nullable=False)
        for name in ("text", "key", "certainty", "kind", "number", "symbol", "issuer", "pinpoint")
    ),
    Column("issued_on", Date),
    Column("year", Integer),
    Column("term", Integer),
    Index("references_key", "key", "document"),
)

evidence = Table(
    "evidence",
    TABLES,
    Column("document", BigInteger, _of_document(), primary_key=True),
    Column("place", Integer, primary_key=True),  # among the document's, from 0
    Column("field", Text, nullable=False),  # a column of documents
    Column("value", Text, nullable=False),
    Column("source", Text, nullable=False),
    Column("standing", Text, nullable=False),
    Column("line", Text, nullable=False),
    Column("page", Integer),
    Index("evidence_standing", "standing", "document"),
)

sketches = Table(
    "sketches",
    TABLES,
    Column("document", BigInteger, _of_document(), primary_key=True),
    Column("reach", BigInteger, nullable=False),  # every hash up to it is in the sketch
    Column("hashes", LargeBinary, nullable=False),  # eight bytes each, rising
)

shingles = Table(
    "shingles",
    TABLES,
    Column("hash", BigInteger, primary_key=True),
    Column("document", BigInteger, primary_key=True),  # whose sketch says which rows are its: no second index
    sqlite_with_rowid=False,
)

likenesses = Table(
    "likenesses",
    TABLES,
    Column("document", BigInteger, _of_document(), primary_key=True),  # the one that came later
    Column("other", BigInteger, _of_document(), primary_key=True),
    Column("kinship", Text, nullable=False),  # of the document to the other
    Column("share", Float, nullable=False),  # of the document's text that stands in the other
    Column("other_share", Float, nullable=False),
    Index("likenesses_other", "other"),
)

visibilities = Table(  # of collections that are not shown to everybody
    "visibilities",
    TABLES,
    Column("collection", Text, primary_key=True),
    Column("visibility", Text, nullable=False),
)

users = Table(
    "users",
    TABLES,
    Column("user", Integer, primary_key=True),
    Column("name", Text, nullable=False),
    Column("key", Text, nullable=False),  # the name as it is looked for
    Column("role", Text, nullable=False),
    Column("password", Text, nullable=False),  # hashed, see indexer.accounts.passwords
    Column("disabled", Boolean, nullable=False),
    Column("created_at", DateTime(timezone=True), nullable=False),
    Column("signed_in_at", DateTime(timezone=True)),
    Index("users_key", "key", unique=True),
    sqlite_autoincrement=True,
)

sessions = Table(  # of those who are signed in
    "sessions",
    TABLES,
    Column("session", Text, primary_key=True),  # SHA-256 of the token that the browser holds
    Column("user", Integer, ForeignKey("users.user", ondelete="CASCADE"), nullable=False, index=True),
    Column("begun_at", DateTime(timezone=True), nullable=False, index=True),
)

audit = Table(  # who did what
    "audit",
    TABLES,
    Column("deed", Integer, primary_key=True),
    Column("at", DateTime(timezone=True), nullable=False),
    Column("who", Text, nullable=False),
    Column("act", Text, nullable=False),
    Column("about", Text, nullable=False),
    Column("details", Text, nullable=False),  # JSON, with letters as they are: they are searched
    *(Index(f"audit_{name}", name) for name in ("at", "who", "act", "about")),
    sqlite_autoincrement=True,
)

tries = Table(  # counts of tries that are limited
    "tries",
    TABLES,
    Column("key", Text, primary_key=True),
    Column("count", Integer, nullable=False),
    Column("until", BigInteger, nullable=False),  # seconds since 1970
    Index("tries_until", "until"),
)

batches = Table(  # of files that were sent together
    "batches",
    TABLES,
    Column("batch", Text, primary_key=True),
    Column("who", Text, nullable=False),  # name of the account
    Column("at", DateTime(timezone=True), nullable=False),
    Column("collection", Text, nullable=False),
    Column("metadata", Text, nullable=False),  # a table of what is known of the files, CSV; or empty
    Index("batches_at", "at"),
)

uploads = Table(  # files that were sent; a row is written when all bytes of its file are on the disk
    "uploads",
    TABLES,
    Column("upload", Integer, primary_key=True),
    Column("batch", Text, ForeignKey("batches.batch", ondelete="CASCADE"), nullable=False),
    Column("archive", Integer),  # upload that it came in
    Column("place", Text, nullable=False),  # its folder in uploads/; empty for one out of an archive
    Column("filename", Text, nullable=False),
    Column("size", BigInteger, nullable=False),  # bytes
    Column("sha256", Text, nullable=False),
    Column("at", DateTime(timezone=True), nullable=False),
    Column("standing", Text, nullable=False),  # see catalogue.uploads
    Column("document", BigInteger, ForeignKey("documents.document", ondelete="SET NULL")),
    Column("problem_kind", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Index("uploads_batch", "batch", "upload"),
    Index("uploads_standing", "standing", "upload"),
    Index("uploads_document", "document"),
)

versions = Table(  # changes of cards, with what stood there before
    "versions",
    TABLES,
    Column("version", Integer, primary_key=True),
    Column("document", BigInteger, _of_document(), nullable=False, index=True),
    Column("at", DateTime(timezone=True), nullable=False),
    Column("who", Text, nullable=False),
    Column("act", Text, nullable=False),
    Column("before", JSON, nullable=False),  # fields as cells of the metadata table
    Column("after", JSON, nullable=False),
    sqlite_autoincrement=True,
)

looked = Table(  # reasons for a look at a document that somebody has found well
    "looked",
    TABLES,
    Column("document", BigInteger, _of_document(), primary_key=True),
    Column("need", Text, primary_key=True),
)
