"""A report: what one project's self-evaluation for one year declares, in the official form's order.

Keys in the content files are the form's own labels; attribute names are English; the declarations
tie the two. A value that the form does not state is None and is shown as 未填报. Nothing computed
is kept here.
"""

import hashlib
from dataclasses import dataclass
from functools import cached_property

from generator.model.attachment import Attachment
from generator.model.fields import (
    APART,
    CODE,
    GROUP,
    NAME,
    NOTE,
    NOWHERE,
    OWN,
    POINTS,
    REQUIRED,
    ROWS,
    TERM,
    UNIT,
    WITHIN,
    YEAR,
    Belongs,
    declare,
)
from generator.model.form_parts import (
    ExtraTable,
    FormOfSeveral,
    Goals,
    Indicator,
    LevelHead,
    ManagementCheck,
    Transcription,
)
from generator.model.funding import FundingRow, FundingTable, Unit
from generator.model.kinds import PROJECT, Kind, title_of
from generator.model.narrative import Narrative
from generator.model.places import FormPath, Places, Positions, outwards
from generator.model.promise import Promise
from generator.model.publication import Approval, Correction, Disclosure
from generator.model.reply import Reply
from generator.model.second_score import SecondScore
from generator.model.types import Identifier, Number, Part, Text, Year

# The form with its parts is one thing to whoever uses it.
__all__ = [
    "ExtraTable",
    "Form",
    "FormPath",
    "FundingRow",
    "FundingTable",
    "Goals",
    "Identity",
    "Indicator",
    "LevelHead",
    "ManagementCheck",
    "Positions",
    "Report",
    "Unit",
    "outwards",
]


class Form(Part):
    """Everything one file under projects/ may state."""

    project: Text | None = declare(
        "项目名称",
        NAME,
        printed=APART,
        shown=APART,
        searched=False,
        spellings="项目(名称) 专项名称 专项(项目)名称 一级项目名称 二级项目名称 项目支出名称 自评项目名称",
    )
    short_title: Text | None = declare(
        "题注", NAME, note="项目名称未填报时用于辨认的说明，不作为项目名称",
        belongs=Belongs.REPORT, shown=WITHIN,
    )  # fmt: skip
    kind: Kind = declare(
        "类型", TERM, default=PROJECT, belongs=Belongs.REPORT, printed=NOWHERE, shown=WITHIN,
        withholdable=False, data="",
    )  # fmt: skip
    covers: tuple[Text, ...] = declare(
        "涵盖", CODE, default=(), note="所涵盖的项目自评：年度/部门/项目",
        belongs=Belongs.REPORT, printed=NOWHERE, shown=WITHIN, withholdable=False, data="",
    )  # fmt: skip
    code: Text | None = declare("项目编码", CODE, spellings="项目代码")
    year: Year | None = declare(
        "年度",
        YEAR,
        note="表头所印年度；未印则不填",
        printed=APART,
        shown=WITHIN,
        data="form_year",
        withholdable=False,
    )
    year_basis: Text | None = declare(
        "年度依据", NOTE, note="表头未印年度时，据何归入该年度",
        belongs=Belongs.FILE, shown=NOWHERE,
    )  # fmt: skip
    department: Text | None = declare(
        "主管部门",
        NAME,
        printed=APART,
        shown=APART,
        searched=False,
        data="form_department",
        spellings="主管部门及代码 预算部门 主管单位 部门名称 主管预算单位 预算主管部门 市级主管部门 省级主管部门 "
        "部门(单位)名称",
    )
    unit: Text | None = declare(
        "实施单位",
        NAME,
        printed=APART,
        shown=APART,
        searched=False,
        spellings="项目单位 项目实施单位 预算单位 单位名称 填报单位 资金使用单位 项目承担单位 实施(使用)单位 "
        "具体实施单位",
    )
    rulebook: Identifier = declare(
        "评价规则",
        TERM,
        default=REQUIRED,
        note="rules/ 下规则文件的标识",
        printed=NOWHERE,
        shown=WITHIN,
        withholdable=False,
        data="",
    )
    money_unit: Unit | None = declare(
        "金额单位",
        UNIT,
        note="表上所印；没有印的不填",
        printed=APART,
        shown=WITHIN,
        withholdable=False,
        data="",
    )
    several: FormOfSeveral | None = declare(
        "同一项目",
        GROUP,
        title="同一项目的多张表",
        belongs=Belongs.REPORT,
        shown=NOWHERE,
        withholdable=False,
    )
    funding: tuple[FundingRow, ...] = declare(
        "资金", ROWS, default=(), title="项目资金", headed_by="来源"
    )
    funding_tables: tuple[FundingTable, ...] = declare(
        "资金明细", ROWS, default=(), title="资金明细表（行次表）", headed_by="名称"
    )
    extra_tables: tuple[ExtraTable, ...] = declare(
        "附表",
        ROWS,
        default=(),
        title="其他附表",
        headed_by="名称",
    )
    management: tuple[ManagementCheck, ...] = declare(
        "资金管理情况",
        ROWS,
        default=(),
        note="转移支付自评表的逐项核查，没有分值，不参加计分",
        headed_by="事项",
    )
    goals: Goals | None = declare("年度总体目标", GROUP)
    indicators: tuple[Indicator, ...] = declare("绩效指标", ROWS, default=(), headed_by="三级指标")
    heads: tuple[LevelHead, ...] = declare(
        "层级小计",
        ROWS,
        default=(),
        note="一、二级指标行自带的分值与得分，不重复计入合计",
        headed_by="一级指标 二级指标",
    )
    weight_total: Number | None = declare(
        "总分值",
        POINTS,
        title="分值合计",
        printed=APART,
        shown=NOWHERE,
        data="",
    )
    total: Number | None = declare(
        "总分",
        POINTS,
        title="总分（自评总分）",
        printed=APART,
        shown=APART,
        data="",
        spellings="合计 总计 自评总分 总得分 综合得分 得分合计 自评得分合计",
    )
    grade: Text | None = declare(
        "评价等级",
        TERM,
        printed=APART,
        shown=APART,
        data="",
        spellings="自评等级 绩效等级 评价结果 等级 自评结果 自评结论 评价结论",
    )
    second: SecondScore | None = declare(
        "复核", GROUP, belongs=Belongs.REPORT, printed=NOWHERE, shown=APART
    )
    analysis: Narrative | None = declare("项目绩效分析", GROUP)
    narrative: Narrative | None = declare("报告", GROUP, title="自评报告")
    disclosure: Disclosure = declare(
        "公开",
        GROUP,
        default_factory=Disclosure,
        belongs=Belongs.FILE,
        shown=WITHIN,
        withholdable=False,
    )
    corrections: tuple[Correction, ...] = declare(
        "更正", ROWS, default=(), belongs=Belongs.FILE, shown=APART, withholdable=False
    )
    approvals: tuple[Approval, ...] = declare(
        "敏感信息核准", ROWS, default=(), belongs=Belongs.FILE, shown=NOWHERE
    )
    source: Text | None = declare(
        "来源", NAME, title="来源文件", belongs=Belongs.FILE, shown=APART, data=""
    )
    transcription: tuple[Transcription, ...] = declare(
        "转录记录",
        ROWS,
        default=(),
        belongs=Belongs.FILE,
        shown=APART,
        withholdable=False,
        headed_by="栏目",
    )
    answers: dict[Text, Text] = declare(
        "核对说明",
        OWN,
        default_factory=dict,
        note="发现编号或代码: 单位的公开说明；没有日期的旧写法，新的说明写在“答复”里",
        belongs=Belongs.FILE,
        shown=WITHIN,
        withholdable=False,
        data="",
    )
    replies: tuple[Reply, ...] = declare(
        "答复", ROWS, default=(), note="对发现的说明，一次一行，只增不改",
        belongs=Belongs.FILE, shown=WITHIN, withholdable=False, headed_by="编号",
    )  # fmt: skip
    promises: tuple[Promise, ...] = declare(
        "整改", ROWS, default=(), note="答应改什么、什么时候改完、改到哪一步；只增不改",
        belongs=Belongs.FILE, shown=APART, headed_by="问题",
    )  # fmt: skip
    attachments: tuple[Attachment, ...] = declare(
        "附件", ROWS, default=(), note="用 jixiao attach 写入",
        belongs=Belongs.FILE, shown=APART, withholdable=False, headed_by="文件",
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Identity:
    """Where a report lives: `projects/<year>/<department>/<project>.yml`, and so its address."""

    year: int
    department: str
    project: str

    def __str__(self) -> str:
        return f"{self.year}/{self.department}/{self.project}"


@dataclass(frozen=True)
class Report:
    """A form with its identity and the places of its values."""

    identity: Identity
    form: Form
    positions: Places

    @cached_property
    def mark(self) -> str:
        """Names the report by all that its form states: `repr` of our values hides nothing."""
        return hashlib.sha256(repr((self.identity, self.form)).encode()).hexdigest()

    @cached_property
    def id(self) -> str:
        """`year/department/project`, the report's permanent name."""
        return str(self.identity)

    @property
    def title(self) -> str:
        """The project's name as declared, or words that say it is missing."""
        if self.form.kind != PROJECT and not self.form.project:
            return title_of(self.form.kind)
        missing = f"（{self.form.short_title}）" if self.form.short_title else ""
        return self.form.project or f"项目名称未填报{missing}"
