"""Who a record is about and where its facts come from, in lines."""

from __future__ import annotations

from collections.abc import Iterable

from reports.record.copy_words import CopyWords
from reports.summary import Header, Summary
from reports.wording import booked, capital, joined, on_file


def about(header: Header, since: str = "") -> Iterable[str]:
    """Birth date, age, sex; what else is known; the visit; who sent it and when; what changed."""
    born = f"born {header.born}" if header.born else "date of birth not given"
    yield joined(born, header.age, header.sex, by=" · ")
    if header.booked_as:
        yield booked(header.booked_as)
    if header.on_file:
        yield on_file(header)
    yield " · ".join(f"{fact.label}: {fact.value}" for fact in header.about)
    visit = f"visit {header.visit}" if header.visit else "no time set for the visit"
    yield joined(header.clinic, visit, by=" · ")
    sent = f"last saved {header.saved}" if header.unsent else f"sent {header.sent}"
    yield f"Filled in by {header.filled_by} · {sent}"
    if since:
        yield since


def foot(summary: Summary) -> Iterable[str]:
    """Form, drug list, disclaimer, the text that names drugs."""
    footer = summary.footer
    audit = f"audit {footer.audit}" if footer.audit else ""
    yield joined(f"Form {footer.form}", f"drug list {footer.drug_list}", audit, by=" · ")
    yield f"{footer.disclaimer} {capital(summary.terms.source)}: {footer.article}."


def own_about(header: Header, words: CopyWords) -> Iterable[str]:
    """Clinic, visit and sending: the lines of the patient's copy."""
    visit = f"{words.visit} {header.visit}" if header.visit else ""
    yield joined(header.clinic, visit, by=" · ")
    yield f"{words.last_saved} {header.saved}" if header.unsent else f"{words.sent} {header.sent}"
