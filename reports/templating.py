"""The reports' own Jinja environment; every value is escaped."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

_NUMBERS = re.compile(r"(\d{1,4}–\d{1,4})")
_WHOLE = Markup('<span class="whole">{}</span>')
TEMPLATES = Path(__file__).parent.parent / "templates"


@cache
def environment() -> Environment:
    """The environment, made once; templates do not change while the service runs."""
    env = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        auto_reload=False,
    )
    env.filters["kind_of"] = lambda block: type(block).__name__
    env.filters["spaced"] = spaced
    env.filters["unbroken"] = unbroken
    return env


def unbroken(text: str) -> str:
    """The text with each "1–2" held on one line, as the layout counts on it."""
    if "–" not in text:
        return text
    parts = _NUMBERS.split(text)  # what stands between, and each pair of numbers
    return Markup("").join(_WHOLE.format(one) if n % 2 else one for n, one in enumerate(parts))


def spaced(runs: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Each run's text and style, the space between two at the beginning of the second.

    WeasyPrint ends a line after the first word of a text that fits but for its last space.
    """
    space = ""
    for text, style in runs:
        yield (space + text).removesuffix(" "), style
        space = " " if text.endswith(" ") else ""


def render(template: str, /, **context: object) -> str:
    """A template of templates/report/ as HTML."""
    return environment().get_template(f"report/{template}").render(context)
