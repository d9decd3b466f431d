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
            in_words(path) + saying.message,
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


def _path(details: ErrorDetails) -> FormPath:
    """Return where the error is, without pydantic's mark for the keys of free mappings."""
    return tuple(step for step in details["loc"] if step != "[key]")


def _say(details: ErrorDetails) -> Saying:
    """Put one error into words; a type we do not know gets the general ones."""
    saying = SAYINGS.get(details["type"])
    return saying(details) if saying else Saying(OTHER_VALUE, "的内容无法识别")


def _missing(_: ErrorDetails) -> Saying:
    return Saying(MISSING, "没有填写", expected="必填")


def _bad_value(details: ErrorDetails) -> Saying:
    reason = str(details.get("ctx", {}).get("error", ""))
    if reason.startswith("应为一段文字"):
        return _shape("一段文字")(details)
    return Saying(BAD_VALUE, "的内容不合要求", expected=reason)


def _choice(details: ErrorDetails) -> Saying:
    expected = re.sub(r"\s*(?:,|or)\s*", "、", str(details.get("ctx", {}).get("expected", ""))).replace("'", "")
    return Saying(NOT_A_CHOICE, "不在可选的内容之列", expected=f"下列之一：{expected}")


def _shape(wanted: str) -> Callable[[ErrorDetails], Saying]:
    def say(details: ErrorDetails) -> Saying:
        found = _SHAPES.get(type(details["input"]), "别的内容")
        return Saying(WRONG_SHAPE, f"写成了{found}", expected=wanted)

    return say


def _too_few(_: ErrorDetails) -> Saying:
    return Saying(TOO_FEW, "一项也没有", expected="至少一项")


def _pattern(_: ErrorDetails) -> Saying:
    return Saying(BAD_VALUE, "的写法不对", expected="网址以 https:// 开头、以 / 结尾；标识码为 10 位数字")


_SHAPES: dict[type, str] = {str: "一段文字", list: "列表", dict: "分组", NoneType: "空白"}

SAYINGS: MappingProxyType[str, Callable[[ErrorDetails], Saying]] = MappingProxyType(
    {
        "missing": _missing,
        "value_error": _bad_value,
        "literal_error": _choice,
        "enum": _choice,
        "model_type": _shape("分组（下一行缩进写“栏名: 内容”）"),
        "model_attributes_type": _shape("分组（下一行缩进写“栏名: 内容”）"),
        "dict_type": _shape("分组（下一行缩进写“栏名: 内容”）"),
        "tuple_type": _shape("列表（每项以“- ”开头）"),
        "string_type": _shape("一段文字"),
        "too_short": _too_few,
        "string_pattern_mismatch": _pattern,
    }
)


def _unknown_key(part: type[Part], path: FormPath) -> Saying:
    """Name the nearest known key among those of the part that holds the unknown one."""
    holder = _holder(part, path[:-1])
    known = tuple(str(field.alias or name) for name, field in holder.model_fields.items()) if holder else ()
    meant = nearest(str(path[-1]), known)
    advice = f"是否应为“{meant}”？若是，请改名；若表中另有此栏，写到“其他栏”里。" if meant else ""
    return Saying(
        UNKNOWN_KEY, "无法识别", expected=f"“{meant}”" if meant else f"可用的栏名：{'、'.join(known)}", advice=advice
    )


def _holder(part: type[Part], path: FormPath) -> type[Part] | None:
    """Follow a path down the model to the part it ends in."""
    current: type[Part] | None = part
    for step in path:
        if isinstance(step, int) or current is None:
            continue
        field = next((f for name, f in current.model_fields.items() if step in (f.alias, name)), None)
        current = _part_in(field.annotation) if field else None
    return current


def _part_in(annotation: Any) -> type[Part] | None:
    """Return the part that an annotation such as `tuple[FundingRow, ...] | None` holds."""
    if isinstance(annotation, type) and get_origin(annotation) is None:
        return annotation if issubclass(annotation, Part) else None
    inner = get_args(annotation)
    candidates = inner[:1] if get_origin(annotation) is Annotated else inner
    return next((part for candidate in candidates if (part := _part_in(candidate))), None)
