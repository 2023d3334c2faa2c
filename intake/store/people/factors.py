"""Second factors: an app's secret, passkeys, recovery codes. Nothing here commits."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import delete, func, select

from intake import clock
from intake.extensions import db
from intake.store.people.records import Passkey
from intake.store.people.users import row_of
from intake.store.sealing.keys import open_json, seal_json
from intake.store.tables import PasskeyRow, RecoveryCodeRow, UserRow


def app_of(user_id: int) -> tuple[str, int] | None:
    """The secret of someone's app and the step of the code used last; None without an app."""
    row = row_of(user_id)
    return (open_json(row.code_secret, *_place(row)), row.code_step) if row.code_secret else None


def set_app(user_id: int, secret: str, step: int) -> None:
    """Keep an app's secret in place of another, and the step of the code that proved it."""
    row = row_of(user_id)
    row.code_secret, row.code_step = seal_json(secret, *_place(row)), step
    row.factor_since = row.factor_since or clock.now()


def use_step(user_id: int, step: int) -> None:
    """Keep that the code of a step was used: neither it nor an earlier one works again."""
    row_of(user_id).code_step = step


def passkeys(user_id: int) -> list[Passkey]:
    """Someone's passkeys, the oldest first."""
    query = select(PasskeyRow).filter_by(user_id=user_id).order_by(PasskeyRow.made_at)
    return [
        Passkey(row.id, row.name, row.public, row.count, row.made_at)
        for row in db.session.scalars(query)
    ]


def add_passkey(user_id: int, key: Passkey) -> None:
    """Keep the public half of a new passkey."""
    row = row_of(user_id)
    row.factor_since = row.factor_since or clock.now()
    db.session.add(PasskeyRow(user_id=user_id, **vars(key)))


def count_passkey(user_id: int, passkey_id: bytes, count: int) -> None:
    """Keep how often a passkey says it was used."""
    query = select(PasskeyRow).filter_by(user_id=user_id, id=passkey_id)
    db.session.scalars(query).one().count = count


def remove_passkey(user_id: int, passkey_id: bytes) -> None:
    """Forget a passkey, if it is theirs."""
    db.session.execute(delete(PasskeyRow).filter_by(user_id=user_id, id=passkey_id))


def codes_left(user_id: int) -> int:
    """How many recovery codes were not used yet."""
    query = select(func.count()).select_from(RecoveryCodeRow).filter_by(user_id=user_id)
    return db.session.scalars(query).one()


def set_recovery_codes(user_id: int, keys: Iterable[bytes]) -> None:
    """Keep the hashes of new recovery codes in place of all earlier ones."""
    _forget_codes(user_id)
    db.session.add_all(RecoveryCodeRow(key=key, user_id=user_id) for key in keys)


def use_recovery_code(user_id: int, key: bytes) -> bool:
    """Use up a code of theirs; whether there was one. Of two at once one gets it."""
    used = delete(RecoveryCodeRow).filter_by(user_id=user_id, key=key)
    return db.session.execute(used.returning(RecoveryCodeRow.key)).first() is not None


def forget_factors(user_id: int) -> None:
    """Forget every second factor of theirs."""
    row = row_of(user_id)
    row.code_secret, row.code_step, row.factor_since = None, 0, None
    db.session.execute(delete(PasskeyRow).filter_by(user_id=user_id))
    _forget_codes(user_id)


def _forget_codes(user_id: int) -> None:
    db.session.execute(delete(RecoveryCodeRow).filter_by(user_id=user_id))


def _place(row: UserRow) -> tuple[str, str]:
    return ("user code", str(row.id))
