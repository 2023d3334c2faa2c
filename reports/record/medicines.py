"""How each medicine was read: words, drug, class, and the rule that ranked it."""

from __future__ import annotations

from collections.abc import Iterable

from reports.record.parts import Item
from reports.summary import DrugFlag, Drugs, ElsewhereDrug, Terms
from reports.wording import distinct, elsewhere, joined, quoted, whole_verdict


def readings(drugs: Drugs, terms: Terms) -> Iterable[Item]:
    """How each medicine was read: flags, treatments, questions, and what is known elsewhere."""
    notes = notes_of(drugs)
    yield from (_reading(flag, notes, terms) for flag in (*drugs.flags, *drugs.treatments))
    for question in drugs.questions:
        marked = joined(*map(whole_verdict, question.marks))
        yield Item(question.typed or "Not in the list", f"Ask: {question.reason}", marked)
    for other in drugs.others:
        if not other.listed:
            text = joined(other.note, _passage(other.where, other.words), by=" · ")
            yield Item(other.typed, text, "")
    yield from (_known(one, terms) for one in drugs.elsewhere)


def notes_of(drugs: Drugs) -> list[str]:
    """The article's words, once each."""
    return distinct(flag.article_words for flag in (*drugs.flags, *drugs.treatments))


def numbered(notes: Iterable[str]) -> Iterable[str]:
    """The notes under the numbers by which they are named."""
    return (f"({number}) “{note}”" for number, note in enumerate(notes, 1))


def _reading(flag: DrugFlag, notes: list[str], terms: Terms) -> Item:
    """Typed text, drug and class, the article's words by number, timing against onset."""
    sure = "" if flag.certainty == "exact" else " (probable: confirm)"
    role = "named as treatment" if flag.role == "treatment" else _rank(flag.rank, terms)
    source = terms.source.removeprefix("the ")
    note = f" ({source} {notes.index(flag.article_words) + 1})" if flag.article_words else ""
    read = f"read as {flag.ingredient}{sure}; {' + '.join(flag.classes)}{note}"
    conflict = f"but: {flag.conflict}" if flag.conflict else ""
    passage = _passage(flag.where, flag.words)
    text = joined(read, flag.timing, conflict, passage, role, by=" · ")
    return Item(flag.typed, text, joined(*map(whole_verdict, flag.marks)))


def _rank(rank: int, terms: Terms) -> str:
    meant = terms.ranks[rank - 1] if 0 < rank <= len(terms.ranks) else ""
    return joined(f"order {rank}", meant, by=": ") if rank else "not ranked"


def _passage(where: str, words: str) -> str:
    return f"{where}: {quoted(words)}" if where else ""


def _known(one: ElsewhereDrug, terms: Terms) -> Item:
    """Apart from the flags: another source's words, with no order."""
    sure = "" if one.certainty == "exact" else " (probable: confirm)"
    named = elsewhere(terms.source)
    said = f"{named[0].lower()}{named[1:]} {one.known_for} ({one.source})"
    conflict = f"but: {one.conflict}" if one.conflict else ""
    read = f"read as {one.ingredient}{sure}; {said}"
    return Item(one.typed, joined(read, one.timing, conflict, "not ranked", by=" · "))
