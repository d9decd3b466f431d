"""The data dictionary: every published table and column, in one place."""

from collections.abc import Callable, Iterator
from functools import partial

from generator.model.fields import Columns, with_data
from generator.model.finding import Severity
from generator.model.measure import Kind
from generator.model.reply import ReplyState
from generator.model.report import Form, FundingRow, Indicator
from generator.model.types import Part
from generator.open_data.attached import ATTACHMENTS
from generator.open_data.promised import PROMISES
from generator.open_data.remembered import MEMORY
from generator.open_data.schema import Column, Reference, Table, Type
from generator.open_data.standing import KIND, OF_REPORT, REPORT, SECOND, SHARED, STANDING
from generator.open_data.terms import ABOUT, COMPARATORS, RULE_STATUS, SCORED_BY, UNITS
from generator.scoring.facts import Standing
from generator.scoring.scorecard import RowKind, Verdict

_Number = partial(Column, type=Type.NUMBER)
_Count = partial(Column, type=Type.INTEGER)
_Points = partial(Column, type=Type.NUMBER, unit="分")
_Yuan = partial(Column, type=Type.NUMBER, unit="元")
_Day = partial(Column, type=Type.DATE)


def _amount(name: str, title: str) -> tuple[Column, Column]:
    return (
        Column(f"{name}_text", f"{title}原文", note="表中所印文字，单位见 unit 列"),
        _Yuan(f"{name}", title, note="换算成元"),
    )


def _measure(prefix: str, title: str) -> tuple[Column, ...]:
    kinds, words = tuple(Kind), tuple(COMPARATORS.values())
    return (
        Column(f"{prefix}_text", title, note="表中所印文字"),
        Column(
            f"{prefix}_kind", f"{title}类型", note="软件对原文的解读；未填报为空", choices=kinds
        ),
        Column(
            f"{prefix}_comparator", f"{title}比较", note="数值前后的比较词或符号", choices=words
        ),
        _Number(f"{prefix}_low", f"{title}数值", note="按基本单位；区间为下限"),
        _Number(f"{prefix}_high", f"{title}数值上限", note="区间为上限，单个数值与数值列相同"),
        Column(f"{prefix}_unit", f"{title}单位", note="数值的基本单位"),
        Column(f"{prefix}_about", f"{title}约数", note="原文为约数时填“约”", choices=(ABOUT,)),
        Column(
            f"{prefix}_trend",
            f"{title}增减",
            note="数值是变化量时：增长、下降",
            choices=("增长", "下降"),
        ),
        _Day(f"{prefix}_day", f"{title}日期", note="日期类：所指的最后一天"),
    )


def _points(name: str, title: str) -> tuple[Column, Column]:
    return Column(f"{name}_text", f"{title}原文"), _Points(name, title)


def _printed(name: str, title: str) -> tuple[Column]:
    return (Column(f"{name}_text", f"{title}原文"),)


def _stated(name: str, title: str) -> tuple[Column]:
    return (Column(name, title),)


_COLUMNS: dict[Columns, Callable[[str, str], tuple[Column, ...]]] = {
    Columns.TEXT: _stated,
    Columns.PRINTED: _printed,
    Columns.AMOUNT: _amount,
    Columns.POINTS: _points,
    Columns.MEASURE: _measure,
}


def _declared(part: type[Part], **meanings: Column) -> Iterator[Column]:
    """Yield the columns of a part's fields; `meanings` by stem, where a label does not tell."""
    for field in with_data(part):
        stem = field.data or field.name
        meaning = meanings.pop(stem, None)
        yield from (meaning,) if meaning else _COLUMNS[field.columns](stem, field.key)
    if meanings:
        raise ValueError(f"{part.__name__} declares no field for {sorted(meanings)}")


REPORTS = Table(
    "reports",
    "自评报告",
    "一行一份自评报告。",
    (
        Column("id", "报告标识", note="年度/部门/项目，即网页地址", required=True),
        _Count("year", "归入年度", required=True),
        Column("department", "公开单位标识", note="本站部门名录中的标识", required=True),
        Column("department_name", "公开单位", required=True),
        Column("region", "地区标识", required=True),
        Column("region_name", "地区", required=True),
        *_declared(
            Form,
            short_title=Column("short_title", "题注", note="项目名称未填报时用于辨认"),
            form_year=_Count("form_year", "表头年度", note="表头所印年度"),
            year_basis=Column("year_basis", "年度依据", note="表头未印年度时，据何归入"),
            form_department=Column("form_department", "主管部门", note="表中所印"),
            unit=Column("unit", "实施单位", note="表中所印"),
        ),
        Column("several_project", "同一项目标识", note="同一项目有多张表时各表共用"),
        Column("several_number", "表号"),
        KIND,
        Column("rulebook", "评价规则标识", required=True),
        Column("rulebook_version", "评价规则版本", required=True),
        Column("money_unit", "金额单位", note="表中金额的单位；未印为空", choices=UNITS),
        _Yuan("initial", "年初预算数"),
        _Yuan("adjusted", "全年预算数"),
        _Yuan("received", "实际到位数"),
        _Yuan("executed", "全年执行数"),
        Column(
            "money_basis",
            "金额来历",
            note="取自合计行，或由各来源相加",
            choices=("总额", "分项合计", "未填报"),
        ),
        _Number(
            "execution_rate",
            "执行率",
            note="全年执行数÷全年预算数，全年预算数未填报时用年初预算数；四舍五入到两位小数",
            unit="%",
        ),
        Column("declared_total_text", "自评总分原文", note="表中所印文字"),
        _Points("declared_total", "自评总分"),
        _Points("declared_sum", "各项得分合计", note="软件把所填各项得分相加"),
        _Points("weight_sum", "各项分值合计", note="含表中未列出的预算执行率"),
        Column(
            "rule_status",
            "核算情况",
            note="是否给出规则参考总分和等级",
            required=True,
            choices=RULE_STATUS,
        ),
        Column("rule_reason", "核算情况说明", note="没有总分或等级的原因"),
        _Points("rule_total_min", "规则参考总分下限", note="无法核算为空"),
        _Points("rule_total_max", "规则参考总分上限"),
        _Points("undetermined", "不可判定的分值", note="规则无法核算的各项分值之和"),
        _Points("judged_weight", "能核算的分值", note="规则给出确定分数或较窄范围的各项分值之和"),
        _Count("met", "达到目标", note="含超过目标的指标", unit="项", required=True),
        _Count("exceeded", "超过目标", unit="项", required=True),
        _Count("missed", "未达到目标", unit="项", required=True),
        _Count(
            "claimed",
            "自述达到",
            note="目标和完成值都是文字，只有表中自述",
            unit="项",
            required=True,
        ),
        _Count("doubtful", "存疑", note="有几种读法", unit="项", required=True),
        _Count("unknown", "无法判断", unit="项", required=True),
        Column("declared_grade", "评价等级", note="表中所填"),
        Column("grade", "自评总分的等级", note="按评价规则的分数线"),
        Column("rule_grade", "规则参考等级", note="上下限不同等级时写作“良至优”"),
        *STANDING,
        *SECOND,
        _Day("published", "公开日期"),
        Column("source", "来源文件"),
        Column("url", "网页地址", note="相对于网站首页", required=True),
    ),
    ("id",),
)

FUNDING = Table(
    "funding",
    "项目资金",
    "一行一个资金来源。每张表第一行为合计，其余各行是它或“上级来源”的其中数，不可与合计相加。",
    (
        REPORT,
        _Count("table_no", "表次", note="同一报告的第几张资金表", required=True),
        _Count("row_no", "行次", required=True),
        Column("table_name", "表名", required=True),
        Column("unit", "金额单位", note="未印为空", choices=UNITS),
        *_declared(
            FundingRow,
            source=Column("source", "资金来源", required=True),
            parent=Column("parent", "上级来源"),
            extra=Column("extra", "其他栏", note="本地自设的金额栏，一行一栏，写作“栏名：金额”"),
        ),
    ),
    ("report", "table_no", "row_no"),
    (OF_REPORT,),
)

INDICATORS = Table(
    "indicators",
    "绩效指标",
    "一行一个三级指标，照表中顺序。指标值、完成值的原文之外，另列软件读出的类型、比较、数值和单位；读不出的留空，不作猜测。",
    (
        Column("id", "指标编号", note="报告标识#行次", required=True),
        REPORT,
        _Count("row_no", "行次", required=True),
        *_declared(
            Indicator,
            nature=Column("nature", "指标性质", note="表中单列时"),
            measure_unit=Column("measure_unit", "度量单位", note="表中单列时"),
            shared=SHARED,
            extra=Column("extra", "其他栏", note="一行一栏，写作“栏名：内容”"),
        ),
    ),
    ("id",),
    (OF_REPORT,),
)

SCORES = Table(
    "scores",
    "得分核算",
    "一行一个计分项，自评得分旁边是按评价规则核算的参考分。下限、上限照规则四舍五入，各行相加即规则参考总分。",
    (
        REPORT,
        _Count("row_no", "行次", required=True),
        Column("kind", "计分项类型", required=True, choices=tuple(RowKind)),
        Column("label", "计分项", required=True),
        Column("indicator", "指标编号", note="见绩效指标表；不是指标的计分项为空"),
        _Points("weight", "分值"),
        Column("declared_text", "自评得分原文"),
        _Points("declared", "自评得分"),
        _Points("rule_low", "规则参考分下限"),
        _Points("rule_high", "规则参考分上限"),
        _Points("second", "复核得分", note="没有复核的为空"),
        Column(
            "fact",
            "完成情况",
            note="实际完成值与目标值相比；不计分的行也有",
            choices=tuple(Standing),
        ),
        Column("method", "核算方法", note="没有分值的行为空", choices=SCORED_BY),
        Column("verdict", "比较结果", required=True, choices=tuple(Verdict)),
        Column("reason", "不可判定的原因", note="得分或分值没有填报、数值无从比较等"),
        Column("arithmetic", "算式", note="有几种读法的，一行一种"),
        Column("note", "核算说明"),
    ),
    ("report", "row_no"),
    (OF_REPORT, Reference(("indicator",), "indicators", ("id",))),
)

FINDINGS = Table(
    "findings",
    "核对发现",
    "一行一处发现：表中数字之间或与规则不一致之处，请读者留意，不是对单位或个人的结论。",
    (
        REPORT,
        Column("id", "发现编号", note="重新生成网站后不变", required=True),
        Column("code", "核对代码", required=True),
        Column("title", "核对名称", required=True),
        Column("severity", "级别", required=True, choices=tuple(Severity)),
        Column("message", "说明", required=True),
        Column("expected", "应为"),
        Column("declared", "所填"),
        Column("difference", "相差"),
        Column("advice", "建议"),
        Column("subject", "对象"),
        Column("answer", "单位说明", note="单位最近一次的说明；空白为尚未说明"),
        Column("answer_state", "说明的状态", choices=tuple(ReplyState)),
        _Day("answer_day", "说明的日期", note="没有写日期的为空"),
        Column("answer_by", "说明的单位", note="写明的才有"),
        _Count("line", "行", note="数据文件（YAML）中的行", required=True),
        _Count("column", "列", note="数据文件（YAML）中的列，以字计", required=True),
    ),
    ("report", "id"),
    (OF_REPORT,),
)

CORRECTIONS = Table(
    "corrections",
    "更正",
    "一行一处公开之后的更正。",
    (
        REPORT,
        _Count("row_no", "行次", required=True),
        _Day("day", "更正日期", required=True),
        Column(
            "kind",
            "类型",
            note="更正是改正错误，补充是补上原来没有填的，行、整表是整行、整张表的改动",
            required=True,
            choices=("更正", "补充", "行", "整表"),
        ),
        Column("field", "更正的栏目", required=True),
        Column("old", "原值"),
        Column("new", "现值"),
        Column("reason", "更正原因"),
        Column("approver", "批准人"),
    ),
    ("report", "row_no"),
    (OF_REPORT,),
)

TABLES = (
    REPORTS, FUNDING, INDICATORS, SCORES, FINDINGS, CORRECTIONS, PROMISES, ATTACHMENTS, MEMORY,
)  # fmt: skip
