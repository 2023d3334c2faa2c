"""YAML that remembers its lines, so that a wrong form is refused with line and reason."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import yaml


class QuestionnaireError(ValueError):
    """A form's file is wrong: "muscle-twitching.yaml:123: what is wrong there"."""

    def __init__(self, path: Path, line: int, reason: str) -> None:
        """Keep the place, so that an editor can jump to it."""
        super().__init__(f"{path.name}:{line}: {reason}")
        self.path, self.line, self.reason = path, line, reason


class Lined(dict[str, Any]):
    """A mapping that knows its own line and the line of each key."""

    line: int = 1
    lines: dict[str, int]


class _Repeated(yaml.MarkedYAMLError):
    """A key is there twice; plain YAML would silently keep the last."""


# The same reader in C where PyYAML has it: some eight times faster.
_Base: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Loader(_Base):  # type: ignore[misc]
    """Safe YAML in which yes, no, on, off and dates stay the text they look like."""


_BOOL, _TIME = "tag:yaml.org,2002:bool", "tag:yaml.org,2002:timestamp"
_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag not in {_BOOL, _TIME}]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
_Loader.add_implicit_resolver(_BOOL, re.compile(r"true|false"), list("tf"))


def _mapping(loader: _Loader, node: yaml.MappingNode) -> Lined:
    made = Lined()
    made.line, made.lines = node.start_mark.line + 1, {}
    for key_node, value_node in node.value:
        key = loader.construct_object(key_node, deep=True)
        if not isinstance(key, str):
            raise _Repeated(
                problem=f"the key {key!r} is not text", problem_mark=key_node.start_mark
            )
        if key in made:
            raise _Repeated(
                problem=f"the key {key!r} is here twice", problem_mark=key_node.start_mark
            )
        made[key] = loader.construct_object(value_node, deep=True)
        made.lines[key] = key_node.start_mark.line + 1
    return made


_Loader.add_constructor("tag:yaml.org,2002:map", _mapping)


def read(path: Path) -> Lined:
    """Read a YAML file whose top is a mapping; raises QuestionnaireError."""
    try:
        loader = _Loader(path.read_text(encoding="utf-8"))
        made = loader.get_single_data()
    except (OSError, UnicodeDecodeError) as error:
        raise QuestionnaireError(path, 1, f"cannot be read: {error}") from error
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise QuestionnaireError(path, line, error.problem or "is not YAML") from error
    except yaml.YAMLError as error:
        raise QuestionnaireError(path, 1, f"is not YAML: {error}") from error
    if not isinstance(made, Lined):
        raise QuestionnaireError(path, 1, "is not a form: expected keys and values")
    return made
