"""What the doctor's page says of a condition beside its questions: page/<form's id>.yaml."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class PageWords:
    """The words of one condition; the defaults suit any, for a form without such a file."""

    sections: Mapping[str, str] = field(default_factory=dict)  # block -> title
    source: str = "the source"  # what the page calls the text that names drugs
    classes: tuple[str, ...] = ()  # of the drug list that it names, as cause or as treatment
    elsewhere: bool = False  # whether what drugs are known for elsewhere is about this condition
    onset: str = "the start"  # how its beginning is called: "started 6 days before the start"
    drugs_title: str = "Medicines and substances"
    timing_title: str = "Timing"
    onset_label: str = "first noticed {onset}"  # on the timeline
    examined: tuple[str, ...] = ()  # boxes for the doctor's pen
    ranks: tuple[str, ...] = ()  # what each rank of a drug means, from 1 on
    new_unnamed: str = "started something new, not named"
    caffeine: str = "caffeine drinks"
    caffeine_raised: str = "went up (patient’s answer)"
    street_drugs: str = "used, date unknown"
    present_first: tuple[str, ...] = ()  # blocks in which what is present is bold
    results: Mapping[str, str] = field(default_factory=dict)  # question id -> label
    asked_apart: Mapping[str, str] = field(default_factory=dict)  # question id -> its substance
    # What is worse of a number or a choice: "more" (further down its options) or "less".
    worse_when: Mapping[str, str] = field(default_factory=dict)  # question id -> which
    alerts: tuple[str, ...] = ()  # roles that are seen at once beside the allergies
    anticoagulants: tuple[str, ...] = ()  # ingredients

    def title(self, block: str) -> str:
        """The heading of a block: "History of the twitching"."""
        return self.sections.get(block, block.capitalize())
