"""The way in: what writes PDFs, once all it needs is known to be there.

WeasyPrint is imported here, at the first PDF and not before: it takes a third of a second, and
without a font it would end the process.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from typing import Protocol

from reports.errors import RenderError
from reports.layout.drawing import Drawing
from reports.pdf.requirements import check_ready, libraries_by_name
from reports.pdf.written import Attached, Written


class Write(Protocol):
    """Makes a PDF: reports.pdf.writer.write."""

    def __call__(
        self,
        html: str,
        css: str,
        attachment: Attached | None = None,
        pictures: Mapping[str, Drawing] | None = None,
        one_page: bool = False,
    ) -> Written:
        """Raise RenderError if it cannot be made or would not be whole."""


@contextmanager
def rendering() -> Iterator[Write]:
    """Give what writes PDFs; whatever goes wrong meanwhile is a RenderError that quotes nothing.

    No garbage is looked for meanwhile: a render makes much, and drops little before its end.
    """
    gc.disable()
    try:
        yield writer()
    except RenderError:
        raise
    except Exception as error:
        raise RenderError(f"the PDF could not be made: {type(error).__name__}") from error
    finally:
        gc.enable()


@cache
def writer() -> Write:
    """What writes PDFs, imported at the first call. Raises RenderError naming what is missing."""
    check_ready()
    with libraries_by_name():
        from reports.pdf.writer import write  # noqa: PLC0415
    gc.freeze()  # what was imported stays: no look for garbage goes through it again
    return write
