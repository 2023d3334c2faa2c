"""Dates as people say them: "about 2 years ago", "el verano pasado", "octubre 2023", "27/3/1985".

English and Spanish are read whatever language the page is in: `plain_words` brings both to the same
few words, and each other module knows some things that can be said with them.
"""

from __future__ import annotations

from intake.forms.said_dates.occasion import Occasion
from intake.forms.said_dates.reading import Read, read
from intake.forms.said_dates.written import month_of, written, wrong_day, year_in_full

__all__ = ["Occasion", "Read", "month_of", "read", "written", "wrong_day", "year_in_full"]
