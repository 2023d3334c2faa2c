"""What the audit tells of: a closed list of deeds, and each in plain words.

The words follow who did it: "Dr Osei" "opened the record of 7KQ4-2MXP". They may name {visit} and
what stands in a row's detail.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, get_args

Deed = Literal[
    # reading
    "saw worklist",
    "saw links",
    "searched",
    "saw record",
    "saw visit",
    "downloaded page PDF",
    "downloaded record PDF",
    "read page text",
    "read record text",
    "downloaded record HTML",
    "exported",
    "saw audit",
    "exported audit",
    "saw people",
    "saw settings",
    "saw retention",
    "saw outbox",
    # changing
    "created visit",
    "cancelled visit",
    "renewed link",
    "verified medicine",
    "dealt with signs",
    "linked visits",
    "unlinked visits",
    "changed settings",
    "added clinic",
    # messages to patients
    "asked for message",
    "took message",
    "sent message",
    "message failed",
    # patients
    "started visit",
    "opened form",
    "wrong birth date",
    "sent",
    "amended",
    "added note",
    "downloaded copy",
    # people
    "signed in",
    "sign-in failed",
    "failed for nobody",
    "locked",
    "signed out",
    "changed password",
    "changed second factor",
    "ended session",
    "invited",
    "withdrew invitation",
    "joined",
    "deactivated",
    "activated",
    "changed role",
    "removed",
    "broke the glass",
    "saw emergencies",
    "noted emergency",
    # deletion
    "held",
    "released",
    "erased",
    "purged",
    # the service
    "started",
    "rotated keys",
    "backed up",
    "restored",
    "moved away",
    # what came to nothing
    "was refused",
    "changed nothing",
]

WORDS: Mapping[Deed, str] = {
    "saw worklist": "opened the worklist",
    "searched": "searched the worklist: {found} found",
    "saw links": "looked at the links of new visits",
    "saw record": "opened the record of {visit}",
    "saw visit": "looked at the visit {visit}, no answers",
    "downloaded page PDF": "downloaded the page of {visit} as PDF",
    "downloaded record PDF": "downloaded the record of {visit} as PDF",
    "read page text": "opened the page of {visit} as plain text",
    "read record text": "opened the record of {visit} as plain text",
    "downloaded record HTML": "downloaded the record of {visit} as a web page",
    "exported": "exported all that is kept of {visit}",
    "saw audit": "looked at the audit",
    "exported audit": "downloaded the audit",
    "saw people": "looked at the list of people",
    "saw settings": "looked at the clinic's settings",
    "saw retention": "looked at what will be deleted",
    "saw outbox": "looked at the outbox",
    "created visit": "created the visit {visit}",
    "cancelled visit": "cancelled the visit {visit}",
    "renewed link": "made a new link for {visit}",
    "verified medicine": "marked how a medicine of {visit} was read",
    "dealt with signs": "noted that the emergency signs of {visit} were dealt with",
    "linked visits": "said that {visit} is a later visit of the patient of {earlier}",
    "unlinked visits": "took back which visit was before {visit}",
    "changed settings": "changed the clinic's settings",
    "added clinic": "added the clinic",
    "asked for message": "asked for the {kind} of {visit} to be sent",
    "took message": "took the {kind} of {visit} to the mail server",
    "sent message": "sent the {kind} of {visit}",
    "message failed": "could not send the {kind} of {visit}: {why}",
    "started visit": "started the form {visit} at the open door",
    "opened form": "opened the form {visit}",
    "wrong birth date": "gave a wrong date of birth for {visit}",
    "sent": "sent the form {visit}",
    "amended": "changed what was sent of {visit}",
    "added note": "added a note to {visit}",
    "downloaded copy": "downloaded the patient's copy of {visit}",
    "signed in": "signed in",
    "sign-in failed": "could not sign in",
    "failed for nobody": "refused a sign-in for which there is no account",
    "locked": "was locked out after too many tries",
    "signed out": "signed out",
    "changed password": "changed the password",
    "changed second factor": "changed the second factor",
    "ended session": "ended a session",
    "invited": "invited {whom}",
    "withdrew invitation": "took an invitation back",
    "joined": "began to work here",
    "deactivated": "was made unable to sign in",
    "activated": "was made able to sign in again",
    "changed role": "changed the role of {whom}",
    "removed": "removed {whom} from the clinic",
    "broke the glass": "opened the answers of {visit} in an emergency",
    "saw emergencies": "looked at what was opened in emergencies",
    "noted emergency": "noted an emergency",
    "held": "put {visit} on hold: it is not deleted",
    "released": "took {visit} off hold",
    "erased": "erased {visit}",
    "purged": "deleted {visit}, its time being over",
    "started": "started",
    "rotated keys": "changed the keys",
    "backed up": "made a backup",
    "restored": "put a backup back",
    "moved away": "took everything to another database",
    "was refused": "was refused ({status})",
    "changed nothing": "tried to change something; nothing was changed",
}

# What shows a patient's answers to somebody of the clinic.
OPENINGS: tuple[Deed, ...] = (
    "saw record",
    "downloaded page PDF",
    "downloaded record PDF",
    "read page text",
    "read record text",
    "downloaded record HTML",
    "exported",
)
DEEDS: tuple[Deed, ...] = get_args(Deed)


def told(deed: str, known: Mapping[str, object]) -> str:
    """A deed in words; what is not known of it reads "…", and an unlisted deed is its own words."""
    words = next((words for one, words in WORDS.items() if one == deed), deed)
    return words.format_map(_Known(known))


class _Known(dict[str, object]):
    def __missing__(self, key: str) -> str:
        return "…"
