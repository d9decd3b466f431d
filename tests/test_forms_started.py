"""Blank forms that begin with what is known: the approved project, and last year's targets and actual values."""

import shutil
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from openpyxl import load_workbook

from generator.cli import main
from tests.make import CONTENT, load
from tests.test_forms_intake import bring

HEAD = "项目编码,项目名称,部门,实施单位,批复预算,金额单位,应自评,应公开,豁免依据\n"
LINES = (
    "JG001,全省信息化建设经费,山西省高级人民法院,院信息处,9000,万元,是,是,",
    "JG002,办案业务费,山西省高级人民法院,,1234567.8,元,是,是,",
    "JG003,零星维修,山西省高级人民法院,,10,万元,否,是,小额维修不单独自评",
    "JG004,信息化运维,上海市第一中级人民法院,,800,万元,是,是,",
)
LAST = CONTENT / "projects/2020/sx-high-court/it-construction.yml"


@pytest.fixture
def content(tmp_path: Path) -> Path:
    folder = tmp_path / "content"
    shutil.copytree(CONTENT, folder)
    (folder / "approved").mkdir(exist_ok=True)
    (folder / "approved/2021.csv").write_text(HEAD + "\n".join(LINES) + "\n", "utf-8")
    (folder / "approved/2021.yml").write_text("来源: 某省财政厅批复预算\n", "utf-8")
    return folder


@pytest.fixture
def forms(content: Path, tmp_path: Path) -> Path:
    out = tmp_path / "空白表"
    out.mkdir()  # a second year's forms go where the first year's went
    result = CliRunner().invoke(
        main, ["form", "--approved", "--year", "2021", "--content", str(content), "-o", str(out)]
    )
    assert result.exit_code == 0, result.output
    assert "2 个部门，3 个项目" in result.output
    return out


def beside(sheet: Any, text: str, steps: int = 2) -> Any:
    (cell,) = (cell for row in sheet.iter_rows() for cell in row if cell.value == text)
    return sheet.cell(cell.row, cell.column + steps).value


def test_each_department_has_a_workbook_with_a_sheet_for_each_project(forms: Path) -> None:
    assert sorted(path.name for path in forms.iterdir()) == ["sh-first-intermediate-court.xlsx", "sx-high-court.xlsx"]
    first, second = load_workbook(forms / "sx-high-court.xlsx").worksheets

    assert (beside(first, "项目名称"), beside(first, "项目编码")) == ("全省信息化建设经费", "JG001")
    assert (beside(first, "主管部门"), beside(first, "实施单位")) == ("山西省高级人民法院", "院信息处")
    assert (beside(first, "年度资金总额"), beside(second, "年度资金总额")) == (9000, 123.45678)
    assert first["A2"].value == "（2021年度）"


def test_last_years_targets_and_actual_values_stand_beside_their_indicators(forms: Path) -> None:
    sheet = load_workbook(forms / "sx-high-court.xlsx").worksheets[0]
    heads = {cell.value: cell.column for row in sheet.iter_rows() for cell in row if cell.value}
    told = {
        sheet.cell(row, heads["三级指标"]).value: (
            sheet.cell(row, heads["对照：上年指标值"]).value,
            sheet.cell(row, heads["对照：上年完成值"]).value,
        )
        for row in range(1, sheet.max_row + 1)
        if sheet.cell(row, heads["对照：上年完成值"]).value not in (None, "对照：上年完成值")
    }

    # A target changed within the year is the one that held.
    last = load(LAST)["绩效指标"]
    assert told == {row["三级指标"]: (row.get("调整后指标值") or row["年度指标值"], row["实际完成值"]) for row in last}


def test_a_form_filled_in_comes_back_without_last_years_values(content: Path, forms: Path) -> None:
    path = forms / "sx-high-court.xlsx"
    book = load_workbook(path)
    sheet = book.worksheets[0]
    heads = {cell.value: cell.column for row in sheet.iter_rows() for cell in row if cell.value}
    top = next(cell.row for row in sheet.iter_rows() for cell in row if cell.value == "三级指标")
    for name, value in (("年度指标值", 98), ("实际完成值", 99), ("分值", 5), ("得分", 5)):
        sheet.cell(top + 1, heads[name]).value = value
    book.save(path)
    found: Any = bring(content, path, "--year", "2021")
    first = found["files"][0]["forms"][0]
    (written,) = (content / "projects/2021/sx-high-court").glob(f"{first['report'].split('/')[-1]}.yml")
    values = load(written)
    row = values["绩效指标"][0]

    assert (values["项目编码"], values["项目名称"], values["年度"]) == ("JG001", "全省信息化建设经费", "2021")
    assert values["资金"][0]["年初预算数"] == "9000"
    assert (row["年度指标值"], row["实际完成值"], row["分值"], row["得分"]) == ("98", "99", "5", "5")
    assert "对照" not in written.read_text("utf-8")


def test_a_year_without_a_list_is_said_so(content: Path, tmp_path: Path) -> None:
    result = CliRunner().invoke(
        main, ["form", "--approved", "--year", "2035", "--content", str(content), "-o", str(tmp_path / "x")]
    )

    assert result.exit_code == 2
    assert "没有这一年度的批复项目名单" in result.output
