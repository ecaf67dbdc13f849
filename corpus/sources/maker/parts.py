"""Archives of parts, the same bytes for the same text."""

import zipfile
from collections.abc import Mapping
from pathlib import Path

DATE = (2020, 1, 1, 0, 0, 0)


def write_parts(target: Path, parts: Mapping[str, str | bytes]) -> None:
    """Write an archive; `mimetype`, which comes first in books and OpenDocument files, is not packed."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            part = zipfile.ZipInfo(name, DATE)
            part.compress_type = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            archive.writestr(part, content)
