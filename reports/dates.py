"""Days and months in words: the only place of reports that names a month.

A Summary holds finished words nearly everywhere; only the timeline gets dates.
"""

from __future__ import annotations

from datetime import date

from reports.summary import Span


def day_in_words(day: date) -> str:
    """A day: "1 Sep 2026"."""
    return f"{day.day} {day:%b %Y}"


def month_in_words(day: date) -> str:
    """The month of a day, as short as an axis needs it: "Sep 26"."""
    return f"{day:%b} {day:%y}"


def span_in_words(span: Span) -> str:
    """When a day was: "1 Sep 2026", "between 1 Sep 2026 and now", "on a day not known"."""
    if span.earliest and span.earliest == span.latest:
        return day_in_words(span.earliest)
    if not span.known:
        return "on a day not known"
    first = day_in_words(span.earliest) if span.earliest else "any time"
    return f"between {first} and {day_in_words(span.latest) if span.latest else 'now'}"
