"""Whether a text speaks of the patient's own doing, in any of the six languages."""

from __future__ import annotations

from intake.drugs.matching.scan import scan
from intake.drugs.reading.cue_words import cue_words
from intake.drugs.reading.tagging import tag

_OWN = ("i", "me", "my", "take", "took", "began", "start", "starting", "restart", "since", "after")


def speaks_of_own(text: str) -> bool:
    """Whether somebody says "I" or "my", or of taking: "could it be the Zoloft I take?"."""
    said, _ = tag(scan(text, prose=True))
    return any(cue_words().letters[name] in said for name in _OWN)
