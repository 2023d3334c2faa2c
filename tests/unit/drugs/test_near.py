"""Misspelt names: found, asked about, and never turned into another class."""

import random
import string
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from intake.drugs import mentions, read_line, suggest
from intake.drugs.matching.fuzzy import nearest
from intake.drugs.tables.known_names import tables

MISSPELT = {
    "ssri": "zoleft sertaline prosac fluoxitine lexpro citilopram escitalapram paroxitine",
    "tca": "amitryptaline elavill nortryptaline doxapin clomiprimine",
    "antipsychotic": "seraquel quetapine abillify risperadone olanzipine haloperidal",
    "fluoroquinolone": "ciproflaxin levoquin cyprofloxacin moxifloxicin",
    "metronidazole": "metronadizole metranidazole flagil",
    "stimulant": "adderal vyvance ritilin caffiene modafanil methylphenadate",
    "corticosteroid": "predisone prednislone dexamethazone hydrocortizone flonaze simbicort",
    "cyclosporine": "cyclosporen restassis",
    "benzodiazepine": "xanex valiun diazapam klonapin lorazapam ativane",
    "muscle_relaxant": "baclofin flexaril zanoflex robaxan methocarbomol",
    "anticonvulsant": "gabapenten nerontin pregablin topomax lamictol keppera tegratol depacote",
}
OTHER = (
    "lipator metaformin omeprozole lisinopryl celebrix ibuprophen amoxacillin wellbutrine plavex"
)
CLASSED = sorted(
    name for name, known in tables().names.items() if known.classes and 5 < len(name) < 20
)


@pytest.mark.parametrize(
    ("key", "word"), [(key, word) for key, words in MISSPELT.items() for word in words.split()]
)
def test_a_misspelt_name_is_found_or_asked_about(key: str, word: str) -> None:
    reading = read_line(word)
    asked = {one for candidate in reading.candidates for one in candidate.classes}
    assert reading.classes == (key,) or (reading.result == "ask" and key in asked)


@pytest.mark.parametrize("word", OTHER.split())
def test_a_misspelt_other_drug_is_not_flagged(word: str) -> None:
    assert read_line(word).classes == ()


@st.composite
def slips(draw: st.DrawFn) -> tuple[str, str]:
    """A name of a class and the same name with one slip."""
    name = draw(st.sampled_from(CLASSED))
    at = draw(st.integers(0, len(name) - 1))
    letter = draw(st.sampled_from(string.ascii_lowercase))
    slipped = draw(
        st.sampled_from(
            [
                name[:at] + letter + name[at:],
                name[:at] + name[at + 1 :],
                name[:at] + letter + name[at + 1 :],
                name[:at] + name[at : at + 2][::-1] + name[at + 2 :],
            ]
        )
    )
    return name, slipped


@given(slips())
def test_one_slip_never_turns_a_class_into_another(pair: tuple[str, str]) -> None:
    name, slipped = pair
    if slipped in tables().names:
        return
    right = set(tables().names[name].classes)
    assert set(read_line(slipped).classes) <= right


@given(st.text(max_size=400))
def test_no_text_crashes_it(text: str) -> None:
    reading = read_line(text)
    assert reading.text == text
    assert reading.to_json()["result"] in {"flagged", "treatment", "clear", "unread", "ask"}
    mentions(text)
    suggest(text)


@pytest.mark.parametrize(
    "text",
    ["\ud800 zoloft \udfff", "z" * 20_000, "prozac " * 3_000, "сертралин", "塞来昔布", "(" * 9_000],
)
def test_odd_and_long_texts_are_read_in_time(text: str) -> None:
    began = time.perf_counter()
    read_line(text)
    assert time.perf_counter() - began < 10


def test_time_grows_with_the_text_and_no_faster() -> None:
    rnd = random.Random(4)
    words = ["".join(rnd.choices(string.ascii_lowercase, k=rnd.randint(4, 12))) for _ in range(900)]
    read_line("warmed up: predonisolin amitryptlin")
    short, long = (min(_seconds(" ".join(words[:n])) for _ in range(3)) for n in (150, 900))
    assert long < 6 * 3 * short


def _seconds(text: str) -> float:
    began = time.perf_counter()
    read_line(text)
    return time.perf_counter() - began


@given(
    st.text("abcdeinoprs", min_size=4, max_size=14), st.text("abcdeinoprs", min_size=1, max_size=14)
)
def test_edits_are_those_of_the_textbook(a: str, b: str) -> None:
    assert OSA.distance(a, b) == _textbook(a, b)


def _textbook(a: str, b: str) -> int:
    rows = [[i + j if not i or not j else 0 for j in range(len(b) + 1)] for i in range(len(a) + 1)]
    for i in range(1, len(a) + 1):
        for j in range(1, len(b) + 1):
            same = rows[i - 1][j - 1] + (a[i - 1] != b[j - 1])
            rows[i][j] = min(same, rows[i - 1][j] + 1, rows[i][j - 1] + 1)
            if i > 1 and j > 1 and a[i - 1] == b[j - 2] and a[i - 2] == b[j - 1]:
                rows[i][j] = min(rows[i][j], rows[i - 2][j - 2] + 1)
    return rows[-1][-1]


def test_nearest_comes_first_and_stays_within_the_limit() -> None:
    found = nearest("sertralinne", extra=1)
    assert found[0] == (1, "sertraline")
    assert all(edits <= 2 for edits, _ in found)


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("sert", "sertraline"),
        ("zolo", "Zoloft"),
        ("setral", "sertraline"),
        ("abilf", "Abilify"),
        ("co-cod", "co-codamol"),
    ],
)
def test_suggestions_hold_the_right_name_also_after_one_slip(typed: str, name: str) -> None:
    assert name in suggest(typed)


def test_suggestions_put_the_commonest_first_and_know_no_classes() -> None:
    assert suggest("ser")[0] == "sertraline"
    assert len(suggest("a")) == 0 and len(suggest("am")) == 8
    assert not any("not named" in name for name in suggest("ssri"))


@pytest.mark.parametrize("word", ["ventoin", "zofan", "modium"])
def test_a_slip_in_a_common_other_name_is_asked_about(word: str) -> None:
    """Ventolin, Zofran and Imodium are taken by many; Fentoin, Zofan and Modium by few."""
    reading = read_line(word)
    assert reading.result == "ask"
    assert any(not candidate.classes for candidate in reading.candidates)


@pytest.mark.parametrize(
    ("heard", "ingredient"),
    [("luvoks", "fluvoxamine"), ("safris", "asenapine"), ("amriks", "cyclobenzaprine")],
)
def test_a_name_written_as_it_sounds_is_found_however_many_letters_differ(
    heard: str, ingredient: str
) -> None:
    assert [drug.ingredient for drug in read_line(heard).drugs] == [ingredient]


def test_a_slip_in_a_rare_brand_puts_a_nearer_name_of_another_class_in_doubt() -> None:
    reading = read_line("perifoox")  # Periflox, ciprofloxacin; Perifox, perampanel
    assert reading.result == "ask"
    assert {one.ingredient for one in reading.candidates} == {"ciprofloxacin", "perampanel"}
