"""Whole folders with 40 traps: every file accounted for, nothing overwritten. The long run takes 300 files."""

import csv
import resource
import shutil
from collections import Counter
from io import BytesIO, StringIO
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from generator.loading.content import load_content
from tests.effort import IS_LONG, tries
from tests.form_layouts import Look, draw, to_docx, to_xlsx
from tests.make import CONTENT, load
from tests.test_forms_import import court
from tests.test_forms_intake import bring, put, run

# The whole of an import, traps and ledger included, shared out to the forms that were good.
MOST_SECONDS_A_FORM = 0.080


@pytest.fixture
def content(tmp_path: Path) -> Path:
    folder = tmp_path / "content"
    shutil.copytree(CONTENT, folder)
    shutil.rmtree(folder / "projects")
    (folder / "projects").mkdir()
    return folder


def rows_of(content: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO((content / "imports/ledger.csv").read_text("utf-8-sig"))))


def test_signatures_are_in_order_and_the_exit_code_says_so(content: Path, tmp_path: Path) -> None:
    notes = ("", "填表人：张三　联系电话：13800000000　单位负责人（签字）：　　填报日期：2021年3月1日")
    path = put(tmp_path / "form.xlsx", to_xlsx(draw(court(), Look({}, notes=notes))))
    result = run(path, "--content", content, "--rulebook", "sh-2020")

    assert result.exit_code == 0, result.stdout
    assert "没有须人看的" in result.stdout


def test_a_note_that_says_something_is_not_a_signature(content: Path, tmp_path: Path) -> None:
    notes = ("", "说明：执行数含上年结转12万元")
    path = put(tmp_path / "form.xlsx", to_xlsx(draw(court(), Look({}, notes=notes))))
    result = run(path, "--content", content, "--rulebook", "sh-2020")

    assert result.exit_code == 1
    assert "没有用到“说明：执行数含上年结转12万元”" in result.stdout


def test_a_dry_run_writes_no_ledger(content: Path, tmp_path: Path) -> None:
    run(put(tmp_path / "form.xlsx", to_xlsx(draw(court()))), "--content", content, "--dry-run")

    assert not (content / "imports").exists()


def test_a_path_that_looks_like_a_formula_is_text_in_the_ledger(content: Path, tmp_path: Path) -> None:
    folder = content.parent / "=cmd()"
    folder.mkdir()
    put(folder / "form.xlsx", b"broken")
    run(folder, "--content", content)

    assert [row["路径"] for row in rows_of(content)] == ["'=cmd()/form.xlsx"]


def cpu_seconds() -> float:
    """What this process and those that it has seen end took of the processors."""
    used = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(one.ru_utime + one.ru_stime for one in used)


@pytest.mark.long
def test_all_files_of_a_folder_are_accounted_for(content: Path, tmp_path: Path) -> None:
    forms = tries(40, 260)
    every = forms + 40
    folder = tmp_path / "forms"
    traps = 0
    for number in range(forms):  # folders of five, each with the same five names
        place = folder / f"处室{number // 5:02}"
        place.mkdir(parents=True, exist_ok=True)
        values = court() | {"项目名称": f"信息化运维第{number}期", "总分": "97"}
        kind, draws = ("xlsx", to_xlsx) if number % 5 else ("docx", to_docx)
        put(place / f"form-{number % 5}.{kind}", draws(draw(values)))
    other = Workbook()
    other.active["A1"] = "会议签到"  # type: ignore[index]
    sheet = BytesIO()
    other.save(sheet)
    for number in range(8):  # 8 folders of traps, five kinds in each
        place = folder / f"杂{number}"
        place.mkdir()
        shutil.copy(folder / f"处室{number:02}/form-1.xlsx", place / f"副本{number}.xlsx")
        put(place / f"~$form-{number}.xlsx", b"lock")
        put(place / "broken.xlsx", f"broken {number}".encode())
        put(place / "签到.xlsx", sheet.getvalue() if number == 0 else _signed(number))
        put(place / "扫描.jpg", b"\xff\xd8")
        traps += 5
    before = cpu_seconds()
    result = run(folder, "--content", content, "--rulebook", "sh-2020", "--replace")
    spent = cpu_seconds() - before
    rows = rows_of(content)
    outcomes = Counter(row["结果"].split(" ")[0].split("：")[0] for row in rows)

    assert not IS_LONG or spent < MOST_SECONDS_A_FORM * forms, f"{spent / forms * 1000:.0f} ms a form"
    assert traps == 40
    assert len(rows) == every
    assert outcomes == {"新增": forms, "与": 8, "没有读": 16, "I106": 8, "没有找到自评表": 8}
    assert len({row["路径"] for row in rows}) == every
    written = list((content / "projects").rglob("*.yml"))
    names = {str(load(path)["项目名称"]) for path in written}
    assert names == {f"信息化运维第{number}期" for number in range(forms)}
    assert len(written) == forms
    assert load_content(content)[1] == []
    assert f"共 {every} 个文件" in result.stdout
    assert f"共 {forms} 张表：新增 {forms}" in result.stdout
    assert "有 24 个文件须人看" in result.stdout
    book = load_workbook(content / "imports/台账.xlsx")
    assert book["全部"].max_row == every + 1
    assert book["须人看"].max_row == 25
    last = [cell.value for cell in book["按部门"][book["按部门"].max_row]]
    assert (last[0], last[-2], last[-1]) == ("合计", every, 24)


def _signed(number: int) -> bytes:
    book = Workbook()
    book.active["A1"] = f"会议签到{number}"  # type: ignore[index]
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def test_copies_with_comments_lie_where_their_originals_lie(content: Path, tmp_path: Path) -> None:
    folder = tmp_path / "forms"
    for number, place in enumerate(("一科", "二科")):
        (folder / place).mkdir(parents=True)
        values = court() | {"项目名称": f"运维{number}", "总分": f"9{number}"}
        put(folder / place / "form.xlsx", to_xlsx(draw(values)))
    bring(content, folder, "--annotate", tmp_path / "copies")
    copies = sorted(str(path.relative_to(tmp_path / "copies")) for path in (tmp_path / "copies").rglob("*.xlsx"))

    assert copies == ["forms/一科/form.核对.xlsx", "forms/二科/form.核对.xlsx"]


def test_every_doubt_and_every_unread_cell_has_a_comment(content: Path, tmp_path: Path) -> None:
    look = Look({}, notes=("", "说明：执行数含上年结转12万元"))
    path = put(tmp_path / "form.xlsx", to_xlsx(draw(court() | {"金额单位": ""}, look)))
    bring(content, path, "--annotate", tmp_path / "copies")
    sheet = load_workbook(tmp_path / "copies/form.核对.xlsx").worksheets[0]
    said = {cell.value: cell.comment.text for line in sheet.iter_rows() for cell in line if cell.comment}

    assert "没有用到" in said["说明：执行数含上年结转12万元"]
    assert "请核实：表中没有写金额单位" in said["年度资金总额"]
