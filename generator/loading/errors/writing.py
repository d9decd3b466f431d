"""E2: the way the YAML is written."""

from generator.loading.errors.samples import REPORT, REPORT_PATH, added, changed, lawful
from generator.model.finding import Severity
from generator.model.problem import Problem, Sample

_BASIS = "YAML 1.2 的写法；数据文件只用其中的栏名、列表和文字"

TAB = Problem(
    "E201",
    Severity.ERROR,
    title="用制表符缩进",
    basis=_BASIS,
    explanation="YAML 的缩进只能用空格。",
    advice="把行首的制表符（Tab 键）换成空格，每级两个。",
    bad=changed("    年度指标值", "\t年度指标值"),
    good=lawful(),
)
QUOTE = Problem(
    "E202",
    Severity.ERROR,
    title="引号不成对",
    basis=_BASIS,
    explanation="有开头的引号，没有收尾的引号。",
    advice="补上收尾的引号；文字里的引号请用中文引号“”。",
    bad=changed('50公里"', "50公里"),
    good=lawful(),
)
BRACKET = Problem(
    "E203",
    Severity.ERROR,
    title="括号不成对或缺逗号",
    basis=_BASIS,
    explanation="写在 [ ] 或 { } 里的内容，括号要成对，各项之间用半角逗号隔开。",
    advice="补上括号或半角逗号；也可以改成一行一项。",
    bad=added("资金: [{来源: 年度资金总额, 全年预算数: 100]"),
    good=added("资金: [{来源: 年度资金总额, 全年预算数: 100}]"),
)
COLON = Problem(
    "E204",
    Severity.ERROR,
    title="冒号写法不对",
    basis=_BASIS,
    explanation="栏名后面是半角冒号加一个空格，如“年度: 2020”。",
    advice="在栏名后写半角冒号和一个空格；内容里本来就有冒号的，给整个内容加上引号。",
    bad=changed("年度: 2022", "年度:2022"),
    good=lawful(),
)
INDENT = Problem(
    "E205",
    Severity.ERROR,
    title="缩进没有对齐",
    basis=_BASIS,
    explanation="同一级的栏目，行首空格数要相同；下一级多两个空格。",
    advice="把这一行与同级的上一行对齐；列表的每一项以“- ”（短横线加空格）开头。",
    bad=changed("    年度指标值", "     年度指标值"),
    good=lawful(),
)
SPECIAL = Problem(
    "E206",
    Severity.ERROR,
    title="特殊符号没有加引号",
    basis=_BASIS,
    explanation="@ ` % | > 开头的内容，以及双引号里的反斜杠，在 YAML 里另有含义。",
    advice="给整个内容加上单引号，如 '@某某'。",
    bad=changed("农村公路养护", "@农村公路养护"),
    good=changed("农村公路养护", "'@农村公路养护'"),
)
SYNTAX = Problem(
    "E207",
    Severity.ERROR,
    title="写法有误",
    basis=_BASIS,
    explanation="这一处不符合 YAML 的写法，后面的内容因此读不下去。",
    advice="对照相邻的行检查冒号、引号、括号和缩进。",
    bad=Sample(f"...\n{REPORT}", place=REPORT_PATH),
    good=lawful(),
)
TOO_DEEP = Problem(
    "E208",
    Severity.ERROR,
    title="层级过深",
    basis=_BASIS,
    explanation="至多 20 级；自评表只需要五六级。",
    advice="检查是否误粘贴了大量括号或短横线。",
    bad=added(f"题注: {'[' * 21}"),
    good=added("题注: （重点）"),
)
TOO_MANY_NODES = Problem(
    "E209",
    Severity.ERROR,
    title="栏目过多",
    basis=_BASIS,
    explanation="一个文件至多 20,000 个栏目和内容。",
    advice="检查是否误粘贴了内容。",
    bad=added("题注: [甲, 乙]", state="方括号里写了两万项"),
    good=added("题注: 甲、乙"),
)
TOO_LONG = Problem(
    "E210",
    Severity.ERROR,
    title="文字过长",
    basis=_BASIS,
    explanation="一段文字至多 20,000 字。",
    advice="缩短文字，或检查引号是否成对。",
    bad=added("题注: 长", state="“长”字写了 20,001 个"),
    good=added("题注: 长"),
)
ANCHOR = Problem(
    "E211",
    Severity.ERROR,
    title="使用了锚点或引用",
    basis=_BASIS,
    explanation="& 或 * 开头的内容会被当作锚点或引用，看不出实际内容，因此不收。",
    advice="给以 & 或 * 开头的内容加上引号；相同的内容请照写一遍。",
    bad=added("题注: *重点"),
    good=added('题注: "*重点"'),
)
TAG = Problem(
    "E212",
    Severity.ERROR,
    title="使用了标签",
    basis=_BASIS,
    explanation="! 开头的内容会被当作类型标签，可能带来安全问题。",
    advice="给以 ! 开头的内容加上引号。",
    bad=added("题注: !重点"),
    good=added('题注: "!重点"'),
)
MERGE_KEY = Problem(
    "E213",
    Severity.ERROR,
    title="使用了合并键 <<",
    basis=_BASIS,
    explanation="合并键看不出实际内容，因此不收。",
    advice="删去这一行，把各栏照写一遍。",
    bad=added("<<: {题注: 重点}"),
    good=added("题注: 重点"),
)
DOCUMENTS = Problem(
    "E214",
    Severity.ERROR,
    title="一个文件里有多份文档",
    basis=_BASIS,
    explanation="一个文件只放一份自评表。",
    advice="删去单独成行的“---”，另一份存成另一个文件。",
    bad=added("---\n题注: 重点"),
    good=added("题注: 重点"),
)
DIRECTIVE = Problem(
    "E215",
    Severity.ERROR,
    title="使用了 % 指令",
    basis=_BASIS,
    explanation="行首的 % 会被当作 YAML 指令。",
    advice="删去这一行；若是内容，请加引号。",
    bad=Sample(f"%YAML 1.1\n---\n{REPORT}", place=REPORT_PATH),
    good=lawful(),
)
DUPLICATE_KEY = Problem(
    "E216",
    Severity.ERROR,
    title="栏名重复",
    basis=_BASIS,
    explanation="同一栏写了两次，无法判断以哪一个为准；全角、半角、空格之差视为相同。",
    advice="核对后删去其中一个。",
    bad=added("年 度: 2022"),
    good=lawful(),
)
BAD_KEY = Problem(
    "E217",
    Severity.ERROR,
    title="栏名不是文字",
    basis=_BASIS,
    explanation="冒号前面的栏名是空的，或者是列表、分组。",
    advice="写上栏名，或删去多余的冒号。",
    bad=added("[题注]: 重点"),
    good=added("题注: 重点"),
)
EMPTY_FILE = Problem(
    "E218",
    Severity.ERROR,
    title="文件是空的",
    basis=_BASIS,
    explanation="文件里没有任何内容。",
    advice="填写内容，或删去这个文件。",
    bad=Sample("# 还没有写", place=REPORT_PATH),
    good=lawful(),
)
NOT_A_MAPPING = Problem(
    "E219",
    Severity.ERROR,
    title="最外层不是“栏名: 内容”",
    basis=_BASIS,
    explanation="文件由一行行“栏名: 内容”组成。",
    advice="检查冒号是否半角、冒号后是否有空格。",
    bad=Sample("- 项目名称", place=REPORT_PATH),
    good=lawful(),
)
COMMA = Problem(
    "E220",
    Severity.ERROR,
    title="括号里的数字带有逗号",
    basis=_BASIS,
    explanation="写在 [ ] 或 { } 里的 8,391 会被拆成 8 和 391 两项，数字就错了。",
    advice='给数字加上引号，如 "8,391"，或去掉逗号；本来就是两项的，逗号后加一个空格。',
    bad=added(
        "资金: [{来源: 年度资金总额, 全年预算数: 8,391}]",
        beside="同时有 E204：拆出来的 391 没有栏名。",
    ),
    good=added('资金: [{来源: 年度资金总额, 全年预算数: "8,391"}]'),
)
COMMENT = Problem(
    "E221",
    Severity.NOTICE,
    title="内容里的 # 截去了后面的文字",
    basis=_BASIS,
    explanation="没有加引号的内容里，空格后面的 # 引出注释，从 # 起的文字读不进来。"
    "写注释时 # 前空两格、后空一格，或者另起一行，就不再提示。",
    advice="# 是内容的一部分时，给整个内容加上引号，如 '维修 #3 泵站'；确是注释的，# 前空两格、后空一格。",
    bad=changed("养护里程", "养护 #3 公路里程"),
    good=changed("养护里程", "'养护 #3 公路里程'  # 三号公路"),
)

PROBLEMS = (
    TAB,
    QUOTE,
    BRACKET,
    COLON,
    INDENT,
    SPECIAL,
    SYNTAX,
    TOO_DEEP,
    TOO_MANY_NODES,
    TOO_LONG,
    ANCHOR,
    TAG,
    MERGE_KEY,
    DOCUMENTS,
    DIRECTIVE,
    DUPLICATE_KEY,
    BAD_KEY,
    EMPTY_FILE,
    NOT_A_MAPPING,
    COMMA,
    COMMENT,
)
