"""Setting up second factors: an app, passkeys, recovery codes."""

from __future__ import annotations

from intake import clock, store
from intake.deeds import Deed
from intake.services import audit
from intake.services.accounts import limits, sessions
from intake.services.accounts.second_factor import new_question, take_question
from intake.sign_in import codes, passkeys
from intake.sign_in.passkeys import Key, PasskeyError, Site
from intake.sign_in.secrets_given import kept_of, new_recovery_code
from intake.store.people.records import Passkey, Session

CHANGED: Deed = "changed second factor"
CODES = 10  # recovery codes at a time
OFFERED = "app"  # what a session keeps until the app has shown that it has it


def offered_secret(session: Session) -> str:
    """The secret that this session offers to an app; the same until it is used."""
    with store.transaction():
        waiting = store.sessions.pending(session.key)
        secret: str = waiting.get(OFFERED) or codes.new_secret()
        store.sessions.set_pending(session.key, {**waiting, OFFERED: secret})
    return secret


def set_up_app(session: Session, code: str) -> str | None:
    """Keep the offered secret if the app shows its code; the session's new token, or None."""
    with store.transaction():
        waiting = store.sessions.pending(session.key)
        secret: str = waiting.get(OFFERED, "")
        step = codes.step_of(secret, "".join(code.split()), clock.now(), 0) if secret else None
        if step is None:
            return None
        store.factors.set_app(session.person.id, secret, step)
        audit.write_of_person(session.person.id, CHANGED)
        return sessions.complete(session)


def ask_new_passkey(session: Session, site: Site) -> str:
    """What to ask a browser that shall make a passkey: JSON."""
    known = [one.id for one in store.factors.passkeys(session.person.id)]
    person, challenge = session.person, new_question(session)
    return passkeys.to_make(site, person.id, person.email, challenge, known)


def set_up_passkey(session: Session, site: Site, answer: str, name: str) -> str | None:
    """Keep the passkey that the browser has made; the session's new token, or None."""
    with store.transaction():
        challenge = take_question(session)
        try:
            key = passkeys.made(site, challenge, answer) if challenge else None
        except PasskeyError:
            key = None
        if key is None:
            return None
        store.factors.add_passkey(session.person.id, _passkey(key, name or session.browser))
        audit.write_of_person(session.person.id, CHANGED)
        return sessions.complete(session)


def remove_passkey(session: Session, passkey_id: bytes) -> bool:
    """Forget a passkey of theirs; whether it was, for the last second factor stays."""
    user_id = session.person.id
    with store.transaction():
        others = [one for one in store.factors.passkeys(user_id) if one.id != passkey_id]
        if not others and store.factors.app_of(user_id) is None:
            return False
        store.factors.remove_passkey(user_id, passkey_id)
        audit.write_of_person(user_id, CHANGED)
    return True


def new_recovery_codes(session: Session) -> list[str]:
    """Ten codes in place of all earlier ones, to be shown this once."""
    made = [new_recovery_code() for _ in range(CODES)]
    with store.transaction():
        keys = [kept_of("recovery code", one) for one in made]
        store.factors.set_recovery_codes(session.person.id, keys)
        audit.write_of_person(session.person.id, CHANGED)
    return made


def give_app(email: str) -> None:
    """Set up an app for an account of the demo, which nobody holds; one that is there stays."""
    person = store.users.find(email)
    if person and not person.has_app:
        with store.transaction():
            store.factors.set_app(person.id, codes.new_secret(), 0)


def reset(user_id: int) -> None:
    """Forget someone's second factors and sign them out everywhere: they set up a new one."""
    with store.transaction():
        store.factors.forget_factors(user_id)
        store.sessions.end_all(user_id)
        audit.write_of_person(user_id, CHANGED, "command")
    limits.forget(factor=str(user_id))


def _passkey(key: Key, name: str) -> Passkey:
    return Passkey(key.id, name[:60], key.public, key.count, clock.now())
