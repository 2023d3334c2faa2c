"""People, pets, places and things that bear a drug's name: my friend Mandy, our cat Valium."""

from __future__ import annotations

from collections.abc import Sequence

from intake.drugs.matching.context_words import group
from intake.drugs.matching.language import languages
from intake.drugs.tables.common_names import well_known
from intake.drugs.tables.known_names import tables
from intake.drugs.text.dosage import STRENGTH
from intake.drugs.text.normalise import Token, normalise

_TAKEN_BACK = 5  # words before a name among which a verb says that it was swallowed
_SPELT = 5  # letters in which the spellings of an ingredient agree: fluoxetin, fluoxétine
_TITLES = frozenset({"dr", "mr", "mrs", "ms", "prof", "sr", "sra", "dra", "mme", "hr", "fr", "st"})
_HIS = "son"  # French for "his": "me donne son Xanax" names no child
_DRINK_NAMED_OTHERWISE = frozenset({"en", "de"})  # languages in which a café is but a place
_OWNERS = (*([word] for word in ("my", "our", "your", "his", "her", "their", "the", "a", "s")), [])
_GIVERS = (["from"], ["off"], ["by"], ["in"], ["at"], ["to"], ["for"])  # "off the street Xanax"


def is_namesake(text: str, words: Sequence[Token], first: int, after: int) -> bool:
    """Whether somebody or something else bears the name. One word with an amount is the drug."""
    if after - first > 1 or STRENGTH.match(text[words[first].end :].lstrip(" -:,(")):
        return False
    before = [token.key for token in words[max(0, first - _TAKEN_BACK) : first]]
    if not group("taking").isdisjoint(before):
        return False
    if _is_well_known(words[first].key):  # likelier the drug, but where much speaks against it
        return _is_called(words, first, before) or _does_as_no_drug_does(text, words, first)
    return _of_someone(words, first, before) or _of_a_place(words, first, before)


def is_place_or_ware(words: Sequence[Token], at: int) -> bool:
    """Whether a drink's name stands for a café to go to, "el café estaba cerrado", or says what a
    thing is for: "the coffee table".
    """
    follows = words[at + 1] if at + 1 < len(words) else None
    if follows and follows.gap == " " and follows.key in group("ware"):
        return True
    if words[at].key not in group("venue"):
        return False
    before = [word.key for word in words[max(0, at - _TAKEN_BACK) : at]]
    if not group("drinking").isdisjoint(before):
        return False
    near = {word.key for word in words[at + 1 : at + _TAKEN_BACK]}
    if languages(words) <= _DRINK_NAMED_OTHERWISE or not group("shut").isdisjoint(near):
        return True
    within = before[-1:] != [] and before[-1] in group("venue_in")
    return within and not group("living").isdisjoint(before)


def _is_well_known(name: str) -> bool:
    """Whether it means the drug to most people, in any spelling of its ingredient."""
    substance = tables().names.get(name)
    spelt = substance is not None and name[:_SPELT] == normalise(substance.ingredient)[:_SPELT]
    return spelt or name in well_known()


def _of_someone(words: Sequence[Token], at: int, before: list[str]) -> bool:
    """Whether a person, a pet or a thing is named just before it, or is "called" so."""
    met = words[at].gap == " " and before[-1:] != [] and before[-1] in group("met")
    return met or _is_beside(words, at, before) or _is_called(words, at, before)


def _is_beside(words: Sequence[Token], at: int, before: list[str]) -> bool:
    """Whether somebody stands right before it; a full stop only where a title is cut short."""
    gap = words[at].gap
    if before[-1:] == [_HIS] and before[-2:-1] not in _OWNERS:
        return False
    return before[-1:] != [] and (
        (gap.isspace() and "\n" not in gap and before[-1] in group("someone"))
        or (gap.strip() == "." and before[-1] in _TITLES)
    )


def _is_called(words: Sequence[Token], at: int, before: list[str]) -> bool:
    last, owners = before[-1:], before[:-1]
    if not last or words[at].gap.strip(" "):
        return False
    called = last[0] in group("called") or before[-2:] in (["name", "is"], ["surname", "is"])
    return called and not group("someone").isdisjoint(owners)


def _does_as_no_drug_does(text: str, words: Sequence[Token], at: int) -> bool:
    """Whether a known drug's name, with a capital, has a bearer before and a word after that
    says no more of a medicine: "my dog Xanax sleeps", "the book Prozac Nation".
    """
    if not text[words[at].start].isupper() or at + 1 == len(words) or words[at + 1].gap != " ":
        return False
    follows = words[at + 1]
    if follows.key in group("thing"):
        return text[follows.start].isupper()
    before = [token.key for token in words[max(0, at - _TAKEN_BACK) : at]]
    if not _is_beside(words, at, before) or before[-2:-1] in _GIVERS:
        return False
    told = group("details") | (frozenset() if before[-1] in _TITLES else group("after"))
    return not (follows.key.isdigit() or follows.key in told)


def _of_a_place(words: Sequence[Token], at: int, before: list[str]) -> bool:
    """Whether people live there, or a street or a film is called so."""
    if len(before) > 1 and before[-2] in group("living") and before[-1] in group("preposition"):
        return True
    if before and before[-1] in group("landmark") | group("maker"):
        return True
    return at + 1 < len(words) and words[at + 1].gap == " " and words[at + 1].key in group("thing")
