"""The approved list: which projects a year's budget has, and what is owed of each.

Source: 《项目支出绩效评价管理办法》（财预〔2020〕10号） on self-evaluation of every project, 《预算法》第十四条
on the twenty days within which approved budgets become public.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from pydantic import Field

from generator.model.types import Day, Part, Text


class ZeroReport(Part):
    """零报告: a department says that it has nothing to publish this year."""

    department: Text = Field(alias="部门", title="部门", description="登记的标识或名称")
    day: Day | None = Field(None, alias="日期", title="报告日期")
    ground: Text = Field(alias="依据", title="依据")


class ApprovedAbout(Part):
    """approved/<year>.yml: where the list comes from and when its projects are due."""

    source: Text = Field(alias="来源", title="名单的来源", description="文件名称和文号")
    day: Day | None = Field(None, alias="日期", title="名单的日期")
    due: Day | None = Field(None, alias="公开期限", title="公开期限")
    zero_reports: tuple[ZeroReport, ...] = Field((), alias="零报告", title="零报告")


@dataclass(frozen=True, slots=True)
class ApprovedProject:
    """One line of the list; `department` is a registered id, `budget` in 元, None if unstated.

    `line` is that of the file. `due` is the last day of publication, None where none is stated.
    """

    code: str
    name: str
    department: str
    unit: str = ""
    budget: Decimal | None = None
    evaluated: bool = True
    published: bool = True
    due: date | None = None
    ground: str = ""
    note: str = ""
    line: int = 1


@dataclass(frozen=True, slots=True)
class Confirmed:
    """A person's word that a report is that of a project on the list."""

    code: str
    report: str
    by: str
    day: date | None = None


@dataclass(frozen=True, slots=True)
class ApprovedList:
    """A year's list; `zero_reports` by department id."""

    year: int
    about: ApprovedAbout
    projects: tuple[ApprovedProject, ...]
    confirmed: tuple[Confirmed, ...] = ()
    zero_reports: tuple[tuple[str, ZeroReport], ...] = ()
