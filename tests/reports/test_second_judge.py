"""A second judge of PDF/A-3a and PDF/UA-1, whose rules are its own: PyPI's page-validation."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from io import BytesIO

import page
import pikepdf
import pydyf
import pytest

import reports
from reports.pdf.serialised import serialise
from reports.summary import Summary
from tests.reports import hostile, patients, samples

PROFILES = ("3a", "ua1")
MAKERS: dict[str, Callable[[], Summary]] = {
    "typical": samples.typical,
    "grave": samples.grave,
    "sparse": samples.sparse,
    "student": lambda: patients.summary_of(patients.student()),
    "everything": lambda: patients.summary_of(patients.everything()),
    "hostile": lambda: hostile.submission(3),
    "hostile too": lambda: hostile.submission(4),
}


def judged(content: bytes) -> Iterator[str]:
    """Each rule that does not hold."""
    for profile in PROFILES:
        report = page.validate_pdf_bytes(content, profile=profile)
        assert report.is_compliant == (not report.failures)
        yield from (f"{one.rule_id}: {one.message}" for one in report.failures)


@pytest.mark.parametrize("name", MAKERS)
def test_a_page_keeps_both_standards(name: str) -> None:
    paper: reports.Paper = "Letter" if len(name) % 2 else "A4"
    assert list(judged(reports.render_page(MAKERS[name](), paper))) == []


def test_a_record_keeps_pdf_ua_and_pdf_a() -> None:
    assert list(judged(reports.render_record(samples.typical(), "A4"))) == []


def _without_part(pdf: pikepdf.Pdf) -> None:
    with pdf.open_metadata() as metadata:
        del metadata["pdfuaid:part"]


def _without_language(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.Lang


def _without_tree(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.StructTreeRoot


def _without_embedded_font(pdf: pikepdf.Pdf) -> None:
    for one in pdf.objects:
        if isinstance(one, pikepdf.Dictionary) and "/FontFile2" in one:
            del one.FontFile2
        elif isinstance(one, pikepdf.Dictionary) and "/FontFile3" in one:
            del one.FontFile3


def _without_profile(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.OutputIntents


@pytest.mark.parametrize(
    "spoil",
    [_without_part, _without_language, _without_tree, _without_embedded_font, _without_profile],
)
def test_the_judge_sees_what_was_spoilt(spoil: Callable[[pikepdf.Pdf], None]) -> None:
    content, spoilt = BytesIO(reports.render_page(samples.typical(), "A4")), BytesIO()
    with pikepdf.open(content) as pdf:
        spoil(pdf)
        pdf.save(spoilt)
    assert list(judged(spoilt.getvalue()))


def test_a_stream_that_ends_like_a_line_is_followed_by_a_whole_end_of_a_line() -> None:
    """One of 256 does: the first page of hostile answers that was judged."""
    pdf, out = pydyf.PDF(), BytesIO()
    pdf.add_object(pydyf.Stream([b"abc\r"]))
    serialise(pdf)
    pdf.write(out)
    assert b"abc\r\r\nendstream" in out.getvalue()
    with pikepdf.open(BytesIO(out.getvalue())) as read:
        [stream] = [one for one in read.objects if isinstance(one, pikepdf.Stream)]
        assert stream.read_bytes() == b"abc\r"
