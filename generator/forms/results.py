"""What an import did: each file and each form, what became of it, and what is to be looked at."""

import re
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from generator.forms.closing import is_signature_line
from generator.forms.folder import Found
from generator.forms.importing import Outcome, Unused
from generator.forms.problems import RefusedError
from generator.model.finding import Finding
from generator.model.report import Identity

_AMOUNT = re.compile(r"\d\s*[万亿]?元")


class Action(StrEnum):
    """What happened to one form."""

    ADDED = "新增"
    SAME = "没有变化"
    CHANGED = "已替换"
    KEPT = "有差异，未替换"
    UNFIT = "待改"
    HELD = "未写入"


_UNSETTLED = (Action.KEPT, Action.UNFIT, Action.HELD)


@dataclass(frozen=True, slots=True)
class Notice:
    """Something about one form, addressed in the source file; `address` may be empty.

    `option` says what the person who imports can do about it.
    """

    address: str
    message: str
    option: str = ""

    @property
    def told(self) -> str:
        """The message, with what can be done about it here."""
        return f"{self.message}；{self.option}" if self.option else self.message


@dataclass(slots=True)
class FormResult:
    """One form: where it went, and everything to be looked at; `number` counts within its file."""

    name: str
    number: int = 1
    action: Action = Action.HELD
    identity: Identity | None = None
    path: Path | None = None
    notices: list[Notice] = field(default_factory=list)
    findings: tuple[Finding, ...] = ()
    differences: list[tuple[str, str, str]] = field(default_factory=list)

    @property
    def needs_a_person(self) -> bool:
        """Tell whether somebody has to look at this form."""
        return bool(self.notices) or self.action in _UNSETTLED


@dataclass(slots=True)
class FileResult:
    """One file: skipped, a copy, refused with advice, or its forms and what was left over."""

    found: Found
    twin: str = ""
    refused: RefusedError | None = None
    outcome: Outcome | None = None
    sha256: str = ""
    forms: list[FormResult] = field(default_factory=list)

    @property
    def file(self) -> Path:
        """The file itself."""
        return self.found.path

    @property
    def shown(self) -> str:
        """The file's path from the folder that was named on."""
        return self.found.shown

    @property
    def is_read(self) -> bool:
        """Tell whether the file was to be read, as no leftover and no copy is."""
        return not (self.found.skipped or self.twin)

    @property
    def left_over(self) -> tuple[Unused, ...]:
        """What went into no data file, apart from signatures, printed notes and empty rows.

        A note that names an amount of money says something of its own: it is not in order.
        """
        unused = self.outcome.unused if self.outcome else ()
        open_ones = (one for one in unused if not one.in_order or _AMOUNT.search(one.text))
        return tuple(one for one in open_ones if not is_signature_line(one.text))

    @property
    def needs_a_person(self) -> bool:
        """Tell whether somebody has to look at this file."""
        if not self.is_read:
            return self.found.doubtful
        if self.outcome is None or not self.forms:
            return True
        doubtful = any(remark.doubtful for remark in self.outcome.source.remarks)
        return doubtful or bool(self.left_over) or any(form.needs_a_person for form in self.forms)
