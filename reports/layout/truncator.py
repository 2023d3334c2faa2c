"""Cut texts to what fits and keep count of what was cut."""

from __future__ import annotations

from collections import Counter

from reports.layout.clean import LONGEST, clean, isolated
from reports.layout.font_metrics import text_width
from reports.wording import plural

WIDEST = 0.8  # em for each character allowed: Chinese takes a whole one, and tells more with it


class Truncator:
    """Shortens at a word and counts, so that the page can say what it left out."""

    def __init__(self) -> None:
        """Begin a page on which nothing has been cut."""
        self.shortened = 0
        self.left_out: Counter[str] = Counter()

    def shorten(self, text: str, limit: int) -> str:
        """The text in at most about `limit` characters, marked where it was cut."""
        cleaned = clean(text, limit + 2)  # one of them may be a space, which is taken off
        kept = _fitting(cleaned[:limit], limit * WIDEST)
        if kept == cleaned and len(text) < LONGEST:
            return isolated(cleaned)
        self.shortened += 1
        at_word = kept.rsplit(" ", 1)[0]
        cut = (at_word if len(at_word) > len(kept) * 2 // 3 else kept).rstrip(" ,;.") + "…"
        return isolated(cut)

    def leave_out(self, what: str, number: int) -> None:
        """Count things that do not stand on the page; a * in their name is the plural's s."""
        if number > 0:
            self.left_out[what] += number

    def notice(self) -> str:
        """What was cut, in words; "" if nothing was."""
        parts = [
            f"{number} {what.replace('*', '' if number == 1 else 's')}"
            for what, number in sorted(self.left_out.items())
        ]
        said = []
        if self.shortened:
            said.append(f"{self.shortened} {plural(self.shortened, 'answer')} shortened (…)")
        if parts:
            said.append(f"left out: {', '.join(parts)}")
        return f"To fit one page, {'; '.join(said)}. All are whole in the record." if said else ""


def _fitting(text: str, available_width: float) -> str:
    """As much of the text as is at most so many em wide."""
    if text.isascii() or text_width(text) <= available_width:  # plain Latin text always is
        return text
    used = 0.0
    for place, char in enumerate(text):
        used += text_width(char)
        if used > available_width:
            return text[:place]
    return text
