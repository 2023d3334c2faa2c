"""A form as data: frozen dataclasses that the loader fills and all else reads.

Answers are kept as one JSON object `{question id: value}` under these ids:

| kind     | value                                                            |
|----------|------------------------------------------------------------------|
| text     | str                                                              |
| longtext | str                                                              |
| choice   | option id                                                        |
| choices  | list of option ids, in the form's order; an exclusive one alone  |
| yesno    | "yes", "no" or "unsure"                                          |
| date     | "YYYY-MM-DD"                                                     |
| partdate | "YYYY", "YYYY-MM", "YYYY-MM-DD", two of them with "/" between,   |
|          | or "unknown"; then, after a space, words that it was read from   |
| number   | int or float; "2–3" where that was said                          |
| scale    | int from 0 to 10                                                 |

Each sign has one of four levels, by what an answer that reports it does:

| level       | in the file                              | what it does                        |
|-------------|------------------------------------------|-------------------------------------|
| card now    | an option with `emergency: true`         | shows the emergency advice at once  |
| ring today  | an option with `danger` and `ring: true` | asks to ring the clinic, and band   |
| band        | `sign: danger`, an option with `danger`  | is a danger sign on the page        |
| counts only | `sign: counts`                           | is a present symptom on the page    |

`language` is no question: it stands for what the patient reads the form in, as a condition may ask.
A question that was not answered has no key. A repeating page (medicines) keeps
a list of such objects under its own id: `{"med": [{"med.name": "..."}, ...]}`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal

from intake.questionnaires.condition import Condition
from intake.questionnaires.page_words import PageWords

Kind = Literal[
    "text", "longtext", "choice", "choices", "yesno", "date", "partdate", "number", "scale"
]


@dataclass(frozen=True)
class Option:
    """One answer to choose, in the patient's words and the clinician's."""

    id: str
    patient: str
    clinician: str
    exclusive: bool = False  # "None of these": excludes the rest
    emergency: bool = False  # ticking it shows the emergency advice
    danger: str = ""  # label of the danger sign it counts as, "" for none
    ring: bool = False  # ticking it asks the patient to ring the clinic today
    memory_aid_classes: tuple[str, ...] = ()  # of drugs that this option reminds of
    substance: str = ""  # drug this option stands for ("cocaine"), read as a medicine
    article: tuple[str, ...] = ()


@dataclass(frozen=True)
class Contradiction:
    """Options of one question that hardly hold together: the patient is asked whether they do."""

    values: tuple[str, ...]  # option ids
    patient: str  # the question
    clinician: str  # what the page says of it


ACKS = ("emergency_ack", "emergency_ack_later")  # what was done about an emergency sign
RING_ACK = "ring_ack"  # and about a sign to ring the clinic
NOT_YET = "not_yet"  # the option of each by which nobody was called
YES_NO = (
    Option("yes", "Yes", "yes"),
    Option("no", "No", "no"),
    Option("unsure", "Not sure", "not sure"),
)


@dataclass(frozen=True)
class Question:
    """One question: what the patient reads and what the clinician reads."""

    id: str
    kind: Kind
    patient: str
    clinician: str
    error: str = ""  # an instruction: "Select how often it happens"; the loader fills it
    hint: str = ""
    options: tuple[Option, ...] = ()  # of a yesno: YES_NO
    required: bool = False
    shown_when: Condition | None = None
    block: str = ""  # summary block: header, words, signs, drugs, history, symptoms, ...
    label: str = ""  # which line of that block; questions sharing one are joined
    lead: str = ""  # words before the answer on such a line: "stress" in "stress 9 of 10"
    sign: Literal["", "emergency", "danger", "counts"] = ""
    detail_of: str = ""  # prints as the detail of this sign
    role: str = ""  # what the service itself reads: name, dob, onset, med.start, ...
    extra: bool = False  # stands folded away under "More about it"
    scan: bool = False  # free text searched for drug names
    max_length: int = 0
    unit: str = ""
    minimum: float | None = None
    maximum: float | None = None
    future: bool = False  # dates may lie ahead
    contradictions: tuple[Contradiction, ...] = ()  # asked about once, marked on the page
    autocomplete: str = ""  # the HTML token, for identity fields
    article: tuple[str, ...] = ()
    codes: Mapping[str, str] | None = None  # verified LOINC / SNOMED CT only
    retired: tuple[Option, ...] = ()  # of other versions; worked out, never in a file

    def option(self, option_id: str) -> Option | None:
        """The option of this id in this or another version, or None."""
        return next((o for o in (*self.options, *self.retired) if o.id == option_id), None)

    def card(self, option: Option) -> Literal["", "emergency", "ring"]:
        """What to show at once where the option is chosen: a sign, or "not yet" about one."""
        if option.emergency or (self.role in ACKS and option.id == NOT_YET):
            return "emergency"
        return "ring" if option.ring or (self.role == RING_ACK and option.id == NOT_YET) else ""

    @cached_property
    def has_cards(self) -> bool:
        """Whether choosing one of its options shows a card."""
        return any(map(self.card, self.options))

    @cached_property
    def longest(self) -> int:
        """Characters of its longest option."""
        return max((len(option.patient) for option in self.options), default=0)

    def offered(self, value: Any) -> tuple[Option, ...]:
        """The options to choose from where `value` was answered: retired ones in it are too."""
        given = value if isinstance(value, list) else [value]
        held = [option for option in self.retired if option.id in given]
        return tuple(sorted((*self.options, *held), key=_last)) if held else self.options


def _last(option: Option) -> bool:
    """An option that excludes the rest stands below them."""
    return option.exclusive


@dataclass(frozen=True)
class Notice:
    """Words that ask nothing, shown at the top of a page."""

    text: str
    style: Literal["inset", "warning", "emergency", "ring", "crisis"] = "inset"
    heading: str = ""  # a card's heading; carries its action


@dataclass(frozen=True)
class Page:
    """One topic: a screen of the form and a section of the record.

    It is the same page in every language.
    """

    id: str
    patient: str = field(compare=False)  # the heading
    clinician: str
    questions: tuple[Question, ...] = field(compare=False)
    notices: tuple[Notice, ...] = field(default=(), compare=False)
    shown_when: Condition | None = None
    repeats: bool = False  # one small page per medicine
    article: tuple[str, ...] = ()

    @property
    def ids(self) -> set[str]:
        """The ids of its questions."""
        return {question.id for question in self.questions}


@dataclass(frozen=True)
class Questionnaire:
    """A whole form."""

    id: str
    version: str
    title: str  # the patient's: "Muscle twitching"
    summary_title: str
    article_title: str
    article_publisher: str
    pages: tuple[Page, ...]
    excused: Mapping[str, str]  # article row -> why it is neither asked nor printed
    printed: Mapping[str, str]  # article row -> where it is printed without being asked
    # What other versions ask and this one does not, under their pages; worked out, never in a file.
    retired: tuple[Page, ...] = ()
    words: PageWords = field(default_factory=PageWords)  # of the page; from a file of its own
    # What the patient reads it in, and what language its patient's wordings are in here: codes.
    filled_in: str = "en"
    worded_in: str = "en"

    def page(self, page_id: str) -> Page | None:
        """The page of this id, or None."""
        return next((p for p in self.pages if p.id == page_id), None)

    def question(self, question_id: str) -> Question | None:
        """The question of this id, or None."""
        return next((q for p in self.pages for q in p.questions if q.id == question_id), None)

    def by_role(self, role: str) -> Question | None:
        """The question that plays this role, or None."""
        return next((q for p in self.pages for q in p.questions if q.role == role), None)

    @property
    def advice(self) -> Notice | None:
        """What to tell a patient with an emergency sign: the first emergency notice."""
        return self._notice("emergency")

    @property
    def ring_today(self) -> Notice | None:
        """What to tell a patient who is to ring the clinic today: the first ring notice."""
        return self._notice("ring")

    def _notice(self, style: str) -> Notice | None:
        notices = (n for p in self.pages for n in p.notices)
        return next((n for n in notices if n.style == style), None)
