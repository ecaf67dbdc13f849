"""Every visible text can be said in every language, and is. Whoever adds one meets these tests."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from flask import Flask
from jinja2 import Environment

import search_web
from search_web.desk.sending import _EXAMPLE
from search_web.desk.told import COLUMNS
from search_web.messages import extracted
from search_web.speech import LANGUAGES, SOURCE, path_of, speak

FOLDER = Path(search_web.__file__).parent
OTHERS = [each for each in LANGUAGES if each != SOURCE]
HOW = (
    '\nHow: write texts in Vietnamese as _("…") ({{ _("…") }} or {% trans %}…{% endtrans %} in a template, later("…") in a '
    "table); run scripts/translate; fill in what it lists in search_web/translations/en/LC_MESSAGES/messages.po."
)
ALIKE = {"API", "Atom", "unAPI", "UTF"}  # in every language
SAYING = {"_", "_n", "later"}
LETTER = re.compile(r"[^\W\d_]")
ACCENTED = re.compile(r"[À-ÖØ-öø-ɏḀ-ỿ]")
HEARD = re.compile(r'\b(?:aria-label|title|placeholder|alt)="([^"]*)"')
UNSEEN = re.compile(r"<(script|style|defs)\b.*?</\1>|<!doctype[^>]*>|<\?xml[^>]*>|&\w+;", re.DOTALL)
NOT_SHOWN = {  # Vietnamese that is typed or read, not said: file → beginnings of it
    "words.py": ("Tra Cứu", "gia tri", "“dân là gốc”", "quy luật sản xuất", "Nxb. ", "Tiếng "),
    "speech.py": ("Tiếng Việt",),
    "messages.py": ("Tra Cứu",),
    "embedded.py": ("luận văn", "luận án", "khóa luận"),
    "other_lines.py": ("đ", "Đ"),
    "understood.py": ("a year is wanted",),
    "openapi.py": ("Tra Cứu",),
    "told.py": tuple(COLUMNS.values()),
    "sending.py": tuple(_EXAMPLE.values()),
    "parameters.py": ("giá trị", "lý luận"),
}


def _extracted() -> dict[str, str]:
    return {
        each.id if isinstance(each.id, str) else each.id[0]: each.locations[0][0] for each in extracted() if each.id
    }


@pytest.mark.parametrize("language", OTHERS)
def test_everything_is_said_in_every_language(language: str) -> None:
    with path_of(language).open("rb") as file:
        known = {
            each.id if isinstance(each.id, str) else each.id[0]: each.string if not each.fuzzy else ""
            for each in read_po(file, locale=language)
            if each.id
        }
    said = _extracted()
    missing = [f"{where}: {text}" for text, where in said.items() if text not in known or not all(known[text] or [""])]
    assert not missing, f"not said in {LANGUAGES[language]}:\n" + "\n".join(missing) + HOW
    lost = [text for text in known if text not in said]
    assert not lost, f"said in {LANGUAGES[language]}, and by no page any more:\n" + "\n".join(lost) + HOW


@pytest.mark.parametrize("language", OTHERS)
def test_what_is_said_uses_only_facts_that_it_is_given(app: Flask, language: str) -> None:
    speak(language)
    try:
        for name in app.jinja_env.list_templates():
            app.jinja_env.get_or_select_template(name)  # or its compilation names the fact
    finally:
        speak(SOURCE)
    with path_of(language).open("rb") as file:
        for each in read_po(file, locale=language):
            text = each.id if isinstance(each.id, str) else each.id[0]
            said = each.string if isinstance(each.string, str) else " ".join(each.string or ())
            facts, used = (set(re.findall(r"%\((\w+)\)", words)) for words in (text, said))
            assert {name.lower() for name in used} <= {name.lower() for name in facts}, text


@pytest.mark.parametrize("path", sorted(FOLDER.rglob("templates/**/*.*")), ids=lambda path: path.name)
def test_no_template_has_words_of_one_language(path: Path) -> None:
    left = list(_bare(path.read_text("utf-8")))
    assert not left, f"{path.name} has texts that nobody can translate:\n" + "\n".join(left) + HOW


def _bare(source: str) -> Iterator[str]:
    """Words of a template that stand outside of every saying and of every tag, and accented ones in its expressions."""
    page, inside, before = "", False, ["", ""]
    for _, kind, text in Environment().lex(source):  # noqa: S701  # nothing is rendered
        if kind == "name" and text in ("trans", "body_class", "endtrans", "endblock"):
            inside = not text.startswith("end")
        elif kind == "data" and not inside:
            page += text
        elif kind == "variable_begin":
            page += "\0"
        elif kind == "string" and ACCENTED.search(text) and not (before[0] in SAYING and before[1] == "("):
            yield text
        if kind not in ("whitespace", "data"):
            before = [before[1], text]
    page = UNSEEN.sub(" ", page)
    heard = HEARD.findall(page)
    shown = re.sub(r"""<[^<>]*>|[\w-]+="[^"]*\"""", "\n", page).split("\n")
    for text in (*heard, *shown):
        if set(re.findall(r"[^\W\d_]{2,}", text)) - ALIKE:
            yield " ".join(text.replace("\0", "…").split())


@pytest.mark.parametrize("path", sorted(FOLDER.rglob("*.py")), ids=lambda path: str(path.relative_to(FOLDER)))
def test_no_module_has_words_of_one_language(path: Path) -> None:
    tree = ast.parse(path.read_text("utf-8"))
    silent = set(map(id, _said_or_told(tree)))
    left = [
        f"{path.name}:{node.lineno}: {node.value}"
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and ACCENTED.search(node.value)
        and id(node) not in silent
        and not node.value.startswith(NOT_SHOWN.get(path.name, ("\0",)))
    ]
    assert not left, "texts that nobody can translate:\n" + "\n".join(left) + HOW


def _said_or_told(tree: ast.AST) -> Iterator[ast.AST]:
    """Texts that are said, docstrings, and what the guide shows as typed."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr):
            yield node.value
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            if node.func.id in SAYING:
                yield from node.args
            elif node.func.id == "Rule":
                yield from (inner for at, each in enumerate(node.args) if at != 1 for inner in ast.walk(each))


@pytest.mark.parametrize("path", sorted(FOLDER.glob("static/*.js")), ids=lambda path: path.name)
def test_no_script_has_words_of_one_language(path: Path) -> None:
    source = re.sub(r"(?m)(^|\s)//.*$", "", path.read_text("utf-8"))
    source = re.sub(r'\b_\("(?:[^"\\]|\\.)*"', "", source)
    left = [text for text in re.findall(r"\"[^\"\n]*\"|'[^'\n]*'|`[^`]*`", source) if ACCENTED.search(text)]
    assert not left, f"{path.name} has texts that nobody can translate:\n" + "\n".join(left) + HOW
