"""The rules of data/status_rules.txt: how words around a drug say whether it is taken."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple, cast, get_args

from intake.drugs.model import Status
from intake.drugs.reading.cue_words import cue_words
from intake.drugs.tables.cache import cached
from intake.drugs.tables.files import DrugTableError, lines, once

_HEADING = re.compile(r"\[(\w+(?: unless taken| for sure)?): ([a-z ]+)\]")
# Headings of what no group of the order is, and its status.
_ASIDE = {
    "unclear unless taken": "unclear",
    "current for sure": "current",
    "negated for sure": "negated",
}
_SOOTHERS = "soothers: "
_MACRO = re.compile(r"([A-Z]+) = (.+)")


class RuleGroup(NamedTuple):
    """Rules that give one status, tried only where the text holds one of these letters."""

    status: Status
    needs: frozenset[str]
    rules: str  # one expression, compiled when a text first needs it: that takes long

    def fits(self, view: str, letters: frozenset[str]) -> bool:
        """Whether one of the rules fits a view of these letters."""
        return not letters.isdisjoint(self.needs) and _compiled(self.rules).search(view) is not None


class StatusRules(NamedTuple):
    """The groups in order, the first that fits decides, and the classes given for an allergy."""

    groups: tuple[RuleGroup, ...]
    against: tuple[RuleGroup, ...]  # what makes unclear that a drug is not taken
    sure: tuple[RuleGroup, ...]  # where no rule says otherwise: no doubt that it is taken
    sure_not: tuple[RuleGroup, ...]  # where a rule says so: no doubt that it is not
    soothers: frozenset[str]


@once
def status_rules() -> StatusRules:
    """The rules. Raises DrugTableError."""
    soothers, listed = cached("status_rules", _read)
    made = [
        (heading, RuleGroup(cast(Status, status), frozenset(needs), rules))
        for heading, status, needs, rules in listed
    ]
    against, sure, sure_not = (
        tuple(group for heading, group in made if heading == aside) for aside in _ASIDE
    )
    in_order = tuple(group for heading, group in made if heading not in _ASIDE)
    return StatusRules(in_order, against, sure, sure_not, frozenset(soothers))


def compile_rules() -> None:
    """Compile every expression now, for a service whose first patient shall not wait for it."""
    rules = status_rules()
    for group in (*rules.groups, *rules.against, *rules.sure, *rules.sure_not):
        _compiled(group.rules)


def _read() -> tuple[list[str], list[tuple[str, str, str, str]]]:
    """The classes given for an allergy; the heading, status, letters and rules of each group."""
    macros: dict[str, str] = {}
    soothers: list[str] = []
    groups: list[tuple[str, list[str], list[str]]] = []
    for line in lines("status_rules.txt"):
        if not line or line.startswith("#"):
            continue
        if heading := _HEADING.fullmatch(line):
            groups.append((heading[1], heading[2].split(), []))
        elif macro := _MACRO.fullmatch(line):
            macros[macro[1]] = _spelt_out(macro[2], macros)
        elif line.startswith(_SOOTHERS):
            soothers = line.removeprefix(_SOOTHERS).split()
        elif groups:
            groups[-1][2].append(_spelt_out(line, macros))
    return soothers, [_group(*group) for group in groups]


def _spelt_out(rule: str, macros: dict[str, str]) -> str:
    """A rule with the names of its parts replaced by what they stand for."""
    return re.sub(r"[A-Z]+", lambda name: macros.get(name[0], name[0]), rule)


def _group(heading: str, needs: list[str], rules: list[str]) -> tuple[str, str, str, str]:
    status = _ASIDE.get(heading, heading)
    if status not in get_args(Status):
        raise DrugTableError(f"status_rules.txt: unknown heading [{heading}]")
    return heading, status, "".join(map(_letter, needs)), _expression(heading, rules)


def _expression(heading: str, rules: list[str]) -> str:
    """The rules of a group as one expression over the letters of a text."""
    joined = "|".join(f"(?:{rule})" for rule in rules).replace("@", "(?:this|soother)")
    joined = re.sub(r"[a-z]+", lambda tag: _letter(tag[0]), joined).replace(" ", "")
    plain = re.sub(r"\((?!\?)", "(?:", joined)  # nothing is asked of the parts
    try:
        _compiled(plain)
    except re.error as error:
        raise DrugTableError(f"status_rules.txt, [{heading}]: {error}") from error
    return plain


@lru_cache(maxsize=64)
def _compiled(rules: str) -> re.Pattern[str]:
    return re.compile(rules)


def _letter(tag: str) -> str:
    letter = cue_words().letters.get(tag)
    if letter is None:
        raise DrugTableError(f"status_rules.txt: no words are tagged {tag}")
    return letter
