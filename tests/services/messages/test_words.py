"""What a message says, in which language, and that nothing in it can be written by anybody else."""

from __future__ import annotations

from dataclasses import replace
from email import message_from_bytes
from email.policy import default

import pytest

from intake import store
from intake.services.form_library import first_form
from intake.services.messages.composing import compose
from tests import factories
from tests.mail_server import SENDER
from tests.post import ADDRESS


def body(visit: store.Visit, kind: store.MessageKind = "invitation") -> str:
    made: str = compose(factories.fresh(visit), kind, ADDRESS).get_content()
    return made


def test_the_words_name_the_clinic_the_link_the_visit_and_whom_to_call(
    invited: store.Visit,
) -> None:
    said = body(invited)
    for words in (
        "Hilltop Clinic asks you to fill in a form before your visit.",
        "Your visit: 27 November 2026, 12:00",
        f"It works until 28 November 2026:\nhttp://intake.test/v/{store.link_token(invited)}\n",
        "The page asks for the patient’s date of birth first.",
        "No one reads this mailbox",
        "In an emergency, call 999.",
        "If you have a question, call Hilltop Clinic on 01632 960 001.",
        "* * *",
        "Hilltop Clinic le pide que llene un formulario antes de su cita.",
        "Su cita: 27 de noviembre de 2026, 12:00",
        "En una emergencia, llame al 999.",
    ):
        assert words in said.replace("\r\n", "\n"), words


def test_the_words_are_in_the_visits_language_once_it_is_known(invited: store.Visit) -> None:
    with store.transaction():
        store.keep_language(invited, "es")
    mail = compose(factories.fresh(invited), "reminder", ADDRESS)
    assert mail["Subject"] == "Recordatorio: un formulario de Hilltop Clinic"
    assert "Su formulario para Hilltop Clinic todavía no se ha enviado." in mail.get_content()
    assert "Your form" not in mail.get_content() and "* * *" not in mail.get_content()


HEALTH = ("muscle", "twitch", "músculo", "contracc", "doctor", "médico", "symptom", "síntoma")


@pytest.mark.parametrize("kind", ["invitation", "reminder"])
def test_nothing_tells_of_health_or_names_the_patient(
    invited: store.Visit, kind: store.MessageKind
) -> None:
    with store.transaction():
        named = replace(
            factories.CLINIC, name="Hilltop Muscle Twitching Clinic", mail_name="Hilltop"
        )
        store.change_clinic(named)
    mail = compose(factories.fresh(invited), kind, ADDRESS)
    whole = f"{mail['From']} {mail['Subject']} {mail.get_content()}".lower()
    form = first_form()
    assert form.title.lower() not in whole and form.id not in whole
    assert [word for word in (*HEALTH, "ana example", "1990") if word in whole] == []


def test_a_message_has_its_own_head(invited: store.Visit) -> None:
    mail = compose(invited, "invitation", ADDRESS)
    assert mail["From"] == f"Hilltop Clinic <{SENDER}>"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["Date"] and mail["Message-ID"].endswith("@clinic.example>")
    assert mail["Message-ID"] != compose(invited, "invitation", ADDRESS)["Message-ID"]


def test_a_name_of_any_script_arrives(invited: store.Visit) -> None:
    visit = replace(invited, clinic=replace(invited.clinic, name="Clínica Ñandú 日本"))
    raw = compose(visit, "invitation", ADDRESS).as_bytes()
    assert raw.isascii() and max(map(len, raw.splitlines())) <= 78
    mail = message_from_bytes(raw, policy=default)
    assert mail["From"].addresses[0].display_name == "Clínica Ñandú 日本"
    assert mail["Subject"].startswith("A form from Clínica Ñandú 日本 / ")
    assert "Clínica Ñandú 日本 le pide" in mail.get_content()


@pytest.mark.parametrize("name", ["Hill\r\nBcc: eve@evil.example", 'Hill" <eve@evil.example>, "'])
def test_a_name_cannot_write_a_head_of_its_own(invited: store.Visit, name: str) -> None:
    visit = replace(invited, clinic=replace(invited.clinic, name=name))
    lines = compose(visit, "invitation", ADDRESS).as_bytes().split(b"\r\n\r\n")[0].splitlines()
    assert not any(line.lower().startswith(b"bcc") for line in lines)
    again = compose(visit, "invitation", ADDRESS)
    assert [one.addr_spec for one in again["From"].addresses] == [SENDER]
    assert [one.addr_spec for one in again["To"].addresses] == [ADDRESS]
