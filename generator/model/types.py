"""Field types shared by every content file: text, figures, dates, identifiers.

Everything is read from text.
"""

import re
from datetime import date
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, WithJsonSchema

from generator.model.figure import Figure, parse_figure
from generator.model.held import one
from generator.model.text import invisible_character

ID_PATTERN = r"^[a-z0-9][a-z0-9-]{0,62}[a-z0-9]$"
MAX_TEXT = 20_000
# Windows cannot create folders of these names, and a content folder must survive on every desk.
_RESERVED = {
    "con",
    "prn",
    "aux",
    "nul",
    *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10)),
}
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


# Parts are never changed, so those that state the same fields share one set of their names.
_STATED: dict[frozenset[str], set[str]] = {}


class Part(BaseModel):
    """Base of all parts of a content file: immutable, Chinese keys, unknown keys refused."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", populate_by_name=True, arbitrary_types_allowed=True
    )

    def __repr__(self) -> str:
        """Say all that the part states, and no default: what a part is remembered by.

        A default that a file states is published with it, and is another file than one without.
        """
        given = self.model_fields_set
        stated = {name: value for name, value in self.__dict__.items() if name in given}
        return f"{type(self).__name__}({stated})"

    def __getstate__(self) -> tuple[dict[str, Any], frozenset[str]]:  # type: ignore[override]
        """Return all values, and the names of those that were stated."""
        return self.__dict__, frozenset(self.model_fields_set)

    def __setstate__(self, state: Any) -> None:
        """Bring a part back; what is equal in many of them is held once."""
        values, stated = state
        put = object.__setattr__
        # One by one, for the names are held with the class then, and not with every part.
        for name, value in values.items():
            put(self, name, one(value))
        put(self, "__pydantic_fields_set__", _STATED.setdefault(stated, set(stated)))
        put(self, "__pydantic_extra__", None)
        put(self, "__pydantic_private__", None)


def plain_text(value: Any) -> str:
    """Return a text without spaces around it. Raises ValueError where it is none, in Chinese."""
    if not isinstance(value, str):
        raise ValueError("应为一段文字，不能是列表或分组")
    if len(value) > MAX_TEXT:
        raise ValueError(f"文字过长（{len(value)} 字），至多 {MAX_TEXT} 字")
    if hidden := invisible_character(value):
        raise ValueError(f"含有不可见字符 {hidden}，请删去")
    return value.strip()


def _stated(value: Any) -> Any:
    """Read a text, a row by its cells, or a table by its rows, as a file states it."""
    if isinstance(value, dict):
        return {plain_text(key): _stated(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return tuple(_stated(item) for item in value)
    return plain_text(value)


def in_words(value: Any) -> str:
    """Return what is stated on one line: a row as 分值 10；得分 9, a table row by row in brackets."""
    if isinstance(value, dict):
        return "；".join(f"{key} {in_words(item)}" for key, item in value.items())
    if not isinstance(value, (list, tuple)):
        return str(value)
    if all(isinstance(item, str) for item in value):
        return "、".join(value)
    return "".join(f"（{in_words(item)}）" for item in value)


def _row_number(value: Any) -> Any:
    if isinstance(value, int):
        return value
    text = plain_text(value)
    if not re.fullmatch(r"[1-9][0-9]{0,3}", text):
        raise ValueError("应为第几行，写作 3")
    return int(text)


def _figure(value: Any) -> Any:
    if isinstance(value, Figure):
        return value
    return parse_figure(plain_text(value))


def _date(value: Any) -> Any:
    if isinstance(value, date):
        return value
    text = plain_text(value)
    if not _DATE.fullmatch(text):
        raise ValueError("应为日期，写作 2021-08-31")
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ValueError("日历上没有这一天") from None


def _year(value: Any) -> Any:
    if isinstance(value, int):
        return value
    text = plain_text(value)
    if not re.fullmatch(r"(19|20)[0-9]{2}", text):
        raise ValueError("应为四位年份，如 2020")
    return int(text)


def _identifier(value: Any) -> Any:
    text = plain_text(value)
    if problem := identifier_problem(text):
        raise ValueError(problem)
    return text


def identifier_problem(text: str) -> str | None:
    """Say in Chinese why `text` cannot be an id (and so part of an address), or return None."""
    if not re.fullmatch(ID_PATTERN, text):
        return "标识只用小写字母、数字和连字符，2 至 64 位，首尾须为字母或数字，如 sx-high-court"
    if text in _RESERVED:
        return f"标识“{text}”在 Windows 系统中不能作文件名，请换一个"
    return None


Text = Annotated[
    str, BeforeValidator(plain_text), WithJsonSchema({"type": "string", "maxLength": MAX_TEXT})
]
RowNumber = Annotated[
    int, BeforeValidator(_row_number), WithJsonSchema({"type": ["string", "integer"]})
]
Stated = Annotated[
    str | dict[str, Any] | tuple[Any, ...],
    BeforeValidator(_stated),
    WithJsonSchema({"type": ["string", "object", "array"]}),
]
Number = Annotated[
    Figure,
    BeforeValidator(_figure),
    WithJsonSchema({"type": ["string", "number"], "examples": ["8,358,865.00", "97.34%"]}),
]
Day = Annotated[date, BeforeValidator(_date), WithJsonSchema({"type": "string", "format": "date"})]
Year = Annotated[
    int,
    BeforeValidator(_year),
    WithJsonSchema({"type": ["string", "integer"], "examples": ["2020"]}),
]
Identifier = Annotated[
    str, BeforeValidator(_identifier), WithJsonSchema({"type": "string", "pattern": ID_PATTERN})
]
