"""Noise on every field, route, header, cookie and command: `python -m tests.noise [INPUTS]`.

Nothing may end in a 5xx or an exception; what was refused may not be stored, and what a patient
typed and was accepted must be there. Each input has a seed of its own run: told where one fails.
"""

from __future__ import annotations

import json
import logging
import os
import re
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote_from_bytes

import hypothesis
import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict

import reports
from intake import store
from intake.questionnaires import load_all
from intake.services.filling import answers
from intake.services.form_library import form_of
from tests import factories
from tests.databases import make_cast
from tests.noise_words import HEADERS, junk, raw, words
from tests.phones import Tab, phone_with
from tests.phones import form_of as address_of
from tests.service import serving, settings_of
from tests.signing_in import OSEI, sign_in_at_once

INPUTS, FULL, AT_ONCE = 3_000, 100_000, 500  # inputs, in FULL, and of one process at a time
FRESH = 40  # inputs until the form is filled in anew
MOST_TOLD = 2_000  # characters, of an input that failed

FORM = load_all()["muscle-twitching"]
PAGES = [page.id for page in FORM.pages if not page.repeats]
IDS = [question.id for page in FORM.pages for question in page.questions]
Draw = Callable[[st.SearchStrategy[Any]], Any]


@dataclass
class Target:
    """A service with a patient's phone, a doctor and a stranger."""

    app: Flask
    phone: FlaskClient
    visit: store.Visit
    sent: dict[str, Any]  # a submission's own JSON
    inputs: int = 0

    @classmethod
    def of(cls, app: Flask) -> Target:
        """With a visit of its own, and another that was sent."""
        visit = factories.make_draft(factories.make_visit())
        sent = store.submission(factories.make_submission(factories.make_visit()))
        assert sent
        return cls(app, phone_with(app, visit), visit, dict(sent.content))

    def take(self, data: st.DataObject) -> None:
        """Take one input of one kind."""
        self.inputs += 1
        if self.inputs % FRESH == 0:
            self._fill_in_anew()
        kind = data.draw(st.sampled_from(("fill_in", "fill_in", "ask", "command")))
        getattr(self, kind)(data.draw)

    def _fill_in_anew(self) -> None:
        try:
            factories.save_answers(self.visit, factories.make_answers())
        except answers.ClosedError:  # noise can hit upon the doctor's button that cancels it
            self.visit = factories.make_draft(factories.make_visit())
            self.phone = phone_with(self.app, self.visit)

    def fill_in(self, draw: Draw) -> None:
        """Post a page of the form with noise in some of its fields."""
        page = form_of(self.visit).page(draw(st.sampled_from(PAGES)))
        assert page
        names = [f"{one}{end}" for one in sorted(page.ids) for end in ("", "-day", "-year")]
        noise = draw(
            st.dictionaries(
                st.sampled_from([*names, "seen", "then"]), st.lists(words, max_size=2), max_size=5
            )
        )
        address = f"{address_of(self.visit)}/{page.id}"
        opened = self.phone.get(address)
        assert opened.status_code < 500, page.id
        if opened.status_code != 200:  # not asked of these answers
            return
        tab = Tab.of(self.phone, address, opened)
        posted = MultiDict(tab.drawn)
        for name, values in noise.items():
            posted.setlist(name, values)
        before = factories.saved_answers(self.visit)
        reply = self.phone.post(tab.address, data=_encodable(posted))
        after = factories.saved_answers(self.visit)
        assert reply.status_code < 500, (page.id, noise)
        if reply.status_code >= 400:
            assert after == before, (page.id, noise)
            return
        for question in page.questions:
            typed = posted.getlist(question.id)
            if typed and question.kind in ("text", "longtext") and question.shown_when is None:
                kept = after.get(question.id, "")
                assert _letters(kept) == _letters(typed[0]), (question.id, typed, kept)

    def ask(self, draw: Draw) -> None:
        """Ask for any route with noise in its address, query, form, headers and cookies."""
        path = draw(st.sampled_from(sorted({one.rule for one in self.app.url_map.iter_rules()})))
        for name in re.findall(r"<(?:path:)?(\w+)>", path):
            value = draw(st.one_of(st.just(self._right(name)), raw))
            path = path.replace(f"<{name}>", quote_from_bytes(value, safe=""))
            path = path.replace(f"<path:{name}>", quote_from_bytes(value, safe="/"))
        who = draw(st.sampled_from(("phone", "doctor", "stranger")))
        reply = self._browser(who).open(
            path,
            method=draw(st.sampled_from(("GET", "POST", "HEAD", "OPTIONS", "PUT", "PROPFIND"))),
            query_string=draw(raw.map(lambda one: quote_from_bytes(one, safe="=&%+"))),
            data=draw(st.one_of(raw, st.dictionaries(words, words, max_size=4).map(_form))),
            content_type=draw(st.sampled_from(HEADERS["Content-Type"])),
            headers=draw(st.lists(st.sampled_from(_headers()), max_size=4)),
        )
        assert reply.status_code < 500 or reply.status_code == 501, (path, reply.status)

    def command(self, draw: Draw) -> None:
        """Give a command noise where it reads JSON or lines."""
        if draw(st.booleans()):
            self._run(["drugs", "check", "-"], draw(raw))
            return
        given = {**factories.make_answers(), draw(st.sampled_from(IDS)): draw(junk)}
        whole = {**self.sent, "answers": given, draw(st.sampled_from([*self.sent])): draw(junk)}
        self._run(
            ["report", "render", "-", "--out", os.devnull],
            draw(st.one_of(raw, st.just(json.dumps(whole).encode()))),
        )

    def _run(self, command: list[str], given: bytes) -> None:
        result = self.app.test_cli_runner().invoke(args=command, input=given)
        told = result.exception
        assert told is None or isinstance(told, SystemExit), (command, given, told)
        assert result.exit_code in (0, 2), (command, given, result.output)

    def _browser(self, who: str) -> FlaskClient:
        if who == "doctor":
            return sign_in_at_once(self.app, OSEI)
        return self.phone if who == "phone" else self.app.test_client()

    def _right(self, name: str) -> bytes:
        """A value that fits, so that the noise comes to what lies behind."""
        fits = {
            "handle": store.handle_of(self.visit),
            "reference": self.visit.reference,
            "token": store.link_token(self.visit),
            "slug": self.visit.clinic.slug,
            "page_id": "about",
        }
        return fits.get(name, "1").encode()


def throw(target: Target, inputs: int, seed: int) -> None:
    """Let it take so many inputs, the same for the same seed. Raises what went wrong."""
    settings = hypothesis.settings(
        max_examples=inputs,
        database=None,
        deadline=None,
        derandomize=False,
        phases=(hypothesis.Phase.generate,),
        suppress_health_check=list(hypothesis.HealthCheck),
    )

    @hypothesis.seed(seed)
    @settings
    @hypothesis.given(st.data())
    def take(data: st.DataObject) -> None:
        target.take(data)

    take()


@contextmanager
def undrawn() -> Iterator[None]:
    """Draw no page: what hostile answers do to one is tried by tests/hostile.py."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("draw", "render_page", "render_record"):
            patch.setattr(reports, name, lambda *_: b"%PDF-")
        yield


def _form(pairs: dict[str, str]) -> MultiDict[str, str]:
    return _encodable(MultiDict(pairs))


def _encodable(pairs: MultiDict[str, str]) -> MultiDict[str, str]:
    """As a browser sends it: half a surrogate pair cannot be."""
    return MultiDict(
        (key.encode(errors="replace").decode(), one.encode(errors="replace").decode())
        for key, one in pairs.items(multi=True)
    )


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text.encode(errors="replace").decode()))


def _headers() -> list[tuple[str, str]]:
    return [(name, one) for name, values in HEADERS.items() for one in values]


def _throw_some(seed: int) -> str:
    """What went wrong with the inputs of this seed; "" for nothing."""
    logging.disable(logging.CRITICAL)  # a line for each request
    with tempfile.TemporaryDirectory() as folder, undrawn():
        settings = settings_of(f"sqlite:///{folder}/intake.sqlite")
        make_cast(settings)
        with serving(settings) as app:
            app.config["WTF_CSRF_ENABLED"] = False
            try:
                throw(Target.of(app), AT_ONCE, seed)
            except Exception as error:
                drawn = " ".join(getattr(error, "__notes__", ()))
                return f"seed {seed}: {error!r}: {drawn}"[:MOST_TOLD]
    return ""


def main(inputs: int) -> int:
    """Print what went wrong and a summary; 1 if anything did."""
    began, wrong = time.monotonic(), 0
    seeds = range(-(-inputs // AT_ONCE))
    with ProcessPoolExecutor() as pool:  # one process for each core
        for told in pool.map(_throw_some, seeds):
            if told:
                wrong += 1
                print(told, flush=True)  # noqa: T201
    seconds = time.monotonic() - began
    print(f"{len(seeds) * AT_ONCE} inputs: {wrong} seeds failed; {seconds:.0f} s")  # noqa: T201
    return int(wrong > 0)


if __name__ == "__main__":
    usual = FULL if os.environ.get("FULL") else INPUTS
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else usual))
