"""What a screen reader is told of a field: that it must be answered, that it is wrong and why."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from intake import store
from intake.services.form_library import form_of as library_form
from tests.phones import Tab, form_of, phone_with

Parse = Callable[[TestResponse], Any]
BOXES = "self::input[not(@type='hidden' or @type='checkbox')] or self::textarea"
INPUTS = f"//form[@id='answers']//*[{BOXES}]"


def told(page: Any, name: str) -> list[Any]:
    """What tells the state of a question: its group of radios, or its inputs."""
    groups: list[Any] = page.xpath(f"//fieldset[@role='radiogroup'][.//input[@name='{name}']]")
    boxes: list[Any] = page.xpath(f"{INPUTS}[@name='{name}' or starts-with(@name, '{name}-')]")
    return groups or boxes


def test_what_must_be_answered_is_told_as_required_and_nothing_else(
    app: Flask, visit: store.Visit, html: Parse
) -> None:
    phone, seen = phone_with(app, visit), 0
    for page in library_form(visit).pages:
        shown = html(phone.get(f"{form_of(visit)}/{page.id}"))
        for question in page.questions:
            for one in told(shown, question.id) if question.kind != "choices" else ():
                seen += question.required
                assert (one.get("aria-required") == "true") == question.required, question.id
    assert seen > 5


def test_what_is_wrong_is_told_as_invalid_with_its_error(
    app: Flask, visit: store.Visit, html: Parse
) -> None:
    phone = phone_with(app, visit)
    address = f"{form_of(visit)}/about"
    assert not html(phone.get(address)).xpath("//*[@aria-invalid]")
    page = html(Tab.on(phone, address).post(**{"about_filledby": "", "about_name": ""}))
    wrong = page.xpath("//span[@class='nhsuk-error-message']/@id")
    assert wrong
    for one in wrong:
        fields = told(page, one.removesuffix("-error"))
        assert "true" in [field.get("aria-invalid") for field in fields], one
        assert page.xpath(f"//*[contains(@aria-describedby, '{one}')]"), one


def test_of_a_date_only_the_wrong_box_is_invalid(client: FlaskClient, html: Parse) -> None:
    typed = {"born-day": "31", "born-month": "13", "born-year": "1990", "code": "ABCDEFGH"}
    page = html(client.post("/come-back", data=typed))
    assert page.xpath("//input[@aria-invalid]/@name") == ["born-month"]
