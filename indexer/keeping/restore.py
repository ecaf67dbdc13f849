"""A library made again of a backup. What a killed run left, the next one goes on with."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from indexer.catalogue.copying import NamedFile, files_in
from indexer.errors import BackupUnusable, StorageFull, WrongUse
from indexer.keeping.copying import Moved, copy_sound, refuse_too_little_room, settle_folder
from indexer.keeping.manifest import CATALOGUE, ORIGINALS, SETTINGS, Manifest, read_manifest
from indexer.locking import alone
from indexer.model import Copied
from indexer.originals import Originals

_ARRIVING = f"{CATALOGUE}.restoring"  # the catalogue gets its name when all else is there
_LOCKS = {"import.lock", "import.queue"}
_LEFT_BY_A_KILLED_RUN = {_ARRIVING, *_LOCKS, ORIGINALS, SETTINGS}


def restore(backup: Path, home: Path, moved: Moved = lambda *_: None) -> Copied:
    """Copy a backup into an empty data folder, each file verified. The index is then to be built.

    An original that is missing or damaged in the backup is named, and the others are restored all the same.

    Raises: BackupUnusable; WrongUse: the data folder is not empty. LibraryBusy. StorageFull.
    """
    manifest = read_manifest(backup)
    try:
        _refuse_used(home)
        home.mkdir(parents=True, exist_ok=True)
        with alone(home, 0):
            _refuse_used(home)
            refuse_too_little_room(home, manifest.size)
            problems = _fill(backup, manifest, home, moved)
    except OSError as error:
        raise StorageFull(
            f"cannot restore into {home} ({error.strerror}): check its free space and permissions, and restore again"
        ) from error
    return Copied(backup, manifest.documents, len(manifest.originals), manifest.size, problems=tuple(problems))


def _refuse_used(home: Path) -> None:
    """Raises: WrongUse: the folder holds something, and not what a restoration that was killed left."""
    held = {each.name for each in home.iterdir()} if home.is_dir() else set()
    if held - _LOCKS and (_ARRIVING not in held or held - _LEFT_BY_A_KILLED_RUN):
        raise WrongUse(f"the data folder {home} is not empty: name a new one by --home, or move that one away")


def _fill(backup: Path, manifest: Manifest, home: Path, moved: Moved) -> list[str]:
    """Everything but the index; the catalogue appears last. Tells which originals are missing or damaged."""
    arriving = home / _ARRIVING
    arriving.touch()
    if wrong := copy_sound(backup / CATALOGUE, arriving, manifest.catalogue.sha256):
        arriving.unlink(missing_ok=True)
        raise BackupUnusable(f"the catalogue of {backup} {wrong}: restore another backup")
    problems = _originals(backup, manifest, home, moved)
    if manifest.settings and (wrong := copy_sound(backup / SETTINGS, home / SETTINGS, manifest.settings.sha256)):
        problems.append(f"the file of settings {backup / SETTINGS} {wrong}: write {home / SETTINGS} anew")
    for folder in (*(home / ORIGINALS).glob("??"), home / ORIGINALS):
        settle_folder(folder)
    arriving.rename(home / CATALOGUE)
    settle_folder(home)
    return problems


def _originals(backup: Path, manifest: Manifest, home: Path, moved: Moved) -> list[str]:
    source, target = Originals(backup / ORIGINALS), Originals(home / ORIGINALS)
    named = {each.sha256: each for each in files_in(home / _ARRIVING)}
    target.folder.mkdir(exist_ok=True)
    problems, done, size = [], 0, sum(each.size for each in manifest.originals)
    for entry in manifest.originals:
        moved("originals", done, size)
        done += entry.size
        place = target.path(entry.sha256)
        place.parent.mkdir(exist_ok=True)
        if target.sound(entry.sha256):  # a killed run brought it
            continue
        if wrong := copy_sound(source.path(entry.sha256), place, entry.sha256):
            problems.append(_lost(entry.sha256, f"{wrong} in the backup", named))
    moved("originals", done, size)
    problems += [_lost(digest, "was missing when the backup was made", named) for digest in manifest.lacking]
    return problems


def _lost(digest: str, why: str, named: Mapping[str, NamedFile]) -> str:
    """An original that is not there, in words."""
    which = f"{named[digest].document_id}: the original of {named[digest].filename}" if digest in named else digest
    return f"{which} {why}: add the file again, or its copy in another backup"
