"""Whether what was read is Vietnamese in an old encoding: shown by its syllables, before and after."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from indexer.text.legacy.dropped import has_lost_horn
from indexer.text.legacy.encodings import ENCODINGS, SIGN, WORD, Encoding, words
from indexer.text.legacy.spelling import is_spelled
from indexer.text.normalize import printable

# Nothing that old text is made of is outside: signs within words, small letters of other languages.
SUSPECT = re.compile("[¡-¿ÄÅÆÇËÎÏÐÑÖ×ØÛÜÞßäåæçëîïñö÷øûüþÿ\ue000-\uefff]")
UNICODE = re.compile("[ĂăĐđĨĩŨũƠơƯưẠ-ỹ]")  # letters that no old encoding reads as
_EDGES = "«»¡¢£¤¥¦§¨©¬®¯°±²³´µ¶·¸¹¼½¾¿×÷º"
_COMMON_WORDS = (
    "và của là các có cho được một những trong người không với này đã khi để về đó từ vào ra bị cũng như đến nhà lại trên "
    "phải hay nước việc năm nhiều thì mà rất thể sự còn chỉ công số hội kinh tế chính trị giáo lý luận bộ đảng nghị quyết "
    "điều hành hóa dân chủ nghĩa xã mạng cách tư tưởng học sinh viên văn đề bài câu thứ mục tiêu phần chương"
)
_COMMON = frozenset(_COMMON_WORDS.split())
LEAST_ALONE, LEAST_IN_ALL = 3, 6  # different words that became syllables: in one run, in all
_LEAST_SIGNS = {"TCVN3": 3, "VNI": 2}  # different ones in those words: another language would repeat its own few
_GAINS_TO_A_LOSS = 8  # a foreign word among many
_LEAST_SHARE = 0.75  # of the words with signs
_LEAST_SYLLABLES = 0.6  # of all words: other languages have their share of chance ones


@dataclass(frozen=True, slots=True)
class Reading:
    """One run of text read in one encoding; each word counts once."""

    encoding: Encoding
    gained: frozenset[str]  # words that are syllables only so
    lost: int  # words that are syllables only as they stand
    kept: int  # words that are syllables both ways
    marked: int  # words with signs
    common: int  # common words after, less those before

    @property
    def clear(self) -> bool:
        """Whether the run speaks for the encoding by itself."""
        good = len(self.gained) + self.kept
        return len(self.gained) > _GAINS_TO_A_LOSS * self.lost and good >= _LEAST_SHARE * self.marked

    @property
    def strong(self) -> bool:
        """Whether no other run is wanted beside it."""
        return len(self.gained) >= LEAST_ALONE and _has_signs(self.gained, self.encoding)


def _has_signs(words_: Iterable[str], encoding: Encoding) -> bool:
    return len(set(SIGN.findall("".join(words_)))) >= _LEAST_SIGNS[encoding.name]


def read_as(text: str, encoding: Encoding) -> Reading:
    """The run in the encoding."""
    gained: set[str] = set()
    lost = kept = common = 0
    marked = set(words(text, encoding))
    for word in marked:
        bare = printable(word.strip(_EDGES))
        after = encoding.text(word)
        before_ok, after_ok = is_spelled(bare), is_spelled(after) or has_lost_horn(after)
        common += (after.lower() in _COMMON) - (bare.lower() in _COMMON)
        if after_ok and not before_ok and len(word) > 1:
            gained.add(word)
        lost += before_ok and not after_ok
        kept += before_ok and after_ok
    return Reading(encoding, frozenset(gained), lost, kept, len(marked), common)


def best_reading(text: str) -> Reading:
    """The run in the encoding that makes most syllables of it."""
    readings = [read_as(text, encoding) for encoding in ENCODINGS]
    return max(readings, key=lambda each: (len(each.gained) - each.lost, each.kept, each.common))


def is_vietnamese(text: str) -> bool:
    """Whether most of the words are syllables; of a foreign text by chance about a third are."""
    found = [word for word in WORD.findall(text) if len(word) > 1]
    return sum(map(is_spelled, found)) >= _LEAST_SYLLABLES * len(found)


@dataclass(slots=True)
class Evidence:
    """What the runs of one font have shown so far."""

    gained: dict[str, set[str]] = field(default_factory=dict)  # encoding → words that became syllables
    strong: set[str] = field(default_factory=set)  # encodings that one run has shown by itself
    unicode: int = 0  # runs that are Unicode beyond doubt
    legacy: int = 0  # runs that are not

    def take(self, runs: Sequence[str]) -> None:
        """Learn from the runs."""
        for text in runs:
            if UNICODE.search(text):
                self.unicode += 1
                continue
            reading = best_reading(text)
            if reading.clear and is_vietnamese(reading.encoding.text(text)):
                self.legacy += 1
                self.gained.setdefault(reading.encoding.name, set()).update(reading.gained)
                if reading.strong:
                    self.strong.add(reading.encoding.name)
            elif reading.lost:
                self.unicode += 1

    def shown(self, promised: Encoding | None, least: int = LEAST_IN_ALL) -> list[Encoding]:
        """The encodings of the font's text, the one with most words first.

        Args:
            promised: by the name of the font: then one word is enough.
            least: words wanted of a font that promises nothing, unless one run is strong.
        """
        if promised and self.gained.get(promised.name):
            return [promised]
        found = [encoding for encoding in ENCODINGS if self._shows(encoding, promised, least)]
        if not found and promised and not self.unicode and not any(self.gained.values()):
            return [promised]
        return sorted(found, key=lambda encoding: -len(self.gained[encoding.name]))

    def _shows(self, encoding: Encoding, promised: Encoding | None, least: int) -> bool:
        gained = self.gained.get(encoding.name, set())
        if not gained or encoding is promised or encoding.name in self.strong:
            return bool(gained)
        return len(gained) >= least and (least < LEAST_IN_ALL or _has_signs(gained, encoding))


def meant(text: str, shown: Sequence[Encoding], evidence: Evidence, promised: Encoding | None) -> Encoding | None:
    """The encoding of this run, None for Unicode, its font being known to hold some runs of those shown."""
    if not shown or UNICODE.search(text):
        return None
    best = best_reading(text)
    reading = best if best.gained and best.encoding in shown else read_as(text, shown[0])
    return reading.encoding if _believed(reading, evidence, promised=reading.encoding is promised) else None


def _believed(reading: Reading, evidence: Evidence, *, promised: bool) -> bool:
    """Whether the run is so meant.

    Args:
        promised: the name of the font says so; what makes no syllable, such as "N§", is then in the encoding too.
    """
    good = len(reading.gained) + reading.kept
    if not promised and good < 0.5 * max(reading.marked, 1):  # most words
        return False
    if len(reading.gained) != reading.lost:
        return len(reading.gained) > reading.lost
    if reading.kept and reading.common:
        return reading.common > 0
    return evidence.legacy >= evidence.unicode and (promised or good > 0)
