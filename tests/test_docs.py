"""What the documents promise is there, and what is there is in the documents."""

from __future__ import annotations

import doctest
import json
import os
import re
import shlex
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import fields
from importlib import import_module
from pathlib import Path

import click
import pytest
from flask import request

from indexer import errors
from indexer.cli import main
from indexer.library import Library
from indexer.query import parse
from indexer.settings import Settings
from indexer.text.normalize import fold
from search_web import create_app
from search_web.api.routes import ROUTES

ROOT = Path(__file__).parents[1]
READMES = ("README.md", "README.vi.md")
_PAGES = sorted(path for path in (*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("corpus/*.md")))
_LINK = re.compile(r"\]\(([^)\s#]+)(?:#[^)]*)?\)")
_BLOCK = re.compile(r"^```[a-z]*\n(.*?)^```", re.MULTILINE | re.DOTALL)
_MODULES = [
    ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
    for part in ("indexer", "search_web")
    for path in sorted((ROOT / part).rglob("*.py"))
    if "migrations" not in path.parts and ">>>" in path.read_text("utf-8")
]


def text(name: str) -> str:
    return (ROOT / name).read_text("utf-8")


def _commands(group: click.Group, before: str = "") -> Iterator[tuple[str, click.Command]]:
    """Every command that does something, with the names that lead to it."""
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from _commands(command, f"{before}{name} ")
        else:
            yield f"{before}{name}", command


def _options() -> Iterator[tuple[str, str]]:
    """Every command with each of its options, and those of all commands."""
    for name, command in [("", main), *_commands(main)]:
        for parameter in command.params:
            if isinstance(parameter, click.Option):
                yield name, max(parameter.opts, key=len)


@pytest.mark.parametrize("readme", READMES)
@pytest.mark.parametrize("name", sorted(name for name, _ in _commands(main)))
def test_every_command_is_in_the_readme(readme: str, name: str) -> None:
    assert f"`tracuu {name}" in text(readme)


@pytest.mark.parametrize("readme", READMES)
@pytest.mark.parametrize(("command", "option"), list(_options()))
def test_every_option_is_in_the_readme(readme: str, command: str, option: str) -> None:
    rows = [line for line in text(readme).splitlines() if re.match(rf"\| `tracuu {command}[ `]", line)]
    told = rows[0] if command else text(readme)
    assert f"`{option}" in told, f"{option} is missing from the row of tracuu {command}"


@pytest.mark.parametrize("readme", READMES)
@pytest.mark.parametrize("setting", fields(Settings), ids=lambda each: each.name)
def test_every_setting_is_in_the_readme(readme: str, setting: object) -> None:
    name = str(getattr(setting, "name", ""))
    value = getattr(setting, "default", "")
    default = str(value).lower() if isinstance(value, bool) else str(value)
    row = next(line for line in text(readme).splitlines() if line.startswith(f"| `{name}` | `TRACUU_{name.upper()}`"))
    assert name == "home" or f"| `{default}` |" in row


@pytest.mark.parametrize(
    "name", [name for name, value in vars(errors).items() if isinstance(value, type) and name != "Path"]
)
def test_every_error_is_in_the_architecture(name: str) -> None:
    status = getattr(errors, name).exit_status
    assert f"| `{name}` | {status} |" in text("docs/architecture.md")


def test_every_field_and_operator_is_in_the_query_language() -> None:
    told = text("docs/query-language.md")
    names = {fold(name) for name in re.findall(r"`([^`:]+):`", told)}
    assert names == set(parse.FIELDS)
    for operator in (*parse._OPERATORS, *parse._QUOTES, "*`", "-", "(", ".."):
        assert operator in told, operator


@pytest.mark.parametrize("readme", READMES)
def test_the_table_of_metadata_is_in_the_readme(readme: str) -> None:
    from indexer.metadata.table import COLUMNS

    assert [name for name in COLUMNS if f"`{name}`" not in text(readme)] == []


def test_every_dependency_says_what_for() -> None:
    project = tomllib.loads(text("pyproject.toml"))["project"]
    wanted = [
        *project["dependencies"],
        *(each for extra in project["optional-dependencies"].values() for each in extra),
    ]
    lines = [line.strip() for line in text("pyproject.toml").splitlines()]
    bare = [each for each in wanted if not any(re.match(rf'"{re.escape(each)}",?\s+# \w', line) for line in lines)]
    assert bare == []


@pytest.mark.parametrize("module", _MODULES)
def test_examples_in_docstrings_are_true(module: str) -> None:
    failed, tried = doctest.testmod(import_module(module))
    assert (failed, tried > 0) == (0, True)


@pytest.mark.parametrize("path", _PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_links_lead_somewhere(path: Path) -> None:
    links = [link for link in _LINK.findall(path.read_text("utf-8")) if "://" not in link]
    assert [link for link in links if not (path.parent / link).exists()] == []


def _shell_lines(readme: str) -> list[str]:
    blocks = [block for block in _BLOCK.findall(text(readme)) if block.startswith("tracuu ")]
    return [line for block in blocks for line in block.splitlines() if line.strip()]


def test_both_readmes_show_the_same_commands() -> None:
    assert _shell_lines("README.md") == _shell_lines("README.vi.md")


def test_the_commands_of_the_readme_run(tmp_path: Path) -> None:
    lines = _shell_lines("README.md")
    assert len(lines) > 8
    ours = {name: value for name, value in os.environ.items() if not name.startswith("TRACUU_")}
    for line in lines:
        command, *words = shlex.split(line)
        assert command == "tracuu"
        ended = subprocess.run(
            [sys.executable, "-m", "indexer.cli", *words],
            cwd=ROOT,
            env={**ours, "TRACUU_HOME": str(tmp_path / "home"), "TRACUU_PASSWORD": "chỉ để thử"},
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        assert ended.returncode == 0, f"{line}\n{ended.stdout}\n{ended.stderr}"
        assert ended.stdout.strip(), line
        assert words[0] != "search" or (
            "0 documents," not in ended.stdout and '"total_documents": 0' not in ended.stdout
        ), line
    _ask_the_api(tmp_path / "home")


def _requests(readme: str) -> list[str]:
    return re.findall(r"^(?:GET|POST) /api/.*", text(readme), re.MULTILINE)


def _ask_the_api(home: Path) -> None:
    """The requests of the readme over this library, and each address among them."""
    library = Library(Settings(home=home))
    app = create_app(library, library.settings)
    lines = _requests("README.md")
    reached = set()
    for line in lines:
        method, address, *body = line.split(" ", 2)
        sent = {"json": json.loads(body[0])} if body else {}
        answer = app.test_client().open(address, method=method, **sent)
        assert answer.status_code == 200, f"{line}: {answer.text}"
        assert len(answer.data) > len('{"cited_by": [], "total": 0, "next": null}'), line
        with app.test_request_context(address, method=method):
            reached.add(request.endpoint)
    library.close()
    assert {f"api.{each.name}" for each in ROUTES} <= reached
    assert _requests("README.vi.md") == lines
