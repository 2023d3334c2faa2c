"""Fill the form's dataclasses from YAML that knows its lines, led by their own type hints."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Mapping
from pathlib import Path
from types import NoneType
from typing import Any, Literal, NoReturn, TypeVar, get_args, get_origin, get_type_hints

from intake.questionnaires.condition import Condition
from intake.questionnaires.loading.reading import Lined, QuestionnaireError
from intake.questionnaires.model import (
    YES_NO,
    Contradiction,
    Notice,
    Option,
    Page,
    Question,
    Questionnaire,
)
from intake.questionnaires.page_words import PageWords

T = TypeVar("T")
_WORKED_OUT = ("retired", "words", "filled_in", "worded_in")  # no keys of a file
_HINTS: dict[type, dict[str, Any]] = {
    cls: {key: hint for key, hint in get_type_hints(cls).items() if key not in _WORKED_OUT}
    for cls in (Questionnaire, Page, Question, Option, Condition, Contradiction, Notice, PageWords)
}
_WORDINGS = ("patient", "clinician")
_PRINTED = ("clinician", "label", "lead", "danger")  # on the doctor's page, in its typography
_APOSTROPHE = re.compile(r"(?<=\w)'")
_PLAIN = {str: "text", bool: "true or false", int: "a whole number", float: "a number"}
_ERRORS = {
    "text": "Make your answer shorter",
    "longtext": "Make your answer shorter",
    "choice": "Choose one of the answers",
    "choices": "Tick answers from the list",
    "yesno": "Choose Yes, No or Not sure",
}


class Builder:
    """Turns one file into dataclasses and remembers the line of each."""

    def __init__(self, path: Path) -> None:
        """Start on the file at `path`, which is only named in errors."""
        self.path = path
        self._lines: dict[int, int] = {}

    def fail(self, line: int, reason: str) -> NoReturn:
        """Refuse the file."""
        raise QuestionnaireError(self.path, line, reason)

    def line(self, thing: object, other: object = None) -> int:
        """The line where `thing` begins, or else that of `other`."""
        return self._lines.get(id(thing), self._lines.get(id(other), 1))

    def make(self, cls: type[T], raw: object, line: int = 1, within: str = "") -> T:
        """Make one dataclass; unknown and missing keys are errors."""
        if not isinstance(raw, Lined):
            self.fail(line, f"{within}expected keys and values")
        name = _name(cls, raw, within)
        self._check_keys(cls, raw, name)
        values = {
            key: self._value(_HINTS[cls][key], raw[key], raw.lines[key], f"{name}: {key}")
            for key in raw
        }
        if cls is Question:
            self._complete(values, raw, name)
        values |= {key: _APOSTROPHE.sub("’", values[key]) for key in _PRINTED if key in values}
        made = cls(**values)
        self._lines[id(made)] = raw.line
        return made

    def _check_keys(self, cls: Any, raw: Lined, name: str) -> None:
        for key in raw:
            if key not in _HINTS[cls]:
                self.fail(raw.lines[key], f"{name}: unknown key '{key}'")
        for field in dataclasses.fields(cls):
            given = {field.default, field.default_factory} != {dataclasses.MISSING}
            if not given and field.name not in raw:
                noun = f"{field.name} wording" if field.name in _WORDINGS else field.name
                self.fail(raw.line, f"{name} has no {noun}")

    def _value(self, hint: Any, raw: object, line: int, name: str) -> Any:
        if dataclasses.is_dataclass(hint) and isinstance(hint, type):
            return self.make(hint, raw, line, name.rpartition(": ")[0] + ": ")
        if get_origin(hint) is Literal:
            if raw not in get_args(hint):
                known = ", ".join(one for one in get_args(hint) if one)
                self.fail(line, f"{name}: '{raw}' is none of {known}")
            return raw
        if get_origin(hint) is tuple:
            if not isinstance(raw, list):
                self.fail(line, f"{name}: expected a list")
            return tuple(self._value(get_args(hint)[0], one, line, name) for one in raw)
        if get_origin(hint) is Mapping:
            return self._texts(raw, line, name)
        plain = next((one for one in get_args(hint) if one is not NoneType), hint)
        if get_args(hint) and dataclasses.is_dataclass(plain):
            return self._value(plain, raw, line, name)
        return self._plain(plain, raw, line, name)

    def _plain(self, kind: type, raw: object, line: int, name: str) -> object:
        fits = (int, float) if kind is float else kind
        if not isinstance(raw, fits) or (isinstance(raw, bool) and kind is not bool):
            self.fail(line, f"{name}: expected {_PLAIN[kind]}, not {raw!r}")
        if isinstance(raw, str) and not raw.strip():
            self.fail(line, f"{name}: is empty")
        return raw

    def _texts(self, raw: object, line: int, name: str) -> Lined:
        if not isinstance(raw, Lined):
            self.fail(line, f"{name}: expected keys and values")
        for key, value in raw.items():
            self._plain(str, value, raw.lines[key], f"{name}: {key}")
        return raw

    def _complete(self, values: dict[str, Any], raw: Lined, name: str) -> None:
        """Give a question what its kind implies: a yesno's options, a common error."""
        kind = values["kind"]
        if kind == "yesno":
            if "options" in values:
                self.fail(raw.lines["options"], f"{name}: a yesno has its own options")
            values["options"] = YES_NO
        if not values.get("required") and kind in _ERRORS:
            values.setdefault("error", _ERRORS[kind])
        if "error" not in values:
            self.fail(raw.line, f"{name} has no error wording")


def _name(cls: type, raw: Lined, within: str) -> str:
    """What an error calls this thing: "question hpi.freq: option 'x'"."""
    if cls in (Questionnaire, PageWords):
        return "the form"
    if cls in (Page, Question):
        return f"{cls.__name__.lower()} {raw.get('id', 'without id')}"
    own = f" '{raw['id']}'" if "id" in raw else ""
    return f"{within}{cls.__name__.lower()}{own}"
