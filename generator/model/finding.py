"""A finding: one place where a file, a form's figures or the rule disagree."""

from dataclasses import dataclass
from enum import StrEnum

from generator.model.held import held
from generator.model.reply import Statement


class Severity(StrEnum):
    """错误 blocks publication; 核对 is published beside the report; 提示 is for information."""

    ERROR = "错误"
    REVIEW = "核对"
    NOTICE = "提示"


@held
@dataclass(frozen=True, slots=True, order=True)
class Location:
    """A place in a content file; line and column count from 1, columns in characters.

    In a form that is being imported, `cell` is the address of the cell or paragraph instead.
    """

    file: str
    line: int = 1
    column: int = 1
    cell: str = ""

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Source:
    """What another report says: the report, its row from 0 (None: no row), the row's anchor."""

    report: str
    row: int | None = None
    anchor: str = ""


@held
@dataclass(frozen=True, slots=True)
class Finding:
    """What was found, what is expected and where.

    `id` survives rebuilds and re-ordering: it is made from the report,
    the code and the names on the form, never from a row number. `report`
    is the report's id, or "" where a file could not be read as a report.
    `path` is the way into the form, () where there is no form. `said` is what the unit says to it,
    the newest last. `sources` are the reports of other years that it leans on, the newest first.
    """

    code: str
    severity: Severity
    message: str
    location: Location
    expected: str = ""
    declared: str = ""
    difference: str = ""
    advice: str = ""
    report: str = ""
    subject: str = ""
    id: str = ""
    said: tuple[Statement, ...] = ()
    path: tuple[str | int, ...] = ()
    sources: tuple[Source, ...] = ()

    @property
    def statement(self) -> Statement | None:
        """The newest of what the unit says to it; None where it has said nothing."""
        return self.said[-1] if self.said else None

    @property
    def answer(self) -> str:
        """The words of the newest statement, "" where there is none."""
        return self.said[-1].text if self.said else ""


def in_file_order(finding: Finding) -> tuple[Location, str, str]:
    """Sort key: by place, then code, then message."""
    return (finding.location, finding.code, finding.message)
