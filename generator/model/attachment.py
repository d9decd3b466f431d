"""附件: files published beside a report, each known by its size and SHA-256, and what they say.

A file lies at `attachments/<year>/<department>/<project>/<file>` in the content folder. Once public
it is neither changed nor taken away unsaid: one that has to go is 撤下, and its line stays.
"""

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Any

from pydantic import BeforeValidator, WithJsonSchema

from generator.model.fields import (
    CODE,
    DAY,
    GROUP,
    NAME,
    NOWHERE,
    REQUIRED,
    TERM,
    WITHIN,
    declare,
)
from generator.model.publication import Withdrawal
from generator.model.types import Day, Part, Text, identifier_problem, plain_text

_FILE = re.compile(r"(?P<stem>[^.]*)\.(?P<kind>[a-z0-9]{1,8})")
_SHA256 = re.compile(r"[0-9a-f]{64}")
_SIZE = re.compile(r"[1-9][0-9]{0,11}")


def _file_name(value: Any) -> Any:
    text = plain_text(value)
    name = _FILE.fullmatch(text)
    if name is None or identifier_problem(name["stem"]):
        raise ValueError(
            "应为文件名，不带文件夹：小写字母、数字和连字符，加小写的扩展名，如 sealed-form.pdf"
        )
    return text


def _sha256(value: Any) -> Any:
    text = plain_text(value)
    if not _SHA256.fullmatch(text):
        raise ValueError(
            "应为 64 位小写十六进制的 SHA-256，用 jixiao attach 写入，或 sha256sum 算出"
        )
    return text


def _size(value: Any) -> Any:
    if isinstance(value, int):
        return value
    text = plain_text(value)
    if not _SIZE.fullmatch(text):
        raise ValueError("应为字节数，只写数字，如 48213")
    return int(text)


FileName = Annotated[
    str, BeforeValidator(_file_name), WithJsonSchema({"type": "string", "examples": ["form.pdf"]})
]
Sha256 = Annotated[
    str,
    BeforeValidator(_sha256),
    WithJsonSchema({"type": "string", "pattern": "^[0-9a-f]{64}$"}),
]
Size = Annotated[int, BeforeValidator(_size), WithJsonSchema({"type": ["string", "integer"]})]


class AttachmentKind(StrEnum):
    """What an attachment is."""

    SEALED = "盖章扫描件"
    SOURCE = "来源文件"
    PROOF = "佐证材料"
    REPORT = "评价报告"
    OTHER = "其他"


class Verified(Part):
    """人工核验: a person has looked at what software cannot read, in exactly this file."""

    by: Text | None = declare(
        "人", NAME, title="核验人", note="只供内部查考，不公开", shown=NOWHERE
    )
    day: Day | None = declare("日期", DAY, title="核验日期")
    sha256: Sha256 | None = declare("SHA-256", CODE, title="所核验文件的 SHA-256", shown=WITHIN)


class Attachment(Part):
    """One file: its name, title and kind, its size (bytes) and SHA-256, and who looked at it."""

    file: FileName = declare(
        "文件", CODE, default=REQUIRED, title="附件文件名",
        note="放在 attachments/年度/部门/项目/ 下", shown=WITHIN,
    )  # fmt: skip
    title: Text = declare("标题", NAME, default=REQUIRED, title="附件标题")
    kind: AttachmentKind = declare("类型", TERM, default=REQUIRED, title="附件类型")
    size: Size = declare("字节", CODE, default=REQUIRED, title="附件大小（字节）", shown=WITHIN)
    sha256: Sha256 = declare("SHA-256", CODE, default=REQUIRED, shown=WITHIN)
    day: Day | None = declare("日期", DAY, title="附上的日期")
    verified: Verified | None = declare("人工核验", GROUP)
    taken_down: Withdrawal | None = declare(
        "撤下", GROUP, note="公开以后不再公开的附件：文件拿走，这一项留下"
    )


def address_of(report: str, file: str) -> str:
    """Return where an attachment lies on the site, for ever."""
    return f"data/attachments/{report}/{file}"


@dataclass(frozen=True, slots=True)
class Printed:
    """A figure as a form prints it, in `unit`; value and worth of its last digit in 分 or 元."""

    label: str
    text: str
    unit: str
    value: Decimal
    step: Decimal


@dataclass(frozen=True, slots=True)
class FormRead:
    """A form that an attachment holds, as far as the importer can read it."""

    project: str
    year: str
    figures: tuple[Printed, ...]


@dataclass(frozen=True, slots=True)
class Attached:
    """What is said in an attachment.

    `unseen` says what software cannot read in it, "" where nothing; `refused` why it cannot be read
    at all, and then nothing else is known.
    """

    file: str
    sha256: str
    texts: tuple[str, ...] = ()
    unseen: str = ""
    refused: str = ""
    forms: tuple[FormRead, ...] = ()
