"""The words on the image of a page, by the program tesseract. No other module starts it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from html import unescape
from statistics import median

from indexer.errors import DamagedFile, LimitExceeded, RecognitionUnavailable
from indexer.extract.recognition import ReadLine, ReadWord, Recognition
from indexer.text.normalize import printable

PACKAGES = "tesseract-ocr tesseract-ocr-vie"  # of Debian
_POINTS = 72  # an inch
_LINE = re.compile(
    r"<span class='ocr_(?:line|header|caption|textfloat)'[^>]*?title=\"bbox (\d+) (\d+) (\d+) (\d+)([^\"]*)\""
)
_WORD = re.compile(
    r"<span class='ocrx_word'[^>]*?title='bbox (\d+) (\d+) (\d+) (\d+); x_wconf (\d+)'[^>]*>(.*?)</span>", re.DOTALL
)
_BASELINE = re.compile(r"baseline (-?[\d.]+) (-?[\d.]+)")
_SIZE = re.compile(r"x_size ([\d.]+)")
_TAG = re.compile(r"<[^>]*>")
_HEIGHT_OF_SIZE = 1.06  # what it measures from the lowest to the highest letter, against the size that a font is set in
_LANGUAGE_SECONDS = 20
_TURN = re.compile(r"^Rotate: (\d+)$", re.MULTILINE)
_SURE = re.compile(r"^Orientation confidence: ([\d.]+)$", re.MULTILINE)
_LEAST_SURE = 2.0  # of the program's own measure
_Part = tuple[re.Match[str], str]  # mark of a line, and what is in it


@dataclass(frozen=True, slots=True)
class Picture:
    """The image of a page in shades of grey: a PGM file, and how many of its pixels make an inch."""

    pgm: bytes
    width: int  # pixels
    height: int
    dpi: float


def why_unavailable(languages: str) -> str:
    """Why nothing can be recognised here and what to do, empty if all is there.

    Args:
        languages: as tesseract names them, joined by "+".
    """
    program = shutil.which("tesseract")
    if program is None:
        return f"the program tesseract is missing: install the packages {PACKAGES}"
    listed = subprocess.run(  # noqa: S603  # our own arguments
        [program, "--list-langs"],
        capture_output=True,
        text=True,
        errors="replace",
        timeout=_LANGUAGE_SECONDS,
        check=False,
    )
    held = set(listed.stdout.split()) | set(listed.stderr.split())  # versions differ in where they say it
    missing = [each for each in languages.split("+") if each not in held]
    if missing:
        names = " ".join(f"tesseract-ocr-{each.replace('_', '-')}" for each in missing)
        return f"tesseract lacks the language {', '.join(missing)}: install the packages tesseract-ocr {names}"
    return ""


def read_words(picture: Picture, languages: str, seconds: float, *, turn: int = 0) -> Recognition:
    """The lines of words on an upright image.

    Args:
        turn: quarters by which the image was turned before, to be kept with what is read.
    Raises: RecognitionUnavailable, LimitExceeded (more than `seconds`), DamagedFile.
    """
    said = _run(picture, seconds, "-l", languages, "hocr")
    scale = _POINTS / picture.dpi
    parts = _parts(said)
    lines = tuple(line for part in parts if (line := _line(part, scale)) is not None)
    return Recognition(picture.width * scale, picture.height * scale, turn, _slope(parts), lines)


def turn_of(picture: Picture, seconds: float) -> int:
    """Quarters, clockwise, by which the image must be turned to stand upright; 0 where that is not sure."""
    try:
        said = _run(picture, seconds, "--psm", "0", "-l", "osd")
    except DamagedFile:  # too few letters to tell
        return 0
    turn, sure = _TURN.search(said), _SURE.search(said)
    return int(turn[1]) // 90 % 4 if turn and sure and float(sure[1]) >= _LEAST_SURE else 0


def _run(picture: Picture, seconds: float, *options: str) -> str:
    program = shutil.which("tesseract")
    if program is None:
        raise RecognitionUnavailable(f"the program tesseract is missing: install the packages {PACKAGES}")
    try:
        ended = subprocess.run(  # noqa: S603  # our own arguments; the image comes over standard input
            [program, "stdin", "stdout", "--dpi", str(round(picture.dpi)), *options],
            input=picture.pgm,
            capture_output=True,
            timeout=seconds,
            check=False,
            env={**os.environ, "OMP_THREAD_LIMIT": "1"},  # its threads wait for one another, and pages run side by side
        )
    except subprocess.TimeoutExpired as error:
        raise LimitExceeded(f"recognising the page took more than {seconds:.0f} s: raise ocr_seconds") from error
    if ended.returncode:
        lines = ended.stderr.decode(errors="replace").split("\n")
        said = next((line.strip() for line in lines if "rror" in line), lines[0].strip())
        raise DamagedFile(f"tesseract could not read the page ({said[:200] or f'exit status {ended.returncode}'})")
    return ended.stdout.decode(errors="replace")


def _parts(hocr: str) -> list[_Part]:
    """Each line's own mark, and the text up to the next line."""
    marks = list(_LINE.finditer(hocr))
    ends = [*(mark.start() for mark in marks[1:]), len(hocr)]
    return [(mark, hocr[mark.end() : end]) for mark, end in zip(marks, ends, strict=False)]


def _slope(parts: list[_Part]) -> float:
    """Of most lines; short ones do not show it well."""
    known = [
        (int(mark[3]) - int(mark[1]), float(found[1])) for mark, _ in parts if (found := _BASELINE.search(mark[5]))
    ]
    longest = max((length for length, _ in known), default=0)
    return median([slope for length, slope in known if length * 2 >= longest] or [0.0])


def _line(part: _Part, scale: float) -> ReadLine | None:
    mark, inside = part
    words = [word for found in _WORD.finditer(inside) for word in _words(found, scale)]
    if not words:
        return None
    left, _, right, bottom = (int(mark[at]) for at in range(1, 5))
    slope, rise = map(float, found.groups()) if (found := _BASELINE.search(mark[5])) else (0.0, 0.0)
    height = float(found[1]) if (found := _SIZE.search(mark[5])) else bottom - int(mark[2])
    y = bottom + rise + slope * (right - left) / 2
    return ReadLine(y * scale, height * scale / _HEIGHT_OF_SIZE, tuple(words))


def _words(found: re.Match[str], scale: float) -> list[ReadWord]:
    """The word of a mark, cut at spaces that it may hold."""
    x, top, right, bottom = (int(found[at]) * scale for at in range(1, 5))
    texts = printable(unescape(_TAG.sub("", found[6]))).split()
    letters = max(sum(map(len, texts)), 1)
    words, at = [], 0
    for text in texts:
        start = x + (right - x) * at / letters
        at += len(text)
        words.append(ReadWord(text, start, top, x + (right - x) * at / letters, bottom, int(found[5])))
    return words
