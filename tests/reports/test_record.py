"""The full record and the patient's copy."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import pikepdf
import pypdfium2
import pytest

import reports
from reports.summary import RecordEntry, RecordSection, Summary
from tests.reports import samples
from tests.reports.reading import structure, text_of, words_of

SECRET = (
    *("danger", "flag", "rank", "named by", "article", "order 1", "side effect", "drug list"),
    *("known elsewhere", "SmPC", "salbutamol"),
    *("SSRI", "fluoroquinolone", "stimulant", "ciprofloxacin", "Pre-visit summary"),
)
LONG = "The twitching came back in the evening. " * 300


@pytest.fixture(scope="module")
def record() -> str:
    return words_of(reports.render_record(samples.typical(), "A4"))


def test_the_record_holds_both_wordings_and_the_answer(record: str) -> None:
    assert "Onset When did it begin? 12 Oct 2026" in record


def test_the_record_keeps_unanswered_and_not_asked_apart(record: str) -> None:
    assert "How long does each spell last? Not answered" in record
    assert "What was it, and when? Not asked" in record


def test_the_record_shows_how_each_flag_came_about(record: str) -> None:
    for flag in samples.typical().drugs.flags:
        assert flag.article_words in record
        assert flag.ingredient in record
        assert flag.timing in record


def test_the_record_says_what_is_known_elsewhere_and_that_it_has_no_rank(record: str) -> None:
    for known in samples.typical().drugs.elsewhere:
        said = f"not named by the article; known elsewhere for {known.known_for} ({known.source})"
        whole = f"{known.typed} read as {known.ingredient}; {said} · {known.timing} · not ranked"
        assert whole in record


def test_the_record_holds_a_long_answer_whole_and_counts_its_pages() -> None:
    entry = RecordEntry("Words", "In your words", LONG, LONG, "answered")
    summary = replace(samples.typical(), record=(RecordSection("Part", "Part", (entry,)),))
    content = reports.render_record(summary, "Letter")
    text = words_of(content)
    assert text.count("evening.") == 300
    with pikepdf.open(BytesIO(content)) as pdf:
        pages = len(pdf.pages)
    assert pages > 1
    assert f"page {pages} of {pages}" in text


def with_medicines(how_many: int) -> Summary:
    """A summary of which a page repeats."""
    sections = tuple(
        RecordSection(
            "Each medicine",
            "Your medicines",
            (
                RecordEntry("Name", "Name on the box", f"pill {n}", f"pill {n}", "answered"),
                RecordEntry("Route", "How do you take it?", "oral", "By mouth", "answered"),
                RecordEntry("Reason", "What is it for?", "", "", "unanswered"),
                RecordEntry("Stopped", "When did you stop?", "", "", "not asked"),
            ),
            number=n,
        )
        for n in range(1, how_many + 1)
    )
    base = samples.typical()
    return replace(base, record=(*base.record, *sections))


def test_many_medicines_are_one_paragraph_each_under_both_wordings() -> None:
    text = words_of(reports.render_record(with_medicines(3), "A4"))
    assert text.count("Asked of each: Name (“Name on the box”); Route (“How do you take it?”)") == 1
    for n in (1, 2, 3):
        whole = f"{n}. pill {n} Route: oral · Not answered: Reason · Not asked: Stopped"
        assert whole in text


def test_the_copy_has_many_medicines_in_the_patients_wording() -> None:
    text = words_of(reports.render_copy(with_medicines(2), "A4"))
    whole = "How do you take it? By mouth You did not answer this: What is it for?"
    assert f"Your medicines 1. pill 1 {whole} 2. pill 2 {whole}" in text
    assert "When did you stop?" not in text


def test_the_articles_words_stand_once_however_many_drugs_they_are_about() -> None:
    base = samples.typical()
    many = replace(base, drugs=replace(base.drugs, flags=base.drugs.flags * 5))
    text = words_of(reports.render_record(many, "A4"))
    assert text.count(samples.SSRI_WORDS) == 1
    assert text.count("read as sertraline; SSRI (article 2)") == 5


def test_a_long_answer_begins_below_its_heading_and_not_on_a_page_of_its_own() -> None:
    entry = RecordEntry("Words", "In your words", LONG[:4000], LONG[:4000], "answered")
    short = RecordEntry("Onset", "When?", "May", "May", "answered")
    section = RecordSection("Part", "Part", (short,) * 12 + (entry,) * 2)
    content = reports.render_record(replace(samples.typical(), record=(section,)), "A4")
    with pikepdf.open(BytesIO(content)) as pdf:
        assert len(pdf.pages) <= 3
    assert words_of(content).count("evening.") == 2 * LONG[:4000].count("evening.")


def test_a_long_name_leaves_the_page_numbers_their_place() -> None:
    base = samples.typical()
    named = replace(base, header=replace(base.header, name="Anastasia Example " * 10))
    content = reports.render_record(named, "A4")
    with pypdfium2.PdfDocument(content) as document:
        page = document[0].get_textpage()
        places = [page.get_charbox(n) for n in range(page.count_chars())]
    assert max(right for _, _, right, _ in places) <= 595 - 40
    assert "page 1 of 1" in words_of(content)


def test_the_record_has_nothing_attached_and_can_be_read_aloud() -> None:
    with pikepdf.open(BytesIO(reports.render_record(samples.typical(), "A4"))) as pdf:
        assert not pdf.attachments
        kinds = [kind for kind, _ in structure(pdf)]
    assert "/H1" in kinds
    assert "/TH" in kinds


def test_the_record_as_html_needs_no_pdf_and_escapes_what_was_typed() -> None:
    html = reports.page_html(replace(samples.typical(), words=""))
    assert "When did it begin?" in html
    base = samples.typical()
    typed = replace(base, header=replace(base.header, name="<script>alert(1)</script>"))
    assert "<script>" not in reports.page_html(typed)


@pytest.fixture(scope="module")
def own_copy() -> bytes:
    return reports.render_copy(samples.grave(), "A4")


def test_the_copy_is_in_the_patients_wording_with_the_emergency_advice(own_copy: bytes) -> None:
    text = words_of(own_copy)
    assert "When did it begin? 12 October 2026" in text
    assert "How long does each spell last? You did not answer this" in text
    assert "Call your emergency number now." in text
    assert "7KQ4-2MXP" in text


def test_the_copy_leaves_out_what_was_never_asked(own_copy: bytes) -> None:
    assert "What was it, and when?" not in words_of(own_copy)


def test_the_copy_tells_nothing_a_clinicians_eye_added() -> None:
    content = reports.render_copy(samples.typical(), "A4")
    with pikepdf.open(BytesIO(content)) as pdf:
        assert not pdf.attachments
        assert "/AF" not in pdf.Root
        with pdf.open_metadata() as metadata:
            hidden = str(metadata) + str(dict(pdf.docinfo))
    visible = text_of(content) + hidden
    assert [word for word in SECRET if word.lower() in visible.lower()] == []


def test_an_unsent_copy_says_so() -> None:
    assert "Not sent yet" in words_of(reports.render_copy(samples.sparse(), "A4"))
