"""Which drugs count as local: creams, drops, sprays, inhalers, of classes that come as such."""

from __future__ import annotations

from collections.abc import Iterable

from intake.drugs.tables.classes import classes

LOCAL_ROUTES = frozenset(
    (
        "inhaled",
        "nasal",
        "skin",
        "scalp",
        "eye",
        "ear",
        "eye or ear",
        "eye, ear or nose",
        "mouth",
        "rectal",
        "vaginal",
        "local",
    )
)


def is_local(route: str, class_keys: Iterable[str]) -> bool:
    """Whether a drug by this route acts mostly where it is put."""
    return route in LOCAL_ROUTES and any(classes()[key].local for key in class_keys)
