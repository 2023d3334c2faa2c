"""A visit set against the one before it, which a clinician said is of the same patient."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from intake import wording
from intake.drugs import Local
from intake.questionnaires import Response
from intake.submission import Submission
from intake.summarise.since import answers, medicines, signs
from intake.summarise.since.difference import Difference, told
from reports.summary import Drugs, Fact, Group, Signs
from reports.wording import CHANGED

BLOCKS = ("history", "symptoms", "background", "life", "wants")
WORDS = "words"  # the patient's own account, which has no list of facts to stand in
TITLES = {"signs": "Danger signs", "drugs": "Medicines"}


@dataclass(frozen=True)
class Earlier:
    """What was sent for the visit before."""

    submission: Submission
    response: Response = field(repr=False)  # worked out of the submission


@dataclass(frozen=True)
class Since:
    """What changed, in words; all of it empty for a visit that has none before it."""

    whole: str = ""  # how much in which section, and where nothing
    lines: Mapping[str, str] = field(default_factory=dict)  # block -> all of its changes
    titles: Mapping[str, str] = field(default_factory=dict)  # block -> its heading

    def in_signs(self, found: Signs) -> Signs:
        """The signs with what changed in them."""
        return replace(found, changed=self.lines.get("signs", ""))

    def in_drugs(self, found: Drugs) -> Drugs:
        """The medicines with what changed in them."""
        return replace(found, changed=self.lines.get("drugs", ""))

    def in_group(self, block: str, found: Group) -> Group:
        """A group with what changed in it, first."""
        line = self.lines.get(block)
        return replace(found, facts=(Fact(CHANGED, line), *found.facts)) if line else found


def since(earlier: Earlier | None, after: Response, local: Local) -> Since:
    """What changed since the visit before; nothing where there is none."""
    if earlier is None:
        return Since()
    found = dict(_by_block(earlier.response, after, local))
    day = wording.day(earlier.submission.moment.date())
    lines = {block: told(some, day) for block, some in found.items() if some}
    titles = {block: _title(block, after) for block in found}
    return Since(_whole(earlier.submission.reference, day, titles, found), lines, titles)


def _by_block(
    before: Response, after: Response, local: Local
) -> Iterator[tuple[str, list[Difference]]]:
    yield "signs", list(signs.differences(before, after))
    silent = ("memory_aid", "nomeds")  # the list itself says what they ask
    yield (
        "drugs",
        [
            *medicines.differences(before, after, local),
            *_of_block("drugs", before, after, silent),
            *_of_alerts(before, after),
        ],
    )
    for block in BLOCKS:
        told_with = (WORDS, block) if block == BLOCKS[0] else (block,)
        yield block, [one for each in told_with for one in _of_block(each, before, after)]


def _of_block(
    block: str, before: Response, after: Response, silent: tuple[str, ...] = ()
) -> list[Difference]:
    asked = [one for one in after.asked if one.block == block and one.role not in silent]
    return [one for question in asked for one in answers.differences(before, after, question)]


def _of_alerts(before: Response, after: Response) -> Iterator[Difference]:
    """What stands beside the allergies, as pregnancy, is told with them."""
    for question in after.asked:
        if question.role in after.form.words.alerts:
            yield from answers.differences(before, after, question)


def _title(block: str, after: Response) -> str:
    return TITLES.get(block) or after.form.words.title(block)


def _whole(
    reference: str, day: str, titles: Mapping[str, str], found: Mapping[str, list[Difference]]
) -> str:
    names = {block: f"{title[:1].lower()}{title[1:]}" for block, title in titles.items()}
    number = sum(map(len, found.values()))
    some = [f"{names[block]} {len(changed)}" for block, changed in found.items() if changed]
    none = [names[block] for block, changed in found.items() if not changed]
    counted = f"{number} {wording.plural(number, 'change')}" if number else "nothing changed"
    where = f": {', '.join(some)}" if some else ""
    rest = f"; none in {', '.join(none)}" if some and none else ""
    return f"Since {reference}, sent {day}: {counted}{where}{rest}"
