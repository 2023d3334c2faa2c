"""Learn from labelled lines which words around a drug say that it is taken.

The lines are those of the tests, "text | name status; ...": each also with a clause that speaks
of something else before or after it, and each pair of drugs in one line. Logistic regression
over the clues of `second_opinion`, by stochastic gradient, the same at every run.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import product
from math import exp
from pathlib import Path

from intake.drugs.matching.scan import scan
from intake.drugs.reading import second_opinion
from intake.drugs.reading.status import BACK, ON, letter_of
from intake.drugs.reading.tagging import tag

_TAKEN = {"current", "stopped", "taken", "perhaps"}
_SIGNS = (", ", ". ", "; ", " - ", "\n")
_LEAST = 2  # lines in which a clue has to stand
_ROUNDS, _STEP, _SHRINK = 16, 0.12, 2e-5

_Example = tuple[list[str], bool]  # the clues, and whether the drug is taken


def learn(lines: Path, clauses: Path, pairs: Path) -> Iterator[str]:
    """Lines of status_weights.txt from labelled lines, clauses that change nothing, and pairs."""
    examples = list(_examples(lines, clauses.read_text(encoding="utf-8").splitlines()))
    examples += _paired(pairs)
    seen = Counter(clue for clues, _ in examples for clue in clues)
    kept = [([one for one in clues if seen[one] >= _LEAST], taken) for clues, taken in examples]
    for clue, weight in sorted(_fitted(kept).items()):
        if round(weight * second_opinion.SCALE):
            yield f"{second_opinion.spelt_out(clue)} {round(weight * second_opinion.SCALE)}"


def _examples(lines: Path, clauses: list[str]) -> Iterator[_Example]:
    chance = random.Random(1)  # noqa: S311 - the same at every run
    for line in lines.read_text(encoding="utf-8").splitlines():
        text, parted, said = line.rpartition(" | ")
        if not parted or line.startswith("#"):
            continue
        yield from _labelled(text, said)
        for _ in range(2):
            other, sign = chance.choice(clauses), chance.choice(_SIGNS)
            yield from _labelled(text + sign + other, said)
            yield from _labelled(other + sign + text, said)


def _paired(pairs: Path) -> Iterator[_Example]:
    """Of each phrase of one drug beside others' phrases of another, in one line."""
    said: dict[str, dict[str, list[str]]] = {}
    for line in pairs.read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            language, kind = line.strip("[]").split()
            phrases = said.setdefault(language, {}).setdefault(kind, [])
        elif not line.startswith("#"):
            phrases.append(line)
    chance = random.Random(3)  # noqa: S311
    for kinds in said.values():
        for _, taken, other in product(range(2), kinds["taken"], kinds["not"]):
            parts = chance.sample([(taken, "taken"), (other, "not")], 2)
            names = [f"{_name(text)} {label}" for text, label in parts]
            sign = chance.choice((*_SIGNS, " and "))
            yield from _labelled(sign.join(text for text, _ in parts), "; ".join(names))


def _name(text: str) -> str:
    """The first drug of a text, as written."""
    match = scan(text).matches[0]
    return text[match.start : match.end]


def _labelled(text: str, said: str) -> Iterator[_Example]:
    """The clues of each drug of a text, with what its label says."""
    scanned = scan(text)
    letters, places = tag(scanned)
    found = [
        (text[match.start : match.end].lower(), match, at)
        for match, at in zip(scanned.matches, places, strict=True)
    ]
    for label in said.split("; "):
        name, _, status = label.rpartition(" ")
        one = next((it for it in found if it[0].startswith(name.lower())), None)
        if one is None:
            continue
        found.remove(one)
        _, match, at = one
        around = letters[max(0, at - BACK) : at], letter_of(match), letters[at + 1 : at + ON]
        yield sorted(second_opinion.clues(*around)), status in _TAKEN


def _fitted(examples: Iterable[_Example]) -> dict[str, float]:
    """The weights that tell taken from not taken; each step shrinks what it touches."""
    rows, chance = list(examples), random.Random(2)  # noqa: S311
    weights: dict[str, float] = {}
    for turn in range(_ROUNDS):
        chance.shuffle(rows)
        step = _STEP / (1 + turn)
        for clues, taken in rows:
            total = sum(weights.get(clue, 0.0) for clue in clues)
            wrong = taken - 1 / (1 + exp(-max(-30.0, min(30.0, total))))
            for clue in clues:
                weights[clue] = weights.get(clue, 0.0) * (1 - _SHRINK) + step * wrong
    return weights
