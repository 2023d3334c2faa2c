"""What the two fictional patients of the demo answered, dated from the day it is made."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

Answers = dict[str, Any]


def maya(today: date) -> Answers:
    """28, worried; sertraline, ciprofloxacin and five coffees."""
    onset = today - timedelta(days=39)

    def day(before: int) -> str:
        return (onset - timedelta(days=before)).isoformat()

    return {
        "safety.now": ["none"],
        "about.filledby": "self",
        "about.name": "Maya Example",
        "about.dob": "1998-03-14",
        "about.sex": "female",
        "about.phone": "07700 900 143",
        "about.place": "At home, 12 Sample Street, Exampleton",
        "about.pregnancy": "no",
        "about.hand": "right",
        "about.job": "Software developer, plays guitar",
        "hpi.words": "My calves and left eyelid jump all day, and now my thumbs do it too."
        " It started a few weeks after I began sertraline and just after a course of antibiotics."
        " I cannot stop reading about it.",
        "hpi.onset": day(0),
        "hpi.spread": "moves",
        "hpi.where": ["eyelid", "hand", "calf"],
        "hpi.seenfelt": "both",
        "hpi.freq": "many_daily",
        "hpi.course": ["comes_goes"],
        "hpi.side": "both",
        "hpi.start": "sudden",
        "hpi.last": "seconds",
        "hpi.rest": "rest",
        "hpi.worse": ["caffeine", "stress", "tired", "sleep"],
        "hpi.better": ["stretch", "move"],
        "hpi.prev": "no",
        "hpi.bother": 8,
        "sx.weak": "yes",
        "sx.weak.where": "both legs",
        "sx.weak.since": day(-20)[:7],
        "sx.weak.worse": "no",
        "sx.weak.tasks": ["none"],
        "sx.numb": "yes",
        "sx.numb.where": "fingertips of both hands, comes and goes",
        **dict.fromkeys(_REST - {"sx.weak", "sx.numb"}, "no"),
        "sx.other": ["fatigue", "cramp", "jerk"],
        "med.any": "list",
        "med.class": ["mood", "antibiotic", "vitamin"],
        "med.new": "yes",
        "med.new.what": "The sertraline and the antibiotic",
        "med.allergy": "Penicillin: rash",
        "med": [
            {
                "med.name": "Sertraline 50 mg",
                "med.dose": "once a day",
                "med.route": "mouth",
                "med.why": "anxiety",
                "med.start": day(41),
                "med.order": "before",
                "med.dosechg": "up",
                "med.still": "yes",
            },
            {
                "med.name": "cipro",
                "med.dose": "500 mg twice a day",
                "med.route": "mouth",
                "med.why": "bladder infection",
                "med.start": day(6),
                "med.order": "before",
                "med.still": "no",
                "med.stop": day(0),
                "med.stopfx": "same",
            },
            {
                "med.name": "Combined pill",
                "med.why": "contraception",
                "med.start": str(onset.year - 4),
                "med.order": "before",
                "med.still": "yes",
            },
            {
                "med.name": "Magnesium 300 mg",
                "med.dose": "at night",
                "med.why": "the twitching",
                "med.start": day(-13),
                "med.order": "after",
                "med.still": "yes",
            },
        ],
        "pmh.neuro": ["none"],
        "pmh.other": ["anxiety"],
        "fh.any": "no",
        "life.caffeine": 5,
        "life.caffchg": "yes",
        "life.alcohol": "some",
        "life.drugs": ["none"],
        "life.water": "low",
        "life.diet": "skips",
        "life.exercise": "some",
        "life.overuse": ["sits", "plays"],
        "life.sleep": 5,
        "life.rest": ["badly", "irregular", "breath"],
        "life.stress": 9,
        "life.nerves": "most",
        "impact.what": ["sleep", "work", "mood"],
        "impact.check": "many",
        "tried.what": ["drink", "caffeine", "supplement"],
        "tried.helped": "Stretching a bit",
        "impact.worry": "That I have something bad and nobody has found it yet.",
        "impact.want": "To know if I need tests, and if my tablets could be doing this.",
    }


def thomas(today: date) -> Answers:
    """61, answered by his wife; weakness, weight loss and trouble swallowing."""

    def month(ago: int) -> str:
        index = today.year * 12 + today.month - 1 - ago
        return f"{index // 12}-{index % 12 + 1:02d}"

    return {
        "safety.now": ["none"],
        "about.filledby": "other",
        "about.helper": "Ruth, his wife",
        "about.name": "Thomas Example",
        "about.dob": "1965-02-09",
        "about.sex": "male",
        "about.phone": "07700 900 876",
        "about.place": "At home, 3 Fiction Lane, Exampleton",
        "about.hand": "right",
        "about.job": "Retired electrician, gardening",
        "hpi.words": "His right hand has been getting weak since spring and the arm flickers under"
        " the skin. Now he coughs when he drinks and he has lost a lot of weight.",
        "hpi.onset": month(5),
        "hpi.spread": "few",
        "hpi.where": ["tongue", "arm", "hand", "chest"],
        "hpi.seenfelt": "seen",
        "hpi.freq": "constant",
        "hpi.course": ["more_often", "spreading"],
        "hpi.side": "both",
        "hpi.start": "gradual",
        "hpi.last": "constant",
        "hpi.rest": "both",
        "hpi.worse": ["none"],
        "hpi.better": ["none"],
        "hpi.prev": "no",
        "hpi.bother": 4,
        "sx.weak": "yes",
        "sx.weak.where": "right hand and arm, now left hand",
        "sx.weak.since": month(7),
        "sx.weak.worse": "yes",
        "sx.weak.tasks": ["arm", "grip", "fine"],
        "sx.thin": "yes",
        "sx.thin.where": "between right thumb and finger",
        "sx.falls": "yes",
        "sx.falls.n": 2,
        "sx.swallow": "yes",
        "sx.swallow.what": ["drinks"],
        "sx.swallow.since": month(2),
        "sx.weight": "yes",
        "sx.weight.kg": "8 kg in 4 months",
        **dict.fromkeys(("sx.stiff", "sx.fine"), "yes"),
        **dict.fromkeys(("sx.speech", "sx.breath"), "unsure"),
        **dict.fromkeys(
            ("sx.paralysis", "sx.numb", "sx.swelling", "sx.eyes", "sx.pain", "sx.balance"), "no"
        ),
        "sx.other": ["fatigue", "cramp"],
        "med.any": "list",
        "med.class": ["none"],
        "med.new": "no",
        "med.allergy": "none",
        "med": [
            {
                "med.name": "Ramipril 5 mg",
                "med.dose": "once a day",
                "med.route": "mouth",
                "med.why": "blood pressure",
                "med.start": str(today.year - 6),
                "med.order": "before",
                "med.still": "yes",
            },
            {"med.name": "Paracetamol", "med.why": "aches", "med.still": "sometimes"},
        ],
        "pmh.neuro": ["none"],
        "pmh.other": ["none"],
        "pmh.free": "High blood pressure",
        "fh.any": "unsure",
        "life.caffeine": 0,
        "life.alcohol": "monthly",
        "life.drugs": ["none"],
        "life.water": "middle",
        "life.diet": "cuts",
        "life.exercise": "some",
        "life.overuse": ["none"],
        "life.sleep": 7,
        "life.rest": ["none"],
        "life.stress": 3,
        "life.nerves": "some",
        "impact.what": ["walk", "hands"],
        "impact.check": "rare",
        "tried.what": ["stretch"],
        "tried.helped": "Nothing",
        "impact.worry": "Why it keeps getting worse.",
        "impact.want": "A clear next step, and help with swallowing.",
        "end.else": "He plays it down. His wife filled in this form.",
    }


_REST = {
    "sx.weak",
    "sx.paralysis",
    "sx.thin",
    "sx.stiff",
    "sx.falls",
    "sx.balance",
    "sx.fine",
    "sx.speech",
    "sx.swallow",
    "sx.breath",
    "sx.numb",
    "sx.pain",
    "sx.swelling",
    "sx.eyes",
    "sx.weight",
}
