"""Every Vietnamese syllable that can be written: beginning, rhyme and tone by the rules of spelling."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import cache
from itertools import product

from indexer.text.normalize import fold, matching

TONES = ("", "\u0301", "\u0300", "\u0309", "\u0303", "\u0323")  # level, sắc, huyền, hỏi, ngã, nặng
_ONSETS = [
    "b",
    "c",
    "ch",
    "d",
    "đ",
    "g",
    "gh",
    "gi",
    "h",
    "k",
    "kh",
    "l",
    "m",
    "n",
    "ng",
    "ngh",
    "nh",
    "p",
    "ph",
    "qu",
    "r",
    "s",
    "t",
    "th",
    "tr",
    "v",
    "x",
]
_OPEN = (
    "a e ê i o ô ơ u ư y ai ao au ay âu ây eo êu ia iu oa oe oi oai oao oay oeo ôi ơi ua uê ui uơ uy uya uyu uôi uây "
    "ưa ưi ưu ươi ươu iêu yêu"
)
_NASAL = (
    "am an ang anh ăm ăn ăng âm ân âng em en eng êm ên ênh im in inh iêm iên iêng yêm yên yêng om on ong ôm ôn ông ơm ơn "
    "um un ung ưm ưn ưng uôm uôn uông ươm ươn ương oam oan oang oanh oăm oăn oăng oen oem uân uâng uên uênh uyên uynh "
    "uyn yn ynh oong"
)
_STOPPED = (
    "ac ach ap at ăc ăp ăt âc âp ât ec ep et êch êp êt ich ip it iêc iêp iêt yêt oc op ot ôc ôp ôt ơp ơt uc up ut ưc ưt "
    "uôc uôt ươc ươp ươt oac oach oap oat oăc oăt oet uât uêch uyêt uych uyt uyp yt ych ooc"
)
_AFTER_A_STOP = ("\u0301", "\u0323")  # a rhyme that ends in c, ch, p or t takes no other tone
_FRONT_VOWELS = frozenset("eêi")


def toneless() -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Each beginning with each rhyme that it may stand before, and the tones that the two may take."""
    tones = {
        **dict.fromkeys((*_OPEN.split(), *_NASAL.split()), TONES),
        **dict.fromkeys(_STOPPED.split(), _AFTER_A_STOP),
    }
    for onset, (rhyme, own) in product(("", *_ONSETS), tones.items()):
        if _stands_before(onset, rhyme):
            yield onset, rhyme, own


def _stands_before(onset: str, rhyme: str) -> bool:
    front = rhyme[0] in _FRONT_VOWELS
    match onset:
        case "k":
            return front or rhyme[0] == "y"
        case "gh" | "ngh":
            return front
        case "c" | "ng":
            return not front and rhyme[0] != "y"
        case "g":
            return rhyme[0] not in "eêy"  # before i it is the gi of gì
        case "gi":
            return rhyme[0] not in "iy"
        case "qu":
            return rhyme[0] not in "uưo" or rhyme in ("oc", "ôc", "ôi", "ơ")
        case "":
            return True
    return rhyme[0] != "y" or rhyme == "y"


@cache
def _by_fold() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for onset, rhyme, tones in toneless():
        for tone in tones:
            syllable = toned(onset + rhyme, tone)
            found.setdefault(fold(syllable), []).append(syllable)
    return {folded: tuple(dict.fromkeys(each)) for folded, each in found.items()}


def toned(syllable: str, tone: str) -> str:
    """A syllable without a tone, with one, in the form that is compared.

    >>> toned("luân", TONES[5])
    'luận'
    """
    vowel = next((at for at, letter in enumerate(syllable) if letter in "aăâeêioôơuưy"), len(syllable) - 1)
    return matching(unicodedata.normalize("NFC", syllable[: vowel + 1] + tone + syllable[vowel + 1 :]))


def apart(syllable: str) -> tuple[str, str]:
    """A syllable without its tone, and the tone.

    >>> apart("luận") == ("luân", TONES[5]), apart("dân")
    (True, ('dân', ''))
    """
    letters = unicodedata.normalize("NFD", syllable)
    tone = next((each for each in letters if each in TONES[1:]), "")
    return unicodedata.normalize("NFC", letters.replace(tone, "") if tone else letters), tone


def accentings(folded: str) -> tuple[str, ...]:
    """Every syllable that is this one without its accents.

    >>> accentings("dang")[:4], accentings("xyz")
    (('dang', 'dáng', 'dàng', 'dảng'), ())
    """
    return _by_fold().get(folded, ())


def is_syllable(term: str) -> bool:
    """Whether a term in the form that is compared can be a Vietnamese syllable.

    >>> [is_syllable(each) for each in ("nghiêng", "ngiêng", "quốc", "các", "cac", "marx")]
    [True, False, True, True, False, False]
    """
    return term in accentings(fold(term))


def every_syllable() -> Iterator[str]:
    """All of them, in the form that is compared."""
    for each in _by_fold().values():
        yield from each


def every_bare() -> Iterator[str]:
    """All of them without accents."""
    return iter(_by_fold())
