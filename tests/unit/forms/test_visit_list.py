"""A pasted list of visits: what each line is read as, and what is asked back."""

from __future__ import annotations

from datetime import date
from zoneinfo import ZoneInfo

import pytest

from intake.forms.visit_list import Line, read_lines
from intake.typed_date import Order
from tests.service import Frozen

LONDON = ZoneInfo("Europe/London")


def read(text: str, order: Order = "day") -> list[Line]:
    return read_lines(text, order, LONDON)


@pytest.mark.parametrize(
    "typed",
    [
        "Ana Example, 17 May 1990, 1 Dec 2026 09:20",
        "Ana Example\t17/5/1990\t01/12/2026\t9:20",
        "Ana Example; 1990-05-17; 2026-12-01 09:20",
        "Ana  Example, May 17, 1990, December 1st, 2026 at 9.20 am",
        "  Ana Example , 17.05.1990 , 09:20 1.12.2026 ",
        "Ana Example 17 May 1990 2026-12-01 09:20",
    ],
)
def test_a_line_is_read_whatever_stands_between(frozen: Frozen, typed: str) -> None:
    [line] = read(typed)
    assert line.problems == ()
    assert (line.name, line.born) == ("Ana Example", date(1990, 5, 17))
    assert line.at
    assert line.at.isoformat() == "2026-12-01T09:20:00+00:00"


def test_what_is_left_out_stays_open(frozen: Frozen) -> None:
    found = read("Ana Example\nBen Example, 1 Dec 2026 2pm\n\nNwosu, Harold, 9 Feb 1965")
    assert [(one.name, one.born, one.at and one.at.hour, one.problems) for one in found] == [
        ("Ana Example", None, None, ()),
        ("Ben Example", None, 14, ()),
        ("Nwosu, Harold", date(1965, 2, 9), None, ()),
    ]
    assert [one.number for one in found] == [1, 2, 4]


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        (", 17 May 1990", "Add the patient’s name"),
        ("x" * 121, "Shorten the name to at most 120 characters"),
        ("Ana, 12/31/1990", "Check 12/31/1990: write the month as a word"),
        ("Ana, 31/2/1990", "Check 31/2/1990: write the month as a word"),
        ("Ana, 17 May 1890", "Check the date of birth"),
        ("Ana, 17 May 1990, 1 Dec 2026", "Add the visit’s time, as 09:20"),
        ("Ana, 17 May 1990, 09:20", "Add the visit’s day, as 1 Dec 2026"),
        ("Ana, 17 May 1990, 1 Dec 2025 09:20", "Check the visit’s day and time"),
        ("Ana, 17 May 1990, 1 Dec 2026 25:20", "Check 25:20: it is no time"),
        ("Ana, 17 May 1990, 1 Dec 2026 13:20 pm", "it is no time"),
        ("Ana, 17 May 1990, Tuesday", "Check “Tuesday”: it is no day and time"),
        ("Ana, 17 May 1990, 1 Dec 2026 09:20, room 4", "Check “room 4”"),
        ("Ana, 1 May 1990, 1 Dec 2026, 2 Dec 2026 09:20", "Leave two dates at most"),
    ],
)
def test_what_cannot_be_read_is_asked_back_and_nothing_is_lost(
    frozen: Frozen, typed: str, problem: str
) -> None:
    [line] = read(typed)
    assert any(problem in one for one in line.problems), line.problems
    assert line.typed == typed


@pytest.mark.parametrize(
    "typed",
    [
        "Name, date of birth, day and time",
        "Patient\tD.O.B.\tAppointment\tTime",
        "Surname;First name;DOB (dd/mm/yyyy);Visit date;Start time;E-mail;Record no.;GP;From",
        "Full name | Born | Visit",
        "Patient's name",
        "Nombre y apellidos\tFecha de nacimiento\tDía y hora de la cita",
        "PACIENTE; F. NAC.; FECHA; HORA; CORREO ELECTRÓNICO; Nº HISTORIA; MÉDICO DE CABECERA",
        "Apellidos, Nombre, Nacimiento, Cita, Derivado por",
    ],
)
def test_a_heading_is_told_apart_from_a_patient(frozen: Frozen, typed: str) -> None:
    heading, row = read(f"{typed}\nAna Example, 17 May 1990")
    assert (heading.is_heading, heading.typed, heading.problems) == (True, typed, ())
    assert (row.is_heading, row.name) == (False, "Ana Example")


@pytest.mark.parametrize(
    "typed",
    [
        *("Birth, Anna", "Day, Joy", "Hora, Citlali", "Dia", "Doris Day", "Date, Mail", "Name Lee"),
        *("Nombre de Dios, Ana", "Patient Zero", "Birth, 17 May 1990", "Cita Paciente, 1 May 1990"),
    ],
)
def test_a_patient_whose_name_is_a_columns_word_is_no_heading(frozen: Frozen, typed: str) -> None:
    [line] = read(typed)
    assert not line.is_heading and line.problems == ()
    assert line.name in typed


def test_dates_in_numbers_are_read_in_the_clinics_order(frozen: Frozen) -> None:
    typed = "Ana, 9/2/1965, 1/12/2027 09:20"
    [day], [month] = read(typed, "day"), read(typed, "month")
    assert (day.born, month.born) == (date(1965, 2, 9), date(1965, 9, 2))
    assert day.at
    assert month.at
    assert (day.at.month, month.at.month) == (12, 1)


def test_the_same_line_twice_is_asked_back(frozen: Frozen) -> None:
    first, second = read("Ana, 17 May 1990\nana,17/5/1990")
    assert first.problems == ()
    assert second.problems == ("Delete this line: it is the same as line 1",)
