"""What gives way when the page is full: sizes of type first, then what is cut, in order.

Before type shrinks, bars that reach from end to end of the timeline and are not flagged go.
The order of sacrifice: the timeline shows flagged drugs only; reasons for other
medicines; daily life; the lists of what was not ticked; then free text, doses and long
lists, step by step; the boxes' height, and the other medicines. Only then go what was done about
an emergency, the details of signs, and where the patient is during the visit. Identity, every sign
with its answer, flagged drugs, 200 characters of the allergies and the footer are in every step.
Answers to check with the patient are not cut: fewer stand as other medicines go, and are counted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from reports.layout.widths_and_heights import PIXEL

WHOLE = 6000  # characters of one text that could ever stand on a page
# At 125/128 px, and at whole multiples of it, every advance of a font of 1000 units is a
# whole number of Pango's units (1/1024). At other sizes WeasyPrint corrects the rounding
# after most letters, which takes time and makes the page's stream a third longer.
GRID = 125 / 128 * PIXEL  # points
# Points of the base text, points of height kept for the doctor's notes, whether each reported
# sign has a line of its own, and whether the timeline has bars that say nothing.
SIZES = (
    (13 * GRID, 66, True, True),
    (13 * GRID, 66, True, False),
    (12 * GRID, 54, True, False),
    (8.5, 46, True, False),
    (8.5, 28, False, False),
    (11 * GRID, 40, True, False),
    (11 * GRID, 38, False, False),
    (10 * GRID, 36, True, False),
    (10 * GRID, 36, False, False),
    (9 * GRID, 32, False, False),
    (6.2, 30, False, False),
)
SIGN, ABOUT, DONE = 200, 120, 400  # characters that are kept until nearly all else is gone
FEW = 4  # sizes that are tried before it is asked whether the smallest would do


@dataclass(frozen=True)
class Step:
    """How large the type is, and how much of everything stands on the page."""

    size: float  # points of the base text
    notes_height: float  # points kept for the doctor's notes
    listed: bool = False  # each reported sign on a line of its own
    idle: bool = False  # on the timeline, bars from end to end of what is not flagged
    flagged_only: bool = False  # on the timeline
    timeline: bool = True
    reasons: bool = True  # for other medicines
    life: int = WHOLE  # characters of each line about daily life
    absent: bool = True  # the lists of what was not ticked
    text: int = WHOLE  # characters of each free text and fact
    detail: int = WHOLE  # characters of each drug's dose and reason
    done: int = 600  # characters of what was done about emergency signs
    sign: int = WHOLE  # characters of each sign's detail
    about: int = 200  # characters of each fact in the header, as where the patient is
    name: int = 300  # characters of a drug's name
    others: int = 400  # other medicines named
    table: int = 12  # flagged drugs in the table; the rest in lines below it
    flags: int = 400  # flagged drugs named; the rest counted by class


@cache
def steps() -> tuple[Step, ...]:
    """Every step, from the roomiest page to the fullest."""
    sizes = [Step(*size) for size in SIZES]
    return (*sizes, *_cuts(sizes[-1]))


def _cuts(last: Step) -> Iterator[Step]:
    """What is cut in the smallest type, each step all of the one before and a little more."""
    yield (last := replace(last, flagged_only=True))
    yield (last := replace(last, reasons=False))
    for life in (300, 150, 80):
        yield (last := replace(last, life=life))
    yield (last := replace(last, absent=False))
    last = replace(last, sign=400)
    for text in (1600, 1200, 900, 700, 560, 440, 350, 280, 220, 170, 130, 100, 75, 55):
        last = replace(last, text=text, detail=max(text // 3, 24), others=max(text // 6, 12))
        yield (last := replace(last, name=max(min(text // 3, 80), 40), life=min(last.life, text)))
    yield (last := replace(last, sign=SIGN, about=ABOUT, done=DONE, others=6, notes_height=24))
    for table, flags in ((12, 60), (8, 40), (6, 30), (4, 22), (3, 16), (2, 12), (0, 8), (0, 4)):
        last = replace(last, timeline=False, table=table, flags=flags)
        yield (last := replace(last, others=6, text=48, life=48))
    for text in (32, 20, 12):
        last = replace(last, text=text, life=text, detail=text)
        yield (last := replace(last, name=24, others=2))
    yield (last := replace(last, others=1))
    yield (last := replace(last, others=0))
    for sign in (120, 80, 48, 32, 20, 12):
        yield (last := replace(last, sign=sign, done=sign * 2, about=max(sign, 24)))
    for text in (8, 5):  # of dozens of signs and facts, each with words in a wide script
        yield (last := replace(last, text=text, life=text, detail=text, sign=text, done=text))


def first_that_fits(every: Sequence[Step], fits: Callable[[Step], bool]) -> int:
    """The index of the first step that fits; the last one if none does.

    Every size is tried, since a list in small type may be higher than lines in larger
    type; but what does not fit in the smallest type fits in none between. The cuts only
    ever grow, so they are halved.
    """
    smallest = len(SIZES) - 1
    for place in range(smallest):
        if place == FEW and not fits(every[smallest]):
            break
        if fits(every[place]):
            return place
    low, high = smallest, len(every) - 1
    while low < high:
        middle = (low + high) // 2
        if fits(every[middle]):
            high = middle
        else:
            low = middle + 1
    return low
