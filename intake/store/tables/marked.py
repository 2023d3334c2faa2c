"""Rows that carry a mark: a keyed hash over all that stands in them, checked whenever one is read.

Whoever changes a row without the service's keys, or puts one row's values into another, is
noticed: the row is refused with SealError. The mark tells nothing of a row that is missing;
what a visit must have is counted in the visit's own row (visits.py).

A mark is made as SQLAlchemy's session writes a row. A statement that writes past the session
(`update(DraftRow)`) leaves the old mark, and the row is refused from then on.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from functools import cache
from typing import Any, ClassVar

from sqlalchemy import Connection, LargeBinary, event, inspect
from sqlalchemy.orm import InstrumentedAttribute, Mapped, Mapper, mapped_column, object_session
from sqlalchemy.orm.attributes import set_committed_value

from intake.store.sealing.encryption import SealError, body_of
from intake.store.sealing.keys import hashed
from intake.store.tables.sealed import Sealed

Plainer = Callable[[Any], Any]
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


def marked_columns(kind: type[Marked]) -> dict[str, Plainer]:
    """The columns under a row's mark, by name, and what makes each value plain."""
    return _plainers(_mapper(kind), kind.unmarked)


@cache
def _plainers(mapper: Mapper[Any], unmarked: frozenset[str]) -> dict[str, Plainer]:
    columns = mapper.local_table.columns
    return {one.name: _plainer(one.type) for one in columns if one.name not in {*unmarked, "mark"}}


def mark_of(kind: type[Marked], values: Mapping[str, Any]) -> bytes:
    """The mark of a row of these values by column. Raises SealError for what is not sealed."""
    return hashed("rows", marked_text(kind, values))


def marked_text(kind: type[Marked], values: Any, only: list[str] | None = None) -> str:
    """All that stands under a row's mark; of fewer columns where they are named."""
    columns = marked_columns(kind)
    names = sorted(columns if only is None else only)
    plain = [
        [name, None if values[name] is None else columns[name](values[name])] for name in names
    ]
    return json.dumps([_table(kind), plain], sort_keys=True)


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


def _values(row: Marked) -> dict[str, Any]:
    return {column: getattr(row, key) for column, key in _attributes(type(row)).items()}


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
    if missing := inspect(row).unloaded & {*_attributes(type(row)).values(), "mark"}:
        raise TypeError(
            f"a marked row is read whole or not at all; {sorted(missing)} were left out"
        )
    row.broken = not _is_right(row)
    told = context.query.get_execution_options().get(BROKEN_TOLD)
    if row.broken and told is not type(row):
        session = object_session(row)
        if session:  # so that asking for it again reads it again
            session.expunge(row)
        require_intact(row)


def _is_right(row: Marked) -> bool:
    try:
        return hmac.compare_digest(row.mark or b"", mark_of(type(row), _values(row)))
    except SealError:  # a sealed column that is none any more
        return False


def _attributes(kind: type[Marked]) -> dict[str, str]:
    """Under which name the class has each marked column."""
    return _named(_mapper(kind), kind.unmarked)


@cache
def _named(mapper: Mapper[Any], unmarked: frozenset[str]) -> dict[str, str]:
    columns = mapper.local_table.columns
    by_column = mapper.get_property_by_column
    return {name: by_column(columns[name]).key for name in _plainers(mapper, unmarked)}


def _mapper(kind: type[Marked]) -> Mapper[Any]:
    found: Mapper[Any] = inspect(kind)
    return found


@event.listens_for(Marked, "before_insert", propagate=True)
@event.listens_for(Marked, "before_update", propagate=True)
def _mark(_mapper: object, _connection: object, row: Marked) -> None:
    require_intact(row)
    values = _values(row)
    waiting = [name for name, value in values.items() if value is None and _comes_later(row, name)]
    row.mark = None if waiting else mark_of(type(row), values)


@event.listens_for(Marked, "after_insert", propagate=True)
def _mark_later(mapper: Mapper[Any], connection: Connection, row: Marked) -> None:
    """Mark a row whose number or defaults only its insertion has told."""
    if row.mark is None:
        table: Any = mapper.local_table
        mark = mark_of(type(row), _values(row))
        key = [column == _values(row)[column.name] for column in table.primary_key]
        connection.execute(table.update().where(*key).values(mark=mark))
        set_committed_value(row, "mark", mark)


def _comes_later(row: Marked, name: str) -> bool:
    table: Any = _mapper(type(row)).local_table
    column = table.columns[name]
    return bool(column is table.autoincrement_column or column.default or column.server_default)


@event.listens_for(Marked, "attribute_instrument", propagate=True)
def _read_before_set(_kind: type, _key: str, attribute: InstrumentedAttribute[Any]) -> None:
    """Have a row read, and so checked, before any of it is changed."""
    if hasattr(attribute.property, "columns"):
        event.listen(attribute, "set", lambda *_: None, active_history=True)
