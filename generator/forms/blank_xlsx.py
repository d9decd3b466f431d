"""The empty form as a workbook: drop-downs, hints, and formulas made from the rulebook."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.utility import xl_range, xl_rowcol_to_cell

from generator.forms.boxes import Box, lines_of
from generator.forms.form_starts import LastYear, Start, spans
from generator.forms.formulas import SIGNS, budget_score, grade, indicator_score, rate, total
from generator.forms.labels import LAST_YEAR, RULE_SCORE
from generator.model.figure import plain
from generator.model.rulebook import Rulebook

_CREATED = datetime(2000, 1, 1, tzinfo=UTC)
_SOURCES = ("年度资金总额", "其中：当年财政拨款", "上年结转资金", "其他资金")
_ROWS_EACH = 3
_WIDTHS = (5, 11, 13, 20, 9, 11, 9, 12, 8, 8, 26, 11)
# The width of the columns of last year's values; points that a line of text takes, and its air.
_BESIDE, _LINE, _AIR = 17, 15, 4
_HINTS = {
    "三级指标": "写清做什么，如“培训人次”。一行一个指标；行数不够时，在中间插入行，并把上一行的公式向下复制。",
    "指标性质": "从下拉框选：≥ 至少、≤ 至多、＝ 等于、＞ 多于、＜ 少于；不能用数字衡量的选“定性”。",
    "年度指标值": "定量指标只填数字：98% 填 98，单位填在“度量单位”栏。定性指标写文字。",
    "度量单位": "如 人次、公里、%、万元、天。定性指标不填。",
    "实际完成值": "与年度指标值用同一单位，只填数字。定性指标写实际情况。",
    "分值": "各行分值与预算执行率的分值合计应为 {full}。",
    "得分": "不超过分值。右边是按规则核算的最高得分，供对照。",
    "偏差原因分析及改进措施": "没有达到目标，或超出目标较多的，写明原因和改进措施。",
    RULE_SCORE: "由公式按规则核算，不用填写，导入时不读。定性指标由填报人按档次评分，这里留空。",
}
_COLUMNS = ("一级指标", "二级指标", *_HINTS)


@dataclass(slots=True)
class _Sheet:
    """The sheet being written, with its formats by name; rows and columns count from 0."""

    page: Any
    formats: dict[str, Any]

    def put(
        self,
        row: int,
        column: int,
        text: str = "",
        look: str = "cell",
        *,
        rows: int = 1,
        columns: int = 1,
    ) -> str:
        """Write a cell, merged where it spans more; returns its address."""
        form = self.formats[look]
        if rows * columns > 1:
            self.page.merge_range(row, column, row + rows - 1, column + columns - 1, "", form)
        if text.startswith("="):
            self.page.write_formula(row, column, text, form, "")
        elif text:
            self.page.write_string(row, column, text, form)
        else:
            self.page.write_blank(row, column, None, form)
        return str(xl_rowcol_to_cell(row, column))

    def hint(
        self, row: int, column: int, title: str, text: str, choices: tuple[str, ...] = ()
    ) -> None:
        """Show a hint when the cell is entered, and choices if any; other values stay lawful."""
        rule: dict[str, Any] = (
            {"validate": "list", "source": list(choices)} if choices else {"validate": "any"}
        )
        self.page.data_validation(
            row,
            column,
            row,
            column,
            {**rule, "input_title": title[:32], "input_message": text, "error_type": "warning"},
        )

    def warn(self, address: str, formula: str, look: str = "red") -> None:
        """Colour a cell while the formula holds."""
        self.page.conditional_format(
            address, {"type": "formula", "criteria": f"={formula}", "format": self.formats[look]}
        )


def blank_form(book: Rulebook, year: int | None = None) -> bytes:
    """Return the empty form of a rulebook; equal arguments give equal bytes."""
    return blank_forms(book, year, {"自评表": Start()})


def blank_forms(book: Rulebook, year: int | None, starts: Mapping[str, Start]) -> bytes:
    """Return a workbook of forms by the names of their sheets, each with what is known of it."""
    out = BytesIO()
    with Workbook(out, {"in_memory": True}) as workbook:
        workbook.set_properties({"title": "项目支出绩效自评表", "created": _CREATED})
        formats = _formats(workbook)
        for name, start in starts.items():
            _draw(_Sheet(workbook.add_worksheet(name), formats), book, year, start)
    return out.getvalue()


def _draw(sheet: _Sheet, book: Rulebook, year: int | None, start: Start) -> None:
    _page(sheet)
    _title(sheet, year, start)
    weight, score = _funding(sheet, 4, book)
    if start.budget is not None:
        sheet.page.write_number(5, 4, float(start.budget), sheet.formats["middle"])
    _goals(sheet, 5 + len(_SOURCES))
    _indicators(sheet, 7 + len(_SOURCES), book, start, (weight, score))


def _formats(workbook: Any) -> dict[str, Any]:
    base = {
        "font_name": "宋体",
        "font_size": 10,
        "text_wrap": True,
        "valign": "vcenter",
        "border": 1,
    }
    centred = {**base, "align": "center"}
    return {
        "cell": workbook.add_format(base),
        "middle": workbook.add_format(centred),
        "head": workbook.add_format({**centred, "bold": True}),
        "title": workbook.add_format({**centred, "bold": True, "font_size": 16, "border": 0}),
        "year": workbook.add_format({**centred, "border": 0}),
        "rate": workbook.add_format({**centred, "num_format": "0.00%"}),
        "computed": workbook.add_format(
            {**centred, "font_color": "#595959", "bg_color": "#F2F2F2"}
        ),
        "red": workbook.add_format({"bg_color": "#FFC7CE", "font_color": "#9C0006"}),
    }


def _page(sheet: _Sheet) -> None:
    sheet.page.set_landscape()
    sheet.page.set_paper(9)
    sheet.page.fit_to_pages(1, 0)
    sheet.page.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.5)
    for column, width in enumerate(_WIDTHS):
        sheet.page.set_column(column, column, width)


def _title(sheet: _Sheet, year: int | None, start: Start) -> None:
    sheet.put(0, 0, "项目支出绩效自评表", "title", columns=len(_WIDTHS))
    sheet.put(1, 0, f"（{year or '    '}年度）", "year", columns=len(_WIDTHS))
    sheet.page.set_row(0, 28)
    sheet.hint(
        0,
        0,
        "填表说明",
        "白格由填报人填写，灰格由公式算出。变红的格与规则或合计不符，请核对。点到哪一格，就显示哪一格的说明。",
    )
    beside = [(2, 6, "项目编码", start.code, 4)] if start.code else []
    for row, column, label, text, span in (
        (2, 0, "项目名称", start.project, 4 if start.code else 10),
        *beside,
        (3, 0, "主管部门", start.department, 4),
        (3, 6, "实施单位", start.unit, 4),
    ):
        sheet.put(row, column, label, "head", columns=2)
        sheet.put(row, column + 2, text, columns=span)


def _funding(sheet: _Sheet, top: int, book: Rulebook) -> tuple[str, str]:
    """Write the funding block; returns the addresses of its weight and score."""
    received = ("实际到位数",) if book.budget.base == "实际到位数" else ()
    heads = ("年初预算数", "全年预算数", *received, "全年执行数", "分值", "执行率", "得分")
    sheet.put(top, 0, "项目资金（万元）", "head", rows=1 + len(_SOURCES), columns=2)
    sheet.put(top, 2, "", "head", columns=2)
    places = {name: 4 + place for place, name in enumerate(heads)} | {RULE_SCORE: 2 + len(_HINTS)}
    for name, column in places.items():
        sheet.put(top, column, name, "head")
    sheet.put(
        top, 4 + len(heads), rows=1 + len(_SOURCES), columns=places[RULE_SCORE] - 4 - len(heads)
    )
    _sources(sheet, top, places)
    at = {name: str(xl_rowcol_to_cell(top + 1, column)) for name, column in places.items()}
    part, whole, weight = at["全年执行数"], at[book.budget.base], at["分值"]
    sheet.page.write_number(weight, float(book.budget.weight), sheet.formats["middle"])
    sheet.put(top + 1, places["执行率"], rate(part, whole), "rate")
    sheet.put(top + 1, places[RULE_SCORE], budget_score(part, whole, weight, book), "computed")
    sheet.hint(top + 1, places["得分"], "得分", "不超过右边按规则核算的最高得分。")
    for number in range(1, 1 + len(_SOURCES)):
        spent, budget = (
            xl_rowcol_to_cell(top + number, places[name]) for name in ("全年执行数", "全年预算数")
        )
        sheet.warn(spent, f"AND(ISNUMBER({spent}),ISNUMBER({budget}),{spent}>{budget})")
    _warn_of_score(sheet, at["得分"], weight, at[RULE_SCORE])
    return weight, at["得分"]


def _sources(sheet: _Sheet, top: int, places: Mapping[str, int]) -> None:
    """Write a row for each source of money; the first adds up those below."""
    for number, source in enumerate(_SOURCES, 1):
        sheet.put(top + number, 2, source, "middle", columns=2)
        for name, column in places.items():
            below = xl_range(top + 2, column, top + len(_SOURCES), column)
            is_sum = name.endswith("数") and number == 1
            look = "computed" if name == RULE_SCORE else "middle"
            sheet.put(top + number, column, total(below) if is_sum else "", look)


def _look(name: str) -> str:
    """Return the format of an indicator's cell under a head."""
    if name == RULE_SCORE:
        return "computed"
    return "cell" if name in ("三级指标", "偏差原因分析及改进措施") else "middle"


def _goals(sheet: _Sheet, top: int) -> None:
    sheet.put(top, 0, "年度总体目标", "head", rows=2)
    for column, span, label in ((1, 5, "预期目标"), (6, 6, "实际完成情况")):
        sheet.put(top, column, label, "head", columns=span)
        sheet.put(top + 1, column, columns=span)
    sheet.page.set_row(top + 1, 90)


def _indicators(
    sheet: _Sheet, top: int, book: Rulebook, start: Start, budget: tuple[str, str]
) -> None:
    """Write the block with room for each level; `budget` holds the cells of its points."""
    rows = start.rows(_levels(book), _ROWS_EACH)
    sheet.put(top, 0, "绩效指标", "head", rows=1 + len(rows))
    if start.lines:
        sheet.page.set_column(len(_WIDTHS), len(_WIDTHS) + 1, _BESIDE)
    for column, name in enumerate((*_COLUMNS, *(LAST_YEAR if start.lines else ())), 1):
        sheet.put(top, column, name, "head")
    for column in (1, 2):
        for first, count in spans([row[:column] for row in rows]):
            name = str(rows[first][column - 1])
            sheet.put(top + 1 + first, column, name, "middle", rows=count)
    for number, (_, _, line) in enumerate(rows, top + 1):
        _indicator(sheet, number, book)
        if line is not None:
            _begin(sheet, number, line)
    _totals(sheet, top + 1 + len(rows), top + 1, book, *budget)


def _levels(book: Rulebook) -> list[tuple[str, str]]:
    firsts = [one for one in book.level1_weights if "预算执行" not in one]
    return [(one, two) for one in firsts for two in book.level2.get(one) or ("",)]


def _begin(sheet: _Sheet, row: int, line: LastYear) -> None:
    """Write what an indicator was called last year, with its target and actual value beside."""
    texts = {3: line.name, len(_WIDTHS): line.target, len(_WIDTHS) + 1: line.actual}
    for column, text in texts.items():
        sheet.put(row, column, text, "cell" if column == 3 else "computed")
    widths = {3: _WIDTHS[3], len(_WIDTHS): _BESIDE, len(_WIDTHS) + 1: _BESIDE}
    lines = max(lines_of(Box(text, 1, 1), [widths[column]]) for column, text in texts.items())
    sheet.page.set_row(row, _AIR + _LINE * lines)


def _indicator(sheet: _Sheet, row: int, book: Rulebook) -> None:
    at = {}
    for column, (name, hint) in enumerate(_HINTS.items(), 3):
        at[name] = sheet.put(row, column, "", _look(name))
        choices = SIGNS if name == "指标性质" else ()
        sheet.hint(row, column, name, hint.format(full=plain(book.full_score)), choices)
    target, actual, sign, weight = (
        at[name] for name in ("年度指标值", "实际完成值", "指标性质", "分值")
    )
    sheet.put(row, 2 + len(_HINTS), indicator_score(target, actual, sign, weight, book), "computed")
    _warn_of_score(sheet, at["得分"], weight, at[RULE_SCORE])
    note, score = at["偏差原因分析及改进措施"], at["得分"]
    sheet.warn(note, f'AND(ISNUMBER({score}),ISNUMBER({weight}),{score}<{weight},{note}="")')


def _warn_of_score(sheet: _Sheet, score: str, weight: str, rule: str) -> None:
    """Red where a declared score is over its weight or over what the rule gives."""
    sheet.warn(score, f"AND(ISNUMBER({score}),ISNUMBER({weight}),{score}>{weight})")
    sheet.warn(score, f"AND(ISNUMBER({score}),ISNUMBER({rule}),{score}>{rule})")


def _totals(sheet: _Sheet, row: int, first: int, book: Rulebook, weight: str, score: str) -> None:
    sheet.put(row, 0, "总分", "head", columns=8)
    for column, budget in ((8, weight), (9, score)):
        cells = f"{xl_range(first, column, row - 1, column)},{budget}"
        sheet.put(row, column, total(cells), "middle")
    weights, points = (str(xl_rowcol_to_cell(row, column)) for column in (8, 9))
    entered = xl_range(first, 8, row - 1, 8)
    sheet.warn(weights, f"AND(COUNT({entered})>0,{weights}<>{plain(book.full_score)})")
    sheet.put(row, 10, columns=2)
    sheet.put(row + 1, 0, "自评等级", "head", columns=2)
    sheet.put(row + 1, 2, grade(points, book), "middle", columns=2)
    sheet.put(row + 1, 4, columns=8)
