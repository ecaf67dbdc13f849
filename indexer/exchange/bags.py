"""Documents packed for an archive as a bag (BagIt, RFC 8493): originals, text, records, and a checksum of each. Only this file
knows the package bagit.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable
from pathlib import Path

from indexer.errors import StorageFull, WrongUse
from indexer.exchange.writing import FORMS, Address
from indexer.model import Document
from indexer.names import own

_RECORDS = {"dublin-core.xml": "dc", "marc.xml": "marcxml", "metadata.csv": "csv"}


def make_bag(
    folder: Path,
    documents: Iterable[Document],
    original: Callable[[Document], Path],
    text: Callable[[Document], str],
    address: Address,
) -> int:
    """Fill a new folder. It has its name only when all of it is verified.

    Args:
        original, text: of a document, where its file is kept and what is printed in it.
    Returns: how many documents it holds.
    Raises: WrongUse: there is such a folder; StorageFull: it cannot be written, or an original is missing.
    """
    import bagit  # type: ignore[import-untyped]  # ships no types

    if folder.exists():
        raise WrongUse(f"{folder} is there already: name a new folder")
    new = folder.with_name(f"unfinished-{folder.name}")
    held = list(documents)
    try:
        shutil.rmtree(new, ignore_errors=True)
        new.mkdir(parents=True)
        for each in held:
            place = new / each.id
            place.mkdir()
            shutil.copyfile(original(each), place / _plain(each.filename))
            (place / "text.txt").write_text(text(each), "utf-8")
        for name, form in _RECORDS.items():
            with (new / name).open("wb") as file:
                file.writelines(FORMS[form][0](held, address))
        told = {"External-Description": f"{len(held)} documents of Tra Cứu", "Bagging-Software": "tracuu"}
        bagit.make_bag(str(new), told, checksums=["sha256"]).validate()
        new.replace(folder)
    except OSError as error:
        shutil.rmtree(new, ignore_errors=True)
        raise StorageFull(f"the bag {folder} could not be made: {error}") from error
    return len(held)


def _plain(filename: str) -> str:
    """A name that is a file's in every folder."""
    name = own(filename).replace("/", "_").replace("\\", "_").strip(". ")
    return name if name and name != "text.txt" else f"file-{name}"
