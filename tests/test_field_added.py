"""A field is added by one line where its type stands: in a copy, it then reaches every place."""

import csv
import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from openpyxl import load_workbook

from tests.make import LAWFUL, row, rows
from tests.software import NAME, Listening, Software

# The whole change: the file, the line before which it stands, the line.
LINES = (
    (
        "model/form_parts.py",
        "    extra: dict",
        '    evidence: Text | None = declare("佐证材料", NOTE, spellings="证明材料")\n',
    ),
    ("model/form_parts.py", "    extra: dict", '    origin: Text | None = declare("指标来源", TERM)\n'),
    (
        "model/funding.py",
        '    note: Text | None = declare("备注"',
        '    purpose: Text | None = declare("资金用途", NOTE)\n',
    ),
    (
        "model/report.py",
        "    rulebook: Identifier",
        '    office: Text | None = declare("责任处室", NAME, spellings="责任科室")\n',
    ),
)
# What the report states of the new fields, and how an older spelling of the form would head them.
STATED = {
    "佐证材料": "验收单和影像资料\n存于档案室",
    "指标来源": "行业标准",
    "资金用途": "采购沥青",
    "责任处室": "农村公路科",
}


def report(**cells: str) -> dict[str, Any]:
    """Return a report that states the new fields; `cells` in place of what they state."""
    says = STATED | cells
    total, *sources = LAWFUL["资金"]
    first = {**row(分值="20", 得分="20"), **{key: says[key] for key in ("佐证材料", "指标来源")}}
    return {
        **LAWFUL,
        "责任处室": says["责任处室"],
        "资金": [{**total, "资金用途": says["资金用途"]}, *sources],
        "绩效指标": [first, *rows()[1:]],
    }


@pytest.fixture(scope="module")
def software(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Listening]:
    with Software(tmp_path_factory.mktemp("copy"), LINES).listening() as copy:
        yield copy


@pytest.fixture(scope="module")
def site(software: Listening) -> Path:
    software.content("content", **report())
    software.run("build", "--date", "2024-01-01")
    return software.folder / "site"


@pytest.mark.site
def test_it_is_shown_on_the_page_with_its_label(site: Path) -> None:
    page = (site / NAME / "index.html").read_text("utf-8")

    for label, text in STATED.items():
        assert label in page
        assert all(line in page for line in text.split("\n"))


@pytest.mark.site
def test_it_is_published_as_data(site: Path) -> None:
    tables = site / "data" / "tables"
    columns = {
        "reports": ("office", "责任处室"),
        "funding": ("purpose", "资金用途"),
        "indicators": ("evidence", "佐证材料"),
    }
    with sqlite3.connect(tables / "jixiao.sqlite") as database:
        database.row_factory = sqlite3.Row
        for table, (column, label) in columns.items():
            (first, *_) = database.execute(f"SELECT * FROM {table}")  # noqa: S608 - names of this test
            with (tables / f"{table}.csv").open(encoding="utf-8-sig", newline="") as file:
                line = next(csv.DictReader(file))
            assert line[column] == first[column] == STATED[label]
    described = json.loads((site / "data" / "datapackage.json").read_text("utf-8"))
    titles = {field["name"]: field["title"] for one in described["resources"] for field in one["schema"]["fields"]}
    form = json.loads((site / "data" / "reports" / f"{NAME}.json").read_text("utf-8"))["form"]

    assert {titles[column]: column for column, _ in columns.values()} == {
        label: column for column, label in columns.values()
    }
    assert form["绩效指标"][0]["佐证材料"] == STATED["佐证材料"]
    assert form["责任处室"] == STATED["责任处室"]


@pytest.mark.site
def test_it_stands_in_the_workbook_of_the_report(site: Path) -> None:
    book = load_workbook(site / "data" / "reports" / f"{NAME}.xlsx")
    cells = {str(cell.value) for sheet in book for line in sheet.iter_rows() for cell in line}

    assert {*STATED, *STATED.values()} <= cells


@pytest.mark.site
def test_it_is_searched(site: Path) -> None:
    year, project = NAME.split("/", 1)
    years = json.loads((site / "search" / "text" / f"{project}.json").read_text("utf-8"))

    assert {label: text for label, text in years[year] if label in STATED} == STATED


@pytest.mark.parametrize("kind", ["xlsx", "docx"])
@pytest.mark.site
def test_it_goes_out_on_the_form_and_comes_back(software: Listening, site: Path, kind: str) -> None:
    software.run("export", NAME, "--to", kind, "-o", f"road-care.{kind}")
    back = software.content(f"back-{kind}")
    software.run("import", f"road-care.{kind}", "--content", str(back), "--department", "sx-high-court")
    form = yaml.safe_load((back / "projects" / f"{NAME}.yml").read_text("utf-8"))

    assert form["责任处室"] == STATED["责任处室"]
    assert form["资金"][0]["资金用途"] == STATED["资金用途"]
    assert form["绩效指标"][0]["佐证材料"] == STATED["佐证材料"]
    assert form["绩效指标"][0]["指标来源"] == STATED["指标来源"]


@pytest.mark.site
def test_a_form_that_calls_it_otherwise_is_understood(software: Listening, site: Path) -> None:
    software.run("export", NAME, "--to", "xlsx", "-o", "other-words.xlsx")
    book = load_workbook(software.folder / "other-words.xlsx")
    renamed = {"佐证材料": "证明材料", "责任处室": "责任科室"}
    for cell in [cell for sheet in book for line in sheet.iter_rows() for cell in line]:
        if cell.value in renamed:
            cell.value = renamed[str(cell.value)]
    book.save(software.folder / "other-words.xlsx")
    back = software.content("other-words")
    software.run("import", "other-words.xlsx", "--content", str(back), "--department", "sx-high-court")
    (path,) = (back / "projects").rglob("*.yml")
    form = yaml.safe_load(path.read_text("utf-8"))

    assert form["责任处室"] == STATED["责任处室"]
    assert form["绩效指标"][0]["佐证材料"] == STATED["佐证材料"]
    assert "其他栏" not in form["绩效指标"][0]


def test_personal_numbers_in_it_are_found(software: Listening) -> None:
    content = software.content("personal", **report(佐证材料="联系人13812345678", 责任处室="农村公路科13912345678"))
    found = json.loads(software.run("check", "--content", str(content), "--format", "json", code=1))
    scanned = [one["message"] for one in found["findings"] if one["code"] == "D201"]

    assert len(scanned) == 2
    assert any("佐证材料" in message for message in scanned)
    assert any("责任处室" in message for message in scanned)


def test_the_gate_tells_its_changes_and_guards_it_by_its_kind(software: Listening) -> None:
    published = software.content("published", **report())
    for name, cells, code in (("words", {"佐证材料": "改写的说明"}, 0), ("terms", {"指标来源": "本单位自定"}, 1)):
        new = software.content(name, **report(**cells))
        compared = json.loads(
            software.run("diff", str(published), str(new), "--format", "json", "--date", "2024-01-01", code=code)
        )
        ((key, text),) = cells.items()
        told = json.dumps(compared, ensure_ascii=False)

        assert f"{key}" in told
        assert text in told
        assert [one["code"] for one in compared["blocking"]] == ["G101"] * code


def test_it_can_be_kept_back(software: Listening) -> None:
    kept_back = [{"栏目": field, "依据": "第十五条"} for field in ("责任处室", "绩效指标/养护里程/佐证材料")]
    partial = LAWFUL["公开"] | {"状态": "部分公开", "不予公开栏目": kept_back}
    content = software.content("partial", **(report() | {"公开": partial}))
    software.run("generate", "--content", str(content), "--date", "2024-01-01")
    written = [path.read_text("utf-8") for path in (software.folder / "build" / "docs").rglob("*.md")]
    page = (software.folder / "build" / "docs" / NAME / "index.md").read_text("utf-8")

    assert not any(STATED["责任处室"] in text or "影像资料" in text for text in written)
    assert "依法不予公开" in page
    assert STATED["资金用途"] in page
