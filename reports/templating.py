"""The reports' own Jinja environment; every value is escaped."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

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
    return env


def render(template: str, /, **context: object) -> str:
    """A template of templates/report/ as HTML."""
    return environment().get_template(f"report/{template}").render(context)
