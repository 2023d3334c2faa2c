"""Which drugs count as local: creams, drops, sprays, inhalers, of classes that come as such."""

from __future__ import annotations

from collections.abc import Iterable

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
LOCAL_CLASSES = frozenset(("corticosteroid", "fluoroquinolone", "metronidazole", "cyclosporine"))


def is_local(route: str, class_keys: Iterable[str]) -> bool:
    """Whether a drug by this route acts mostly where it is put."""
    return route in LOCAL_ROUTES and not LOCAL_CLASSES.isdisjoint(class_keys)
