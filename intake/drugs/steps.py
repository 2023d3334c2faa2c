"""Each step from typed text to result, for a pharmacist."""

from __future__ import annotations

from intake.drugs.listed import CLASSES
from intake.drugs.model import Candidate, DrugRead
from intake.drugs.reading import read_line
from intake.drugs.scan import scan
from intake.drugs.tables import tables


def explain(text: str) -> list[str]:
    """One line for each step: words, names, distance, class, status, result."""
    found = scan(text)
    reading = read_line(text)
    lines = [f"drug list {tables().version}", f"typed: {text!r}"]
    lines.append("words: " + (" ".join(token.key or "?" for token in found.words) or "none"))
    for hit in found.hits:
        shown = f"{text[hit.start : hit.end]!r} -> "
        if hit.why:
            lines.append(shown + hit.why)
        elif hit.verdict is None:
            lines.append(f"{shown}known name {hit.name!r}")
        else:
            lines.append(
                f"{shown}no known name; {hit.verdict.edits} edit(s) from {hit.verdict.name!r}"
            )
    lines += [_drug(drug) for drug in reading.drugs]
    lines += [f"to ask: {one.typed!r} may be {_names(one.candidates)}" for one in reading.doubts]
    if reading.unread:
        lines.append("not read: " + ", ".join(repr(word) for word in reading.unread))
    lines.append(f"result: {reading.result}")
    return lines


def _drug(drug: DrugRead) -> str:
    classes = ", ".join(f"{CLASSES[key].short} ({CLASSES[key].role})" for key in drug.classes)
    rest = [drug.details.strength, drug.details.frequency, drug.details.route]
    said = "; ".join(part for part in rest if part)
    return (
        f"drug: {drug.typed!r} = {drug.ingredient} ({drug.how}); "
        f"class: {classes or 'not named by the article'}; status: {drug.status}"
        + (f"; {said}" if said else "")
    )


def _names(candidates: tuple[Candidate, ...]) -> str:
    return " or ".join(one.ingredient for one in candidates)
