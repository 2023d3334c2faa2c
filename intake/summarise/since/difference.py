"""One thing that changed between two visits, and many of them in one line."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple, get_args

Kind = Literal["new", "gone", "worse", "better", "dose", "changed"]


class Difference(NamedTuple):
    """What changed and how; "changed" where nobody can say whether for better or worse."""

    kind: Kind
    what: str  # in the clinician's words: "Muscle wasting", "Bother 4 → 7"


def told(found: Sequence[Difference], day: str) -> str:
    """All of it: "3 since 3 Oct 2026: new: Falls, cramps; worse: Bother 4 → 7"; "" for nothing."""
    by_kind = {kind: [one.what for one in found if one.kind == kind] for kind in get_args(Kind)}
    parts = [f"{kind}: {', '.join(whats)}" for kind, whats in by_kind.items() if whats]
    return f"{len(found)} since {day}: {'; '.join(parts)}" if found else ""
