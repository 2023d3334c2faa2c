"""What patients were told, beside what the database holds in the end."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from intake import store
from intake.services import audit
from intake.store.sealing.encryption import SealError
from tests.outages.patients import Told


def judge(every: Iterable[Told], failed: int) -> Counter[str]:
    """How much of each kind went wrong, and how much was acknowledged."""
    found = Counter(
        {
            "gave up": failed,
            "lost": 0,
            "not sent": 0,
            "doubled": 0,
            "without audit": 0,
            "unreadable": 0,
            "refused though done": 0,
        }
    )
    for told in every:
        found["acknowledged saves"] += told.saves
        found["acknowledged sends"] += told.sent
        found["refused though done"] += told.done_but_refused
        found["not sent"] += not told.sent
        _judge_visit(told, found)
    found["audit findings"] = len(list(audit.findings()))
    return found


def _judge_visit(told: Told, found: Counter[str]) -> None:
    visit = store.visit_of_reference(told.reference)
    if visit is None:
        found["lost"] += 1
        return
    try:
        versions = store.submission_versions(visit)
    except SealError:
        found["unreadable"] += 1
        return
    found["doubled"] += max(0, len(versions) - 1)
    if told.sent and not versions:
        found["lost"] += 1
    answers = versions[-1].content["answers"] if versions else store.saved_draft(visit).given
    for question, acknowledged in told.acknowledged.items():
        possible = {acknowledged, *told.tried.get(question, ())}
        found["lost"] += answers.get(question) not in possible
    wanted = store.audit.Filter(reference=told.reference)
    deeds = [one.deed for one in store.audit.newest(visit.clinic.id, wanted)]
    found["without audit"] += deeds.count("sent") != len(versions)


def is_clean(found: Counter[str]) -> bool:
    """Whether nothing went wrong."""
    return not any(number for what, number in found.items() if not what.startswith("acknowledged"))
