"""What the first request of each kind would wait for, done before the workers part.

They share it: a fork copies no memory that nobody writes to.
"""

from __future__ import annotations

from flask import Flask

from intake import drugs


def warm_up(app: Flask) -> None:
    """Have every template and every rule of the reader of medicines compiled."""
    drugs.compile_rules()
    for name in app.jinja_env.list_templates(filter_func=_is_served):
        app.jinja_env.get_template(name)


def _is_served(name: str) -> bool:
    """Whether it is a template of the service; those of report/ have filters of their own."""
    return name.endswith(".html") and not name.startswith("report/")
