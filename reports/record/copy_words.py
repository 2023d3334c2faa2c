"""What the patient's copy says besides the form's own words, in each of its languages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class CopyWords:
    """The words of one language; the defaults are English."""

    tag: str = "en-GB"  # of the document
    title: str = "Your answers"
    heading: str = "Your copy of your answers"
    unsent: str = "Not sent yet: the answers saved so far"
    reference: str = "Reference"
    visit: str = "visit"
    sent: str = "Sent"
    last_saved: str = "Last saved"
    to_do: str = "What to do"
    question: str = "Question"
    answer: str = "Answer"
    blank: str = "You did not answer this"
    page: str = "page"  # page 1 of 3
    of: str = "of"


ENGLISH = CopyWords()
_OTHERS: Mapping[str, CopyWords] = {
    "en-US": CopyWords(tag="en-US"),
    "es": CopyWords(
        tag="es",
        title="Sus respuestas",
        heading="Su copia de sus respuestas",
        unsent="Sin enviar todavía: las respuestas guardadas hasta ahora",
        reference="Referencia",
        visit="cita",
        sent="Enviado",
        last_saved="Guardado por última vez",
        to_do="Qué hacer",
        question="Pregunta",
        answer="Respuesta",
        blank="No respondió esto",
        page="página",
        of="de",
    ),
}


def copy_words(language: str) -> CopyWords:
    """The words of a language by its code; English where there are none."""
    return _OTHERS.get(language, ENGLISH)
