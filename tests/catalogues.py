"""The words that patients' pages say, as they stand in templates and code."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from babel.messages.extract import extract_from_file

ROOT = Path(__file__).resolve().parents[1]
KEYWORDS = {"_": None, "gettext": None, "ngettext": (1, 2), "Message": None}
Words = str | tuple[str, ...]


def said() -> Iterator[Words]:
    """Every message in code and templates; one that hangs on a number is a pair."""
    for path in sorted((ROOT / "intake").rglob("*.py")):
        yield from _in(path, "python")
    for path in sorted((ROOT / "templates").rglob("*.html")):
        yield from _in(path, "jinja2.ext:babel_extract")


def _in(path: Path, method: str) -> Iterator[Words]:
    options = {"trim_blocks": "true", "lstrip_blocks": "true", "newstyle_gettext": "true"}
    for _, message, _, _ in extract_from_file(method, str(path), KEYWORDS, (), options):
        yield message if isinstance(message, str) else tuple(message)
