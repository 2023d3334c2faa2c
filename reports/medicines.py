"""The page's part about drugs: what the article names, what to ask, everything else."""

from __future__ import annotations

from collections.abc import Sequence

from reports.fit import Fit
from reports.layout import GAP, Block, Para, Run, Table
from reports.marks import count_wrong, short
from reports.summary import DrugFlag, DrugQuestion, Drugs, OtherDrug
from reports.timeline import chosen, draw
from reports.wording import Cutter, by_class, distinct, joined, quoted

HEAD = ("Taken", "Class", "Timing against onset", "Started and stopped")
ALLERGIES = 200  # characters of the allergies that are never cut


def medicines(drugs: Drugs, fit: Fit, room: float, cutter: Cutter) -> list[Block]:
    """Everything between the danger band and the history."""
    shown = drugs.flags[: fit.flags]
    notes = distinct(flag.article_words for flag in (*shown, *drugs.treatments))
    blocks: list[Block] = [Para("h2", (Run("Medicines and substances the article names"),))]
    blocks += _flags(shown, drugs.flags[fit.flags :], notes, fit, cutter)
    blocks += _treatments(drugs.treatments, notes, fit, cutter)
    blocks += _article(notes, fit, cutter)
    blocks += _timeline(drugs, fit, room, cutter)
    blocks += _open_questions(drugs, fit, cutter)
    blocks += _line("Other medicines", _others(drugs.others, fit, cutter) or "no others listed")
    allergies = cutter.short(drugs.allergies, max(ALLERGIES, fit.text))
    blocks += _line("Allergies", quoted(allergies) or "not answered")
    return blocks


def _flags(
    shown: Sequence[DrugFlag],
    hidden: Sequence[DrugFlag],
    notes: list[str],
    fit: Fit,
    cutter: Cutter,
) -> list[Block]:
    blocks: list[Block] = []
    in_table = shown[: fit.table]
    if in_table:
        blocks.append(Table(HEAD, tuple(_row(flag, notes, fit, cutter) for flag in in_table)))
    if shown[fit.table :]:
        blocks.append(Para("line", _run_on(shown[fit.table :], fit, cutter)))
    if hidden:
        wrong = count_wrong(hidden)
        marked = f"; {wrong} of them marked wrong" if wrong else ""
        more = f"And {len(hidden)} more named by the article: {by_class(hidden)}{marked}."
        blocks.append(Para("line", (Run(more, "b"), Run(" See the record."))))
    return blocks


def _row(flag: DrugFlag, notes: list[str], fit: Fit, cutter: Cutter) -> tuple[tuple[Run, ...], ...]:
    classes = cutter.short(" + ".join(flag.classes), 60)
    timing = [Run(_timing(flag, cutter), "b")]
    if flag.conflict:
        timing.append(Run(f" But: {cutter.short(flag.conflict, max(fit.detail, 100))}"))
    return (
        _name(flag, fit, cutter),
        (Run(f"{classes} "), Run(_mark(flag, notes), "s")),
        tuple(timing),
        (Run(cutter.short(flag.taken, fit.detail) or "not given"),),
    )


def _name(flag: DrugFlag, fit: Fit, cutter: Cutter) -> tuple[Run, ...]:
    """The typed words, the drug they were read as where it is not plain, and any mark on that.

    A mark is never cut: without it the page would repeat a match that a clinician called wrong.
    """
    ingredient = cutter.short(flag.ingredient, 60)
    typed = cutter.short(flag.typed, fit.name)
    read = "" if ingredient.casefold() in typed.casefold() else f" = {ingredient}"
    if flag.certainty == "probable":
        read = f" probably {ingredient}: confirm"
    marked = f" [{short(flag.marks)}]" if flag.marks else ""
    return tuple(run for run in (Run(typed, "b"), Run(read), Run(marked, "b")) if run.text)


def _mark(flag: DrugFlag, notes: list[str]) -> str:
    return f"({notes.index(flag.article_words) + 1})" if flag.article_words in notes else ""


def _timing(flag: DrugFlag, cutter: Cutter) -> str:
    return cutter.short(flag.timing, 140) or "timing not known"


def _run_on(flags: Sequence[DrugFlag], fit: Fit, cutter: Cutter) -> tuple[Run, ...]:
    """Name, class and timing of each, one after the other."""
    runs: list[Run] = []
    for flag in flags:
        runs += [Run("; ")] if runs else []
        runs += _name(flag, fit, cutter)
        classes = cutter.short(" + ".join(flag.classes), 60)
        runs.append(Run(f" ({classes}): {_timing(flag, cutter)}"))
    cutter.leave_out("doses and dates of named drugs", sum(bool(flag.taken) for flag in flags))
    return tuple(runs)


def _treatments(
    treatments: Sequence[DrugFlag], notes: list[str], fit: Fit, cutter: Cutter
) -> list[Block]:
    """Drugs the article names as treatment: apart from the causes."""
    if not treatments:
        return []
    shown = treatments[: min(fit.flags, fit.others)]
    runs = [Run("Named as treatment, not as cause: ", "b")]
    for place, flag in enumerate(shown):
        runs += [Run("; ")] if place else []
        runs += _name(flag, fit, cutter)
        classes = cutter.short(" + ".join(flag.classes), 60)
        said = joined(f" ({classes})", _mark(flag, notes), by=" ")
        taken = cutter.short(flag.taken, fit.detail)
        runs.append(Run(f"{said}: {joined(_timing(flag, cutter), taken)}"))
    if len(shown) < len(treatments):
        runs.append(Run(f"; and {by_class(treatments[len(shown) :])}"))
    return [Para("line", tuple(runs))]


def _article(notes: list[str], fit: Fit, cutter: Cutter) -> list[Block]:
    """The article's own words, once each, under the numbers used above."""
    if not notes:
        return []
    said = [
        f"({n}) {quoted(cutter.short(note, min(fit.text, 400)))}" for n, note in enumerate(notes, 1)
    ]
    return [Para("note", (Run("The article: ", "b"), Run(" ".join(said))))]


def _timeline(drugs: Drugs, fit: Fit, room: float, cutter: Cutter) -> list[Block]:
    """The picture; what it does not show is counted."""
    bars = chosen(drugs.timeline, fit.flagged_only) if fit.timeline else []
    picture = draw(drugs.timeline, bars, room, fit.size) if bars else None
    if picture is None:
        return []
    cutter.leave_out("drugs on the timeline", len(drugs.timeline.bars) - len(bars))
    return [picture]


def _open_questions(drugs: Drugs, fit: Fit, cutter: Cutter) -> list[Block]:
    """What to ask, and the sentence that says what was checked: never a bare "none"."""
    asked = _questions(drugs.questions, fit, cutter)
    checked = cutter.short(drugs.checked, fit.text) or "no medicine was listed"
    ask = (Run("Ask: ", "b"), Run(f"{asked}.{GAP}")) if asked else ()
    return [Para("line", (*ask, Run("Checked: ", "b"), Run(checked)))]


def _questions(questions: Sequence[DrugQuestion], fit: Fit, cutter: Cutter) -> str:
    shown = questions[: fit.others]
    cutter.leave_out("questions about medicines", len(questions) - len(shown))
    return "; ".join(
        joined(
            quoted(cutter.short(question.typed, fit.name)),
            cutter.short(question.reason, max(fit.detail, 80)),
            f"[{short(question.marks)}]" if question.marks else "",
            by=" ",
        )
        for question in shown
    )


def _others(others: Sequence[OtherDrug], fit: Fit, cutter: Cutter) -> str:
    shown = others[: fit.others]
    cutter.leave_out("other medicines", len(others) - len(shown))
    if not fit.reasons:
        cutter.leave_out("reasons for medicines", sum(bool(other.reason) for other in shown))
    return "; ".join(_other(other, fit, cutter) for other in shown)


def _other(other: OtherDrug, fit: Fit, cutter: Cutter) -> str:
    inside = joined(
        cutter.short(other.note, fit.detail),
        f"for {cutter.short(other.reason, fit.detail)}" if other.reason and fit.reasons else "",
        cutter.short(other.taken, fit.detail),
    )
    name = cutter.short(other.typed, fit.name)
    return f"{name} ({inside})" if inside else name


def _line(label: str, text: str) -> list[Block]:
    return [Para("line", (Run(f"{label}: ", "b"), Run(text)))] if text else []
