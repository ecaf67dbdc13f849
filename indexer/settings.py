"""Settings: read once, handed on as an argument.

Each is a line of `tracuu.toml` in the data folder, or an environment variable TRACUU_NAME, which wins.
"""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path

from indexer.errors import WrongUse

ENGINES = ("tantivy", "whoosh")
READINGS = ("open", "signed-in")
LOGS = ("errors", "requests", "queries")
METRICS = ("librarians", "open")
_LAST_PORT = 65_535
_SWITCHES = {"true": True, "1": True, "false": False, "0": False}
_LANGUAGES = re.compile(r"\w+(?:\+\w+)*", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How a library works. The comment of each is its documentation."""

    home: Path  # the data folder: catalogue, originals, index
    engine: str = "tantivy"  # the index: tantivy or whoosh
    jobs: int = 0  # processes that read files at once; 0: one for each core
    file_seconds: int = 600  # longest time that reading one file may take
    file_megabytes: int = 2048  # most memory that reading one file may take
    file_temp_megabytes: int = 4096  # most room for temporary files that reading one file may take
    ocr_languages: str = "vie"  # what scans are recognised in, as tesseract names it; several: vie+eng
    ocr_seconds: int = 120  # longest time that recognising one page may take
    ocr_dpi: int = 300  # dots an inch of the image that is recognised
    upload_megabytes: int = 1024  # most that one file may have that is sent to the desk
    archive_megabytes: int = 8192  # most that one ZIP archive may unpack to
    picture_megabytes: int = 512  # most room for the images of pages that were read; the oldest go first
    lock_seconds: int = 30  # how long to wait for another process that writes
    host: str = "127.0.0.1"  # address that the web server listens on
    port: int = 8000  # its port; 0: any free one
    processes: int = 0  # processes of the web server; 0: one for each core
    threads: int = 8  # requests that each of them answers at once
    contact: str = ""  # address of e-mail that is told to programs that harvest records
    reading: str = "open"  # who may read: open (everybody) or signed-in (those with an account)
    proxy: str = ""  # address of the proxy before the web server, whose word on who asks is taken; empty: none
    https: bool = False  # readers come by HTTPS only: cookies are sent over nothing else
    session_hours: int = 12  # after which one has to sign in again
    log: str = "errors"  # what the log notes: errors, requests (each, as JSON) or queries (with what was searched for)
    metrics: str = "librarians"  # who may read /metrics: librarians, or open (everybody)
    tries: str = ""  # where tries to sign in are counted: a URL of Redis; empty: in the catalogue

    def __post_init__(self) -> None:
        """Refuse what cannot work, by name."""
        choices = (("engine", ENGINES), ("reading", READINGS), ("log", LOGS), ("metrics", METRICS))
        for name, allowed in choices:
            if getattr(self, name) not in allowed:
                raise WrongUse(f"setting {name} is {getattr(self, name)!r}: choose one of {', '.join(allowed)}")
        for name in ("jobs", "port", "processes"):
            if getattr(self, name) < 0:
                raise WrongUse(f"setting {name} is {getattr(self, name)}: it must be 0 or more")
        if not _LANGUAGES.fullmatch(self.ocr_languages):
            raise WrongUse(f"setting ocr_languages is {self.ocr_languages!r}: write names such as vie or vie+eng")
        if self.port > _LAST_PORT:
            raise WrongUse(f"setting port is {self.port}: it must be {_LAST_PORT} or less")
        counts = (
            "file_seconds",
            "file_megabytes",
            "file_temp_megabytes",
            "upload_megabytes",
            "archive_megabytes",
            "picture_megabytes",
            "lock_seconds",
            "threads",
            "ocr_seconds",
            "ocr_dpi",
            "session_hours",
        )
        for name in counts:
            if getattr(self, name) < 1:
                raise WrongUse(f"setting {name} is {getattr(self, name)}: it must be 1 or more")


_TEXTS = frozenset(each.name for each in fields(Settings) if each.type == "str")


def default_home(environ: Mapping[str, str]) -> Path:
    """The data folder named by TRACUU_HOME, else `tracuu-home` in the current folder."""
    return Path(environ.get("TRACUU_HOME") or "tracuu-home").expanduser().resolve()


def read_settings(
    home: Path | None = None,
    given: Mapping[str, object] | None = None,
    environ: Mapping[str, str] | None = None,
) -> Settings:
    """Settings from defaults, then tracuu.toml, then the environment, then `given` (None: not given).

    Raises: WrongUse: a name is unknown, a value cannot be used, or the file is no TOML.
    """
    environ = os.environ if environ is None else environ
    home = home or default_home(environ)
    values: dict[str, object] = _from_file(home / "tracuu.toml")
    names = [each.name for each in fields(Settings) if each.name != "home"]
    for name in names:
        if (text := environ.get(f"TRACUU_{name.upper()}")) not in (None, ""):
            values[name] = text
    values |= {name: value for name, value in (given or {}).items() if value is not None}
    if unknown := sorted(set(values) - set(names)):
        raise WrongUse(f"unknown setting {', '.join(unknown)}: the settings are {', '.join(names)}")
    return Settings(home=home, **{name: _converted(name, value) for name, value in values.items()})  # type: ignore[arg-type]  # each converted to its field's type


def _from_file(path: Path) -> dict[str, object]:
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        return {}
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        raise WrongUse(f"cannot read the settings in {path}: {error}") from error


def _converted(name: str, value: object) -> str | int:
    if name in _TEXTS:
        return str(value)
    if name == "https":
        if str(value).lower() not in _SWITCHES:
            raise WrongUse(f"setting {name} is {value!r}: it must be true or false")
        return _SWITCHES[str(value).lower()]
    try:
        return int(str(value))
    except ValueError as error:
        raise WrongUse(f"setting {name} is {value!r}: it must be a whole number") from error
