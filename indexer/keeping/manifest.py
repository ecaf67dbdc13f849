"""What a backup says of itself."""

from __future__ import annotations

import json
import os
import re
from dataclasses import asdict, dataclass
from pathlib import Path

from indexer.errors import BackupUnusable

MANIFEST, CATALOGUE, SETTINGS, ORIGINALS = "manifest.json", "catalogue.db", "tracuu.toml", "originals"
FINISHED, UNFINISHED = "tracuu-", "unfinished-"  # beginnings of names of folders
_VERSION = 1
_DIGEST = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Entry:
    """A file of a backup."""

    size: int  # bytes
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup holds. Originals lie where a library has them, under their SHA-256."""

    made_at: str  # ISO 8601, in UTC
    program: str  # its version
    documents: int
    catalogue: Entry
    settings: Entry | None
    originals: tuple[Entry, ...]
    lacking: tuple[str, ...]  # SHA-256 of originals that the catalogue names and the backup does not hold
    version: int = _VERSION

    @property
    def size(self) -> int:
        """Bytes of all files."""
        singles = (self.catalogue, self.settings)
        return sum(each.size for each in (*singles, *self.originals) if each)


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Write it through to the disk. Raises: OSError."""
    with (folder / MANIFEST).open("w", encoding="utf-8") as file:
        json.dump(asdict(manifest), file, indent=1)
        file.flush()
        os.fsync(file.fileno())


def read_manifest(folder: Path) -> Manifest:
    """The manifest of a finished backup. Raises: BackupUnusable."""
    path = folder / MANIFEST
    try:
        told = json.loads(path.read_text("utf-8"))
        if (version := told.pop("version")) != _VERSION:
            raise BackupUnusable(f"the backup {folder} is of another version ({version}): update tracuu")
        singles = {name: _entry(told.pop(name)) for name in ("catalogue", "settings") if told[name] is not None}
        originals = tuple(_entry(each) for each in told.pop("originals"))
        told = {**told, "lacking": tuple(told["lacking"]), "settings": None, **singles}
        return Manifest(originals=originals, **told)
    except FileNotFoundError as error:
        raise BackupUnusable(f"{folder} is no finished backup{_instead(folder)}") from error
    except OSError as error:
        raise BackupUnusable(f"cannot read {path} ({error.strerror}): check its permissions") from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise BackupUnusable(f"{path} is damaged ({error}): restore another backup") from error


def _entry(told: dict[str, object]) -> Entry:
    size, digest = told["size"], told["sha256"]
    if not isinstance(size, int) or not isinstance(digest, str) or not _DIGEST.fullmatch(digest):
        raise ValueError(f"{told} is no entry of a file")
    return Entry(size, digest)


def _instead(folder: Path) -> str:
    backups = finished(folder)
    return (
        f": name one of those in it, such as {backups[-1]}" if backups else ": name a folder that `tracuu backup` made"
    )


def finished(folder: Path) -> list[Path]:
    """The finished backups in a folder, the newest last."""
    return sorted(path.parent for path in folder.glob(f"{FINISHED}*/{MANIFEST}"))


def unfinished(folder: Path) -> list[Path]:
    """What backups that were cut short left."""
    return sorted(folder.glob(f"{UNFINISHED}{FINISHED}*"))
