"""The short cuts through WeasyPrint give the very bytes that its plain way gives."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from unittest.mock import Mock

import pytest

import reports
from reports.page.style import page_css
from reports.pdf.rendering import writer
from reports.summary import Summary
from tests.reports import hostile, patients, random_patients, samples

writer()  # WeasyPrint may be imported from here on

from reports.pdf import shortcuts  # noqa: E402
from reports.pdf.shortcuts import styles, texts  # noqa: E402

SCRIPTS = "Ελένη Жанна محمد שירה क्षितिज สมชาย 王小明 さくら 김민준 🐕 e\u0301 fi ffl"
MAKERS: dict[str, Callable[[], Summary]] = {
    "typical": samples.typical,
    "grave": samples.grave,
    "sparse": samples.sparse,
    "scripts": lambda: replace(samples.typical(), words=SCRIPTS * 4),
    "hostile": lambda: hostile.submission(3),
    "patient": lambda: patients.summary_of(random_patients.answers(11)),
    "everything": lambda: patients.summary_of(patients.everything()),
}


@pytest.mark.parametrize("name", MAKERS)
def test_the_bytes_are_those_of_the_plain_way(name: str) -> None:
    summary = MAKERS[name]()
    quick = [reports.render_page(summary, "Letter") for _ in range(2)]  # the second of what is kept
    with shortcuts.not_taken():
        plain = reports.render_page(summary, "Letter")
    assert quick == [plain, plain]


def test_a_record_too() -> None:
    quick = [reports.render_record(samples.typical(), "A4") for _ in range(2)]
    with shortcuts.not_taken():
        assert quick == [reports.render_record(samples.typical(), "A4")] * 2


def test_what_is_kept_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(styles, "MOST_STYLES", 100)
    page = reports.render_page(samples.typical(), "A4")
    reports.render_page(samples.grave(), "A4")
    assert sum(tree.number for tree in styles._TREES.values()) < 300
    assert reports.render_page(samples.typical(), "A4") == page


def test_the_short_cuts_are_taken_with_the_versions_that_are_pinned(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A new version of WeasyPrint fails here, until somebody has looked at what it changed."""
    assert shortcuts.take()
    monkeypatch.setattr(shortcuts, "VERSIONS", ("71.0", "0.13.0"))
    with shortcuts.not_taken():
        assert not shortcuts.take()
    assert reports.render_page(samples.sparse(), "A4").startswith(b"%PDF")
    monkeypatch.undo()
    assert shortcuts.take()


@pytest.mark.parametrize(
    ("sheet", "simple"),
    [
        ("/* a + b */ @page{margin:1mm}p.a > b, div b{color:#111}p::after{content:'a:b'}", True),
        (page_css("A4", 8.6), True),
        ("p + p{margin:0}", False),
        ("p~p{margin:0}", False),
        ("p[title]{margin:0}", False),
        ("tr:nth-child(2){margin:0}", False),
        ("p:first-child{margin:0}", False),
        ("p:not(.a){margin:0}", False),
        ("p::first-line{margin:0}", False),
    ],
)
def test_a_sheet_that_looks_beside_an_element_is_not_simple(sheet: str, simple: bool) -> None:
    assert styles.is_simple(sheet) == simple


def test_what_is_written_of_a_letter_is_worked_out_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """A typical page has some 2,900 letters, 600 of them different in font, size or width."""
    learn = Mock(side_effect=texts._learn)
    monkeypatch.setattr(texts, "_learn", learn)
    reports.render_page(samples.typical(), "A4")
    assert 300 < learn.call_count < 1000


def test_a_sheet_that_names_pages_goes_the_plain_way() -> None:
    assert not styles.is_simple("section { page: wide; }")
    assert styles.is_simple("@page { margin: 0; } p { page-break-after: avoid; }")
