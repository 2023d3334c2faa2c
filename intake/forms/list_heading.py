"""The heading of a list that was copied out of a spreadsheet, told apart from a patient.

All its words are words of columns, in English or Spanish, and one of them nobody is called by:
so "Day, Hora" is a patient and "Name, Day, Hora" is a heading.
"""

from __future__ import annotations

import re

from intake.forms.said_dates.plain_words import letters

_NO_NAMES = """
name names surname surnames forename forenames lastname firstname fullname patient patients client
dob birth birthdate appointment appointments appt email mrn
nombre nombres apellido apellidos paciente pacientes nacimiento cita citas correo
"""
_OTHERS = """
first last given family full middle preferred s title sex gender age date dates d o b of born
birthday day time times hour start end visit visits booking booked slot when scheduled at for mail
address e phone telephone mobile tel contact record records number no nr id nhs chart hospital file
reference ref line row gp doctor dr clinician provider referrer referred referral by from source
notes note comment comments reason type kind how the and or with in dd mm yyyy yy hh h m month year
optional required
primer primero segundo completo titulo sexo edad fecha fechas f nac dia mes ano hora horas inicio
visita visitas consulta electronico direccion telefono movil contacto numero num n historia
historial clinica expediente registro medico medica cabecera derivado derivada remitido remitida
referido por de del la el los las y u nota notas observaciones comentarios motivo tipo dni nif aaaa
aa obligatorio opcional
"""
_TELLING = frozenset(_NO_NAMES.split())
_OF_COLUMNS = _TELLING | frozenset(_OTHERS.split())
_WORD = re.compile(r"[^\W\d_]+")


def is_heading(line: str) -> bool:
    """Whether a line in which no date and no time stands names columns."""
    words = set(_WORD.findall(letters(line).replace(".", "")))
    return words <= _OF_COLUMNS and not words.isdisjoint(_TELLING)
