"""How likely a drug is taken by the words around it, learnt from lines that people labelled.

A second opinion beside the rules of `status_rules`: it decides nothing. Where it contradicts
them, whether the drug is taken is unclear and the clinician asks. Weights: data/status_weights.txt,
made by `intake.drugs.build.learn_status`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from math import exp

from intake.drugs.reading.cue_words import cue_words
from intake.drugs.tables.cache import cached
from intake.drugs.tables.files import DrugTableError, lines, once

FILE = "status_weights.txt"  # a clue and its weight on each line: "Lp never of -84"
SCALE = 100  # weights are whole hundredths
_SIGNS = ("dot", "line", "comma", "colon", "dash", "open", "shut", "but", "ask", "plus", "arrow")
_MOST = 12  # words of a clause that are looked at
_NEAR = 4


def likely_taken(left: str, this: str, right: str) -> float:
    """How likely the drug `this` between these letters is or was taken, 0 to 1."""
    weights = _weights()
    return 1 / (1 + exp(-sum(weights.get(clue, 0) for clue in clues(left, this, right)) / SCALE))


def clues(left: str, this: str, right: str) -> set[str]:
    """What is looked at: the drug's own clause and the one on each side, as kind and letters."""
    before, after = _lists()
    left, right = before.sub("", left), after.sub("", right)
    return {f"M {this}", *_of_side("L", left[::-1]), *_of_side("R", right)}


@once
def _lists() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Other drugs of one list with it, before and after: what is said of the list is said of it."""
    letters = cue_words().letters
    joins = "".join(letters[tag] for tag in ("comma", "and", "or", "ni", "plus", "of", "my"))
    drug = letters["drug"]
    return re.compile(f"(?:{drug}[{joins}]+)+$"), re.compile(f"^(?:[{joins}]+{drug})+")


def spelt_out(clue: str) -> str:
    """A clue with the names of tags for their letters: "Lp never of"."""
    names = {letter: tag for tag, letter in cue_words().letters.items()}
    kind, _, letters = clue.partition(" ")
    return " ".join([kind, *(names.get(letter, letter) for letter in letters)])


def _of_side(side: str, letters: str) -> Iterator[str]:
    own, signs, beyond = _clauses(letters)
    whole = own + "^"
    yield from (f"{side}{at} {letter}" for at, letter in enumerate(whole[:_NEAR]))
    yield from (f"{side}o {letter}" for letter in own)
    yield from (f"{side}p {own[at]}{whole[at + 1]}" for at in range(len(own)))
    yield f"{side}s {signs}"
    yield f"{side}t {whole[:3]}"
    if beyond:
        far = beyond + "$"
        yield from (f"{side}x {letter}" for letter in beyond)
        yield f"{side}y {far[:2]}"
        yield from (f"{side}z {beyond[at]}{far[at + 1]}" for at in range(len(beyond)))


def _clauses(letters: str) -> tuple[str, str, str]:
    """The rest of the drug's clause, the signs after it, the next clause; all from the drug on."""
    tags = cue_words().letters
    signs, drug = frozenset(tags[sign] for sign in _SIGNS), tags["drug"]
    end = next((at for at, one in enumerate(letters) if one in signs), len(letters))
    other = letters.find(drug, 0, end)
    if other >= 0:  # what is beyond another drug speaks of that
        return letters[: other + 1][:_MOST], "", ""
    start = next((at for at in range(end, len(letters)) if letters[at] not in signs), len(letters))
    stop = next((at for at in range(start, len(letters)) if letters[at] in signs), len(letters))
    beyond = letters[start:stop]
    said = "" if drug in beyond else beyond[:_MOST]
    return letters[:end][:_MOST], letters[end:start][:2], said


@once
def _weights() -> Mapping[str, int]:
    """The weight of each clue. Raises DrugTableError for an unknown tag."""
    weights: dict[str, int] = cached("status_weights", _compiled)
    return weights


def _compiled() -> dict[str, int]:
    rows = (line.rpartition(" ") for line in lines(FILE) if not line.startswith("#"))
    try:
        return {_packed(clue): int(weight) for clue, _, weight in rows}
    except ValueError as error:
        raise DrugTableError(f"{FILE}: {error}") from error


def _packed(clue: str) -> str:
    kind, *tags = clue.split(" ")
    letters = {**cue_words().letters, "^": "^", "$": "$"}
    try:
        return f"{kind} {''.join(letters[tag] for tag in tags)}"
    except KeyError as error:
        raise DrugTableError(f"{FILE}: no words are tagged {error.args[0]}") from error
