"""The doctor's page: a Summary laid out at one step of the cuts; what stands where."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reports.layout.blocks import GAP, Block, Para, stack_height
from reports.layout.lines import Run
from reports.layout.truncator import Truncator
from reports.layout.widths_and_heights import FOOT_MARGIN, Measure
from reports.page.facts import across, balanced, in_one_paragraph, in_two_columns, side_by_side
from reports.page.footer import foot
from reports.page.header import Head, head
from reports.page.medicines import medicines
from reports.page.overflow import Step
from reports.page.signs import signs_box
from reports.summary import Header, Summary
from reports.wording import UNSENT, no_longer_asked, quoted

DOUBTS = 8  # answers to check that stand on the page; the rest are counted
DOUBT = 200  # characters of each, in every step: half of what is asked about tells nothing
SINCE = 400  # characters of how much changed; it counts and quotes nothing


@dataclass(frozen=True)
class Draft:
    """A page at one step: what stands above and below the boxes for the doctor's notes."""

    step: Step
    head: Head
    blocks: tuple[Block, ...]
    foot: tuple[Para, ...]

    def height(self, measure: Measure) -> float:
        """All but the boxes, in em."""
        stack = stack_height((*self.blocks, *self.foot), measure)
        return self.head.height(measure) + stack + FOOT_MARGIN


def draft(summary: Summary, step: Step, measure: Measure) -> Draft:
    """The whole page at this step, in such a column."""
    truncator = Truncator()
    top = head(summary, step, truncator)
    blocks: list[Block] = [
        *_unsent(summary.header, truncator),
        *_own_words(summary.words, step, truncator),
        *_doubts(summary.doubts, step, truncator),
        *_since(summary.since, truncator),
        signs_box(summary.signs, step, truncator),
        *medicines(summary, step, measure, truncator),
        *in_two_columns(summary.history, step, truncator),
        *across(summary.symptoms, step, truncator),
        *side_by_side(summary, step, truncator),
        *in_one_paragraph(summary.wants, step, truncator),
        *_notice(truncator),  # last, when all that is cut has been counted
        *_no_longer_asked(summary),
    ]
    return Draft(step, top, tuple(balanced(blocks, measure)), foot(summary))


def _unsent(header: Header, truncator: Truncator) -> list[Block]:
    if not header.unsent:
        return []
    saved = truncator.shorten(header.saved, 60)
    return [Para("unsent", (Run(UNSENT), Run(f"{GAP}last saved {saved}", "s")))]


def _own_words(words: str, step: Step, truncator: Truncator) -> list[Block]:
    text = quoted(truncator.shorten(words, step.text)) or "Not answered"
    return [Para("words", (Run("In the patient’s words: ", "b"), Run(text, "i")))]


def _doubts(doubts: Sequence[str], step: Step, truncator: Truncator) -> list[Block]:
    """Answers that can hardly be, before anything is read off them."""
    shown = doubts[: min(step.others, DOUBTS)]
    truncator.leave_out("answer* to check", len(doubts) - len(shown))
    said = "; ".join(truncator.shorten(one, max(step.detail, DOUBT)) for one in shown)
    return [Para("above", (Run("Check with the patient: ", "b"), Run(said)))] if said else []


def _since(since: str, truncator: Truncator) -> list[Block]:
    """How much changed since the visit before, in which section."""
    text = truncator.shorten(since, SINCE)
    return [Para("above", (Run(text, "b"),))] if text else []


def _no_longer_asked(summary: Summary) -> list[Block]:
    number = summary.no_longer_asked
    return [Para("cuts", (Run(no_longer_asked(number)),))] if number else []


def _notice(truncator: Truncator) -> list[Block]:
    notice = truncator.notice()
    return [Para("cuts", (Run(notice),))] if notice else []
