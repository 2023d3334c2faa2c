"""What pydyf writes of a value, the commonest kinds first: a page has some ten thousand."""

from __future__ import annotations

import pydyf

PLAIN_BYTES = pydyf._to_bytes


def to_bytes(item: object) -> bytes:
    """In place of pydyf's own."""
    if type(item) is bytes:
        return item
    if type(item) is int:
        return b"%d" % item
    if type(item) is str:
        return item.encode("ascii")
    written: bytes = PLAIN_BYTES(item)
    return written
