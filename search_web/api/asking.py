"""A request of the API, checked: every parameter is known, stated once and within its bounds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeVar
from urllib.parse import urlencode

from flask import Request
from werkzeug.datastructures import FileStorage
from werkzeug.exceptions import UnsupportedMediaType

from search_web.api.parameters import BadParameter, Parameter, Place

T = TypeVar("T")
MOST_BYTES = 30_000_000  # of a body
JSON = "application/json"
FORMS = ("multipart/form-data", "application/x-www-form-urlencoded")
_TYPES = {"string": str, "boolean": bool}


class Asking:
    """The values of a request's parameters, and addresses that go on from it."""

    def __init__(
        self,
        values: Mapping[Parameter[Any], Any],
        path: str,
        stated: Sequence[tuple[str, str]],
        sent: FileStorage | None,
    ) -> None:
        self._values, self._path, self._stated = values, path, stated
        self.sent = sent  # the file of the body
        self.next: str | None = None  # address of what follows

    def __getitem__(self, parameter: Parameter[T]) -> T:
        value: T = self._values[parameter]
        return value

    def address(self, parameter: Parameter[Any], value: object) -> str:
        """The same request with another value of one parameter."""
        others = [pair for pair in self._stated if pair[0] != parameter.name]
        return f"{self._path}?{urlencode([*others, (parameter.name, str(value))])}"


def read_request(request: Request, parameters: Iterable[Parameter[Any]], path_values: Mapping[str, str]) -> Asking:
    """The request as it may be answered. Raises: BadParameter, UnsupportedMediaType, RequestEntityTooLarge."""
    known = list(parameters)
    stated = {name: request.args.getlist(name) for name in request.args}
    _refuse_unknown(stated, known, Place.QUERY)
    texts = {Place.QUERY: stated, Place.PATH: {name: [text] for name, text in path_values.items()}}
    sent = None
    if any(each.place is Place.BODY for each in known):
        texts[Place.BODY], sent = _body(request, known)
    values = {each: each.value(texts[each.place].get(each.name, ())) for each in known}
    return Asking(values, request.script_root + request.path, list(request.args.items(multi=True)), sent)


def _refuse_unknown(stated: Iterable[str], known: Iterable[Parameter[Any]], place: Place) -> None:
    names = [each.name for each in known if each.place is place]
    for name in stated:
        if name not in names:
            told = f"known here are {', '.join(names)}" if names else "none is known here"
            raise BadParameter(name[:40], f"no such parameter: {told}", names)


def _body(request: Request, known: Sequence[Parameter[Any]]) -> tuple[dict[str, list[str]], FileStorage | None]:
    request.max_content_length = request.max_form_memory_size = MOST_BYTES
    if request.mimetype == JSON:
        return _json_body(request.get_json(), known), None
    if request.mimetype not in FORMS:
        raise UnsupportedMediaType(f"send {JSON} or {' or '.join(FORMS)}")
    stated = {name: request.form.getlist(name) for name in request.form}
    files = {each.name for each in known if each.schema.get("format") == "binary"}
    _refuse_unknown([*(set(stated) - files), *request.files], known, Place.BODY)
    for name in request.files:
        if name not in files:
            raise BadParameter(name, "is no file")
    for name in files & set(stated):
        raise BadParameter(name, "must be a file: give it a name in the form")
    sent = [each for name in sorted(files) for each in request.files.getlist(name)]
    if len(sent) > 1:
        raise BadParameter(min(files), "is given more than once")
    return stated, sent[0] if sent else None


def _json_body(body: object, known: Sequence[Parameter[Any]]) -> dict[str, list[str]]:
    if not isinstance(body, dict):
        raise BadParameter("body", "must be a JSON object")
    able = {each.name: each for each in known if each.place is Place.BODY and each.schema.get("format") != "binary"}
    _refuse_unknown(body, able.values(), Place.BODY)
    for name, value in body.items():
        kind = able[name].schema["type"]
        if not isinstance(value, _TYPES[kind]):
            raise BadParameter(name, f"must be a {kind}")
    return {name: [value if isinstance(value, str) else str(value).lower()] for name, value in body.items()}
