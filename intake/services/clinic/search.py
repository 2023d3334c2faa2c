"""Searching a clinic's visits by name, date of birth, reference and record number.

What was typed never stands in an address: the browser keeps it sealed in its session, under a
key that the address names, so that Reload and Back show the same search again.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator
from dataclasses import replace

from intake import name_parts, store, typed_date
from intake.actor import Actor
from intake.services.clinic.reindex import index_names
from intake.services.clinic.worklist import WorklistPage, of_stretch, wanted_of

MOST_WORDS = 8
TWO_HALVES = re.compile(r"\s*[A-Za-z0-9]{4}\s+[A-Za-z0-9]{4}\s*")  # perhaps a reference


def search(actor: Actor, clinic: store.Clinic, words: str) -> WorklistPage:
    """The first visits that all the words find, in the order of the worklist."""
    terms = list(terms_of(words))
    if not terms:
        return of_stretch([], clinic)
    if store.has_unindexed(clinic.id):
        index_names(clinic.id)
    if store.has_unplaced(clinic.id):
        with store.transaction():
            store.place_names(clinic.id)
    wanted = replace(wanted_of(clinic), terms=terms, headlines=actor.sees_answers)
    return of_stretch(store.listed(wanted), clinic)


def terms_of(words: str) -> Iterator[set[str]]:
    """For each thing that was typed, what may find it: a name's spellings, a day, a reference.

    A day that can be read in two ways is looked for as both. All of it together may be the
    clinic's record number, which then does for each thing.
    """
    whole = _record_number(words)
    yield from ({*one, *whole} for one in _terms_of(words))


def _terms_of(words: str) -> Iterator[set[str]]:
    if TWO_HALVES.fullmatch(words):
        yield from _of_word(words)
        return
    for text, days in typed_date.find(words):
        words = words.replace(text, " ")
        yield {store.born_term(day) for day in days}
    for word in re.split(r"[\s,;]+", words)[:MOST_WORDS]:
        yield from _of_word(word)


def seal_words(actor: Actor, key: str, words: str) -> str:
    """The words of a search as the actor's browser may keep them."""
    sealed = store.seal_bytes(words.encode(), *_place(actor, key))
    return base64.b85encode(sealed).decode()


def open_words(actor: Actor, key: str, sealed: str) -> str:
    """The words of a search of the actor's own; "" if they do not open."""
    try:
        return store.open_bytes(base64.b85decode(sealed), *_place(actor, key)).decode()
    except (store.SealError, ValueError):
        return ""


def _of_word(word: str) -> Iterator[set[str]]:
    """Parts of a name; a word may as well be a reference or a record number, for all its parts."""
    skeleton = name_parts.reference_skeleton(word)
    either = {store.reference_term(skeleton)} if skeleton else set()
    either |= _record_number(word)
    for group in name_parts.searched(word):
        yield {*either, *map(store.name_term, group)}


def _record_number(words: str) -> set[str]:
    skeleton = name_parts.record_skeleton(words)
    return {store.record_term(skeleton)} if skeleton else set()


def _place(actor: Actor, key: str) -> tuple[str, str, str, str]:
    return ("search", actor.clinic_id, str(actor.user_id), key)
