"""When and where something is said, and by whom: what "last summer" and "3/4" hang on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

# Countries whose summer is in January: those that lie wholly or for the most part south of the
# equator and have seasons worth the name.
SOUTHERN = frozenset(
    (
        *("AR", "AU", "BO", "BR", "BW", "CL", "FJ", "LS", "MG", "MU", "MW", "MZ", "NA", "NC"),
        *("NZ", "PE", "PY", "RE", "SZ", "UY", "ZA", "ZM", "ZW"),
    )
)
MONTH_FIRST = frozenset(("US",))  # where 3/4 is the 4th of March


@dataclass(frozen=True)
class Occasion:
    """The day in the clinic's time zone, the clinic's country and the patient's date of birth.

    The country is two letters, "" where it is not set: then seasons are the north's, for most
    clinics are, and a day that may be a month is asked about. The patient is taken to be where the
    clinic is.
    """

    today: date
    country: str = ""
    born: date | None = None

    @property
    def southern(self) -> bool:
        """Whether summer is in January here."""
        return self.country in SOUTHERN

    @property
    def month_first(self) -> bool:
        """Whether dates in numbers begin with the month here."""
        return self.country in MONTH_FIRST

    @property
    def example(self) -> str:
        """A date in numbers as it is written here."""
        return "3 27 1985" if self.month_first else "27 3 1985"
