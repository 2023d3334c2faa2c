"""The doctor's page: one page, whole, to standard, whatever was typed."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest

import reports
from reports.summary import DrugFlag, Span, Timeline
from tests.reports import hostile, samples
from tests.reports.reading import structure, text_of, words_of

ROOT = Path(__file__).resolve().parents[2]
PAPERS: tuple[reports.Paper, ...] = ("A4", "Letter")
QUOTES = str.maketrans("", "", "“”")
SIZES = {"A4": (595.28, 841.89), "Letter": (612, 792)}


@pytest.fixture(scope="module")
def typical() -> bytes:
    return reports.render_page(samples.typical(), "A4")


def drawn(pdf: pikepdf.Pdf) -> Iterator[tuple[Any, str]]:
    """The operands and operator of each instruction that draws the page."""
    for step in pikepdf.parse_content_stream(pdf.pages[0]):
        if isinstance(step, pikepdf.ContentStreamInstruction):
            yield step.operands, str(step.operator)


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("make", [samples.typical, samples.grave, samples.sparse])
def test_it_is_one_sheet_of_the_paper_asked_for(
    make: Callable[[], reports.Summary], paper: reports.Paper
) -> None:
    with pikepdf.open(_file(reports.render_page(make(), paper))) as pdf:
        assert len(pdf.pages) == 1
        box = [float(side) for side in pdf.pages[0].mediabox]
        assert box == pytest.approx([0, 0, *SIZES[paper]], abs=0.1)


@pytest.mark.parametrize("seed", range(6))  # `make hostile` tries thousands
@pytest.mark.parametrize("paper", PAPERS)
def test_hostile_answers_make_one_page_with_all_that_matters(
    seed: int, paper: reports.Paper
) -> None:
    summary = hostile.submission(seed)
    assert hostile.missing_from(reports.render_page(summary, paper), summary) == []


def test_everything_typed_stands_on_a_typical_page(typical: bytes) -> None:
    text = words_of(typical)
    summary = samples.typical()
    for group in (summary.history, summary.background, summary.life, summary.wants):
        for fact in group.facts:
            assert fact.value in text
    assert summary.words in text
    assert "To fit one page" not in text
    assert "page 1 of 1" in text
    assert "muscle-twitching 1.0.0" in text
    assert "drug list 2026-11-22" in text


def test_it_is_copied_in_the_order_in_which_it_is_read(typical: bytes) -> None:
    """Floats are painted first, so columns once came before all else."""
    text, made = words_of(typical), samples.typical()
    order = [
        *(made.header.title, made.header.name, made.header.clinic, "In the patient’s words"),
        *("DANGER SIGNS", "MEDICINES AND", made.drugs.flags[0].typed, "Ask:", "ALLERGIES"),
        *("HISTORY", "Bother", "BACKGROUND", "Family", "LIFE AND", "WORRIES", "Reflexes"),
        *("Notes", "page 1 of 1"),
    ]
    assert sorted(order, key=text.index) == order


def test_a_span_of_numbers_is_never_parted_at_the_end_of_a_line() -> None:
    spans = [f"{n}–{n + 1}" for n in range(10, 99)]  # in columns of every width
    made = replace(samples.typical(), words=" x ".join(spans))
    assert set(spans) <= set(text_of(reports.render_page(made, "A4")).translate(QUOTES).split())


def test_flags_stand_in_the_order_given_with_their_timing(typical: bytes) -> None:
    text = words_of(typical)
    names = [flag.typed for flag in samples.typical().drugs.flags]
    assert sorted(names, key=text.index) == names
    for flag in samples.typical().drugs.flags:
        assert flag.timing in text
        assert flag.classes[0] in text
        assert flag.article_words in text


def test_signs_stand_with_every_answer() -> None:
    text = words_of(reports.render_page(samples.grave(), "A4"))
    assert "8 reported, 1 not sure, 1 NOT ANSWERED" in text
    assert "EMERGENCY SIGNS TICKED: Cannot swallow or choking" in text
    assert "What was done: is getting help now" in text
    assert "Unintended weight loss: “8 kg in 4 months”" in text
    assert "Not sure: Slurred speech or voice change" in text
    assert "Not answered: Breathless on light tasks or lying flat" in text


def test_a_treatment_is_marked_apart_from_the_causes() -> None:
    base = samples.typical()
    words = "They might include benzodiazepines."
    taken = DrugFlag("Klonopin", "clonazepam", ("benzodiazepine",), words, "treatment", "exact",
                     "stopped 3 weeks before onset", 0, "")  # fmt: skip
    text = words_of(
        reports.render_page(replace(base, drugs=replace(base.drugs, treatments=(taken,))), "A4")
    )
    assert "Named as treatment, not as cause: Klonopin = clonazepam (benzodiazepine)" in text
    assert "stopped 3 weeks before onset" in text


def test_what_is_known_elsewhere_is_one_line_of_its_own_below_the_other_medicines() -> None:
    text = words_of(reports.render_page(samples.typical(), "A4"))
    line = (
        "Not named by the article; known elsewhere for: blue puffer = salbutamol: tremor,"
        " muscle cramp (Ventolin Evohaler SmPC, 4.8), started 3 weeks before onset"
    )
    assert text.index("Other medicines:") < text.index(line) < text.index("Allergies:")
    listed = line.replace("for: ", "for: - ")  # each on a line of its own
    assert listed in " ".join(reports.render_text(samples.typical()).split())
    without = replace(samples.typical().drugs, elsewhere=())
    bare = words_of(reports.render_page(replace(samples.typical(), drugs=without), "A4"))
    assert "elsewhere" not in bare


def test_an_unsent_form_says_so_first() -> None:
    text = words_of(reports.render_page(samples.sparse(), "A4"))
    assert "NOT SENT: saved answers only" in text
    assert text.index("NOT SENT") < text.index("DANGER SIGNS")


def test_nothing_is_ever_a_bare_none() -> None:
    for make in (samples.typical, samples.grave, samples.sparse):
        lines = text_of(reports.render_page(make(), "A4")).splitlines()
        assert not [line for line in lines if line.strip().rstrip(".").lower().endswith(": none")]


def test_none_typed_for_allergies_is_quoted_as_the_patients_word() -> None:
    base = samples.typical()
    said = replace(base, drugs=replace(base.drugs, allergies="none"))
    assert "Allergies: “none”" in words_of(reports.render_page(said, "A4"))


def test_what_is_cut_is_marked_and_counted() -> None:
    base = samples.typical()
    long = replace(base, words="twitch and jump " * 1500)
    text = words_of(reports.render_page(long, "A4"))
    assert "To fit one page, 1 answer shortened (…)" in text
    assert "…”" in text


@pytest.mark.parametrize("seed", range(3))
def test_what_only_the_record_prints_is_counted_on_the_fullest_page(seed: int) -> None:
    summary = replace(hostile.submission(seed), no_longer_asked=seed + 1)
    page = reports.render_page(summary, "A4")
    assert hostile.missing_from(page, summary) == []
    words = f"{seed + 1} {'answer' if not seed else 'answers'} to questions that the form"
    assert f"{words} no longer asks: see the record." in words_of(page)


@pytest.mark.parametrize("paper", PAPERS)
def test_a_typical_page_is_set_in_readable_type(paper: reports.Paper) -> None:
    with pikepdf.open(_file(reports.render_page(samples.typical(), paper))) as pdf:
        sizes = [float(operands[1]) for operands, operator in drawn(pdf) if operator == "Tf"]
    body = max(set(sizes), key=sizes.count)
    assert body * 0.75 >= 8.499  # the stream counts in CSS's pixels


def test_hardly_a_letter_needs_a_correction(typical: bytes) -> None:
    """Sizes lie where advances are whole, so kerning alone moves a letter; see page/overflow.py."""
    with pikepdf.open(_file(typical)) as pdf:
        moves = [
            int(item)
            for operands, operator in drawn(pdf)
            if operator == "TJ"
            for item in operands[0]
            if not isinstance(item, pikepdf.String)
        ]
    assert 100 < len(moves) < 1000
    assert moves.count(0) < 20


@pytest.mark.parametrize(
    "typed",
    [
        "<b>bold</b> <script>alert(1)</script>",
        "</p></body></html>",
        "{{ 7 * 7 }} {% raw %}",
        "&lt;&amp;",
        "<style>*{display:none}</style>",
    ],
)
def test_markup_is_text(typed: str) -> None:
    assert typed in words_of(reports.render_page(replace(samples.typical(), words=typed), "A4"))


def test_it_fetches_nothing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("a connection was tried")

    canary = tmp_path / "canary.txt"
    canary.write_text("CANARY")
    monkeypatch.setattr(socket.socket, "connect", refuse)
    typed = f'<img src="http://example.org/a.png"><link rel=attachment href="file://{canary}">'
    content = reports.render_page(replace(samples.typical(), words=typed), "A4")
    with pikepdf.open(_file(content)) as pdf:
        assert len(pdf.attachments) == 1
    assert "CANARY" not in text_of(content)


@pytest.mark.parametrize(
    "name",
    [
        "Łukasz Żółć",
        "Đặng Thị Hương",
        "Ελένη Παπαδοπούλου",
        "Ђорђе Јовановић",
        "דנה כהן",
        "山田太郎",
        "김민수",
        "สมชาย ใจดี",
    ],
)
def test_names_of_any_script_are_drawn_and_can_be_copied(name: str) -> None:
    base = samples.typical()
    content = reports.render_page(replace(base, header=replace(base.header, name=name)), "A4")
    assert hostile.letters(name) == hostile.letters(name) & hostile.letters(text_of(content))


def test_an_unknown_character_is_shown_as_its_code_point() -> None:
    text = words_of(reports.render_page(replace(samples.typical(), words="rune ᚠ here"), "A4"))
    assert "rune [U+16A0] here" in text


def test_without_a_known_onset_no_timeline_is_drawn() -> None:
    base = samples.typical()
    blank = Timeline(Span(), "", base.drugs.timeline.until, base.drugs.timeline.bars)
    content = reports.render_page(replace(base, drugs=replace(base.drugs, timeline=blank)), "A4")
    with pikepdf.open(_file(content)) as pdf:
        assert [kind for kind, _ in structure(pdf)].count("/Figure") == 1


def _file(content: bytes) -> BytesIO:
    return BytesIO(content)
