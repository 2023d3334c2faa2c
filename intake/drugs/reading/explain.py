"""Each step from typed text to result, for a pharmacist."""

from __future__ import annotations

from intake.drugs.matching.match import Match
from intake.drugs.matching.scan import scan
from intake.drugs.model import Candidate, DrugRead
from intake.drugs.reading.line import read_line
from intake.drugs.tables.classes import classes
from intake.drugs.tables.known_names import version
from intake.drugs.tables.local import ANYWHERE, Local


def explain(text: str, local: Local = ANYWHERE) -> list[str]:
    """One line for each step: words, names, distance, class, status, result."""
    scanned = scan(text, local=local)
    reading = read_line(text, local)
    words = " ".join(token.key or "?" for token in scanned.words) or "none"
    steps = [f"drug list {version()}", f"typed: {text!r}", f"words: {words}"]
    steps += [f"{text[match.start : match.end]!r} -> {_match(match)}" for match in scanned.matches]
    steps += [_drug(drug) for drug in reading.drugs]
    steps += [
        f"to ask: {doubt.typed!r} may be {_names(doubt.candidates)}" for doubt in reading.doubts
    ]
    steps += [
        f"elsewhere: {fact.ingredient} is known for {fact.known_for} ({fact.source}); no flag"
        for fact in reading.elsewhere
    ]
    if reading.unread:
        steps.append("not read: " + ", ".join(repr(word) for word in reading.unread))
    return [*steps, f"result: {reading.result}"]


def _match(match: Match) -> str:
    if match.why:
        return match.why
    if match.decision is None:
        return f"known name {match.name!r}"
    return f"no known name; {match.decision.edits} edit(s) from {match.decision.name!r}"


def _drug(drug: DrugRead) -> str:
    named_classes = [classes()[key] for key in drug.classes]
    of_classes = ", ".join(f"{named.short} ({named.role})" for named in named_classes)
    details = [drug.details.strength, drug.details.frequency, drug.details.route]
    rest = "; ".join(part for part in details if part)
    return (
        f"drug: {drug.typed!r} = {drug.ingredient} ({drug.how}); "
        f"class: {of_classes or 'not named by the article'}; status: {drug.status}"
        + (f"; in other countries {drug.abroad}" if drug.abroad else "")
        + (f"; {rest}" if rest else "")
    )


def _names(candidates: tuple[Candidate, ...]) -> str:
    return " or ".join(drug.ingredient for drug in candidates)
