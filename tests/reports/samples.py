"""Summaries to print: a typical visit, a grave one, a sparse one. All people are invented."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from reports.summary import (
    Answer,
    Bar,
    DrugFlag,
    DrugQuestion,
    Drugs,
    ElsewhereDrug,
    Fact,
    Footer,
    Group,
    Header,
    OtherDrug,
    RecordEntry,
    RecordSection,
    Sign,
    Signs,
    Span,
    Summary,
    Terms,
    Timeline,
)

EMERGENCY = (
    "Breathless at rest or lying flat",
    "Cannot swallow or choking",
    "Sudden one-sided weakness or numbness",
    "Sudden speech disturbance",
    "Limb weakness worse over hours or days",
    "Twitching with high fever, rigidity or confusion",
    "Loss of consciousness or seizure",
    "Saddle numbness or loss of bladder or bowel control",
)
DANGER = (
    "Weakness",
    "Paralysis",
    "Muscle wasting",
    "Stiffness or rigidity",
    "Falls, trips or foot drag",
    "Poor balance or coordination",
    "Difficulty with delicate tasks",
    "Slurred speech or voice change",
    "Trouble swallowing or choking",
    "Breathless on light tasks or lying flat",
    "Numbness or tingling",
    "Muscle pain",
    "Muscle or limb swelling",
    "Double vision or ptosis",
    "Unintended weight loss",
    "Twitching in tongue or throat",
    "Course: spreading",
)
SSRI_WORDS = (
    "Muscle twitching can occasionally occur as a side effect of tricyclic antidepressants"
    " (TCAs) and selective serotonin reuptake inhibitors (SSRIs)."
)
ANTIBIOTIC_WORDS = (
    "Certain antibiotics, such as metronidazole and fluoroquinolones, can cause muscle"
    " twitching or fasciculations as a side effect."
)
STIMULANT_WORDS = (
    "Medications that stimulate the central nervous system, such as caffeine, amphetamines,"
    " and cocaine, can cause muscle twitching or fasciculations."
)
TERMS = Terms(
    source="the article",
    drugs_title="Medicines and substances the article names, nearest before onset first",
    timing_title="Timing against onset",
    examined=("Muscle strength", "Reflexes", "Coordination"),
    ranks=("started or raised in the 92 days before onset", "may overlap onset"),
)
URL = "https://intake.example.org/clinic/visits/7KQ4-2MXP"


def day(text: str) -> Span:
    """A known day, "2026-10-12"."""
    return Span(date.fromisoformat(text), date.fromisoformat(text))


def flag(typed: str, ingredient: str, name: str, words: str, timing: str, **more: Any) -> DrugFlag:
    """A flagged cause; `more` overrides any field."""
    base = DrugFlag(typed, ingredient, (name,), words, "cause", "exact", timing, 1, "")
    return replace(base, **more)


def signs(answers: dict[str, tuple[Answer, str]]) -> Signs:
    """Every sign answered No but those given: label to answer and detail."""
    no: tuple[Answer, str] = ("no", "")
    made = [Sign(label, *answers.get(label, no)) for label in (*EMERGENCY, *DANGER)]
    return Signs(tuple(made[: len(EMERGENCY)]), "", tuple(made[len(EMERGENCY) :]))


def typical() -> Summary:
    """28, worried: sertraline, ciprofloxacin and five coffees."""
    return Summary(
        header=_header("Ana Example", "14 Mar 1998", "28 y", "F"),
        words="My calves and left eyelid jump all day, and now my thumbs do it too. It started a"
        " few weeks after I began sertraline and just after a course of antibiotics. I cannot"
        " stop reading about it.",
        signs=signs(
            {
                "Weakness": ("yes", "“both legs”; since Nov 2026; not getting worse"),
                "Numbness or tingling": ("yes", "“fingertips of both hands, comes and goes”"),
            }
        ),
        drugs=_typical_drugs(),
        history=_group(
            "History of the twitching",
            ("Onset", "12 Oct 2026 (5 weeks ago); sudden start"),
            ("Place", "moves from place to place; eyelid, hand or fingers, calf; both sides"),
            ("Character", "visible and felt"),
            ("Timing", "many times a day; spells of seconds; mostly at rest"),
            ("Course", "comes and goes; no earlier episodes"),
            ("Worse with", "caffeine, stress or worry, tiredness, poor sleep"),
            ("Better with", "stretching or massage, movement"),
            ("Bother", "8 of 10"),
        ),
        symptoms=_group("Other symptoms", ("Other symptoms", "fatigue, cramps or spasms")),
        background=_group(
            "Background",
            (
                "Conditions",
                "ticked none of: ALS/MND, MS, Parkinson’s, neuropathy; anxiety or panic",
            ),
            ("Family", "no neurological condition in close family"),
            ("Tests so far", "blood test; told: “Normal, at the walk-in clinic”"),
            ("3 months before", "toxins: no; travel: no; infection, low fluid intake"),
            ("Not answered", "Other conditions and operations"),
        ),
        life=_group(
            "Life and impact",
            ("Daily life", "alcohol 2–4 times a month; fluids under 4 glasses a day; skips meals"),
            ("Sleep and stress", "sleep 5 hours, irregular; stress 9 of 10"),
            ("Impact", "sleep, work or study, mood; checks the body many times a day"),
            ("Tried", "more fluids, less caffeine; helped: “Stretching a bit”"),
        ),
        wants=Group(
            "Worries and wants",
            (
                Fact("Worried about", "That I have something bad and nobody found it yet.", True),
                Fact("Wants", "To know if I need tests, and if my tablets do this.", True),
            ),
        ),
        record=_record(),
        advice="",
        attachment=b'{"format": "intake-submission/1", "reference": "7KQ4-2MXP"}',
        footer=_footer(),
        terms=TERMS,
    )


def grave() -> Summary:
    """61, weak hand, weight loss, trouble swallowing; one emergency sign ticked."""
    told: dict[str, tuple[Answer, str]] = {
        "Cannot swallow or choking": ("yes", ""),
        "Weakness": ("yes", "“right hand and arm, now left hand”; since Apr 2026; getting worse"),
        "Muscle wasting": ("yes", "“between right thumb and finger”"),
        "Stiffness or rigidity": ("yes", ""),
        "Falls, trips or foot drag": ("yes", "falls in 3 months: 2"),
        "Slurred speech or voice change": ("unsure", ""),
        "Trouble swallowing or choking": ("yes", "drinks; since Sep 2026"),
        "Breathless on light tasks or lying flat": ("unanswered", ""),
        "Unintended weight loss": ("yes", "“8 kg in 4 months”"),
        "Twitching in tongue or throat": ("yes", "tongue"),
    }
    base = typical()
    asked = replace(signs(told), emergency_action="is getting help now")
    drugs = replace(
        base.drugs,
        flags=(),
        questions=(DrugQuestion("blood pressure tablet", "could not be read"),),
        others=(OtherDrug("Ramipril 5 mg", "", "blood pressure", "once a day; from 2020"),),
        checked="2 entries checked: 1 not named by this article, which does not clear it.",
        allergies="says no known allergies",
        timeline=Timeline(
            Span(date(2026, 6, 1), date(2026, 6, 30)),
            "twitching first noticed Jun 2026",
            date(2026, 11, 20),
            (
                Bar(
                    "Ramipril 5 mg", False, Span(date(2020, 1, 1), date(2020, 12, 31)), Span(), True
                ),
            ),
        ),
    )
    return replace(
        base,
        header=_header("Tomas Example", "9 Feb 1965", "61 y", "M"),
        words="His right hand has been getting weak since spring. Now he coughs when he drinks.",
        signs=asked,
        drugs=drugs,
        advice="Call your emergency number now. Do not drive yourself.",
    )


def sparse() -> Summary:
    """Hardly anything answered, and not sent."""
    base = typical()
    asked = signs(dict.fromkeys((*EMERGENCY, *DANGER), ("unanswered", "")))
    empty = Drugs(
        (), (), (), (), "No medicine was listed.", "", Timeline(Span(), "", date(2026, 11, 20), ())
    )
    return replace(
        base,
        header=replace(_header("", "", "", ""), about=(), sent="", unsent=True, visit=""),
        words="",
        signs=asked,
        drugs=empty,
        history=Group("History of the twitching", (Fact("Not answered", "everything"),)),
        symptoms=Group("Other symptoms", ()),
        background=Group("Background", ()),
        life=Group("Life and impact", ()),
        wants=Group("Worries and wants", ()),
        footer=replace(base.footer, record_url=""),
    )


def _typical_drugs() -> Drugs:
    onset = Timeline(
        day("2026-10-12"),
        "twitching first noticed 12 Oct 2026",
        date(2026, 11, 20),
        (
            Bar("Sertraline 50 mg", True, Span(date(2026, 8, 15), date(2026, 9, 5)), Span(), True),
            Bar("cipro", True, day("2026-10-06"), day("2026-10-12"), False),
            Bar("Combined pill", False, Span(date(2022, 1, 1), date(2022, 12, 31)), Span(), True),
            Bar("Magnesium 300 mg", False, day("2026-10-25"), Span(), True),
        ),
        "the article",
    )
    return Drugs(
        flags=(
            flag(
                "cipro",
                "ciprofloxacin",
                "fluoroquinolone",
                ANTIBIOTIC_WORDS,
                "started 6 days before onset; stopped on the day of onset",
                taken="500 mg twice a day; oral; 6–12 Oct 2026; unchanged after stopping",
            ),
            flag(
                "Sertraline 50 mg",
                "sertraline",
                "SSRI",
                SSRI_WORDS,
                "started 5 to 8 weeks before onset; dose raised in the 3 months before onset",
                taken="once a day; oral; from late summer 2026; still taking",
            ),
            flag(
                "caffeine drinks",
                "caffeine",
                "CNS stimulant",
                STIMULANT_WORDS,
                "went up before onset (patient’s answer)",
                taken="5 a day",
            ),
        ),
        treatments=(),
        questions=(DrugQuestion("", "ticked “supplement”, but lists none"),),
        others=(
            OtherDrug("Combined pill", "", "contraception", "from 2022; still taking"),
            OtherDrug("Magnesium 300 mg", "", "the twitching", "at night; from 25 Oct 2026"),
            OtherDrug("blue puffer", "", "asthma"),
        ),
        checked="6 entries checked: 3 named by the article; 3 not, which does not clear them.",
        allergies="Penicillin: rash",
        timeline=onset,
        elsewhere=(
            ElsewhereDrug(
                "blue puffer",
                "salbutamol",
                "exact",
                "tremor, muscle cramp",
                "Ventolin Evohaler SmPC, 4.8",
                "started 3 weeks before onset",
            ),
        ),
    )


def _header(name: str, born: str, age: str, sex: str) -> Header:
    return Header(
        title="Pre-visit summary: muscle twitching",
        name=name,
        born=born,
        age=age,
        sex=sex,
        about=(
            Fact("Phone", "07700 900 143", True),
            Fact("During the visit", "At home, 12 Sample Street, Exampleton", True),
            Fact("Writes with", "right hand"),
            Fact("Job and hobbies", "Software developer, plays guitar", True),
        ),
        clinic="Example Neurology Clinic",
        filled_by="the patient",
        visit="23 Nov 2026 10:20, video",
        sent="20 Nov 2026 19:42",
        saved="20 Nov 2026 19:42",
        unsent=False,
    )


def _footer() -> Footer:
    return Footer(
        "7KQ4-2MXP",
        1,
        "muscle-twitching 1.0.0",
        "2026-11-22",
        "Benign fasciculation syndrome (Your Doctors Online)",
        "Patient-reported; not a diagnosis, not a finding of cause.",
        URL,
        moment=datetime(2026, 11, 20, 19, 42, tzinfo=UTC),
    )


def _group(title: str, *facts: tuple[str, str]) -> Group:
    return Group(title, tuple(Fact(*fact) for fact in facts))


def _record() -> tuple[RecordSection, ...]:
    entries = (
        RecordEntry("Onset", "When did it begin?", "12 Oct 2026", "12 October 2026", "answered"),
        RecordEntry("Spell", "How long does each spell last?", "", "", "unanswered"),
        RecordEntry("Which toxin", "What was it, and when?", "", "", "not asked"),
    )
    return (RecordSection("History of the twitching", "Your twitching", entries),)
