"""Each object of a PDF written once: pydyf writes all of them again to work out the file's number.

Streams are packed at zlib's usual level, in half of the time of its highest: files grow by 1 %.
One in 256 ends with a carriage return, which with the line feed after it reads as one end of a
line and makes the stream a byte too short for PDF/A: such a one is followed by a whole end.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable
from functools import partial
from typing import BinaryIO

import pydyf

LEVEL = 6
END = b"\nendstream\nendobj"


class _Written(pydyf.Object):  # type: ignore[misc]
    """An object that is written already."""

    def __init__(self, given: pydyf.Object) -> None:
        super().__init__()
        self.number, self.generation, self.free = given.number, given.generation, given.free
        self._data, self._compressible = _data(given), bool(given.compressible)

    @property
    def data(self) -> bytes:
        """What was written."""
        return self._data

    @property
    def compressible(self) -> bool:
        """As the object said."""
        return self._compressible


def serialise(pdf: pydyf.PDF) -> None:
    """Write every object, as the last that is done to it before the file is."""
    pdf.write_line = partial(_write_line, pdf.write_line)
    pdf.objects[:] = [one if one.free == "f" else _Written(one) for one in pdf.objects]


def _write_line(write: Callable[[bytes, BinaryIO], None], content: bytes, to: BinaryIO) -> None:
    if content.endswith(b"\r" + END):
        content = content.removesuffix(END) + b"\r" + END
    write(content, to)


def _data(given: pydyf.Object) -> bytes:
    if not (isinstance(given, pydyf.Stream) and given.compress):
        return bytes(given.data)
    packed = zlib.compress(_content(given), LEVEL)
    return bytes(pydyf.Stream([packed], {**given.extra, "Filter": "/FlateDecode"}).data)


def _content(stream: pydyf.Stream) -> bytes:
    """What is in a stream, as pydyf would pack it."""
    whole = pydyf.Stream(stream.stream, {}).data
    start = whole.index(b"stream\n") + len(b"stream\n")
    return bytes(whole[start : -len(b"\nendstream")])
