"""E1: the file itself."""

from generator.loading.errors.samples import added, lawful, lying, marked
from generator.model.finding import Severity
from generator.model.problem import Problem, Sample

_BASIS = "内容目录的约定：只收 UTF-8 编码的普通文本文件"

UNREADABLE = Problem(
    "E101",
    Severity.ERROR,
    title="文件无法读取",
    basis=_BASIS,
    explanation="没有读取权限、文件正被占用，或它不是普通文件。",
    advice="检查该文件的权限，关闭正在使用它的程序。",
    bad=marked("是命名管道，不是普通文件"),
    good=lawful(),
)
TOO_LARGE = Problem(
    "E102",
    Severity.ERROR,
    title="文件过大",
    basis=_BASIS,
    explanation="内容文件至多 1 MiB；自评表不会这么大。",
    advice="删去误粘贴的内容；附件和图片不放在内容目录。",
    bad=marked("末尾另有 1 MiB 的 # 号"),
    good=lawful(),
)
BOM = Problem(
    "E103",
    Severity.ERROR,
    title="文件以 BOM 开头",
    basis=_BASIS,
    explanation="BOM 是看不见的编码标记，会混进第一个栏名。",
    advice="请用“UTF-8（无 BOM）”另存。",
    bad=marked("以 BOM 开头"),
    good=lawful(),
)
WIDE_ENCODING = Problem(
    "E104",
    Severity.ERROR,
    title="UTF-16 或 UTF-32 编码",
    basis=_BASIS,
    explanation="内容文件一律用 UTF-8，各种系统和软件才都能打开。",
    advice="请用“UTF-8（无 BOM）”另存。",
    bad=marked("存为 UTF-16"),
    good=lawful(),
)
GBK = Problem(
    "E105",
    Severity.ERROR,
    title="GBK（GB18030）编码",
    basis=_BASIS,
    explanation="内容文件一律用 UTF-8，否则汉字会变成乱码。",
    advice="请用“UTF-8（无 BOM）”另存。",
    bad=marked("存为 GBK"),
    good=lawful(),
)
NOT_UTF8 = Problem(
    "E106",
    Severity.ERROR,
    title="不是完整的 UTF-8 文本",
    basis=_BASIS,
    explanation="文件里有不属于 UTF-8 的字节，可能在传输中损坏或被截断。",
    advice="从原文件重新复制；另存时编码选“UTF-8（无 BOM）”。",
    bad=added("题注: 重点公路", state="最后一个字只剩半个"),
    good=added("题注: 重点公路"),
)
HIDDEN_CHARACTER = Problem(
    "E107",
    Severity.ERROR,
    title="含有看不见的字符",
    basis=_BASIS,
    explanation="控制字符、零宽字符和改变书写方向的字符会让人看到的与实际写的不一样。",
    advice="删去该字符：选中它前后的文字，重新手工输入一遍。",
    bad=marked("“公路”后面有一个零宽空格（U+200B）"),
    good=lawful(),
)
SYMLINK = Problem(
    "E108",
    Severity.ERROR,
    title="符号链接",
    basis=_BASIS,
    explanation="内容目录里只收真实的文件，链接可能指向目录以外。",
    advice="删去链接，把文件本身放在这里。",
    bad=marked("是符号链接"),
    good=lawful(),
)
WRONG_EXTENSION = Problem(
    "E109",
    Severity.ERROR,
    title="文件扩展名不对",
    basis=_BASIS,
    explanation="数据文件的扩展名只用小写的 .yml，否则会被漏读。",
    advice="把扩展名改成 .yml。",
    bad=lying("projects/2022/county-roads/road-care.yaml"),
    good=lawful(),
)
TOO_MANY = Problem(
    "E110",
    Severity.ERROR,
    title="问题过多",
    basis=_BASIS,
    explanation="一个文件里的问题超过 100 处时，只列出前 100 处。",
    advice="先改好已列出的问题，再核对一次。",
    bad=added(
        "栏目1: 无",
        state="这样的栏目有 200 个，名称各不相同",
        beside="同时有 E302：前 100 处照样列出。",
    ),
    good=lawful(),
)
NO_FOLDER = Problem(
    "E111",
    Severity.ERROR,
    title="找不到内容目录",
    basis=_BASIS,
    explanation="指定的内容目录不存在，或者不是目录。",
    advice="检查目录名；用 --content 指定内容目录。",
    bad=Sample("", state="没有这个文件夹"),
    good=lawful(),
)
NO_FILE = Problem(
    "E112",
    Severity.ERROR,
    title="缺少必需的文件",
    basis=_BASIS,
    explanation="没有 site.yml 和 departments.yml 就无法生成网站。",
    advice="新建该文件，或从备份恢复。",
    bad=Sample("", place="site.yml", state="没有这个文件"),
    good=lawful("site.yml"),
)

PROBLEMS = (
    UNREADABLE,
    TOO_LARGE,
    BOM,
    WIDE_ENCODING,
    GBK,
    NOT_UTF8,
    HIDDEN_CHARACTER,
    SYMLINK,
    WRONG_EXTENSION,
    TOO_MANY,
    NO_FOLDER,
    NO_FILE,
)
