"""E3: what a field holds."""

from generator.loading.errors.samples import added, changed, lawful
from generator.model.finding import Severity
from generator.model.problem import Problem, Sample

_BASIS = "项目支出绩效自评表的栏目和填法"

MISSING = Problem(
    "E301",
    Severity.ERROR,
    title="缺少必填的栏目",
    basis=_BASIS,
    explanation="这一栏没有写，或者写了栏名没有填内容。",
    advice="补上这一栏。",
    bad=changed("评价规则: mof-2020-10", "评价规则:"),
    good=lawful(),
)
UNKNOWN_KEY = Problem(
    "E302",
    Severity.ERROR,
    title="栏名无法识别",
    basis=_BASIS,
    explanation="只认表中的栏名，写错的栏名会使内容丢失，因此报错。",
    advice="改成正确的栏名，或删去这一栏。",
    bad=changed("总分: 100", "总份: 100"),
    good=lawful(),
)
WRONG_SHAPE = Problem(
    "E303",
    Severity.ERROR,
    title="文字、列表、分组用错",
    basis=_BASIS,
    explanation="有的栏填一段文字，有的是一项项的列表，有的是分组。",
    advice="文字写在冒号后；列表每项以“- ”开头；分组在下一行缩进写“栏名: 内容”。",
    bad=changed("农村公路养护", "[农村公路养护]"),
    good=lawful(),
)
NOT_A_CHOICE = Problem(
    "E304",
    Severity.ERROR,
    title="不在可选的内容之列",
    basis=_BASIS,
    explanation="这一栏只能从规定的几种写法里选一种。",
    advice="改成其中一种。",
    bad=changed("万元", "美元"),
    good=lawful(),
)
BAD_VALUE = Problem(
    "E305",
    Severity.ERROR,
    title="内容不合要求",
    basis=_BASIS,
    explanation="数字、日期、年份、标识各有规定的写法。",
    advice="按要求的写法改正。",
    bad=changed("总分: 100", "总分: 满分"),
    good=lawful(),
)
TOO_FEW = Problem(
    "E306",
    Severity.ERROR,
    title="至少要有一项",
    basis=_BASIS,
    explanation="这一栏是列表，不能为空。",
    advice="至少填写一项。",
    bad=added("附表: [{名称: 人员, 表头: [], 行: []}]"),
    good=added("附表: [{名称: 人员, 表头: [姓名], 行: []}]"),
)
OTHER_VALUE = Problem(
    "E399",
    Severity.ERROR,
    title="内容无法识别",
    basis=_BASIS,
    explanation="这一栏的内容读不出来。",
    advice="对照同类文件检查这一栏的写法。",
    bad=Sample("数: 很多", state="“数”是今后新增的一栏，只收整数，还没有写明怎样提示"),
    good=Sample("数: 3", state="“数”是今后新增的一栏，只收整数，还没有写明怎样提示"),
)

PROBLEMS = (
    MISSING,
    UNKNOWN_KEY,
    WRONG_SHAPE,
    NOT_A_CHOICE,
    BAD_VALUE,
    TOO_FEW,
    OTHER_VALUE,
)
