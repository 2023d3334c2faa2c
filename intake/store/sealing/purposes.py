"""What the service hashes under a key, each purpose under a key of its own."""

# A new purpose is a line here, and one in docs/crypto.md. Its key is made at the next start.
PURPOSES = {
    "account secret": "what someone holds to sign in: of a session, a link, a recovery code",
    "attempt": "who tries something too often, told neither by name nor by address",
    "audit": "the chain of the audit's rows",
    "audit detail": "what an audit row says besides, kept apart from it",
    "document digest": "all that shapes a kept PDF",
    "install check": "a word that only this service can answer, when it looks at its own front",
    "link lookup": "a link's token, as the database finds it",
    "link token": "the token of a visit's link",
    "name index": "parts of names and dates of birth, by clinic, to search by",
    "open door": "the visit that one start at an open door makes",
    "opening": "one opening of a form",
    "password salt": "what passwords were hashed with before argon2 until version 0.1",
    "password pepper": "what passwords are hashed with before argon2",
    "rows": "the mark of a row, over all that stands in it",
    "sender": "the browser that has sent a form",
    "typed code": "the code that leads back to a form when it is typed",
    "typed code lookup": "such a code, as the database finds it",
    "visit handle": "what names a visit in the addresses of its form",
}
# These were made out of INTAKE_SECRET_KEY until version 0.1; where they are in use they stay,
# so that links, handles and passwords go on working.
MADE_OF_SECRET = {"link lookup", "link token", "open door", "password salt", "visit handle"}
