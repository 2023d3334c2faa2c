"""typst: its own template language, compiled in the process; the data comes in as JSON."""

from __future__ import annotations

import json
from dataclasses import asdict
from functools import cache
from pathlib import Path

import typst

from reports.fonts import BUILT
from reports.summary import Summary
from tests.bench.content import BOXES, COLUMNS, QR, Code, content

TEMPLATE = Path(__file__).with_name("page.typ")


def render(summary: Summary) -> bytes:
    """The page as PDF/A-3a and PDF/UA-1, the submission attached."""
    data = content(summary)
    page = asdict(data) | {"code": _svg(data.code), "qr": QR, "columns": COLUMNS, "boxes": BOXES}
    page["attachment"] = summary.attachment.decode()
    made = _compiler().compile(
        format="pdf",
        sys_inputs={"page": json.dumps(page)},
        pdf_standards=["a-3a", "ua-1"],
        timestamp=0,
    )
    assert isinstance(made, bytes)
    return made


@cache
def _compiler() -> typst.Compiler:
    """One for the process: it reads the fonts once."""
    return typst.Compiler(TEMPLATE, font_paths=[BUILT], ignore_system_fonts=True)


def _svg(code: Code) -> str:
    dark = "".join(f"M{x} {y}h{length}v1h-{length}z" for x, y, length in code.runs)
    field = f'xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {code.side} {code.side}"'
    return f'<svg {field}><path d="{dark}"/></svg>'
