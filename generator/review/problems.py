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
    explanation="已公开的得分、金额、目标值、完成值、等级，项目、单位、指标和资金来源的名称，年度总体目标，指标解释，评分规则，"
    "其他栏，资金管理各事项的结论，公开日期，以及这些栏目所在的行，改了、删了、补了，都要在“更正”里写明。其余说明性的文字可以直接修改，改动见对照页。",
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
_WITHDRAWN = (
    "公开:",
    "  状态: 已撤回",
    "  撤回: {日期: 2024-01-02, 原因: 重复公开, 批准人: 李四}",
)
_KEPT_BACK = (
    "公开:",
    "  状态: 部分公开",
    "  不予公开栏目:",
    "    - {栏目: 实施单位, 依据: 《政府信息公开条例》第十五条}",
)
UNVEILED = Problem(
    "G106",
    Severity.ERROR,
    title="公开后不再公开、恢复公开的栏目应有变更记录",
    basis=_BASIS,
    explanation="公开过的栏目改为不予公开、换了依据，或者不予公开的栏目又公开了，都要在“公开”的“变更记录”里写明。",
    advice="在“公开”的“变更记录”里加一条，写明日期、类型（不予公开或恢复公开）、栏目、原因和批准人",
    bad=sample("公开: {状态: 公开}", "---", *_KEPT_BACK),
    good=sample(
        "公开: {状态: 公开}",
        "---",
        *_KEPT_BACK,
        "  变更记录:",
        "    - 日期: 2023-10-08",
        "      类型: 不予公开",
        "      栏目: 实施单位",
        "      原因: 单位名称涉及商业秘密",
        "      批准人: 李四",
    ),
)
WITHDRAWAL_GONE = Problem(
    "G107",
    Severity.ERROR,
    title="撤回说明应一直保留",
    basis=_BASIS,
    explanation="撤回的报告在原来的网址保留一页说明。数据文件被删去、改了地址，或状态改成草稿、待审、不予公开，说明就不见了。",
    advice="恢复数据文件，状态保持已撤回",
    bad=sample(*_WITHDRAWN, "---", "公开: {状态: 草稿}"),
    good=sample(*_WITHDRAWN, "---", *_WITHDRAWN),
)
REPUBLISHED = Problem(
    "G108",
    Severity.ERROR,
    title="撤回的报告重新公开应有变更记录",
    basis=_BASIS,
    explanation="撤回以后又公开的，须写明为什么、由谁批准；数字与撤回前不同的，另须有更正记录。",
    advice="在“公开”的“变更记录”里加一条，类型 重新公开，写明日期、原因和批准人",
    bad=sample(*_WITHDRAWN, "---", "公开: {状态: 公开}"),
    good=sample(
        *_WITHDRAWN,
        "---",
        "公开:",
        "  状态: 公开",
        "  变更记录:",
        "    - {日期: 2024-02-01, 类型: 重新公开, 原因: 经核实并无重复, 批准人: 李四}",
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

MOVED = Problem(
    "G109",
    Severity.ERROR,
    title="移动已公开的分数、等级、名称应有告示",
    basis=_BASIS,
    explanation="报告没有改，而评价规则、部门名录或软件的改动使已公开的规则分、等级或部门名称变了；"
    "或者名录里公众看得到的部门改了名称、曾用名、地区、上级，被删去，换了标识。"
    "读者看到的是另一个结果，应当有人说明并签发。",
    advice="运行 jixiao notice，由它列出移动的内容，写上事由、依据和签发人，放进 content/notices/",
    bad=sample("总分: 99", "---", "总分: 99", state="评价规则里“优”由 90 改为 100"),
    good=sample("总分: 99", "---", "总分: 99"),
)

_REPLIED = (
    "答复:",
    "  - {编号: F101, 日期: 2023-10-08, 说明: 已核实，表上原样如此}",
)
UNSAID_AGAIN = Problem(
    "G115",
    Severity.ERROR,
    title="已公开的答复只增不改",
    basis=_BASIS,
    explanation="单位对发现的说明与发现并列公开，读者可能已经引用。改了、删了已公开的一条，就看不到当时怎么说。",
    advice="保留原来的一条，另加一条新的，写明日期和现在的说明",
    bad=sample(*_REPLIED, "---", "总分: 99"),
    good=sample(
        *_REPLIED,
        "---",
        *_REPLIED,
        "  - {编号: F101, 日期: 2023-11-20, 状态: 维持, 说明: 经复核，维持原填数}",
    ),
)

_PROMISED = (
    "整改:",
    "  - {日期: 2023-10-08, 问题: 少养护10公里, 措施: 明年3月补齐, 期限: 2024-03-31}",
)
PROMISE_CHANGED = Problem(
    "G116",
    Severity.ERROR,
    title="已公开的整改只增不改",
    basis=_BASIS,
    explanation="答应公众改什么、什么时候改完，公开以后就不能悄悄改掉。期限要展的、措施要换的、不再整改的，都在“进展”里加一条。",
    advice="保留原来的一条，在“进展”里加一条，写明日期、状态、说明，展期的写新期限",
    bad=sample(
        *_PROMISED,
        "---",
        "整改:",
        "  - {日期: 2023-10-08, 问题: 少养护10公里, 措施: 明年3月补齐, 期限: 2024-12-31}",
    ),
    good=sample(
        *_PROMISED,
        "---",
        "整改:",
        "  - 日期: 2023-10-08",
        "    问题: 少养护10公里",
        "    措施: 明年3月补齐",
        "    期限: 2024-03-31",
        "    进展: [{日期: 2024-03-20, 状态: 整改中, 说明: 汛期延误, 新期限: 2024-12-31}]",
    ),
)

_ATTACHED = (
    "附件:",
    "  - 文件: sealed.pdf",
    "    标题: 自评表盖章件",
    "    类型: 盖章扫描件",
    "    字节: 20",
    f"    SHA-256: {'0' * 64}",
)
ATTACHMENT_CHANGED = Problem(
    "G117",
    Severity.ERROR,
    title="已公开的附件不无声换掉、拿走",
    basis=_BASIS,
    explanation="读者可能已经下载、引用附件，并按 SHA-256 核对过。换一个文件、改名或者删去一项，地址就打不开，或打开的是另一个文件。",
    advice="保留原来的一项；不再公开的写明 撤下: {日期, 原因, 批准人}；换文件的，撤下原来的，另加一项",
    bad=sample(*_ATTACHED, "---", "总分: 99"),
    good=sample(
        *_ATTACHED,
        "---",
        *_ATTACHED,
        "    撤下: {日期: 2023-11-20, 原因: 附件里有个人信息, 批准人: 李四}",
    ),
)

PROBLEMS: tuple[Problem, ...] = (
    UNSAID,
    GONE,
    HIDDEN,
    RECORD_CHANGED,
    UNREADABLE_BASE,
    UNVEILED,
    WITHDRAWAL_GONE,
    REPUBLISHED,
    MOVED,
    UNSAID_AGAIN,
    PROMISE_CHANGED,
    ATTACHMENT_CHANGED,
)
