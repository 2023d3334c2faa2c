"""The foot of the page: reference, versions of form and drug list, disclaimer; never cut."""

from __future__ import annotations

from reports.layout.blocks import Para
from reports.layout.lines import Run
from reports.layout.truncator import Truncator
from reports.summary import Summary
from reports.wording import capital, joined


def foot(summary: Summary) -> tuple[Para, ...]:
    """Where the page's facts come from, and what they are not."""
    footer = summary.footer
    truncator = Truncator()  # of its own: what is shortened here is no answer
    where = joined(
        f"{truncator.shorten(footer.reference, 40)} version {footer.version}",
        f"form {truncator.shorten(footer.form, 60)}",
        f"drug list {truncator.shorten(footer.drug_list, 60)}",
        f"audit {truncator.shorten(footer.audit, 30)}" if footer.audit else "",
        "page 1 of 1",
        by=" · ",
    )
    article = f"{capital(summary.terms.source)}: {truncator.shorten(footer.article, 160)}."
    return (
        Para("foot", (Run(where, "b"),)),
        Para("foot", (Run(f"{truncator.shorten(footer.disclaimer, 200)} {article}"),)),
    )
