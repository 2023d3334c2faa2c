"""Fourteen invented patients, as they would fill in the form of twitching."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from intake.questionnaires import Questionnaire, Response, load_all
from intake.submission import Submission
from intake.summarise import summarise
from intake.summarise.since.compare import Earlier
from reports.summary import Summary

Answers = dict[str, Any]
NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
TODAY = date(2026, 11, 22)
FORM = load_all()["muscle-twitching"]
SIGNS = tuple(q.id for p in FORM.pages for q in p.questions if q.kind == "yesno" and "sx" in q.id)
NAMES = ("name", "dose", "why", "start", "stop", "still", "order", "dosechg", "stopfx", "route")


def submission_of(answers: Answers, form: Questionnaire = FORM, sent: bool = True) -> Submission:
    """These answers as they were sent, or only saved."""
    response = Response.of(form, answers)
    return Submission(
        reference="7KQ4-2MXP", version=1, questionnaire_id=form.id,
        questionnaire_version=form.version, clinic="Hilltop Clinic",
        time_zone=ZoneInfo("Europe/London"), visit_at=datetime(2026, 11, 25, 9, 30, tzinfo=UTC),
        visit_kind="video", sent_at=NOON if sent else None, saved_at=NOON, advice_shown=False,
        answers=response.whole,
    )  # fmt: skip


def summary_of(
    answers: Answers,
    form: Questionnaire = FORM,
    sent: bool = True,
    before: Earlier | None = None,
) -> Summary:
    """What the doctor sees of these answers; `before` is what was sent for the visit before."""
    response, submission = Response.of(form, answers), submission_of(answers, form, sent)
    url = "https://intake.example.org/clinic/visits/7KQ4-2MXP"
    return replace(
        summarise(response, submission, record_url=url, earlier=before), attachment=b"{}"
    )


def medicine(*values: str) -> Answers:
    """One medicine: its name, dose, reason, start, stop, still, order, change, effect, route."""
    return {f"med.{key}": value for key, value in zip(NAMES, values, strict=False) if value}


def calm(name: str, born: str, sex: str, **more: Any) -> Answers:
    """A patient with every danger sign answered No; `more` has _ for each point of an id."""
    return {
        "safety.now": ["none"], "safety.more": ["none"], "about.filledby": "self",
        "about.name": name, "about.dob": born, "about.sex": sex,
        "about.phone": "07700 900 555", "about.place": "At home, 4 Mill Road, Exampleton",
        "about.hand": "right", "hpi.words": "A flicker in my calf that comes and goes.",
        "hpi.onset": "2026-10-05", "hpi.spread": "few", "hpi.where": ["calf", "eyelid"],
        "hpi.seenfelt": "both", "hpi.freq": "many_daily", "hpi.course": ["comes_goes"],
        **dict.fromkeys(SIGNS, "no"), "sx.more": ["none"], "sx.other": ["none"],
        "med.took": "list", "med.class": ["none"], "med.new": "no", "med.allergy": "none known",
        "pmh.neuro": ["none"], "pmh.other": ["none"], "fh.any": "no", "tests.done": ["none"],
        "exp.toxin": "no", "exp.travel": "no", "exp.other": ["none"], "life.caffeine": 0,
        "life.alcohol": "monthly", "life.drugs": ["none"], "life.water": "middle",
        "life.diet": "mixed", "life.exercise": "some", "life.overuse": ["none"], "life.sleep": 7,
        "life.rest": ["none"], "life.stress": 4, "life.nerves": "some", "hpi.bother": 4,
        "impact.what": ["none"], "impact.check": "some", "tried.what": ["none"],
        "impact.worry": "What it is.", "impact.want": "To know what to do next.",
        **{key.replace("_", "."): value for key, value in more.items()},
    }  # fmt: skip


def anxious() -> Answers:
    return calm(
        "Lea Example", "2001-05-02", "female", about_pregnancy="no", hpi_bother=9,
        hpi_words="It began in my calves the week I started sertraline. I read about ALS all"
        " night and check my tongue in the mirror.", hpi_where=["calf", "eyelid", "hand"],
        about_job="Student of law, types all day", life_nerves="daily", life_stress=9,
        life_caffeine=6, life_caffchg="yes", impact_check="many", impact_what=["sleep", "mood"],
        pmh_other=["anxiety"], med_class=["mood"], med_new="yes", med_new_what="Sertraline",
        med=[medicine("Sertraline 50mg", "once a day", "anxiety", "2026-09-20", "", "yes", "before",
                      "up", "", "mouth"), medicine("Microgynon", "daily", "the pill", "2021")],
        impact_worry="That it is ALS.", life_rest=["badly", "late"],
    )  # fmt: skip


def seventeen() -> Answers:
    names = (
        "Warfarin 3 mg", "Bisoprolol 2.5 mg", "Furosemide 40 mg", "Ramipril 5 mg",
        "Atorvastatin 40 mg", "Omeprazole 20 mg", "Metformin 500 mg", "Seretide 250 inhaler",
        "Ventolin", "Citalopram 20 mg", "Amitriptyline 10 mg", "Quetiapine 25 mg", "Senna",
        "Paracetamol", "Vitamin D", "a small white pill", "Prednisolone 5 mg",
    )  # fmt: skip
    listed = [
        medicine(name, "once a day", "", str(2008 + at), "", "yes", "before")
        for at, name in enumerate(names)
    ]
    return calm(
        "Margaret Example", "1944-01-30", "female", about_pregnancy="no", med=listed,
        med_class=["mood", "mind", "steroid", "water", "vitamin"], sx_balance="yes", sx_numb="yes",
        pmh_other=["kidney", "thyroid"], pmh_free="Atrial fibrillation, COPD, type 2 diabetes",
        med_allergy="Penicillin: face swelled and could not breathe. Trimethoprim: rash.",
        tests_done=["blood"], tests_res="potassium 3.1, eGFR 38, CK 412", hpi_onset="2026-07",
    )  # fmt: skip


def teenager() -> Answers:
    return calm(
        "Ben Example", "2011-03-09", "male", about_filledby="other",
        about_helper="Carol Example, his mother", about_guardian="Carol Example",
        hpi_words="His eyelid and thumb jump since the football camp. He says it is worse after"
        " cola.", hpi_onset="2026-08", life_caffeine=3, life_caffchg="unsure", med_took="none",
        life_exercise="hard", life_overuse=["trained", "plays"], hpi_where=["eyelid", "hand"],
        exp_other=["sweat", "dry"], med_allergy="Peanuts: hives",
    )  # fmt: skip


def als_like() -> Answers:
    return calm(
        "Peter Example", "1958-09-17", "male", safety_now=["none"], hpi_onset="2026-02",
        hpi_words="My right hand is thin and weak, the arm flickers all day, and I choke on tea.",
        hpi_where=["tongue", "arm", "hand", "chest", "thigh"], hpi_course=["stronger", "spreading"],
        sx_weak="yes", sx_weak_where="right hand, now both legs", sx_weak_since="2025-12",
        sx_weak_pace="weeks", sx_weak_tasks=["grip", "fine", "stairs"], sx_ring_ack="not_yet",
        sx_thin="yes", sx_thin_where="right thumb", sx_falls="yes", sx_falls_n=4, sx_fine="yes",
        sx_swallow="yes", sx_swallow_what=["drinks"], sx_swallow_since="2026-09", sx_breath="yes",
        sx_breath_when=["flat", "night"], sx_breath_ack="not_yet", sx_weight="yes",
        sx_weight_kg="9 kg since spring", sx_speech="unsure", sx_more=["cough", "saliva"],
        sx_other=["cramp", "fatigue"], fh_any="yes", fh_which="Father, Parkinson's",
        med_took="none",
    )  # fmt: skip


def thyroid() -> Answers:
    return calm(
        "Aisha Example", "1986-12-01", "female", about_pregnancy="unsure", sx_more=["heart"],
        pmh_other=["thyroid"], sx_weight="yes", sx_weight_kg="5 kg in 2 months", sx_pain="unsure",
        sx_other=["tremor", "fatigue"], med_class=["steroid"], hpi_onset="2026-09-14",
        med=[medicine("Levothyroxine 125 micrograms", "every morning", "thyroid", "2019", "",
                      "yes", "before", "up")],
        tests_done=["blood"], tests_res="TSH <0.01, T4 31 - told the dose is too high",
    )  # fmt: skip


def transplant() -> Answers:
    return calm(
        "Oscar Example", "1979-04-22", "male", hpi_onset="2026-10-01", pmh_other=["kidney"],
        pmh_free="Kidney transplant in June 2026", med_class=["immune", "steroid"],
        sx_other=["tremor", "cramp"], tests_done=["blood"], tests_res="magnesium 0.52, creatinine"
        " 141", med=[
            medicine("Neoral 100 mg", "twice a day", "kidney", "2026-07-02", "", "yes", "before"),
            medicine("Prednisolone", "5 mg", "kidney", "2026-06-28", "", "yes", "before", "down"),
            medicine("Mycophenolate 500 mg", "twice a day", "kidney", "2026-06-28", "", "yes"),
            medicine("Co-trimoxazole", "", "infection", "2026-07", "", "yes"),
        ],
    )  # fmt: skip


def student() -> Answers:
    return calm(
        "Noah Example", "2004-07-19", "male", hpi_onset="2026-11-01", life_caffeine=8,
        life_caffchg="yes", life_drugs=["cocaine", "speed"], life_sleep=4.5, life_diet="skips",
        life_rest=["badly", "irregular", "late"], med_class=["focus", "caffeine", "vitamin"],
        hpi_words="Exams. My friend's Adderall keeps me up, then both eyelids go.",
        med=[medicine("Elvanse 50 mg", "every day", "ADHD", "2026-08", "", "yes", "before", "up"),
             medicine("Pre-workout powder", "a scoop", "gym", "2026", "", "sometimes")],
        tried_helped="magnesium a bit",
    )  # fmt: skip


def after_cipro() -> Answers:
    return calm(
        "Rosa Example", "1969-11-11", "female", about_pregnancy="no", hpi_onset="2026-11-22",
        hpi_words="Two days after the antibiotic for my bladder my calves started. Could"
        " metronidazole have done it? A friend had that.", med_class=["antibiotic"], med_new="yes",
        med_new_what="a small white pill", exp_other=["infection"],
        med=[medicine("Ciprofloxacin 500mg", "twice daily", "bladder", "2026-11-18", "2026-11-21",
                      "no", "before", "no", "better", "mouth")],
        med_allergy="Nitrofurantoin made me sick",
    )  # fmt: skip


def withdrawn() -> Answers:
    return calm(
        "Ingrid Example", "1972-02-02", "female", about_pregnancy="no", hpi_onset="2026-09-28",
        med_class=["calm", "mood"], sx_other=["tremor"], life_nerves="daily", life_sleep=3,
        med=[medicine("Diazepam 5 mg", "three a day", "sleep", "2015", "2026-09-10", "no",
                      "before", "down", "worse"),
             medicine("Propranolol 40 mg", "", "heart", "2014", "", "yes", "before", "down"),
             medicine("Mirtazapine 15 mg", "at night", "sleep", "2026-10", "", "yes", "after")],
        hpi_words="My doctor cut the Valium too fast.",
    )  # fmt: skip


def nothing() -> Answers:
    return {}


def everything() -> Answers:
    """Every box ticked, every text filled in."""
    answers = calm("Everything Example", "1998-01-01", "other")
    for question in (q for page in FORM.pages if not page.repeats for q in page.questions):
        every = [one.id for one in question.options if not one.exclusive]
        given: Any = {"choices": every, "choice": every[:1], "yesno": "yes", "number": 7,
                      "scale": 10, "partdate": "2025-03", "longtext": "All of it at once. " * 12,
                      "text": "as much as there is room for here"}  # fmt: skip
        if question.kind in given and question.role not in ("name",):
            answers[question.id] = given[question.kind]
    answers["med"] = [
        medicine(name, "twice a day", "all", "2025-01", "2025-03", "no", "before", "up", "better")
        for name in ("Prozac", "Flagyl", "Haldol", "Ritalin", "Baclofen", "Keppra", "xqzzkv")
    ]
    return answers


def foreign() -> Answers:
    return calm(
        "محمد عبد الله", "1990-06-15", "male", about_place="শান্তিনগর, ঢাকা",
        hpi_words="عضلة الساق ترتعش منذ شهرين بعد دواء السيبروفلوكساسين", about_job="ਕਿਸਾਨ",
        med=[medicine("سيبروفلوكساسين", "500", "", "2026-09-20", "", "no", "before")],
        pmh_free="ดอกไม้ მუხლი ծունկ ጉልበት ជង្គង់", med_allergy="பென்சிலின்", hpi_onset="2026-10",
    )  # fmt: skip


def ms_baclofen() -> Answers:
    return calm(
        "Helen Example", "1981-08-08", "female", about_pregnancy="yes", pmh_neuro=["ms"],
        sx_stiff="yes", sx_numb="yes", sx_numb_where="left foot", sx_other=["cramp"],
        med_class=["relax", "fits"], hpi_onset="1998",
        med=[medicine("Baclofen 10 mg", "three times a day", "spasms", "2019-03", "", "yes",
                      "after", "up"),
             medicine("Gabapentin 300 mg", "at night", "pain", "2020", "", "yes"),
             medicine("Tecfidera", "twice a day", "MS", "2017", "", "yes")],
    )  # fmt: skip


def unsure() -> Answers:
    """Not sure, or "I cannot say", wherever that can be said."""
    answers = calm("Dora Example", "1950-10-10", "female", hpi_onset="unknown", med=[
        medicine("the heart tablet", "", "", "unknown", "", "unsure", "unsure", "unsure"),
        medicine("Fluoxetine", "", "", "unknown", "", "unsure", "unsure", "unsure")])  # fmt: skip
    for question in (q for page in FORM.pages if not page.repeats for q in page.questions):
        if any(option.id == "unsure" for option in question.options):
            answers[question.id] = ["unsure"] if question.kind == "choices" else "unsure"
    return answers


PATIENTS: dict[str, Callable[[], Answers]] = {
    make.__name__: make
    for make in (anxious, seventeen, teenager, als_like, thyroid, transplant, student, after_cipro,
                 withdrawn, nothing, everything, foreign, ms_baclofen, unsure)
}  # fmt: skip
