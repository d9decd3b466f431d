"""The head of a summary table (汇总表): a column for each thing that is said of a project."""

from dataclasses import dataclass
from itertools import pairwise

from generator.forms.cells import Line, matches
from generator.forms.grid import Cell, Grid
from generator.forms.head_patterns import FUNDING_PATTERNS, HEAD_PATTERNS, Patterns
from generator.forms.head_rows import HeadRows, head_rows
from generator.forms.labels import FUNDING, HEADS, INDICATORS, joined, label

# The first row of a form's money; a column of a summary that names no source states it.
WHOLE = "年度资金总额"
MONEY = ("年初预算数", "全年预算数", "实际到位数", "全年执行数", "结余", "到位率", "执行率")
_RESULTS = frozenset(("总分", "评价等级", "全年执行数", "执行率"))
_WHOSE = frozenset(("主管部门", "实施单位", "项目编码"))
_SUMS = frozenset(("合计", "小计", "总计"))
_NUMBERING = frozenset(("序号", "编号", "行次"))
_FEWEST, _FEWEST_SIDE_BY_SIDE = 4, 2
# What stands short at the head of a column, where a form says it in full.
_SHORT = {
    "项目": "项目名称",
    "部门": "主管部门",
    "单位": "实施单位",
    "得分": "总分",
    "分数": "总分",
    "自评分": "总分",
    "自评得分": "总分",
    "自评分数": "总分",
    "等次": "评价等级",
    "自评等次": "评价等级",
}
_MONEY_WORDS = {word: key for word, key in FUNDING.items() if key in MONEY}
_WORDS = {**_MONEY_WORDS, **HEADS, **_SHORT}
_PATTERNS: Patterns = (
    *HEAD_PATTERNS,
    *(pair for pair in FUNDING_PATTERNS if pair[0] in MONEY),
)


@dataclass(frozen=True, slots=True)
class SummaryHead:
    """The columns of a summary: texts by key, money by key and source, the others by their heads.

    `first` is the row that the head begins in, `rows` how many it takes.
    """

    texts: dict[int, str]
    money: dict[int, tuple[str, str]]
    others: dict[int, str]
    numbering: frozenset[int]
    cells: tuple[Cell, ...]
    first: int
    rows: int

    @property
    def project(self) -> int:
        """The column of the projects' names."""
        return next(column for column, key in self.texts.items() if key == "项目名称")


def summary_head(grid: Grid) -> SummaryHead | None:
    """Return the head of the first summary on a table; None where there is none.

    A table with indicators is a form, however its money is headed.
    """
    if any(INDICATORS.get(label(cell.text)) == "三级指标" for cell in grid.cells):
        return None
    lines = (Line.of(grid, number) for number in range(1, grid.height + 1))
    return next(filter(None, map(_read, lines)), None)


def _read(line: Line) -> SummaryHead | None:
    head = head_rows(line, _WORDS, _PATTERNS)
    if not _is_summary(head) or min(cell.row for cell in head.cells) < line.number:
        return None
    money = _money(line, head)
    texts = {column: key for column, key in head.columns.items() if key not in MONEY}
    rest = {cell.column: cell.text for cell in head.cells if cell.column not in {*money, *texts}}
    numbering = frozenset(filter(lambda column: label(rest[column]) in _NUMBERING, rest))
    others = {column: joined(rest[column]) for column in sorted(rest.keys() - numbering)}
    return SummaryHead(texts, money, others, numbering, head.cells, line.number, head.rows)


def _is_summary(head: HeadRows) -> bool:
    """Tell heads over projects from the labels of one form, whose values stand between them.

    A funding table has columns of money too, but says of nobody whose it is.
    """
    keys = set(head.known.values())
    has_number = any(label(cell.text) in _NUMBERING for cell in head.cells)
    if "项目名称" not in keys or not keys & _RESULTS or not (has_number or keys & _WHOSE):
        return False
    pairs = pairwise(head.cells)
    beside = sum(1 for one, other in pairs if {one, other} <= head.known.keys())
    return len(keys) >= _FEWEST and beside >= _FEWEST_SIDE_BY_SIDE


def _money(line: Line, head: HeadRows) -> dict[int, tuple[str, str]]:
    """Return the columns of money with figure and source; a group above may say which figure."""
    found = {column: (key, WHOLE) for column, key in head.columns.items() if key in MONEY}
    for cell in head.cells:
        group = line.grid.at(line.number, cell.column)
        if cell in head.known or group is None or group == cell:
            continue
        key = matches([group], _WORDS, _PATTERNS).get(group)
        if key in MONEY:
            words = label(cell.text)
            found[cell.column] = (str(key), WHOLE if words in _SUMS else joined(cell.text))
    return found


def says_sum(cell: Cell | None) -> bool:
    """Tell the cell that names a row of sums."""
    return cell is not None and label(cell.text) in _SUMS
