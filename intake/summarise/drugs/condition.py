"""What the form's condition has to say of drugs: which it names, and how its beginning is called.

The drug list knows the classes of one source. A form whose source names others, or none, lists the
medicines and flags none of them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from intake.drugs import Flag, Flagging, Listed
from intake.questionnaires.page_words import PageWords
from reports.summary import DrugFlag, Drugs, ElsewhereDrug, OtherDrug

ONSET = "onset"  # the drug list's own word


def named_by(words: PageWords, class_keys: Iterable[str]) -> bool:
    """Whether the form's source names one of these classes."""
    return not set(words.classes).isdisjoint(class_keys)


def named_only(flagging: Flagging, words: PageWords) -> Flagging:
    """Flags of what the form's source names; the other drugs are listed without one."""

    def those(flags: Iterable[Flag]) -> tuple[Flag, ...]:
        return tuple(flag for flag in flags if named_by(words, flag.class_keys))

    unnamed = [
        Listed(flag.typed, flag.drug, "", flag.place)
        for flag in (*flagging.causes, *flagging.treatments)
        if not named_by(words, flag.class_keys)
    ]
    return replace(
        flagging,
        causes=those(flagging.causes),
        treatments=those(flagging.treatments),
        others=(*flagging.others, *unnamed),
        elsewhere=flagging.elsewhere if words.elsewhere else (),
    )


def in_its_words(drugs: Drugs, words: PageWords) -> Drugs:
    """The same with the form's own word for the beginning, which stands in every timing."""
    if words.onset == ONSET:
        return drugs
    return replace(
        drugs,
        flags=tuple(_flag(one, words.onset) for one in drugs.flags),
        treatments=tuple(_flag(one, words.onset) for one in drugs.treatments),
        others=tuple(_other(one, words.onset) for one in drugs.others),
        elsewhere=tuple(_elsewhere(one, words.onset) for one in drugs.elsewhere),
    )


def _flag(one: DrugFlag, onset: str) -> DrugFlag:
    return replace(one, timing=_said(one.timing, onset), conflict=_said(one.conflict, onset))


def _other(one: OtherDrug, onset: str) -> OtherDrug:
    return replace(one, note=_said(one.note, onset))


def _elsewhere(one: ElsewhereDrug, onset: str) -> ElsewhereDrug:
    return replace(one, timing=_said(one.timing, onset), conflict=_said(one.conflict, onset))


def _said(text: str, onset: str) -> str:
    return text.replace(ONSET, onset)
