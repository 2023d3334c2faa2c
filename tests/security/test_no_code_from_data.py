"""Nothing that comes from outside is run: no pickle, no eval, no template out of an answer."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from flask.testing import FlaskClient

from intake import store
from tests import factories

ROOT = Path(__file__).resolve().parents[2]
FILES = [*(ROOT / "intake").rglob("*.py"), *(ROOT / "reports").rglob("*.py"), ROOT / "wsgi.py"]
MODULES = {"pickle", "cPickle", "dill", "marshal", "shelve", "jsonpickle"}
CALLS = {
    "eval",
    "exec",
    "compile",
    "__import__",
    "render_template_string",
    "from_string",
    "unsafe_load",
}
# `re.compile` and the like are methods of a named thing, not Python's own function.
OWN = {"eval", "exec", "compile", "__import__"}


def used(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (one.name.split(".")[0] for one in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield (node.module or "").split(".")[0]
        elif isinstance(node, ast.Call):
            if isinstance(node.func, ast.Name):
                yield node.func.id
            elif isinstance(node.func, ast.Attribute) and node.func.attr not in OWN:
                yield node.func.attr


def test_requirement_34_no_module_runs_what_it_reads() -> None:
    assert len(FILES) > 200
    for file in FILES:
        tree = ast.parse(file.read_text(encoding="utf-8"))
        assert not (MODULES | CALLS) & set(used(tree)), file


def test_requirement_34_an_answer_is_no_template(osei: FlaskClient, visit: store.Visit) -> None:
    typed = "{{7*7}} ${7*7} {% raw %} #{7*7}"
    factories.save_answers(visit, {**factories.make_answers(), "hpi.words": typed})
    page = osei.get(f"/clinic/visits/{visit.reference}").text
    assert "{{7*7}} ${7*7} {% raw %} #{7*7}" in page
