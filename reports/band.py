"""The danger band: every sign that was asked, with its answer; never cut."""

from __future__ import annotations

from collections.abc import Sequence

from reports.fit import Fit
from reports.layout import GAP, Band, Para, Run
from reports.summary import Answer, Sign, Signs
from reports.wording import Cutter, plural

LABEL_LIMIT = 90


def band(signs: Signs, fit: Fit, cutter: Cutter) -> Band:
    """Reported signs first, then what is not sure, then the No answers in small type."""
    paras = [_heading(signs), *_emergencies(signs, fit, cutter)]
    reported = _with(signs.danger, "yes")
    if fit.listed:
        paras += [Para("sign", _sign(sign, fit, cutter)) for sign in reported]
    elif reported:
        paras.append(Para("sign", _run_on(reported, fit, cutter)))
    unsure = _with((*signs.emergency, *signs.danger), "unsure")
    if unsure:
        paras.append(Para("sign", (Run("Not sure: ", "b"), *_run_on(unsure, fit, cutter, ""))))
    paras += _quiet(signs)
    return Band(tuple(paras))


def _heading(signs: Signs) -> Para:
    everything = (*signs.emergency, *signs.danger)
    reported, unsure = len(_with(everything, "yes")), len(_with(everything, "unsure"))
    unanswered = len(_with(everything, "unanswered"))
    if not everything:
        return Para("band", (Run("DANGER SIGNS: not asked"),))
    said = [f"{reported} reported"]
    said += [f"{unsure} not sure"] if unsure else []
    said += [f"{unanswered} NOT ANSWERED"] if unanswered else []
    asked = f"{GAP}{len(everything)} asked, {len(_with(everything, 'no'))} answered No"
    return Para("band", (Run(f"DANGER SIGNS: {', '.join(said)}"), Run(asked, "s")))


def _emergencies(signs: Signs, fit: Fit, cutter: Cutter) -> list[Para]:
    ticked = _with(signs.emergency, "yes")
    if not ticked:
        return []
    runs = [Run("EMERGENCY SIGNS TICKED: ", "b"), *_run_on(ticked, fit, cutter)]
    action = cutter.short(signs.emergency_action, min(fit.detail, 300)) or "not answered"
    return [Para("band", (*runs, Run(f". What was done: {action}")))]


def _sign(sign: Sign, fit: Fit, cutter: Cutter, style: str = "b") -> tuple[Run, ...]:
    label = cutter.short(sign.label, LABEL_LIMIT)
    detail = cutter.short(sign.detail, fit.detail)
    name = Run(label, "b" if style == "b" else "")
    return (name, Run(f": {detail}")) if detail else (name,)


def _run_on(signs: Sequence[Sign], fit: Fit, cutter: Cutter, style: str = "b") -> tuple[Run, ...]:
    runs: list[Run] = []
    for place, sign in enumerate(signs):
        runs += [Run("; ")] if place else []
        runs += _sign(sign, fit, cutter, style)
    return tuple(runs)


def _quiet(signs: Signs) -> list[Para]:
    """Unanswered and No, in one paragraph each; emergency signs by themselves."""
    paras = []
    everything = (*signs.emergency, *signs.danger)
    unanswered = _with(everything, "unanswered")
    if unanswered:
        paras.append(Para("sign", (Run("Not answered: ", "b"), Run(_labels(unanswered)))))
    for name, group in (("", signs.danger), ("emergency signs ", signs.emergency)):
        no = _with(group, "no")
        if no:
            all_of = f"all {len(no)} {name}" if len(no) == len(group) > 1 else name
            head = f"Answered No, {all_of.strip()}: " if all_of else "Answered No: "
            paras.append(Para("quiet", (Run(head, "b"), Run(_labels(no)))))
    return paras


def _labels(signs: Sequence[Sign]) -> str:
    limiter = Cutter()
    return "; ".join(limiter.short(sign.label, LABEL_LIMIT) for sign in signs)


def _with(signs: Sequence[Sign], answer: Answer) -> list[Sign]:
    return [sign for sign in signs if sign.answer == answer]


def counted(signs: Signs) -> str:
    """The same in one line, for the plain text: "2 reported, 24 answered No"."""
    everything = (*signs.emergency, *signs.danger)
    names = (("yes", "reported"), ("unsure", "not sure"), ("unanswered", "not answered"))
    said = [f"{sum(s.answer == key for s in everything)} {name}" for key, name in names]
    total = len(everything)
    return f"{', '.join(said)}, of {total} {plural(total, 'sign')} asked"
