"""What was checked of the medicines, in one sentence; never a bare "none"."""

from __future__ import annotations

from intake import wording
from intake.drugs import Flagging, says_nothing
from intake.questionnaires import Response
from intake.summarise.drugs.reported import Reported
from intake.summarise.phrases import joined


def checked(
    response: Response, reported: list[Reported], flagging: Flagging, mentioned: int
) -> str:
    """Each entry counted once; `mentioned` are those that stand in other answers only."""
    nothing = [drug.typed for drug in reported if says_nothing(drug.typed)]
    number = len(reported) - len(nothing)
    beside = f" Mentioned elsewhere, not listed: {mentioned}." if mentioned else ""
    if not number:
        said = f"the list says “{nothing[0]}”" if nothing else response.text("nomeds")
        why = said or "question on medicines not answered"
        so = "" if mentioned else ", so nothing was checked"
        return f"Nothing was listed{so} ({why}).{beside}"
    entries = f"{number} {'entry' if number == 1 else 'entries'}"
    return f"{entries} checked: {joined(_parts(response, number, flagging))}.{beside}"


def _parts(response: Response, number: int, flagging: Flagging) -> list[str]:
    source = response.form.words.source
    causes = {flag.place for flag in flagging.causes}
    treatments = {flag.place for flag in flagging.treatments} - causes
    unread = {asked.place for asked in flagging.questions} - causes - treatments
    clear = number - len(causes) - len(treatments) - len(unread)
    them = "it" if clear == 1 else "them"
    return [
        f"{len(causes)} named by {source} as a cause" if causes else "",
        f"{len(treatments)} named as {_a(len(treatments), 'treatment')}" if treatments else "",
        f"{clear} not named as a cause, which does not clear {them}" if clear > 0 else "",
        f"{len(unread)} to confirm or could not be read: ask" if unread else "",
    ]


def _a(number: int, noun: str) -> str:
    return f"a {noun}" if number == 1 else wording.plural(number, noun)
