"""A visit's documents: what they are made of, the making, the digest they are kept under."""

from intake.services.documents.drawn import (
    Sources,
    begin_page,
    booked_as,
    is_page_kept,
    pdf_of,
    record_html_of,
    record_text_of,
    response_to,
    sources_of,
    submission_now,
    submission_of,
    summary_of,
    text_of,
)

__all__ = [
    "Sources",
    "begin_page",
    "booked_as",
    "is_page_kept",
    "pdf_of",
    "record_html_of",
    "record_text_of",
    "response_to",
    "sources_of",
    "submission_now",
    "submission_of",
    "summary_of",
    "text_of",
]
