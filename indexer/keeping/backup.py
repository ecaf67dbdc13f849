"""Making a backup, while the library serves and takes documents in."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from importlib.metadata import version
from pathlib import Path

from indexer.catalogue import Catalogue
from indexer.catalogue.copying import NamedFile, files_in
from indexer.errors import StorageFull, WrongUse
from indexer.keeping.copying import Moved, copy_sound, refuse_too_little_room, settle_folder
from indexer.keeping.manifest import (
    CATALOGUE,
    FINISHED,
    ORIGINALS,
    SETTINGS,
    UNFINISHED,
    Entry,
    Manifest,
    finished,
    unfinished,
    write_manifest,
)
from indexer.locking import alone
from indexer.model import Copied
from indexer.originals import Originals, digest_of


def back_up(
    catalogue: Catalogue, originals: Originals, home: Path, folder: Path, moved: Moved = lambda *_: None
) -> Copied:
    """Make a new backup in a folder; originals that the newest one there holds whole are linked to it, not copied.

    Raises: WrongUse: the folder is in the library itself. LibraryBusy: another backup runs there. StorageFull: it
    cannot be written. CatalogueUnusable.
    """
    folder = folder.resolve()
    if folder.is_relative_to(home.resolve()):
        raise WrongUse(f"{folder} is in the library itself and would be lost with it: choose a folder on another disk")
    with _writable(folder):
        folder.mkdir(parents=True, exist_ok=True)
    with alone(folder, 0, "backup"), _writable(folder):
        cut_short = unfinished(folder)
        run = _Run(catalogue, originals, home, folder, moved, [*finished(folder)[-1:], *cut_short])
        made = run.make()
        for left in cut_short:
            shutil.rmtree(left)
    return made


@contextmanager
def _writable(folder: Path) -> Iterator[None]:
    """What the disk refuses as our error."""
    try:
        yield
    except OSError as error:
        raise StorageFull(
            f"cannot write a backup in {folder} ({error.strerror}): check its free space and permissions; "
            "earlier backups are as they were"
        ) from error


@dataclass
class _Run:
    """One backup in the making."""

    catalogue: Catalogue
    originals: Originals
    home: Path
    folder: Path
    moved: Moved
    earlier: list[Path]  # backups whose originals may be linked to
    problems: list[str] = field(default_factory=list)
    linked: int = 0

    def __post_init__(self) -> None:
        """Choose the name that the backup will have."""
        self.path = self.folder / _free_name(self.folder)

    def make(self) -> Copied:
        """The whole of it."""
        self._refuse_too_little_room()
        new = self.folder / f"{UNFINISHED}{self.path.name}"
        new.mkdir()
        try:
            manifest = self._fill(new)
            write_manifest(new, manifest)
            for each in (*(new / ORIGINALS).glob("??"), new / ORIGINALS, new):
                settle_folder(each)
            new.rename(self.path)
        except (OSError, StorageFull):
            shutil.rmtree(new, ignore_errors=True)  # it takes room that is wanted
            raise
        settle_folder(self.folder)
        return Copied(
            self.path,
            manifest.documents,
            len(manifest.originals),
            manifest.size,
            linked=self.linked,
            problems=tuple(self.problems),
        )

    def _refuse_too_little_room(self) -> None:
        wanted = self.catalogue.copying.size()
        for each in self.catalogue.copying.files():
            if not any(_size(Originals(place / ORIGINALS).path(each.sha256)) == each.size for place in self.earlier):
                wanted += each.size
        refuse_too_little_room(self.folder, wanted)

    def _fill(self, new: Path) -> Manifest:
        made_at = datetime.now(UTC).isoformat(timespec="seconds")
        self.catalogue.copying.copy(new / CATALOGUE, lambda done, pages: self.moved("catalogue", done, pages))
        with (new / CATALOGUE).open("rb") as file:
            os.fsync(file.fileno())
        files = files_in(new / CATALOGUE)
        kept = self._originals(new, files)
        settings = _copied(self.home / SETTINGS, new / SETTINGS)
        return Manifest(
            made_at=made_at,
            program=version("tracuu"),
            documents=len({each.document_id for each in files}),
            catalogue=_entry(new / CATALOGUE),
            settings=settings,
            originals=tuple(Entry(each.size, each.sha256) for each in kept),
            lacking=tuple(sorted({each.sha256 for each in files} - {each.sha256 for each in kept})),
        )

    def _originals(self, new: Path, files: list[NamedFile]) -> list[NamedFile]:
        """Those that are in the new backup."""
        kept, done, size = [], 0, sum(each.size for each in files)
        place = Originals(new / ORIGINALS)
        place.folder.mkdir()
        for each in files:
            self.moved("originals", done, size)
            place.path(each.sha256).parent.mkdir(exist_ok=True)
            if self._original(each, place.path(each.sha256)):
                kept.append(each)
            done += each.size
        self.moved("originals", done, size)
        return kept

    def _original(self, wanted: NamedFile, target: Path) -> bool:
        """Put an original in place: from an earlier backup, else from the library."""
        source = self.originals.path(wanted.sha256)
        which = f"{wanted.document_id}: the original of {wanted.filename}"
        if self._link(wanted.sha256, target):
            if _size(source) != wanted.size:
                copy = Originals(self.path / ORIGINALS).path(wanted.sha256)
                self.problems.append(f"{which} is missing in the library or cut short: add its copy {copy}")
            return True
        if wrong := copy_sound(source, target, wanted.sha256):
            self.problems.append(f"{which} {wrong}, and is not in the backup: add the file again, and make another")
            return False
        return True

    def _link(self, digest: str, target: Path) -> bool:
        """Make the file one with that of an earlier backup, if that is sound and the disk has links."""
        for place in self.earlier:
            held = Originals(place / ORIGINALS)
            try:
                if held.sound(digest):
                    target.hardlink_to(held.path(digest))
                    self.linked += 1
                    return True
            except OSError:  # a damaged disk, or one without links: then it is copied
                continue
        return False


def _size(path: Path) -> int | None:
    try:
        return path.stat().st_size
    except OSError:
        return None


def _entry(path: Path) -> Entry:
    digest, size = digest_of(path)
    return Entry(size, digest)


def _copied(source: Path, target: Path) -> Entry | None:
    """A file copied if there is one. Raises: OSError."""
    if not source.exists():
        return None
    if wrong := copy_sound(source, target):
        raise OSError(None, f"{source} {wrong}")
    return _entry(target)


def _free_name(folder: Path) -> str:
    """A name that tells the time, and that no backup has."""
    moment = datetime.now().astimezone()
    while (folder / (name := f"{FINISHED}{moment:%Y%m%d-%H%M%S}")).exists() or (
        folder / f"{UNFINISHED}{name}"
    ).exists():
        moment += timedelta(seconds=1)
    return name
