"""What is missing on a machine is named before anything is rendered."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import reports
from reports import fonts
from reports.errors import RenderError
from reports.fonts.install import install
from reports.pdf import rendering, requirements
from tests.reports import samples

ROOT = Path(__file__).resolve().parents[2]


def test_a_missing_library_is_named_with_its_package(monkeypatch: pytest.MonkeyPatch) -> None:
    lacking = (("libnothing.so.0", "libnothing0", "libnothing.0.dylib"),)
    monkeypatch.setattr(requirements, "LIBRARIES", lacking)
    with pytest.raises(RenderError, match="libnothing0"):
        requirements.check_ready()


def test_missing_fonts_are_named_with_the_command(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(fonts, "BUILT", tmp_path)
    with pytest.raises(RenderError, match=r"SourceSans3-Regular\.ttf.*reports\.fonts\.install"):
        requirements.check_ready()


def test_installing_says_which_package_is_missing(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="@expo-google-fonts/source-sans-3"):
        install(tmp_path / "node_modules", tmp_path / "built")


def test_no_process_is_started_to_find_a_library() -> None:
    script = (
        "import subprocess\n"
        "def refuse(*args, **kwargs): raise AssertionError(args)\n"
        "subprocess.Popen = refuse\n"
        "from reports.pdf.rendering import writer\n"
        "writer()\n"
    )
    subprocess.run([sys.executable, "-c", script], cwd=ROOT, check=True)


def test_weasyprint_is_not_imported_before_the_first_pdf() -> None:
    script = (
        "import sys, reports\n"
        "from tests.reports import samples\n"
        "reports.page_html(samples.typical()), reports.render_text(samples.typical())\n"
        "assert 'weasyprint' not in sys.modules\n"
        "reports.render_page(samples.typical(), 'A4')\n"
        "assert 'weasyprint' in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", script], cwd=ROOT, check=True)


def test_what_is_missing_is_named_by_each_pdf(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    rendering.writer.cache_clear()
    monkeypatch.setattr(fonts, "BUILT", tmp_path)
    for render in (reports.render_page, reports.render_record, reports.render_copy):
        with pytest.raises(RenderError, match=r"SourceSans3-Regular\.ttf"):
            render(samples.typical(), "A4")
