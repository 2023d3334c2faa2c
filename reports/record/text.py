"""The record as plain text, for when no PDF can be made."""

from __future__ import annotations

from reports.layout.clean import strip_lines
from reports.record.about import about, foot
from reports.record.medicines import notes_of, numbered, readings
from reports.record.sections import row_of
from reports.summary import Summary
from reports.wording import UNSENT, capital, joined


def record_text(summary: Summary) -> str:
    """The record as plain text, which needs no library and no font: every answer, every reading."""
    header, footer, drugs = summary.header, summary.footer, summary.drugs
    lines = [
        UNSENT if header.unsent else "",
        f"FULL RECORD: {header.name or 'Name not given'}",
        *about(header, summary.since),
        f"Reference {footer.reference} version {footer.version}",
    ]
    for section in summary.record:
        lines += ["", f"{section.title} {section.number or ''}".strip().upper()]
        rows = [row_of(entry, strip_lines) for entry in section.entries]
        lines += [f"{row.question} ({row.asked}): {row.answer}" for row in rows]
    lines += ["", "HOW EACH MEDICINE WAS READ", drugs.checked]
    lines += [joined(*one, by=" · ") for one in readings(drugs, summary.terms)]
    lines += [f"{capital(summary.terms.source)}: {note}" for note in numbered(notes_of(drugs))]
    lines += ["", *foot(summary)]
    return strip_lines("\n".join(lines).strip()) + "\n"
