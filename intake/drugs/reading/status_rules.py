"""The rules of data/status_rules.txt: how words around a drug say whether it is taken."""

from __future__ import annotations

import re
from typing import NamedTuple, cast, get_args

from intake.drugs.model import Status
from intake.drugs.reading.cue_words import cue_words
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
    rules: re.Pattern[str]

    def fits(self, view: str, letters: frozenset[str]) -> bool:
        """Whether one of the rules fits a view of these letters."""
        return not letters.isdisjoint(self.needs) and self.rules.search(view) is not None


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
    made = [(heading, _group(heading, *group)) for heading, *group in groups]
    against, sure, sure_not = (
        tuple(group for heading, group in made if heading == aside) for aside in _ASIDE
    )
    in_order = tuple(group for heading, group in made if heading not in _ASIDE)
    return StatusRules(in_order, against, sure, sure_not, frozenset(soothers))


def _spelt_out(rule: str, macros: dict[str, str]) -> str:
    """A rule with the names of its parts replaced by what they stand for."""
    return re.sub(r"[A-Z]+", lambda name: macros.get(name[0], name[0]), rule)


def _group(heading: str, needs: list[str], rules: list[str]) -> RuleGroup:
    status = _ASIDE.get(heading, heading)
    if status not in get_args(Status):
        raise DrugTableError(f"status_rules.txt: unknown heading [{heading}]")
    letters = frozenset(_letter(tag) for tag in needs)
    return RuleGroup(cast(Status, status), letters, _expression(status, rules))


def _expression(status: str, rules: list[str]) -> re.Pattern[str]:
    """The rules of a group as one expression over the letters of a text."""
    joined = "|".join(f"(?:{rule})" for rule in rules).replace("@", "(?:this|soother)")
    joined = re.sub(r"[a-z]+", lambda tag: _letter(tag[0]), joined).replace(" ", "")
    try:
        return re.compile(re.sub(r"\((?!\?)", "(?:", joined))  # nothing is asked of the parts
    except re.error as error:
        raise DrugTableError(f"status_rules.txt, [{status}]: {error}") from error


def _letter(tag: str) -> str:
    letter = cue_words().letters.get(tag)
    if letter is None:
        raise DrugTableError(f"status_rules.txt: no words are tagged {tag}")
    return letter
