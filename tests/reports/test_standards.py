"""The doctor's page as a file: PDF/A-3a and PDF/UA-1, its fonts and attachment, its bytes."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

import reports
from tests.reports import samples
from tests.reports.reading import structure
from tests.reports.test_shapes import SCRIPTS

REORDERED = ("Devanagari", "Bengali", "Tamil", "Gurmukhi", "Gujarati", "Telugu", "Thai", "Khmer")
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def typical() -> bytes:
    return reports.render_page(samples.typical(), "A4")


def test_the_same_summary_makes_the_same_bytes_in_any_process(typical: bytes) -> None:
    script = (
        "import sys, hashlib, reports; from tests.reports import samples;"
        "sys.stdout.write(hashlib.sha256(reports.render_page(samples.typical(), 'A4')).hexdigest())"
    )
    digests = set()
    for seed, zone in (("0", "UTC"), ("1", "Asia/Tokyo")):
        surroundings = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone}
        done = subprocess.run(
            [sys.executable, "-c", script], cwd=ROOT, env=surroundings, capture_output=True,
            text=True, check=True,
        )  # fmt: skip
        digests.add(done.stdout)
    assert digests == {hashlib.sha256(typical).hexdigest()}


def test_it_holds_the_standards(typical: bytes) -> None:
    with pikepdf.open(_file(typical)) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.Root.Lang) == "en-GB"
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        assert "/OutputIntents" in pdf.Root
        with pdf.open_metadata() as metadata:
            assert metadata["pdfaid:part"] == "3"
            assert metadata["pdfaid:conformance"] == "A"
            assert metadata["pdfuaid:part"] == "1"
            assert "Ana Example" in metadata["dc:title"]


def test_its_metadata_stand_plain_and_are_dated_by_the_sending(typical: bytes) -> None:
    assert b"<pdfaid:part>" in typical or b'pdfaid:part="3"' in typical
    with pikepdf.open(_file(typical)) as pdf:
        assert len(pdf.Root.AF) == 1
        dated = pdf.Root.AF[0].EF.F.Params
        assert str(dated.CreationDate) == str(dated.ModDate) == "D:20261120194200Z"
        assert str(pdf.docinfo.CreationDate).startswith("D:20261120194200")
        with pdf.open_metadata() as metadata:
            assert metadata["xmp:CreateDate"].startswith("2026-11-20T19:42")


def test_its_structure_can_be_read_aloud(typical: bytes) -> None:
    with pikepdf.open(_file(typical)) as pdf:
        elements = structure(pdf)
    kinds = [kind for kind, _ in elements]
    assert kinds.index("/H1") < kinds.index("/H2") < kinds.index("/Table")
    assert kinds.count("/TH") == 4
    pictures = [element for kind, element in elements if kind == "/Figure"]
    told = [str(picture.Alt) for picture in pictures]
    assert any(
        "Sertraline 50 mg, named by the article: started between 15 Aug" in alt for alt in told
    )
    assert len(told) == 2


def test_every_font_is_embedded(typical: bytes) -> None:
    with pikepdf.open(_file(typical)) as pdf:
        fonts = pdf.pages[0].Resources.Font
        for font in fonts.values():
            descriptor = font.DescendantFonts[0].FontDescriptor
            assert "/FontFile2" in descriptor or "/FontFile3" in descriptor
            assert "SourceSans3" in str(font.BaseFont).replace("-", "")


def test_what_is_copied_is_what_was_typed_in_every_script() -> None:
    typed = " ".join(SCRIPTS[name][1] for name in REORDERED)
    content = reports.render_page(replace(samples.typical(), words=typed), "A4")
    copied = pypdfium2.PdfDocument(content)[0].get_textpage().get_text_range()
    assert typed in " ".join(copied.split())
    with pikepdf.open(_file(content)) as pdf:
        maps = [one.ToUnicode.read_bytes() for one in pdf.pages[0].Resources.Font.values()]
    assert len(maps) > len(REORDERED)
    assert not [line for one in maps for line in one.splitlines() if line.endswith(b" <>")]


def test_the_submission_is_attached_and_named_after_the_reference_only(typical: bytes) -> None:
    with pikepdf.open(_file(typical)) as pdf:
        assert list(pdf.attachments) == ["intake-7KQ4-2MXP.json"]
        attached = pdf.attachments["intake-7KQ4-2MXP.json"].get_file().read_bytes()
        assert json.loads(attached)["reference"] == "7KQ4-2MXP"
        assert str(pdf.Root.AF[0].AFRelationship) == "/Source"


def _file(content: bytes) -> BytesIO:
    return BytesIO(content)
