"""The words of data/cues.txt that say whether a drug is taken, as expressions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import cast

from intake.drugs.listed import DATA
from intake.drugs.model import Status

Cues = tuple[tuple[Status, re.Pattern[str]], ...]


def _groups() -> Iterator[tuple[str, list[str]]]:
    """(heading, its lines) in the order of the file."""
    heading, lines = "", list[str]()
    for line in (DATA / "cues.txt").read_text(encoding="utf-8").splitlines():
        if re.fullmatch(r"\[[a-z_ ]+\]", line):
            yield heading, lines
            heading, lines = line[1:-1], []
        elif line and not line.startswith("#"):
            lines.append(line)
    yield heading, lines


def _read() -> dict[str, Cues]:
    """The cues before and after a drug; {people}, {time}, {month} filled in."""
    found: dict[str, list[tuple[Status, re.Pattern[str]]]] = {"before": [], "after": []}
    named: dict[str, str] = {}
    for heading, lines in _groups():
        words = "|".join(lines)
        for name, listed in named.items():
            words = words.replace(f"{{{name}}}", listed)
        where, _, status = heading.partition(" ")
        if status:
            cue = re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE)
            found[where].append((cast(Status, status), cue))
        elif heading:
            named[heading] = f"(?:{words})"
    return {where: tuple(cues) for where, cues in found.items()}


_CUES = _read()
BEFORE: Cues = _CUES["before"]
AFTER: Cues = _CUES["after"]
