"""Who makes the page, and visits to make it of."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from typing import Any

from reports.summary import Summary
from tests.bench.measure import PROC
from tests.reports import samples

Make = Callable[[Summary], bytes]
OURS, NAIVE = "Intake", "WeasyPrint, naive"
MODULES = {
    OURS: "ours",
    NAIVE: "weasyprint",
    "ReportLab": "reportlab",
    "fpdf2": "fpdf2",
    "typst": "typst",
}
if PROC.exists():  # else there is no telling what its processes cost
    MODULES["Chromium, warm"] = "chromium"
TYPED = {  # what differs from visit to visit; the form's own words do not
    "name",
    "value",
    "words",
    "detail",
    "typed",
    "timing",
    "taken",
    "reason",
    "allergies",
    "reference",
    "record_url",
}


def maker(name: str) -> Make:
    """The function that makes the page as PDF; its library is loaded here, not before."""
    make: Make = importlib.import_module(f"tests.bench.rivals.{MODULES[name]}").render
    return make


def overfull() -> Summary:
    """Far more than one page holds."""
    base = samples.typical()
    drugs = replace(base.drugs, flags=base.drugs.flags * 6, others=base.drugs.others * 20)
    return replace(base, words=base.words * 10, drugs=drugs)


def visit(thing: Any, number: int) -> Any:
    """The same visit of another patient, so that no library prints what it has kept."""
    if isinstance(thing, tuple):
        return tuple(visit(part, number) for part in thing)
    if not is_dataclass(thing) or isinstance(thing, type):
        return thing
    values = {one.name: getattr(thing, one.name) for one in fields(thing)}
    made = {
        name: f"{value} {number}" if name in TYPED and value and isinstance(value, str) else value
        for name, value in values.items()
    }
    return replace(thing, **{name: visit(value, number) for name, value in made.items()})
