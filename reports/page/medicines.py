"""The page's part about drugs: what the article names, what to ask, everything else."""

from __future__ import annotations

from collections.abc import Sequence

from reports.layout.blocks import GAP, Block, Para
from reports.layout.lines import Run
from reports.layout.truncator import Truncator
from reports.layout.widths_and_heights import Measure
from reports.page.drug_table import flag_blocks, treatment_blocks
from reports.page.overflow import Step
from reports.page.timeline.picture import chosen, draw
from reports.page.verdicts import newest_verdicts
from reports.summary import DrugQuestion, Drugs, ElsewhereDrug, OtherDrug
from reports.wording import ELSEWHERE, distinct, joined, quoted, read_as

ALLERGIES = 200  # characters of the allergies that are never cut


def medicines(drugs: Drugs, step: Step, measure: Measure, truncator: Truncator) -> list[Block]:
    """Everything between the danger signs and the history."""
    shown = drugs.flags[: step.flags]
    notes = distinct(flag.article_words for flag in (*shown, *drugs.treatments))
    blocks: list[Block] = [Para("h2", (Run("Medicines and substances the article names"),))]
    blocks += flag_blocks(shown, drugs.flags[step.flags :], notes, step, truncator)
    blocks += treatment_blocks(drugs.treatments, notes, step, truncator)
    blocks += _article(notes, step, truncator)
    blocks += _timeline(drugs, step, measure, truncator)
    blocks += _open_questions(drugs, step, truncator)
    blocks += _line("Other medicines", _others(drugs.others, step, truncator) or "no others listed")
    blocks += _elsewhere(drugs.elsewhere, step, truncator)
    allergies = truncator.shorten(drugs.allergies, max(ALLERGIES, step.text))
    blocks += _line("Allergies", quoted(allergies) or "not answered")
    return blocks


def _article(notes: list[str], step: Step, truncator: Truncator) -> list[Block]:
    """The article's own words, once each, under the numbers used above."""
    if not notes:
        return []
    said = [
        f"({n}) {quoted(truncator.shorten(note, min(step.text, 400)))}"
        for n, note in enumerate(notes, 1)
    ]
    return [Para("note", (Run("The article: ", "b"), Run(" ".join(said))))]


def _timeline(drugs: Drugs, step: Step, measure: Measure, truncator: Truncator) -> list[Block]:
    """The picture; what it does not show is counted."""
    bars = chosen(drugs.timeline, step.flagged_only) if step.timeline else []
    picture = draw(drugs.timeline, bars, measure) if bars else None
    if picture is None:
        return []
    truncator.leave_out("drugs on the timeline", len(drugs.timeline.bars) - len(bars))
    return [picture]


def _open_questions(drugs: Drugs, step: Step, truncator: Truncator) -> list[Block]:
    """What to ask, and the sentence that says what was checked: never a bare "none"."""
    asked = _questions(drugs.questions, step, truncator)
    checked = truncator.shorten(drugs.checked, step.text) or "no medicine was listed"
    ask = (Run("Ask: ", "b"), Run(f"{asked}.{GAP}")) if asked else ()
    return [Para("line", (*ask, Run("Checked: ", "b"), Run(checked)))]


def _questions(questions: Sequence[DrugQuestion], step: Step, truncator: Truncator) -> str:
    shown = questions[: step.others]
    truncator.leave_out("questions about medicines", len(questions) - len(shown))
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
    truncator.leave_out("other medicines", len(others) - len(shown))
    if not step.reasons:
        truncator.leave_out("reasons for medicines", sum(bool(other.reason) for other in shown))
    return "; ".join(_other(other, step, truncator) for other in shown)


def _other(other: OtherDrug, step: Step, truncator: Truncator) -> str:
    inside = joined(
        truncator.shorten(other.note, step.detail),
        f"for {truncator.shorten(other.reason, step.detail)}"
        if other.reason and step.reasons
        else "",
        truncator.shorten(other.taken, step.detail),
    )
    name = truncator.shorten(other.typed, step.name)
    return f"{name} ({inside})" if inside else name


def _elsewhere(drugs: Sequence[ElsewhereDrug], step: Step, truncator: Truncator) -> list[Block]:
    """A line of its own below the other medicines: another source's words, in no order."""
    shown = drugs[: step.others]
    truncator.leave_out("medicines known elsewhere", len(drugs) - len(shown))
    runs = [Run(f"{ELSEWHERE}: ", "b")]
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
