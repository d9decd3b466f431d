"""The parts of a form but its funding; each field is declared, in the form's order."""

from typing import Literal

from generator.model.fields import (
    ALWAYS,
    APART,
    MEASURE,
    NAME,
    NOTE,
    NOWHERE,
    OWN,
    POINTS,
    RATE,
    REQUIRED,
    ROWS,
    TERM,
    WITHIN,
    Columns,
    declare,
)
from generator.model.figure import DASHES
from generator.model.types import Identifier, Number, Part, Text


class ExtraTable(Part):
    """Any other table of the report, kept cell by cell as text."""

    name: Text = declare("名称", NAME, default=REQUIRED, title="表名")
    unit: Text | None = declare("单位", NAME, title="计量单位", printed=NOWHERE)
    header: tuple[Text, ...] = declare("表头", NAME, default=REQUIRED, min_length=1)
    rows: tuple[tuple[Text, ...], ...] = declare("行", ROWS, default=REQUIRED, title="各行")


class Goals(Part):
    """年度总体目标: what was planned beside what was achieved."""

    planned: Text | None = declare(
        "预期目标",
        NOTE,
        guarded=True,
        spellings="年度设定目标 设定目标 年初预期目标 年度预定目标 预算目标 年度预期目标 年初目标 "
        "年初设定目标 年度目标 计划目标",
    )
    adjusted: Text | None = declare(
        "调整后目标",
        NOTE,
        guarded=True,
        title="年中调整后的目标",
        printed=APART,
        shown=APART,
        spellings="全年调整绩效目标 调整后绩效目标 调整绩效目标 调整后年度目标",
    )
    achieved: Text | None = declare(
        "实际完成情况",
        NOTE,
        guarded=True,
        spellings="年度总体目标完成情况 年度总体目标完成情况综述 总体目标完成情况 年度目标完成情况 "
        "目标实际完成情况 全年实际完成情况 年度实际完成情况 完成情况 全年完成情况 目标完成情况",
    )
    long_term: Text | None = declare(
        "实施期目标",
        NOTE,
        guarded=True,
        title="项目实施期绩效目标",
        printed=APART,
        shown=APART,
        spellings="项目实施期目标 实施期绩效目标 中长期目标",
    )


class ManagementCheck(Part):
    """One matter of 资金管理情况 on the form of a transfer: whether it was kept, and how.

    Source: 《中央对地方转移支付区域（项目）绩效目标自评表》, seven matters without points.
    """

    matter: Text = declare(
        "事项", NAME, default=REQUIRED, note="如 分配科学性、下达及时性、拨付合规性、使用规范性"
    )
    answer: Literal["是", "否", "不适用"] | None = declare(
        "结论", TERM, note="表上有勾选的照填；没有勾选的不填", spellings="是否符合 是/否 是否合规"
    )
    situation: Text | None = declare("情况说明", NOTE, spellings="情况")
    problem: Text | None = declare(
        "存在问题和改进措施",
        NOTE,
        spellings="存在问题及改进措施 存在问题 存在的问题 存在问题和措施 存在问题及措施",
    )


class LevelHead(Part):
    """A level head that carries a sub-total; never counted again in any sum."""

    # Its labels stand above the rows and are spelled there.
    level1: Text | None = declare("一级指标", NAME, shown=APART)
    level2: Text | None = declare("二级指标", NAME, shown=APART)
    weight: Number | None = declare("分值", POINTS, title="分值（权重）", shown=APART)
    score: Number | None = declare("得分", POINTS, title="得分（自评分）", shown=APART)
    explanation: Text | None = declare("指标解释", NOTE, guarded=True)
    rule: Text | None = declare("评分规则", NOTE, guarded=True)
    remark: Text | None = declare("备注", NOTE)


class Indicator(Part):
    """One third-level indicator: target, actual value, weight and declared score (分)."""

    goal: Text | None = declare(
        "所属目标",
        NAME,
        note="表上分列几个年度绩效目标的，写明本行属于哪一个；目标带分值的照印，如 年度绩效目标1（40分）",
        spellings="年度绩效目标",
    )
    level1: Text | None = declare("一级指标", NAME, printed=ALWAYS, shown=APART)
    level2: Text | None = declare("二级指标", NAME, printed=ALWAYS, shown=APART)
    name: Text | None = declare(
        "三级指标",
        NAME,
        title="三级指标（指标名称）",
        printed=ALWAYS,
        shown=APART,
        data="level3",
        spellings="目标指标 指标名称 具体指标 绩效指标名称 三级指标名称 指标内容",
    )
    nature: Text | None = declare(
        "指标性质",
        TERM,
        note="≥、≤、＝、正向、反向或定性；表中单列时填写",
        shown=WITHIN,
        spellings="性质 计算符号 运算符号 指标方向",
    )
    target: Text | None = declare(
        "年度指标值",
        MEASURE,
        title="年度指标值（目标值）",
        printed=ALWAYS,
        shown=APART,
        spellings="年度目标值 全年目标值 绩效目标值 指标目标值 计划完成值 全年预期值 年度绩效指标值 年度计划值 "
        "指标值 目标值 预期指标值 年初指标值 计划指标值 预期值 年初目标值",
    )
    adjusted_target: Text | None = declare(
        "调整后指标值",
        MEASURE,
        shown=APART,
        data="adjusted",
        spellings="调整后目标值 调整后年度指标值",
    )
    measure_unit: Text | None = declare(
        "度量单位",
        TERM,
        note="表中单列时填写",
        shown=WITHIN,
        data_before="target",
        spellings="计量单位 单位",
    )
    actual: Text | None = declare(
        "实际完成值",
        MEASURE,
        title="实际完成值（业绩值）",
        printed=ALWAYS,
        shown=APART,
        spellings="年度完成值 指标完成值 指标实际完成值 全年实际完成情况 年度实际完成值 完成情况 实际完成 业绩值 "
        "完成值 自评完成值 全年实际值 全年完成值 实际值 实际完成情况 全年实际完成值 实际完成指标值",
    )
    completion: Number | None = declare(
        "完成率", RATE, title="完成率（%）", shown=APART, spellings="指标完成率"
    )
    weight: Number | None = declare(
        "分值",
        POINTS,
        title="分值（权重）",
        printed=ALWAYS,
        shown=APART,
        spellings="权重 指标分值 标准分 权重分 分值权重 指标权重 分值/权重 满分 标准分值",
    )
    score: Number | None = declare(
        "得分",
        POINTS,
        title="得分（自评分）",
        printed=ALWAYS,
        shown=APART,
        spellings="自评得分 指标得分 自评分 自评分数 评分 实际得分 自评分值",
    )
    item_score: Number | None = declare(
        "单项得分",
        POINTS,
        note="按百分制打分、再乘以权重的表填写，0 至 100 分",
        columns=Columns.PRINTED,
    )
    review_score: Number | None = declare(
        "复核得分",
        POINTS,
        title="复核得分（财政审核评分）",
        columns=Columns.PRINTED,
        shown=APART,
        spellings="财政审核评分 复核分 审核得分 核查分数",
    )
    review_reason: Text | None = declare(
        "复核理由", NOTE, guarded=True, spellings="复核意见 复核扣分原因 复核扣分理由"
    )
    shared: tuple[Literal["分值", "得分"], ...] = declare(
        "与上行合并",
        TERM,
        default=(),
        title="与上行合并的单元格",
        note="分值或得分为上一行的合并单元格时列出，只计一次",
        printed=NOWHERE,
        shown=WITHIN,
        withholdable=False,
    )
    note: Text | None = declare(
        "偏差原因分析及改进措施",
        NOTE,
        printed=ALWAYS,
        shown=APART,
        spellings="未完成原因分析及改进措施 偏差原因 未完成原因 原因分析 偏差原因分析及改进 未完成原因和改进措施 "
        "偏差原因分析和改进措施 偏差原因及改进措施 未完成原因及改进措施",
    )
    explanation: Text | None = declare("指标解释", NOTE, guarded=True, spellings="指标说明")
    rule: Text | None = declare(
        "评分规则", NOTE, guarded=True, spellings="评分标准 赋分规则 计分标准 评分细则"
    )
    remark: Text | None = declare("备注", NOTE)
    extra: dict[Text, Text] = declare(
        "其他栏", OWN, default_factory=dict, note="地方表式另有的栏目，栏名: 内容", printed=APART
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

    field: Text = declare("栏目", NAME, default=REQUIRED)
    original: Text = declare("原文", NOTE, default=REQUIRED, title="来源文件中的原文")
    action: Literal["已修复", "未能修复", "未收录"] = declare("处理", TERM, default=REQUIRED)
    reason: Text = declare("说明", NOTE, default=REQUIRED)


class FormOfSeveral(Part):
    """This form is one of several of the same project and year."""

    project: Identifier = declare(
        "项目", TERM, default=REQUIRED, title="项目标识", note="同一项目各表共用的标识"
    )
    number: Text = declare("表号", TERM, default=REQUIRED, note="如 第1张，共3张")
