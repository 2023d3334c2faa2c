"""The fonts of the reports: the service's own, never the machine's.

`manifest` says which file of which package is copied to `built/`; the set-up
runs `python -m reports.fonts.install node_modules`. Pages look the same on a
machine without any font of its own, because fontconfig is shown this folder only.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

BUILT = Path(__file__).parent / "built"
CONFIG_NAME = "fonts.conf"


class Family(NamedTuple):
    """A typeface by its name in CSS, and its files in built/."""

    name: str
    regular: str
    bold: str


# In this order they are asked for a character, by the style sheets and by the measuring of
# texts alike: the first that has it draws it.
FAMILIES = (
    Family("Source Sans 3", "SourceSans3-Regular.ttf", "SourceSans3-Bold.ttf"),
    Family("Noto Sans", "NotoSans-Regular.ttf", "NotoSans-Bold.ttf"),
    Family("IBM Plex Sans Arabic", "IBMPlexSansArabic-Regular.ttf", "IBMPlexSansArabic-Bold.ttf"),
    Family("Noto Sans Arabic", "NotoSansArabic-Regular.ttf", "NotoSansArabic-Bold.ttf"),
    Family("Noto Sans Hebrew", "NotoSansHebrew-Regular.ttf", "NotoSansHebrew-Bold.ttf"),
    Family("Noto Sans Devanagari", "NotoSansDevanagari-Regular.ttf", "NotoSansDevanagari-Bold.ttf"),
    Family("Noto Sans Thai", "NotoSansThai-Regular.ttf", "NotoSansThai-Bold.ttf"),
    Family("Noto Sans Bengali", "NotoSansBengali-Regular.ttf", "NotoSansBengali-Bold.ttf"),
    Family("Noto Sans Tamil", "NotoSansTamil-Regular.ttf", "NotoSansTamil-Bold.ttf"),
    Family("Noto Sans Gurmukhi", "NotoSansGurmukhi-Regular.ttf", "NotoSansGurmukhi-Bold.ttf"),
    Family("Noto Sans Gujarati", "NotoSansGujarati-Regular.ttf", "NotoSansGujarati-Bold.ttf"),
    Family("Noto Sans Telugu", "NotoSansTelugu-Regular.ttf", "NotoSansTelugu-Bold.ttf"),
    Family("Noto Sans Georgian", "NotoSansGeorgian-Regular.ttf", "NotoSansGeorgian-Bold.ttf"),
    Family("Noto Sans Armenian", "NotoSansArmenian-Regular.ttf", "NotoSansArmenian-Bold.ttf"),
    Family("Noto Sans Ethiopic", "NotoSansEthiopic-Regular.ttf", "NotoSansEthiopic-Bold.ttf"),
    Family("Noto Sans Khmer", "NotoSansKhmer-Regular.ttf", "NotoSansKhmer-Bold.ttf"),
    Family("Noto Sans CJK SC", "NotoSansCJK-Regular.ttc", "NotoSansCJK-Regular.ttc"),
    Family("Noto Sans Symbols 2", "NotoSansSymbols2-Regular.ttf", "NotoSansSymbols2-Regular.ttf"),
    Family("Noto Emoji", "NotoEmoji-Regular.ttf", "NotoEmoji-Regular.ttf"),
)


def family_rule() -> str:
    """The fonts as CSS, in their order."""
    names = ",".join(f'"{family.name}"' for family in FAMILIES)
    return f"html{{font-family:{names}}}"


class Source(NamedTuple):
    """One line of the manifest."""

    registry: str  # "npm" or "pypi"
    path: str  # inside node_modules, or inside the installed Python package
    name: str  # in built/


def manifest() -> list[Source]:
    """Read the manifest, in its order."""
    lines = (Path(__file__).parent / "manifest").read_text(encoding="utf-8").splitlines()
    rows = [line.split() for line in lines if line.strip() and not line.startswith("#")]
    sources = [(*where.partition(":"), name) for where, name in rows]
    return [Source(registry, path, name) for registry, _, path, name in sources]


def missing(folder: Path) -> list[str]:
    """Name the files of the manifest that `folder` does not hold."""
    wanted = [source.name for source in manifest()] + [CONFIG_NAME]
    return [name for name in wanted if not (folder / name).is_file()]
