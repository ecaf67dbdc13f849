"""Make the files of the sample corpus from the sources. Run again, it gives the same bytes."""

import argparse
from pathlib import Path

from sources.maker import (
    book,
    course,
    journal,
    oldword,
    opendocument,
    party,
    plaintext,
    richtext,
    slides,
    word,
)
from sources.maker.markup import read_source

HERE = Path(__file__).resolve().parent
FONTS = Path("/usr/share/fonts/truetype")  # where Debian's fonts-noto-core and fonts-dejavu put their files
BUILDERS = {
    "party": (party.build, "pdf"),
    "journal": (journal.build, "pdf"),
    "course": (course.build, "pdf"),
    "word": (word.build, "docx"),
    "oldword": (oldword.build, "doc"),
    "opendocument": (opendocument.build, "odt"),
    "richtext": (richtext.build, "rtf"),
    "book": (book.build, "epub"),
    "slides": (slides.build, "pptx"),
    "plain": (plaintext.build, "txt"),
}


def main() -> None:
    """Read the options and make the files."""
    parser = argparse.ArgumentParser(description="Make the files of the sample corpus.")
    parser.add_argument("--fonts", type=Path, default=FONTS, help="folder with the folders noto and dejavu")
    parser.add_argument("--out", type=Path, default=HERE, help="folder for the files")
    parser.add_argument("--only", help="make the file of one source only")
    options = parser.parse_args()
    paths = sorted((HERE / "sources").glob(f"{options.only or '*'}.src"))
    if not paths:
        parser.error(f"there is no source {options.only}")
    for path in paths:
        source = read_source(path)
        build, ending = BUILDERS[source.get("maker")]
        build(source, options.out / f"{path.stem}.{ending}", options.fonts)


if __name__ == "__main__":
    main()
