"""Settings: from the file, the environment and the options, each over the one before; refused by name."""

from __future__ import annotations

from pathlib import Path

import pytest

from indexer.errors import WrongUse
from indexer.settings import default_home, read_settings


def write(home: Path, text: str) -> Path:
    (home / "tracuu.toml").write_text(text, "utf-8")
    return home


def test_defaults_stand_where_nothing_is_said(tmp_path: Path) -> None:
    settings = read_settings(tmp_path, {}, {})
    assert (settings.home, settings.engine, settings.port, settings.jobs) == (tmp_path, "tantivy", 8000, 0)


def test_the_file_the_environment_and_options_each_go_over_the_one_before(tmp_path: Path) -> None:
    home = write(tmp_path, 'engine = "whoosh"\nport = 1\nthreads = 2\n')
    assert read_settings(home, {}, {}).engine == "whoosh"
    assert read_settings(home, {}, {"TRACUU_PORT": "3", "TRACUU_THREADS": ""}).port == 3
    settings = read_settings(home, {"port": 4, "engine": None}, {"TRACUU_PORT": "3", "TRACUU_ENGINE": "tantivy"})
    assert (settings.port, settings.threads, settings.engine) == (4, 2, "tantivy")


def test_the_folder_follows_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert default_home({}) == tmp_path / "tracuu-home"
    assert default_home({"TRACUU_HOME": "there"}) == tmp_path / "there"
    assert read_settings(None, {}, {"TRACUU_HOME": str(tmp_path)}).home == tmp_path


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('engin = "whoosh"', "unknown setting engin: the settings are engine, jobs"),
        ('home = "elsewhere"', "unknown setting home"),
        ("[port]\nhigh = 1", "setting port"),
        ('engine = "lucene"', "setting engine is 'lucene': choose one of tantivy, whoosh"),
        ('port = "many"', "setting port is 'many': it must be a whole number"),
        ("port = 1.5", "must be a whole number"),
        ("jobs = true", "must be a whole number"),
        ("port = 65536", "setting port is 65536: it must be 65535 or less"),
        ("jobs = -1", "setting jobs is -1: it must be 0 or more"),
        ("threads = 0", "setting threads is 0: it must be 1 or more"),
        ("lock_seconds = 0", "setting lock_seconds is 0"),
        ("engine = whoosh", "cannot read the settings in"),
    ],
)
def test_what_cannot_work_is_refused_by_name(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(WrongUse) as raised:
        read_settings(write(tmp_path, text), {}, {})
    assert said in str(raised.value)
    assert raised.value.exit_status == 2


def test_the_environment_is_refused_by_name_too(tmp_path: Path) -> None:
    with pytest.raises(WrongUse, match="setting port is 'x'"):
        read_settings(tmp_path, {}, {"TRACUU_PORT": "x"})


def test_a_file_of_other_bytes_is_refused(tmp_path: Path) -> None:
    (tmp_path / "tracuu.toml").write_bytes(b"engine = \xff")
    with pytest.raises(WrongUse, match="cannot read the settings"):
        read_settings(tmp_path, {}, {})
