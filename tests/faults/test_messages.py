"""Two timers at once: each message goes once."""

from __future__ import annotations

from flask import Flask

from intake import store
from intake.extensions import db
from tests.faults.conftest import AtOnce, rounds
from tests.post import Box, invite


def test_two_timers_at_once_send_each_message_once(app: Flask, at_once: AtOnce) -> None:
    for number in rounds(20):
        addresses = [f"ana.{number}.{letter}@post.example" for letter in "abc"]
        for one in addresses:
            invite(one)
        box = Box()

        def run(mine: Box = box) -> int:
            return len(mine.send())

        assert sum(at_once(run, run, run)) == 3
        assert sorted(mail["To"] for mail in box.mails) == addresses
        db.session.rollback()
        assert store.messages.due() == []
