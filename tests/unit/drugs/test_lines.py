"""What a patient writes around a drug decides whether it is taken."""

import pytest

from intake.drugs import explain, mentions, read_line

LINES = """
stopped zoloft in March | flagged | stopped
not taking any SSRIs | clear | negated
allergic to cipro | clear | allergy
my mum takes prozac | clear | other_person
predisone 5 mg taper | flagged | current
coffee 4 cups/day | flagged | current
elavil years ago | flagged | stopped
cipro and flagyl together last month | flagged | stopped stopped
started prozac last month | flagged | current
no longer on lexapro | flagged | stopped
don't drink coffee | clear | negated
haven't taken zoloft since 2019 | flagged | stopped
my doctor wants me to start citalopram next week | clear | planned
prescribed amitriptyline but haven't started it yet | clear | planned
was offered diazepam but refused | clear | negated
I took one of my wife's valium | treatment | stopped
switched from citalopram to sertraline | flagged | stopped current
stopped gabapentin, now on pregabalin 75 mg bd | treatment | stopped current
wife takes amitriptyline, I take sertraline | flagged | other_person current
can't tolerate metronidazole | clear | allergy
ciprofloxacin gave me a rash | clear | allergy
no known drug allergies, takes fluoxetine | flagged | current
speed | flagged | current
I walk at speed every day | unread |
crack in my tooth | unread |
ice pack on my calf | unread |
soma 350 mg at night | treatment | current
decaf coffee | clear | current
peppermint tea | clear | current
tea 3 cups a day | flagged | current
caffeine free coke | clear | current
anabolic steroids | clear | current
antibiotics | ask |
asdfgh | unread |
lisinopril, asdfgh | unread | current
I have ice on my leg | unread |
on and off xanax for flights | treatment | current
changed from olanzapine to aripiprazole 6 months ago | flagged | stopped current
switched to lexapro from zoloft last year | flagged | current stopped
instead of diazepam I take baclofen | treatment | negated current
my wife's diazepam, took one in may | treatment | stopped
prev. on paroxetine | flagged | stopped
d/c'd seroquel in April | flagged | stopped
dose of prednisone increased last week | flagged | current
not only prozac but also xanax | flagged | current current
I can't sleep without xanax | treatment | current
forgot to take my lamictal yesterday | treatment | current
Keppra until 2015, no fits since | treatment | stopped
provigil (not since March) | flagged | stopped
plan: baclofen 5 mg tid | clear | planned
doctor wants to put me on gabapentin | clear | planned
my brother has epilepsy and takes tegretol, I take nothing | clear | other_person
levofloxacin 750 in september for pneumonia | flagged | stopped
none | clear |
"""


@pytest.mark.parametrize("line", LINES.strip().splitlines())
def test_result_and_status(line: str) -> None:
    text, result, statuses = (part.strip() for part in line.split("|"))
    reading = read_line(text)
    assert reading.result == result
    assert [drug.status for drug in reading.drugs] == statuses.split()


@pytest.mark.parametrize("blank", ["", "   ", "\n", "...", "\u200b"])
def test_a_blank_line_is_unread(blank: str) -> None:
    assert read_line(blank).result == "unread"


def test_a_drug_not_taken_still_lists_its_classes() -> None:
    assert read_line("allergic to cipro").classes == ("fluoroquinolone",)


def test_a_cause_outranks_a_doubt_and_a_treatment() -> None:
    assert read_line("antibiotics, xanax, zoloft").result == "flagged"
    assert read_line("antibiotics, xanax").result == "ask"
    assert read_line("xanax, paracetamol").result == "treatment"


def test_what_was_typed_is_kept_letter_by_letter() -> None:
    drugs = read_line("  ZoLoFt®, then Epilim CHRONO ").drugs
    assert [drug.typed for drug in drugs] == ["ZoLoFt", "Epilim CHRONO"]


def test_prose_names_drugs_without_taking_everyday_words_for_them() -> None:
    words = (
        "My calf began twitching in bed after a long walk at speed. I had finished a course of "
        "ciprofloxacin and worry about a crack in my tooth, my memory, the weather and my job."
    )
    assert [drug.ingredient for drug in mentions(words).drugs] == ["ciprofloxacin"]


def test_explain_shows_each_step() -> None:
    steps = "\n".join(explain("stopped sertralinne 50 mg in March"))
    for part in (
        "drug list",
        "1 edit(s) from 'sertraline'",
        "SSRI (cause)",
        "stopped",
        "50 mg",
        "flagged",
    ):
        assert part in steps


@pytest.mark.parametrize(
    "text",
    [
        "QUETIAPINE BIOGARAN LP 300 mg, comprimé à libération prolongée",
        "SERTRALINA CINFA 50 mg COMPRIMIDOS RECUBIERTOS CON PELICULA EFG",
        "Sertralina Zentiva 50 mg compresse rivestite con film",
        "Sertralin-1A Pharma 50 mg Filmtabletten",
        "Asertin 50, tabletki powlekane",
        "Sertralin Orion 50 mg tabletti, kalvopäällysteinen",
        "Levofloxacin ögondroppar, lösning",
        "Sertraline Aurobindo 50 mg, filmomhulde tabletten",
        "ZOLOFT 50MG TBL FLM 30, potahované tablety",
    ],
)
def test_the_words_on_the_box_are_read_in_other_languages(text: str) -> None:
    reading = read_line(text)
    assert reading.result == "flagged"
    assert not reading.unread
    assert not reading.candidates


@pytest.mark.parametrize(
    "text", ["mood stabiliser", "sleeping tablets", "nasal spray for hay fever", "eczema cream"]
)
def test_a_kind_of_medicine_that_may_be_of_a_class_is_asked_about(text: str) -> None:
    reading = read_line(text)
    assert reading.result == "ask"
    assert len(reading.candidates) == 2


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("Nytol sleeping tablets", "clear"),
        ("Otrivine nasal spray", "clear"),
        ("hydrocortisone eczema cream", "flagged"),
        ("antidepressant sertraline 50 mg", "flagged"),
    ],
)
def test_what_a_named_drug_is_for_is_not_asked_about(text: str, result: str) -> None:
    reading = read_line(text)
    assert reading.result == result
    assert not reading.candidates


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("clonazepam halved last month", "current"),
        ("Haldol given in hospital once", "stopped"),
        ("gabapentin was mentioned as an option", "planned"),
        ("olanzapine for nausea, last dose 2 Nov", "stopped"),
        ("picked up lexapro but too scared to start", "planned"),
        ("sertraline - doctor suggested 50mg", "current"),
    ],
)
def test_more_ways_of_saying_whether_it_is_taken(text: str, status: str) -> None:
    assert read_line(text).drugs[0].status == status
