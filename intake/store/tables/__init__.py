"""Tables only. The clinic stands in the key of everything that belongs to it.

Whatever a patient typed, and who the patient is, is stored sealed (../sealing);
what stands open is what the service must search by: times, states, references.
"""

from intake.store.tables.accounts import AccountLinkRow, PasskeyRow, RecoveryCodeRow, SessionRow
from intake.store.tables.attempts import AttemptRow
from intake.store.tables.audit import AuditDetailRow, AuditHeadRow, AuditRow
from intake.store.tables.clinics import ClinicRow
from intake.store.tables.emergencies import EmergencyRow
from intake.store.tables.keys import KeyRow
from intake.store.tables.marked import Marked
from intake.store.tables.messages import MessageRow
from intake.store.tables.moments import Instant
from intake.store.tables.patients import EarlierVisitRow, OnFileRow
from intake.store.tables.people import MembershipRow, UserRow
from intake.store.tables.retention import RetentionRow
from intake.store.tables.sealed import Sealed
from intake.store.tables.visits import (
    DocumentRow,
    DraftRow,
    ImmutableError,
    NameRow,
    OpeningRow,
    SubmissionRow,
    TypedCodeRow,
    VerificationRow,
    VisitRow,
)

__all__ = [
    "AccountLinkRow",
    "AttemptRow",
    "AuditDetailRow",
    "AuditHeadRow",
    "AuditRow",
    "ClinicRow",
    "DocumentRow",
    "DraftRow",
    "EarlierVisitRow",
    "EmergencyRow",
    "ImmutableError",
    "Instant",
    "KeyRow",
    "Marked",
    "MembershipRow",
    "MessageRow",
    "NameRow",
    "OnFileRow",
    "OpeningRow",
    "PasskeyRow",
    "RecoveryCodeRow",
    "RetentionRow",
    "Sealed",
    "SessionRow",
    "SubmissionRow",
    "TypedCodeRow",
    "UserRow",
    "VerificationRow",
    "VisitRow",
]
