"""The stems of drug names, learnt from the listed ones; `matching.stems` applies them.

    python -m intake.drugs.build stems

A name counts by its first long word, and once where an ingredient's names differ only
in their ending. Letters become a stem when they are a piece of the ingredient's or of
a class's own names, enough names hold them, nearly nothing else does, and different
letters stand beside them (else they are only part of a longer stem). Of stems that
stand in one another the shortest is kept.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from intake.drugs.build.vocabulary import Vocabulary, distinct, vocabulary
from intake.drugs.matching.stems import LONGEST, PLACES, SHORTEST, Stem
from intake.drugs.tables.classes import classes
from intake.drugs.tables.rows import OR, UNNAMED
from intake.drugs.text.normalise import normalise

LEAST = {"anywhere": 20, "start": 12, "end": 12}  # names that hold it
PRECISE = {"anywhere": 0.97, "start": 0.95, "end": 0.95}  # share of them that are of some class
SAME_BESIDE = {"anywhere": 0.4, "start": 0.7, "end": 0.7}  # most that one letter stands beside it
ONE, BOTH, SECOND = 0.8, 0.9, 0.1  # share of them that one ingredient, two or the second must have
AGREED = 0.9  # or else their class
_Place = tuple[str, str]  # place, letters


def _held(word: str) -> set[_Place]:
    """Every place and letters that could be a stem of the word."""
    held = set()
    for size in range(SHORTEST, min(LONGEST, len(word)) + 1):
        held |= {("start", word[:size]), ("end", word[-size:])}
        held |= {("anywhere", word[at : at + size]) for at in range(len(word) - size + 1)}
    return held


def learn() -> list[Stem]:
    """The stems that the tables hold now, by class and the most names first."""
    known = vocabulary()
    words = [(drug, word) for drug, own in known.names.items() for word in distinct(own)]
    counts = Counter(part for _, word in words for part in _held(word))
    enough = {part for part, count in counts.items() if count >= LEAST[part[0]]}
    others = Counter(part for word in distinct(known.others) for part in _held(word) & enough)
    precise = {
        part for part in enough if counts[part] >= PRECISE[part[0]] * (counts[part] + others[part])
    }
    holders: dict[_Place, list[tuple[str, str]]] = defaultdict(list)
    for drug, word in words:
        for part in _held(word) & precise:
            holders[part].append((drug, word))
    stems = [_stem(part, holders[part], others[part], known) for part in precise]
    return sorted(_shortest(stem for stem in stems if stem), key=_order)


def row_of(stem: Stem) -> list[str]:
    """The row of a stem in data/stems.csv."""
    meant, keys = OR.join(stem.ingredients), " ".join(stem.classes)
    return [stem.letters, stem.place, meant, keys, str(stem.names), str(stem.others)]


def _order(stem: Stem) -> tuple[int, int, str]:
    return list(classes()).index(stem.classes[0]), -stem.names, stem.letters


def _stem(
    part: _Place, holders: list[tuple[str, str]], others: int, known: Vocabulary
) -> Stem | None:
    place, letters = part
    if _most_beside(part, [word for _, word in holders]) > SAME_BESIDE[place] * len(holders):
        return None
    ingredients = Counter(drug for drug, _ in holders)
    of_classes = Counter(known.classes[drug] for drug, _ in holders)
    meant = _meant(letters, ingredients, of_classes, known)
    keys = dict.fromkeys(known.classes[drug] for drug in meant)
    if not meant:
        return None
    names = sum(of_classes[key] for key in keys)
    return Stem(letters, place, meant, tuple(keys), names, len(holders) + others - names)


def _most_beside(part: _Place, words: list[str]) -> int:
    """How many words have one same letter before it, or after it."""
    place, letters = part
    find = str.rfind if place == "end" else str.find
    places = [(word, find(word, letters)) for word in words]
    before = Counter(word[at - 1 : at] for word, at in places)
    after = Counter(word[at + len(letters) :][:1] for word, at in places)
    del before[""], after[""]  # where the word begins or ends
    return max([*before.values(), *after.values()], default=0)


def _meant(
    letters: str, ingredients: Counter[str], of_classes: Counter[str], known: Vocabulary
) -> tuple[str, ...]:
    """One ingredient, or two, or a class, that most names agree on and whose own names hold it."""
    (first, most), (second, more) = [*ingredients.most_common(2), ("", 0)][:2]
    count = ingredients.total()
    if most >= ONE * count:
        meant = [first]
    elif more >= SECOND * count and most + more >= BOTH * count:
        meant = [first, second]
    else:
        return _class_meant(letters, of_classes, known)
    return tuple(meant) if any(letters in normalise(drug) for drug in meant) else ()


def _class_meant(letters: str, of_classes: Counter[str], known: Vocabulary) -> tuple[str, ...]:
    key, count = of_classes.most_common(1)[0]
    own = any(letters in normalise(drug) for drug, of in known.classes.items() if of == key)
    agreed = count >= AGREED * of_classes.total()
    return (f"{classes()[key].short}{UNNAMED}",) if own and agreed else ()


def _shortest(stems: Iterable[Stem]) -> list[Stem]:
    """The stems that no shorter one implies."""
    shortest: dict[_Place, Stem] = {}
    for stem in sorted(stems, key=lambda stem: (len(stem.letters), PLACES.index(stem.place))):
        part = (stem.place, stem.letters)
        if not any(_implies(shorter, part) for shorter in shortest):
            shortest[part] = stem
    return list(shortest.values())


def _implies(shorter: _Place, part: _Place) -> bool:
    """Whether every word that holds `part` holds the shorter one too, at its place."""
    place, letters = shorter
    if place == "anywhere":
        return letters in part[1]
    same = part[0] == place
    return same and (part[1].startswith if place == "start" else part[1].endswith)(letters)
