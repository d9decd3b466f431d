"""content/notices/*.yml: why published scores, grades or names move although no report changed.

The gate writes the list of what moves; a person gives the reason and signs.
"""

from pydantic import Field

from generator.model.types import Day, Part, Text

DEPARTMENTS = "departments/"


def address_of(department: str) -> str:
    """Return how a notice names a department: departments/shili-ju."""
    return f"{DEPARTMENTS}{department}"


class Shifted(Part):
    """One published figure or name that is another one now: "" where there is none."""

    report: Text = Field(
        alias="报告", title="报告", description="年度/部门/项目；改了名录的写作 departments/部门"
    )
    what: Text = Field(
        alias="栏目", title="栏目", description="如 规则参考总分、规则等级、部门名称"
    )
    old: Text = Field("", alias="原", title="原来")
    new: Text = Field("", alias="现", title="现在")


class Notice(Part):
    """A change of rulebook, register or software, what it moves, and who signs for it."""

    day: Day = Field(alias="日期", title="日期")
    cause: Text = Field(
        alias="事由", title="事由", description="如 评价规则 sx-2020 更正“优”的起点"
    )
    ground: Text = Field(alias="依据", title="依据")
    signed: Text = Field(alias="签发人", title="签发人")
    moves: tuple[Shifted, ...] = Field(alias="移动", title="移动的分数、等级和名称")
