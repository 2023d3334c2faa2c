"""Whether there is a backup, and how old it is."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from intake import clock
from intake.services.install_check.finding import Finding, fine, mend, unknown

OLD = timedelta(hours=26)  # a day, and the time that the making takes


def check(folder: Path | None) -> Iterator[Finding]:
    """The newest file of the folder that INTAKE_BACKUPS names."""
    if folder is None:
        yield unknown(
            "nobody has told where the backups are",
            "set INTAKE_BACKUPS to the folder in which the newest backup appears",
        )
        return
    age = age_of_newest(folder)
    if age is None:
        yield mend(f"there is no backup in {folder}", "`flask backup make`, every day")
        return
    said = f"the newest backup is {age.total_seconds() / 3600:.0f} hours old"
    yield mend(said, "look why no newer one was made") if age > OLD else fine(said)


def age_of_newest(folder: Path) -> timedelta | None:
    """How long ago the newest backup was made; None if there is none."""
    files = (one for one in folder.glob("[!.]*") if one.is_file())
    newest = max((one.stat().st_mtime for one in files), default=None)
    return None if newest is None else clock.now() - datetime.fromtimestamp(newest, UTC)
