"""The desk itself: what is to be done, what is being done, what failed, what is new."""

from __future__ import annotations

from flask import Blueprint, render_template

from indexer.model import UNDER_WAY, Role, UploadState
from search_web.access import guard
from search_web.desk import told
from search_web.library import library

pages = Blueprint("desk", __name__, url_prefix="/ban-thu-thu")
pages.before_request(guard(Role.LIBRARIAN))
_NEWEST, _BATCHES, _FAILED = 10, 8, 50


@pages.get("/")
def home() -> str:
    """All of the desk at a glance."""
    uploads = library().uploads
    counts = uploads.counts()
    return render_template(
        "desk/home.html",
        told=told,
        to_look=library().desk.counts()[None],
        working=sum(counts.get(each, 0) for each in UNDER_WAY),
        under_way=uploads.in_states(*UNDER_WAY, limit=_FAILED),
        failed=counts.get(UploadState.FAILED, 0),
        failures=uploads.in_states(UploadState.FAILED, limit=_FAILED),
        batches=uploads.batches(_BATCHES),
        newest=library().listed(_NEWEST),
        worker=library().uploads.worker_runs(),
    )
