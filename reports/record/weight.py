"""How heavy a record is: it grows with what was typed."""

from __future__ import annotations

from reports.summary import Summary

READING = 300  # characters of how one medicine was read


def weight(summary: Summary) -> int:
    """About how many characters the record prints."""
    entries = [entry for section in summary.record for entry in section.entries]
    typed = sum(max(len(entry.answer), len(entry.patient_answer)) for entry in entries)
    drugs = summary.drugs
    read = (*drugs.flags, *drugs.treatments, *drugs.questions, *drugs.elsewhere)
    return typed + READING * len(read)
