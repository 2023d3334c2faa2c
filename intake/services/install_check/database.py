"""What the service's database role may do, and how the database keeps what it acknowledges."""

from __future__ import annotations

from collections.abc import Iterator

from intake.services.install_check.finding import Finding, fine, mend
from intake.store import DatabaseFacts


def check(facts: DatabaseFacts) -> Iterator[Finding]:
    """What the facts that `store.database_facts()` found say."""
    if facts.superuser:
        yield mend(
            "the service signs in to the database as its superuser",
            "give it a role of its own, with what `flask rights ROLE` prints and no more",
        )
    if facts.may_change:
        yield mend(
            f"the service's role may change or delete rows of {', '.join(facts.may_change)}",
            "let another role own the tables, and run what `flask rights ROLE` prints as that one",
        )
    if not facts.durable:
        yield mend(
            "the database may lose what it has acknowledged",
            "set fsync, full_page_writes and synchronous_commit on",
        )
    if facts.in_the_clear:
        yield mend(
            "what goes to the database can be read on its way",
            "add sslmode=verify-full and sslrootcert to DATABASE_URL",
        )
    if not (facts.superuser or facts.may_change or facts.in_the_clear) and facts.durable:
        yield fine("the database keeps what it acknowledges; its role may do no more than it must")
