"""What a file says of its own publication: state, review, grounds, withdrawal, corrections, approvals."""

from enum import StrEnum
from typing import Literal

from pydantic import Field

from generator.model.types import Day, Part, Text


class Secrecy(Part):
    """保密审查: outcome and date."""

    outcome: Literal["通过", "未通过"] = Field(alias="结论", title="审查结论")
    day: Day | None = Field(None, alias="日期", title="审查日期")


class State(StrEnum):
    """Disclosure state; only 公开 and 部分公开 reach the site with what they say."""

    DRAFT = "草稿"
    PENDING = "待审"
    PUBLIC = "公开"
    PARTIAL = "部分公开"
    WITHHELD = "不予公开"
    WITHDRAWN = "已撤回"


class Redaction(Part):
    """不予公开栏目: a field that is not disclosed, and the law that says so."""

    field: Text = Field(alias="栏目", title="栏目", description="如 实施单位、绩效指标/养护里程/得分、报告/项目概况")
    ground: Text = Field(alias="依据", title="依据", description="法规条款，如《政府信息公开条例》第十五条")


class Withdrawal(Part):
    """撤回: a published report that is taken back; a page that says so remains."""

    day: Day = Field(alias="日期", title="撤回日期")
    reason: Text = Field(alias="原因", title="撤回原因")
    approver: Text = Field(alias="批准人", title="批准人")


class Disclosure(Part):
    """State, date and review of publication."""

    state: State = Field(State.PUBLIC, alias="状态", title="公开状态")
    day: Day | None = Field(None, alias="公开日期", title="公开日期")
    time: Text | None = Field(
        None,
        alias="公开时间",
        title="公开时间",
        description="几点几分，如 09:30",
        pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$",
    )
    secrecy: Secrecy | None = Field(None, alias="保密审查", title="保密审查")
    ground: Text | None = Field(
        None, alias="不予公开依据", title="不予公开依据", description="法规条款，如《政府信息公开条例》第十四条"
    )
    redactions: tuple[Redaction, ...] = Field(
        (), alias="不予公开栏目", title="不予公开栏目", description="部分公开时填写；各处都写作“依法不予公开”"
    )
    withdrawal: Withdrawal | None = Field(None, alias="撤回", title="撤回")

    @property
    def moment(self) -> str:
        """Day and, where stated, time of publication: 2021-08-31 09:30; "" where no day is stated."""
        return f"{self.day} {self.time}" if self.day and self.time else str(self.day or "")


class Correction(Part):
    """更正: a published value that was changed; 更正 mends an error, 补充 states what had not been stated."""

    day: Day = Field(alias="日期", title="更正日期")
    kind: Literal["更正", "补充"] = Field("更正", alias="类型", title="类型")
    field: Text = Field(alias="字段", title="更正的栏目", description="如 总分、绩效指标/养护里程/得分")
    old: Text = Field(alias="原值", title="原值", description="原来没有填的写 未填报")
    new: Text = Field(alias="现值", title="现值", description="删去的写 未填报")
    reason: Text = Field(alias="原因", title="更正原因")
    approver: Text = Field(alias="批准人", title="批准人")


class Approval(Part):
    """敏感信息核准: a text that looks personal or secret and may be published all the same."""

    mark: Text = Field(alias="标记", title="标记", description="核对发现里给出的标记，如 D201-1a2b3c4d")
    reason: Text = Field(alias="理由", title="理由")
    reviewer: Text = Field(alias="审核人", title="审核人")
