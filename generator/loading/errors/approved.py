"""E6: the approved list of a year and what lies beside it."""

from generator.loading.errors.samples import APPROVED, approved, lawful
from generator.model.finding import Severity
from generator.model.problem import Problem, Sample

_BASIS = "内容目录的约定：approved/年度.csv（或 .xlsx）一行一个批复项目，年度.yml 写明来源"
_LIST = "approved/2022.csv"
_ABOUT = "approved/2022.yml"
_MATCHES = "approved/2022.matches.csv"

HEADER = Problem(
    "E601",
    Severity.ERROR,
    title="名单的表头不对",
    basis=_BASIS,
    explanation="第一行是栏名。缺少必有的栏、写错栏名或同一栏写了两次，内容就会错位或丢失。",
    advice="照 jixiao ledger --template 输出的表头改正栏名。",
    bad=approved("批复预算", "批复数"),
    good=lawful(_LIST),
)
CELL = Problem(
    "E602",
    Severity.ERROR,
    title="名单里的一格不合要求",
    basis=_BASIS,
    explanation="应自评、应公开填“是”或“否”，金额为数字并注明单位，日期写作 2021-08-31，编码和名称必填。",
    advice="改正这一格。",
    bad=approved("1200", "一千二百"),
    good=lawful(_LIST),
)
DEPARTMENT = Problem(
    "E603",
    Severity.ERROR,
    title="名单里的部门没有登记",
    basis=_BASIS,
    explanation="“部门”须是 departments.yml 里的标识、名称或曾用名。",
    advice="改正部门名称，或在 departments.yml 里登记该部门。",
    bad=approved("某县交通运输局", "某县交通局"),
    good=lawful(_LIST),
)
TWICE = Problem(
    "E604",
    Severity.ERROR,
    title="名单里同一编码出现两次",
    basis=_BASIS,
    explanation="一个编码只能是一个项目，否则应公开的项目数和金额会重复计算。",
    advice="核对名单：重复的删去一行，编错的改正编码。",
    bad=approved("JT-002", "JT-001"),
    good=lawful(_LIST),
)
NO_GROUND = Problem(
    "E605",
    Severity.ERROR,
    title="免予公开没有依据",
    basis="《政府信息公开条例》：以公开为常态、不公开为例外，不公开须有依据",
    explanation="“应自评”或“应公开”填“否”的项目，要在“豁免依据”一栏写明依据。",
    advice="写明依据的文件和条款。",
    bad=approved("涉密，《政府信息公开条例》第十四条", ""),
    good=lawful(_LIST),
)
NO_PAIR = Problem(
    "E606",
    Severity.ERROR,
    title="名单没有写明来源",
    basis=_BASIS,
    explanation="名单（年度.csv 或 .xlsx）与说明（年度.yml，写明来源、日期、公开期限）须同时有。",
    advice="补上缺少的一个文件。",
    bad=Sample("来源: 县人大批准的部门预算\n", place="approved/2021.yml"),
    good=lawful(_ABOUT),
)
ZERO = Problem(
    "E607",
    Severity.ERROR,
    title="零报告的部门还有应公开的项目",
    basis=_BASIS,
    explanation="“零报告”说本部门没有应公开的项目，名单却列有该部门应公开的项目。",
    advice="核对后删去零报告，或在名单里改正这些项目。",
    bad=Sample(
        "来源: 县人大批准的部门预算\n零报告: [{部门: county-roads, 依据: 没有项目}]\n", place=_ABOUT
    ),
    good=lawful(_ABOUT),
)
MATCH = Problem(
    "E608",
    Severity.ERROR,
    title="认定的编码或报告不存在",
    basis="approved/年度.matches.csv：一行认定一份报告属于名单上的一个项目",
    explanation="认定的编码须在名单上，报告须是同一年度的数据文件，并写明确认人。",
    advice="改正编码或报告标识（年度/部门/项目），补上确认人。",
    bad=Sample(f"{APPROVED[_MATCHES]}JT-009,,2022/county-roads/road-care,张某,\n", place=_MATCHES),
    good=Sample(
        f"{APPROVED[_MATCHES]}JT-001,,2022/county-roads/road-care,张某,2023-09-02\n",
        place=_MATCHES,
    ),
)
BROKEN = Problem(
    "E609",
    Severity.ERROR,
    title="名单的工作簿不能用",
    basis=_BASIS,
    explanation="工作簿打不开、过大，或长编码存成了数字，Excel 只保留 15 位，后面的已经丢失。",
    advice="把“项目编码”一栏设为文本后重新填写，另存为 .xlsx；或改用 .csv。",
    bad=Sample("", place="approved/2022.xlsx", state="一个空的工作簿，代替 2022.csv"),
    good=lawful(_LIST),
)
TWO_LISTS = Problem(
    "E610",
    Severity.ERROR,
    title="同一年度有两份名单",
    basis=_BASIS,
    explanation="同一年度既有 .csv 又有 .xlsx，不知道以哪一份为准。",
    advice="只留一份。",
    bad=Sample("", place="approved/2022.xlsx", state="2022.csv 旁边另有 2022.xlsx"),
    good=lawful(_LIST),
)

PROBLEMS = (
    HEADER,
    CELL,
    DEPARTMENT,
    TWICE,
    NO_GROUND,
    NO_PAIR,
    ZERO,
    MATCH,
    BROKEN,
    TWO_LISTS,
)
