"""The drug list for clinicians: works, and not for strangers."""

from __future__ import annotations

from flask.testing import FlaskClient

from intake import drugs


def test_every_class_shows_its_members_sources_and_the_version(osei: FlaskClient) -> None:
    page = osei.get("/clinic/drugs").text
    assert drugs.DRUG_LIST_VERSION in page
    for one in drugs.CLASSES.values():
        assert one.article_words in page
        assert one.source in page
    for name in ("Zoloft", "Flagyl", "Seroquel", "Ritalin", "Lyrica"):
        assert name in page, name


def test_strangers_are_sent_to_sign_in(client: FlaskClient) -> None:
    assert client.get("/clinic/drugs").location.startswith("/sign-in")
