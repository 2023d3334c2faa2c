"""A page of nobody's, which a process draws before it has anything to do."""

from __future__ import annotations

from datetime import date

from reports.drug_facts import Bar, Span, Timeline
from reports.summary import Drugs, Fact, Footer, Group, Header, Sign, Signs, Summary

DAY = date(2026, 1, 1)


def nobody() -> Summary:
    """A little of all that a page has, so that its fonts, rules and templates are at hand."""
    facts = (Fact("Label", "value", found="present", absent="Ticked none: others"),)
    group = Group("Group", facts)
    bar = Bar("Medicine", True, Span(DAY, DAY), Span(), True)
    return Summary(
        header=Header("Page", "Nobody", "", "", "", facts, "Clinic", "", "", "", "", False),
        words="“Words”",
        signs=Signs((), "", (Sign("Sign", "yes", "detail"), Sign("Sign", "no"))),
        drugs=Drugs((), (), (), (), "", "", Timeline(Span(DAY, DAY), "", DAY, (bar,))),
        history=group,
        symptoms=group,
        background=group,
        life=group,
        wants=group,
        record=(),
        advice="",
        attachment=b"{}",
        footer=Footer("NOBODY", 1, "", "", "", "", "https://intake.example.org/"),
    )
