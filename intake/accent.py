"""A clinic's own colour: whether everyone can read it, and the darker one of pressed buttons.

White words stand on it, and it is the colour of words on the page and at its foot. The contrast is
WCAG 2.2's (1.4.3, level AA).
"""

from __future__ import annotations

import re

A_COLOUR = re.compile(r"#[0-9a-f]{6}")
ENOUGH = 4.5
GROUNDS = ("#ffffff", "#f7f8f7", "#e6eae8")  # cards, the page, its foot (assets/_brand.scss)
DARKER = 0.6  # of the light


def contrast(one: str, other: str) -> float:
    """How far two colours are apart: 1 for the same, 21 for black and white."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def least_contrast(colour: str) -> float:
    """The contrast where it is hardest to read; white words on it count as well."""
    return min(contrast(colour, ground) for ground in GROUNDS)


def darker(colour: str, by: float = DARKER) -> str:
    """The colour with this part of its light left."""
    return "#" + "".join(f"{round(part * by):02x}" for part in _parts(colour))


def readable(colour: str) -> str:
    """The nearest one that is dark enough, by darkening it."""
    step = next(step for step in range(101) if _reads(darker(colour, 1 - step / 100)))
    return darker(colour, 1 - step / 100)


def _reads(colour: str) -> bool:
    return least_contrast(colour) >= ENOUGH


def _parts(colour: str) -> list[int]:
    return [int(colour[at : at + 2], 16) for at in (1, 3, 5)]


def _luminance(colour: str) -> float:
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (one / 255 for one in _parts(colour))
    ]
    return sum(share * part for share, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
