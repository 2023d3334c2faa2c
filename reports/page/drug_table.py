"""The drugs that the form's source names: one row each in a table while there is room."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from reports.layout.blocks import Block, Para, Table
from reports.layout.clean import clean
from reports.layout.lines import Run
from reports.layout.truncator import Truncator
from reports.page.overflow import Step
from reports.page.verdicts import count_wrong, newest_verdicts
from reports.summary import DrugFlag, Drugs, Terms
from reports.wording import distinct, for_reason, joined, unbroken

TIMING = 240  # characters, more than the longest timing has: it is never cut
TAKEN = 48  # characters of dose and dates, and of the reason, beside a timing of two lines
CONFLICT = 300  # characters of where answers disagree
SHORT = 24  # characters of a name that the table's first column holds on one line
TREATMENT = "Named as treatment, not as cause"

Cell = tuple[Run, ...]
# The columns' parts of the table's width: drug, class, timing, start and stop.
COLUMNS = (0.23, 0.15, 0.31, 0.31)


@dataclass(frozen=True)
class Rows:
    """Which drugs that the source names stand where at this step."""

    terms: Terms
    flags: tuple[DrugFlag, ...]  # causes that are listed, by name
    hidden: tuple[DrugFlag, ...]  # causes that are only counted
    withdrawn: tuple[DrugFlag, ...]  # treatments with a row of their own
    treatments: tuple[DrugFlag, ...]  # the others
    mentioned: tuple[DrugFlag, ...]  # of both roles, not listed
    shared: frozenset[str]  # entries that name several drugs: which one is said
    notes: tuple[str, ...]  # the source's words, once each

    def number(self, flag: DrugFlag) -> str:
        """The number under which the source's words stand: "(1)"."""
        there = flag.article_words in self.notes
        return f"({self.notes.index(flag.article_words) + 1})" if there else ""


def table_of(drugs: Drugs, terms: Terms, step: Step) -> Rows:
    """Sort out the drugs of a page at this step."""
    listed = [flag for flag in drugs.flags if flag.listed]
    beside = [flag for flag in (*drugs.flags, *drugs.treatments) if not flag.listed]
    treated = [flag for flag in drugs.treatments if flag.listed]
    withdrawn = [flag for flag in treated if flag.withdrawn][: step.table]
    beside_shown = beside[: min(step.flags, step.others)]
    shown = (*listed[: step.flags], *treated, *beside_shown)
    return Rows(
        terms,
        tuple(listed[: step.flags]),
        (*listed[step.flags :], *beside[len(beside_shown) :]),
        tuple(withdrawn),
        tuple(flag for flag in treated if flag not in withdrawn),
        tuple(beside_shown),
        _shared((*drugs.flags, *drugs.treatments)),
        tuple(distinct(flag.article_words for flag in shown)),
    )


def _shared(flags: Sequence[DrugFlag]) -> frozenset[str]:
    named = {(flag.typed, flag.ingredient) for flag in flags}
    counts = Counter(typed for typed, _ in named)
    return frozenset(typed for typed, number in counts.items() if number > 1)


def flag_blocks(rows: Rows, step: Step, truncator: Truncator) -> list[Block]:
    """The table, then what is only named, then what is only counted."""
    blocks: list[Block] = []
    in_table = (*rows.flags[: step.table], *rows.withdrawn)
    if in_table:
        heads = ("Taken", "Class", rows.terms.timing_title, "Started and stopped")
        cells = tuple(_row(flag, rows, step, truncator) for flag in in_table)
        blocks.append(Table(heads, COLUMNS, cells))
    if rows.flags[step.table :]:
        blocks.append(Para("line", _run_on(rows, step, truncator)))
    if rows.hidden:
        wrong = count_wrong(rows.hidden)
        marked = f"; {wrong} of them marked wrong" if wrong else ""
        named = f"more named by {rows.terms.source}"
        more = f"And {len(rows.hidden)} {named}: {_by_class(rows.hidden)}{marked}."
        blocks.append(Para("line", (Run(more, "b"), Run(" See the record."))))
    return blocks


def treatment_blocks(rows: Rows, step: Step, truncator: Truncator) -> list[Block]:
    """Drugs that the source names as treatment: apart from the causes."""
    if not rows.treatments:
        return []
    shown = rows.treatments[: min(step.flags, step.others)]
    runs = [Run(f"{TREATMENT}: ", "b")]
    for place, flag in enumerate(shown):
        runs += [Run("; ")] if place else []
        runs += flag_name(flag, rows, step, truncator)
        classes = truncator.shorten(" + ".join(flag.classes), 60)
        said = joined(f" ({classes})", rows.number(flag), by=" ")
        runs.append(
            Run(f"{said}: {joined(_timing(flag, truncator), _taken(flag, step, truncator))}")
        )
        runs += _but(flag, step, truncator)
    if len(shown) < len(rows.treatments):
        more = _by_class(rows.treatments[len(shown) :])
        runs.append(Run(f"; and {more}" if shown else more))
    return [Para("line", tuple(runs))]


def _row(flag: DrugFlag, rows: Rows, step: Step, truncator: Truncator) -> tuple[Cell, ...]:
    classes = truncator.shorten(" + ".join(flag.classes), 60)
    timing = (Run(_timing(flag, truncator), "b"), *_but(flag, step, truncator))
    return (
        flag_name(flag, rows, step, truncator),
        (Run(f"{classes} "), Run(rows.number(flag), "s"), *_role(flag)),
        timing,
        (Run(_taken(flag, step, truncator) or "not given"),),
    )


def flag_name(flag: DrugFlag, rows: Rows, step: Step, truncator: Truncator) -> Cell:
    """The typed words, the drug they were read as where it is not plain, and any mark on that.

    A mark is never cut: without it the page would repeat a match that a clinician called wrong.
    """
    ingredient = truncator.shorten(flag.ingredient, 60)
    typed = truncator.shorten(flag.typed, step.name)
    plain = ingredient.casefold() in typed.casefold() and flag.typed not in rows.shared
    read = "" if plain else f" = {ingredient}"
    if flag.certainty == "probable":
        read = f" probably {ingredient}: confirm"
    marked = f" [{newest_verdicts(flag.marks)}]" if flag.marks else ""
    name = Run(unbroken(typed, SHORT), "b")
    return tuple(run for run in (name, Run(read), Run(marked, "b")) if run.text)


def _role(flag: DrugFlag) -> Cell:
    return (Run(f" {TREATMENT}", "s"),) if flag.role == "treatment" else ()


def _timing(flag: DrugFlag, truncator: Truncator) -> str:
    return truncator.shorten(flag.timing, TIMING) or "timing not known"


def _taken(flag: DrugFlag, step: Step, truncator: Truncator) -> str:
    """Dose, start and stop, then the patient's reason."""
    limit = max(step.detail, min(TAKEN, step.text))
    taken = truncator.shorten(flag.taken, limit)
    return joined(taken, for_reason(truncator.shorten(flag.reason, limit)))


def _but(flag: DrugFlag, step: Step, truncator: Truncator) -> Cell:
    """Where answers disagree: the more so for what has no row of its own."""
    said = truncator.shorten(flag.conflict, max(min(step.detail, CONFLICT), 100))
    return (Run(f"; but: {said}"),) if said else ()


def _run_on(rows: Rows, step: Step, truncator: Truncator) -> Cell:
    """Name, class and timing of each that has no row, one after the other."""
    flags = rows.flags[step.table :]
    runs: list[Run] = []
    for flag in flags:
        runs += [Run("; ")] if runs else []
        runs += flag_name(flag, rows, step, truncator)
        classes = truncator.shorten(" + ".join(flag.classes), 60)
        runs.append(Run(f" ({classes}): {_timing(flag, truncator)}"))
        runs += _but(flag, step, truncator)
    truncator.leave_out("dose* and date* of named drugs", sum(bool(flag.taken) for flag in flags))
    truncator.leave_out("reason* for medicines", sum(bool(flag.reason) for flag in flags))
    return tuple(runs)


def _by_class(flags: Sequence[DrugFlag]) -> str:
    """How many drugs of each class: "3 SSRI, 1 fluoroquinolone"."""
    counts = Counter(clean(name, 40) for flag in flags for name in flag.classes)
    return ", ".join(f"{number} {name}" for name, number in counts.most_common(12))
