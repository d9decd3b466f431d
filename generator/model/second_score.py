"""复核: what whoever looked again gave in place of the declared points, on which day and why.

Source: 《项目支出绩效评价管理办法》（财预〔2020〕10号）第十五条 and 第二十五条: finance bureaus spot-check
self-evaluations. The points of single rows stand in the rows, as 复核得分.
"""

from generator.model.fields import DAY, NAME, NOTE, POINTS, TERM, declare
from generator.model.types import Day, Number, Part, Text


class SecondScore(Part):
    """Who looked again, when and how, and the total (分) that came of it."""

    by: Text | None = declare("机构", NAME, title="复核机构", note="如 某县财政局")
    day: Day | None = declare("日期", DAY, title="复核日期", guarded=True, withholdable=False)
    way: Text | None = declare("方式", TERM, title="复核方式", note="如 抽查复核、委托第三方复核")
    total: Number | None = declare("总分", POINTS, title="复核总分")
    reason: Text | None = declare(
        "理由", NOTE, title="复核理由", note="与自评总分不同的，写明原因", guarded=True
    )
