"""How problems are told: their kinds, how samples are read, one as text, all as a list."""

from collections.abc import Iterator
from types import MappingProxyType

from generator.model.problem import Manual, Problem, Sample

# The first two characters of a code say what it is about.
FAMILIES: MappingProxyType[str, str] = MappingProxyType(
    {
        "F1": "分值与得分",
        "F2": "资金",
        "F3": "目标值与完成值",
        "F4": "填报完整性",
        "F5": "复核",
        "F6": "整改",
        "F7": "附件",
        "R1": "得分与规则",
        "R2": "全表与规则",
        "R3": "复核时常问的事",
        "N1": "正文与表",
        "X1": "报告之间",
        "X2": "与往年相比",
        "D1": "公开前把关",
        "D2": "个人和涉密信息",
        "E1": "数据文件本身",
        "E2": "数据文件的写法",
        "E3": "栏目的填法",
        "E4": "文件之间",
        "E5": "手写的页面",
        "E6": "批复项目名单",
        "E7": "附件",
        "I1": "导入自评表",
        "G1": "改动已公开的内容",
    }
)
CLEAN_FORM = "没有问题的自评表"
_LAID_OVER = f"只写与“{CLEAN_FORM}”不同的几行；留空的，就是没有填报"
_READ: MappingProxyType[str, str] = MappingProxyType(
    {
        "E": "这是整个文件的内容",
        "G": f"“---”以上是已公开的，以下是改后的；{_LAID_OVER}",
        "I": "“|”隔开一行的各个单元格",
        "X": f"“---”隔开两份报告；{_LAID_OVER}",
    }
)


def how_to_read(problem: Problem) -> str:
    """Say how the samples of a problem are to be read."""
    return _READ.get(problem.code[0], _LAID_OVER)


def is_laid_over(problem: Problem) -> bool:
    """Tell whether the samples of a problem show only what differs from the clean form."""
    return _LAID_OVER in how_to_read(problem)


def circumstances(sample: Sample) -> str:
    """Say where a sample lies and what its text cannot show; "" where there is nothing to say."""
    return "；".join(words for words in (sample.place, sample.state) if words)


def index(manual: Manual) -> str:
    """Return the list of all codes, a line each, by what they are about."""
    lines = []
    for prefix, title in FAMILIES.items():
        own = (problem for problem in manual.problems if problem.code.startswith(prefix))
        lines.append(title)
        lines += [f"    {one.code} {one.title}（{one.severity}）" for one in own]
    return "\n".join(lines) + "\n"


def everything(problem: Problem) -> str:
    """Return all that is to be said of a problem, as plain text."""
    return "\n".join(_lines(problem)) + "\n"


def _lines(problem: Problem) -> Iterator[str]:
    yield f"{problem.code} {problem.title}（{problem.severity}）"
    yield ""
    yield f"说明：{problem.explanation}"
    yield f"依据：{problem.basis}"
    yield f"改法：{problem.advice}"
    for heading, sample in (("有问题的例子", problem.bad), ("没有问题的例子", problem.good)):
        where = circumstances(sample)
        yield ""
        yield f"{heading}（{where}）：" if where else f"{heading}："
        yield from (f"    {line}" for line in sample.text.splitlines())
        if sample.beside:
            yield sample.beside
    yield ""
    yield f"例子的读法：{how_to_read(problem)}。"
