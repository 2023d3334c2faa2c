"""Whether a drug in a text is taken, stopped, planned, an allergy, denied or someone else's.

A cue before a drug holds until the next cue, a full stop or a turn such as
"but"; a cue after it reaches back to the last break. The tables below are the
only place where cues are kept; each is tried in order, the first that fits counts.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from intake.drugs.model import Status

_PEOPLE = (
    r"mum|mom|mother|dad|father|parents?|wife|husband|partner|son|daughter|child|kids?|baby|sister|brother|"
    r"girlfriend|boyfriend|friend|neighbou?r|gran|grandma|grandad|grandpa|granny|nan|nana|grandmother|"
    r"grandfather|aunt|auntie|uncle|cousin|niece|nephew|roommate|flatmate|colleague|dog|cat|horse|pet|"
    r"fianc[eé]e?|mother-in-law|father-in-law|twin|ex"
)
_TIME = r"(?:days?|weeks?|wks?|months?|mths?|years?|yrs?|decades?|ages|a while|long time)"
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    r"sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?|\d{4}|spring|summer|autumn|fall|winter|christmas)"
)
_NOT = r"(?:not|never|n['’]?t|cannot|cant|dont|havent|didnt|isnt|wasnt|wont|am not|no)"

_BEFORE: tuple[tuple[Status, str], ...] = (
    ("current", r"(?:switch|chang|swapp?|mov|w[eo]nt|going)\w* from _[^,;]{0,25} (?:on)?to|"
                r"(?:not|never|\w+n['’]t|havent|cannot|cant) (?:yet )?(?:stop|stopped|quit|finished|come off|came off|missed|miss)|"
                r"(?:want|going|plan\w*|trying|will|hoping|like|need|afraid|due|about) (?:to )?(?:stop|quit|come off|wean off|reduce|cut down)"),
    ("stopped", r"no longer (?:on|take|taking|use|using|need|have)|no more|not (?:on|taking|using) (?=.*any ?more)|"
                r"(?:do|does)(?:n['’]?t| not) (?:take|use) (?=.*any ?more)|not any ?more"),
    ("planned", r"(?:not|\w+n['’]t|yet to|havent|hasnt|never) (?:yet )?(?:start|started|begun|begin|picked up|filled|collected)(?: taking)?(?: (?:the|my))?(?=.*\b(?:yet|prescription)\b)|"
                r"(?:have|has)(?:n['’]?t| not) (?:yet )?(?:started|begun)|yet to start|"
                r"(?:will|'ll|’ll|going to|gonna|about to|due to|plan(?:s|ning|ned)? to|supposed to|meant to|want(?:s|ed)? (?:me )?to|hoping to|might|may|soon to|intend to|scheduled to|advised to|told to) (?:be )?(?:start|starting|begin|go on|going on|try|trying|take|taking|use|get|have|switch|change)|"
                r"(?:starting|start|beginning|begin|switching to|going on(?:to)?) (?=.*\b(?:tomorrow|next|soon|on monday|after my|in \d+ (?:day|week)|later this)\b)|"
                r"(?:considering|thinking (?:about|of)|thought about|planning(?: on)?|planned|waiting (?:for|to start)|offered|suggested|suggests|recommended|recommends|proposed|discussing|discussed|consider|awaiting|next week|tomorrow)"),
    ("allergy", r"allerg(?:y|ic|ies)\b(?: reaction)?(?: to| with)?|allergen|intoleran(?:t|ce)(?: (?:to|of))?|hypersensitiv\w+(?: to)?|"
                r"anaphyla\w+ (?:to|from|with|after)|(?:bad |severe |adverse )?reactions? (?:to|with|from)|(?:react(?:ed|s)?|sensitive) (?:badly )?to|(?:came|come|broke|breaks) out in (?:a )?(?:rash|hives) (?:from|with|after)|"
                r"(?:rash|hives|swelling) (?:from|with|after)|(?:ca|can)(?:n['’]?o?t) tolerate|could(?:n['’]?t| not) tolerate"),
    ("other_person", rf"(?:my |his |her |their |our |the )?(?:{_PEOPLE})(?:['’]?s)?\b(?! (?:told|said|says|gave|give|suggested|thinks|noticed|told me))|"
                     r"\b(?:he|she|they)(?:['’]s)? (?:is |was |are |were |has |had |have )?(?:takes?|taking|on|uses?|using|took|prescribed)"),
    ("negated", r"\b(?:not|never|cannot|dont|havent|didnt|isnt|wasnt|wont|neither|nor|without|\w+n['’]t|doesnt|hasnt|denies|denied|avoid|avoids|avoiding|refused|declined|refuse|decline)\b|\b(?:no|none|zero|free of|instead of|rather than|nothing like|free from)\b"),
    ("stopped", rf"stopped|stoped|stoping|stopping|came off|come off|coming off|(?:got|get|been|am|going|went) off|weaned (?:myself )?off|tapered (?:myself )?off|taken off|took me off|off(?! and on)|quit|gave up|given up|discontinued|ceased|finished|completed|ended|ran out of|withdr[ae]wn?(?: from)?|"
                rf"used to|formerly|former|previously|previous|past|ex|once took|was (?:\w+ )?(?:on|taking|using|given|prescribed)|were on|had been (?:on|taking)|(?:had|got|given|took|tried|did|used|drank|smoked|snorted)\b(?! to)|before i was on|until|up to {_MONTH}|in the past|last course of|last dose of|switched from|changed from|swapped from|moved from|stop\b"),
    ("current", r"(?:currently|now|still|at present|presently|today|restarted|back on)|"
                r"(?:am|i['’]?m|im|been|is|are) (?:\w+ )?(?:on|taking|using|prescribed|given|having)|take|takes|taking|on|use|using|started|start|began|begun|starting|drink|drinking|have|prescribed|smoke|switched to|changed to|swapped to|moved to|increased|reduced|replaced (?:by|with)|to\b"),
)  # fmt: skip
_AFTER: tuple[tuple[Status, str], ...] = (
    ("allergy", r"allerg(?:y|ies|ic)|intoleran(?:t|ce)|anaphyla\w+|hypersensitiv\w+|(?:gives|gave|caused|causes|cause) (?:me )?(?:an? )?(?:bad |severe |itchy )?(?:rash|hives|swelling|anaphyla\w+|itching|reaction)|"
                r"(?:makes|made) me (?:swell|itch|come out|break out|wheeze)|[-–=:(>]+ ?(?:rash|hives|swelling|itch\w*)|(?:bad|severe|adverse) reaction"),
    ("planned", r"(?:not|\w+n['’]t|havent|yet to|never)(?: been)?(?: yet)? (?:start|started|begun|taken|begin|collected|filled|picked up)\w*(?: (?:it|them|taking|these))?(?:(?: \w+)? yet)|(?:not|yet) (?:yet )?(?:to )?start(?:ed)?\b|from (?:tomorrow|next)|"
                r"(?:starts?|starting|begin|beginning|due) (?:tomorrow|next|soon|on|in|after)|\b(?:next (?:week|month|year|visit|appointment)|tomorrow|planned|to be started|to start|if needed later)\b|(?:was|been|is) (?:suggested|offered|recommended|discussed|planned|proposed)"),
    ("stopped", rf"no longer|any ?more|stopped|stoped|discontinued|ceased|finished|completed|ended|came off|come off|(?:in the past|previously|formerly|before that)|"
                rf"(?:\d+|a|an|one|two|three|four|five|six|seven|eight|nine|ten|twelve|a few|a couple of|few|couple of|many|several|some|last)?\s*{_TIME} (?:ago|back|before|earlier)|ages ago|long ago|"
                rf"\blast (?:day|night|week|month|year|spring|summer|autumn|fall|winter|{_MONTH})|until|till|up to {_MONTH}|to {_MONTH}|yesterday|quit|gave (?:it|them) up|as a (?:child|kid|teenager|teen)|when i was|"
                rf"(?:19|20)\d\d ?(?:-|–|to) ?(?:19|20)\d\d|back in|in (?:19|20)\d\d|once only|one[- ]off|a while back|(?:did|does) ?n['’]?o?t (?:work|help|suit|agree)|course (?:done|over)|did not (?:help|work|suit|agree)"),
    ("negated", r"[-–:=(]+ ?(?:no|never|none|nil)\b|\bnever\b|(?:not|\w+n['’]t) (?:take|taken|taking|tried|used|any)|\bnone\b"),
    ("other_person", rf"(?:for|belongs to|is) (?:my |the )?(?:{_PEOPLE})(?:['’]?s)?\b|\((?:my )?(?:{_PEOPLE})(?:['’]?s)?\)"),
)  # fmt: skip
_STILL = re.compile(
    r"\b(?:since|still|started|start(?:ed)? (?:on|in)|began|begun|restarted|currently|now on|ongoing|for (?:the )?(?:last|past)|"
    r"over the (?:last|past)|these days|every day since)\b",
    re.IGNORECASE,
)
_BREAK = re.compile(
    r"(?<!\d)[.;\n!?|•]|[.;](?!\d)|\b(?:but|however|though|although|except|instead|whereas|while)\b|"
    r"\b(?:and|then|now)\s+(?=(?:i|am|i['’]m|im|now|currently|my|she|he|take|takes|taking|started|stopped|on|was|also on|have|not|no|never|still|allergic)\b)",
    re.IGNORECASE,
)


def _compile(table: tuple[tuple[Status, str], ...]) -> tuple[tuple[Status, re.Pattern[str]], ...]:
    return tuple(
        (status, re.compile(rf"(?<!\w)(?:{cues})(?!\w)", re.IGNORECASE)) for status, cues in table
    )


_CUES_BEFORE = _compile(_BEFORE)
_CUES_AFTER = _compile(_AFTER)

REACH = 160  # characters that a cue carries; keeps the time linear
_KEPT: tuple[Status, ...] = ("allergy", "other_person", "planned", "negated")
_WEAK = ("current", "stopped", "negated")
_TURN = re.compile(r",|\b(?:i|i['’]m|im|now|and|then|she|he|so)\b", re.IGNORECASE)
_NEW_START = re.compile(r",|\b(?:and|then|now)\b", re.IGNORECASE)
_JOIN = re.compile(r"[\s,/&+]*(?:and|or|plus|with|then)?\s*", re.IGNORECASE)

_NO_MORE = re.compile(r"\b(?:any ?more|since|for (?:\d+|an?|many|several|some|over|the|about|years|months|ages))\b", re.I)
_STOP = re.compile(r"\b(?:stopped|stoped|discontinued|finished|completed|came off|quit)\b", re.IGNORECASE)
_NEVER = re.compile(r"\bnever\b", re.IGNORECASE)
_BUT: tuple[tuple[Status, re.Pattern[str]], ...] = (
    ("planned", re.compile(
        r"\W*(?:but|and|though)?\W*(?:i )?(?:have ?n['’]?o?t|have not|not|never|yet to|did ?n['’]?o?t)\b"
        r"(?: yet)? ?(?:been )?(?:start|beg[au]n|begin|fill|collect|pick)", re.IGNORECASE)),
    ("negated", re.compile(
        r"\W*(?:but|and|though)\W*(?:i |he |she )?(?:have |had )?(?:refus|declin|never t|did ?n['’]?o?t tak|"
        r"have ?n['’]?o?t tak|not tak|said no)", re.IGNORECASE)),
)  # fmt: skip

Spans = Sequence[tuple[int, int]]


def statuses(text: str, drugs: Spans) -> list[Status]:
    """The status of each drug span, in the order given; "current" where nothing says."""
    breaks = [match.span() for match in _BREAK.finditer(text)]
    return [_status(text, drugs, place, breaks) for place in range(len(drugs))]


def _status(text: str, drugs: Spans, place: int, breaks: Spans) -> Status:
    start, end = drugs[place]
    begin = max((stop for _, stop in breaks if stop <= start), default=0)
    finish = min((at for at, _ in breaks if at >= end), default=len(text))
    before = _before(text, drugs, place, max(begin, start - REACH))
    after = _after(text, drugs, place, min(finish, end + REACH))
    turned = next((status for status, but in _BUT if but.match(text, end)), None)
    return turned or _weigh(_led(before), _trailing(after), before, after)


def _weigh(led: Status | None, trailing: Status | None, before: str, after: str) -> Status:
    """A cue before the drug and one after it, made one."""
    if trailing == "allergy":
        return trailing
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
    for following in drugs[place + 1 :]:
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
    found = [
        (match.start(), rank, match.end(), status)
        for rank, (status, cues) in enumerate(_CUES_BEFORE)
        for match in cues.finditer(before)
    ]
    held: Status | None = None
    last = 0
    for start, _, end, status in sorted(found):
        if start < last or (status == "other_person" and _took_theirs(held, before[last:end])):
            continue
        if held is None or held == "current" or not _adds_nothing(held, status, before[last:start]):
            held = status
        last = end
    return held


def _took_theirs(held: Status | None, words: str) -> bool:
    """ "I took my wife's": the patient is the one who took it."""
    theirs = re.search(r"['’]s?$", words) is not None
    return theirs and held in ("current", "stopped") and not _TURN.search(words)


def _adds_nothing(held: Status, status: Status, between: str) -> bool:
    if status not in _WEAK or _TURN.search(between) or len(between) > 40:
        return False
    return not (held == "stopped" and status == "stopped")


def _trailing(after: str) -> Status | None:
    """The first status of the table that the words after the drug give."""
    return next((status for status, cues in _CUES_AFTER if cues.search(after)), None)
