"""How the medicines of a form are read, kept for a moment: its pages are asked for one by one.

A long form takes a second to read, and the page, the record and the copy are all made of it.
"""

from __future__ import annotations

import hashlib
import json
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from datetime import date
from functools import lru_cache

from flask import current_app

from intake import drugs, store
from intake.questionnaires import Response
from intake.summarise import medicines
from reports.summary import Drugs

MOST = 4  # forms that a process remembers; in its memory alone


class Readings:
    """What was read last, for all threads of a process."""

    def __init__(self) -> None:
        self._kept: OrderedDict[Hashable, Drugs] = OrderedDict()
        self._lock = threading.Lock()

    def of(self, key: Hashable, read: Callable[[], Drugs]) -> Drugs:
        """What was read under this key, or is read now."""
        with self._lock:
            found = self._kept.get(key)
        found = found or read()
        with self._lock:
            self._kept[key] = found
            self._kept.move_to_end(key)
            if len(self._kept) > MOST:
                self._kept.popitem(last=False)
        return found


def local_of(clinic: store.Clinic) -> drugs.Local:
    """What names mean at a clinic."""
    return _local(clinic.country, clinic.local_names, drugs.version())


@lru_cache(maxsize=64)
def _local(country: str, names: str, _version: str) -> drugs.Local:
    try:
        return drugs.Local(country, drugs.local_names(names))
    except drugs.LocalNamesError as error:
        # The drug list has changed since they were typed: the other lines still count.
        return drugs.Local(country, error.names)


def drugs_of(response: Response, day: date, added: tuple[str, ...], local: drugs.Local) -> Drugs:
    """The medicines of these answers and added notes, read and set against onset on this day."""
    readings: Readings = current_app.extensions["readings"]
    answers = json.dumps(response.whole, sort_keys=True).encode()
    form = (response.form.id, response.form.version)
    key = (*form, hashlib.sha256(answers).digest(), added, day, local, drugs.version())
    return readings.of(key, lambda: medicines(response, day, added, local))
