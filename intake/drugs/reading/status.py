"""Whether a drug in a text is taken, stopped, planned, an allergy, denied or someone else's.

A cue before a drug holds until the next cue, a full stop or a turn such as
"but"; a cue after it reaches back to the last break. data/cues.txt keeps the cues.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import islice
from operator import itemgetter

from intake.drugs.model import Status
from intake.drugs.reading.status_cues import status_cues

_STILL = re.compile(
    r"\b(?:since|still|started|start (?:on|in)|beg[au]n|restarted|currently|now on|ongoing|"
    r"(?:for|over) (?:the )?(?:last|past)|these days|every day since|am taking|taking (?:it|them)|"
    r"put (?:me )?on|went on|forg[eo]t\w*|missed|skipped|"
    r"increased|raised|doubled|reduced|lowered|halved|"
    r"(?:switch|chang|swapp?|mov)\w*\b.{0,40}\b(?:on)?to)\b",
    re.IGNORECASE,
)
_BREAK = re.compile(
    r"(?<!\d)(?<!prev)[.;\n!?|•]|(?<!prev)[.;](?!\d)|"
    r"\b(?:but|however|though|although|except|instead(?! of)|whereas|while)\b|"
    r"\b(?:and|then|now)\s+(?=(?:i|am|i['’]m|im|now|currently|my|she|he|take|taking|started|"
    r"stopped|on|was|also on|have|not|no|never|still|allergic)\b)",
    re.IGNORECASE,
)


REACH = 160  # characters that a cue carries; keeps the time linear
_KEPT: tuple[Status, ...] = ("allergy", "other_person", "planned", "negated")
_WEAK = ("current", "stopped", "negated")
_TURN = re.compile(r",|\b(?:i|i['’]m|im|now|and|then|she|he|so)\b", re.IGNORECASE)
_NEW_START = re.compile(r",|\b(?:and|then|now)\b", re.IGNORECASE)
_JOIN = re.compile(r"[\s,/&+]*(?:and|or|plus|with|then)?\s*", re.IGNORECASE)

_NO_MORE = re.compile(
    r"\b(?:any ?more|since|for (?:\d+|an?|many|several|some|over|the|about|years|months|ages))\b",
    re.I,
)
_STOP = re.compile(
    r"\b(?:stopped|stoped|discontinued|finished|completed|came off|quit|(?:un)?till?(?! now)|"
    r"(?:not|none|nothing) since)\b",
    re.IGNORECASE,
)
_NEVER = re.compile(r"\bnever\b", re.IGNORECASE)
_BUT: tuple[tuple[Status, re.Pattern[str]], ...] = (
    ("planned", re.compile(
        r"\W*(?:but|and|though)?\W*(?:i )?(?:(?:am |was )?too \w+ to (?:start|take|try)|"
        r"(?:have ?n['’]?o?t|have not|not|never|yet to|did ?n['’]?o?t)\b"
        r"(?: yet)? ?(?:been )?(?:start|beg[aiu]n|fill|collect|pick))", re.IGNORECASE)),
    ("negated", re.compile(
        r"\W*(?:but|and|though)\W*(?:i |he |she )?(?:have |had )?"
        r"(?:refus|declin|never t|did ?n['’]?o?t tak|"
        r"have ?n['’]?o?t tak|not tak|said no)", re.IGNORECASE)),
)  # fmt: skip

_THEIRS = re.compile(r"\b(?:takes|uses|drinks|smokes|(?:is|was|has been) (?:on|taking))$", re.I)
_MINE = re.compile(r"\b(?:i|i['’]?m|im|me)\b", re.IGNORECASE)
_TOOK = re.compile(
    r"\W*(?:and |but )?(?:i )?(?:took|tried|had|used|borrowed) "
    r"(?:one|two|half|some|a few|it|them|his|hers)\b", re.IGNORECASE)  # fmt: skip

Spans = Sequence[tuple[int, int]]


def statuses(text: str, drugs: Spans) -> list[Status]:
    """The status of each drug span, in the order given; "current" where nothing says."""
    breaks = [match.span() for match in _BREAK.finditer(text)]
    return [_status(text, drugs, place, breaks) for place in range(len(drugs))]


def _status(text: str, drugs: Spans, place: int, breaks: Spans) -> Status:
    start, end = drugs[place]
    earlier = bisect_right(breaks, start, key=itemgetter(1))
    later = bisect_left(breaks, end, key=itemgetter(0))
    begin = breaks[earlier - 1][1] if earlier else 0
    finish = breaks[later][0] if later < len(breaks) else len(text)
    before = _before(text, drugs, place, max(begin, start - REACH))
    after = _after(text, drugs, place, min(finish, end + REACH))
    turned = next((status for status, but in _BUT if but.match(text, end)), None)
    return turned or _weigh(_led(before), _trailing(after), before, after)


def _weigh(led: Status | None, trailing: Status | None, before: str, after: str) -> Status:
    """A cue before the drug and one after it, made one."""
    if trailing == "allergy":
        return trailing
    if led == "other_person" and _TOOK.match(after):
        return "stopped"
    if led == "negated" and _NO_MORE.search(after) and not _NEVER.search(before):
        return "stopped"
    if led in _KEPT and not (led == "negated" and trailing == "planned"):
        return led
    if trailing == "stopped" and led != "stopped" and not _STOP.search(after):
        trailing = None if _STILL.search(f"{before} {after}") else trailing
    return trailing or led or "current"


def _before(text: str, drugs: Spans, place: int, begin: int) -> str:
    """The text from `begin` to the drug, other drugs' names made blank."""
    piece = list(text[begin : drugs[place][0]])
    for at in range(place - 1, -1, -1):
        start, end = drugs[at]
        if end <= begin:
            break
        piece[max(start - begin, 0) : end - begin] = "_" * (end - max(start, begin))
    return "".join(piece)


def _after(text: str, drugs: Spans, place: int, finish: int) -> str:
    """The words after a drug that speak of it: past "and" and the drugs joined by it."""
    start = drugs[place][1]
    for following in islice(drugs, place + 1, place + REACH):
        if following[0] >= finish:
            break
        between = text[start : following[0]]
        if not _JOIN.fullmatch(between):
            return _NEW_START.split(between, maxsplit=1)[0]
        start = following[1]
    return text[start : max(start, finish)]


def _led(before: str) -> Status | None:
    """The cue that holds where the text ends. A plain verb ("taking") next to a cue
    that says more ("stopped", "my mum is not") adds nothing to it.
    """
    places = [
        (match.start(), rank, match.end(), status)
        for rank, (status, cues) in enumerate(status_cues().before)
        for match in cues.finditer(before)
    ]
    held: Status | None = None
    last = 0
    for start, _, end, status in sorted(places):
        if start < last or (status == "other_person" and _took_theirs(held, before[last:end])):
            continue
        if held == "other_person" and _says_more_of_them(before[last:end]):
            continue
        if held is None or held == "current" or not _adds_nothing(held, status, before[last:start]):
            held = status
        last = end
    return held


def _says_more_of_them(words: str) -> bool:
    """Whether a cue goes on about another person: "my brother has fits and takes"."""
    return _THEIRS.search(words) is not None and not _MINE.search(words)


def _took_theirs(held: Status | None, words: str) -> bool:
    """Whether it was another's drug that the patient took: "I took my wife's"."""
    theirs = re.search(r"['’]s?$", words) is not None
    return theirs and held in ("current", "stopped") and not _TURN.search(words)


def _adds_nothing(held: Status, status: Status, between: str) -> bool:
    if status not in _WEAK or _TURN.search(between) or len(between) > 40:
        return False
    return not (held == "stopped" and status == "stopped")


def _trailing(after: str) -> Status | None:
    """The first status of the table that the words after the drug give."""
    return next((status for status, cues in status_cues().after if cues.search(after)), None)
