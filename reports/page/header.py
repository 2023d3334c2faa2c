"""The top of the page: who the patient is, the visit and its sending, the QR code."""

from __future__ import annotations

from dataclasses import dataclass

from reports.layout.blocks import GAP, Para, stack_height
from reports.layout.drawing import Drawing
from reports.layout.lines import Run
from reports.layout.truncator import Truncator
from reports.layout.widths_and_heights import (
    HEAD_MARGIN,
    HEAD_PADDING,
    HEAD_RULE_EM,
    META,
    QR,
    QR_MARGIN,
    Measure,
)
from reports.page import qr
from reports.page.overflow import Step
from reports.summary import Fact, Header, Summary
from reports.wording import booked, joined, on_file, unbroken

SHORT = 28  # characters of a fact that stand on one line
ON_FILE = 320  # characters of what the clinic has on file: more than its form takes


@dataclass(frozen=True)
class Head:
    """The top of the page: who, on the left; visit and sending, and the QR code, on the right."""

    left: tuple[Para, ...]
    right: tuple[Para, ...]
    code: Drawing | None

    def left_width(self, available_width: float) -> float:
        """What the visit and the code leave for the patient."""
        return available_width - META - (QR + QR_MARGIN if self.code else 0)

    def height(self, measure: Measure) -> float:
        """The highest of its three parts, and the rule below."""
        left = stack_height(self.left, measure.narrowed(self.left_width(measure.width)))
        right = stack_height(self.right, measure.narrowed(META))
        parts = max(left, right, QR if self.code else 0)
        return parts + (HEAD_PADDING + HEAD_RULE_EM + HEAD_MARGIN)


def head(summary: Summary, step: Step, truncator: Truncator) -> Head:
    """Who and about what, at this step."""
    header = summary.header
    who = joined(*(truncator.shorten(part, 60) for part in (header.age, header.sex)), by=" · ")
    born = "date of birth not given"
    if header.born:
        born = unbroken(f"born {truncator.shorten(header.born, 40)}", SHORT)
    about = " · ".join(_about(fact, step, truncator) for fact in header.about)
    name = truncator.shorten(header.name, 140) or "Name not given"
    left = [
        Para("title", (Run(truncator.shorten(header.title, 120)),)),
        Para("name", (Run(name), Run(f"{GAP}{joined(who, born, by=' · ')}", "t"))),
    ]
    other = booked(truncator.shorten(header.booked_as, 200))
    left += [Para("about", (Run(other, "b"),))] if other else []
    filed = truncator.shorten(on_file(header), ON_FILE)
    left += [Para("about", (Run(filed),))] if filed else []
    left += [Para("about", (Run(about),))] if about else []
    return Head(tuple(left), _meta(header, step, truncator), qr.draw(summary.footer.record_url))


def _about(fact: Fact, step: Step, truncator: Truncator) -> str:
    value = truncator.shorten(fact.value, step.about)
    said = f"{fact.label}: {value}"
    return unbroken(said, SHORT)


def _meta(header: Header, step: Step, truncator: Truncator) -> tuple[Para, ...]:
    lines = (
        header.clinic,
        f"Visit {header.visit}" if header.visit else "No time set for the visit",
        f"Filled in by {header.filled_by}" if header.filled_by else "",
        f"Sent {header.sent}" if header.sent and not header.unsent else "Not sent",
    )
    return tuple(
        Para("meta", (Run(truncator.shorten(line, max(min(step.text, 120), 60))),))
        for line in lines
        if line
    )
