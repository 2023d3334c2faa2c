"""Someone who fills in the form in a real browser."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Page

from intake.questionnaires import Question, Questionnaire

# The names of the inputs that can be seen; a date's parts are its question's.
SHOWN = """
  [...document.querySelectorAll("#answers input:not([type=hidden]), #answers textarea")]
    .filter(one => one.labels[0]?.checkVisibility())
    .flatMap(one => [one.name, one.name.replace(/-[a-z]+$/, "")])
"""


@dataclass
class Patient:
    """Someone who fills in the form by touch, and counts the taps it takes."""

    page: Page
    form: Questionnaire
    taps: int = 0
    pages: int = 0
    asked: set[str] = field(default_factory=set)  # the questions that were shown
    onward: str = "Continue"  # what that button says

    def tap(self, selector: str) -> None:
        """Touch one thing."""
        self.taps += 1
        self.page.locator(selector).first.click()

    def type(self, name: str, text: str) -> None:
        """Touch an input and type."""
        self.taps += 1
        self.page.fill(f"[id='{name}']", text)

    def button(self, name: str) -> None:
        """Press a button and wait for the next page."""
        self.taps += 1
        self.pages += 1
        with self.page.expect_navigation():
            self.page.get_by_role("button", name=name, exact=True).click()

    def begin(self, answers: dict[str, Any]) -> None:
        """Walk in through the open door: the first page is answered and saved."""
        self.page.goto("/start/hilltop")
        self.fill(self.form.pages[0].id, answers)
        self.button("Continue")

    def fill(self, page_id: str, answers: dict[str, Any]) -> None:
        """Answer the questions of a page, not going on yet."""
        page = self.form.page(page_id)
        assert page is not None
        for question in page.questions:
            if question.id in answers:
                self._answer(question, answers[question.id])

    def go_through(self, answers: dict[str, Any], each: Callable[[Page], None]) -> None:
        """Answer page after page up to the check page; `each` looks at every one."""
        while not self.page.url.endswith("/check"):
            page_id = self.page.url.split("?")[0].rsplit("/", 1)[1]
            page_id = page_id if self.form.page(page_id) else self.form.pages[0].id
            page = self.form.page(page_id)
            if page and page.repeats:
                each(self.page)
                self.add_items(page_id, answers.get(page_id, []), each)
            else:
                self.fill(page_id, answers)
                each(self.page)
                self.button(self.onward)

    def see(self) -> set[str]:
        """The questions that the page shows now, by id."""
        names = self.page.evaluate(SHOWN)
        shown = {one.id for page in self.form.pages for one in page.questions if one.id in names}
        self.asked |= shown
        return shown

    def read_list(self, text: str, items: list[dict[str, Any]]) -> None:
        """Type a whole list into one box, then confirm each of its lines."""
        self.type("list", text)
        self.button("Read my list")
        for item in items:
            self.fill_shown("med", item)
            self.button("Continue")

    def fill_shown(self, page_id: str, answers: dict[str, Any]) -> None:
        """Answer what is shown, question by question; `None` leaves one out, and says so."""
        page = self.form.page(page_id)
        assert page is not None
        rule = {q.shown_when.question for q in page.questions if q.shown_when}
        shown = self.see()
        for question in page.questions:
            if question.id not in shown:
                continue
            assert question.id in answers, f"the answers file says nothing of {question.id}"
            if answers[question.id] is not None:
                self._answer(question, answers[question.id])
            if question.id in rule:
                shown = self.see()

    def add_items(
        self, page_id: str, items: list[dict[str, Any]], each: Callable[[Page], None]
    ) -> None:
        """Add each medicine on its own small page, then go on."""
        for item in items:
            with self.page.expect_navigation():
                self.tap("a:has-text('medicine')")
            each(self.page)
            self.fill(page_id, item)
            self.button("Continue")
            each(self.page)
        self.button("Continue" if items else "Continue without adding")

    def _answer(self, question: Question, value: Any) -> None:
        if question.extra and self.page.locator("details:not([open])").count():
            self.tap("summary")
        if question.kind == "date":
            self.type(f"{question.id}-day", value)  # all of it in the first box
        elif question.kind == "partdate":
            self._date(question.id, value)
        elif question.kind in ("text", "longtext", "number"):
            self.type(question.id, str(value))
        else:
            for one in value if isinstance(value, list) else [value]:
                self.tap(f"input[name='{question.id}'][value='{one}']")

    def _date(self, name: str, value: str) -> None:
        if value == "unknown":
            self.tap(f"[id='{name}-unknown']")
        else:
            self.type(name, value)
