"""The description of the API in OpenAPI 3.1, made from the table of its addresses and the types of its answers."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from types import NoneType, UnionType
from typing import Annotated, Any, NotRequired, Union, get_args, get_origin, get_type_hints, is_typeddict

from indexer import json_types as j
from indexer.cite import RECORDS
from search_web.api.answers import Record
from search_web.api.asking import FORMS, JSON
from search_web.api.parameters import Parameter, Place
from search_web.api.routes import ROUTES, Route

Json = dict[str, Any]
_PLAIN = {str: "string", int: "integer", float: "number", bool: "boolean", NoneType: "null"}


def description(base: str) -> Json:
    """The whole description.

    Args:
        base: path below which the addresses stand: "/api/v1".
    """
    shapes = Shapes()
    paths: dict[str, Json] = {}
    for route in ROUTES:
        paths.setdefault(route.path, {})[route.method.lower()] = _operation(route, shapes)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Tra Cứu",
            "version": base.rpartition("/v")[2],
            "description": "Search, read, cite and verify: a library of Vietnamese political theory.",
        },
        "servers": [{"url": base}],
        "paths": paths,
        "components": {"schemas": dict(sorted(shapes.named.items()))},
    }


def _operation(route: Route, shapes: Shapes) -> Json:
    first, _, rest = route.told.partition(". ")
    told: Json = {"operationId": route.name, "summary": first.rstrip(".")}
    if rest:
        told["description"] = rest
    told["parameters"] = [_parameter(each) for each in route.parameters if each.place is not Place.BODY]
    if route.among(Place.BODY):
        told["requestBody"] = {"required": True, "content": _contents(route.among(Place.BODY))}
    told["responses"] = {
        "200": {"description": "the answer", "content": _answers(route.shape, shapes)},
        "default": {"description": "why there is none", "content": {JSON: {"schema": shapes.schema(j.Problem)}}},
    }
    return told


def _parameter(parameter: Parameter[Any]) -> Json:
    told: Json = {"name": parameter.name, "in": parameter.place.value, "description": parameter.told}
    if parameter.place is Place.PATH:
        told["required"] = True
    told["schema"] = dict(parameter.schema)
    if parameter.schema["type"] == "array":
        told |= {"style": "form", "explode": True}
    return told


def _contents(parameters: Iterable[Parameter[Any]]) -> Json:
    """The body as a form, with a file or without, and as JSON."""
    able = {each.name: {**each.schema, "description": each.told} for each in parameters}
    file = next(name for name, schema in able.items() if schema.get("format") == "binary")
    text = next(name for name, schema in able.items() if schema["type"] == "string" and name != file)
    with_text = _object({name: schema for name, schema in able.items() if name != file}, text)
    with_file = _object({name: schema for name, schema in able.items() if name != text}, file)
    multipart, urlencoded = FORMS
    return {
        multipart: {"schema": {"anyOf": [with_text, with_file]}},
        urlencoded: {"schema": with_text},
        JSON: {"schema": with_text},
    }


def _object(properties: Json, *required: str) -> Json:
    return {
        "type": "object",
        "properties": properties,
        "required": list(required),
        "additionalProperties": False,
    }


def _answers(shape: Any, shapes: Shapes) -> Json:
    content: Json = {}
    for each in get_args(shape) if isinstance(shape, UnionType) else (shape,):
        if each is Record:
            content |= {
                media: {"schema": {"type": "array" if media.endswith("+json") else "string"}}
                for _, media in RECORDS.values()
            }
        else:
            content[JSON] = {"schema": shapes.schema(each)}
    return content


def _noted(note: str | j.Rule) -> Json:
    rule = j.Rule(note) if isinstance(note, str) else note
    told = {
        "description": rule.told or None,
        "format": rule.format,
        "minimum": rule.least,
        "minItems": rule.length,
        "maxItems": rule.length,
    }
    return {name: value for name, value in told.items() if value is not None}


class Shapes:
    """JSON Schemas of types; those that have a name of their own are told once."""

    def __init__(self) -> None:
        self.named: dict[str, Json] = {}

    def schema(self, kind: Any) -> Json:
        """The schema of a type. Raises: TypeError: it is none that JSON has."""
        if isinstance(kind, type) and kind in _PLAIN:
            return {"type": _PLAIN[kind]}
        if isinstance(kind, type) and issubclass(kind, StrEnum):
            return {"type": "string", "enum": [each.value for each in kind]}
        if is_typeddict(kind):
            return self._named(kind)
        origin, inner = get_origin(kind), get_args(kind)
        if origin is Annotated:
            return self.schema(inner[0]) | _noted(kind.__metadata__[0])
        if origin is NotRequired:
            return self.schema(inner[0])
        if origin is list:
            return {"type": "array", "items": self.schema(inner[0])}
        if origin is dict:
            return {"type": "object", "additionalProperties": self.schema(inner[1])}
        if origin in (Union, UnionType):
            return {"anyOf": [self.schema(each) for each in inner]}
        raise TypeError(f"no JSON for {kind}")

    def _named(self, kind: Any) -> Json:
        name = kind.__name__
        if name not in self.named:
            self.named[name] = {}  # it may hold itself
            fields = get_type_hints(kind, include_extras=True)
            self.named[name] = {
                "type": "object",
                "description": " ".join((kind.__doc__ or "").split()),
                "properties": {field: self.schema(each) for field, each in fields.items()},
                "required": [field for field, each in fields.items() if get_origin(each) is not NotRequired],
                "additionalProperties": False,
            }
        return {"$ref": f"#/components/schemas/{name}"}
