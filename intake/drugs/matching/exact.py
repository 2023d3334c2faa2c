"""Known names in a text, the longest first, where they mean the drug."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from intake.drugs.matching.context_words import group
from intake.drugs.matching.decide import Decision, candidates
from intake.drugs.matching.drinks import is_drink, is_shade
from intake.drugs.matching.foreign_spelling import ingredient_spelt
from intake.drugs.matching.free_of import is_free_of, name_of_none
from intake.drugs.matching.match import DRINK, Match, joins
from intake.drugs.matching.meant import is_meant
from intake.drugs.matching.namesakes import is_namesake, is_place_or_ware
from intake.drugs.matching.standing_alone import is_listed, stands_alone
from intake.drugs.matching.suffixes import added
from intake.drugs.model import Substance
from intake.drugs.tables.common_names import common
from intake.drugs.tables.everyday_words import all_everyday, is_everyday
from intake.drugs.tables.known_names import tables
from intake.drugs.tables.languages import languages_of
from intake.drugs.tables.local import ANYWHERE, Local
from intake.drugs.tables.several_words import TINY
from intake.drugs.text.dosage import COUNTED
from intake.drugs.text.normalise import Token, normalise

_LONGEST = 6  # words of one name
_LONG = 8  # letters; a name that is read in pieces though each is a word, if it stands alone
_APART = {" ", " - ", " \u2013 "}  # before a small word that begins something else
_CUT_SHORT = 3  # letters of a word with a full stop that may be an abbreviation: St. John's
_SMALL_WORDS = frozenset("aeiouy")  # single letters that are words of some language


class _Said(NamedTuple):
    """A text, its words, which of them mean themselves in its language, and where it is from."""

    text: str
    words: list[Token]
    common: frozenset[str]
    local: Local


def exact_matches(
    text: str, words: list[Token], common: frozenset[str], local: Local = ANYWHERE
) -> Iterator[Match]:
    """The known names among the words of the text, in order, each with its suffix; `common`
    are words that mean themselves in its language.
    """
    said = _Said(text, words, common, local)
    at = 0
    while at < len(words):
        longest = _exact(said, at)
        if longest is None:
            at += 1
            continue
        after, name = longest[0], _on_the_street(said, at, longest[1])
        substance, abroad = local.meaning(name)
        if is_free_of(substance, words, at, after):
            name = name_of_none(substance) or ""
            substance = tables().names[name] if name else substance
        if name and _counts(substance, name, said, at, after):
            start, end = words[at].start, words[after - 1].end
            yield Match(at, after, start, end, name, substance, abroad=abroad)
            if ingredient := added(substance, words, after, text):
                yield _asked(words[after], after, ingredient)
                after += 1
        at = after


def _exact(said: _Said, first: int) -> tuple[int, str] | None:
    """The longest known name that starts at this word, as (after, name)."""
    known, words = said.local, said.words
    name, best = "", None
    for at in range(first, min(first + _LONGEST, len(words))):
        if at > first and not (_joins(words, first, at) or _is_locant(words, at)):
            break
        name += words[at].key
        if name not in known or (best and _is_count(said, at)):
            continue
        if at == first or _is_name(name, said, first, at + 1):
            best = (at + 1, name)
    if best and _has_loose_word(said, first, best[0]):
        best = None if _is_loose(said, first) else _shorter(said, first, best[0] - 1)
    return best or _foreign(said, first)


def _on_the_street(said: _Said, at: int, name: str) -> str:
    """The name with a small word of use before it, where the street has them: "do coke"."""
    known = tables().names
    used = said.words[at - 1].key + name if at and said.words[at].gap == " " else ""
    return used if used in known and known[used].kind == "street" else name


def _has_loose_word(said: _Said, first: int, after: int) -> bool:
    """Whether a name begins or ends with a small word beside a name: "alergia al Cipro",
    "quetiapine - as a child".
    """
    if after - first < 2 or after - first == len(said.words):
        return False
    if _is_loose(said, first):
        return _joined(said, first + 1, after) in said.local
    loose = _is_loose(said, after - 1) and said.words[after - 1].gap in _APART
    return loose and _joined(said, first, after - 1) in said.local


def _is_loose(said: _Said, at: int) -> bool:
    word = said.words[at]
    beside = at + 1 == len(said.words) or said.words[at + 1].gap == " "
    return beside and said.text[word.start].islower() and word.key in languages_of()


def _joined(said: _Said, first: int, after: int) -> str:
    return "".join(word.key for word in said.words[first:after])


def _shorter(said: _Said, first: int, after: int) -> tuple[int, str]:
    return after, _joined(said, first, after)


def _joins(words: list[Token], first: int, at: int) -> bool:
    """Whether a word may go on with the name before it: no name begins with the s of "my
    mother's Ativan", nor runs from one sentence to the next.
    """
    possessive = at == first + 1 and words[first].key == "s" and words[first].gap in {"'", "\u2019"}
    ended = words[at].gap.startswith(". ") and len(words[at - 1].key) > _CUT_SHORT
    return joins(words[at].gap) and not (possessive or ended)


def _is_locant(words: list[Token], at: int) -> bool:
    """Whether it is the second of the numbers that begin a chemical name: 3,4-methylene..."""
    return words[at].gap == "," and words[at].key.isdigit() and words[at - 1].key.isdigit()


def _is_count(said: _Said, at: int) -> bool:
    """Whether a number counts tablets or doses and is none of a product: "Tylenol 3 a day"."""
    number = said.words[at]
    counts = number.key.isdigit() and number.gap == " "
    return counts and bool(COUNTED.match(said.text, number.end))


def _is_name(name: str, said: _Said, first: int, after: int) -> bool:
    """Whether several words make one name, and not only its letters: "mom ate" is no Momate."""
    if name in said.local.own:
        return True
    parts = said.words[first:after]
    letters = _is_saying(name, parts, said) or _has_article(name, parts, said)
    if letters and not stands_alone(said.text, said.words, first, after):
        return False
    if name in tables().phrases:
        return True
    own = not all_everyday([part for part in parts if part.key not in said.common])
    bits = all(len(part.key) < TINY for part in parts)
    if own and not (name.isalpha() and (bits or len(name) <= TINY)):
        return True
    if name not in tables().apart:  # in pieces, perhaps, as a dictated name is written
        known = name in common() and len(name) > TINY
        whole = known or len(name) >= _LONG or (own and len(name) > TINY)
        return whole and stands_alone(said.text, said.words, first, after)
    as_listed = not all_everyday(parts) and not any(_is_small(said.text, part) for part in parts)
    return as_listed or stands_alone(said.text, said.words, first, after)


def _has_article(name: str, parts: list[Token], said: _Said) -> bool:
    """Whether a small word stands before a name of its own: "fui a Karin" is no Akarin."""
    loose = _is_small(said.text, parts[0]) and parts[1].gap == " "
    return loose and name not in tables().apart and name not in tables().phrases


def _is_saying(name: str, parts: list[Token], said: _Said) -> bool:
    """Whether a brand's letters are but everyday words, a small one among them: "to stop it" is no
    Stopit. A brand that is much taken and listed in words (Pro Plus) is read as ever.
    """
    known, small = tables(), languages_of()
    if known.names[name].kind not in {"brand", "ingredient"} or name in common():
        return False
    if name in known.phrases and name not in known.names.rare:
        return False
    plain = all(part.key in small or is_everyday(part.key) for part in parts)
    named = all(said.text[part.start].isupper() for part in parts)
    return plain and not named and any(part.key in small for part in parts)


def _is_small(text: str, word: Token) -> bool:
    """Whether one letter is a word of its own, as "a" is: "to fax a form"."""
    return word.key in _SMALL_WORDS and text[word.start].islower()


def _foreign(said: _Said, first: int) -> tuple[int, str] | None:
    """The ingredient that this word spells in another language's way, as (after, name)."""
    word = said.words[first].key
    name = None if word in said.common or is_everyday(word) else ingredient_spelt(word)
    return (first + 1, name) if name else None


def _counts(substance: Substance, name: str, said: _Said, at: int, after: int) -> bool:
    """Whether a word that is a name means the drug where it stands."""
    place = (said.text, said.words, at, after)
    listed = substance.kind == "everyday" and is_listed(said.words, at, after)
    if is_namesake(*place):
        return False
    drink = substance.ingredient == DRINK
    if drink and said.words[at].key != DRINK and is_shade(said.words, at):
        return False
    if drink and is_place_or_ware(said.words, at) and not stands_alone(*place):
        return False
    street = _is_street(said, at, after)
    if name in said.common and not (listed or stands_alone(*place) or street):
        return False
    if (listed and not drink) or substance.kind != "everyday" or is_meant(*place, drink=drink):
        return True
    return drink and is_drink(*place)


def _is_street(said: _Said, at: int, after: int) -> bool:
    """Whether it was smoked or swallowed, as no person is: "smoked tina", no "took Molly to"."""
    if at == 0 or said.words[at - 1].key not in group("street"):
        return False
    led = after < len(said.words) and said.words[after].key in group("led")
    return not (led and said.text[said.words[at].start].isupper())


def _asked(suffix: Token, at: int, ingredient: str) -> Match:
    """A suffix that may name a second drug."""
    meant = candidates([tables().ingredients[ingredient]])
    decision = Decision(None, normalise(ingredient), 0, 0.0, meant)
    why = f"a suffix that may name {ingredient}"
    return Match(at, at + 1, suffix.start, suffix.end, suffix.key, None, decision, why, suffix=True)
