"""Old Word documents: a DOCX file made into DOC by LibreOffice. Its bytes differ a little from run to run."""

import subprocess
import tempfile
from pathlib import Path

from docx import Document

from . import word
from .markup import Source


def build(source: Source, target: Path, fonts: Path) -> None:
    """Make a DOC file."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        made = folder / f"{target.stem}.docx"
        word.build(source, made, fonts)
        document = Document(str(made))
        document.add_paragraph()  # LibreOffice loses a table that ends a document
        document.save(str(made))
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        command = ["soffice", profile, "--headless", "--convert-to", "doc:MS Word 97", "--outdir", name]
        subprocess.run([*command, str(made)], check=True, capture_output=True)
        target.write_bytes((folder / target.name).read_bytes())
