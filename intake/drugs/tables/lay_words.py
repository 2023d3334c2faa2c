"""Other ways of writing the lay words of the tables: sleeping meds, tranquiliser."""

from __future__ import annotations

from collections.abc import Iterator

_KINDS = {"lay", "vague"}
_FORMS = (
    *("tablet", "tablets", "pill", "pills", "drug", "drugs"),
    *("med", "meds", "medication", "medications", "medicine", "medicines"),
)
_LONG_ENOUGH = 6  # letters; a shorter word with another ending is another word: meth, meths


def spelt_out(row: list[str]) -> list[str]:
    """The row of a table, with the other ways of writing its names if they are lay words."""
    ingredient, kind, route, countries, names, *rest = row
    if kind not in _KINDS or (kind == "vague" and "not named" not in ingredient):
        return row
    listed = [name.strip() for name in names.split(";")]
    others = dict.fromkeys(other for name in listed for other in _variants(name))
    return [ingredient, kind, route, countries, "; ".join([*listed, *others]), *rest]


def _variants(name: str) -> Iterator[str]:
    *before, last = name.split() or [""]
    if before and last.lower() in _FORMS:
        yield from (" ".join([*before, form]) for form in _FORMS)
    elif len(last) >= _LONG_ENOUGH:
        yield name[:-1] if last.endswith("s") else f"{name}s"
    for american, british in (("izer", "iser"), ("lizer", "lliser"), ("izing", "ising")):
        if american in name:
            yield name.replace(american, british)
