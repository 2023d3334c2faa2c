"""How pages are rendered: everything escaped, nothing misspelt, static files kept."""

from __future__ import annotations

import hashlib
import re
from contextlib import suppress
from datetime import datetime, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from flask import Flask
from jinja2 import FileSystemBytecodeCache, StrictUndefined
from jinja2.bccache import Bucket

from intake import wording
from reports.wording import for_reason

NOT_DIALLED = re.compile(r"[^0-9+]")
A_NUMBER = re.compile(r"\+?[0-9](?:[0-9 ().-]*[0-9])?")
A_YEAR = 365 * 24 * 60 * 60


def init_app(app: Flask) -> None:
    """Set up the templates of this app. Call before anything is rendered."""
    templates = app.jinja_env
    # Flask by itself escapes only some file endings; a macro file of any name must be safe.
    templates.autoescape = True
    # A misspelt variable is an error in a test, not a gap on a patient's page.
    templates.undefined = StrictUndefined
    templates.trim_blocks = templates.lstrip_blocks = True
    templates.filters.update(FILTERS)
    templates.bytecode_cache = Compiled(Path(app.root_path, str(app.template_folder)))
    # A phone fetches the look once: a changed file has a new address.
    app.config["SEND_FILE_MAX_AGE_DEFAULT"] = A_YEAR
    folder = Path(app.static_folder or "")

    @app.url_defaults
    def _name_the_version(endpoint: str, values: dict[str, Any]) -> None:
        if endpoint == "static":
            values["v"] = _digest(folder / values["filename"])


class Compiled(FileSystemBytecodeCache):
    """Compiled templates, kept beside them as Python keeps its own; not where only reading works.

    Jinja looks whether a template has changed, and not how it is compiled: the files' names say
    which version of this module that was.
    """

    def __init__(self, templates: Path) -> None:
        """Keep them in a folder below these templates."""
        version = hashlib.sha256(Path(__file__).read_bytes()).hexdigest()[:12]
        super().__init__(str(templates / "__pycache__"), f"%s-{version}.jinja")

    def load_bytecode(self, bucket: Bucket) -> None:
        """Take what is kept, if it can be read."""
        with suppress(OSError):
            super().load_bytecode(bucket)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was compiled, if it can be written."""
        with suppress(OSError):
            Path(self.directory).mkdir(exist_ok=True)
            super().dump_bytecode(bucket)


def clinic_time(moment: datetime, time_zone: str) -> str:
    """A moment in the clinic's time zone, as "20 Nov 2026 19:42"."""
    return wording.moment(moment.astimezone(ZoneInfo(time_zone)))


def long_time(moment: datetime, time_zone: str) -> str:
    """A moment in the clinic's time zone, as "20 November 2026, 19:42"."""
    return wording.long_moment(moment.astimezone(ZoneInfo(time_zone)))


def clinic_hour(moment: datetime, time_zone: str) -> str:
    """The time of a moment in the clinic's time zone, as "19:42"."""
    return f"{moment.astimezone(ZoneInfo(time_zone)):%H:%M}"


def near_time(moment: datetime, time_zone: str, now: datetime) -> str:
    """A moment beside now: "today 19:42", "20 Nov 19:42", with its year if that is another."""
    here, today = (one.astimezone(ZoneInfo(time_zone)) for one in (moment, now))
    days = (here.date() - today.date()) // timedelta(days=1)
    if near := {-1: "yesterday", 0: "today", 1: "tomorrow"}.get(days):
        return f"{near} {here:%H:%M}"
    words = wording.moment(here)
    return words if here.year != today.year else words.replace(f" {here.year}", "")


def dialled(number: str) -> str:
    """A telephone number as an address holds it; "" for text that is none."""
    digits = NOT_DIALLED.sub("", number)
    return digits if 5 <= len(digits) <= 20 else ""


def called(setting: str) -> str:
    """The number that a clinic's setting names, as an address holds it; "" if it names none.

    The first one, where an older setting names several: "999 or 112".
    """
    found = A_NUMBER.search(setting)
    digits = NOT_DIALLED.sub("", found[0]) if found else ""
    return digits if 2 < len(digits) <= 20 else ""


FILTERS = {
    "called": called,
    "age": wording.age,
    "clinic_hour": clinic_hour,
    "clinic_time": clinic_time,
    "day": wording.day,
    "digits": dialled,
    "for_reason": for_reason,
    "long_time": long_time,
    "moment": datetime.fromisoformat,
    "near_time": near_time,
    "weekday": wording.weekday,
}


@lru_cache(maxsize=100)
def _digest(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()[:12] if file.is_file() else ""
