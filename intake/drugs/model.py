"""What reading a medicine text gives: plain frozen records, no behaviour."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple

Result = Literal["flagged", "treatment", "clear", "unread", "ask"]
How = Literal["exact", "probable"]
Status = Literal["current", "stopped", "negated", "allergy", "planned", "other_person", "unclear"]
Role = Literal["cause", "treatment"]

TAKEN: frozenset[str] = frozenset({"current", "stopped"})  # the only statuses that flag
UNCLEAR = "unclear whether taken"  # what is printed of an unclear one
PERHAPS_TAKEN = TAKEN | {"unclear"}  # of an unclear one the clinician asks


@dataclass(frozen=True)
class DrugClass:
    """A group of drugs the article names, as a cause or as a treatment."""

    key: str  # "ssri"
    name: str  # "selective serotonin reuptake inhibitor"
    short: str  # what the page prints: "SSRI"
    role: Role
    local: bool  # whether its creams, drops and sprays are told apart from what is swallowed
    article_words: str  # verbatim from the article
    source: str  # where the members of the class come from
    local_words: str = ""  # the same but for what no cream or drop does: "immune-suppressing"


class Substance(NamedTuple):
    """One row of the tables: what a name stands for. Rows are shared by many names."""

    ingredient: str  # "fluoxetine + olanzapine" for a combination
    classes: tuple[str, ...]  # class keys, () for everything the article does not name
    kind: str  # ingredient, brand, lay, short, street, everyday, vague or not
    route: str  # "" when the name does not say; else "inhaled", "skin", "eye", ...


@dataclass(frozen=True)
class Details:
    """What else the patient wrote beside the name, as written; "" where nothing."""

    strength: str = ""  # "50 mg"
    frequency: str = ""  # "twice a day"
    route: str = ""  # "inhaled"; from the words, else from the name


@dataclass(frozen=True)
class DrugRead:
    """One drug read in a text."""

    typed: str  # the patient's words for it, verbatim
    ingredient: str
    classes: tuple[str, ...]  # class keys
    how: How
    status: Status = "current"
    details: Details = field(default_factory=Details)
    name: str = ""  # the listed name that was matched, normalised: "zoloft"
    start: int = 0  # where `typed` stands in the text, in characters
    abroad: str = ""  # what the name is in other countries, where the clinic's country decided

    @property
    def taken(self) -> bool:
        """Whether it is being taken or has been taken, the only drugs that flag."""
        return self.status in TAKEN

    @property
    def perhaps_taken(self) -> bool:
        """Whether it is taken, or the words leave that unclear."""
        return self.status in PERHAPS_TAKEN

    @property
    def is_to_ask(self) -> bool:
        """Whether the source names it and the words leave unclear whether it is taken."""
        return self.status == "unclear" and bool(self.classes)

    @property
    def abroad_words(self) -> str:
        """The doubt that a name of several drugs leaves, where the clinic's country decided."""
        return f"read as {self.ingredient}; in other countries {self.abroad}: where was it bought?"


@dataclass(frozen=True)
class Candidate:
    """A drug that a doubtful word may mean."""

    ingredient: str
    classes: tuple[str, ...]


@dataclass(frozen=True)
class Doubt:
    """A word that may mean several things: the clinician has to ask."""

    typed: str
    candidates: tuple[Candidate, ...]
    status: Status = "current"


@dataclass(frozen=True)
class Elsewhere:
    """What an ingredient is known for where the form's source does not name it."""

    ingredient: str  # a single one
    known_for: str  # only what its source names: "tremor, muscle cramp"
    source: str  # "Mayo Clinic drug information, albuterol (inhalation)"
    not_by: tuple[str, ...] = ()  # routes that the source does not speak of: "skin"


@dataclass(frozen=True)
class Reading:
    """One line of medicine text, read. `result` is the first that fits of
    flagged, ask, treatment, unread, clear.
    """

    text: str
    result: Result
    classes: tuple[str, ...]  # keys of every cause or treatment found
    drugs: tuple[DrugRead, ...]
    candidates: tuple[Candidate, ...]
    doubts: tuple[Doubt, ...] = ()  # the words behind `candidates`
    unread: tuple[str, ...] = ()  # words that could not be read
    elsewhere: tuple[Elsewhere, ...] = ()  # what those taken are known for; changes no result

    def to_json(self) -> dict[str, Any]:
        """The object that `drugs check` prints for the line."""
        return {
            "text": self.text,
            "result": self.result,
            "classes": list(self.classes),
            "drugs": [
                {
                    "typed": drug.typed,
                    "ingredient": drug.ingredient,
                    "classes": list(drug.classes),
                    "how": drug.how,
                    "status": drug.status,
                }
                for drug in self.drugs
            ],
            "candidates": [
                {"ingredient": drug.ingredient, "classes": list(drug.classes)}
                for drug in self.candidates
            ],
            "elsewhere": [
                {"ingredient": one.ingredient, "known_for": one.known_for, "source": one.source}
                for one in self.elsewhere
            ],
        }
