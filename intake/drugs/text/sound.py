"""How a name sounds, for those who write or dictate it by ear: "sir tray lean" for sertraline."""

from __future__ import annotations

import re

_HEARD = (
    *(("ph", "f"), ("th", "t"), ("rh", "r"), ("sch", "s"), ("sh", "s"), ("tch", "k"), ("ch", "k")),
    *(("ck", "k"), ("qu", "k"), ("kw", "k"), ("x", "ks"), ("z", "s"), ("q", "k"), ("j", "g")),
    *(("ce", "se"), ("ci", "si"), ("cy", "si"), ("c", "k"), ("v", "f"), ("dg", "g")),
)
_SILENT = re.compile(r"[aeiouyhw]")
_TWICE = re.compile(r"(.)\1+")


def as_spoken(word: str) -> str:
    """One spelling for a normalised word of whatever spelling, its vowels kept: lirika, lyrica."""
    for letters, sound in _HEARD:
        word = word.replace(letters, sound)
    return _TWICE.sub(r"\1", word.replace("y", "i").replace("h", ""))


def consonants(word: str) -> str:
    """The consonants that are heard in a normalised word, after its first vowel if it has one."""
    spoken = as_spoken(word)
    start = "a" if spoken[:1] in {"a", "e", "i", "o", "u"} else ""
    return start + _TWICE.sub(r"\1", _SILENT.sub("", spoken))
