"""The drugs that the article names: one row each in a table while there is room."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from reports.layout.blocks import Block, Para, Table
from reports.layout.clean import clean
from reports.layout.lines import Run
from reports.layout.truncator import Truncator
from reports.page.overflow import Step
from reports.page.verdicts import count_wrong, newest_verdicts
from reports.summary import DrugFlag
from reports.wording import joined

Cell = tuple[Run, ...]
# Each column's heading, and its part of the table's width.
COLUMNS = {
    "Taken": 0.23,
    "Class": 0.15,
    "Timing against onset": 0.31,
    "Started and stopped": 0.31,
}


def flag_blocks(
    shown: Sequence[DrugFlag],
    hidden: Sequence[DrugFlag],
    notes: list[str],
    step: Step,
    truncator: Truncator,
) -> list[Block]:
    """The table, then what is only named, then what is only counted."""
    blocks: list[Block] = []
    in_table = shown[: step.table]
    if in_table:
        rows = tuple(_row(flag, notes, step, truncator) for flag in in_table)
        blocks.append(Table(tuple(COLUMNS), tuple(COLUMNS.values()), rows))
    if shown[step.table :]:
        blocks.append(Para("line", _run_on(shown[step.table :], step, truncator)))
    if hidden:
        wrong = count_wrong(hidden)
        marked = f"; {wrong} of them marked wrong" if wrong else ""
        more = f"And {len(hidden)} more named by the article: {_by_class(hidden)}{marked}."
        blocks.append(Para("line", (Run(more, "b"), Run(" See the record."))))
    return blocks


def treatment_blocks(
    treatments: Sequence[DrugFlag], notes: list[str], step: Step, truncator: Truncator
) -> list[Block]:
    """Drugs the article names as treatment: apart from the causes."""
    if not treatments:
        return []
    shown = treatments[: min(step.flags, step.others)]
    runs = [Run("Named as treatment, not as cause: ", "b")]
    for place, flag in enumerate(shown):
        runs += [Run("; ")] if place else []
        runs += _name(flag, step, truncator)
        classes = truncator.shorten(" + ".join(flag.classes), 60)
        said = joined(f" ({classes})", _article_number(flag, notes), by=" ")
        taken = truncator.shorten(flag.taken, step.detail)
        runs.append(Run(f"{said}: {joined(_timing(flag, truncator), taken)}"))
    if len(shown) < len(treatments):
        runs.append(Run(f"; and {_by_class(treatments[len(shown) :])}"))
    return [Para("line", tuple(runs))]


def _row(flag: DrugFlag, notes: list[str], step: Step, truncator: Truncator) -> tuple[Cell, ...]:
    classes = truncator.shorten(" + ".join(flag.classes), 60)
    timing = [Run(_timing(flag, truncator), "b")]
    if flag.conflict:
        timing.append(Run(f" But: {truncator.shorten(flag.conflict, max(step.detail, 100))}"))
    return (
        _name(flag, step, truncator),
        (Run(f"{classes} "), Run(_article_number(flag, notes), "s")),
        tuple(timing),
        (Run(truncator.shorten(flag.taken, step.detail) or "not given"),),
    )


def _name(flag: DrugFlag, step: Step, truncator: Truncator) -> Cell:
    """The typed words, the drug they were read as where it is not plain, and any mark on that.

    A mark is never cut: without it the page would repeat a match that a clinician called wrong.
    """
    ingredient = truncator.shorten(flag.ingredient, 60)
    typed = truncator.shorten(flag.typed, step.name)
    read = "" if ingredient.casefold() in typed.casefold() else f" = {ingredient}"
    if flag.certainty == "probable":
        read = f" probably {ingredient}: confirm"
    marked = f" [{newest_verdicts(flag.marks)}]" if flag.marks else ""
    return tuple(run for run in (Run(typed, "b"), Run(read), Run(marked, "b")) if run.text)


def _article_number(flag: DrugFlag, notes: list[str]) -> str:
    return f"({notes.index(flag.article_words) + 1})" if flag.article_words in notes else ""


def _timing(flag: DrugFlag, truncator: Truncator) -> str:
    return truncator.shorten(flag.timing, 140) or "timing not known"


def _run_on(flags: Sequence[DrugFlag], step: Step, truncator: Truncator) -> Cell:
    """Name, class and timing of each, one after the other."""
    runs: list[Run] = []
    for flag in flags:
        runs += [Run("; ")] if runs else []
        runs += _name(flag, step, truncator)
        classes = truncator.shorten(" + ".join(flag.classes), 60)
        runs.append(Run(f" ({classes}): {_timing(flag, truncator)}"))
    truncator.leave_out("doses and dates of named drugs", sum(bool(flag.taken) for flag in flags))
    return tuple(runs)


def _by_class(flags: Sequence[DrugFlag]) -> str:
    """How many drugs of each class: "3 SSRI, 1 fluoroquinolone"."""
    counts = Counter(clean(name, 40) for flag in flags for name in flag.classes)
    return ", ".join(f"{number} {name}" for name, number in counts.most_common(12))
