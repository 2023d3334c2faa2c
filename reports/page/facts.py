"""Groups of facts: history, symptoms, background, life, wishes; in columns or run together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from reports.layout.blocks import GAP, Block, Columns, Para, stack_height
from reports.layout.lines import Run
from reports.layout.truncator import Truncator
from reports.layout.widths_and_heights import SHARES, Measure
from reports.page.overflow import Step
from reports.summary import Fact, Group, Summary
from reports.wording import CHANGED, UNANSWERED, quoted, stop_after

NONE = "none reported"  # of a list of what was not ticked that gave way
HOPELESS = 200  # em of columns, which no other share of the width brings on a page


def one_a_line(group: Group, step: Step, truncator: Truncator) -> list[Para]:
    """Each fact in a paragraph of its own."""
    paras = []
    for fact in group.facts:
        label = truncator.shorten(fact.label, 60)
        paras.append(Para("fact", runs_of(fact, step, truncator), label))
    return paras


def across(group: Group, step: Step, truncator: Truncator) -> list[Block]:
    """Each fact across the page, under the title where a label needs it to be understood."""
    titled = any(fact.label in (CHANGED, UNANSWERED) for fact in group.facts)
    return [*([_title(group.title)] if titled else []), *one_a_line(group, step, truncator)]


def in_one_paragraph(group: Group, step: Step, truncator: Truncator) -> list[Block]:
    """Title and facts one after the other, across the page."""
    runs = one_after_the_other(group.facts, step, truncator)
    return [_title(group.title), Para("line", runs)] if runs else []


def one_after_the_other(facts: Sequence[Fact], step: Step, truncator: Truncator) -> tuple[Run, ...]:
    """Each fact under its label on the same line."""
    runs: list[Run] = []
    for fact in facts:
        runs += [Run(GAP)] if runs else []
        runs.append(Run(f"{truncator.shorten(fact.label, 60)}: ", "b"))
        runs += runs_of(fact, step, truncator)
    return tuple(runs)


def in_two_columns(group: Group, step: Step, truncator: Truncator) -> list[Block]:
    """Title and facts, the first half beside the second."""
    facts = one_a_line(group, step, truncator)
    if not facts:
        return []
    half = _halfway(facts)
    return [_title(group.title), Columns(tuple(facts[:half]), tuple(facts[half:]))]


def side_by_side(summary: Summary, step: Step, truncator: Truncator) -> list[Block]:
    """Background and daily life, each under its title in a column of its own."""
    left = one_a_line(summary.background, step, truncator)
    right = one_a_line(summary.life, replace(step, text=min(step.text, step.life)), truncator)
    if not left and not right:
        return []
    return [
        Columns((_title(summary.background.title), *left), (_title(summary.life.title), *right))
    ]


def balanced(blocks: Sequence[Block], measure: Measure) -> list[Block]:
    """All columns parted at the same place: in the middle, unless another saves a line."""

    def parted(share: float) -> list[Block]:
        return [replace(one, share=share) if isinstance(one, Columns) else one for one in blocks]

    def lines(share: float) -> float:
        columns = [one for one in parted(share) if isinstance(one, Columns)]
        return round(stack_height(columns, measure) + abs(share - 0.5))

    hopeless = lines(SHARES[0]) > HOPELESS
    return parted(SHARES[0] if hopeless else min(SHARES, key=lines))


def runs_of(fact: Fact, step: Step, truncator: Truncator) -> tuple[Run, ...]:
    """What is present bold and first, then what else is said, then what is absent in grey."""
    value = truncator.shorten(fact.value, step.text)
    if fact.own_words:
        return (Run(quoted(value), "i"),)
    found = truncator.shorten(fact.found, step.text)
    absent = truncator.shorten(fact.absent, step.text) if step.absent else ""
    truncator.leave_out("list* of what was not ticked", bool(fact.absent) - bool(absent))
    said = [Run(found, "b"), Run("; " if found and value else ""), Run(value)]
    stop = stop_after(value or found) if absent else ""
    if fact.absent and not (found or value or absent):
        absent = NONE  # a bare label would look unanswered
    return tuple(run for run in (*said, Run(stop), Run(absent, "g")) if run.text)


def _halfway(facts: Sequence[Para]) -> int:
    """Where to break a list of facts into two columns of about the same length."""
    sizes = [40 + sum(len(run.text) for run in fact.runs) for fact in facts]
    return min(range(1, len(sizes) + 1), key=lambda n: abs(sum(sizes[:n]) - sum(sizes[n:])))


def _title(text: str) -> Para:
    return Para("h2", (Run(text),))
