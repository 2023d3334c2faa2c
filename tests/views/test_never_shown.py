"""The patient never reads what a clinician's eye adds: no flag, class, source or danger sign."""

from __future__ import annotations

from io import BytesIO

import pypdfium2
from flask.testing import FlaskClient

from intake import store
from intake.questionnaires.model import Questionnaire
from tests import factories

HIDDEN = (
    *("flagged", "fluoroquinolone", "ssri", "named by", "the article", "before onset"),
    *(
        "danger sign",
        "counts only",
        "told to ring",
        "smpc",
        "elsewhere for",
        "muscle spasm",
        "duloxetine",
        "not ranked",
    ),
)
GIVEN = {
    "med": [{"med.name": "Cymbalta", "med.start": "2026-10-06"}, {"med.name": "cipro"}],
    "sx_pain": "yes",
    "sx_pain_urine": "yes",
    "sx_ring_ack": "now",
}


def words(client: FlaskClient, path: str) -> str:
    """What a page shows and carries, below its address."""
    reply = client.get(path)
    assert reply.status_code == 200, path
    if reply.mimetype == "application/pdf":
        with pypdfium2.PdfDocument(BytesIO(reply.data)) as document:
            return "\n".join(page.get_textpage().get_text_range() for page in document).lower()
    return reply.text.lower()


def test_no_page_of_the_patients_and_no_copy_tells_what_a_medicine_is_known_for(
    ana: FlaskClient,
    osei: FlaskClient,
    visit: store.Visit,
    questionnaire: Questionnaire,
    form: str,
) -> None:
    factories.save_answers(visit, factories.make_answers(**GIVEN))
    shown = [page.id for page in questionnaire.pages if page.shown_when is None]
    shown.append("ring-act")
    before = {path: words(ana, f"{form}/{path}") for path in (*shown, "check")}
    assert ana.post(f"{form}/send").status_code == 303
    after = {path: words(ana, f"{form}/{path}") for path in ("sent", "copy.pdf")}
    for path, text in {**before, **after}.items():
        assert [one for one in HIDDEN if one in text] == [], path
    record = words(osei, f"/clinic/visits/{visit.reference}")
    assert "not named by the article; known elsewhere for:" in record
    assert "(duloxetine): tremor, muscle cramp" in record
    page = " ".join(
        words(osei, f"/clinic/visits/{visit.reference}/intake-{visit.reference}.pdf").split()
    )
    assert "cymbalta = duloxetine: tremor, muscle cramp" in page
