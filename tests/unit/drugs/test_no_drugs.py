"""Words that are no drugs: in prose of six languages, of people, and what a drink lacks."""

from __future__ import annotations

from pathlib import Path

import pytest

from intake.drugs import mentions, read_line

SENTENCES = [
    line
    for line in (Path(__file__).parent / "sentences_without_drugs.txt")
    .read_text(encoding="utf-8")
    .splitlines()
    if line[:1] not in {"#", "["}
]


@pytest.mark.parametrize("text", SENTENCES)
def test_an_everyday_sentence_names_no_drug_of_a_class(text: str) -> None:
    reading, named = read_line(text), mentions(text)
    assert [drug.typed for drug in reading.drugs if drug.classes] == []
    assert reading.candidates == ()
    assert [drug.typed for drug in named.drugs if drug.classes] == []
    assert named.kinds == ()


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Esta 10 mg por la noche", "ssri"),
        ("Esta", "ssri"),
        ("Nase 5 mg abends", "antipsychotic"),
        ("Tomo Quel SR 100 mg", "antipsychotic"),
        ("I take Que at night", "antipsychotic"),
        ("Trankimazin me ayudó mucho", "benzodiazepine"),
        ("Ich nehme seit zwei Jahren Citalopram 20 mg", "ssri"),
        ("Je prends du Lexomil le soir", "benzodiazepine"),
        ("Bebo tres cafés al día", "stimulant"),
    ],
)
def test_a_drug_is_read_beside_words_of_its_language(text: str, key: str) -> None:
    assert read_line(text).classes == (key,)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("took my friend Xanax twice", "benzodiazepine"),
        ("my doctor put me on a pill called Lexapro", "ssri"),
        ("a tablet named Seroquel at night", "antipsychotic"),
        ("moved to Prozac in May", "ssri"),
        ("Dr Smith Lyrica 75 mg", "anticonvulsant"),
        ("my GP Cipro", "fluoroquinolone"),
        ("sister's Adderall a few times", "stimulant"),
        ("smoked tina", "stimulant"),
        ("My son is a nurse. Cipro twice daily", "fluoroquinolone"),
        ("I saw my manager. Prozac works well", "ssri"),
        ("my wife Fluoxetin", "ssri"),
        ("in hospital cipro", "fluoroquinolone"),
        ("off my mate Valium most weekends", "benzodiazepine"),
        ("cipro phone call from the surgery", "fluoroquinolone"),
        ("no prednisone or cipro ever", "fluoroquinolone corticosteroid"),
    ],
)
def test_a_drug_beside_a_person_a_place_or_a_no_is_a_drug(text: str, key: str) -> None:
    assert read_line(text).classes == tuple(key.split())


@pytest.mark.parametrize(
    "text",
    [
        "tylenol 3 tablets a day",
        "tylenol 3 times a day",
        "took tylenol 3 daily",
        "Tylenol 4 a day",
    ],
)
def test_a_count_of_tablets_is_no_product(text: str) -> None:
    assert (read_line(text).result, read_line(text).classes) == ("clear", ())


@pytest.mark.parametrize("text", ["Tylenol 3", "tylenol #3", "tylenol 2", "Tylenol no 3"])
def test_a_product_number_is_asked_about(text: str) -> None:
    assert read_line(text).result == "ask"


@pytest.mark.parametrize(
    "text",
    [
        *("decaf coffee", "caffeine-free coke", "café descafeinado", "un déca le matin"),
        *("koffeinfreier Kaffee", "entkoffeinierter Kaffee", "caffè decaffeinato"),
        *("café sem cafeína", "thé sans théine", "Cola ohne Koffein", "coca cola senza caffeina"),
        *("steroid free cream", "crème sans cortisone", "kortisonfreie Salbe"),
        *("lucozade sport", "starbucks hot chocolate", "Kamillentee", "manzanilla", "tisane"),
    ],
)
def test_what_is_free_of_a_drug_holds_none(text: str) -> None:
    assert read_line(text).classes == ()
    assert read_line(text).candidates == ()


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("sugar free red bull", "stimulant"),
        ("Cola ohne Zucker", "stimulant"),
        ("coffee with cream, no sugar", "stimulant"),
        ("decaf at night, coffee in the morning", "stimulant"),
        ("coffee and decaf", "stimulant"),
        ("can't get up without caffeine", "stimulant"),
        ("Prozac free since May", "ssri"),
        ("I am on prednisone, cannot walk without it", "corticosteroid"),
        ("Kortison ohne Rezept gekauft", "corticosteroid"),
    ],
)
def test_what_is_free_of_something_else_still_holds_the_drug(text: str, key: str) -> None:
    assert read_line(text).classes == (key,)


@pytest.mark.parametrize("text", ["got floxed by cipro", "same cipro as before", "cipro, flu jab"])
def test_slang_adds_no_second_drug(text: str) -> None:
    assert [drug.ingredient for drug in read_line(text).drugs if drug.classes] == ["ciprofloxacin"]


@pytest.mark.parametrize(
    "text",
    [
        *("My doctor told me to stop it.", "I could not get it", "it took ages to heal up"),
        *("he is full on", "after a fall on the ice", "I use heat and ice", "rest and ice helped"),
        *("walked on the snow", "Since I saw Molly in June", "we met Molly in town"),
        *("Molly helps me with my tablets", "I live with Molly", "I took Molly to the vet"),
        *("It began after Molly was born", "with Tina and Billy", "I had Crystal in 2019"),
        *("I cut my foot on glass", "I drink a glass every night", "I had a blow to the head"),
    ],
)
def test_everyday_words_are_no_brand_and_no_street_drug(text: str) -> None:
    assert [drug.typed for drug in read_line(text).drugs] == []
    assert [drug.typed for drug in mentions(text).drugs] == []


@pytest.mark.parametrize(
    ("text", "ingredient"),
    [
        ("Stop It", "ciprofloxacin + tinidazole"),
        ("Heal Up for a bladder infection", "levofloxacin"),
        ("I take pro plus to stay awake", "caffeine"),
        ("toast and tea", "caffeine"),
        ("on ice most weekends", "methamphetamine"),
        ("I did ice for a year", "methamphetamine"),
        ("took molly at a rave", "MDMA"),
    ],
)
def test_the_same_words_are_a_drug_where_one_is_meant(text: str, ingredient: str) -> None:
    assert [drug.ingredient for drug in read_line(text).drugs] == [ingredient]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Cocaine, ice, speed", 3),
        ("cocaine, ice and speed", 3),
        ("weed, molly", 2),
        ("meth / glass / ice", 3),
        ("sertraline, ice", 1),
        ("weed. I cut my foot on glass", 1),
    ],
)
def test_an_everyday_word_is_a_drug_in_a_list_with_another_of_the_street(
    text: str, number: int
) -> None:
    assert len(read_line(text).drugs) == number


@pytest.mark.parametrize("text", ["blood thinner", "Blood thinning tablets", "Blutverdünner"])
def test_a_blood_thinner_is_an_anticoagulant(text: str) -> None:
    for named in (read_line(text).drugs, mentions(text).drugs):
        assert [drug.ingredient for drug in named] == ["anticoagulant, not named"]


@pytest.mark.parametrize(
    "text",
    [
        "El café estaba cerrado",
        "O café estava fechado e fui para casa",
        "Das Café war zu",
        "The cafe in Paris shut in May",
        "Trabajo en un café del centro",
        "Je vais au café tous les matins",
        "The coffee table hit my shin",
        "We had ice and snow in March",
        "I use chalk for climbing",
        "We drive a Toyota Celica",
        "Fui a Karin con mi familia",
        "We ate alpro with fruit",
    ],
)
def test_a_place_and_a_thing_are_no_drug(text: str) -> None:
    assert read_line(text).classes == ()
    assert [drug for drug in mentions(text).drugs if drug.classes] == []


@pytest.mark.parametrize(
    "text",
    [
        "Tomo café todos los días",
        "Je bois un café le matin",
        "I drink tres cafés solos and it twitches",
        "Coke and a burger for lunch",
        "a can of Relentless before work",
        "a daily Monster",
        "um galão ao pequeno-almoço",
        "três bicas por dia",
        "Speed and weed on Fridays",
        "I used crank in my teens",
    ],
)
def test_a_drink_or_a_street_drug_is_read(text: str) -> None:
    assert read_line(text).classes == ("stimulant",)


@pytest.mark.parametrize(
    "text",
    [
        "I have an alcohol-free beer on Fridays",
        "Una cerveza sin alcohol los viernes",
        "Abends ein alkoholfreies Bier",
        "Una birra analcolica ogni tanto",
    ],
)
def test_a_beer_without_alcohol_holds_none(text: str) -> None:
    assert {drug.ingredient for drug in read_line(text).drugs} <= {"drink without alcohol"}
    assert mentions(text).drugs == ()


@pytest.mark.parametrize("text", ["café descafeinado", "koffeinfreie Cola", "caffè decaffeinato"])
def test_a_drink_without_caffeine_is_read_as_such(text: str) -> None:
    reading = read_line(text)
    assert (reading.result, reading.classes, reading.unread) == ("clear", (), ())
    assert reading.drugs[0].ingredient == "decaffeinated drink"


def test_the_number_of_a_product_denies_no_drug() -> None:
    assert read_line("Tylenol with codeine no. 3").result == "ask"


@pytest.mark.parametrize("text", ["none at present", "no medication currently", "nada ahora"])
def test_none_now_is_none(text: str) -> None:
    reading = read_line(text)
    assert (reading.result, reading.unread) == ("clear", ())
