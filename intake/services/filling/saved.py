"""What is kept of a visit's form."""

from __future__ import annotations

from dataclasses import dataclass

from intake.draft import Draft
from intake.questionnaires import Response


@dataclass(frozen=True)
class Saved:
    """What is kept of a visit's form, and the form it is an answer to, as it was asked for."""

    draft: Draft
    response: Response
