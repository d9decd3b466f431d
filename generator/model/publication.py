"""What a file says of its own publication.

State, review, grounds, withdrawal, corrections, approvals.
"""

from enum import StrEnum
from typing import Literal

from generator.model.fields import (
    DAY,
    GROUP,
    NAME,
    NOTE,
    NOWHERE,
    REQUIRED,
    ROWS,
    TERM,
    WITHIN,
    declare,
)
from generator.model.types import Day, Part, RowNumber, Stated, Text, in_words


class Secrecy(Part):
    """保密审查: outcome, date and reviewer; who reviewed is told to nobody outside."""

    outcome: Literal["通过", "未通过"] = declare("结论", TERM, default=REQUIRED, title="审查结论")
    day: Day | None = declare("日期", DAY, title="审查日期")
    reviewer: Text | None = declare("审查人", NAME, note="只供内部查考，不公开", shown=NOWHERE)


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

    field: Text = declare(
        "栏目", NAME, default=REQUIRED, note="如 实施单位、绩效指标/养护里程/得分、报告/项目概况"
    )
    ground: Text = declare(
        "依据", NOTE, default=REQUIRED, note="法规条款，如《政府信息公开条例》第十五条"
    )


class Withdrawal(Part):
    """撤回: a published report that is taken back; a page that says so remains."""

    day: Day = declare("日期", DAY, default=REQUIRED, title="撤回日期")
    reason: Text = declare("原因", NOTE, default=REQUIRED, title="撤回原因")
    approver: Text = declare("批准人", NAME, default=REQUIRED)


class Step(Part):
    """变更记录: a field kept back or shown again, or a withdrawn report made public again."""

    day: Day = declare("日期", DAY, default=REQUIRED, title="变更日期")
    kind: Literal["不予公开", "恢复公开", "重新公开"] = declare(
        "类型", TERM, default=REQUIRED, title="变更类型"
    )
    field: Text = declare(
        "栏目", NAME, default="全文", title="变更的栏目", note="重新公开的是全文，不填"
    )
    reason: Text = declare("原因", NOTE, default=REQUIRED, title="变更原因")
    approver: Text = declare("批准人", NAME, default=REQUIRED)


class Disclosure(Part):
    """State, date and review of publication; a file that says nothing of it is a draft."""

    state: State = declare("状态", TERM, default=State.DRAFT, title="公开状态")
    day: Day | None = declare("公开日期", DAY, guarded=True)
    time: Text | None = declare(
        "公开时间",
        TERM,
        guarded=True,
        note="几点几分，如 09:30",
        pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$",
    )
    secrecy: Secrecy | None = declare("保密审查", GROUP)
    ground: Text | None = declare(
        "不予公开依据", NOTE, note="法规条款，如《政府信息公开条例》第十四条"
    )
    redactions: tuple[Redaction, ...] = declare(
        "不予公开栏目", ROWS, default=(), note="部分公开时填写；各处都写作“依法不予公开”"
    )
    withdrawal: Withdrawal | None = declare("撤回", GROUP)
    steps: tuple[Step, ...] = declare(
        "变更记录",
        ROWS,
        default=(),
        note="公开以后某栏不再公开、恢复公开，或撤回后重新公开的，各记一条",
    )

    @property
    def moment(self) -> str:
        """Day and, where stated, time of publication: 2021-08-31 09:30.

        "" where no day is stated.
        """
        return f"{self.day} {self.time}" if self.day and self.time else str(self.day or "")


class Correction(Part):
    """更正: a published value that was changed.

    更正 mends an error, 补充 states what had not been stated.
    """

    day: Day = declare("日期", DAY, default=REQUIRED, title="更正日期")
    kind: Literal["更正", "补充", "行", "整表"] = declare(
        "类型", TERM, default="更正", note="整行、整张表改了或删了的，写 行、整表"
    )
    field: Text = declare(
        "字段", NAME, default=REQUIRED, title="更正的栏目", note="如 总分、绩效指标/养护里程/得分"
    )
    place: RowNumber | None = declare(
        "位置", TERM, title="行的位置", note="删去的一行原来是第几行", shown=WITHIN
    )
    old: Stated = declare(
        "原值", NOTE, default=REQUIRED, note="原来没有填的写 未填报；整行、整表照原样抄"
    )
    new: Stated = declare("现值", NOTE, default=REQUIRED, note="删去的写 未填报")
    reason: Text = declare("原因", NOTE, default=REQUIRED, title="更正原因")
    approver: Text = declare("批准人", NAME, default=REQUIRED)

    @property
    def where(self) -> str:
        """The field, and which row one was that is gone."""
        return f"{self.field}（原第 {self.place} 行）" if self.place else self.field

    @property
    def old_words(self) -> str:
        """The old value on one line."""
        return in_words(self.old)

    @property
    def new_words(self) -> str:
        """The new value on one line."""
        return in_words(self.new)


class Approval(Part):
    """敏感信息核准: a text that looks personal or secret and may be published all the same."""

    mark: Text = declare(
        "标记", TERM, default=REQUIRED, note="核对发现里给出的标记，如 D201-1a2b3c4d"
    )
    reason: Text = declare("理由", NOTE, default=REQUIRED)
    reviewer: Text = declare("审核人", NAME, default=REQUIRED)
