"""Tables only. The clinic stands in the key of everything that belongs to it.

Whatever a patient typed, and who the patient is, is stored sealed (../sealing);
what stands open is what the service must search by: times, states, references.
"""

from intake.store.tables.attempts import AttemptRow
from intake.store.tables.clinics import ClinicRow
from intake.store.tables.moments import Instant
from intake.store.tables.people import MembershipRow, UserRow
from intake.store.tables.visits import (
    DocumentRow,
    DraftRow,
    ImmutableError,
    NameRow,
    OpeningRow,
    SubmissionRow,
    VerificationRow,
    VisitRow,
)

__all__ = [
    "AttemptRow",
    "ClinicRow",
    "DocumentRow",
    "DraftRow",
    "ImmutableError",
    "Instant",
    "MembershipRow",
    "NameRow",
    "OpeningRow",
    "SubmissionRow",
    "UserRow",
    "VerificationRow",
    "VisitRow",
]
