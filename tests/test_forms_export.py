"""Forms out: a filled official form in Excel or Word, which comes back in as the same report."""

from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
import yaml
from openpyxl import load_workbook

from generator.assessment import Assessment
from generator.form_tree.tree import declared
from generator.form_tree.yaml_writing import write_yaml
from generator.forms.export_docx import form_docx
from generator.forms.export_xlsx import form_xlsx
from generator.forms.finished import Defaults
from generator.forms.importing import Outcome, import_source
from generator.forms.printed_numbers import printed
from generator.forms.source_file import read_source
from generator.model.figure import Figure
from generator.model.report import Form, Report
from tests.effort import tries
from tests.make import CONTENT, load, make_report, row
from tests.test_forms_import import NOT_ON_THE_FORM

WRITERS = {"xlsx": form_xlsx, "docx": form_docx}
# What a table on paper cannot say: the unit of a table that is no money.
LOST = {"单位"}


def bare(value: Any) -> Any:
    """Return what the form says without what paper cannot say, and without empty cells."""
    if isinstance(value, dict):
        kept = {key: bare(item) for key, item in value.items() if key not in (*NOT_ON_THE_FORM, *LOST)}
        return {key: item for key, item in kept.items() if item}
    return [bare(item) for item in value] if isinstance(value, list) else value


def there_and_back(report: Report, kind: str, folder: Path) -> Outcome:
    path = folder / f"form.{kind}"
    path.write_bytes(WRITERS[kind](report))
    return import_source(read_source(path), Defaults("mof-2020-10"))


@pytest.mark.parametrize("kind", WRITERS)
def test_the_real_reports_go_out_and_come_back(real: Assessment, kind: str, tmp_path: Path) -> None:
    for case in real.cases:
        outcome = there_and_back(case.report, kind, tmp_path)
        stated = bare(load(CONTENT / "projects" / f"{case.report.id}.yml"))
        assert bare(outcome.forms[0].values) == stated, case.report.id
        assert outcome.unused == (), case.report.id


@pytest.mark.parametrize("kind", WRITERS)
def test_equal_reports_give_equal_bytes_without_formulas(real: Assessment, kind: str) -> None:
    report = real.cases[0].report
    assert WRITERS[kind](report) == WRITERS[kind](report)


def test_every_figure_is_a_number_that_shows_its_print(real: Assessment) -> None:
    """Numbers to count with; how they show is read by another program's rules: openpyxl's formats."""
    for case in real.cases:
        book = load_workbook(BytesIO(form_xlsx(case.report)))
        cells = [cell for sheet in book for line in sheet.iter_rows() for cell in line if cell.value is not None]
        form = case.report.form
        (total,) = {cell.number_format for cell in cells if cell.data_type == "n" and _shown(cell) == _text(form.total)}

        assert {cell.data_type for cell in cells} == {"n", "s"}
        assert set(total) <= set("0.")
        weights = [row.weight.text for row in form.indicators if row.weight]
        shown = [_shown(cell) for cell in cells if cell.data_type == "n"]
        assert all(weight in shown for weight in weights)


def _text(figure: Figure | None) -> str:
    assert figure
    return figure.text


def _shown(cell: Any) -> str:
    """Return how a number shows under the four kinds of format that are written."""
    places = len(cell.number_format.removesuffix("%").partition(".")[2])
    comma = "," if "#" in cell.number_format else ""
    if cell.number_format.endswith("%"):
        return f"{Decimal(repr(cell.value)):{comma}.{places}%}"
    return f"{Decimal(repr(cell.value)):{comma}.{places}f}"


@pytest.mark.parametrize(
    ("text", "value", "form"),
    [
        ("8,358,865.00", "8358865.00", "#,##0.00"),
        ("97.34%", "0.9734", "0.00%"),
        ("97.00", "97.00", "0.00"),
        ("0", "0", "0"),
        ("-1.5", "-1.5", "0.0"),
    ],
)
def test_a_figure_becomes_a_number_and_its_format(text: str, value: str, form: str) -> None:
    assert printed(text) == (Decimal(value), form)


@pytest.mark.parametrize("text", ["0010", "—", "1,23", "-0", "12345678901234567", "≥5", "１００", "1e3"])
def test_what_no_number_shows_stays_text(text: str) -> None:
    assert printed(text) is None


@pytest.mark.parametrize("kind", WRITERS)
def test_long_texts_go_out_and_come_back(kind: str, tmp_path: Path) -> None:
    """Longer than the highest row of a spreadsheet (409 points), in a cell, a goal and a paragraph."""
    long = "落实整改措施，逐项销号。" * 150
    rows = [row(三级指标="养护里程", 偏差原因分析及改进措施=long), row(三级指标="合格率")]
    report = make_report(
        绩效指标=rows, 年度总体目标={"预期目标": long, "实际完成情况": "完成"}, 报告={"项目概况": long}
    )
    expected = bare(yaml.load(write_yaml(_declared(report.form), []), yaml.BaseLoader))  # noqa: S506 - text
    path = tmp_path / f"form.{kind}"
    path.write_bytes(WRITERS[kind](report))

    assert bare(import_source(read_source(path), Defaults("mof-2020-10")).forms[0].values) == expected
    if kind == "xlsx":
        heights = [one.height or 0 for sheet in load_workbook(path) for one in sheet.row_dimensions.values()]
        assert max(heights) <= 409


def test_the_money_block_is_as_wide_as_the_form_and_says_what_is_part_of_what(real: Assessment) -> None:
    report = next(
        case.report for case in real.cases if case.report.id.endswith("it-maintenance") and case.report.form.funding
    )
    sheet = load_workbook(BytesIO(form_xlsx(report))).worksheets[0]
    (top,) = [cell for line in sheet.iter_rows() for cell in line if str(cell.value).startswith("项目资金")]
    over = {(area.min_row, area.min_col): area.max_col for area in sheet.merged_cells.ranges}
    ends = [over.get((cell.row, cell.column), cell.column) for cell in sheet[top.row or 0] if cell.value]

    assert max(ends) == sheet.max_column
    texts = [str(cell.value) for line in sheet.iter_rows() for cell in line]
    assert any(text.startswith("其中：") for text in texts)


@pytest.mark.long
def test_made_up_reports_go_out_and_come_back(tmp_path: Path) -> None:
    """14 give every value that is drawn below; the long run tries 200, and so every combination."""
    for number in range(tries(14, 200)):
        names = [f"指标之{place}" for place in range(1 + number % 7)]
        rows = [
            row(
                三级指标=name,
                二级指标=("数量指标", "质量指标")[place % 2],
                分值=str(1 + number),
                得分=f"{number / 10}",
                年度指标值=(">=3个", "=100%", "提升", "-1.5")[(place + number) % 4],
                偏差原因分析及改进措施=("", "第一条\n第二条")[number % 2],
            )
            for place, name in enumerate(names)
        ]
        report = make_report(绩效指标=rows, 项目名称=f"第{number}号项目", 评价等级=("优", None)[number % 2])
        expected = bare(yaml.load(write_yaml(_declared(report.form), []), yaml.BaseLoader))  # noqa: S506 - text
        for kind in WRITERS:
            assert bare(there_and_back(report, kind, tmp_path).forms[0].values) == expected


def _declared(form: Form) -> dict[str, Any]:
    """Return a form's values under their Chinese keys, as text."""
    found: dict[str, Any] = declared(form)
    return {key: value for key, value in found.items() if value is not None}
