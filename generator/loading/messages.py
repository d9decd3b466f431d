"""What pydantic finds wrong with a file, as findings in Chinese at the place in the file."""

import re
from collections.abc import Callable, Iterator
from difflib import get_close_matches
from types import MappingProxyType, NoneType, UnionType
from typing import Annotated, Any, NamedTuple, Union, get_args, get_origin

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from generator.loading.errors.fields import (
    BAD_VALUE,
    MISSING,
    NOT_A_CHOICE,
    OTHER_VALUE,
    TOO_FEW,
    UNKNOWN_KEY,
    WRONG_SHAPE,
)
from generator.loading.quoting import shown
from generator.model.fields import keys_by_label
from generator.model.finding import Finding
from generator.model.problem import Problem
from generator.model.report import FormPath, Positions
from generator.model.text import fold
from generator.model.types import Part

# Chinese keys are two to eight characters long: one wrong character of two is a likeness of 0.5.
_LIKENESS = 0.5
# What a label adds in brackets, 全年执行数（B）, names no other field.
_ASIDE = re.compile(r"\([^()]*\)")
_TEXT, _LIST, _GROUP = "一段文字", "列表（每项以“- ”开头）", "分组（下一行缩进写“栏名: 内容”）"
_FOUND: dict[type, str] = {str: "一段文字", list: "列表", dict: "分组"}
# A pattern says nothing to a reader; these are the fields that have one.
PATTERNS = MappingProxyType(
    {
        "网址": "https:// 开头、/ 结尾的完整网址",
        "政府网站标识码": "10 位数字",
        "公开时间": "几点几分，如 09:30",
        "编号": "发现的编号，如 R205-1a2b3c，或核对代码，如 R205",
        "党政机关标识": "https:// 开头的网址",
        "网站找错": "https:// 开头的网址",
    }
)


class Saying(NamedTuple):
    """One of pydantic's errors in our words; the message goes on where the place ends."""

    kind: Problem
    message: str
    expected: str = ""
    advice: str = ""


def explain(
    error: ValidationError, part: type[Part], positions: Positions, root: FormPath = ()
) -> Iterator[Finding]:
    """Yield a finding for each of pydantic's errors about a `part` at `root` in its file."""
    for details in error.errors(include_url=False):
        inner = _path(details)
        path = (*root, *inner)
        value = details["input"]
        unknown = details["type"] == "extra_forbidden"
        saying = _unknown_key(part, inner) if unknown else _say(details)
        yield saying.kind.at(
            positions.locate(path),
            in_words(path) + saying.message,
            expected=saying.expected,
            declared=shown(value) if isinstance(value, str) else "",
            advice=saying.advice or saying.kind.advice,
        )


def in_words(path: FormPath) -> str:
    """Name a place as a reader of the form would: “绩效指标”第 3 项的“得分”; the whole file is 文件."""
    words = ""
    for step in path:
        if isinstance(step, int):
            words += f"第 {step + 1} 项"
            continue
        if words:
            words += "的"
        words += f"“{shown(step)}”"
    return words or "文件"


def nearest(word: str, known: tuple[str, ...]) -> str | None:
    """Return the known word that `word` was probably meant to be, or None."""
    same = [candidate for candidate in known if fold(candidate) == fold(word)]
    close = get_close_matches(word, known, n=3, cutoff=_LIKENESS)
    # People rarely mistake the first letter.
    alike = [candidate for candidate in close if candidate[:1] == word[:1]]
    return next(iter([*same, *alike, *close]), None)


def _path(details: ErrorDetails) -> FormPath:
    """Return where the error is, without pydantic's mark for the keys of free mappings."""
    return tuple(step for step in details["loc"] if step != "[key]")


def _say(details: ErrorDetails) -> Saying:
    """Put one error into words; a type we do not know gets the general ones."""
    saying = SAYINGS.get(details["type"])
    return saying(details) if saying else Saying(OTHER_VALUE, "的内容无法识别")


def _missing(_: ErrorDetails) -> Saying:
    return Saying(MISSING, "没有填写", expected="必填")


def _shape(wanted: str) -> Callable[[ErrorDetails], Saying]:
    def say(details: ErrorDetails) -> Saying:
        return Saying(WRONG_SHAPE, f"写成了{_FOUND[type(details['input'])]}", expected=wanted)

    return say


def _of_text(say: Callable[[ErrorDetails], Saying]) -> Callable[[ErrorDetails], Saying]:
    """Say so first where a list or a group stands in place of text."""
    return lambda details: (
        say(details) if isinstance(details["input"], str) else _shape(_TEXT)(details)
    )


def _bad_value(details: ErrorDetails) -> Saying:
    reason = str(details["ctx"]["error"])
    return Saying(BAD_VALUE, "的内容不合要求", expected=reason.removeprefix("应为"))


def _choice(details: ErrorDetails) -> Saying:
    choices = re.findall(r"'([^']*)'", details["ctx"]["expected"])
    return Saying(NOT_A_CHOICE, "不在可选的内容之列", expected=f"下列之一：{'、'.join(choices)}")


def _too_few(_: ErrorDetails) -> Saying:
    return Saying(TOO_FEW, "一项也没有", expected="至少一项")


def _pattern(details: ErrorDetails) -> Saying:
    return Saying(BAD_VALUE, "的写法不对", expected=PATTERNS.get(str(details["loc"][-1]), ""))


SAYINGS: MappingProxyType[str, Callable[[ErrorDetails], Saying]] = MappingProxyType(
    {
        "missing": _missing,
        "value_error": _of_text(_bad_value),
        "literal_error": _of_text(_choice),
        "enum": _of_text(_choice),
        "model_type": _shape(_GROUP),
        "dict_type": _shape(_GROUP),
        "tuple_type": _shape(_LIST),
        "too_short": _too_few,
        "string_pattern_mismatch": _pattern,
    }
)


def _unknown_key(part: type[Part], path: FormPath) -> Saying:
    """Name the nearest known key among those of the part that holds the unknown one."""
    key, kind = str(path[-1]), _part_at(part, path[:-1])
    known = tuple(str(field.alias) for field in kind.model_fields.values())
    meant = _same_meaning(key, kind) or nearest(key, known)
    if meant is None:
        return Saying(UNKNOWN_KEY, "无法识别", expected=f"下列栏名之一：{'、'.join(known)}")
    other = "；若表中另有此栏，写到“其他栏”里" if "其他栏" in known else ""
    advice = f"是否应为“{meant}”？若是，请改名{other}。"
    if fold(meant) == fold(key):
        advice = "两者只差空格、大小写或全角半角，照正确的栏名重新输入。"
    return Saying(UNKNOWN_KEY, "无法识别", f"“{meant}”", advice)


def _same_meaning(key: str, part: type[Part]) -> str | None:
    """Return the field of which a word is another official label: 权重 is 分值, 完成值 实际完成值."""
    labels = {fold(label): meant for label, meant in keys_by_label(part).items()}
    return labels.get(_ASIDE.sub("", fold(key))) or labels.get(fold(key))


def _part_at(part: type[Part], path: FormPath) -> type[Part]:
    """Return the part at a path below another: the path leads to one, as only parts refuse keys."""
    kind: Any = part
    for step in path:
        if isinstance(kind, type) and issubclass(kind, Part):
            annotations = {one.alias: one.annotation for one in kind.model_fields.values()}
            kind = _bare(annotations[str(step)])
        elif get_origin(kind) is dict:
            kind = _bare(get_args(kind)[1])
        else:
            # A tuple[item, ...].
            kind = _bare(get_args(kind)[0])
    found: type[Part] = kind
    return found


def _bare(annotation: Any) -> Any:
    """Return what is left of `X | None` and `Annotated[X, …]`: X."""
    if get_origin(annotation) in (UnionType, Union, Annotated):
        return _bare(next(inner for inner in get_args(annotation) if inner is not NoneType))
    return annotation
