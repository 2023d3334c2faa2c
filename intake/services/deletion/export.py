"""Everything that is kept of one visit, as a zip: JSON for machines, PDFs for people."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from intake import store
from intake.services import audit, documents
from reports import Kind, RenderError

KINDS: tuple[Kind, ...] = ("page", "record", "copy")


def export(visit: store.Visit, by: audit.Who) -> bytes:
    """The zip of one visit; the audit says who took it, before it is made."""
    audit.record(by, "exported", visit)
    return everything_of(visit)


def everything_of(visit: store.Visit) -> bytes:
    """The zip itself: what was booked, saved, sent, said, done, and the PDFs.

    Raises BeingMadeError: ask again in some seconds.
    """
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in (*_data(visit), *_pdfs(visit)):
            archive.writestr(f"{visit.reference}/{name}", content)
    return packed.getvalue()


def _data(visit: store.Visit) -> Iterator[tuple[str, str]]:
    yield "visit.json", _json({**asdict(visit), "on_file": asdict(store.on_file(visit))})
    draft = store.saved_draft(visit)
    if draft.given:
        yield "saved.json", _json(draft.to_json())
    for stored in store.submission_versions(visit):
        yield f"sent-{stored.version}.json", _json(stored.content)
    if messages := [*_messages(visit)]:
        yield "messages.json", _json(messages)
    yield "verifications.json", _json([asdict(one) for one in store.verifications(visit)])
    rows = store.audit.newest(visit.clinic.id, store.audit.Filter(reference=visit.reference))
    yield "audit.json", _json([{"at": one.at, "who": one.who, "what": one.words} for one in rows])


def _messages(visit: store.Visit) -> Iterator[dict[str, Any]]:
    for one in store.messages.of_visit(visit):
        told = {key: value for key, value in asdict(one).items() if not key.endswith("_id")}
        yield {**told, "address": store.messages.address_of(one)}


def _pdfs(visit: store.Visit) -> Iterator[tuple[str, bytes | str]]:
    """Each PDF; in place of one that cannot be made, what it would hold as text.

    Raises BeingMadeError while one is being made: without it, not all would be there.
    """
    for kind in KINDS:
        try:
            pdf = documents.pdf_of(visit, kind)
        except RenderError:
            yield f"{kind}-could-not-be-made.txt", documents.record_text_of(visit) or ""
            continue
        if pdf:
            yield f"{kind}.pdf", pdf


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2, default=_plain)


def _plain(value: object) -> str:
    if isinstance(value, date | datetime):
        return value.isoformat()
    raise TypeError(type(value).__name__)
