"""I1: why a filled form is not opened; examples are rows of cells and what is odd."""

from generator.model.finding import Severity
from generator.model.problem import Problem, Sample, sample

_BASIS = "导入的约定：来历不明的文件先限定大小、种类和内容，再打开"


class RefusedError(Exception):
    """A file that is not opened; `advice` says what to do instead, in general or of this file."""

    def __init__(self, problem: Problem, message: str, advice: str = "") -> None:
        super().__init__(message)
        self.code, self.message, self.advice = problem.code, message, advice or problem.advice


def _form(place: str = "自评表.xlsx", state: str = "") -> Sample:
    return sample(
        "项目名称 | 农村公路养护 |  |  | ",
        "三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分",
        "养护里程 | ≥50公里 | 50公里 | 100 | 100",
        "总分 |  |  | 100 | 100",
        place=place,
        state=state,
    )


MISSING = Problem(
    "I101",
    Severity.ERROR,
    title="要导入的文件应打得开",
    basis=_BASIS,
    explanation="文件不存在、没有读取权限，或正被别的程序占用。",
    advice="检查文件是否存在、是否有权读取",
    bad=_form(state="没有这个文件"),
    good=_form(),
)
OLD_FORMAT = Problem(
    "I102",
    Severity.ERROR,
    title="旧格式和带宏的格式应先另存",
    basis=_BASIS,
    explanation="旧版 Word、WPS 的格式没有可靠的读法；带宏的格式可能夹带程序。",
    advice="在 Word、Excel 或 WPS 里另存为 .docx 或 .xlsx 再导入",
    bad=_form("自评表.et"),
    good=_form(),
)
UNKNOWN_FORMAT = Problem(
    "I103",
    Severity.ERROR,
    title="应是表格、文档或有文字的 PDF",
    basis=_BASIS,
    explanation="图片、压缩包等其他种类的文件里没有可以读取的表格。",
    advice="只导入 .xlsx、.docx、.xls、.ods、有文字的 .pdf 和存下来的网页（.html）",
    bad=_form("自评表.png"),
    good=_form("自评表.ods"),
)
TOO_LARGE = Problem(
    "I104",
    Severity.ERROR,
    title="文件不应超过 20 MB",
    basis=_BASIS,
    explanation="自评表不会这么大，多半是夹了图片或无关的工作表。",
    advice="删去图片或无关的工作表再导入",
    bad=_form(state="文件有 21 MB"),
    good=_form(),
)
LOCKED = Problem(
    "I105",
    Severity.ERROR,
    title="文件不应加密码",
    basis=_BASIS,
    explanation="加了密码的文件读不出来；只改了扩展名的旧格式看上去也是这样。",
    advice="取消密码，另存为 .xlsx 或 .docx 再导入",
    bad=_form(state="打开时要输入密码"),
    good=_form(),
)
BROKEN = Problem(
    "I106",
    Severity.ERROR,
    title="文件应完好，并与扩展名相符",
    basis=_BASIS,
    explanation="文件在传输中损坏、没有传完，或内容与扩展名不是一回事（例如把网页改名为 .xlsx）。",
    advice="用 Excel 或 Word 打开后另存一份再导入",
    bad=_form(state="只传来前一半"),
    good=_form(),
)
SWOLLEN = Problem(
    "I107",
    Severity.ERROR,
    title="文件展开后不应过大",
    basis=_BASIS,
    explanation="表格文件是压缩的，展开后可能大上千倍，会占满内存。多半是整列刷了格式，也可能是有意的攻击。",
    advice="删去图片、无关的行、列和工作表再导入",
    bad=_form(state="后面另有四十万个空行"),
    good=_form(),
)
MACROS = Problem(
    "I108",
    Severity.ERROR,
    title="文件不应带宏",
    basis=_BASIS,
    explanation="宏是程序。自评表用不着，也不应随表流转。",
    advice="另存为不带宏的文件再导入",
    bad=_form(state="带有宏"),
    good=_form(),
)
ENTITIES = Problem(
    "I109",
    Severity.ERROR,
    title="文件里不应有 XML 实体声明",
    basis=_BASIS,
    explanation="Word、Excel 存出的文件里没有实体声明；它可以用来读取本机的其他文件或占满内存。",
    advice="不要导入来历不明的文件",
    bad=_form(state="里面夹有 XML 实体声明"),
    good=_form(),
)
MERGED = Problem(
    "I110",
    Severity.ERROR,
    title="合并单元格的范围不应过大",
    basis=_BASIS,
    explanation="整行、整列或整张工作表合并成一格，就看不出哪个值属于哪一栏。",
    advice="取消整行整列的合并再导入",
    bad=_form(state="整张工作表合并成一格"),
    good=_form(),
)
EMPTY = Problem(
    "I111",
    Severity.ERROR,
    title="文件里应有内容",
    basis=_BASIS,
    explanation="打得开，但没有工作表，也没有表格和段落。",
    advice="检查是不是选错了文件",
    bad=Sample("", place="自评表.docx"),
    good=_form("自评表.docx"),
)
SCANNED = Problem(
    "I112",
    Severity.ERROR,
    title="PDF 里应有文字",
    basis=_BASIS,
    explanation="扫描件是图片，没有可以读取的文字；软件不猜图片里的数字。",
    advice="请用原来的 Excel 或 Word 文件，或照着录入（jixiao new）",
    bad=_form("自评表.pdf", "是扫描件"),
    good=_form("自评表.pdf"),
)
TOO_MANY_PAGES = Problem(
    "I113",
    Severity.ERROR,
    title="PDF 不应超过 60 页",
    basis=_BASIS,
    explanation="自评表连同自评报告不过几十页，更长的多半是整本决算。",
    advice="只保留自评表和自评报告的页",
    bad=_form("自评表.pdf", "后面另有 60 页"),
    good=_form("自评表.pdf"),
)

WORDINGS = Problem(
    "I114",
    Severity.ERROR,
    title="表式文件应写得对",
    basis="layouts/ 的约定：表上的栏名在左，自评表的栏名在右",
    explanation="layouts/ 下的文件说明本地表式的栏名是什么意思；写错的，导入前就停下，免得读错。",
    advice="按“表上的栏名: 自评表的栏名”改写；自评表没有的栏列在“本地栏”下面",
    bad=sample("栏名:", "  年终实绩: 实绩", place="layouts/本地.yml"),
    good=sample("栏名:", "  年终实绩: 实际完成值", place="layouts/本地.yml"),
)

PROBLEMS: tuple[Problem, ...] = (
    MISSING,
    OLD_FORMAT,
    UNKNOWN_FORMAT,
    TOO_LARGE,
    LOCKED,
    BROKEN,
    SWOLLEN,
    MACROS,
    ENTITIES,
    MERGED,
    EMPTY,
    SCANNED,
    TOO_MANY_PAGES,
    WORDINGS,
)
