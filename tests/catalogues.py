"""The words that patients' pages say, as they stand in templates and code."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from babel.messages.extract import extract_from_file

ROOT = Path(__file__).resolve().parents[1]
KEYWORDS = {"_": None, "gettext": None, "ngettext": (1, 2), "Message": None}
MARKED = re.compile(r"\b(?:_|n?gettext|Message)\(")
METHODS = {".py": "python", ".html": "jinja2.ext:babel_extract"}
TEMPLATES = {"trim_blocks": "true", "lstrip_blocks": "true", "newstyle_gettext": "true"}
Words = str | tuple[str, ...]


def said() -> Iterator[Words]:
    """Every message in code and templates; one that hangs on a number is a pair."""
    for folder in ("intake", "templates"):
        for path in sorted((ROOT / folder).rglob("*.*")):
            if path.suffix in METHODS and MARKED.search(path.read_text(encoding="utf-8")):
                yield from _in(path)


def _in(path: Path) -> Iterator[Words]:
    options = TEMPLATES if path.suffix == ".html" else {}
    found = extract_from_file(METHODS[path.suffix], str(path), KEYWORDS, (), options)
    for _, message, _, _ in found:
        yield message if isinstance(message, str) else tuple(message)
