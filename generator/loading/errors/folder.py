"""E4: how files agree with each other."""

from generator.loading.errors.samples import added, changed, lawful, lying
from generator.model.finding import Severity
from generator.model.problem import Problem

_RULES = "rules/two-tiers.yml"
_BASIS = "内容目录的约定：文件之间互相对得上"

UNKNOWN_DEPARTMENT = Problem(
    "E401",
    Severity.ERROR,
    title="部门没有登记",
    basis=_BASIS,
    explanation="projects/年度/ 下的文件夹名须是 departments.yml 里的部门标识。",
    advice="改正文件夹名，或在 departments.yml 里登记该部门。",
    bad=lying("projects/2022/county-road/road-care.yml"),
    good=lawful(),
)
UNKNOWN_RULEBOOK = Problem(
    "E402",
    Severity.ERROR,
    title="没有这份评价规则",
    basis=_BASIS,
    explanation="“评价规则”须是 rules/ 下的规则文件名（不带 .yml）。",
    advice="改成已有的规则，或新建规则文件。",
    bad=changed("mof-2020-10", "mof-2020"),
    good=lawful(),
)
YEAR_MISMATCH = Problem(
    "E403",
    Severity.ERROR,
    title="年度与文件夹不符",
    basis=_BASIS,
    explanation="文件里的年度须与它所在的年度文件夹一致。",
    advice="核对原表：年度填错就改年度，放错就移动文件。",
    bad=changed("年度: 2022", "年度: 2021"),
    good=lawful(),
)
BAD_ID = Problem(
    "E404",
    Severity.ERROR,
    title="文件名不能作标识",
    basis=_BASIS,
    explanation="文件名和文件夹名就是网页地址的一部分。",
    advice="改名：只用小写字母、数字和连字符，2 至 64 位，首尾为字母或数字。",
    bad=lying("projects/2022/county-roads/公路.yml"),
    good=lawful(),
)
MISPLACED = Problem(
    "E405",
    Severity.ERROR,
    title="文件放错了位置",
    basis=_BASIS,
    explanation="自评表放在 projects/年度/部门标识/项目标识.yml，规则放在 rules/，页面放在 pages/。",
    advice="移到应在的位置；不用的文件请移出内容目录。",
    bad=lying("projects/2022/road-care.yml"),
    good=lawful(),
)
BAD_YEAR_FOLDER = Problem(
    "E406",
    Severity.ERROR,
    title="年度文件夹名不对",
    basis=_BASIS,
    explanation="projects/ 下的文件夹名是四位年份，如 2020。",
    advice="把文件夹改名为四位年份。",
    bad=lying("projects/22/county-roads/road-care.yml"),
    good=lawful(),
)
SAME_NAME = Problem(
    "E407",
    Severity.ERROR,
    title="文件名只有大小写之差",
    basis=_BASIS,
    explanation="在 Windows 等系统上，这样的两个文件会互相覆盖。",
    advice="给其中一个改名。",
    bad=lying(
        "projects/2022/County-roads/road-care.yml", beside="同时有 E404：标识不能有大写字母。"
    ),
    good=lawful(),
)
UNKNOWN_PARENT = Problem(
    "E408",
    Severity.ERROR,
    title="上级部门没有登记",
    basis=_BASIS,
    explanation="“上级”须是本文件里的部门标识。",
    advice="改正标识，或登记上级部门。",
    bad=changed("上级: county", "上级: country", "departments.yml"),
    good=lawful("departments.yml"),
)
PARENT_LOOP = Problem(
    "E409",
    Severity.ERROR,
    title="上下级关系成了圈",
    basis=_BASIS,
    explanation="一个部门不能直接或间接是自己的上级。",
    advice="改正其中一个“上级”。",
    bad=changed("上级: county", "上级: county-roads", "departments.yml"),
    good=lawful("departments.yml"),
)
RULEBOOK_NAME = Problem(
    "E410",
    Severity.ERROR,
    title="规则标识与文件名不符",
    basis=_BASIS,
    explanation="规则文件里的“标识”须与文件名（不带 .yml）相同。",
    advice="改成一致。",
    bad=changed("标识: two-tiers", "标识: three-tiers", _RULES),
    good=lawful(_RULES),
)
TIERS = Problem(
    "E411",
    Severity.ERROR,
    title="档次与计分方法不符",
    basis=_BASIS,
    explanation="方法为“分档”时要有档次，单项规则还要写明依据量；其他方法都不能有。",
    advice="补上档次和依据量，或改计分方法。",
    bad=changed("方法: 分档", "方法: 按比例", _RULES),
    good=lawful(_RULES),
)
ORDER = Problem(
    "E412",
    Severity.ERROR,
    title="高低次序不对",
    basis=_BASIS,
    explanation="档次和等级由高到低排列，且不得交叉。",
    advice="按由高到低排列，并核对数字。",
    bad=changed('优, 下限: "90"', '优, 下限: "0"', _RULES),
    good=lawful(_RULES),
)
VALIDITY = Problem(
    "E413",
    Severity.ERROR,
    title="适用年度不对",
    basis=_BASIS,
    explanation="“自”不晚于“至”。",
    advice="改正先后。",
    bad=changed('自: "2018"', '自: "2025"', _RULES),
    good=lawful(_RULES),
)
CHECK_LEVEL = Problem(
    "E414",
    Severity.ERROR,
    title="核对级别不对",
    basis=_BASIS,
    explanation="“核对级别”里写现有核对的代码；D 字头的核对把守公开，级别不能改。",
    advice="改正代码，或删去这一行。",
    bad=changed("F101", "D101", "site.yml"),
    good=lawful("site.yml"),
)

COVERS = Problem(
    "E415",
    Severity.ERROR,
    title="“涵盖”的报告不对",
    basis=_BASIS,
    explanation="“涵盖”写项目自评之外的评价（部门整体自评、重点评价等）所涵盖的项目自评，须是已有的数据文件。",
    advice="写作 年度/部门标识/项目标识；项目自评不写“涵盖”。",
    bad=added("类型: 部门整体自评\n涵盖: [2022/county-roads/bridge]"),
    good=lawful(),
)

PROBLEMS = (
    UNKNOWN_DEPARTMENT,
    UNKNOWN_RULEBOOK,
    YEAR_MISMATCH,
    BAD_ID,
    MISPLACED,
    BAD_YEAR_FOLDER,
    SAME_NAME,
    UNKNOWN_PARENT,
    PARENT_LOOP,
    RULEBOOK_NAME,
    TIERS,
    ORDER,
    VALIDITY,
    CHECK_LEVEL,
    COVERS,
)
