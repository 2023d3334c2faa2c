"""The real form as a later version might be: without a question, an option, a medicine question."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import intake.questionnaires
from intake.questionnaires import Questionnaires, load_all

FORM = Path(intake.questionnaires.__file__).with_name("muscle-twitching.yaml")
GONE = ("life.water", "med.why")  # the questions
SKIPS = "          - {id: skips, patient: I often skip meals, clinician: often skips meals}\n"


def next_version(folder: Path) -> Questionnaires:
    """The forms of a service whose form is 9.0.0 now; what ships was released."""
    old = FORM.read_text(encoding="utf-8")
    new = re.sub(r"^version: .*$", "version: 9.0.0", old, flags=re.MULTILINE)
    for question in GONE:
        new, found = re.subn(
            rf"      - id: {question}\n.*?(?=      - id: )", "", new, flags=re.DOTALL
        )
        assert found == 1
    assert SKIPS in new
    new = new.replace(SKIPS, "")
    (folder / "released").mkdir(parents=True)
    (folder / FORM.name).write_text(new, encoding="utf-8")
    (folder / FORM.with_suffix(".csv").name).write_text(_rows(new), encoding="utf-8")
    (folder / "page").mkdir()
    shutil.copy(FORM.parent / "page" / FORM.name, folder / "page" / FORM.name)
    version = load_all()[FORM.stem].version
    (folder / "released" / f"{FORM.stem}-{version}.yaml").write_text(old, encoding="utf-8")
    return load_all(folder)


def _rows(text: str) -> str:
    """The article's rows that the form still accounts for."""
    asked = re.findall(r"article: \[(.*?)\]", text)
    told = re.findall(r"^  (A\d+): ", text, flags=re.MULTILINE)
    rows = {row for some in asked for row in some.split(", ")} | set(told)
    return "\n".join(("id", *sorted(rows))) + "\n"
