"""The key that signs what browsers keep of a session: made once for a data folder, for its owner's eyes only."""

from __future__ import annotations

import os
import secrets
import stat
from pathlib import Path

from indexer.errors import StorageFull, WrongUse
from indexer.locking import alone

NAME = "secret.key"
_LENGTH = 32  # bytes
_PATIENCE = 10  # seconds
_OTHERS = stat.S_IRWXG | stat.S_IRWXO


def secret_key(home: Path) -> bytes:
    """The key in the data folder, made if absent. Processes that make it at once all get the same.

    Raises: StorageFull, LibraryBusy: it cannot be made; WrongUse: it cannot be read, is damaged, or others may read it.
    """
    path = home / NAME
    try:
        if not path.exists():
            _make(path)
        if path.stat().st_mode & _OTHERS:
            raise WrongUse(f"others may read {path}: run `chmod 600 {path}`, or delete it to end every session")
        key = path.read_bytes()
    except OSError as error:
        raise WrongUse(f"cannot read the key in {path} ({error.strerror}): check its owner and permissions") from error
    if len(key) != _LENGTH:
        raise WrongUse(f"the key in {path} is damaged: delete it, a new one is made and every session ends")
    return key


def _make(path: Path) -> None:
    """Write a whole key beside, then give it the name, unless another process was first."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with alone(path.parent, _PATIENCE, "key"):
            if path.exists():
                return
            beside = path.with_name(f"{NAME}.new")
            beside.unlink(missing_ok=True)  # of a process that was killed
            with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
                file.write(secrets.token_bytes(_LENGTH))
                file.flush()
                os.fsync(file.fileno())
            beside.rename(path)
    except OSError as error:
        raise StorageFull(f"cannot write the key {path} ({error.strerror}): check the disk") from error
