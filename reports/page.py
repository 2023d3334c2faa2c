"""The doctor's page: a Summary laid out at one step of the ladder."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from reports import qr
from reports.band import band
from reports.drawing import Drawing
from reports.fit import Fit
from reports.layout import GAP, SHARES, Block, Columns, Para, Run, stack_height
from reports.medicines import medicines
from reports.summary import Fact, Group, Header, Summary
from reports.wording import Cutter, joined, plural, quoted

META = 15.5  # em of the header's right-hand column
QR = 5.2  # em, its side
UNSENT = "NOT SENT: saved answers only"


@dataclass(frozen=True)
class Head:
    """The top of the page: who, on the left; visit and sending, and the QR code, on the right."""

    left: tuple[Para, ...]
    right: tuple[Para, ...]
    code: Drawing | None

    def height(self, room: float) -> float:
        """The highest of its three parts, and the rule below."""
        left = stack_height(self.left, room - META - (QR + 0.9 if self.code else 0))
        return max(left, stack_height(self.right, META), QR if self.code else 0) + 0.8


@dataclass(frozen=True)
class Draft:
    """A page at one step: what stands above and below the boxes for the doctor's pen."""

    fit: Fit
    head: Head
    blocks: tuple[Block, ...]
    foot: tuple[Para, ...]

    def height(self, room: float) -> float:
        """All but the boxes, in em."""
        return self.head.height(room) + stack_height((*self.blocks, *self.foot), room) + 0.4


def draft(summary: Summary, fit: Fit, room: float) -> Draft:
    """The whole page at this step; `room` is its width in em."""
    cutter = Cutter()
    head = _head(summary, fit, cutter)
    blocks: list[Block] = []
    if summary.header.unsent:
        saved = cutter.short(summary.header.saved, 60)
        blocks.append(Para("unsent", (Run(UNSENT), Run(f"{GAP}last saved {saved}", "s"))))
    blocks += _own_words(summary.words, fit, cutter)
    blocks.append(band(summary.signs, fit, cutter))
    blocks += medicines(summary.drugs, fit, room, cutter)
    blocks += _history(summary.history, fit, cutter)
    blocks += _facts(summary.symptoms, fit.text, cutter)
    blocks += _side_by_side(summary, fit, cutter)
    wants = _run_in(summary.wants, fit.text, cutter)
    blocks += [_title(summary.wants.title), wants] if wants else []
    blocks += _notice(cutter)
    if summary.no_longer_asked:
        blocks.append(Para("cuts", (Run(no_longer_asked(summary.no_longer_asked)),)))
    return Draft(fit, head, tuple(balanced(blocks, room)), _foot(summary))


def _head(summary: Summary, fit: Fit, cutter: Cutter) -> Head:
    header = summary.header
    who = joined(*(cutter.short(part, 60) for part in (header.age, header.sex)), by=" · ")
    born = f"born {cutter.short(header.born, 40)}" if header.born else "date of birth not given"
    about = " · ".join(_about(fact, fit, cutter) for fact in header.about)
    name = cutter.short(header.name, 140) or "Name not given"
    left = [
        Para("title", (Run(cutter.short(header.title, 120)),)),
        Para("name", (Run(name), Run(f"{GAP}{joined(who, born, by=' · ')}", "t"))),
    ]
    left += [Para("about", (Run(about),))] if about else []
    return Head(tuple(left), _meta(header, fit, cutter), qr.draw(summary.footer.record_url))


def _about(fact: Fact, fit: Fit, cutter: Cutter) -> str:
    value = cutter.short(fact.value, max(min(fit.text // 2, 200), 24))
    return f"{fact.label}: {value}"


def _meta(header: Header, fit: Fit, cutter: Cutter) -> tuple[Para, ...]:
    lines = (
        header.clinic,
        f"Visit {header.visit}" if header.visit else "No time set for the visit",
        f"Filled in by {header.filled_by}" if header.filled_by else "",
        f"Sent {header.sent}" if header.sent and not header.unsent else "Not sent",
    )
    return tuple(
        Para("meta", (Run(cutter.short(line, max(min(fit.text, 120), 60))),))
        for line in lines
        if line
    )


def _own_words(words: str, fit: Fit, cutter: Cutter) -> list[Block]:
    text = quoted(cutter.short(words, fit.text)) or "Not answered"
    return [Para("words", (Run("In the patient’s words: ", "b"), Run(text, "i")))]


def _history(group: Group, fit: Fit, cutter: Cutter) -> list[Block]:
    facts = _facts(group, fit.text, cutter)
    if not facts:
        return []
    half = _halfway(facts)
    return [_title(group.title), Columns(tuple(facts[:half]), tuple(facts[half:]))]


def _side_by_side(summary: Summary, fit: Fit, cutter: Cutter) -> list[Block]:
    left = _facts(summary.background, fit.text, cutter)
    right = _facts(summary.life, min(fit.text, fit.life), cutter)
    if not left and not right:
        return []
    return [
        Columns((_title(summary.background.title), *left), (_title(summary.life.title), *right))
    ]


def balanced(blocks: Sequence[Block], room: float) -> list[Block]:
    """All columns parted at the same place: in the middle, unless another saves a line."""

    def parted(share: float) -> list[Block]:
        return [replace(one, share=share) if isinstance(one, Columns) else one for one in blocks]

    def lines(share: float) -> float:
        columns = [one for one in parted(share) if isinstance(one, Columns)]
        return round(stack_height(columns, room) + abs(share - 0.5))

    return parted(min(SHARES, key=lines))


def _run_in(group: Group, limit: int, cutter: Cutter) -> Para | None:
    """All facts of a group in one paragraph across the page."""
    runs: list[Run] = []
    for fact in group.facts:
        value = cutter.short(fact.value, limit)
        runs += [Run(GAP)] if runs else []
        runs += [Run(f"{fact.label}: ", "b"), _said(fact, value)]
    return Para("line", tuple(runs)) if runs else None


def _facts(group: Group, limit: int, cutter: Cutter) -> list[Para]:
    paras = []
    for fact in group.facts:
        value = cutter.short(fact.value, limit)
        paras.append(Para("fact", (_said(fact, value),), cutter.short(fact.label, 60)))
    return paras


def _said(fact: Fact, value: str) -> Run:
    return Run(quoted(value), "i") if fact.own_words else Run(value)


def _halfway(facts: Sequence[Para]) -> int:
    """Where to break a list of facts into two columns of about the same length."""
    sizes = [40 + sum(len(run.text) for run in fact.runs) for fact in facts]
    return min(range(1, len(sizes) + 1), key=lambda n: abs(sum(sizes[:n]) - sum(sizes[n:])))


def _title(text: str) -> Para:
    return Para("h2", (Run(text),))


def _notice(cutter: Cutter) -> list[Block]:
    notice = cutter.notice()
    return [Para("cuts", (Run(notice),))] if notice else []


def no_longer_asked(number: int) -> str:
    """How many answers only the record prints, since the form no longer asks for them."""
    noun = plural(number, "answer")
    return f"{number} {noun} to questions that the form no longer asks: see the record."


def _foot(summary: Summary) -> tuple[Para, ...]:
    footer, cutter = summary.footer, Cutter()
    where = joined(
        f"{cutter.short(footer.reference, 40)} version {footer.version}",
        f"form {cutter.short(footer.form, 60)}",
        f"drug list {cutter.short(footer.drug_list, 60)}",
        "page 1 of 1",
        by=" · ",
    )
    article = f"The article: {cutter.short(footer.article, 160)}."
    return (
        Para("foot", (Run(where, "b"),)),
        Para("foot", (Run(f"{cutter.short(footer.disclaimer, 200)} {article}"),)),
    )
