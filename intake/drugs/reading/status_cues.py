"""The words of data/cues.txt that say whether a drug is taken, as expressions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple, cast, get_args

from intake.drugs.model import Status
from intake.drugs.tables.files import DrugTableError, lines, once

Cues = tuple[tuple[Status, re.Pattern[str]], ...]


class StatusCues(NamedTuple):
    """The cues in the order of the file."""

    before: Cues
    after: Cues


def _groups() -> Iterator[tuple[str, list[str]]]:
    """(heading, its lines) in the order of the file."""
    heading, group = "", list[str]()
    for line in lines("cues.txt"):
        if re.fullmatch(r"\[[a-z_ ]+\]", line):
            yield heading, group
            heading, group = line[1:-1], []
        elif line and not line.startswith("#"):
            group.append(line)
    yield heading, group


@once
def status_cues() -> StatusCues:
    """The cues before and after a drug; {people}, {time}, {month} filled in.

    Raises DrugTableError for an unknown heading or a line that is no expression.
    """
    cues: dict[str, list[tuple[Status, re.Pattern[str]]]] = {"before": [], "after": []}
    named: dict[str, str] = {}
    for heading, group in _groups():
        words = "|".join(group)
        for name, listed in named.items():
            words = words.replace(f"{{{name}}}", listed)
        where, _, status = heading.partition(" ")
        if status:
            if where not in cues or status not in get_args(Status):
                raise DrugTableError(f"cues.txt: unknown heading [{heading}]")
            cues[where].append((cast(Status, status), _expression(heading, words)))
        elif heading:
            named[heading] = f"(?:{words})"
    return StatusCues(tuple(cues["before"]), tuple(cues["after"]))


def _expression(heading: str, words: str) -> re.Pattern[str]:
    try:
        return re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE)
    except re.error as error:
        raise DrugTableError(f"cues.txt, [{heading}]: {error}") from error
