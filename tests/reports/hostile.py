"""Hostile submissions: everything a patient, or somebody else, could type, from a seed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from io import BytesIO
from random import Random

import pikepdf

from reports.summary import (
    Answer,
    Bar,
    DrugFlag,
    DrugQuestion,
    Drugs,
    ElsewhereDrug,
    Fact,
    Group,
    OtherDrug,
    RecordEntry,
    RecordSection,
    Sign,
    Signs,
    Span,
    Summary,
    Timeline,
)
from tests.reports.reading import words_of
from tests.reports.samples import ANTIBIOTIC_WORDS, DANGER, EMERGENCY, SSRI_WORDS, typical

ALPHABETS = (
    "the twitch came back after lunch and then again in the evening while I was reading ",
    "ZAŻÓŁĆ GĘŚLĄ JAŹŃ Łukasz Þórður Đặng Thị Hương İstanbul ",
    "Ελληνικά γράμματα και Кириллица тоже, Ђорђе ",
    "تشنج العضلات منذ شهر واحد ",
    "רעידות בשריר מאז החודש שעבר ",
    "मांसपेशियों में फड़कन होती है ",
    "กล้ามเนื้อกระตุกมาหนึ่งเดือนแล้ว ",
    "আমার পায়ের পেশী কাঁপছে। எனக்கு தசை துடிக்கிறது ",
    "ਮਾਸਪੇਸ਼ੀ ਫੜਕ ਰਹੀ ਹੈ સ્નાયુ ફરકે છે కండరాలు అదురుతున్నాయి ",
    "კუნთი მიკანკალებს մկանը թրթռում է։ ",
    "ጡንቻ፡እየተንቀጠቀጠ፡ነው። ማታ መተኛት አልችልም። ",
    "សាច់ដុំកំភួនជើងខ្ញុំញ័រអស់រយៈពេលពីរខែហើយ។ ",
    "肌肉跳动已经一个月了，晚上更严重。",
    "筋肉がぴくぴくします。한 달 전부터 근육이 떨려요 ",
    "😀🤕💊 ok 👨‍👩‍👧 🇬🇧 ",
    "<script>alert(1)</script><img src=http://example.org/x><style>*{display:none}</style>{{7*7}} ",
    "W" * 60 + " iiiiiii ",
    "\u202ereversed\u202c \x00\x07\ud800 e" + "\u0301" * 40 + " \U0001f9ff\U000e0041\u2066 ",
    "&amp; </p></body></html> <!-- ]]> %s %(x)s \\ \" ' ` ",
    "ᚠᚢᚦ 𓀀𓀁 ꙮ ﷽ ",
    "\n\r\n\t  spaces   \u00a0\u2003 and\u2028breaks ",
)
LENGTHS = (0, 1, 7, 40, 160, 160, 400, 2_000, 20_000)
CLASSES = ("SSRI", "fluoroquinolone", "corticosteroid", "CNS stimulant", "tricyclic antidepressant")
TODAY = date(2026, 11, 20)
_SPLIT = re.compile(r"[-\s]+")  # a reader keeps neither line ends nor their hyphens
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")


def submission(seed: int) -> Summary:
    """A hostile summary; the same for the same seed."""
    chance = Random(seed)
    base = typical()
    text, more = _texts(chance), _texts(Random(seed + 1_000_000))
    return replace(
        base,
        header=replace(
            base.header,
            name=f"Ana{seed} {text(80)}",
            about=tuple(
                Fact(f"Fact {n}", text(20_000), True) for n in range(chance.choice((0, 4, 9)))
            ),
            clinic=text(60) or "Example Clinic",
            filled_by=text(120),
            unsent=chance.random() < 0.3,
            on_file=tuple(Fact("GP", more(120)) for _ in range(seed % 4)),
        ),
        words=text(20_000),
        signs=replace(_signs(chance, text), changed=more(2_000)),
        drugs=replace(_drugs(chance, text), changed=more(2_000)),
        since=more(800),
        history=_group(chance, text, "History of the twitching"),
        symptoms=_group(chance, text, "Other symptoms"),
        background=_group(chance, text, "Background"),
        life=_group(chance, text, "Life and impact"),
        wants=_group(chance, text, "Worries and wants"),
        record=_record(chance, text),
        footer=replace(base.footer, reference=f"REF-{seed}"),
        alerts=(Fact("Pregnancy", "", found="NOT ANSWERED"), Fact("Anticoagulants", text(400))),
        doubts=tuple(text(200) for _ in range(chance.choice((0, 0, 2, 40)))),
    )


Text = Callable[[int], str]  # makes a text of at most so many characters


def _texts(chance: Random) -> Text:
    """A maker of texts: one alphabet throughout, or one anew for each text."""
    only = chance.choice((*ALPHABETS, None, None, None))
    longest = chance.choice(LENGTHS)

    def text(most: int) -> str:
        alphabet = only or chance.choice(ALPHABETS)
        length = min(chance.choice((longest, chance.choice(LENGTHS))), most)
        if chance.random() < 0.1:
            alphabet = alphabet.replace(" ", "")
        return (alphabet * (length // max(len(alphabet), 1) + 1))[:length]

    return text


def _signs(chance: Random, text: Text) -> Signs:
    ways: tuple[tuple[Answer, ...], ...]
    ways = (("no",), ("yes",), ("yes", "no", "unsure", "unanswered"))
    answers = chance.choice(ways)

    def make(labels: tuple[str, ...]) -> tuple[Sign, ...]:
        return tuple(Sign(label, chance.choice(answers), text(4_000)) for label in labels)

    return Signs(make(EMERGENCY), text(200), make(DANGER))


def _drugs(chance: Random, text: Text) -> Drugs:
    count = chance.choice((0, 1, 3, 12, 40, 200))
    flags = tuple(_flag(chance, text, number) for number in range(count))
    treated = tuple(
        replace(_flag(chance, text, number), role="treatment", rank=0, typed=f"Treat{number}")
        for number in range(chance.choice((0, 1, 30)))
    )
    others = tuple(
        OtherDrug(
            f"Other{n} {text(80)}",
            text(60),
            text(400),
            text(400),
            "" if n % 5 else "Else",
            text(99),
        )
        for n in range(chance.choice((0, 2, 20, 200)))
    )
    questions = tuple(
        DrugQuestion(text(80), text(120) or "could not be read")
        for _ in range(chance.choice((0, 1, 60)))
    )
    onset = _span(chance)
    bars = tuple(
        Bar(one.typed, True, _span(chance), _span(chance), chance.random() < 0.5) for one in flags
    )
    line = Timeline(onset, f"twitching first noticed {text(40)}", TODAY, bars)
    known = tuple(
        ElsewhereDrug(
            f"Known{n} {text(80)}", f"known{n}", "exact", text(80), text(60), text(140), text(200)
        )
        for n in range(chance.choice((0, 0, 1, 8, 200)))
    )
    allergies = f"Allergic to {text(20_000)}"
    said = _group(chance, text, "").facts[:4]
    return Drugs(flags, treated, questions, others, text(300), allergies, line, known, said)


def _flag(chance: Random, text: Text, number: int) -> DrugFlag:
    return DrugFlag(
        typed=f"Drug{number} {text(120)}",
        ingredient=f"ingredient{number}",
        classes=tuple(chance.sample(CLASSES, chance.choice((1, 1, 2)))),
        article_words=chance.choice((SSRI_WORDS, ANTIBIOTIC_WORDS)),
        role="cause",
        certainty=chance.choice(("exact", "probable")),
        timing=f"started {number} days before onset",
        rank=chance.randint(1, 5),
        taken=text(400),
        where="" if chance.random() < 0.9 else "In own words",
        words=text(200),
        withdrawn=chance.random() < 0.3,
        conflict=text(200) if chance.random() < 0.2 else "",
    )


def _span(chance: Random) -> Span:
    if chance.random() < 0.15:
        return Span()
    first = TODAY - timedelta(days=chance.choice((0, 1, 30, 400, 9_000, 40_000)))
    last = min(first + timedelta(days=chance.choice((0, 0, 30, 365))), TODAY)
    return Span(chance.choice((first, first, None)), last)


def _group(chance: Random, text: Text, title: str) -> Group:
    count = chance.choice((0, 1, 6, 12))
    return Group(title, tuple(_fact(text, n) for n in range(count)))


def _fact(text: Text, number: int) -> Fact:
    if number % 2:
        return Fact(f"Fact {number}", text(20_000), True)
    return Fact(f"Fact {number}", text(20_000), found=text(4_000), absent=text(4_000))


def _record(chance: Random, text: Text) -> tuple[RecordSection, ...]:
    answer = text(500)
    return (
        RecordSection(
            "Section",
            "Your part",
            (RecordEntry("Question", "What?", answer, answer, "answered"),),
        ),
    )


def missing_from(content: bytes, summary: Summary) -> list[str]:
    """What the page must hold whatever was typed, and does not; [] when all is well."""
    text = words_of(content)
    wanted = {
        summary.header.name.split()[0],
        summary.footer.reference,
        "page 1 of 1",
        "Allergies: “Allergic to",
        "Muscle strength",
        "Notes",
        *(sign.label for sign in (*summary.signs.emergency, *summary.signs.danger)),
    }
    if summary.header.unsent:
        wanted.add("NOT SENT: saved answers only")
    named = [flag for flag in summary.drugs.flags if _stands(flag.typed.split()[0], text)]
    if len(named) < len(summary.drugs.flags):
        wanted.add("more named by the article")
    wanted |= {flag.timing for flag in named[:4] if flag.listed}
    known = summary.drugs.elsewhere
    if not all(_stands(one.typed.split()[0], text) for one in known):
        counted = re.search(r"\d+ medicines? known elsewhere", text)
        wanted |= set() if counted else {"medicines known elsewhere"}
    absent = sorted(one for one in wanted if not _stands(one, text))
    with pikepdf.open(BytesIO(content)) as pdf:
        return absent if len(pdf.pages) == 1 else [*absent, f"{len(pdf.pages)} pages"]


def _stands(wanted: str, text: str) -> bool:
    """Whether the words stand there; beside Hebrew or Arabic the reader turns them round."""
    if _SPLIT.sub("", wanted) in _SPLIT.sub("", text):
        return True
    words = re.findall(r"[A-Za-z]+|\d+", wanted)
    backwards = text[::-1]  # as a line is read that begins in such letters
    return bool(_RIGHT_TO_LEFT.search(text)) and all(
        word in text or word in backwards for word in words
    )


def letters(text: str) -> set[str]:
    """The characters of a text, decomposed, so that the order of accents does not matter."""
    return set(unicodedata.normalize("NFKD", text)) - {" "}
