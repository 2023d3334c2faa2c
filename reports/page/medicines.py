"""The page's part about drugs: what the article names, what to ask, everything else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from reports.layout.blocks import GAP, Block, Para
from reports.layout.lines import Run
from reports.layout.truncator import Truncator
from reports.layout.widths_and_heights import Measure
from reports.page.drug_table import (
    SHORT,
    Rows,
    flag_blocks,
    flag_name,
    table_of,
    treatment_blocks,
)
from reports.page.facts import one_after_the_other
from reports.page.overflow import Step
from reports.page.timeline.picture import chosen, count_idle, draw
from reports.page.verdicts import newest_verdicts
from reports.summary import DrugQuestion, Drugs, ElsewhereDrug, OtherDrug, Summary, Terms
from reports.wording import (
    CHANGED,
    TOLD_ELSEWHERE,
    capital,
    elsewhere,
    for_reason,
    joined,
    nothing_named,
    quoted,
    read_as,
    unbroken,
)

ALLERGIES = 200  # characters of the allergies that are never cut
ALERT = 60  # characters of what stands beside them
PASSAGE = 200  # characters of the sentence in which a drug is mentioned


def medicines(summary: Summary, step: Step, measure: Measure, truncator: Truncator) -> list[Block]:
    """Everything between the danger signs and the history."""
    drugs, terms = summary.drugs, summary.terms
    rows = table_of(drugs, terms, step)
    checked = _checked(drugs, step, truncator)
    blocks: list[Block] = [Para("h2", (Run(terms.drugs_title),))]
    blocks += _line(CHANGED, truncator.shorten(drugs.changed, step.text))
    if not (rows.flags or rows.hidden):
        blocks.append(_nothing_flagged(drugs, terms, checked))
    blocks += flag_blocks(rows, step, truncator)
    blocks += treatment_blocks(rows, step, truncator)
    blocks += _mentioned(rows, drugs.others, step, truncator)
    blocks += _source(rows, step, truncator)
    blocks += _timeline(drugs, step, measure, truncator)
    ask = _open_questions(drugs, step, truncator)
    both = (*ask, *(checked if rows.flags or rows.hidden else ()))
    blocks += [Para("line", both)] if both else []
    others = [other for other in drugs.others if other.listed]
    none = "no others listed" if drugs.flags or drugs.treatments else ""
    blocks += _line("Other medicines", _others(others, step, truncator) or none)
    blocks += _elsewhere(drugs.elsewhere, terms, step, truncator)
    said = one_after_the_other(drugs.said, step, truncator)
    blocks += [Para("line", said)] if said else []
    return [*blocks, *_alerts(summary, step, truncator)]


def _nothing_flagged(drugs: Drugs, terms: Terms, checked: Sequence[Run]) -> Para:
    """That nothing is flagged, first, and at once what that is worth."""
    listed = any(other.listed for other in drugs.others) or drugs.treatments
    none = f"{nothing_named(terms.source)}{GAP}"
    return Para("line", (*((Run(none, "b"),) if listed else ()), *checked))


def _alerts(summary: Summary, step: Step, truncator: Truncator) -> list[Block]:
    """The allergies under a heading of their own, and what has to be seen beside them."""
    allergies = truncator.shorten(summary.drugs.allergies, max(ALLERGIES, step.text))
    runs = [
        Run("Allergies: ", "b"),
        Run(quoted(allergies)) if allergies else Run("NOT ANSWERED", "b"),
    ]
    beside = one_after_the_other(
        summary.alerts, replace(step, text=max(ALERT, step.text)), truncator
    )
    labels = [
        truncator.shorten(fact.label.lower(), 40)
        for fact in summary.alerts
        if fact.label != TOLD_ELSEWHERE
    ]
    title = ", ".join(("Allergies", *labels))
    return [
        Para("h2", (Run(title),)),
        Para("line", (*runs, *((Run(GAP),) if beside else ()), *beside)),
    ]


def _mentioned(
    rows: Rows, others: Sequence[OtherDrug], step: Step, truncator: Truncator
) -> list[Block]:
    """What no list holds: the words and the question in which each stands."""
    found = [other for other in others if not other.listed]
    shown = found[: step.others]
    truncator.leave_out("medicine* only mentioned", len(found) - len(shown))
    runs = [Run("Mentioned, not listed: ask. ", "b")]
    for flag in rows.mentioned:
        runs += [Run("; ")] if len(runs) > 1 else []
        runs += flag_name(flag, rows, step, truncator)
        classes = truncator.shorten(" + ".join(flag.classes), 60)
        runs.append(Run(joined(f" ({classes})", rows.number(flag), by=" ")))
        runs += [Run(f"; but: {truncator.shorten(flag.conflict, 100)}")] if flag.conflict else []
        runs += _passage(flag.where, flag.words, step, truncator)
    for other in shown:
        runs += [Run("; ")] if len(runs) > 1 else []
        name = truncator.shorten(other.typed, step.name)
        note = truncator.shorten(other.note, max(step.detail, 60))
        runs += [Run(name, "b"), Run(f" ({note})" if note else "")]
        runs += _passage(other.where, other.words, step, truncator)
    return [Para("line", tuple(runs))] if len(runs) > 1 else []


def _passage(where: str, words: str, step: Step, truncator: Truncator) -> list[Run]:
    said = quoted(truncator.shorten(words, min(max(step.detail, 40), PASSAGE)))
    return [Run(f", {truncator.shorten(where, 60)}: "), Run(said, "i")]


def _source(rows: Rows, step: Step, truncator: Truncator) -> list[Block]:
    """The words of the text that names drugs, once each, under the numbers used above."""
    if not rows.notes:
        return []
    said = [
        f"({n}) {quoted(truncator.shorten(note, min(step.text, 400)))}"
        for n, note in enumerate(rows.notes, 1)
    ]
    source = f"{capital(rows.terms.source)}: "
    return [Para("note", (Run(source, "b"), Run(" ".join(said))))]


def _timeline(drugs: Drugs, step: Step, measure: Measure, truncator: Truncator) -> list[Block]:
    """The picture; what it does not show is counted."""
    bars = chosen(drugs.timeline, step.flagged_only, step.idle)
    idle = 0 if step.idle else count_idle(drugs.timeline)
    picture = draw(drugs.timeline, bars, measure, idle) if bars else None
    if picture is None:
        return []
    if not step.timeline:
        truncator.leave_out("timeline*", 1)
        return []
    left = len(drugs.timeline.bars) - len(bars) - idle
    truncator.leave_out("drug* on the timeline", left)
    return [picture]


def _open_questions(drugs: Drugs, step: Step, truncator: Truncator) -> tuple[Run, ...]:
    asked = _questions(drugs.questions, step, truncator)
    return (Run("Ask: ", "b"), Run(f"{asked}.{GAP}")) if asked else ()


def _checked(drugs: Drugs, step: Step, truncator: Truncator) -> tuple[Run, ...]:
    """The sentence that says what was checked: never a bare "none"."""
    checked = truncator.shorten(drugs.checked, max(step.text, 100)) or "no medicine was listed"
    return Run("Checked: ", "b"), Run(checked)


def _questions(questions: Sequence[DrugQuestion], step: Step, truncator: Truncator) -> str:
    shown = questions[: step.others]
    truncator.leave_out("question* about medicines", len(questions) - len(shown))
    return "; ".join(
        joined(
            quoted(truncator.shorten(question.typed, step.name)),
            truncator.shorten(question.reason, max(step.detail, 80)),
            f"[{newest_verdicts(question.marks)}]" if question.marks else "",
            by=" ",
        )
        for question in shown
    )


def _others(others: Sequence[OtherDrug], step: Step, truncator: Truncator) -> str:
    shown = others[: step.others]
    truncator.leave_out("other medicine*", len(others) - len(shown))
    if not step.reasons:
        truncator.leave_out("reason* for medicines", sum(bool(other.reason) for other in shown))
    return "; ".join(_other(other, step, truncator) for other in shown)


def _other(other: OtherDrug, step: Step, truncator: Truncator) -> str:
    inside = joined(
        truncator.shorten(other.note, step.detail),
        for_reason(truncator.shorten(other.reason, step.detail)) if step.reasons else "",
        truncator.shorten(other.taken, step.detail),
    )
    name = unbroken(truncator.shorten(other.typed, step.name), SHORT)
    return f"{name} ({inside})" if inside else name


def _elsewhere(
    drugs: Sequence[ElsewhereDrug], terms: Terms, step: Step, truncator: Truncator
) -> list[Block]:
    """A line of its own below the other medicines: another source's words, in no order."""
    shown = drugs[: step.others]
    truncator.leave_out("medicine* known elsewhere", len(drugs) - len(shown))
    runs = [Run(f"{elsewhere(terms.source)}: ", "b")]
    for place, one in enumerate(shown):
        runs += [Run("; ")] if place else []
        runs.append(Run(truncator.shorten(read_as(one), step.name + 60), "b"))
        runs.append(Run(f": {_known(one, step, truncator)}"))
    return [Para("line", tuple(runs))] if shown else []


def _known(one: ElsewhereDrug, step: Step, truncator: Truncator) -> str:
    said = f"{truncator.shorten(one.known_for, 80)} ({truncator.shorten(one.source, 60)})"
    conflict = f"but: {truncator.shorten(one.conflict, step.detail)}" if one.conflict else ""
    return joined(said, truncator.shorten(one.timing, 140), conflict, by=", ")


def _line(label: str, text: str) -> list[Block]:
    return [Para("line", (Run(f"{label}: ", "b"), Run(text)))] if text else []
