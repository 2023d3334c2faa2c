"""Every query and every write. The visit or the clinic is a required argument."""

from intake.store import attempts, audit, backup, deletion, messages
from intake.store.clinics import (
    add_clinic,
    change_clinic,
    clinic,
    every_clinic,
    lock_clinic,
    only_clinic,
    open_clinic,
    open_clinics,
)
from intake.store.database import UnavailableError, close, look_anew, reason_of, transaction
from intake.store.facts import DatabaseFacts, database_facts
from intake.store.own_files import MovedFilesError
from intake.store.patients.earlier import (
    earlier_visit,
    later_visits,
    link_earlier,
    unlink_earlier,
)
from intake.store.patients.on_file import on_file
from intake.store.people import emergencies, factors, links, members, sessions, users
from intake.store.people.members import (
    MemberError,
    add_membership,
    has_administrator,
    memberships,
)
from intake.store.people.records import Membership
from intake.store.people.users import TakenAddressError, add_user, user_id_of
from intake.store.records import (
    Clinic,
    Identity,
    Lock,
    Message,
    MessageKind,
    MessageState,
    OnFile,
    Stored,
    Visit,
)
from intake.store.sealing.encryption import SealError, id_of
from intake.store.sealing.keys import hashed, open_bytes, seal_bytes
from intake.store.sealing.tokens import handle_of_id, new_key, start_id
from intake.store.upkeep.ages import oldest_unsent
from intake.store.upkeep.moving import Moved, MoveError, move
from intake.store.upkeep.readiness import Readiness, readiness
from intake.store.upkeep.rights import grants
from intake.store.upkeep.rotation import rotate, still_wrapped_by
from intake.store.visits.attention import deal_with_signs, headline, keep_headline
from intake.store.visits.birth_tries import count_wrong, forget_tries, lock_of
from intake.store.visits.changing import (
    TakenError,
    cancel_visit,
    insert_visit,
    keep_given,
    renew_link,
)
from intake.store.visits.documents import (
    Undrawn,
    drop_documents,
    keep_document,
    kept_document,
    undrawn,
)
from intake.store.visits.drafts import drop_draft, keep_draft, saved_draft
from intake.store.visits.last_save import renew as forget_last_save
from intake.store.visits.name_index import (
    born_term,
    has_unindexed,
    has_unplaced,
    name_term,
    place_names,
    record_term,
    reference_term,
)
from intake.store.visits.openings import (
    add_opening,
    drop_opening,
    drop_openings,
    is_use_due,
    keep_language,
    note_use,
    opening_of,
    put_aside,
    was_sent_by,
)
from intake.store.visits.reindex import nothing_told, rebuild_name_index, uncounted
from intake.store.visits.submissions import (
    insert_submission,
    submission,
    submission_references,
    submission_versions,
)
from intake.store.visits.typed_codes import drop_code, has_code, keep_code, visits_of_code
from intake.store.visits.verifications import add_verification, verifications
from intake.store.visits.visit import (
    GoneError,
    clinic_visit,
    clinic_visits,
    handle_of,
    is_live,
    link_token,
    lock_visit,
    visit_for_token,
    visit_in_browser,
    visit_of_id,
    visit_of_reference,
    visit_to_erase,
)
from intake.store.visits.worklist import Listed, Wanted, listed, worklist

__all__ = [
    "Clinic",
    "DatabaseFacts",
    "GoneError",
    "Identity",
    "Listed",
    "Lock",
    "MemberError",
    "Membership",
    "Message",
    "MessageKind",
    "MessageState",
    "MoveError",
    "Moved",
    "MovedFilesError",
    "OnFile",
    "Readiness",
    "SealError",
    "Stored",
    "TakenAddressError",
    "TakenError",
    "UnavailableError",
    "Undrawn",
    "Visit",
    "Wanted",
    "add_clinic",
    "add_membership",
    "add_opening",
    "add_user",
    "add_verification",
    "attempts",
    "audit",
    "backup",
    "born_term",
    "cancel_visit",
    "change_clinic",
    "clinic",
    "clinic_visit",
    "clinic_visits",
    "close",
    "count_wrong",
    "database_facts",
    "deal_with_signs",
    "deletion",
    "drop_code",
    "drop_documents",
    "drop_draft",
    "drop_opening",
    "drop_openings",
    "earlier_visit",
    "emergencies",
    "every_clinic",
    "factors",
    "forget_last_save",
    "forget_tries",
    "grants",
    "handle_of",
    "handle_of_id",
    "has_administrator",
    "has_code",
    "has_unindexed",
    "has_unplaced",
    "hashed",
    "headline",
    "id_of",
    "insert_submission",
    "insert_visit",
    "is_live",
    "is_use_due",
    "keep_code",
    "keep_document",
    "keep_draft",
    "keep_given",
    "keep_headline",
    "keep_language",
    "kept_document",
    "later_visits",
    "link_earlier",
    "link_token",
    "links",
    "listed",
    "lock_clinic",
    "lock_of",
    "lock_visit",
    "look_anew",
    "members",
    "memberships",
    "messages",
    "move",
    "name_term",
    "new_key",
    "note_use",
    "nothing_told",
    "oldest_unsent",
    "on_file",
    "only_clinic",
    "open_bytes",
    "open_clinic",
    "open_clinics",
    "opening_of",
    "place_names",
    "put_aside",
    "readiness",
    "reason_of",
    "rebuild_name_index",
    "record_term",
    "reference_term",
    "renew_link",
    "rotate",
    "saved_draft",
    "seal_bytes",
    "sessions",
    "start_id",
    "still_wrapped_by",
    "submission",
    "submission_references",
    "submission_versions",
    "transaction",
    "uncounted",
    "undrawn",
    "unlink_earlier",
    "user_id_of",
    "users",
    "verifications",
    "visit_for_token",
    "visit_in_browser",
    "visit_of_id",
    "visit_of_reference",
    "visit_to_erase",
    "visits_of_code",
    "was_sent_by",
    "worklist",
]
