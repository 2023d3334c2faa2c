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
from reports.wording import quoted


def one_a_line(group: Group, limit: int, truncator: Truncator) -> list[Para]:
    """Each fact in a paragraph of its own, cut at `limit` characters."""
    paras = []
    for fact in group.facts:
        value = truncator.shorten(fact.value, limit)
        paras.append(Para("fact", (_said(fact, value),), truncator.shorten(fact.label, 60)))
    return paras


def in_one_paragraph(group: Group, limit: int, truncator: Truncator) -> list[Block]:
    """Title and facts one after the other, across the page."""
    runs: list[Run] = []
    for fact in group.facts:
        value = truncator.shorten(fact.value, limit)
        runs += [Run(GAP)] if runs else []
        runs += [Run(f"{fact.label}: ", "b"), _said(fact, value)]
    return [_title(group.title), Para("line", tuple(runs))] if runs else []


def in_two_columns(group: Group, limit: int, truncator: Truncator) -> list[Block]:
    """Title and facts, the first half beside the second."""
    facts = one_a_line(group, limit, truncator)
    if not facts:
        return []
    half = _halfway(facts)
    return [_title(group.title), Columns(tuple(facts[:half]), tuple(facts[half:]))]


def side_by_side(summary: Summary, step: Step, truncator: Truncator) -> list[Block]:
    """Background and daily life, each under its title in a column of its own."""
    left = one_a_line(summary.background, step.text, truncator)
    right = one_a_line(summary.life, min(step.text, step.life), truncator)
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

    return parted(min(SHARES, key=lines))


def _said(fact: Fact, value: str) -> Run:
    return Run(quoted(value), "i") if fact.own_words else Run(value)


def _halfway(facts: Sequence[Para]) -> int:
    """Where to break a list of facts into two columns of about the same length."""
    sizes = [40 + sum(len(run.text) for run in fact.runs) for fact in facts]
    return min(range(1, len(sizes) + 1), key=lambda n: abs(sum(sizes[:n]) - sum(sizes[n:])))


def _title(text: str) -> Para:
    return Para("h2", (Run(text),))
