"""The style sheets of the record and of the patient's copy: on paper, and on a screen."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from reports.fonts import family_rule
from reports.paper import Paper, page_rule
from reports.record.copy_words import ENGLISH, CopyWords

MORE_MARGIN = 8  # points, than the doctor's page has


@cache
def record_css(paper: Paper, words: CopyWords = ENGLISH) -> str:
    """The style sheet of the record and of the patient's copy, which count their pages."""
    counter = f'"{words.page} " counter(page) " {words.of} " counter(pages)'
    corners = (
        f";@bottom-right{{content:{counter};font-size:8pt;color:#444}}"
        '@bottom-left{content:string(who) " · " string(reference);font-size:8pt;color:#444}'
    )
    return f"{page_rule(paper, MORE_MARGIN, corners)}\n{family_rule()}\n{_read('record.css')}"


def screen_css() -> str:
    """The style sheet of the record as a web page, which needs no font of ours."""
    return _read("screen.css")


def _read(name: str) -> str:
    return Path(__file__).with_name(name).read_text(encoding="utf-8")
