"""Everyday words that are also drugs (speed, coke, ice): meant where they are used."""

from __future__ import annotations

import re
from collections.abc import Sequence

from intake.drugs.matching.context_words import begins_clause, group
from intake.drugs.matching.standing_alone import stands_alone
from intake.drugs.tables.known_names import tables
from intake.drugs.text.normalise import Token

_THEN = 4  # words after it that may say when


def is_meant(
    text: str, words: Sequence[Token], first: int, after: int, *, drink: bool = False
) -> bool:
    """Whether the word stands alone, with an amount, or after a word of use: "on ice" and
    "speed and ice", no "on the ice" nor "heat and ice".
    """
    if stands_alone(text, words, first, after):
        return True
    before = first - 1
    while before >= 0 and words[before].key in group("before"):
        before -= 1
    used = (
        before >= 0
        and words[before].key in group("use")
        and not re.search(r"[.;\n]", words[first].gap)
        and (drink or not _is_thing(words, before, first))
    )
    if drink and used and words[before].key in group("drinking"):
        return True
    follows = words[after].key if after < len(words) and words[after].gap.isspace() else ""
    if follows in group("place") and after + 1 < len(words):
        bodily = words[after + 1].key in group("body")  # "ice on my leg", no "speed in my teens"
        then = {word.key for word in words[after + 2 : after + 4]}
        return used and (not bodily or not group("when").isdisjoint(then))
    return used and (not follows or follows in group("after"))


def _is_thing(words: Sequence[Token], used: int, first: int) -> bool:
    """Whether it is counted ("a glass"), stood on ("on the ice") or goes with what is no drug
    ("heat and ice").
    """
    key = words[used].key
    if words[first].key in group("literal") and not _is_swallowed(words, used, first):
        return True
    if words[first - 1].key in group("vessel"):  # "a glass"; nobody takes a speed
        return True
    if _has_companion(words, used, first):
        return True
    if key == "on" and (first - used > 1 or not _is_somebody_on(words, used)):
        return True
    return key == "and" and used > 0 and words[used - 1].key not in tables().names


def _is_swallowed(words: Sequence[Token], used: int, first: int) -> bool:
    """Whether it was smoked, snorted or swallowed, or had at some time of life: "in my teens"."""
    then = {word.key for word in words[first + 1 : first + 1 + _THEN]}
    return words[used].key in group("street") or not group("when").isdisjoint(then)


def _has_companion(words: Sequence[Token], used: int, first: int) -> bool:
    """Whether it goes with another thing: "ice and snow", "snow and ice", "ice and rest"."""
    joint, companion = group("joint"), group("companion")
    after = [word.key for word in words[first + 1 : first + 3]]
    follows = after[:1] != [] and after[0] in joint and after[-1] in companion
    return follows or (words[used].key in joint and used > 0 and words[used - 1].key in companion)


def _is_somebody_on(words: Sequence[Token], on: int) -> bool:
    """Whether somebody is on something, "I am on ice", and not something: "my foot on glass"."""
    begins = on == 0 or begins_clause(words[on])
    return begins or words[on - 1].key in group("being")
