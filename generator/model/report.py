"""A report: what one project's self-evaluation for one year declares, in the official form's order.

Keys in the content files are the form's own labels; attribute names are English; the aliases tie the two.
A value that the form does not state is None and is shown as 未填报. Nothing computed is kept here.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, Protocol

from pydantic import Field

from generator.model.figure import DASHES
from generator.model.finding import Location
from generator.model.narrative import Narrative
from generator.model.publication import Approval, Correction, Disclosure
from generator.model.types import Identifier, Number, Part, Text, Year

Unit = Literal["元", "万元", "亿元"]
FormPath = tuple[str | int, ...]


class FundingRow(Part):
    """One line of a funding table: a source of money with its figures, in the table's unit."""

    source: Text = Field(
        alias="来源", title="资金来源", description="如 年度资金总额、当年财政拨款、上年结转资金。第一行为合计"
    )
    parent: Text | None = Field(
        None, alias="属于", title="上级来源", description="本行是哪一行的其中数；不填则属于第一行"
    )
    initial: Number | None = Field(None, alias="年初预算数", title="年初预算数")
    adjusted: Number | None = Field(
        None, alias="全年预算数", title="全年预算数", description="调整后的全年预算，执行率的分母"
    )
    received: Number | None = Field(None, alias="实际到位数", title="实际到位数")
    executed: Number | None = Field(None, alias="全年执行数", title="全年执行数")
    balance: Number | None = Field(None, alias="结余", title="资金结余", description="实际到位数减全年执行数")
    arrival_rate: Number | None = Field(None, alias="到位率", title="预算到位率（%）")
    weight: Number | None = Field(None, alias="分值", title="分值", description="预算执行率的分值，只在合计行填写")
    execution_rate: Number | None = Field(None, alias="执行率", title="执行率（%）")
    score: Number | None = Field(None, alias="得分", title="得分")
    note: Text | None = Field(None, alias="备注", title="备注")


class FundingTable(Part):
    """A longer funding table in the narrative report (行次表)."""

    name: Text = Field(alias="名称", title="表名")
    unit: Unit | None = Field(None, alias="金额单位", title="金额单位", description="不填则同全表")
    rate_base: Literal["年初预算数", "全年预算数", "实际到位数"] = Field(
        "全年预算数", alias="执行率分母", title="执行率分母", description="该表执行率以哪一项为分母"
    )
    rows: tuple[FundingRow, ...] = Field(alias="行", title="各资金来源", min_length=1)


class ExtraTable(Part):
    """Any other table of the report, kept cell by cell as text."""

    name: Text = Field(alias="名称", title="表名")
    unit: Text | None = Field(None, alias="单位", title="计量单位")
    header: tuple[Text, ...] = Field(alias="表头", title="表头", min_length=1)
    rows: tuple[tuple[Text, ...], ...] = Field(alias="行", title="各行")


class Goals(Part):
    """年度总体目标: what was planned beside what was achieved."""

    planned: Text | None = Field(None, alias="预期目标", title="预期目标")
    achieved: Text | None = Field(None, alias="实际完成情况", title="实际完成情况")
    long_term: Text | None = Field(None, alias="实施期目标", title="项目实施期绩效目标")


class Labelled(Part):
    """What indicator rows and level heads share."""

    level1: Text | None = Field(None, alias="一级指标", title="一级指标")
    level2: Text | None = Field(None, alias="二级指标", title="二级指标")
    weight: Number | None = Field(None, alias="分值", title="分值（权重）")
    score: Number | None = Field(None, alias="得分", title="得分（自评分）")
    explanation: Text | None = Field(None, alias="指标解释", title="指标解释")
    rule: Text | None = Field(None, alias="评分规则", title="评分规则")
    remark: Text | None = Field(None, alias="备注", title="备注")


class LevelHead(Labelled):
    """A level head that carries a sub-total; never counted again in any sum."""


class Indicator(Labelled):
    """One third-level indicator: target, actual value, weight and declared score (分)."""

    name: Text | None = Field(None, alias="三级指标", title="三级指标（指标名称）")
    nature: Text | None = Field(
        None, alias="指标性质", title="指标性质", description="≥、≤、＝、正向、反向或定性；表中单列时填写"
    )
    target: Text | None = Field(None, alias="年度指标值", title="年度指标值（目标值）")
    adjusted_target: Text | None = Field(None, alias="调整后指标值", title="调整后指标值")
    measure_unit: Text | None = Field(None, alias="度量单位", title="度量单位", description="表中单列时填写")
    actual: Text | None = Field(None, alias="实际完成值", title="实际完成值（业绩值）")
    completion: Number | None = Field(None, alias="完成率", title="完成率（%）")
    item_score: Number | None = Field(
        None, alias="单项得分", title="单项得分", description="按百分制打分、再乘以权重的表填写，0 至 100 分"
    )
    review_score: Number | None = Field(None, alias="复核得分", title="复核得分（财政审核评分）")
    note: Text | None = Field(None, alias="偏差原因分析及改进措施", title="偏差原因分析及改进措施")
    shared: tuple[Literal["分值", "得分"], ...] = Field(
        (), alias="与上行合并", title="与上行合并的单元格", description="分值或得分为上一行的合并单元格时列出，只计一次"
    )
    extra: dict[Text, Text] = Field(
        default_factory=dict, alias="其他栏", title="其他栏", description="地方表式另有的栏目，栏名: 内容"
    )

    @property
    def label(self) -> str:
        """The most specific name the row has, for messages."""
        return self.name or self.level2 or self.level1 or "（指标名称未填报）"

    @property
    def effective_target(self) -> str | None:
        """The adjusted target where the form has one, else the target."""
        return self.adjusted_target if self.adjusted_target not in {None, *DASHES} else self.target


class Transcription(Part):
    """转录记录: damage of the source document and what was done about it."""

    field: Text = Field(alias="栏目", title="栏目")
    original: Text = Field(alias="原文", title="来源文件中的原文")
    action: Literal["已修复", "未能修复", "未收录"] = Field(alias="处理", title="处理")
    reason: Text = Field(alias="说明", title="说明")


class FormOfSeveral(Part):
    """This form is one of several of the same project and year."""

    project: Identifier = Field(alias="项目", title="项目标识", description="同一项目各表共用的标识")
    number: Text = Field(alias="表号", title="表号", description="如 第1张，共3张")


class Form(Part):
    """Everything one file under projects/ may state."""

    project: Text | None = Field(None, alias="项目名称", title="项目名称")
    short_title: Text | None = Field(
        None, alias="题注", title="题注", description="项目名称未填报时用于辨认的说明，不作为项目名称"
    )
    code: Text | None = Field(None, alias="项目编码", title="项目编码")
    year: Year | None = Field(None, alias="年度", title="年度", description="表头所印年度；未印则不填")
    year_basis: Text | None = Field(
        None, alias="年度依据", title="年度依据", description="表头未印年度时，据何归入该年度"
    )
    department: Text | None = Field(None, alias="主管部门", title="主管部门")
    unit: Text | None = Field(None, alias="实施单位", title="实施单位")
    rulebook: Identifier = Field(alias="评价规则", title="评价规则", description="rules/ 下规则文件的标识")
    money_unit: Unit = Field(alias="金额单位", title="金额单位")
    several: FormOfSeveral | None = Field(None, alias="同一项目", title="同一项目的多张表")
    funding: tuple[FundingRow, ...] = Field((), alias="资金", title="项目资金")
    funding_tables: tuple[FundingTable, ...] = Field((), alias="资金明细", title="资金明细表（行次表）")
    extra_tables: tuple[ExtraTable, ...] = Field((), alias="附表", title="其他附表")
    goals: Goals | None = Field(None, alias="年度总体目标", title="年度总体目标")
    indicators: tuple[Indicator, ...] = Field(alias="绩效指标", title="绩效指标", min_length=1)
    heads: tuple[LevelHead, ...] = Field(
        (), alias="层级小计", title="层级小计", description="一、二级指标行自带的分值与得分，不重复计入合计"
    )
    weight_total: Number | None = Field(None, alias="总分值", title="分值合计")
    total: Number | None = Field(None, alias="总分", title="总分（自评总分）")
    grade: Text | None = Field(None, alias="评价等级", title="评价等级")
    analysis: Narrative | None = Field(None, alias="项目绩效分析", title="项目绩效分析")
    narrative: Narrative | None = Field(None, alias="报告", title="自评报告")
    disclosure: Disclosure = Field(default_factory=Disclosure, alias="公开", title="公开")
    corrections: tuple[Correction, ...] = Field((), alias="更正", title="更正")
    approvals: tuple[Approval, ...] = Field((), alias="敏感信息核准", title="敏感信息核准")
    source: Text | None = Field(None, alias="来源", title="来源文件")
    transcription: tuple[Transcription, ...] = Field((), alias="转录记录", title="转录记录")
    answers: dict[Text, Text] = Field(
        default_factory=dict, alias="核对说明", title="核对说明", description="发现编号或代码: 单位的公开说明"
    )


@dataclass(frozen=True, slots=True)
class Identity:
    """Where a report lives: `projects/<year>/<department>/<project>.yml`, and so its address."""

    year: int
    department: str
    project: str

    def __str__(self) -> str:
        return f"{self.year}/{self.department}/{self.project}"


class Places(Protocol):
    """Where the values of a form stand: in its data file, or in the source it is imported from."""

    @property
    def file(self) -> str:
        """The name of that file."""

    def locate(self, path: FormPath) -> Location:
        """Return the place of the value that `path` leads to."""


def outwards(path: FormPath) -> Iterator[FormPath]:
    """Yield a path and all that it lies in, from the inside out: `a/0/b`, `a/0`, `a`, the form."""
    for length in range(len(path), -1, -1):
        yield path[:length]


@dataclass(frozen=True, slots=True)
class Positions:
    """Where each key and item of a file stands."""

    file: str
    places: dict[FormPath, tuple[int, int]]

    def locate(self, path: FormPath) -> Location:
        """Return the place of `path`, or of its nearest stated ancestor."""
        for around in outwards(path):
            if place := self.places.get(around):
                return Location(self.file, *place)
        return Location(self.file)


@dataclass(frozen=True, slots=True)
class Report:
    """A form with its identity and the places of its values."""

    identity: Identity
    form: Form
    positions: Places

    @property
    def id(self) -> str:
        """`year/department/project`, the report's permanent name."""
        return str(self.identity)

    @property
    def title(self) -> str:
        """The project's name as declared, or words that say it is missing."""
        if self.form.project:
            return self.form.project
        return f"项目名称未填报（{self.form.short_title}）" if self.form.short_title else "项目名称未填报"
