"""Notes that the patient added once the form was sent: beside the worries, and in the record."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from intake import wording
from intake.submission import Note, Submission
from reports.summary import Fact, Group, RecordEntry, RecordSection

TITLE = "Added after sending"
FOR_THE_PATIENT = "What you added after sending"


def with_notes(group: Group, submission: Submission) -> Group:
    """The group with each note as a fact of its own, under the day it was added."""
    notes = (
        Fact(f"Added {_day(note, submission)}", note.text, own_words=True)
        for note in submission.notes
    )
    return replace(group, facts=(*group.facts, *notes))


def notes_section(submission: Submission) -> Iterator[RecordSection]:
    """The notes as a section of the record; none where nothing was added."""
    entries = tuple(
        RecordEntry(at := _moment(note, submission), at, note.text, note.text, "answered")
        for note in submission.notes
    )
    if entries:
        yield RecordSection(TITLE, FOR_THE_PATIENT, entries)


def _day(note: Note, submission: Submission) -> str:
    return wording.day(note.at.astimezone(submission.time_zone))


def _moment(note: Note, submission: Submission) -> str:
    return wording.moment(note.at.astimezone(submission.time_zone))
