"""Templates, compiled once for each language with its words in place: what is said costs nothing when a page is made.

A template says `{{ _("…") }}`, `{{ _n("%(n)s …", number) }}` or `{% trans %}…{% endtrans %}`. It names the language
spoken as `language`, and writes `{{ vietnamese }}` inside the tag of whatever stays Vietnamese in every language.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, TypeGuard, cast

from flask import Flask
from flask.templating import Environment
from jinja2 import Template, nodes
from jinja2.visitor import NodeTransformer
from markupsafe import escape

from search_web.speech import SOURCE, forms, spoken

_FACT = re.compile(r"%\((\w+)\)s")
_PLAIN, _COUNTED, _BLOCK = "_", "_n", "gettext"  # the last is what a block becomes, which may hold tags
Piece = str | nodes.Expr


class Bilingual(Environment):
    """Templates in the language of the request."""

    language = SOURCE

    def __init__(self, app: Flask, **options: Any) -> None:
        super().__init__(app, **options)
        self.add_extension("jinja2.ext.i18n")
        self.newstyle_gettext = True
        self.policies["ext.i18n.trimmed"] = True
        self._others: dict[str, Bilingual] = {}

    def get_or_select_template(self, template_name_or_list: Any, *args: Any, **more: Any) -> Template:
        """The template, as it is in the language spoken."""
        language = spoken()
        if language == self.language:
            return super().get_or_select_template(template_name_or_list, *args, **more)
        return self._in(language).get_or_select_template(template_name_or_list, *args, **more)

    def _in(self, language: str) -> Bilingual:
        if language not in self._others:
            other = self.overlay()
            other.language = language
            self._others[language] = other
        return self._others[language]

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        return cast("nodes.Template", _Saying(self.language).visit(super()._parse(source, name, filename)))


class _Saying(NodeTransformer):
    """Puts the words of a language in place of the calls that say them."""

    def __init__(self, language: str) -> None:
        self.language = language

    def visit_Output(self, node: nodes.Output) -> nodes.Output:  # noqa: N802  # as the visitor wants it
        """Where it is printed, a sentence is constants and what is filled in between."""
        made: list[nodes.Expr] = []
        for each in node.nodes:
            if _is_said(each):
                made += [_printed(piece, each) if isinstance(piece, str) else piece for piece in self._pieces(each)]
            else:
                made.append(self.visit(each))
        node.nodes = made
        return node

    def visit_Call(self, node: nodes.Call) -> nodes.Expr:  # noqa: N802
        """Inside an expression, it is one text."""
        if _is_said(node):
            return _joined(self._pieces(node), node.lineno)
        return cast("nodes.Expr", self.generic_visit(node))

    def visit_Name(self, node: nodes.Name) -> nodes.Expr:  # noqa: N802
        """The language itself."""
        if node.ctx == "load" and node.name == "language":
            return nodes.Const(self.language, lineno=node.lineno)
        if node.ctx == "load" and node.name == "vietnamese":
            written = "" if self.language == SOURCE else f' lang="{SOURCE}"'
            return nodes.MarkSafe(nodes.Const(written), lineno=node.lineno)
        return node

    def _pieces(self, call: nodes.Call) -> list[Piece]:
        """The sentence in order: its own words, and expressions between them."""
        name, text = _name(call), cast("nodes.Const", call.args[0]).value
        facts = {each.key: self.visit(each.value) for each in call.kwargs}
        one, many = forms(text, self.language)
        if name != _COUNTED:
            return _filled(many, facts) if facts or name == _BLOCK else [many]
        number = self.visit(call.args[1])
        facts["n"] = nodes.Call(nodes.Name("whole", "load"), [number], [], None, None, lineno=call.lineno)
        if one == many:
            return _filled(many, facts)
        single = nodes.Compare(number, [nodes.Operand("eq", nodes.Const(1))], lineno=call.lineno)
        both = (_joined(_filled(each, facts), call.lineno) for each in (one, many))
        return [nodes.CondExpr(single, *both, lineno=call.lineno)]


def _is_said(node: nodes.Node) -> TypeGuard[nodes.Call]:
    """Whether a node says a text that stands in the template."""
    if not (isinstance(node, nodes.Call) and isinstance(node.node, nodes.Name)):
        return False
    return _name(node) in (_PLAIN, _COUNTED, _BLOCK) and isinstance(node.args[0], nodes.Const)


def _name(call: nodes.Call) -> str:
    return cast("nodes.Name", call.node).name


def _filled(text: str, facts: Mapping[str, nodes.Expr]) -> list[Piece]:
    """A text with facts in it. Raises: KeyError: it names one that it is not given."""
    parts = _FACT.split(text)
    pieces: list[Piece] = [facts[part] if at % 2 else part.replace("%%", "%") for at, part in enumerate(parts)]
    return [piece for piece in pieces if piece != ""]


def _printed(piece: str, call: nodes.Call) -> nodes.TemplateData:
    return nodes.TemplateData(piece if _name(call) == _BLOCK else str(escape(piece)), lineno=call.lineno)


def _joined(pieces: list[Piece], lineno: int) -> nodes.Expr:
    made = [nodes.Const(each, lineno=lineno) if isinstance(each, str) else each for each in pieces]
    return made[0] if len(made) == 1 else nodes.Concat(made, lineno=lineno)
