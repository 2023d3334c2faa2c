"""Everyday words that are also drug names (speed, coke, ice): meant only in context."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from intake.drugs.tables.everyday_words import is_everyday
from intake.drugs.tables.files import DrugTableError, lines, once
from intake.drugs.tables.known_names import tables
from intake.drugs.text.dosage import STRENGTH
from intake.drugs.text.normalise import Token, normalise_lists

_NEARBY = 12  # words
_OF_HERBS = frozenset({"tea", "teas"})  # of rosehip or thyme too, which hold no caffeine
_ENDS = frozenset(",.;:!?\n")  # a clause
_OF_THE_STREET = frozenset({"street", "everyday"})
_OF = frozenset({"de", "di", "d"})
_ENTRY = 4  # words of an entry that is but a name
_GROUPS = {
    *("use", "before", "after", "details", "place", "body", "when", "shade"),
    *("someone", "met", "called", "taking", "street", "living", "preposition", "landmark", "thing"),
    *("number", "decaf", "caffeine", "free", "without", "product", "kept_out", "joint"),
    *("led", "being", "vessel", "alcohol", "sober", "literal", "companion", "meal"),
    *("venue", "shut", "venue_in", "maker", "helping", "drinking", "ware"),
}


@once
def _words() -> dict[str, frozenset[str]]:
    """The groups of words in data/contexts.txt by their heading. Raises DrugTableError."""
    text = "\n".join([*lines("contexts.txt"), ""])
    groups = dict(re.findall(r"^\[(\w+)\]\n([^\[]*)", text, re.MULTILINE))
    if groups.keys() != _GROUPS:
        raise DrugTableError(f"contexts.txt: the groups are not {', '.join(sorted(_GROUPS))}")
    lists = normalise_lists([";".join(words.split()) for words in groups.values()])
    return {heading: frozenset(words) for heading, words in zip(groups, lists, strict=True)}


def group(name: str) -> frozenset[str]:
    """The words of one group of data/contexts.txt, normalised."""
    return _words()[name]


def is_shade(words: Sequence[Token], at: int) -> bool:
    """Whether words near this one say that a drink is but a scent, colour or flavour."""
    nearby = words[max(0, at - _NEARBY) : at + _NEARBY]
    return any(token.key in _words()["shade"] for token in nearby)


def stands_alone(text: str, words: Sequence[Token], first: int, after: int) -> bool:
    """Whether nothing stands beside the name but details of a medicine, or an amount after it."""
    others = [*words[:first], *words[after:]]
    if _are_details(others) or _is_amount([*_clause(words, first, after)]):
        return True
    return bool(STRENGTH.match(text[words[after - 1].end :].lstrip(" -:,(")))


def _are_details(words: Sequence[Token]) -> bool:
    return all(token.key.isdigit() or token.key in _words()["details"] for token in words)


def _is_amount(words: Sequence[Token]) -> bool:
    return _are_details(words) and any(token.key.isdigit() for token in words)


def _clause(words: Sequence[Token], first: int, after: int) -> Iterator[Token]:
    """The other words up to the nearest signs: of "tea x 10 a day, no coffee" the first five."""
    for at in range(first - 1, -1, -1):
        if not _ENDS.isdisjoint(words[at + 1].gap):
            break
        yield words[at]
    for word in words[after:]:
        if not _ENDS.isdisjoint(word.gap):
            break
        yield word


def is_meant(
    text: str, words: Sequence[Token], first: int, after: int, *, drink: bool = False
) -> bool:
    """Whether the word stands alone, with an amount, or after a word of use: "on ice" and
    "speed and ice", no "on the ice" nor "heat and ice".
    """
    groups = _words()
    if stands_alone(text, words, first, after):
        return True
    before = first - 1
    while before >= 0 and words[before].key in groups["before"]:
        before -= 1
    used = (
        before >= 0
        and words[before].key in groups["use"]
        and not re.search(r"[.;\n]", words[first].gap)
        and (drink or not _is_thing(words, before, first))
    )
    if drink and used and words[before].key in groups["drinking"]:
        return True
    follows = words[after].key if after < len(words) and words[after].gap.isspace() else ""
    if follows in groups["place"] and after + 1 < len(words):
        bodily = words[after + 1].key in groups["body"]  # "ice on my leg", no "speed in my teens"
        then = {word.key for word in words[after + 2 : after + 4]}
        return used and (not bodily or not groups["when"].isdisjoint(then))
    return used and (not follows or follows in groups["after"])


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
    then = {word.key for word in words[first + 1 : first + 1 + _ENTRY]}
    return words[used].key in group("street") or not group("when").isdisjoint(then)


def _has_companion(words: Sequence[Token], used: int, first: int) -> bool:
    """Whether it goes with another thing: "ice and snow", "snow and ice", "ice and rest"."""
    joint, companion = group("joint"), group("companion")
    after = [word.key for word in words[first + 1 : first + 3]]
    follows = after[:1] != [] and after[0] in joint and after[-1] in companion
    return follows or (words[used].key in joint and used > 0 and words[used - 1].key in companion)


def _is_somebody_on(words: Sequence[Token], on: int) -> bool:
    """Whether somebody is on something, "I am on ice", and not something: "my foot on glass"."""
    begins = on == 0 or not _ENDS.isdisjoint(words[on].gap)
    return begins or words[on - 1].key in group("being")


def is_listed(words: Sequence[Token], first: int, after: int) -> bool:
    """Whether it is a part of a list in which another name of the street stands: "cocaine, ice"."""
    names = tables().names
    joints = group("joint") | group("details") | group("when") | group("place")
    alone = all(
        token.key in joints or (token.key in names and names[token.key].kind in _OF_THE_STREET)
        for token in _clause(words, first, after)
    )
    others = (*words[:first], *words[after:])
    return alone and any(
        token.key in names and names[token.key].kind == "street" for token in others
    )


def is_drink(text: str, words: Sequence[Token], first: int, after: int) -> bool:
    """Whether the entry is but a drink of some sort, "Vanilla Coke", "Monster Mango Loco", or
    drinks are counted: "three Monsters a day", "a can of Monster".
    """
    if _is_counted(words, first, after) or _is_with_meal(words, first, after):
        return True
    if len(words) > _ENTRY or words[first].key in _OF_HERBS:
        return False
    kinds = words[:first]
    if kinds and not words[after:]:
        return not any(is_everyday(word.key) for word in kinds)
    return not kinds and all(text[word.start].isupper() for word in words)


def _is_with_meal(words: Sequence[Token], first: int, after: int) -> bool:
    """Whether a part of the text begins with it and goes on to a meal: "Coke with lunch"."""
    while first and words[first - 1].key in group("before") | group("number") | group("details"):
        first -= 1
    begins = first == 0 or not _ENDS.isdisjoint(words[first].gap)
    rest = [word.key for word in words[after : after + _ENTRY + 1]]
    joined = rest[:1] != [] and rest[0] in group("after") | group("joint") | group("venue_in")
    return begins and joined and not group("meal").isdisjoint(rest)


def _is_counted(words: Sequence[Token], first: int, after: int) -> bool:
    start = first
    while start and words[start - 1].key in group("before") | _OF:  # "three strong coffees"
        start -= 1
    number = words[start - 1].key if start else ""
    beside = all(words[at].gap == " " for at in range(start, min(after + 1, len(words))))
    follows = words[after].key if after < len(words) else "a"
    counted = number.isdigit() or number in group("number") | group("helping")
    return beside and counted and follows in group("details") | group("after")
