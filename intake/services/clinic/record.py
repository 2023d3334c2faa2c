"""What the record page shows of a visit's answers, and no more than that.

Opening the record works out what stands on it: the page's own facts, how the medicines were
read, and every question with its answer; not the header, footer and attachment of a page.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise, starmap

from intake import store, wording
from intake.drugs import version as drug_list_version
from intake.questionnaires import Response
from intake.questionnaires.page_words import PageWords
from intake.services import documents
from intake.services.documents.earlier import earlier_of
from intake.services.reading import drugs_of, local_of
from intake.submission import Submission, from_json
from intake.summarise.alerts import alerts
from intake.summarise.changes import Change, changes
from intake.summarise.doubts import doubts
from intake.summarise.groups import group, words
from intake.summarise.header import about, own_words_in
from intake.summarise.headline import emergency_answers
from intake.summarise.notes import notes_section, with_notes
from intake.summarise.record import record
from intake.summarise.signs import signs_with_times
from intake.summarise.since.compare import Since, since
from reports.summary import Answer, Drugs, Fact, Group, RecordSection, Sign, Signs
from reports.wording import UNANSWERED


@dataclass(frozen=True)
class Version:
    """A version that was sent, and what it changed of the one before."""

    number: int
    sent: datetime
    changes: tuple[Change, ...]
    notes: tuple[str, ...]  # that it added


@dataclass(frozen=True)
class Record:
    """A visit's answers as the record page shows them, the page's own facts first."""

    unsent: bool
    saved: str  # when, in the clinic's time zone, in words
    versions: tuple[Version, ...]  # that were sent, newest first
    about: tuple[str, ...]  # age, sex
    phone: str
    place: str  # where the patient is during the visit
    filled_by: str
    own_words_in: str  # which languages, where that is not English alone
    told: tuple[Fact, ...]  # what else the head of the page says: an interpreter is needed
    doubts: tuple[str, ...]  # answers that can hardly be, to check with the patient
    signs: Signs
    emergency: tuple[str, ...]  # every answer that shows the emergency advice
    words: str  # the complaint in the patient's own words
    condition: PageWords
    wants: Group
    alerts: tuple[Fact, ...]  # allergies and what else is known at once
    history: Group
    symptoms: Group
    background: Group
    life: Group
    drug_list: str  # the version that read the medicines
    drugs: Drugs
    sections: tuple[RecordSection, ...]
    since: Since  # what changed since the visit before, where one is linked

    @property
    def version(self) -> int:
        """The version of the submission; 0 for answers that are only saved."""
        return self.versions[0].number if self.versions else 0

    def signs_answered(self, answer: Answer, *groups: str) -> list[Sign]:
        """The signs with this answer, of "emergency", "danger" or both."""
        wanted = groups or ("emergency", "danger")
        every = [sign for group in wanted for sign in getattr(self.signs, group)]
        return [sign for sign in every if sign.answer == answer]


def record_of(visit: store.Visit) -> Record | None:
    """The visit's answers, sent or only saved; None while there is nothing."""
    submission = documents.submission_of(visit)
    return _record(visit, submission) if submission else None


def _record(visit: store.Visit, submission: Submission) -> Record:
    response, today = documents.response_to(submission), submission.moment.date()
    before, local = earlier_of(visit, submission), local_of(visit.clinic)
    drugs = drugs_of(response, today, submission.added, local)
    return Record(
        unsent=submission.sent_at is None,
        saved=wording.moment(submission.saved_at.astimezone(submission.time_zone)),
        versions=_versions(visit, submission),
        about=_about(response, today),
        phone=response.text("phone"),
        place=response.text("place"),
        filled_by=response.text("helper"),
        own_words_in=own_words_in(submission),
        told=_told(response),
        doubts=doubts(response, today, submission.sure),
        emergency=tuple(emergency_answers(response)),
        signs=signs_with_times(response, submission),
        words=words(response),
        condition=response.form.words,
        wants=with_notes(group(response, today, "wants"), submission),
        alerts=_alerts(response, drugs),
        history=group(response, today, "history"),
        symptoms=group(response, today, "symptoms"),
        background=group(response, today, "background"),
        life=group(response, today, "life"),
        drug_list=drug_list_version(),
        drugs=drugs,
        sections=(*record(response, today, submission.sure), *notes_section(submission)),
        since=since(before, response, local),
    )


def _versions(visit: store.Visit, newest: Submission) -> tuple[Version, ...]:
    """Every version that was sent, newest first. One alone is read no second time."""
    if newest.sent_at is None:
        return ()
    sent = [newest]
    if newest.version > 1:
        sent = [from_json(one.content) for one in store.submission_versions(visit)]
    return tuple(starmap(_version, reversed([*pairwise([None, *sent])])))


def _version(before: Submission | None, after: Submission) -> Version:
    found, notes = [], after.notes
    if before:
        pair = (documents.response_to(before), documents.response_to(after))
        found, notes = changes(*pair), after.notes[len(before.notes) :]
    added = tuple(note.text for note in notes)
    return Version(after.version, after.sent_at or after.saved_at, tuple(found), added)


def _about(response: Response, today: date) -> tuple[str, ...]:
    born = response.value("dob")
    age = wording.age(date.fromisoformat(born), today) if born else ""
    return tuple(part for part in (age, response.text("sex")) if part)


def _told(response: Response) -> tuple[Fact, ...]:
    """What stands at the page's head, less what the record's head says in places of its own."""
    own = {one.label for role in ("phone", "place") if (one := response.by_role(role))}
    return tuple(fact for fact in about(response) if fact.label not in own)


def _alerts(response: Response, drugs: Drugs) -> tuple[Fact, ...]:
    allergies = Fact("Allergies", drugs.allergies or UNANSWERED, own_words=bool(drugs.allergies))
    return (allergies, *alerts(response, drugs))
