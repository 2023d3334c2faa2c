"""Columns that hold what is sealed."""

from __future__ import annotations

from sqlalchemy import LargeBinary
from sqlalchemy.types import TypeDecorator


class Sealed(TypeDecorator[bytes]):
    """A sealed blob (../sealing). A change of the master key rewraps every column of this type."""

    impl = LargeBinary
    cache_ok = True
