"""The box of danger signs: every sign that was asked, with its answer; never cut."""

from __future__ import annotations

from collections.abc import Sequence

from reports.layout.blocks import GAP, Para, SignsBox
from reports.layout.lines import Run
from reports.layout.truncator import Truncator
from reports.page.overflow import Step
from reports.summary import Answer, Sign, Signs
from reports.wording import CHANGED

LABEL_LIMIT = 90


def signs_box(signs: Signs, step: Step, truncator: Truncator) -> SignsBox:
    """Reported signs first, then what is not sure, then the No answers in small type."""
    paras = [_heading(signs), *_changed(signs, step, truncator)]
    paras += _emergencies(signs, step, truncator)
    if signs.taken_back:
        back = "; ".join(signs.taken_back)
        paras.append(Para("alert", (Run("EMERGENCY SIGNS TAKEN BACK: ", "b"), Run(back))))
    reported = _with(signs.danger, "yes")
    if step.listed:
        paras += [Para("sign", _sign(sign, step, truncator)) for sign in reported]
    elif reported:
        paras.append(Para("sign", _run_on(reported, step, truncator)))
    unsure = _with((*signs.emergency, *signs.danger), "unsure")
    if unsure:
        paras.append(Para("sign", (Run("Not sure: ", "b"), *_run_on(unsure, step, truncator, ""))))
    paras += _quiet(signs)
    return SignsBox(tuple(paras))


def _heading(signs: Signs) -> Para:
    everything = (*signs.emergency, *signs.danger)
    reported, unsure = len(_with(everything, "yes")), len(_with(everything, "unsure"))
    unanswered = len(_with(everything, "unanswered"))
    if not everything:
        return Para("alert", (Run("DANGER SIGNS: not asked"),))
    said = [f"{reported} reported"]
    said += [f"{unsure} not sure"] if unsure else []
    said += [f"{unanswered} NOT ANSWERED"] if unanswered else []
    asked = f"{GAP}{len(everything)} asked, {len(_with(everything, 'no'))} answered No"
    return Para("alert", (Run(f"DANGER SIGNS: {', '.join(said)}"), Run(asked, "s")))


def _changed(signs: Signs, step: Step, truncator: Truncator) -> list[Para]:
    text = truncator.shorten(signs.changed, step.text)
    return [Para("sign", (Run(f"{CHANGED}: ", "b"), Run(text)))] if text else []


def _emergencies(signs: Signs, step: Step, truncator: Truncator) -> list[Para]:
    ticked = _with(signs.emergency, "yes")
    if not ticked:
        return []
    runs = [Run("EMERGENCY SIGNS TICKED: ", "b"), *_run_on(ticked, step, truncator)]
    action = truncator.shorten(signs.emergency_action, step.done) or "not answered"
    return [Para("alert", (*runs, Run(f". What was done: {action}")))]


def _sign(sign: Sign, step: Step, truncator: Truncator, style: str = "b") -> tuple[Run, ...]:
    label = truncator.shorten(sign.label, LABEL_LIMIT)
    detail = truncator.shorten(sign.detail, step.sign)
    name = Run(label, "b" if style == "b" else "")
    return (name, Run(f": {detail}")) if detail else (name,)


def _run_on(
    signs: Sequence[Sign], step: Step, truncator: Truncator, style: str = "b"
) -> tuple[Run, ...]:
    runs: list[Run] = []
    for place, sign in enumerate(signs):
        runs += [Run("; ")] if place else []
        runs += _sign(sign, step, truncator, style)
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
    truncator = Truncator()  # of its own: what is shortened here is no answer
    return "; ".join(truncator.shorten(sign.label, LABEL_LIMIT) for sign in signs)


def _with(signs: Sequence[Sign], answer: Answer) -> list[Sign]:
    return [sign for sign in signs if sign.answer == answer]
