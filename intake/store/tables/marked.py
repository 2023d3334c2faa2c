"""Rows that carry a mark: a keyed hash over all that stands in them, checked whenever one is read.

Whoever changes a row without the service's keys, or puts one row's values into another, is
noticed: the row is refused with SealError. The mark tells nothing of a row that is missing;
what a visit must have is counted in the visit's own row (visits.py).

A mark is made as SQLAlchemy's session writes a row. A statement that would leave the old mark
(`update(DraftRow)`) is refused.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Callable, Collection
from datetime import UTC, date, datetime
from functools import cache
from typing import Any, ClassVar

from sqlalchemy import Connection, LargeBinary, event
from sqlalchemy.orm import (
    InstrumentedAttribute,
    Mapped,
    Mapper,
    ORMExecuteState,
    Session,
    mapped_column,
    object_session,
)
from sqlalchemy.orm.attributes import set_committed_value

from intake.store.sealing.encryption import SealError, body_of
from intake.store.sealing.keys import hashed
from intake.store.tables.sealed import Sealed

Plainer = Callable[[Any], Any]
Plan = list[tuple[str, str, Plainer]]
BROKEN_TOLD = "intake_broken_told"  # the option of a query whose caller asks `is_intact` itself


class Marked:
    """A row that carries a mark over every column but those that it names as `unmarked`."""

    unmarked: ClassVar[frozenset[str]] = frozenset()
    broken = False
    mark: Mapped[bytes | None] = mapped_column(LargeBinary, sort_order=1000)


def require_intact(row: Marked) -> None:
    """Raise SealError for a row that was changed past the service."""
    if row.broken:
        raise SealError(f"a row of {_table(type(row))} does not carry its mark")


def marked_columns(kind: type[Marked]) -> list[str]:
    """The names of the columns under a row's mark, in their order."""
    return [name for name, _, _ in _plan(kind)]


def marked_text(kind: type[Marked], values: Any, only: Collection[str] | None = None) -> str:
    """All that stands under a row's mark, of its values by column; of fewer where they are named.

    Raises SealError for a sealed column that is none any more.
    """
    plan = [one for one in _plan(kind) if only is None or one[0] in only]
    return _text(kind, plan, [values[name] for name, _, _ in plan])


def _mark_of(row: Marked) -> bytes:
    """The mark that a row should carry. Raises SealError."""
    kind, kept = type(row), row.__dict__
    plan = _plan(kind)
    values = [kept[key] if key in kept else getattr(row, key) for _, key, _ in plan]
    return hashed("rows", _text(kind, plan, values))


def _text(kind: type[Marked], plan: Plan, values: list[Any]) -> str:
    # The names of the columns are as much a part of it as what stands in them.
    names = ",".join([_table(kind), *[name for name, _, _ in plan]])
    plain = [
        None if value is None else plainer(value)
        for (_, _, plainer), value in zip(plan, values, strict=True)
    ]
    return names + json.dumps(plain)


def _plan(kind: type[Marked]) -> Plan:
    return _planned(kind.__mapper__, kind.unmarked)  # type: ignore[attr-defined]


@cache
def _planned(mapper: Mapper[Any], unmarked: frozenset[str]) -> Plan:
    """For each marked column its name, its name in the class, and what makes its value plain."""
    columns = sorted(mapper.local_table.columns, key=lambda column: column.name)
    return [
        (one.name, mapper.get_property_by_column(one).key, _plainer(one.type))
        for one in columns
        if one.name not in {*unmarked, "mark"}
    ]


def _plainer(column_type: Any) -> Plainer:
    """What makes a column's value the same before it is written and after it is read."""
    if isinstance(column_type, Sealed):  # its head changes with the master key
        return lambda value: hashlib.sha256(body_of(value)).hexdigest()
    by_type: dict[type, Plainer] = {
        bool: bool,
        int: int,
        str: str,
        bytes: lambda value: value.hex(),
        datetime: lambda value: value.astimezone(UTC).isoformat(),
        date: lambda value: value.isoformat(),
        dict: lambda value: value,
    }
    return by_type[getattr(column_type, "impl_instance", column_type).python_type]


def _table(kind: type[Marked]) -> str:
    return str(kind.__tablename__)  # type: ignore[attr-defined]


@event.listens_for(Marked, "load", propagate=True)
def _loaded(row: Marked, context: Any) -> None:
    if context is not None:  # None: merged into the session, not read from the database
        _check(row, context)


@event.listens_for(Marked, "refresh", propagate=True)
def _refreshed(row: Marked, context: Any, _attributes: object) -> None:
    _check(row, context)


def _check(row: Marked, context: Any) -> None:
    kept = row.__dict__
    if missing := [key for _, key, _ in _plan(type(row)) if key not in kept]:
        raise TypeError(f"a marked row is read whole or not at all; {missing} were left out")
    row.broken = not _is_right(row)
    if row.broken:
        told = context.query.get_execution_options().get(BROKEN_TOLD)
        if told is not type(row):
            _forget(row)
            require_intact(row)


def _is_right(row: Marked) -> bool:
    try:
        return hmac.compare_digest(row.mark or b"", _mark_of(row))
    except SealError:  # a sealed column that is none any more
        return False


def _forget(row: Marked) -> None:
    """Take a row out of its session, so that asking for it again reads it again."""
    session = object_session(row)
    if session:
        session.expunge(row)


@event.listens_for(Marked, "before_insert", propagate=True)
@event.listens_for(Marked, "before_update", propagate=True)
def _mark(_mapper: object, _connection: object, row: Marked) -> None:
    require_intact(row)
    row.mark = None if _has_to_wait(row) else _mark_of(row)


@event.listens_for(Marked, "after_insert", propagate=True)
def _mark_later(mapper: Mapper[Any], connection: Connection, row: Marked) -> None:
    """Mark a row whose number or defaults only its insertion has told."""
    if row.mark is None:
        for _, key, _ in _plan(type(row)):
            getattr(row, key)  # reads what the database has filled in
        table: Any = mapper.local_table
        here = [
            column == getattr(row, mapper.get_property_by_column(column).key)
            for column in table.primary_key
        ]
        mark = _mark_of(row)
        connection.execute(table.update().where(*here).values(mark=mark))
        set_committed_value(row, "mark", mark)


def _has_to_wait(row: Marked) -> bool:
    """Whether the database will fill in something that stands under the mark."""
    kept, table = row.__dict__, type(row).__table__  # type: ignore[attr-defined]
    return any(
        kept.get(key) is None and _is_filled_in(table, table.columns[name])
        for name, key, _ in _plan(type(row))
    )


def _is_filled_in(table: Any, column: Any) -> bool:
    return bool(column is table.autoincrement_column or column.default or column.server_default)


@event.listens_for(Marked, "attribute_instrument", propagate=True)
def _read_before_set(_kind: type, _key: str, attribute: InstrumentedAttribute[Any]) -> None:
    """Have a row read, and so checked, before any of it is changed."""
    if hasattr(attribute.property, "columns"):
        event.listen(attribute, "set", lambda *_: None, active_history=True)


@event.listens_for(Session, "do_orm_execute")
def _refuse_to_pass_by(asked: ORMExecuteState) -> None:
    """Refuse a statement that would write marked columns and leave the old mark."""
    kind = asked.bind_mapper.class_ if asked.bind_mapper else None
    if not (kind and issubclass(kind, Marked) and (asked.is_update or asked.is_insert)):
        return
    named = {key if isinstance(key, str) else key.key for key in asked.statement._values or ()}  # type: ignore[attr-defined]
    if asked.is_insert or not named <= kind.unmarked:
        raise TypeError(f"write whole rows of {_table(kind)}, so that their mark is made")
