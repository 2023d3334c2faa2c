"""The note that may be added once a form was sent: a question that no form asks."""

from __future__ import annotations

from intake.languages import Message
from intake.questionnaires import Page, Question
from intake.services.filling.amending import LONGEST_NOTE

NOTE = Question(
    id="note",
    kind="longtext",
    patient=Message("Add a note for your doctor"),
    hint=Message(
        "For example a medicine that you forgot. It is read before your visit, not right away."
    ),
    clinician="",
    error=Message("Write your note, then press “Add the note”"),
    required=True,
    max_length=LONGEST_NOTE,
)
# A whole list of medicines in one box, which becomes answers of the form.
LIST = Question(id="list", kind="longtext", patient=Message("Your list"), clinician="")
ADD_NOTE = Page(id="note", patient="", clinician="", questions=(NOTE,))
