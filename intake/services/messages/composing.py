"""A message to a patient, in words that tell nothing of health: others may read it.

Plain text, in the visit's language if it is known, else in each one that the clinic offers. The
sender is the clinic's name, or the one that it chose because its name says what it treats.
"""

from __future__ import annotations

from collections.abc import Iterator
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, make_msgid
from zoneinfo import ZoneInfo

from flask import current_app

from intake import clock, languages, store, wording
from intake.forms.one_line import one_line
from intake.languages import Language, Message

BETWEEN_LANGUAGES = "\n\n* * *\n\n"
DEMO_SENDER = "forms@intake.example"
SUBJECTS: dict[store.MessageKind, Message] = {
    "invitation": Message("A form from %(clinic)s"),
    "reminder": Message("Reminder: a form from %(clinic)s"),
}


def compose(visit: store.Visit, kind: store.MessageKind, address: str) -> EmailMessage:
    """The message to this address. Raises ValueError for an address that is none."""
    spoken = _languages(visit)
    name = name_of(visit.clinic)
    made = EmailMessage(policy=SMTP)
    made["From"] = Address(name, addr_spec=_sender())
    made["To"] = Address(addr_spec=address)
    subjects = (_say(SUBJECTS[kind], one, clinic=name) for one in spoken)
    made["Subject"] = " / ".join(dict.fromkeys(subjects))
    made["Date"] = format_datetime(clock.now())
    made["Message-ID"] = make_msgid(domain=_sender().rpartition("@")[2])
    made["Auto-Submitted"] = "auto-generated"
    texts = ("\n\n".join(_paragraphs(visit, kind, one)) for one in spoken)
    made.set_content(BETWEEN_LANGUAGES.join(texts), cte="quoted-printable")
    return made


def name_of(clinic: store.Clinic) -> str:
    """What a clinic is called in messages; on one line, whatever it was set to."""
    return one_line(clinic.mail_name or clinic.name)


def link_of(visit: store.Visit) -> str:
    """The whole address of the visit's present link."""
    routes = current_app.url_map.bind("localhost")
    path = routes.build("patient.link", {"token": store.link_token(visit)})
    base: str = current_app.config["SETTINGS"].base_url
    return base + path


def _sender() -> str:
    server = current_app.config["SETTINGS"].mail_server
    return server.sender if server else DEMO_SENDER


def _languages(visit: store.Visit) -> list[Language]:
    every = languages.offered(demo=False)  # of a proof no message is worded
    known = [one for one in every if one.code == visit.language]
    found = known or visit.clinic.offers(every)
    return [languages.at_clinic(one, visit.clinic.country) for one in found]


def _paragraphs(visit: store.Visit, kind: store.MessageKind, spoken: Language) -> Iterator[str]:
    clinic, name = visit.clinic, name_of(visit.clinic)
    zone = ZoneInfo(clinic.time_zone)
    until = wording.long_day(visit.expires_at.astimezone(zone), spoken.code)
    asks = Message("%(clinic)s asks you to fill in a form before your visit.")
    if kind == "reminder":
        asks = Message("Your form for %(clinic)s is not sent yet.")
    yield _say(asks, spoken, clinic=name)
    if visit.scheduled_at:
        when = wording.long_moment(visit.scheduled_at.astimezone(zone), spoken.code)
        yield _say(Message("Your visit: %(when)s"), spoken, when=when)
    open_it = Message("Open this link to start, or to go on. It works until %(day)s:")
    yield _say(open_it, spoken, day=until) + "\n" + link_of(visit)
    if visit.booked.born or visit.given.born:
        yield _say(Message("The page asks for the patient’s date of birth first."), spoken)
    alone = Message("A computer sent this message. No one reads this mailbox: do not write back.")
    yield _say(alone, spoken)
    call = Message("In an emergency, call %(number)s.")
    yield _say(call, spoken, number=clinic.emergency_number)
    if clinic.phone:
        ring = Message("If you have a question, call %(clinic)s on %(phone)s.")
        yield _say(ring, spoken, clinic=name, phone=clinic.phone)
    yield _say(Message("If this message is not meant for you, please delete it."), spoken)


def _say(words: str, spoken: Language, **values: str) -> str:
    plain = words.plain if isinstance(words, Message) else words
    return languages.says(Message(plain, **values), spoken)
