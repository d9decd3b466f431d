"""The empty form: its formulas give what the rulebook gives, it reddens where a check fires, and it imports back."""

import itertools
import warnings
from collections.abc import Iterable
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from generator.assessment import Assessment
from generator.forms.blank_xlsx import blank_form
from generator.forms.finished import Defaults
from generator.forms.importing import Outcome, import_source
from generator.forms.source_file import read_source
from generator.model.figure import round_half_up
from generator.model.report import Form, Indicator
from generator.model.rulebook import Rulebook
from generator.scoring.budget import BudgetRow, read_money
from generator.scoring.indicator import Context, fact_of, read_indicator
from tests.effort import some
from tests.make import ROOT

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    import formulas

Cells = dict[str, Any]
RULEBOOKS = sorted(path.stem for path in (ROOT / "content" / "rules").glob("*.yml") if "vectors" not in path.name)
SIGNS = ("≥", "≤", "＝", "＞", "＜")
# Targets and actual values at, above and below each other, with zero and negative ones.
VALUES = ((50, 49), (50, 50), (50, 51), (0, 0), (0, 3), (30, 75), (-2, -3), (-2, -1), (3, 0), (0.3, 0.1), (95, 93.27))


def fill(data: bytes, cells: Cells) -> Worksheet:
    """Return the sheet of an empty form with cells filled in, as somebody would."""
    sheet = load_workbook(BytesIO(data)).worksheets[0]
    for address, value in cells.items():
        sheet[address] = value
    return sheet


def computed(sheet: Worksheet, folder: Path) -> Cells:
    """Return every formula's result, as a spreadsheet program computes it."""
    path = folder / "filled.xlsx"
    assert sheet.parent is not None
    sheet.parent.save(path)
    solution = formulas.ExcelModel().loads(str(path)).finish().calculate()
    prefix = f"'[filled.xlsx]{sheet.title}'!"
    return {
        key.removeprefix(prefix): value.value.item()
        for key, value in solution.items()
        if key.startswith(prefix) and ":" not in key
    }


def saved(sheet: Worksheet, results: Cells, folder: Path) -> Outcome:
    """Import the form with the results in place of the formulas: what an importer sees of a saved workbook."""
    for line in sheet.iter_rows():
        for cell in line:
            if cell.data_type == "f":
                cell.value = results[cell.coordinate] if results[cell.coordinate] != "" else None
    path = folder / "saved.xlsx"
    assert sheet.parent is not None
    sheet.parent.save(path)
    return import_source(read_source(path), Defaults("mof-2020-10"))


def rows(sheet: Worksheet) -> list[int]:
    return [cell.row for cell in sheet["L"] if cell.data_type == "f" and cell.row > 10]


@pytest.fixture(params=RULEBOOKS)
def book(request: pytest.FixtureRequest, real: Assessment) -> Rulebook:
    assert real.content is not None
    return real.content.rulebooks[request.param]


@pytest.fixture
def mof(real: Assessment) -> Rulebook:
    assert real.content is not None
    return real.content.rulebooks["mof-2020-10"]


def calculate(sheet: Worksheet, address: str, cells: Cells) -> Decimal:
    """Return one formula's result where these cells are filled in and the others are empty."""
    compiled = formulas.Parser().ast(sheet[address].value)[1].compile()
    return Decimal(repr(compiled(*(cells.get(name, sheet[name].value or "") for name in compiled.inputs)).item()))


@pytest.mark.long
def test_every_rulebook_scores_indicators_in_the_form_as_the_engine_does(book: Rulebook) -> None:
    """Where the rule is open, as for a target below zero, the form's figure lies within what it leaves open."""
    sheet = fill(blank_form(book), {})
    for sign, (target, actual) in some(list(itertools.product(SIGNS, VALUES)), 3):
        row = Indicator.model_validate(
            {"三级指标": "甲", "指标性质": sign, "年度指标值": str(target), "实际完成值": str(actual), "分值": "7"}
        )
        context = Context(book, None, 2025, has_adjusted=False)
        (reading,) = read_indicator(row, Decimal(7), context, fact_of(row, context))
        found = calculate(sheet, "L13", {"E13": sign, "F13": target, "H13": actual, "I13": 7})
        low, high = (round_half_up(points, int(book.places)) for points in (reading.low, reading.high))
        assert low <= found <= high, (sign, target, actual, reading.arithmetic)
        assert reading.is_point or target <= 0 or sign == "＝", (sign, target, actual)


@pytest.mark.parametrize(
    "money", [(100, 100, 93.335), (100, 120, 130), (100, 100, 90), (100, 100, 79.99), (100, 80, 0)]
)
def test_every_rulebook_scores_the_budget_in_the_form_as_the_engine_does(
    book: Rulebook, money: tuple[float, ...]
) -> None:
    sheet = fill(blank_form(book), {})
    columns = {cell.value: cell.column_letter for cell in sheet[5] if cell.value}
    stated = dict(zip(("年初预算数", "全年预算数", "全年执行数"), money, strict=True))
    if "实际到位数" in columns:
        stated["实际到位数"] = money[1]
    form = Form.model_validate(
        {
            "评价规则": book.id,
            "金额单位": "万元",
            "资金": [{"来源": "年度资金总额", **{key: str(value) for key, value in stated.items()}}],
            "绩效指标": [{"三级指标": "甲"}],
        }
    )
    reading = read_money(BudgetRow(form, book.budget.weight, book, book.budget.tiers))

    assert reading is not None
    found = calculate(sheet, "L6", {f"{columns[key]}6": value for key, value in stated.items()})
    assert found == round_half_up(reading.high, int(book.places))


def a_year(first: int) -> Cells:
    """Return the entries of a small lawful form: budget 10, and nine rows of 10."""
    head = {
        "C3": "农村公路养护",
        "C4": "某县交通运输局",
        "I4": "某县公路管理站",
        "E7": 100,
        "F7": 100,
        "G7": 90,
        "J6": 9,
    }
    goals = {"B11": "养护农村公路50公里。", "G11": "养护农村公路50公里。"}
    filled: Cells = {**head, **goals}
    for number in range(9):
        line = first + 3 * number
        filled |= {f"D{line}": f"指标之{number}", f"E{line}": "≥", f"F{line}": 50, f"G{line}": "公里"}
        filled |= {f"H{line}": 50, f"I{line}": 10, f"J{line}": 10}
    return filled


def red(sheet: Worksheet, folder: Path) -> set[str]:
    """Return the cells that a spreadsheet program would colour, by evaluating each rule as a formula."""
    rules = [
        (str(area.sqref), rule.formula[0])
        for area in sheet.conditional_formatting
        for rule in area.rules
        if rule.type == "expression"
    ]
    for number, (_, formula) in enumerate(rules, 1):
        sheet[f"Z{number}"] = f"={formula}"
    found = computed(sheet, folder)
    return {address for number, (address, _) in enumerate(rules, 1) if found[f"Z{number}"]}


def test_a_lawful_form_reddens_nowhere(mof: Rulebook, tmp_path: Path) -> None:
    data = blank_form(mof, 2025)

    assert red(fill(data, a_year(rows(fill(data, {}))[0])), tmp_path) == set()


WRONG: list[tuple[Cells, set[str]]] = [
    ({"J13": 11}, {"J13"}),
    ({"H13": 40}, {"J13"}),
    ({"H13": 40, "J13": 8}, {"K13"}),
    ({"H13": 40, "J13": 8, "K13": "因暴雨停工"}, set()),
    ({"I13": 20}, {"I40", "K13"}),
    ({"J6": 10}, {"J6"}),
    ({"G7": 101, "J6": 10}, {"G6", "G7"}),
]


@pytest.mark.long
@pytest.mark.parametrize(("wrong", "where"), some(WRONG, 2))
def test_the_form_reddens_where_a_check_would_fire(
    wrong: Cells, where: set[str], mof: Rulebook, tmp_path: Path
) -> None:
    data = blank_form(mof, 2025)

    assert red(fill(data, a_year(13) | wrong), tmp_path) == where


def test_a_filled_form_comes_back_with_everything_entered_and_computed(mof: Rulebook, tmp_path: Path) -> None:
    sheet = fill(blank_form(mof, 2025), a_year(13))
    outcome = saved(sheet, computed(sheet, tmp_path), tmp_path)
    (form,) = outcome.forms

    assert outcome.unused == ()
    assert form.doubts == ()
    assert form.values["年度"] == "2025"
    assert (form.values["总分"], form.values["总分值"], form.values["评价等级"]) == ("99", "100", "优")
    assert form.values["资金"][0] == {
        "来源": "年度资金总额",
        "年初预算数": "100",
        "全年预算数": "100",
        "全年执行数": "90",
        "分值": "10",
        "执行率": "90.00%",
        "得分": "9",
    }
    names = [f"指标之{number}" for number in range(9)]
    assert [line["三级指标"] for line in form.values["绩效指标"]] == names
    levels = [(line["一级指标"], line["二级指标"]) for line in form.values["绩效指标"]]
    assert levels == [(one, two) for one, many in mof.level2.items() for two in many if one in mof.level1_weights]
    assert form.values["绩效指标"][0]["指标性质"] == "≥"
    Form.model_validate(form.values)


def test_whoever_enters_a_cell_is_told_what_belongs_there(mof: Rulebook) -> None:
    sheet = fill(blank_form(mof), {})
    hints = {str(one.sqref): one for one in sheet.data_validations.dataValidation}

    for line in rows(sheet):
        told = [hint(hints.values(), f"{column}{line}") for column in "DEFGHIJKL"]
        assert all(one is not None and one.prompt for one in told), line
    choices = hint(hints.values(), "E13")
    assert choices is not None
    assert choices.formula1 == f'"{",".join((*SIGNS, "定性"))}"'


def hint(hints: Iterable[Any], address: str) -> Any:
    return next((one for one in hints if address in one.sqref), None)


def test_the_form_prints_the_budget_weight_of_its_own_rulebook(book: Rulebook) -> None:
    sheet = fill(blank_form(book), {})
    heads = {cell.value: cell.column_letter for cell in sheet[5] if cell.value}

    assert Decimal(str(sheet[f"{heads['分值']}6"].value)) == book.budget.weight
    assert blank_form(book) == blank_form(book)
