"""A clinic's own names of medicines: a CSV that its administrator types, read line by line."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence

from intake.drugs.model import Substance
from intake.drugs.reading.cue_words import phrases_at
from intake.drugs.reading.line import read_line
from intake.drugs.tables.everyday_words import is_everyday
from intake.drugs.tables.known_names import tables
from intake.drugs.tables.languages import languages_of
from intake.drugs.tables.rows import OR, VAGUE, WITH
from intake.drugs.text.normalise import Token, normalise, tokens

MOST_NAMES = 500
LONGEST_NAME = 60  # characters
SHORTEST_NAME = 3  # letters and digits; shorter ones stand in too many texts
HEADING = ["name", "ingredient"]
FILE_MARK = "\ufeff"  # what some programs begin a text file with


class LocalNamesError(ValueError):
    """Lines of local names that cannot be used; `problems` says of each what to do.

    `names` are those of the other lines.
    """

    def __init__(self, problems: list[str], names: tuple[tuple[str, Substance], ...]) -> None:
        super().__init__("; ".join(problems))
        self.problems = problems
        self.names = names


def local_names(text: str) -> tuple[tuple[str, Substance], ...]:
    """The names of a CSV of two columns, name and ingredient. Raises LocalNamesError."""
    names: dict[str, Substance] = {}
    problems: list[str] = []
    for number, row in _rows(text.removeprefix(FILE_MARK)):
        try:
            name, substance = _read(row)
            if names.setdefault(name, substance) is not substance:
                raise ValueError(f"“{row[0]}” stands in an earlier line too: delete one")
        except ValueError as error:
            problems.append(f"Line {number}: {error}")
    if len(names) > MOST_NAMES:
        problems.append(f"Enter at most {MOST_NAMES} names; there are {len(names)}")
    if problems:
        raise LocalNamesError(problems, tuple(names.items()))
    return tuple(names.items())


def _rows(text: str) -> Iterator[tuple[int, list[str]]]:
    """The rows with their numbers, less headings and the empty cells that spreadsheets add."""
    for number, line in enumerate(text.splitlines(), start=1):
        row = _cells(line)
        while row and not row[-1]:
            row.pop()
        if row and [cell.casefold() for cell in row] != HEADING:
            yield number, row


def _cells(line: str) -> list[str]:
    try:
        parted = csv.reader([line], strict=True, delimiter=_separator(line))
        return [cell.strip() for cell in next(parted, [])]
    except csv.Error:
        return [line]


def _separator(line: str) -> str:
    """A comma, or what spreadsheets of other languages write for it; these stand in no name."""
    return next((sign for sign in "\t;" if sign in line), ",")


def _read(row: list[str]) -> tuple[str, Substance]:
    """A row's normalised name and its substance. Raises ValueError that says what to do."""
    if len(row) != len(HEADING) or not all(row):
        raise ValueError("write a name, a comma and an ingredient")
    written, ingredient = row
    name = _name(written)
    known = _drug(ingredient)
    if known is None:
        raise ValueError(f"“{ingredient}” is no ingredient of the drug list: see its pages")
    listed = tables().names.get(name)
    if listed and listed.ingredient != known.ingredient and not _may_be(listed, known):
        raise ValueError(f"“{written}” is {listed.ingredient} in the drug list already")
    if other := "" if listed else _other_drug(written, known):
        raise ValueError(f"“{written}” holds {other}, which is in the drug list already")
    return name, known._replace(kind="brand")


def _name(written: str) -> str:
    """The normalised name. Raises ValueError where it would be found in any text."""
    name, words = normalise(written), tokens(written)
    if any(not word.key for word in words):
        raise ValueError(f"write “{written[:LONGEST_NAME]}” in Latin letters")
    if len(name) < SHORTEST_NAME or len(written) > LONGEST_NAME or name.isdigit():
        raise ValueError(f"“{written[:LONGEST_NAME]}” is too short or too long for a name")
    if is_everyday(name) or name in languages_of():
        raise ValueError(f"“{written}” is an everyday word, which would be found in any text")
    if _stands_beside_drugs(words):
        raise ValueError(f"“{written}” is what people write beside any medicine")
    return name


def _stands_beside_drugs(words: Sequence[Token]) -> bool:
    """Whether it tells of a dose or of who takes a drug: "500 mg", "never took", "the blue one".

    One such word with an everyday one may be a name: "Pain-Off", "Good Night".
    """
    said = {
        place
        for at in range(len(words))
        for phrase in phrases_at(words, at, len(words))
        for place in range(at, at + 1 + len(phrase.rest))
    } | {at for at, word in enumerate(words) if word.key.isdigit()}
    plain = all(at in said or is_everyday(one.key) for at, one in enumerate(words))
    return plain and 3 * len(said) >= 2 * len(words)


def _other_drug(written: str, known: Substance) -> str:
    """Another drug that the name holds: it would be hidden. "" for none."""
    own = set(known.ingredient.split(WITH))
    found = (drug for drug in read_line(written).drugs if drug.how == "exact")
    return next((one.ingredient for one in found if own.isdisjoint(one.ingredient.split(WITH))), "")


def _drug(ingredient: str) -> Substance | None:
    """A listed ingredient, by its own name or another that is only its."""
    known = tables().ingredients.get(ingredient.casefold())
    known = known or tables().names.get(normalise(ingredient))
    unclear = known is None or known.kind in (VAGUE, "not") or OR in known.ingredient
    return None if unclear else known


def _may_be(listed: Substance, known: Substance) -> bool:
    """Whether a name of several drugs may be this one."""
    return known.ingredient in listed.ingredient.split(OR)
