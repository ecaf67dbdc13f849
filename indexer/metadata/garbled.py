"""Letters of old Vietnamese encodings (TCVN3, VNI) that were read as if they were Western ones."""

from __future__ import annotations

import re

_BROKEN = re.compile(
    "[\ue000-\uf8ff\ufffd]"  # letters that only a font knows
    "|(?<=[^\\W\\d_])[¸µ¶·©®¬§¨«¦¢£¤¥¯±×÷]|[¸µ¶·®¬§¨«¦¢£¤¥¯×÷¹](?=[a-zà-ỹ])"  # signs within a word
    "|(?<=[a-zà-ÿ])[À-ÖØ-Þ]|[äåæçëîïñöøûüÿßþ]"  # a capital after a small letter; letters of other languages
    "|[aeAE][ùøûõâăáàãèéêëìíòóôúÙØÛÕÂÁÀÃÈÉÊËÌÍÒÓÔÚ]"  # a vowel that no "a" or "e" goes before
)
_LEAST_SHARE = 0.25  # of the words


def is_garbled(text: str) -> bool:
    """Whether so many words hold letters that cannot stand there that nobody could read the text.

    >>> [is_garbled(text) for text in ("Gi¸o tr×nh kinh tÕ", "caùc KHAÙI NIEÄM", "Giáo trình kinh tế của thầy Müller")]
    [True, True, False]
    """
    words = text.split()
    return sum(_BROKEN.search(word) is not None for word in words) > _LEAST_SHARE * len(words)
