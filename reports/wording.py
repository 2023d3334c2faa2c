"""Cut texts to what fits and keep count of what was cut."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from reports.clean import LONGEST, clean
from reports.metrics import width
from reports.summary import DrugFlag

WIDEST = 1.1  # em for each character allowed; a few take ten


class Cutter:
    """Shortens at a word and counts, so that the page can say what it left out."""

    def __init__(self) -> None:
        """Begin a page on which nothing has been cut."""
        self.shortened = 0
        self.left_out: Counter[str] = Counter()

    def short(self, text: str, limit: int, more: str = "…") -> str:
        """The text in at most about `limit` characters, marked where it was cut."""
        cleaned = clean(text, limit + 1)
        kept = fitting(cleaned[:limit], limit * WIDEST)
        if kept == cleaned and len(text) < LONGEST:
            return cleaned
        self.shortened += 1
        at_word = kept.rsplit(" ", 1)[0]
        return (at_word if len(at_word) > len(kept) * 2 // 3 else kept).rstrip(" ,;.") + more

    def leave_out(self, what: str, number: int) -> None:
        """Count things that do not stand on the page at all."""
        if number > 0:
            self.left_out[what] += number

    def notice(self) -> str:
        """What was cut, in words; "" if nothing was."""
        parts = [f"{number} {what}" for what, number in sorted(self.left_out.items())]
        said = []
        if self.shortened:
            said.append(f"{self.shortened} {plural(self.shortened, 'answer')} shortened (…)")
        if parts:
            said.append(f"left out: {', '.join(parts)}")
        return f"To fit one page, {'; '.join(said)}. All are whole in the record." if said else ""


def fitting(text: str, room: float) -> str:
    """As much of the text as is at most `room` em wide."""
    if text.isascii() or width(text) <= room:  # plain Latin text always is
        return text
    used = 0.0
    for place, char in enumerate(text):
        used += width(char)
        if used > room:
            return text[:place]
    return text


def plural(number: int, noun: str) -> str:
    """The noun, with an s unless there is one of it."""
    return noun if number == 1 else f"{noun}s"


def quoted(text: str) -> str:
    """The patient's words between quotation marks."""
    return f"“{text}”" if text else ""


def joined(*parts: str, by: str = "; ") -> str:
    """The parts that say something."""
    return by.join(part for part in parts if part)


def by_class(flags: Sequence[DrugFlag]) -> str:
    """How many drugs of each class: "3 SSRI, 1 fluoroquinolone"."""
    counts = Counter(clean(name, 40) for flag in flags for name in flag.classes)
    return ", ".join(f"{number} {name}" for name, number in counts.most_common(12))


def distinct(texts: Iterable[str]) -> list[str]:
    """Each text once, in the order of its first appearance."""
    return list(dict.fromkeys(text for text in texts if text))
