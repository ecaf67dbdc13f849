"""Documents sent to the library: the form, what becomes of each file, and what can be done about it."""

from __future__ import annotations

import csv
import io
from collections import Counter
from pathlib import Path

from flask import Blueprint, Response, abort, current_app, jsonify, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from indexer.errors import BadTable
from indexer.metadata.table import parse_table
from indexer.model import UNDER_WAY, Role, Upload, UploadBatch, UploadState
from indexer.settings import Settings
from search_web.access import guard, takes, who
from search_web.asked import plain
from search_web.desk import told
from search_web.library import library

pages = Blueprint("sending", __name__, url_prefix="/ban-thu-thu")
pages.before_request(guard(Role.LIBRARIAN))
_FILES, _TABLE, _COLLECTION, _NAME, _NUMBER = "tep", "bang", "bo-suu-tap", "ten", "so"
_MOST_TABLE = 5_000_000  # bytes
_SHOWN_NEXT = 100  # as many wrong cells are told at once
_ENVELOPE = 1_000_000  # bytes of a form around its files
_MEGABYTE = 1_000_000


def _megabytes(settings: Settings) -> int:
    return settings.upload_megabytes * _MEGABYTE + _ENVELOPE


@pages.get("/them")
def form() -> str:
    """The form; with scripts, files and folders are dropped on it."""
    return _form()


@pages.post("/them")
@takes(_megabytes)
def send() -> AnyResponse | str:
    """Files of the form, all in one request; or the form again with what is wrong of the table."""
    files = [each for each in request.files.getlist(_FILES) if each.filename]
    table, wrong = _table()
    if wrong or not files:
        return Response(_form(wrong=wrong, nothing_sent=not files), 422)
    batch = library().receiving.begin(who(), collection=plain(request.form.get(_COLLECTION, "")), metadata=table)
    for each in files:
        library().receiving.receive(batch, plain(each.filename or ""), each.stream)
    return redirect(url_for("sending.batch", name=batch), 303)


@pages.post("/lan-gui")
@takes(_MOST_TABLE + _ENVELOPE)
def begin() -> AnyResponse:
    """A batch opened, to which a script then sends file after file."""
    table, wrong = _table()
    if wrong:
        return _wrong(wrong)
    name = library().receiving.begin(who(), collection=plain(request.form.get(_COLLECTION, "")), metadata=table)
    return jsonify(gui=url_for("sending.receive", name=name), xem=url_for("sending.batch", name=name))


@pages.post("/lan-gui/<name>/tep")
@takes(_megabytes)
def receive(name: str) -> AnyResponse:
    """One file, as the body of the request; what is answered is on the disk."""
    batch = _batch(name)
    if batch.who != who():
        abort(403)
    kept = library().receiving.receive(name, plain(request.args.get(_NAME, "")), request.stream)
    return jsonify(_row(kept) if kept else {"so": None})


@pages.post("/thu-bang")
@takes(_MOST_TABLE + _ENVELOPE)
def try_table() -> AnyResponse:
    """What is wrong in a table of metadata; nothing is kept of it."""
    _, wrong = _table()
    return _wrong(wrong)


@pages.get("/bang-mau.csv")
def template() -> Response:
    """A table with all columns, and one row as an example."""
    written = io.StringIO()
    csv.writer(written).writerows(
        (
            told.COLUMNS.values(),
            [_EXAMPLE.get(name, "") for name in told.COLUMNS],
        )
    )
    body = b"\xef\xbb\xbf" + written.getvalue().encode()  # the mark by which Excel knows UTF-8
    named = {"Content-Disposition": 'attachment; filename="bang-mau.csv"'}
    return Response(body, content_type="text/csv; charset=utf-8", headers=named)


_EXAMPLE = {
    "file": "vi-du.pdf",
    "title": "Nghị quyết về xây dựng thư viện số",
    "kind": "Nghị quyết",
    "number": "05-NQ/ĐU",
    "issuer": "Đảng ủy Trường Chính trị Mẫu",
    "issued_on": "9/2/2018",
    "collection": "Văn kiện",
}


@pages.get("/lan-gui/<name>")
def batch(name: str) -> str:
    """What has become of each file of a batch."""
    uploads = library().uploads.of_batch(_batch(name).name)
    return render_template("desk/batch.html", batch=_batch(name), uploads=uploads, told=told, **_standing(uploads))


@pages.get("/lan-gui/<name>.json")
def progress(name: str) -> AnyResponse:
    """The same for a script that asks again and again."""
    uploads = library().uploads.of_batch(_batch(name).name)
    standing = _standing(uploads)
    del standing["counts"]
    return jsonify(tep=[_row(each) for each in uploads], **standing)


@pages.post("/lan-gui/<name>/huy")
def cancel(name: str) -> AnyResponse:
    """A file that waits or failed let go of, or all that wait."""
    chosen = _chosen(name, {UploadState.QUEUED}, {UploadState.QUEUED, UploadState.READING, UploadState.FAILED})
    library().uploads.cancel(chosen, who())
    return redirect(url_for("sending.batch", name=name), 303)


@pages.post("/lan-gui/<name>/thu-lai")
def again(name: str) -> AnyResponse:
    """A file that could not be read tried once more, or all of those."""
    library().uploads.again(_chosen(name, {UploadState.FAILED}, {UploadState.FAILED}), who())
    return redirect(url_for("sending.batch", name=name), 303)


def _chosen(name: str, all_in: set[UploadState], one_in: set[UploadState]) -> list[int]:
    """Numbers of the file that a form names; of all files in some states, if it names none."""
    wanted = request.form.get(_NUMBER, "")
    uploads = library().uploads.of_batch(_batch(name).name)
    if wanted:
        return [each.number for each in uploads if str(each.number) == wanted and each.state in one_in]
    return [each.number for each in uploads if each.state in all_in]


def _form(*, wrong: list[BadTable] | None = None, nothing_sent: bool = False) -> str:
    settings: Settings = current_app.config["TRACUU"]
    return render_template(
        "desk/send.html",
        megabytes=settings.upload_megabytes,
        collections=[name for name, _ in library().holdings().collections],
        wrong=[told.bad_cell(each) for each in (wrong or [])[:_SHOWN_NEXT]],
        nothing_sent=nothing_sent,
    )


def _table() -> tuple[str, list[BadTable]]:
    """The table of metadata that was sent, if one was, and what is wrong in it."""
    sent = request.files.get(_TABLE)
    if not sent or not sent.filename:
        return "", []
    raw = sent.stream.read(_MOST_TABLE)
    _, wrong = parse_table(raw, Path(sent.filename).name)
    return ("" if wrong else raw.decode("utf-8-sig")), wrong


def _wrong(wrong: list[BadTable]) -> AnyResponse:
    answer = jsonify(sai=[told.bad_cell(each) for each in wrong[:_SHOWN_NEXT]], tong=len(wrong))
    answer.status_code = 422 if wrong else 200
    return answer


def _batch(name: str) -> UploadBatch:
    found = library().uploads.batch(name)
    if found is None:
        abort(404)
    return found


def _standing(uploads: list[Upload]) -> dict[str, object]:
    counts = Counter(each.state for each in uploads)
    return {
        "counts": counts,
        "tom_tat": told.tally(counts),
        "dang_lam": any(counts[each] for each in UNDER_WAY),
        "loi": counts[UploadState.FAILED],
        "cho": counts[UploadState.QUEUED],
    }


def _row(upload: Upload) -> dict[str, object]:
    found = (
        upload.document_id and upload.state not in (UploadState.FAILED, UploadState.CANCELLED) and not upload.trashed
    )
    return {
        "so": upload.number,
        "ten": upload.filename,
        "trang_thai": str(upload.state),
        "loi_noi": told.state(upload),
        "nhan_de": upload.title,
        "dia_chi": url_for("reading.document", document_id=upload.document_id) if found else "",
    }
