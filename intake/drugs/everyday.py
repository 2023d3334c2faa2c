"""Everyday words that are also drug names (speed, coke, ice): meant only in context."""

from __future__ import annotations

import re
from collections.abc import Sequence

from intake.drugs.details import STRENGTH
from intake.drugs.fold import Token

_USE = frozenset(
    ["take", "takes", "taking", "took", "taken", "use", "uses", "using", "used", "do", "does", "doing", "did", "done", "smoke", "smokes", "smoking", "smoked", "snort", "snorts", "snorting", "snorted", "sniff", "sniffed", "inject", "injected", "injecting", "drop", "dropped", "try", "tried", "quit", "stopped", "on", "off", "drink", "drinks", "drank", "drinking", "drunk", "had", "have", "having", "prescribed", "abuse", "abused", "addicted", "recreational", "recreationally", "street", "drugs", "drug", "high", "swallow", "swallowed", "some", "of", "no", "not", "never", "any", "and", "or", "with", "lines", "line", "gram", "grams"]
)
_BEFORE = frozenset(["my", "some", "a", "any", "bit", "of", "the", "little", "lot", "too", "much", "more", "occasional", "street"])


def is_meant(text: str, words: Sequence[Token], first: int, after: int) -> bool:
    """Whether the word stands alone, with an amount, or after a word of use."""
    others = [token for token in [*words[:first], *words[after:]] if not token.key.isdigit()]
    if all(_is_detail(token.key) for token in others):
        return True
    if STRENGTH.match(text[words[after - 1].end :].lstrip(" -:,(")):
        return True
    before = first - 1
    while before >= 0 and words[before].key in _BEFORE:
        before -= 1
    used = before >= 0 and words[before].key in _USE and not re.search(r"[.;\n]", words[first].gap)
    follows = words[after].key if after < len(words) and words[after].gap.isspace() else ""
    return used and (not follows or follows in _AFTER)


_AFTER = frozenset(
    ["and", "or", "in", "at", "on", "once", "twice", "daily", "every", "when", "last", "yesterday", "years", "ago", "a", "for", "with", "per", "but", "most", "sometimes", "occasionally", "recreationally", "before", "after", "until", "since", "each", "then", "during", "now", "to", "also", "the", "because", "about", "around", "over", "at", "weekend", "weekends", "years", "months", "weeks", "tablets", "pills", "while"]
)
_DETAILS = frozenset(
    ["mg", "mcg", "g", "ml", "tablets", "tablet", "pills", "pill", "caps", "cups", "cup", "cans", "can", "times", "time", "a", "day", "daily", "week", "weekly", "per", "every", "each", "night", "morning", "once", "twice", "x", "bd", "od", "tds", "prn", "lines", "line", "grams", "gram", "at", "weekends", "weekend", "sometimes", "occasionally", "now", "then", "years", "ago", "year", "months", "month", "last", "stopped", "in", "the", "used", "to", "and", "or", "quit", "since", "for", "past", "some", "drug", "street", "i", "take", "use", "took"]
)


def _is_detail(key: str) -> bool:
    return key in _DETAILS
