"""What pydantic finds wrong with a file, as findings in Chinese at the place in the file."""

import re
from collections.abc import Callable, Iterator
from difflib import get_close_matches
from types import MappingProxyType, NoneType
from typing import Annotated, Any, NamedTuple, get_args, get_origin

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from generator.loading.errors import (
    BAD_VALUE,
    MISSING,
    NOT_A_CHOICE,
    OTHER_VALUE,
    TOO_FEW,
    UNKNOWN_KEY,
    WRONG_SHAPE,
    ErrorKind,
)
from generator.model.finding import Finding
from generator.model.report import FormPath, Positions
from generator.model.text import fold
from generator.model.types import Part

_SHOWN = 40
# Chinese keys are two to eight characters long: one wrong character of two is a likeness of 0.5.
_LIKENESS = 0.5


class Saying(NamedTuple):
    """One of pydantic's errors in our words; the message goes on where the place ends."""

    kind: ErrorKind
    message: str
    expected: str = ""
    advice: str = ""


def explain(error: ValidationError, part: type[Part], positions: Positions, root: FormPath = ()) -> Iterator[Finding]:
    """Yield a finding for each of pydantic's errors about a `part` that stands at `root` in its file."""
    for details in error.errors(include_url=False):
        inner = _path(details)
        path = (*root, *inner)
        value = details["input"]
        saying = _unknown_key(part, inner) if details["type"] == "extra_forbidden" else _say(details)
        yield saying.kind.at(
            positions.locate(path),
            in_words(path, is_item=_is_item(saying)) + saying.message,
            expected=saying.expected,
            declared=shown(value) if isinstance(value, str) else "",
            advice=saying.advice,
        )


def in_words(path: FormPath) -> str:
    """Name a place as a reader of the form would: “绩效指标”第 3 项的“得分”; the whole file is 文件."""
    words = ""
    for step in path:
        if isinstance(step, int):
            words += f"第 {step + 1} 项"
        else:
            words += f"的“{shown(step)}”" if words else f"“{shown(step)}”"
    return words or "文件"


def shown(text: str) -> str:
    """Return a text short enough for a message."""
    return text if len(text) <= _SHOWN else text[:_SHOWN] + "…"


def nearest(word: str, known: tuple[str, ...]) -> str | None:
    """Return the known word that `word` was probably meant to be, or None."""
    same = next((candidate for candidate in known if fold(candidate) == fold(word)), None)
    close = get_close_matches(word, known, n=1, cutoff=_LIKENESS)
    return same or (close[0] if close else None)
