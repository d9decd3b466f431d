"""Forms out: a filled official form in Excel or Word, which comes back in as the same report."""

from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
import yaml
from openpyxl import load_workbook

from generator.form_tree.tree import declared
from generator.form_tree.yaml_writing import write_yaml
from generator.forms.export_docx import form_docx
from generator.forms.export_xlsx import form_xlsx
from generator.forms.finished import Defaults
from generator.forms.importing import Outcome, import_source
from generator.forms.source_file import read_source
from generator.model.report import Form, Report
from generator.site import Assessment
from tests.make import CONTENT, load, make_report, row
from tests.test_forms_import import NOT_ON_THE_FORM

WRITERS = {"xlsx": form_xlsx, "docx": form_docx}
# What a table on paper cannot say.
LOST = {"属于", "执行率分母", "单位"}


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


def test_a_workbook_holds_text_alone(real: Assessment) -> None:
    for case in real.cases:
        book = load_workbook(BytesIO(form_xlsx(case.report)))
        cells = [cell for sheet in book for line in sheet.iter_rows() for cell in line if cell.value is not None]

        assert {cell.data_type for cell in cells} == {"s"}


def test_two_hundred_made_up_reports_go_out_and_come_back(tmp_path: Path) -> None:
    for number in range(200):
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
