"""When each emergency sign was ticked and taken back, as each save told it.

Kept with the answers and sent with them: a sign that was ticked and taken back is no answer any
more, and the doctor is to know of it all the same.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

# "question option" -> ISO moments in UTC: ticked, taken back, ticked again, ...
SignTimes = Mapping[str, tuple[str, ...]]


def after(before: SignTimes, ticked: Collection[str], moment: str) -> SignTimes:
    """The times once these signs are the ticked ones; only what changed gets the moment."""
    times = {key: tuple(before.get(key, ())) for key in (*before, *ticked)}
    return {
        key: own if (key in ticked) == is_ticked(own) else (*own, moment)
        for key, own in times.items()
    }


def is_ticked(moments: Collection[str]) -> bool:
    """Whether a sign with these moments is ticked now."""
    return len(moments) % 2 == 1


def taken_back(times: SignTimes) -> dict[str, tuple[str, str]]:
    """The signs that are not ticked any more: when last ticked, and when taken back."""
    return {key: (own[-2], own[-1]) for key, own in times.items() if own and not is_ticked(own)}
