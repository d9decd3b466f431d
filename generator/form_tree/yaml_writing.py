"""Values to the text of a data file, in the form's order, as a person would write it."""

import json
import re
from typing import Any

from generator.model.report import Form

_PLAIN = re.compile(r"[一-鿿A-Za-z（《][^\s:#'\"\[\]{},&*!|>%@`][^:#'\"\[\]{},&*!|>%@`\n]*|[一-鿿]")
_WORDS = frozenset("null true false yes no on off y n ~".split())
_JSON = json.JSONEncoder(ensure_ascii=False)
_ORDER = [str(field.alias) for field in Form.model_fields.values()]


def write_yaml(values: dict[str, Any], comments: list[str]) -> str:
    """Return a data file: comments first, then the keys in the form's order."""
    ordered = {key: values[key] for key in sorted(values, key=_ORDER.index)}
    head = "".join(f"# {line}\n" for comment in comments for line in comment.splitlines())
    return head + "".join(_entry(key, value, 0) for key, value in ordered.items())


def _entry(key: str, value: Any, depth: int) -> str:
    pad = "  " * depth
    if isinstance(value, dict):
        return f"{pad}{_scalar(key)}:\n" + "".join(
            _entry(name, item, depth + 1) for name, item in value.items()
        )
    if isinstance(value, (list, tuple)):
        if all(isinstance(item, str) for item in value):
            return f"{pad}{_scalar(key)}: [{', '.join(map(quoted, value))}]\n"
        return f"{pad}{_scalar(key)}:\n" + "".join(_item(item, depth + 1) for item in value)
    return f"{pad}{_scalar(key)}: {_text(str(value), depth + 1)}\n"


def _item(item: Any, depth: int) -> str:
    pad = "  " * depth
    if isinstance(item, dict):
        body = "".join(_entry(name, value, depth + 1) for name, value in item.items())
        return f"{pad}- {body.lstrip()}"
    return f"{pad}- [{', '.join(map(quoted, item))}]\n"


def _text(text: str, depth: int) -> str:
    if "\n" not in text or any(line != line.strip() for line in text.split("\n")):
        return _scalar(text)
    pad = "  " * depth
    return "|-\n" + "\n".join(f"{pad}{line}" if line else "" for line in text.split("\n"))


def _scalar(text: str) -> str:
    plain = _PLAIN.fullmatch(text) and text.lower() not in _WORDS and not text.endswith(" ")
    return text if plain else quoted(text)


def quoted(text: str) -> str:
    """Quote as JSON does, which YAML reads alike."""
    return _JSON.encode(text)
