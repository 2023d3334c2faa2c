"""Known names in a text, the longest first, where they mean the drug."""

from __future__ import annotations

from collections.abc import Iterator

from intake.drugs.matching.context import is_meant, is_shade
from intake.drugs.matching.decide import Decision, candidates
from intake.drugs.matching.foreign_spelling import ingredient_spelt
from intake.drugs.matching.match import Match, joins
from intake.drugs.matching.suffixes import added
from intake.drugs.model import Substance
from intake.drugs.tables.everyday_words import all_everyday, is_everyday
from intake.drugs.tables.known_names import tables
from intake.drugs.text.normalise import Token, normalise

DRINK = "caffeine"
_LONGEST = 6  # words of one name
_TINY = 4  # letters; so short a name is never read across two words ("as a")


def _exact(words: list[Token], first: int) -> tuple[int, str] | None:
    """The longest known name that starts at this word, as (after, name)."""
    known = tables().names
    name, best = "", None
    for at in range(first, min(first + _LONGEST, len(words))):
        if at > first and not joins(words[at].gap):
            break
        name += words[at].key
        if name in known and (at == first or _is_name(name, words[first : at + 1])):
            best = (at + 1, name)
    return best or _foreign(words, first)


def _is_name(name: str, words: list[Token]) -> bool:
    """Whether several words make one name, and not only its letters: "mom ate" is no Momate."""
    if len(name) <= _TINY and name.isalpha():
        return False
    return not all_everyday(words) or name in tables().phrases


def _foreign(words: list[Token], first: int) -> tuple[int, str] | None:
    """The ingredient that this word spells in another language's way, as (after, name)."""
    name = ingredient_spelt(words[first].key)
    return (first + 1, name) if name and not is_everyday(words[first].key) else None


def exact_matches(text: str, words: list[Token]) -> Iterator[Match]:
    """The known names among the words of the text, in order, each with its suffix."""
    at = 0
    while at < len(words):
        longest = _exact(words, at)
        if longest is None:
            at += 1
            continue
        after, name = longest
        substance = tables().names[name]
        if _counts(substance, text, words, at, after):
            yield Match(at, after, words[at].start, words[after - 1].end, name, substance)
            if ingredient := added(substance, words, after, text):
                yield _asked(words[after], after, ingredient)
                after += 1
        at = after


def _counts(substance: Substance, text: str, words: list[Token], at: int, after: int) -> bool:
    """Whether a word that is a name means the drug where it stands."""
    if substance.ingredient == DRINK and words[at].key != DRINK and is_shade(words, at):
        return False
    return substance.kind != "everyday" or is_meant(text, words, at, after)


def _asked(suffix: Token, at: int, ingredient: str) -> Match:
    """A suffix that may name a second drug."""
    meant = candidates([tables().ingredients[ingredient]])
    decision = Decision(None, normalise(ingredient), 0, 0.0, meant)
    why = f"a suffix that may name {ingredient}"
    return Match(at, at + 1, suffix.start, suffix.end, suffix.key, None, decision, why, suffix=True)
