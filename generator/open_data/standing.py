"""How a report stands, in columns: kind, total against the rule's, second score, findings."""

from generator.model.kinds import OTHERS, PROJECT
from generator.model.reply import ReplyState
from generator.open_data.schema import Column, Reference, Type
from generator.scoring.gap import Position

REPORT = Column("report", "报告标识", note="所属报告，见自评报告表", required=True)
OF_REPORT = Reference(("report",), "reports", ("id",))
SHARED = Column(
    "shared",
    "与上行合并",
    note="与上一行合并、只计一次的单元格",
    choices=("分值", "得分", "分值、得分"),
)
KIND = Column(
    "kind",
    "类型",
    note="网站的份数和金额只合计项目自评，其他各种评价单独合计",
    required=True,
    choices=(PROJECT, *OTHERS),
)
STANDING = (
    Column(
        "gap_min",
        "差距下限",
        note="自评总分减规则参考总分上限；大于 0 即高于规则。规则给不出有意义的总分的为空",
        type=Type.NUMBER,
        unit="分",
    ),
    Column(
        "gap_max",
        "差距上限",
        note="自评总分减规则参考总分下限；小于 0 即低于规则",
        type=Type.NUMBER,
        unit="分",
    ),
    Column("position", "自评与规则", required=True, choices=tuple(Position)),
    Column("gap_answer", "对差距的说明", note="单位对差距本身最近一次的说明；空白为没有说明"),
    Column("gap_answer_state", "对差距说明的状态", choices=tuple(ReplyState)),
    Column("gap_answer_day", "对差距说明的日期", type=Type.DATE),
    Column("review_findings", "须核对", type=Type.INTEGER, unit="处"),
    Column("answered", "已说明", type=Type.INTEGER, note="须核对之处中单位已说明的", unit="处"),
    Column("corrected", "已更正", type=Type.INTEGER, note="已说明之中单位已更正的", unit="处"),
    Column("upheld", "维持", type=Type.INTEGER, note="已说明之中单位维持原填数的", unit="处"),
    Column("notices", "提示", type=Type.INTEGER, unit="条"),
    Column(
        "unjudged",
        "软件无法判断",
        type=Type.INTEGER,
        note="不是报告的问题，不计入须核对和提示",
        unit="处",
    ),
)
SECOND = (
    Column("second_total_text", "复核总分原文", note="没有复核的为空"),
    Column("second_total", "复核总分", type=Type.NUMBER, unit="分"),
    Column(
        "second_difference",
        "复核与自评相差",
        note="复核总分减自评总分；小于 0 即复核扣了分",
        type=Type.NUMBER,
        unit="分",
    ),
    Column("second_by", "复核机构"),
    Column("second_day", "复核日期", type=Type.DATE),
    Column("second_way", "复核方式"),
    Column("second_reason", "复核理由"),
)
