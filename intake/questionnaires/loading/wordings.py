"""Reads a form's wordings in other languages: <form>.<code>.yaml beside it."""

from __future__ import annotations

from pathlib import Path

from intake.questionnaires.loading.reading import Lined, QuestionnaireError, read
from intake.questionnaires.wordings import Pair, Wordings

PARTS = ("everywhere", "wordings")


def load_wordings(directory: Path, form_id: str) -> dict[str, Wordings]:
    """The wordings of a form by the code of their language. Raises QuestionnaireError."""
    paths = sorted(directory.glob(f"{form_id}.*.yaml"))
    found = [_load(path, path.stem.removeprefix(f"{form_id}.")) for path in paths]
    return {one.code: one for one in found}


def _load(path: Path, code: str) -> Wordings:
    whole = read(path)
    for key in whole:
        if key not in PARTS:
            raise QuestionnaireError(path, whole.lines[key], f"unknown key '{key}'")
    everywhere, by_id = (_pairs(path, whole, part) for part in PARTS)
    return Wordings(code, by_id, dict(everywhere.values()))


def _pairs(path: Path, whole: Lined, part: str) -> dict[str, Pair]:
    raw = whole.get(part, Lined())
    if not isinstance(raw, Lined):
        raise QuestionnaireError(path, whole.lines[part], f"{part}: expected keys and values")
    return {key: _pair(path, raw.lines[key], key, value) for key, value in raw.items()}


def _pair(path: Path, line: int, key: str, value: object) -> Pair:
    texts = value if isinstance(value, list) else []
    pair = [one for one in texts if isinstance(one, str) and one.strip()]
    if len(pair) != 2 or len(texts) != 2:
        raise QuestionnaireError(path, line, f"{key}: expected [hash of the English, words]")
    return pair[0], pair[1]
