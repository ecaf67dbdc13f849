"""What waits for a librarian's eyes: each document with what speaks for it, and an answer of one key."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from indexer.model import Need, Role
from search_web.access import guard, who
from search_web.asked import plain, whole_number
from search_web.desk import told
from search_web.library import library
from search_web.speech import gettext as _

pages = Blueprint("looking", __name__, url_prefix="/ban-thu-thu/can-xem")
pages.before_request(guard(Role.LIBRARIAN))
_SHOWN = 20
_MOST = 100_000
_WHY, _FROM = "vi", "tu"


@pages.get("")
def documents() -> str:
    """The documents, all or those for one reason."""
    need = _need(request.args.get(_WHY, ""))
    offset = whole_number(request.args.get(_FROM, ""), default=0, least=0, most=_MOST)
    found = library().desk.to_look(need, _SHOWN + 1, offset)
    counts = library().desk.counts()
    return render_template(
        "desk/looking.html",
        told=told,
        found=found[:_SHOWN],
        counts=counts,
        total=counts[None],
        need=need,
        needs=list(Need),
        earlier=max(offset - _SHOWN, 0) if offset else None,
        later=offset + _SHOWN if len(found) > _SHOWN else None,
    )


@pages.post("/<document_id>/goi-y")
def answer(document_id: str) -> AnyResponse:
    """A suggestion taken or refused."""
    form = request.form
    accepted = form.get("dung") == "1"
    answered = library().desk.answer(document_id, form.get("o", ""), form.get("gia-tri", ""), who(), accepted=accepted)
    done = _("Đã nhận.") if accepted else _("Đã bỏ gợi ý.")
    flash(done if answered else _("Gợi ý này đã được trả lời trước đó."))
    return _back()


@pages.post("/<document_id>/da-xem")
def looked(document_id: str) -> AnyResponse:
    """A document that is well as it is."""
    need = _need(request.form.get("can", ""))
    if need:
        library().desk.looked(document_id, need, who())
        flash(_("Đã ghi là xem rồi."))
    return _back()


@pages.post("/<document_id>/gop")
def merge(document_id: str) -> AnyResponse:
    """Two documents with the same text made one: the form names the one that goes."""
    other = request.form.get("bo", "")
    library().desk.merge(document_id, other, who())
    flash(_("Đã gộp. Bản kia ở trong thùng rác, địa chỉ của nó dẫn đến bản được giữ."))
    return _back()


def _need(word: str) -> Need | None:
    return Need(word) if word in set(Need) else None


def _back() -> AnyResponse:
    """To the list that the form stood on."""
    need = _need(plain(request.form.get(_WHY, "")))
    return redirect(url_for("looking.documents", vi=need), 303)
