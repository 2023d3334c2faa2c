"""A visit's reference: what people read from paper, say on the telephone and type."""

from __future__ import annotations

import secrets

LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # no 0 O 1 I L, which look alike


def new_reference() -> str:
    """Eight random letters and digits, as "7KQ4-2MXP"; that it is taken shows when it is kept."""
    letters = "".join(secrets.choice(LETTERS) for _ in range(8))
    return f"{letters[:4]}-{letters[4:]}"
