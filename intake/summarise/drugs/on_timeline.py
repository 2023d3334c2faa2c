"""The bars of the timeline, in the order in which the page names the medicines."""

from __future__ import annotations

from intake.drugs import Flagging
from intake.partial_date import PartialDate
from intake.summarise.drugs.nearness import When, is_withdrawn, place_of
from intake.summarise.drugs.reported import Reported
from reports.summary import Bar, Span


def bars(flagging: Flagging, reported: list[Reported], when: When) -> list[Bar]:
    """A bar for each entry with a date, in the order of the table, then as listed."""
    causes = sorted(
        flagging.causes, key=lambda flag: place_of(flag, reported[flag.place].entry, when)
    )
    flagged = {flag.place for flag in causes}
    treated = {flag.place for flag in flagging.treatments} - flagged
    placed = dict.fromkeys((*(flag.place for flag in causes), *treated, *range(len(reported))))
    return [
        _bar(reported[place], place in flagged, place in treated, when)
        for place in placed
        if reported[place].entry.start or reported[place].entry.stop
    ]


def _bar(drug: Reported, flagged: bool, treated: bool, when: When) -> Bar:
    return Bar(
        label=drug.typed,
        flagged=flagged,
        start=span(drug.entry.start),
        stop=span(drug.entry.stop),
        ongoing=drug.entry.still in ("yes", "sometimes"),
        withdrawn=treated and is_withdrawn(drug.entry, *when),
    )


def span(day: PartialDate | None) -> Span:
    """The same days, as the page holds them."""
    return Span(day.earliest, day.latest) if day else Span()
