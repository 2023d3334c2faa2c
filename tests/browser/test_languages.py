"""A patient who reads Spanish, on a phone, from the front page to the receipt."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Page, expect

from intake import store

SIDEWAYS = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
ENGLISH_LEFT = r"""
  [...document.querySelectorAll("h1, h2, legend, label, p, dt, li, .nhsuk-button, .nhsuk-hint")]
    .map(one => one.innerText).join(" ")
    .match(/\b(the|your|you|Continue|Back|optional)\b/i)?.[0]
"""


def test_a_form_is_filled_in_in_spanish_and_the_language_changed_midway(
    new_page: Any, patient_at: Any, least: dict[str, Any], axe: Any
) -> None:
    page = new_page(locale="es-MX")
    ana = patient_at(page)
    ana.onward = "Continuar"
    answers = {**least, "about.interpreter": "yes"}

    def look(shown: Page) -> None:
        assert not shown.evaluate(SIDEWAYS), shown.url
        assert shown.evaluate(ENGLISH_LEFT) is None, shown.url
        small = "[...document.querySelectorAll('.app-languages__one')].map(e => e.offsetHeight)"
        assert min(shown.evaluate(small)) >= 44

    page.goto("/")
    look(page)
    page.get_by_role("link", name="Empezar ahora").click()
    page.get_by_role("button", name="Continuar", exact=True).click()
    expect(page.get_by_role("heading", name="Hay un problema")).to_be_visible()
    axe(page)
    ana.fill("safety", answers)
    ana.button("Continuar")

    page.fill("[id='about.name']", "José Núñez")
    page.press("[id='about.name']", "Enter")  # goes on, and does not change the language
    expect(page.get_by_role("heading", name="Hay un problema")).to_be_visible()
    with page.expect_navigation():
        page.get_by_role("button", name="English").click()
    expect(page.get_by_role("heading", name="About you")).to_be_visible()
    assert page.input_value("[id='about.name']") == "José Núñez"
    with page.expect_navigation():
        page.get_by_role("button", name="Español").click()
    assert page.input_value("[id='about.name']") == "José Núñez"
    expect(page.get_by_role("heading", name="Hay un problema")).to_have_count(0)

    ana.go_through(answers, look)
    look(page)
    ana.button("Enviar a Hilltop Clinic")
    expect(page.get_by_role("heading", name="Su formulario se envió")).to_be_visible()
    axe(page)
    [visit] = store.worklist("hilltop")
    stored = store.submission(visit)
    assert stored is not None
    assert stored.content["language"] == "es"
