"""The answers saved so far, as a value: one patient's unsent form.

Every entry of a repeating page (a medicine) has an id of its own, so that changing one
never depends on the place where another stands. The ids belong to the draft: they name
entries in addresses and are no part of what is sent.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from intake.sign_times import SignTimes

Entry = Mapping[str, Any]
FORMAT = "intake-draft/2"
FULL = 200  # entries of one page: more than anyone takes


@dataclass(frozen=True)
class Draft:
    """Answers by question id, and the entries of each repeating page by their own ids."""

    answers: Mapping[str, Any] = field(default_factory=dict)
    entries: Mapping[str, Mapping[str, Entry]] = field(default_factory=dict)
    signs: SignTimes = field(default_factory=dict)  # when emergency signs were ticked, taken back
    sure: tuple[str, ...] = ()  # keys of the doubts that the patient has confirmed
    # What was typed and is no answer yet, by place (page, or page and entry) and input.
    unread: Mapping[str, Mapping[str, list[str]]] = field(default_factory=dict)
    # What it was read in while own words were typed: codes of languages, the first one first.
    typed_in: tuple[str, ...] = ()

    @property
    def given(self) -> dict[str, Any]:
        """The answers as a questionnaire takes them: entries as lists under their page's id."""
        return {**self.answers, **{page: list(own.values()) for page, own in self.entries.items()}}

    def with_page(self, ids: Iterable[str], answers: Mapping[str, Any]) -> Draft:
        """The draft with these answers in place of all that stood under `ids`."""
        gone = set(ids)
        rest = {key: value for key, value in self.answers.items() if key not in gone}
        return replace(self, answers={**rest, **answers})

    def with_entry(self, page_id: str, entry_id: str, entry: Entry) -> Draft:
        """The draft with this entry, in its place if it was there, else at the end."""
        own = {**self.entries.get(page_id, {}), entry_id: entry}
        return replace(self, entries={**self.entries, page_id: own})

    def with_unread(self, place: str, typed: Mapping[str, list[str]]) -> Draft:
        """The draft with this in place of what was kept as it was typed there."""
        rest = {key: one for key, one in self.unread.items() if key != place}
        return replace(self, unread={**rest, place: typed} if typed else rest)

    def with_sure(self, keys: Iterable[str]) -> Draft:
        """The draft with these doubts confirmed too."""
        return replace(self, sure=(*self.sure, *keys))

    def without_entry(self, page_id: str, entry_id: str) -> Draft:
        """The draft without this entry."""
        own = {key: one for key, one in self.entries.get(page_id, {}).items() if key != entry_id}
        rest = self.with_unread(place_of(page_id, entry_id), {})
        return replace(rest, entries={**self.entries, page_id: own})

    def counting(self, whole: Mapping[str, Any]) -> Draft:
        """The draft with only what counts: `whole` is `given` as the form has pruned it.

        The form keeps every entry and their order, so that each finds its id again.
        """
        entries = {
            page: dict(zip(own, whole[page], strict=True))
            for page, own in self.entries.items()
            if page in whole
        }
        counting = {key: one for key, one in whole.items() if key not in entries}
        return replace(self, answers=counting, entries=entries)

    def to_json(self) -> dict[str, Any]:
        """What from_json() reads again."""
        return {
            "format": FORMAT,
            "answers": dict(self.answers),
            "entries": {page: list(own.items()) for page, own in self.entries.items()},
            "signs": dict(self.signs),
            "unread": dict(self.unread),
            "sure": list(self.sure),
            "typed_in": list(self.typed_in),
        }


def from_json(value: Mapping[str, Any]) -> Draft:
    """Read a kept draft; one of the first version is answers alone, its entries lists."""
    if value.get("format") == FORMAT:
        entries = {page: dict(own) for page, own in value["entries"].items()}
        signs = {key: tuple(own) for key, own in value.get("signs", {}).items()}
        sure, typed_in = (tuple(value.get(key, ())) for key in ("sure", "typed_in"))
        unread = value.get("unread", {})
        return Draft(value["answers"], entries, signs, sure, unread, typed_in)
    return of_given(value)


def of_given(given: Mapping[str, Any]) -> Draft:
    """A draft of answers whose entries have no ids yet: "00000001" and so on, always the same."""
    lists = {key: one for key, one in given.items() if _is_entries(one)}
    return Draft(
        {key: one for key, one in given.items() if key not in lists},
        {
            page: {f"{number:08}": entry for number, entry in enumerate(own, 1)}
            for page, own in lists.items()
        },
    )


def place_of(page_id: str, entry_id: str = "") -> str:
    """Where something typed stands: on a page, or in an entry of it."""
    return f"{page_id}/{entry_id}" if entry_id else page_id


def stamp(value: object) -> str:
    """What a page carries to say which answers it was drawn from: 16 hexadecimal digits."""
    text = json.dumps(value, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _is_entries(value: object) -> bool:
    return isinstance(value, list) and any(isinstance(one, dict) for one in value)
