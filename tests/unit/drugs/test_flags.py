"""The order of the flags and the words of their timing."""

from datetime import date
from typing import Any

import pytest

from intake.drugs import Entry, Flag, flag_entries
from intake.partial_date import PartialDate

TODAY = date(2026, 11, 22)
ONSET = "2026-10-12"


def only(entry: Entry, onset: str | None = ONSET) -> Flag:
    flagging = flag_entries([entry], PartialDate.parse(onset), TODAY)
    (flag,) = flagging.causes + flagging.treatments
    return flag


def entry(start: str | None = None, stop: str | None = None, **rest: Any) -> Entry:
    return Entry("Zoloft", PartialDate.parse(start), PartialDate.parse(stop), **rest)


@pytest.mark.parametrize(
    ("given", "onset", "rank", "timing"),
    [
        (entry("2026-10-06"), ONSET, 1, "started 6 days before onset"),
        (entry("2026-07-12"), ONSET, 1, "started 3 months before onset"),
        (entry("2026-07-11"), ONSET, 3, "started 3 months before onset"),
        (entry("2026-08"), ONSET, 1, "started 6 to 10 weeks before onset"),
        (entry("2026-08-17"), "2026-10", 1, "started 6 to 11 weeks before onset"),
        (entry("2025"), ONSET, 3, "started 9 to 21 months before onset"),
        (
            entry("2026-10"),
            ONSET,
            2,
            "started between 11 days before and 3 weeks after onset; order not known",
        ),
        (
            entry("2026-09-20/2026-11-05 a while back"),
            "2026-06/2026-10 x",
            2,
            "started between 6 weeks before and 5 months after onset; order not known",
        ),
        (
            entry("2026-06/2026-08 last summer"),
            "2026-09/2026-11",
            1,
            "started up to 6 months before onset",
        ),
        (entry("2026-10-12"), ONSET, 2, "started on the day of onset"),
        (entry("2026-10-13"), ONSET, 5, "started 1 day after onset"),
        (entry(), ONSET, 4, "start date unknown"),
        (entry("2026-10-06"), None, 4, "started 6 Oct 2026; onset date unknown"),
        (entry("2026-01-01", "2026-01-05"), ONSET, 3, "stopped 9 months before onset"),
        (entry("2020", "2026-09-21"), ONSET, 3, "stopped 3 weeks before onset"),
        (entry("2020", dose_change="up"), ONSET, 1, "dose raised in the 3 months before onset"),
        (entry("2020", dose_change="down"), ONSET, 3, "dose cut in the 3 months before onset"),
        (entry("2020", still="no"), ONSET, 3, "stopped, date unknown"),
    ],
)
def test_rank_and_timing(given: Entry, onset: str | None, rank: int, timing: str) -> None:
    flag = only(given, onset)
    assert flag.rank == rank
    assert timing in flag.timing
    assert flag.conflict == ""


@pytest.mark.parametrize(
    ("order", "rank"), [("before", 1), ("after", 5), ("same", 2), ("unsure", 2), (None, 2)]
)
def test_the_answer_settles_only_what_the_dates_leave_open(order: str | None, rank: int) -> None:
    assert only(entry("2026-10", order=order)).rank == rank


@pytest.mark.parametrize(
    ("order", "rank", "timing"),
    [
        ("before", 1, "started on the day of onset (patient says before onset)"),
        ("after", 5, "started on the day of onset (patient says after onset)"),
        ("same", 2, "started on the day of onset"),
        (None, 2, "started on the day of onset"),
    ],
)
def test_the_answer_that_ranks_a_start_on_the_day_is_printed(
    order: str | None, rank: int, timing: str
) -> None:
    flag = only(entry(ONSET, order=order))
    assert (flag.rank, flag.timing) == (rank, timing)


@pytest.mark.parametrize(
    ("given", "rank", "words"),
    [
        (entry("2026-10-06", order="after"), 1, "the patient answered after"),
        (entry("2026-11-01", order="before"), 5, "the patient answered before"),
        (entry("2026-11-01", dose_change="up"), 5, "the dose changed before it"),
        (entry("2026-10-06", "2026-01"), 1, "stop date is before the start date"),
        (entry("2027-01"), 5, "in the future"),
    ],
)
def test_dates_lead_and_a_disagreement_is_printed(given: Entry, rank: int, words: str) -> None:
    flag = only(given)
    assert flag.rank == rank
    assert words in flag.conflict


def test_no_day_after_today_is_reckoned_with() -> None:
    flag = only(entry("2026-11"), "2026-10-01")
    assert flag.timing == "started 4 to 7 weeks after onset"


def test_flags_come_as_listed_each_with_its_rank() -> None:
    typed = ["Flonase", "prednisone", "Prozac", "Cipro", "coffee"]
    starts = ["2026-10-01", "2026-10-01", "2019", None, "2026-11"]
    entries = [
        Entry(name, PartialDate.parse(start)) for name, start in zip(typed, starts, strict=True)
    ]
    causes = flag_entries(entries, PartialDate.parse(ONSET), TODAY).causes
    assert [flag.typed for flag in causes] == typed
    assert [flag.rank for flag in causes] == [1, 1, 3, 4, 5]
    assert causes[0].local and causes[0].timing.endswith("; nasal")


def test_a_treatment_stands_apart_and_its_withdrawal_is_printed() -> None:
    flag = only(Entry("Xanax", stop=PartialDate.parse("2026-10-01")))
    assert (flag.role, flag.rank) == ("treatment", 0)
    assert "stopped 11 days before onset" in flag.timing


def test_a_flag_shows_its_working() -> None:
    flag = only(entry("2026-10-06"))
    assert flag.working[:3] == ("Zoloft", "sertraline (exact)", "SSRI")
    assert "selective serotonin reuptake inhibitors (SSRIs)" in flag.article_words


def test_nothing_typed_is_left_out() -> None:
    typed = ["allergic to cipro", "lisinopril", "blorptin", "antibiotics", "my mum takes prozac"]
    flagging = flag_entries([Entry(text) for text in typed], PartialDate.parse(ONSET), TODAY)
    assert flagging.causes == flagging.treatments == ()
    assert [(one.typed, one.note) for one in flagging.others] == [
        ("allergic to cipro", "allergy"),
        ("lisinopril", ""),
        ("my mum takes prozac", "taken by someone else"),
    ]
    assert [one.typed for one in flagging.questions] == ["blorptin", "antibiotics"]
    assert flagging.questions[0].reason == "could not be read"
    assert flagging.questions[1].reason.startswith("did they mean ")


def test_a_class_is_asked_about_by_its_name() -> None:
    (question,) = flag_entries([Entry("Wumbeflox")], None, TODAY).questions
    assert question.reason == "did they mean fluoroquinolone?"
