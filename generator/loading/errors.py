"""Every way a content file can be unusable, as values; the manual lists `ERROR_CODES`.

E1: the file itself. E2: the way the YAML is written. E3: what a field holds. E4: how files agree
with each other. A code keeps its meaning for ever; a code that is given up is never used again.
"""

from dataclasses import dataclass

from generator.model.finding import Finding, Location, Severity

_SHOWN = 40


def printable(text: str) -> str:
    """Return `text` with whatever a screen cannot show replaced; file names may hold any byte."""
    return "".join(character if character.isprintable() else "�" for character in text)


def shown(text: str) -> str:
    """Return `text` as a message quotes it: on one line, printable, and not too long."""
    line = " ".join(text.split())
    return printable(line if len(line) <= _SHOWN else line[:_SHOWN] + "…")


@dataclass(frozen=True, slots=True)
class ErrorKind:
    """One kind of error: its code and title, why it is refused, and how a publisher mends it."""

    code: str
    title: str
    explanation: str
    advice: str

    def at(
        self, location: Location, message: str, *, expected: str = "", declared: str = "", advice: str = ""
    ) -> Finding:
        """Return the finding; without an `advice` of its own it gives the general one."""
        return Finding(
            self.code,
            Severity.ERROR,
            message,
            location,
            expected=expected,
            declared=declared,
            advice=advice or self.advice,
        )


UNREADABLE = ErrorKind(
    "E101", "文件无法读取", "没有读取权限、文件正被占用，或它不是普通文件。", "检查该文件的权限，关闭正在使用它的程序。"
)
TOO_LARGE = ErrorKind(
    "E102", "文件过大", "内容文件至多 1 MiB；自评表不会这么大。", "删去误粘贴的内容；附件和图片不放在内容目录。"
)
BOM = ErrorKind("E103", "文件以 BOM 开头", "BOM 是看不见的编码标记，会混进第一个栏名。", "请用“UTF-8（无 BOM）”另存。")
WIDE_ENCODING = ErrorKind(
    "E104", "UTF-16 或 UTF-32 编码", "内容文件一律用 UTF-8，各种系统和软件才都能打开。", "请用“UTF-8（无 BOM）”另存。"
)
GBK = ErrorKind(
    "E105", "GBK（GB18030）编码", "内容文件一律用 UTF-8，否则汉字会变成乱码。", "请用“UTF-8（无 BOM）”另存。"
)
NOT_UTF8 = ErrorKind(
    "E106",
    "不是完整的 UTF-8 文本",
    "文件里有不属于 UTF-8 的字节，可能在传输中损坏或被截断。",
    "从原文件重新复制；另存时编码选“UTF-8（无 BOM）”。",
)
HIDDEN_CHARACTER = ErrorKind(
    "E107",
    "含有看不见的字符",
    "控制字符、零宽字符和改变书写方向的字符会让人看到的与实际写的不一样。",
    "删去该字符：选中它前后的文字，重新手工输入一遍。",
)
SYMLINK = ErrorKind(
    "E108", "符号链接", "内容目录里只收真实的文件，链接可能指向目录以外。", "删去链接，把文件本身放在这里。"
)
WRONG_EXTENSION = ErrorKind(
    "E109", "文件扩展名不对", "数据文件的扩展名只用小写的 .yml，否则会被漏读。", "把扩展名改成 .yml。"
)
TOO_MANY = ErrorKind(
    "E110", "问题过多", "一个文件里的问题超过 100 处时，只列出前 100 处。", "先改好已列出的问题，再核对一次。"
)
NO_FOLDER = ErrorKind(
    "E111", "找不到内容目录", "指定的内容目录不存在，或者不是目录。", "检查目录名；用 --content 指定内容目录。"
)
NO_FILE = ErrorKind(
    "E112", "缺少必需的文件", "没有 site.yml 和 departments.yml 就无法生成网站。", "新建该文件，或从备份恢复。"
)

TAB = ErrorKind("E201", "用制表符缩进", "YAML 的缩进只能用空格。", "把行首的制表符（Tab 键）换成空格，每级两个。")
QUOTE = ErrorKind(
    "E202", "引号不成对", "有开头的引号，没有收尾的引号。", "补上收尾的引号；文字里的引号请用中文引号“”。"
)
BRACKET = ErrorKind(
    "E203",
    "括号不成对或缺逗号",
    "写在 [ ] 或 { } 里的内容，括号要成对，各项之间用半角逗号隔开。",
    "补上括号或半角逗号；也可以改成一行一项。",
)
COLON = ErrorKind(
    "E204",
    "冒号写法不对",
    "栏名后面是半角冒号加一个空格，如“年度: 2020”。",
    "在栏名后写半角冒号和一个空格；内容里本来就有冒号的，给整个内容加上引号。",
)
INDENT = ErrorKind(
    "E205",
    "缩进没有对齐",
    "同一级的栏目，行首空格数要相同；下一级多两个空格。",
    "把这一行与同级的上一行对齐；列表的每一项以“- ”（短横线加空格）开头。",
)
SPECIAL = ErrorKind(
    "E206",
    "特殊符号没有加引号",
    "@ ` % | > 开头的内容，以及双引号里的反斜杠，在 YAML 里另有含义。",
    "给整个内容加上单引号，如 '@某某'。",
)
SYNTAX = ErrorKind(
    "E207",
    "写法有误",
    "这一处不符合 YAML 的写法，后面的内容因此读不下去。",
    "对照相邻的行检查冒号、引号、括号和缩进。",
)
TOO_DEEP = ErrorKind("E208", "层级过深", "至多 20 级；自评表只需要五六级。", "检查是否误粘贴了大量括号或短横线。")
TOO_MANY_NODES = ErrorKind("E209", "栏目过多", "一个文件至多 20,000 个栏目和内容。", "检查是否误粘贴了内容。")
TOO_LONG = ErrorKind("E210", "文字过长", "一段文字至多 20,000 字。", "缩短文字，或检查引号是否成对。")
ANCHOR = ErrorKind(
    "E211",
    "使用了锚点或引用",
    "& 或 * 开头的内容会被当作锚点或引用，看不出实际内容，因此不收。",
    "给以 & 或 * 开头的内容加上引号；相同的内容请照写一遍。",
)
TAG = ErrorKind("E212", "使用了标签", "! 开头的内容会被当作类型标签，可能带来安全问题。", "给以 ! 开头的内容加上引号。")
MERGE_KEY = ErrorKind("E213", "使用了合并键 <<", "合并键看不出实际内容，因此不收。", "删去这一行，把各栏照写一遍。")
DOCUMENTS = ErrorKind(
    "E214", "一个文件里有多份文档", "一个文件只放一份自评表。", "删去单独成行的“---”，另一份存成另一个文件。"
)
DIRECTIVE = ErrorKind("E215", "使用了 % 指令", "行首的 % 会被当作 YAML 指令。", "删去这一行；若是内容，请加引号。")
DUPLICATE_KEY = ErrorKind(
    "E216",
    "栏名重复",
    "同一栏写了两次，无法判断以哪一个为准；全角、半角、空格之差视为相同。",
    "核对后删去其中一个。",
)
BAD_KEY = ErrorKind("E217", "栏名不是文字", "冒号前面的栏名是空的，或者是列表、分组。", "写上栏名，或删去多余的冒号。")
EMPTY_FILE = ErrorKind("E218", "文件是空的", "文件里没有任何内容。", "填写内容，或删去这个文件。")
NOT_A_MAPPING = ErrorKind(
    "E219", "最外层不是“栏名: 内容”", "文件由一行行“栏名: 内容”组成。", "检查冒号是否半角、冒号后是否有空格。"
)
COMMA = ErrorKind(
    "E220",
    "括号里的数字带有逗号",
    "写在 [ ] 或 { } 里的 8,391 会被拆成 8 和 391 两项，数字就错了。",
    '给数字加上引号，如 "8,391"，或去掉逗号；本来就是两项的，逗号后加一个空格。',
)

MISSING = ErrorKind("E301", "缺少必填的栏目", "这一栏没有写，或者写了栏名没有填内容。", "补上这一栏。")
UNKNOWN_KEY = ErrorKind(
    "E302", "栏名无法识别", "只认表中的栏名，写错的栏名会使内容丢失，因此报错。", "改成正确的栏名，或删去这一栏。"
)
WRONG_SHAPE = ErrorKind(
    "E303",
    "文字、列表、分组用错",
    "有的栏填一段文字，有的是一项项的列表，有的是分组。",
    "文字写在冒号后；列表每项以“- ”开头；分组在下一行缩进写“栏名: 内容”。",
)
NOT_A_CHOICE = ErrorKind("E304", "不在可选的内容之列", "这一栏只能从规定的几种写法里选一种。", "改成其中一种。")
BAD_VALUE = ErrorKind("E305", "内容不合要求", "数字、日期、年份、标识各有规定的写法。", "按要求的写法改正。")
TOO_FEW = ErrorKind("E306", "至少要有一项", "这一栏是列表，不能为空。", "至少填写一项。")
OTHER_VALUE = ErrorKind("E399", "内容无法识别", "这一栏的内容读不出来。", "对照同类文件检查这一栏的写法。")

UNKNOWN_DEPARTMENT = ErrorKind(
    "E401",
    "部门没有登记",
    "projects/年度/ 下的文件夹名须是 departments.yml 里的部门标识。",
    "改正文件夹名，或在 departments.yml 里登记该部门。",
)
UNKNOWN_RULEBOOK = ErrorKind(
    "E402",
    "没有这份评价规则",
    "“评价规则”须是 rules/ 下的规则文件名（不带 .yml）。",
    "改成已有的规则，或新建规则文件。",
)
YEAR_MISMATCH = ErrorKind(
    "E403",
    "年度与文件夹不符",
    "文件里的年度须与它所在的年度文件夹一致。",
    "核对原表：年度填错就改年度，放错就移动文件。",
)
BAD_ID = ErrorKind(
    "E404",
    "文件名不能作标识",
    "文件名和文件夹名就是网页地址的一部分。",
    "改名：只用小写字母、数字和连字符，2 至 64 位，首尾为字母或数字。",
)
MISPLACED = ErrorKind(
    "E405",
    "文件放错了位置",
    "自评表放在 projects/年度/部门标识/项目标识.yml，规则放在 rules/，页面放在 pages/。",
    "移到应在的位置；不用的文件请移出内容目录。",
)
BAD_YEAR_FOLDER = ErrorKind(
    "E406", "年度文件夹名不对", "projects/ 下的文件夹名是四位年份，如 2020。", "把文件夹改名为四位年份。"
)
SAME_NAME = ErrorKind(
    "E407", "文件名只有大小写之差", "在 Windows 等系统上，这样的两个文件会互相覆盖。", "给其中一个改名。"
)
UNKNOWN_PARENT = ErrorKind("E408", "上级部门没有登记", "“上级”须是本文件里的部门标识。", "改正标识，或登记上级部门。")
PARENT_LOOP = ErrorKind("E409", "上下级关系成了圈", "一个部门不能直接或间接是自己的上级。", "改正其中一个“上级”。")
RULEBOOK_NAME = ErrorKind(
    "E410", "规则标识与文件名不符", "规则文件里的“标识”须与文件名（不带 .yml）相同。", "改成一致。"
)
TIERS = ErrorKind("E411", "档次与计分方法不符", "方法为“分档”时要有档次，其他方法不能有。", "补上档次，或改计分方法。")
ORDER = ErrorKind("E412", "高低次序不对", "档次和等级由高到低排列，且不得交叉。", "按由高到低排列，并核对数字。")
VALIDITY = ErrorKind("E413", "适用年度不对", "“自”不晚于“至”。", "改正先后。")
CHECK_LEVEL = ErrorKind(
    "E414",
    "核对级别不对",
    "“核对级别”里写现有核对的代码；D 字头的核对把守公开，级别不能改。",
    "改正代码，或删去这一行。",
)

ERROR_CODES: tuple[ErrorKind, ...] = (
    *(UNREADABLE, TOO_LARGE, BOM, WIDE_ENCODING, GBK, NOT_UTF8, HIDDEN_CHARACTER, SYMLINK, WRONG_EXTENSION),
    *(TOO_MANY, NO_FOLDER, NO_FILE),
    *(TAB, QUOTE, BRACKET, COLON, INDENT, SPECIAL, SYNTAX, TOO_DEEP, TOO_MANY_NODES, TOO_LONG, ANCHOR, TAG),
    *(MERGE_KEY, DOCUMENTS, DIRECTIVE, DUPLICATE_KEY, BAD_KEY, EMPTY_FILE, NOT_A_MAPPING, COMMA),
    *(MISSING, UNKNOWN_KEY, WRONG_SHAPE, NOT_A_CHOICE, BAD_VALUE, TOO_FEW, OTHER_VALUE),
    *(UNKNOWN_DEPARTMENT, UNKNOWN_RULEBOOK, YEAR_MISMATCH, BAD_ID, MISPLACED, BAD_YEAR_FOLDER, SAME_NAME),
    *(UNKNOWN_PARENT, PARENT_LOOP, RULEBOOK_NAME, TIERS, ORDER, VALIDITY, CHECK_LEVEL),
)
