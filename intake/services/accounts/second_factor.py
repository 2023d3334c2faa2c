"""The second step of signing in: a code of an app, a recovery code, or a passkey."""

from __future__ import annotations

from intake import clock, store
from intake.services import audit
from intake.services.accounts import limits, sessions
from intake.sign_in import codes, passkeys
from intake.sign_in.passkeys import Key, PasskeyError, Site
from intake.sign_in.secrets_given import kept_of, typed
from intake.store.people.records import Session

CHALLENGE = "passkey challenge"  # what a session keeps of a question to a browser, in hexadecimal


def give_code(session: Session, code: str) -> str | None:
    """Complete the session by a code of the app or a recovery code; its new token, or None.

    Either works once. Raises TooManyError before anything is checked.
    """
    limits.count(factor=str(session.person.id))
    with store.transaction():
        token = sessions.complete(session) if _use(session.person.id, code) else None
    return _done(session, token)


def ask_passkey(session: Session, site: Site) -> str:
    """What to ask a browser that shall use one of the person's passkeys: JSON; "" without one."""
    known = [one.id for one in store.factors.passkeys(session.person.id)]
    return passkeys.to_use(site, new_question(session), known) if known else ""


def give_passkey(session: Session, site: Site, answer: str) -> str | None:
    """Complete the session by the browser's answer; its new token, or None.

    Raises TooManyError before anything is checked.
    """
    limits.count(factor=str(session.person.id))
    with store.transaction():
        token = sessions.complete(session) if _use_passkey(session, site, answer) else None
    return _done(session, token)


def new_question(session: Session) -> bytes:
    """A challenge that the session keeps until it is answered, the same in every tab."""
    with store.transaction():
        waiting = store.sessions.pending(session.key)
        challenge: str = waiting.get(CHALLENGE) or passkeys.new_challenge().hex()
        store.sessions.set_pending(session.key, {**waiting, CHALLENGE: challenge})
    return bytes.fromhex(challenge)


def take_question(session: Session) -> bytes:
    """The challenge that was asked, once; b"" if none is waiting. Within a transaction."""
    waiting = store.sessions.pending(session.key)
    challenge = bytes.fromhex(waiting.pop(CHALLENGE, ""))
    store.sessions.set_pending(session.key, waiting)
    return challenge


def present_code(user_id: int) -> tuple[str, int]:
    """The next code of someone's app that was not used yet, and in how many seconds it works.

    Raises LookupError without an app.
    """
    with store.transaction():
        app = store.factors.app_of(user_id)
    if app is None:
        raise LookupError("no app is set up")
    secret, last = app
    step = max(codes.step_at(clock.now()), last + 1)
    return codes.code_at(secret, step), codes.works_in(step, clock.now())


def _use(user_id: int, code: str) -> bool:
    digits = "".join(code.split())
    app = store.factors.app_of(user_id)
    if not (digits.isascii() and digits.isdigit()):
        key = kept_of("recovery code", typed(code))
        return store.factors.use_recovery_code(user_id, key)
    step = codes.step_of(app[0], digits, clock.now(), app[1]) if app else None
    if step is None:
        return False
    store.factors.use_step(user_id, step)
    return True


def _use_passkey(session: Session, site: Site, answer: str) -> bool:
    user_id = session.person.id
    known = [Key(one.id, one.public, one.count) for one in store.factors.passkeys(user_id)]
    challenge = take_question(session)
    try:
        key = passkeys.used(site, challenge, answer, known) if challenge else None
    except PasskeyError:
        return False
    if key:
        store.factors.count_passkey(user_id, key.id, key.count)
    return key is not None


def _done(session: Session, token: str | None) -> str | None:
    if token is None:
        audit.record_failure("sign-in failed", session.person.email, "", session.person.id)
    if token:
        limits.forget(factor=str(session.person.id))
    return token
