"""Every query and every write. The visit or the clinic is a required argument."""

from intake.store import attempts
from intake.store.clinics import add_clinic, clinic, open_clinic, open_clinics
from intake.store.database import UnavailableError, is_reachable, look_anew, transaction
from intake.store.facts import DatabaseFacts, database_facts
from intake.store.people import emergencies, factors, links, members, sessions, users
from intake.store.people.members import (
    MemberError,
    add_membership,
    has_administrator,
    memberships,
)
from intake.store.people.records import Membership
from intake.store.people.users import TakenAddressError, add_user, user_id_of
from intake.store.records import Clinic, Identity, Lock, Stored, Visit
from intake.store.sealing.encryption import SealError, id_of
from intake.store.sealing.keys import hashed
from intake.store.sealing.tokens import handle_of_id, start_id
from intake.store.upkeep.rotation import rotate, still_wrapped_by
from intake.store.visits.birth_tries import count_wrong, forget_tries, lock_of
from intake.store.visits.documents import drop_documents, keep_document, kept_document
from intake.store.visits.drafts import drop_draft, keep_draft, saved_draft
from intake.store.visits.openings import (
    add_opening,
    drop_opening,
    drop_openings,
    is_opening,
    was_sent_by,
)
from intake.store.visits.submissions import (
    insert_submission,
    submission,
    submission_by_reference,
    submission_references,
)
from intake.store.visits.verifications import add_verification, verifications
from intake.store.visits.visit import (
    TakenError,
    cancel_visit,
    clinic_visit,
    handle_of,
    insert_visit,
    is_live,
    keep_given,
    link_token,
    lock_visit,
    renew_link,
    visit_for_token,
    visit_in_browser,
    visit_of_id,
)
from intake.store.visits.worklist import worklist

__all__ = [
    "Clinic",
    "DatabaseFacts",
    "Identity",
    "Lock",
    "MemberError",
    "Membership",
    "SealError",
    "Stored",
    "TakenAddressError",
    "TakenError",
    "UnavailableError",
    "Visit",
    "add_clinic",
    "add_membership",
    "add_opening",
    "add_user",
    "add_verification",
    "attempts",
    "cancel_visit",
    "clinic",
    "clinic_visit",
    "count_wrong",
    "database_facts",
    "drop_documents",
    "drop_draft",
    "drop_opening",
    "drop_openings",
    "emergencies",
    "factors",
    "forget_tries",
    "handle_of",
    "handle_of_id",
    "has_administrator",
    "hashed",
    "id_of",
    "insert_submission",
    "insert_visit",
    "is_live",
    "is_opening",
    "is_reachable",
    "keep_document",
    "keep_draft",
    "keep_given",
    "kept_document",
    "link_token",
    "links",
    "lock_of",
    "lock_visit",
    "look_anew",
    "members",
    "memberships",
    "open_clinic",
    "open_clinics",
    "renew_link",
    "rotate",
    "saved_draft",
    "sessions",
    "start_id",
    "still_wrapped_by",
    "submission",
    "submission_by_reference",
    "submission_references",
    "transaction",
    "user_id_of",
    "users",
    "verifications",
    "visit_for_token",
    "visit_in_browser",
    "visit_of_id",
    "was_sent_by",
    "worklist",
]
