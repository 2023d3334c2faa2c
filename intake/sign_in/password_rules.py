"""Which passwords are refused: short ones, and those that are easily guessed.

There are no rules of composition (NIST SP 800-63B, 3.1.1.2). Common passwords and patterns are
known offline, from zxcvbn's lists.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from zxcvbn import zxcvbn

MIN, MAX = 15, 200  # characters (OWASP ASVS 5.0, 6.2.1 and 6.2.9)
SAFE = 4  # of zxcvbn's scores 0 to 4: more than 10,000,000,000 guesses
READ = 72  # characters that zxcvbn looks at; its time grows with the square
LEFT = 8  # characters that must remain without the words of the account
FAMOUS = {"correcthorsebatterystaple"}  # too long for zxcvbn's lists, on every guesser's


def problem_of(password: str, about: Iterable[str] = ()) -> str:
    """What to do about a password that is refused; "" for a good one.

    `about` is what others know of its owner: name, address, clinic.
    """
    if len(password) < MIN:
        return f"Use a password of {MIN} characters or more"
    if len(password) > MAX:
        return f"Use a password of at most {MAX} characters"
    words = _words(about)
    if len(_without(words, password)) < LEFT:
        return "Use a password that is not made of your name, email address or clinic"
    famous = "".join(filter(str.isalnum, password.casefold())) in FAMOUS
    if famous or zxcvbn(password[:READ], words, max_length=READ)["score"] < SAFE:
        return "Use a password that is harder to guess, as four or five words that you make up"
    return ""


def _words(about: Iterable[str]) -> list[str]:
    found = re.findall(r"[^\W_]{3,}", " ".join(about).casefold())
    return sorted(set(found), key=len, reverse=True)


def _without(words: list[str], password: str) -> str:
    left = password.casefold()
    for word in words:
        left = left.replace(word, "")
    return "".join(left.split())
