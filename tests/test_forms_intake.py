"""A folder of forms into a content folder: written, compared, annotated, and every problem addressed in its own file."""

import json
import shutil
import time
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment

from generator.cli import main
from generator.form_tree.tree import value_at
from generator.loading.content import load_content
from generator.model.publication import State
from generator.model.report import Form
from tests.effort import tries
from tests.form_layouts import Box, Look, draw, to_docx, to_xlsx
from tests.make import CONTENT, load
from tests.test_forms_import import court

DEPARTMENT = "sh-first-intermediate-court"
WRITTEN = f"projects/2020/{DEPARTMENT}/form.yml"


@pytest.fixture
def content(tmp_path: Path) -> Path:
    folder = tmp_path / "content"
    shutil.copytree(CONTENT, folder)
    shutil.rmtree(folder / "projects")
    (folder / "projects").mkdir()
    return folder


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["import", *map(str, arguments)])


def bring(content: Path, path: Path, *options: object) -> dict[str, object]:
    result = run(path, "--content", content, "--rulebook", "sh-2020", "--format", "json", *options)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.output
    found: dict[str, object] = json.loads(result.stdout)
    return found


def put(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


def test_a_clean_form_becomes_a_data_file_that_loads(content: Path, tmp_path: Path) -> None:
    path = put(tmp_path / "form.xlsx", to_xlsx(draw(court())))
    result = run(path, "--content", content, "--rulebook", "sh-2020")
    loaded, findings = load_content(content)

    assert result.exit_code == 0, result.output
    assert findings == []
    assert loaded
    (report,) = loaded.reports
    assert (report.id, report.form.project, report.form.disclosure.state) == (
        f"2020/{DEPARTMENT}/form",
        "信息化运维",
        State.PENDING,
    )
    assert len(report.form.indicators) == len(court()["绩效指标"])
    assert "SHA-256" in (content / WRITTEN).read_text(encoding="utf-8").splitlines()[0]


def test_each_value_remembers_its_cell(content: Path, tmp_path: Path) -> None:
    bring(content, put(tmp_path / "form.xlsx", to_xlsx(draw(court()))))
    record = json.loads((content / f"imports/2020/{DEPARTMENT}/form.json").read_text(encoding="utf-8"))

    assert record["文件"] == "form.xlsx"
    assert len(record["SHA-256"]) == 64
    sheet = load_workbook(tmp_path / "form.xlsx")["自评表1"]
    values = {path: sheet[address.partition("!")[2]].value for path, address in record["来处"].items()}
    assert values["总分"] == court()["总分"]
    assert values["绩效指标/3/实际完成值"] == court()["绩效指标"][3]["实际完成值"]


def test_each_place_remembered_leads_to_its_value_in_the_data_file(content: Path, tmp_path: Path) -> None:
    rows = [{**row, "其他栏": {"完成时限": f"{number}月"}} for number, row in enumerate(court()["绩效指标"], 1)]
    path = put(tmp_path / "form.xlsx", to_xlsx(draw(court() | {"绩效指标": rows})))
    bring(content, path)
    places = json.loads((content / f"imports/2020/{DEPARTMENT}/form.json").read_text(encoding="utf-8"))["来处"]
    sheet, values = load_workbook(path)["自评表1"], load(content / WRITTEN)
    form = list(Form.model_json_schema()["properties"])

    for place, address in places.items():
        steps = tuple(int(step) if step.isdigit() else step for step in place.split("/"))
        assert value_at(values, steps) in sheet[address.partition("!")[2]].value, place
    assert places["绩效指标/0/其他栏/完成时限"] == "自评表1!J13"
    order = [form.index(place.split("/")[0]) for place in places]
    assert order == sorted(order)


def test_findings_are_addressed_in_the_bureaus_own_file_and_written_into_a_copy(content: Path, tmp_path: Path) -> None:
    path = put(tmp_path / "form.xlsx", to_xlsx(draw(court() | {"总分": "99"})))
    found = bring(content, path, "--annotate", tmp_path / "copies")
    (form,) = found["files"][0]["forms"]  # type: ignore[index]
    addresses = {one["code"]: one["address"] for one in form["findings"]}
    copy = load_workbook(tmp_path / "copies/form.核对.xlsx")["自评表1"]

    place = addresses["F102"].partition("!")[2]
    assert copy[place].value == "99"
    assert "F102" in copy[place].comment.text
    assert load_workbook(path)["自评表1"][place].comment is None


def test_a_form_imported_again_changes_nothing(content: Path, tmp_path: Path) -> None:
    path = put(tmp_path / "form.xlsx", to_xlsx(draw(court())))
    bring(content, path)
    before = (content / WRITTEN).read_bytes()
    (form,) = bring(content, path)["files"][0]["forms"]  # type: ignore[index]

    assert form["action"] == "没有变化"
    assert (content / WRITTEN).read_bytes() == before


def test_a_changed_source_is_compared_and_replaces_only_when_told(content: Path, tmp_path: Path) -> None:
    path = put(tmp_path / "form.xlsx", to_xlsx(draw(court())))
    bring(content, path)
    written = content / WRITTEN
    written.write_text(
        written.read_text(encoding="utf-8").replace("信息化运维", "信息化运维（改）", 1), encoding="utf-8"
    )
    edited = written.read_bytes()
    put(path, to_xlsx(draw(court() | {"总分": "96"})))
    (kept,) = bring(content, path)["files"][0]["forms"]  # type: ignore[index]

    assert kept["action"] == "有差异，未替换"
    assert {(one["place"], one["old"], one["new"]) for one in kept["differences"]} == {
        ("总分", "97", "96"),
    }
    assert written.read_bytes() == edited
    (changed,) = bring(content, path, "--replace")["files"][0]["forms"]  # type: ignore[index]
    assert changed["action"] == "已替换"
    assert '总分: "96"' in written.read_text(encoding="utf-8")
    assert "项目名称: 信息化运维（改）" in written.read_text(encoding="utf-8")


def test_what_people_keep_beside_the_form_survives_but_a_changed_form_is_to_be_published_anew(
    content: Path, tmp_path: Path
) -> None:
    bring(content, put(tmp_path / "form.xlsx", to_xlsx(draw(court()))))
    kept = "公开:\n  状态: 公开\n  公开日期: 2021-08-31\n核对说明:\n  F101: 说明\n"
    path = content / WRITTEN
    path.write_text(path.read_text("utf-8").partition("公开:")[0] + kept, "utf-8")
    changed = {**court(), "总分": "96"}
    bring(content, put(tmp_path / "form.xlsx", to_xlsx(draw(changed))), "--replace")
    text = path.read_text("utf-8")

    assert ' "96"' in text
    assert text.endswith('公开:\n  状态: 待审\n  公开日期: "2021-08-31"\n核对说明:\n  F101: 说明\n')


@pytest.mark.parametrize(
    ("broken", "message"),
    [("公开:\n  - 状态: 公开\n  公开日期: 2021-08-31\n", "有错（E"), ("总分: 1\n总分: 2\n", "“总分”写了两次")],
)
def test_a_data_file_that_cannot_be_read_is_left_alone(
    content: Path, tmp_path: Path, broken: str, message: str
) -> None:
    path = put(tmp_path / "form.xlsx", to_xlsx(draw(court())))
    bring(content, path)
    (content / WRITTEN).write_text(broken, "utf-8")
    (form,) = bring(content, path, "--replace")["files"][0]["forms"]  # type: ignore[index]

    assert form["action"] == "未写入"
    assert message in form["notices"][-1]["message"]
    assert (content / WRITTEN).read_text("utf-8") == broken


def test_a_dry_run_says_what_it_would_do_and_writes_nothing(content: Path, tmp_path: Path) -> None:
    path = put(tmp_path / "form.xlsx", to_xlsx(draw(court())))
    result = run(path, "--content", content, "--rulebook", "sh-2020", "--dry-run")

    assert "新增" in result.output
    assert not (content / WRITTEN).exists()
    assert not (content / "imports").exists()


@pytest.mark.parametrize(
    ("values", "options", "message"),
    [
        ({"主管部门": "某局", "实施单位": "某所"}, (), "--department"),
        ({"年度": ""}, (), "--year"),
        ({}, ("--department", "nobody"), "nobody"),
    ],
)
def test_a_form_that_belongs_nowhere_is_not_written(
    content: Path, tmp_path: Path, values: dict[str, str], options: tuple[str, ...], message: str
) -> None:
    path = put(tmp_path / "form.xlsx", to_xlsx(draw(court() | values)))
    result = run(path, "--content", content, "--rulebook", "sh-2020", *options)

    assert result.exit_code == 1
    assert message in result.stdout
    assert not list((content / "projects").rglob("*.yml"))


def test_what_no_data_file_takes_is_listed_with_its_address(content: Path, tmp_path: Path) -> None:
    look = Look({}, notes=("", "填表人：张三　电话：13800000000"))
    found = bring(content, put(tmp_path / "form.xlsx", to_xlsx(draw(court(), look))))
    (unused,) = found["files"][0]["unused"]  # type: ignore[index]

    assert unused["text"] == "填表人：张三　电话：13800000000"
    assert unused["address"].startswith("自评表1!A")
    assert "张三" not in (content / WRITTEN).read_text(encoding="utf-8")


def test_what_a_reader_does_not_see_is_reported(content: Path, tmp_path: Path) -> None:
    path = put(tmp_path / "form.xlsx", to_xlsx(draw(court()), [Box("草稿", 1, 1)]))
    book = load_workbook(path)
    book.worksheets[1].sheet_state = "hidden"
    sheet = book.worksheets[0]
    sheet.row_dimensions[3].hidden = True
    sheet["C3"].comment = Comment("请改名", "李四")
    sheet["I20"] = "=SUM(A1:A2)"
    book.properties.creator = "王五"
    book.save(path)
    found = bring(content, path)
    remarks = " ".join(one["message"] for one in found["files"][0]["remarks"])  # type: ignore[index]

    for word in ("工作表是隐藏的", "有隐藏的行：3", "批注：请改名", "没有保存计算结果", "王五"):
        assert word in remarks
    assert "状态: 草稿" in (content / WRITTEN).read_text(encoding="utf-8")


def test_numbers_are_read_as_the_sheet_prints_them(content: Path, tmp_path: Path) -> None:
    path = put(tmp_path / "form.xlsx", to_xlsx(draw(court())))
    book = load_workbook(path)
    sheet = book.worksheets[0]
    rate = next(cell for row in sheet.iter_rows() for cell in row if cell.value == "99.61%")
    rate.value, rate.number_format = 0.996098, "0.00%"
    money = next(cell for row in sheet.iter_rows() for cell in row if cell.value == "8,358,865.00")
    money.value, money.number_format = 8358865, "#,##0.00"
    book.save(path)
    bring(content, path)
    loaded, _ = load_content(content)

    assert loaded
    total, first, *_ = loaded.reports[0].form.funding
    assert (total.execution_rate and total.execution_rate.text, first.executed and first.executed.text) == (
        "99.61%",
        "8,358,865.00",
    )


def test_a_workbook_without_a_form_is_said_so(content: Path, tmp_path: Path) -> None:
    book = Workbook()
    book.save(tmp_path / "other.xlsx")
    result = run(tmp_path / "other.xlsx", "--content", content)

    assert result.exit_code == 1
    assert "没有找到自评表" in result.stdout


@pytest.mark.long
def test_a_folder_of_forms_comes_in_at_once_and_a_bad_one_stops_none(content: Path, tmp_path: Path) -> None:
    """Twenty forms, and two hundred in the long run: at most 0.3 seconds each."""
    pairs = tries(10, 100)
    folder = tmp_path / "forms"
    folder.mkdir()
    for number in range(pairs):
        values = court() | {"项目名称": f"信息化运维{number}"}
        put(folder / f"form-{number:03}.xlsx", to_xlsx(draw(values)))
        put(folder / f"report-{number:03}.docx", to_docx(draw(values | {"年度": "2021"})))
    put(folder / "~$form-000.xlsx", b"lock")
    put(folder / "broken.xlsx", b"broken")
    started = time.process_time()
    result = run(folder, "--content", content, "--rulebook", "sh-2020")

    assert time.process_time() - started < 0.3 * 2 * pairs
    assert result.exit_code == 1
    assert "broken.xlsx：I106" in result.stdout
    assert "~$" not in result.stdout
    assert len(list((content / "projects").rglob("*.yml"))) == 2 * pairs
    assert load_content(content)[1] == []
