"""The funding tables of a form; each field is declared, in the form's order."""

from typing import Literal

from generator.model.fields import (
    ALWAYS,
    AMOUNT,
    APART,
    NAME,
    NOTE,
    NOWHERE,
    OWN,
    POINTS,
    RATE,
    REQUIRED,
    ROWS,
    TERM,
    UNIT,
    WITHIN,
    Columns,
    declare,
)
from generator.model.types import Number, Part, Text

Unit = Literal["元", "万元", "亿元"]


class FundingRow(Part):
    """One line of a funding table: a source of money with its figures, in the table's unit."""

    source: Text = declare(
        "来源",
        NAME,
        default=REQUIRED,
        title="资金来源",
        note="如 年度资金总额、当年财政拨款、上年结转资金。第一行为合计",
        printed=APART,
        shown=APART,
    )
    parent: Text | None = declare(
        "属于",
        NAME,
        title="上级来源",
        note="本行是哪一行的其中数；不填则属于第一行",
        printed=NOWHERE,
        shown=WITHIN,
    )
    initial: Number | None = declare(
        "年初预算数",
        AMOUNT,
        printed=ALWAYS,
        spellings="年初预算 年初预算金额 初始预算数",
        row_spellings="年初预算资金 年初预算",
    )
    adjusted: Number | None = declare(
        "全年预算数",
        AMOUNT,
        note="调整后的全年预算，执行率的分母",
        printed=ALWAYS,
        spellings="全年预算 当年预算数 调整预算数 调整后预算数 预算数 预算金额 全年预算金额 调整后预算",
        row_spellings="全年预算资金 当年预算总金额 全年预算 调整后预算资金 预算总金额",
    )
    received: Number | None = declare(
        "实际到位数",
        AMOUNT,
        spellings="到位数 到位资金 实际到位 到位金额 资金到位数 实际到位资金",
        row_spellings="实际到位资金 到位资金",
    )
    executed: Number | None = declare(
        "全年执行数",
        AMOUNT,
        printed=ALWAYS,
        spellings="执行数 预算执行数 全年执行 实际执行数 实际支出数 实际支出 支出数 执行金额",
        row_spellings="全年执行资金 实际支出资金 实际支出 全年支出资金",
    )
    balance: Number | None = declare(
        "结余",
        AMOUNT,
        title="资金结余",
        note="实际到位数减全年执行数",
        spellings="资金结余 结余资金 结余数",
        row_spellings="资金结余 结余资金",
    )
    arrival_rate: Number | None = declare(
        "到位率",
        RATE,
        title="预算到位率（%）",
        spellings="预算到位率 资金到位率",
        row_spellings="预算到位率 资金到位率",
    )
    weight: Number | None = declare(
        "分值",
        POINTS,
        note="预算执行率的分值，只在合计行填写",
        spellings="权重 标准分 分值/权重 分值权重 指标分值 满分",
    )
    execution_rate: Number | None = declare(
        "执行率",
        RATE,
        title="执行率（%）",
        spellings="预算执行率 资金执行率",
        row_spellings="预算执行率 资金执行率",
        data_before="weight",
    )
    score: Number | None = declare(
        "得分", POINTS, spellings="自评得分 自评分 评分 自评分数 实际得分"
    )
    review_score: Number | None = declare(
        "复核得分", POINTS, title="复核得分（财政审核评分）", columns=Columns.PRINTED
    )
    note: Text | None = declare("备注", NOTE)
    extra: dict[Text, Number] = declare(
        "其他栏",
        OWN,
        default_factory=dict,
        note="地方表式另有的金额栏，栏名: 金额，如 统筹整合资金数；不参加任何合计",
        printed=APART,
    )


class FundingTable(Part):
    """A longer funding table in the narrative report (行次表)."""

    name: Text = declare("名称", NAME, default=REQUIRED, title="表名", shown=APART)
    unit: Unit | None = declare(
        "金额单位", UNIT, note="不填则同全表", shown=APART, withholdable=False
    )
    rate_base: Literal["年初预算数", "全年预算数", "实际到位数"] = declare(
        "执行率分母",
        TERM,
        default="全年预算数",
        note="该表执行率以哪一项为分母",
        printed=NOWHERE,
        shown=NOWHERE,
        withholdable=False,
    )
    rows: tuple[FundingRow, ...] = declare(
        "行", ROWS, default=REQUIRED, title="各资金来源", min_length=1, headed_by="来源"
    )
