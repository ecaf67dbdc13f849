"""Cards corrected by hand, one or many; their changes undone; the trash."""

from __future__ import annotations

from flask import Blueprint, Response, abort, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from indexer.desk import FIELDS
from indexer.errors import BadTable
from indexer.model import Role
from search_web.access import guard, who
from search_web.asked import plain, read_asked, whole_number
from search_web.desk import told
from search_web.library import library
from search_web.speech import gettext as _

pages = Blueprint("cards", __name__, url_prefix="/ban-thu-thu")
pages.before_request(guard(Role.LIBRARIAN))
_CHANGED = "lan-sua"  # how often the document had changed when the form was made
_COLLECTIONS = "collections"
_LISTED = ("kind", "issuer", "authors", "journal", "publisher", "place", "signer", "keywords", _COLLECTIONS)
_BULK = ("kind", "issuer", "year", "authors", "journal", "publisher", "keywords")
_MOST_BULK = 1000
_SHOWN = 50
_MOST = 100_000


@pages.get("/the/<document_id>")
def card(document_id: str) -> str:
    """The card as a form, and what was changed on it."""
    return _form(document_id, library().desk.card(document_id))


@pages.post("/the/<document_id>")
def save(document_id: str) -> AnyResponse | str:
    """The card as it was sent; the form again, if a value is none of its field or somebody else was faster."""
    desk = library().desk
    record, stood = desk.document(document_id), desk.card(document_id)
    sent = {name: plain(request.form[name]) for name in (*FIELDS, _COLLECTIONS) if name in request.form}
    if request.form.get(_CHANGED) != str(record.revision):
        return Response(_form(document_id, {**stood, **sent}, overtaken=True), 409)
    try:
        changed = desk.edit([document_id], sent, who())
    except BadTable as error:
        return Response(_form(document_id, {**stood, **sent}, wrong=error), 422)
    flash(_("Đã lưu thẻ.") if changed else _("Thẻ không có gì thay đổi."))
    return redirect(url_for("cards.card", document_id=document_id), 303)


def _form(document_id: str, values: dict[str, str], *, wrong: BadTable | None = None, overtaken: bool = False) -> str:
    desk = library().desk
    evidence = library().evidence(document_id)
    return render_template(
        "desk/card.html",
        told=told,
        document=desk.document(document_id),
        values=values,
        fields=(*FIELDS, _COLLECTIONS),
        known={name: desk.known(name) for name in _LISTED},
        evidence={each.field: each for each in reversed(evidence)},
        versions=desk.versions(document_id)[:_SHOWN],
        wrong=wrong,
        overtaken=overtaken,
    )


@pages.post("/the/<document_id>/hoan-tac")
def undo(document_id: str) -> AnyResponse:
    """A change taken back."""
    version = whole_number(request.form.get("lan", ""), default=0, least=1, most=10**12)
    if all(each.number != version for each in library().desk.versions(document_id)):
        abort(404)
    flash(_("Đã hoàn tác.") if library().desk.undo(version, who()) else _("Lần sửa này không hoàn tác được."))
    return redirect(url_for("cards.card", document_id=document_id), 303)


@pages.post("/the/<document_id>/bo")
def throw_away(document_id: str) -> AnyResponse:
    """A document put into the trash."""
    library().desk.trash([document_id], who())
    flash(_("Đã bỏ vào thùng rác. Có thể khôi phục bất cứ lúc nào."))
    return redirect(url_for("cards.trash"), 303)


@pages.get("/thung-rac")
def trash() -> str:
    """What is in the trash."""
    offset = whole_number(request.args.get("tu", ""), default=0, least=0, most=_MOST)
    found = library().desk.trashed(_SHOWN + 1, offset)
    return render_template(
        "desk/trash.html",
        documents=found[:_SHOWN],
        earlier=max(offset - _SHOWN, 0) if offset else None,
        later=offset + _SHOWN if len(found) > _SHOWN else None,
    )


@pages.post("/thung-rac")
def restore() -> AnyResponse:
    """Documents taken out of the trash."""
    count = library().desk.trash(request.form.getlist("so")[:_MOST_BULK], who(), trashed=False)
    restored = _("Đã khôi phục %(count)s tài liệu. Tìm lại được ngay.", count=count)
    flash(restored if count else _("Chưa chọn tài liệu nào."))
    return redirect(url_for("cards.trash"), 303)


@pages.get("/hang-loat")
def bulk() -> str:
    """The documents of a search, to be chosen and changed together."""
    asked = read_asked(request.args)
    hits = library().search_all(asked.line, filters=asked.filters, sort=asked.sort, abbreviations=asked.abbreviations)
    documents = [hit.document for hit, _ in zip(hits, range(_MOST_BULK), strict=False) if hit.whole]
    known = {name: library().desk.known(name) for name in (*_BULK, _COLLECTIONS) if name in _LISTED}
    return render_template(
        "desk/bulk.html", told=told, documents=documents, fields=_BULK, known=known, asked=asked, most=_MOST_BULK
    )


@pages.post("/hang-loat")
def change_all() -> AnyResponse | str:
    """The chosen documents changed: only fields that were filled in, and collections."""
    chosen = request.form.getlist("so")[:_MOST_BULK]
    filled = {name: text for name in _BULK if (text := plain(request.form.get(name, "")))}
    into, out_of = (plain(request.form.get(name, "")) for name in ("vao", "ra"))
    count = 0
    try:
        count = library().desk.edit(chosen, filled, who()) if filled else 0
    except BadTable as error:
        flash(told.bad_cell(error))
        return redirect(f"{url_for('cards.bulk')}?{request.form.get('tim', '')}", 303)
    if into or out_of:
        count = max(count, library().desk.collect(chosen, who(), into=into, out_of=out_of))
    nothing = _("Không có gì thay đổi: hãy chọn tài liệu và điền ít nhất một ô.")
    flash(_("Đã sửa %(count)s tài liệu.", count=count) if count else nothing)
    return redirect(f"{url_for('cards.bulk')}?{request.form.get('tim', '')}", 303)
