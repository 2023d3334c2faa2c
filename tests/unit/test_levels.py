"""The four levels of a sign: what the doctor's page says of each."""

from __future__ import annotations

from intake.questionnaires import Response, load_all
from intake.summarise.signs import signs
from tests.unit.summaries import sign, summary

FORMS = load_all()
FORM = FORMS["muscle-twitching"]
TOLD = "told to ring the clinic today, has not rung yet"
BENIGN = {"sx.pain": "yes", "sx.numb": "yes", "sx.stiff": "yes", "sx.swelling": "yes"}


def test_pain_tingling_stiffness_and_swelling_are_symptoms_and_no_danger_signs() -> None:
    made = summary({**BENIGN, "sx.weak": "no", "sx.pain.urine": "no", "sx.numb.where": "toes"})
    assert [one.label for one in made.signs.danger if one.answer == "yes"] == []
    (skin,) = (one for one in made.symptoms.facts if one.label == "Muscles and skin")
    assert skin.found == (
        "Stiffness or rigidity; Numbness or tingling: “toes”; Muscle pain; Muscle or limb swelling"
    )


def test_a_sign_to_ring_about_says_so_and_what_was_done() -> None:
    dark = {"sx.pain": "yes", "sx.pain.urine": "yes", "sx.ring.ack": "not_yet"}
    made = summary(dark)
    urine = sign(made, "Dark urine with muscle pain")
    assert (urine.answer, urine.detail) == ("yes", TOLD)
    assert "Ring Hilltop Clinic today" in made.advice
    grown = summary({"sx.weak": "yes", "sx.weak.pace": "weeks"})
    assert sign(grown, "Weakness growing over weeks").detail == "told to ring the clinic today"
    slow = summary({"sx.weak": "yes", "sx.weak.pace": "slow"})
    assert sign(slow, "Weakness growing over weeks").answer == "no"
    assert slow.advice == ""


def test_not_sure_since_when_tells_that_the_patient_was_told_to_ring() -> None:
    asked = {"sx.paralysis": "yes", "sx.paralysis.since": "unsure", "sx.ring.ack": "not_yet"}
    made = summary(asked)
    new = sign(made, "Newly cannot move a part")
    assert (new.answer, new.detail) == ("unsure", TOLD)
    assert "Ring Hilltop Clinic today" in made.advice


def test_a_sign_is_not_answered_no_where_the_answer_says_a_graver_one() -> None:
    made = summary({"sx.paralysis": "yes", "sx.paralysis.since": "days"})
    assert sign(made, "Paralysis").detail.startswith("EMERGENCY ADVICE SHOWN")
    assert "Newly cannot move a part" not in [one.label for one in made.signs.danger]
    longer = summary({"sx.paralysis": "yes", "sx.paralysis.since": "longer"})
    assert sign(longer, "Newly cannot move a part").answer == "no"


def test_signs_with_advice_stand_first_the_gravest_before_the_others() -> None:
    made = summary(
        {
            "sx.weak": "yes",
            "sx.thin": "yes",
            "sx.breath": "yes",
            "sx.breath.when": ["flat"],
            "sx.pain": "yes",
            "sx.pain.urine": "yes",
        }
    )
    assert [one.label for one in made.signs.danger if one.answer == "yes"] == [
        "Breathless on light tasks or lying flat",
        "Dark urine with muscle pain",
        "Weakness",
        "Muscle wasting",
    ]


def test_a_sign_whose_question_was_not_asked_is_no_answer() -> None:
    labels = {one.label for one in summary({"sx.weak": "no", "sx.pain": "no"}).signs.danger}
    assert labels.isdisjoint({"Weakness growing over weeks", "Dark urine with muscle pain"})


def test_the_further_signs_stand_in_the_band() -> None:
    made = summary({"sx.more": ["head", "heart"]})
    for label in ("Head drop", "Palpitations"):
        assert (sign(made, label).answer, sign(made, label).detail) == ("yes", "")
    assert sign(made, "Weak cough").answer == "no"


def test_none_of_an_older_list_is_no_answer_to_signs_that_came_later() -> None:
    """A draft begun with version 1.0.0 was never asked whether the patient can pass urine."""
    made = summary({"safety.now": ["none"]})
    answers = {one.label: one.answer for one in made.signs.emergency}
    assert answers["Cannot swallow or choking"] == "no"
    assert answers["Cannot pass urine"] == "unanswered"
    assert "safety.more" in [q.id for _, q in Response.of(FORM, {"safety.now": ["none"]}).missing]
    then = FORMS.version(FORM.id, "1.0.0")
    assert then
    sent = Response.of(then, {"safety.now": ["none"], "sx.pain": "yes"})
    old = signs(sent)
    assert "Cannot pass urine" not in [one.label for one in old.emergency]
    assert [one.label for one in old.danger if one.answer == "yes"] == ["Muscle pain"]
