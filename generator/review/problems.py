"""G1: changes of what is public that were not told: examples are a report before and after.

Both are YAML laid over `checks/clean.yml`, parted by `---`.
"""

from generator.model.finding import Severity
from generator.model.problem import Problem, sample

_BASIS = "公开后的更正须如实说明原值和现值，撤回须说明原因"

UNSAID = Problem(
    "G101",
    Severity.ERROR,
    title="已公开的数字改动应有更正记录",
    basis=_BASIS,
    explanation="已公开的得分、金额、目标值、完成值、等级，以及这些栏目所在的行，改了、删了、补了，都要在“更正”里写明。"
    "说明性的文字可以直接修改，改动见对照页。",
    advice="在“更正”里加一条，写明类型、字段、原值、现值、日期、原因和批准人",
    bad=sample("总分: 99", "---", "总分: 98"),
    good=sample(
        "总分: 99",
        "---",
        "总分: 98",
        "更正:",
        "  - 日期: 2023-10-08",
        "    字段: 总分",
        "    原值: 99",
        "    现值: 98",
        "    原因: 录入笔误",
        "    批准人: 李四",
    ),
)
GONE = Problem(
    "G102",
    Severity.ERROR,
    title="已公开的报告不应删除或改地址",
    basis=_BASIS,
    explanation="公开过的报告被删去数据文件，或移到别的文件夹、改了文件名，原来的网址就打不开了。",
    advice="状态改为已撤回，并填写撤回",
    bad=sample("公开: {状态: 公开}", "---", state="数据文件被删除"),
    good=sample(
        "公开: {状态: 公开}",
        "---",
        "公开:",
        "  状态: 已撤回",
        "  撤回: {日期: 2024-01-02, 原因: 重复公开, 批准人: 李四}",
    ),
)
HIDDEN = Problem(
    "G103",
    Severity.ERROR,
    title="已公开的报告不应改回未公开",
    basis=_BASIS,
    explanation="状态改成草稿、待审、不予公开，或把公开日期推到以后，都会让公开过的报告不见，而没有任何说明。",
    advice="撤回须把状态改为已撤回",
    bad=sample("公开: {状态: 公开}", "---", "公开: {状态: 草稿}"),
    good=sample(
        "公开: {状态: 公开}",
        "---",
        "公开:",
        "  状态: 已撤回",
        "  撤回: {日期: 2024-01-02, 原因: 重复公开, 批准人: 李四}",
    ),
)
_CORRECTED = (
    "更正:",
    "  - 日期: 2023-10-08",
    "    字段: 总分",
    "    原值: 98",
    "    现值: 99",
    "    原因: 录入笔误",
    "    批准人: 李四",
)
RECORD_CHANGED = Problem(
    "G104",
    Severity.ERROR,
    title="更正记录只增不改",
    basis=_BASIS,
    explanation="更正记录本身也是公开的内容。改动或删去已有的一条，读者就看不到改过什么。",
    advice="更正记录只增不改",
    bad=sample(*_CORRECTED, "---", "更正: []"),
    good=sample(
        *_CORRECTED,
        "---",
        *_CORRECTED,
        "  - 日期: 2023-11-20",
        "    类型: 补充",
        "    字段: 主管部门",
        "    原值: 未填报",
        "    现值: 某县交通运输局",
        "    原因: 原表漏填",
        "    批准人: 李四",
    ),
)
UNREADABLE_BASE = Problem(
    "G105",
    Severity.ERROR,
    title="用来比较的已公开版本应读得出来",
    basis=_BASIS,
    explanation="作为比较起点的版本读不出来，就无从知道有没有无声的改动；读不出来不等于没有改动，因此不放行。",
    advice="换一个能读的版本作为比较的起点",
    bad=sample("总分: 99", "---", "总分: 99", state="已公开的版本里缺少 site.yml"),
    good=sample("总分: 99", "---", "总分: 99"),
)

PROBLEMS: tuple[Problem, ...] = (UNSAID, GONE, HIDDEN, RECORD_CHANGED, UNREADABLE_BASE)
