"""The stems of drug names, learnt from the listed ones; `stems` applies them.

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

from intake.drugs.fold import fold
from intake.drugs.listed import CLASSES
from intake.drugs.stems import LONGEST, PLACES, SHORTEST, Stem
from intake.drugs.vocabulary import Vocabulary, distinct, vocabulary

LEAST = {"anywhere": 20, "start": 12, "end": 12}  # names that hold it
PRECISE = {"anywhere": 0.97, "start": 0.95, "end": 0.95}  # share of them that are of some class
SAME_BESIDE = {"anywhere": 0.4, "start": 0.7, "end": 0.7}  # most that one letter stands beside it
ONE, BOTH, SECOND = 0.8, 0.9, 0.1  # share of them that one ingredient, two or the second must have
AGREED = 0.9  # or else their class
_Place = tuple[str, str]  # place, letters


def _held(word: str) -> set[_Place]:
    """Every place and letters that could be a stem of the word."""
    found = set()
    for size in range(SHORTEST, min(LONGEST, len(word)) + 1):
        found |= {("start", word[:size]), ("end", word[-size:])}
        found |= {("anywhere", word[at : at + size]) for at in range(len(word) - size + 1)}
    return found


def learn() -> list[Stem]:
    """The stems that the tables hold now, by class and the most names first."""
    known = vocabulary()
    words = [(one, word) for one, all_ in known.names.items() for word in distinct(all_)]
    counts = Counter(part for _, word in words for part in _held(word))
    enough = {part for part, count in counts.items() if count >= LEAST[part[0]]}
    others = Counter(part for word in distinct(known.others) for part in _held(word) & enough)
    precise = {
        part for part in enough if counts[part] >= PRECISE[part[0]] * (counts[part] + others[part])
    }
    holders: dict[_Place, list[tuple[str, str]]] = defaultdict(list)
    for one, word in words:
        for part in _held(word) & precise:
            holders[part].append((one, word))
    found = [_stem(part, holders[part], others[part], known) for part in precise]
    return sorted(_shortest(stem for stem in found if stem), key=_order)


def _order(stem: Stem) -> tuple[int, int, str]:
    return list(CLASSES).index(stem.classes[0]), -stem.names, stem.letters


def _stem(
    part: _Place, holders: list[tuple[str, str]], others: int, known: Vocabulary
) -> Stem | None:
    place, letters = part
    if _most_beside(part, [word for _, word in holders]) > SAME_BESIDE[place] * len(holders):
        return None
    ingredients = Counter(one for one, _ in holders)
    classes = Counter(known.classes[one] for one, _ in holders)
    meant = _meant(letters, ingredients, classes, known)
    keys = dict.fromkeys(known.classes[one] for one in meant)
    if not meant:
        return None
    names = sum(classes[key] for key in keys)
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
    letters: str, ingredients: Counter[str], classes: Counter[str], known: Vocabulary
) -> tuple[str, ...]:
    """One ingredient, or two, or a class, that most names agree on and whose own names hold it."""
    (first, most), (second, more) = [*ingredients.most_common(2), ("", 0)][:2]
    count = ingredients.total()
    if most >= ONE * count:
        found = [first]
    elif more >= SECOND * count and most + more >= BOTH * count:
        found = [first, second]
    else:
        return _class_meant(letters, classes, known)
    return tuple(found) if any(letters in fold(one) for one in found) else ()


def _class_meant(letters: str, classes: Counter[str], known: Vocabulary) -> tuple[str, ...]:
    key, count = classes.most_common(1)[0]
    own = any(letters in fold(one) for one, of in known.classes.items() if of == key)
    agreed = count >= AGREED * classes.total()
    return (f"{CLASSES[key].short}, not named",) if own and agreed else ()


def _shortest(found: Iterable[Stem]) -> list[Stem]:
    """The stems that no shorter one implies."""
    kept: dict[_Place, Stem] = {}
    for stem in sorted(found, key=lambda one: (len(one.letters), PLACES.index(one.place))):
        part = (stem.place, stem.letters)
        if not any(_implies(shorter, part) for shorter in kept):
            kept[part] = stem
    return list(kept.values())


def _implies(shorter: _Place, part: _Place) -> bool:
    """Whether every word that holds `part` holds the shorter one too, at its place."""
    place, letters = shorter
    if place == "anywhere":
        return letters in part[1]
    same = part[0] == place
    return same and (part[1].startswith if place == "start" else part[1].endswith)(letters)
