"""Random realistic patients: the form of twitching filled in by chance, the same for one seed."""

from __future__ import annotations

from datetime import timedelta
from random import Random
from typing import Any

from intake.questionnaires.model import Page, Question
from intake.questionnaires.response import shown_questions
from tests.reports.patients import FORM, TODAY, Answers

MEDICINES = (
    *("Sertraline 50mg", "cipro", "Citalopram 20 mg", "Amitriptyline 10mg nocte", "Prednisolone"),
    *("Ventolin", "Seretide 250", "Ramipril 5 mg", "Warfarin", "Apixaban 5 mg", "Levothyroxine"),
    *("Diazepam 5 mg", "Baclofen", "Gabapentin 300 mg", "Keppra", "Ritalin", "Elvanse 30mg"),
    *("Metronidazole 400 mg", "a small white pill", "blood pressure tablet", "Magnesium 300 mg"),
    *("Vitamin D", "Quetiapine 25 mg", "Microgynon", "Ibuprofen", "Omeprazole 20 mg", "xqzzkv"),
    *("Ciclosporin 100 mg", "Dexamethasone eye drops", "Paracetamol 500mg", "Methotrexate weekly"),
)
SAID = (
    *("Since the summer.", "My calf jumps when I lie down, and my thumb at the desk.", "Normal."),
    *("potassium 3.1, eGFR 38, CK 412", "Dr Osei said it is benign.", "Penicillin: rash", "none"),
    *("It started after a course of antibiotics. My GP stopped the sertraline in March.", "?"),
    "I wake at three and lie there feeling for it, then I read about it until it is light, and I"
    " do not know any more whether I am weak or only tired, because both feel the same to me now.",
    "Father had Parkinson's disease, his sister multiple sclerosis",
    *("Łukasz i Wiesława", "لا أعرف", "не знаю", "わかりません", "left foot"),
)
NAMES = ("Ana Example", "Bartholomew Featherstonehaugh-Example", "Đặng Thị Hương", "דנה כהן", "Li")


def answers(seed: int) -> Answers:
    """What one patient answered; some answer little, some take nothing, some take much."""
    chance, found = Random(seed), Answers()
    careful, gloomy = chance.choice((0.35, 0.85, 0.97, 1.0)), chance.choice((0.02, 0.1, 0.4))
    for page in FORM.pages:
        if page.shown_when and not page.shown_when.holds(found):
            continue
        if page.repeats:
            found[page.id] = _medicines(page, chance, careful)
            continue
        for question in page.questions:
            hidden = question.shown_when and not question.shown_when.holds(found)
            if not hidden and chance.random() < careful:
                found[question.id] = _answer(question, chance, gloomy)
    return found


def _medicines(page: Page, chance: Random, careful: float) -> list[Answers]:
    every = []
    for name in chance.sample(MEDICINES, chance.choice((0, 1, 2, 3, 6, 17))):
        entry: Answers = {"med.name": name}
        for question in page.questions[1:]:
            if question in shown_questions(page, entry) and chance.random() < careful:
                entry[question.id] = _answer(question, chance, 0.5)
        every.append(entry)
    return every


def _answer(question: Question, chance: Random, gloomy: float) -> Any:
    kind = question.kind
    if question.options:
        return _chosen(question, chance, gloomy)
    if kind in ("date", "partdate"):
        born = question.role == "dob"
        return _day(chance, *((3_000, 33_000) if born else (0, 12_000)), whole=born)
    if kind in ("number", "scale"):
        return chance.randint(0, 10)
    if question.role in ("name", "helper"):
        return chance.choice(NAMES)
    said = [chance.choice(SAID) for _ in range(chance.choice((1, 1, 1, 2, 6)))]
    return " ".join(said)[: question.max_length]


def _chosen(question: Question, chance: Random, gloomy: float) -> Any:
    options = question.options
    if question.kind == "yesno":
        return "yes" if chance.random() < gloomy else chance.choice(("no", "no", "no", "unsure"))
    if question.kind == "choice":
        return chance.choice(options).id
    ticked = [o.id for o in options if not o.exclusive and chance.random() < gloomy]
    alone = [o.id for o in options if o.exclusive] or [options[0].id]
    return ticked or [chance.choice(alone)]


def _day(chance: Random, least: int, most: int, whole: bool) -> str:
    """A day so many days ago, mostly not long; as a patient knows it unless it is `whole`."""
    ago = chance.randint(least, most) if whole else chance.choice((0, 3, 20, 60, 200, 900, most))
    text = (TODAY - timedelta(days=ago)).isoformat()
    return text if whole else chance.choice((text, text, text[:7], text[:4], "unknown"))
