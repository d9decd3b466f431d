"""The published data: every format says the same, sums are the pages' sums, hostile text stays text, bytes repeat."""

import csv
import gzip
import hashlib
import json
import re
import sqlite3
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pandas as pd
import pytest
from frictionless import Package
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook
from python_calamine import CalamineWorkbook

from benchmarks.whole import write_data
from generator.assessment import Assessment
from generator.catalogue import Catalogue, Entry, make_catalogue
from generator.checks.check import Case
from generator.checks.runner import check_all
from generator.disclosure.disclose import Disclosed
from generator.model.report import Form
from generator.model.site import Department, Site
from generator.open_data.database import small_database, whole_database
from generator.open_data.dictionary import CORRECTIONS, REPORTS, TABLES
from generator.open_data.files import Data, reports_json
from generator.open_data.formats import csv_head, csv_plain, csv_safe
from generator.open_data.fragments import Fragment, common_sheet, render, render_sheets
from generator.open_data.page import data_pages
from generator.open_data.schema import Row, Table, Type, cell_text
from generator.open_data.slices import volumes
from generator.open_data.tables import Rows, all_rows, join_rows
from generator.open_data.workbooks import SheetBody, Sheets, workbook
from generator.presentation.structured import json_ld, report_dataset
from generator.presentation.words import size
from generator.scoring.scorecard import RowKind
from tests.make import make_case, row, rulebook

SITE = Site.model_validate({"网站名称": "绩效公开", "网站简介": "各部门的自评。", "发布机构": "某县财政局"})
ROADS = Department.model_validate({"名称": "某县交通运输局", "地区": "某县", "地区标识": "some-county"})
HOSTILE = (
    '=cmd|"/C calc"!A0',
    "@SUM(A1:A9)",
    "+1+1",
    "-2+3",
    "＝1＋1",
    "＋1",
    "－1",
    "＠x",
    "'=1",
    "'",
    '逗号,引号"分号;',
    "第一行\n=第二行",
    "回车\r\n换行",
    "中间\t=制表",
    "</script><script>alert(1)</script>",
    "]]>&amp;<!--",
    "_x0041_",
    "0010",
    "1e5",
    "TRUE",
    "2021-01-01",
    "https://example.org/",
    "{{ 1 }}",
)


def catalogue_of(assessment: Assessment) -> Catalogue:
    content = assessment.content
    assert content is not None
    public = Disclosed(assessment.cases, assessment.result)
    return make_catalogue(content.site, content.departments, content.rulebooks, content.pages, public)


def small_catalogue(*cases: Case, site: Site = SITE) -> Catalogue:
    books = {"mof-2020-10": rulebook()}
    return make_catalogue(site, {"county-roads": ROADS}, books, (), Disclosed(cases, check_all(cases, {})))


def hostile_case() -> Case:
    """A report that holds every hostile text wherever a form may hold text."""
    rows = [
        row(三级指标=text, 指标解释=text, 评分规则=text, 备注=text, 偏差原因分析及改进措施=text, 分值="1", 得分="1")
        for text in HOSTILE
    ]
    rows += [row(年度指标值=text, 实际完成值=text, 二级指标=text, 分值="1", 得分="1") for text in HOSTILE]
    corrections = [
        {"日期": "2023-09-01", "字段": text, "原值": text, "现值": text, "原因": text, "批准人": text}
        for text in HOSTILE
    ]
    funding = [{"来源": "年度资金总额", "全年预算数": "-5"}]
    funding += [{"来源": f"{text}{place}", "备注": text} for place, text in enumerate(HOSTILE)]
    return make_case(
        项目名称=HOSTILE[0], 实施单位=HOSTILE[14], 来源=HOSTILE[4], 绩效指标=rows, 更正=corrections, 资金=funding
    )


@pytest.fixture(scope="module")
def catalogue(real: Assessment) -> Catalogue:
    return catalogue_of(real)


def data_of(catalogue: Catalogue) -> tuple[Data, dict[str, bytes]]:
    return write_data(catalogue)


def data_files(catalogue: Catalogue) -> dict[str, bytes]:
    return data_of(catalogue)[1]


@pytest.fixture(scope="module")
def files(catalogue: Catalogue) -> dict[str, bytes]:
    return data_files(catalogue)


@pytest.fixture(scope="module")
def hostile() -> Catalogue:
    return small_catalogue(hostile_case())


@pytest.fixture(scope="module")
def hostile_files(hostile: Catalogue) -> dict[str, bytes]:
    return data_files(hostile)


@dataclass(frozen=True)
class Cut:
    """What a slice should hold, gathered by its name rather than from fragments."""

    package: str
    entries: tuple[Entry, ...]
    rows: Rows

    @property
    def folder(self) -> str:
        return "data/tables/" if self.package == "data/" else self.package


def slices_of(catalogue: Catalogue) -> tuple[Cut, ...]:
    rows = all_rows(catalogue)
    years = {f"data/years/{entry.report.identity.year}/" for entry in catalogue.entries}
    departments = {f"data/departments/{entry.report.identity.department}/" for entry in catalogue.entries}
    packages = ("data/", *sorted(years, reverse=True), *sorted(departments))
    cuts = []
    for package in packages:
        name = package.split("/")[-2] if package != "data/" else ""
        own = tuple(one for one in catalogue.entries if name in ("", *one.report.id.split("/")[:2]))
        cuts.append(Cut(package, own, join_rows([rows[one.report.id] for one in own])))
    return tuple(cuts)


def read_csv(content: bytes) -> list[list[str]]:
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(StringIO(content.decode("utf-8-sig"), newline="")))


def texts(rows: Sequence[Row]) -> list[list[str]]:
    return [[cell_text(cell) for cell in found] for found in rows]


def records(part: Cut, name: str) -> list[dict[str, Any]]:
    table = next(table for table in TABLES if table.name == name)
    return [dict(zip(table.names, found, strict=True)) for found in part.rows[name]]


def csv_texts(table: Table, content: bytes) -> list[list[str]]:
    head, *rows = read_csv(content)
    assert tuple(head) == table.names
    plain = [column.type is Type.STRING for column in table.columns]
    return [
        [csv_plain(cell) if is_text else cell for cell, is_text in zip(found, plain, strict=True)] for found in rows
    ]


def json_texts(table: Table, content: bytes) -> list[list[str]]:
    objects = [json.loads(line) for line in gzip.decompress(content).decode().split("\n")[:-1]]
    assert all(tuple(item) == table.names for item in objects)
    return [["" if value is None else str(value) for value in item.values()] for item in objects]


def xlsx_texts(content: bytes, table: Table) -> list[list[str]]:
    sheet = load_workbook(BytesIO(content))[table.title]
    head, *rows = sheet.iter_rows()
    assert [cell.value for cell in head] == [column.head for column in table.columns]
    return [[xlsx_text(cell.value) for cell in found] for found in rows]


def xlsx_text(value: Any) -> str:
    if value is None:
        return ""
    return as_excel_reads(value) if isinstance(value, str) else cell_text(Decimal(str(value)))


def as_excel_reads(text: str) -> str:
    """Read _x000D_ for what it stands for (ECMA-376, 22.9.2.19); openpyxl leaves that to its caller."""
    return re.sub("_x([0-9A-F]{4})_", lambda found: chr(int(found[1], 16)), text)


def sqlite_texts(content: bytes, table: Table) -> list[list[str]]:
    connection = sqlite3.connect(":memory:")
    connection.deserialize(content)
    found = connection.execute(f"SELECT * FROM {table.name} ORDER BY rowid").fetchall()  # noqa: S608 - our own name
    connection.close()
    return [["" if value is None else str(value) for value in line] for line in found]


def test_reports_json_is_what_it_was(catalogue: Catalogue, files: dict[str, bytes]) -> None:
    assert files["data/reports.json"] == reports_json(catalogue)
    assert len(json.loads(files["data/reports.json"])) == len(catalogue.entries)


def test_every_slice_adds_up_to_what_the_pages_show(catalogue: Catalogue) -> None:
    for part in slices_of(catalogue):
        summary, reports = catalogue.summary(part.entries), records(part, "reports")
        paid = [item for item in reports if item["adjusted"] is not None and item["executed"] is not None]
        grades = [item["grade"] for item in reports if item["grade"]]

        assert len(reports) == summary.reports == len(part.entries)
        assert sum(item["adjusted"] for item in paid) == (summary.adjusted or 0)
        assert sum(item["executed"] for item in paid) == (summary.executed or 0)
        assert len(reports) - len(paid) == summary.without_money
        assert {grade: grades.count(grade) for grade in grades} == dict(summary.grades)
        assert sum(item["review_findings"] for item in reports) == summary.review_findings
        assert sum(item["notices"] for item in reports) == summary.notices
        assert len(part.rows["findings"]) == summary.review_findings + summary.notices + summary.unjudged


def test_the_slices_of_a_kind_hold_every_report_once(catalogue: Catalogue) -> None:
    every, *parts = slices_of(catalogue)
    for kind in ("data/years/", "data/departments/"):
        found = [entry.report.id for part in parts if part.folder.startswith(kind) for entry in part.entries]
        assert sorted(found) == sorted(entry.report.id for entry in every.entries)


def test_scores_add_up_to_the_totals_of_each_report(catalogue: Catalogue) -> None:
    every = slices_of(catalogue)[0]
    scores = records(every, "scores")
    for report in records(every, "reports"):
        own = [item for item in scores if item["report"] == report["id"]]
        declared = [
            item["declared"] for item in own if item["declared"] is not None and item["kind"] != RowKind.IMPLIED
        ]

        assert sum(item["rule_low"] for item in own) == report["rule_total_min"]
        assert sum(item["rule_high"] for item in own) == report["rule_total_max"]
        assert sum(item["weight"] or 0 for item in own) == report["weight_sum"]
        assert (sum(declared) if declared else None) == report["declared_sum"]


def test_the_first_funding_line_of_a_report_states_its_money(catalogue: Catalogue) -> None:
    every = slices_of(catalogue)[0]
    first = {item["report"]: item for item in records(every, "funding") if (item["table_no"], item["row_no"]) == (1, 1)}
    court = first["2020/sx-high-court/it-construction"]

    assert (court["executed_text"], court["unit"], court["executed"]) == ("8273.92", "万元", Decimal("82739200.00"))


def test_a_measure_is_written_in_separate_columns() -> None:
    case = make_case(绩效指标=[row(年度指标值="≥98%", 实际完成值="约1.2万人次", 分值="90", 得分="90")])
    found = records(slices_of(small_catalogue(case))[0], "indicators")[0]

    assert [found[f"target_{name}"] for name in ("text", "kind", "comparator", "low", "high", "unit")] == [
        "≥98%",
        "数值",
        "不低于",
        Decimal(98),
        Decimal(98),
        "%",
    ]
    assert (found["actual_low"], found["actual_unit"], found["actual_about"]) == (Decimal(12000), "人次", "约")
    assert (found["adjusted_text"], found["adjusted_kind"]) == (None, None)


@pytest.mark.parametrize("which", ["real", "hostile"])
def test_all_formats_say_the_same(which: str, request: pytest.FixtureRequest) -> None:
    names = ("catalogue", "files") if which == "real" else ("hostile", "hostile_files")
    catalogue, files = (request.getfixturevalue(name) for name in names)
    for part in slices_of(catalogue):
        for table in TABLES:
            wanted, path = texts(part.rows[table.name]), f"{part.folder}{table.name}"
            assert csv_texts(table, files[f"{path}.csv"]) == wanted
            if part.package != "data/":
                assert xlsx_texts(files[f"{part.folder}jixiao.xlsx"], table) == wanted
    for table in TABLES:
        every = slices_of(catalogue)[0]
        wanted = texts(every.rows[table.name])
        assert json_texts(table, files[f"data/tables/{table.name}.jsonl.gz"]) == wanted
        assert sqlite_texts(files["data/tables/jixiao.sqlite"], table) == texts(every.rows[table.name])


def test_other_programs_read_the_packed_lines(files: dict[str, bytes], tmp_path: Path) -> None:
    """They are gzip files one after another: not every reader goes on behind the first."""
    path = tmp_path / "reports.jsonl.gz"
    path.write_bytes(files["data/tables/reports.jsonl.gz"])
    ids = [record[0] for record in csv_texts(REPORTS, files["data/tables/reports.csv"])]

    assert len(ids) > 1
    assert list(pd.read_json(path, lines=True, dtype=False)["id"]) == ids
    unpacked = subprocess.run(["gzip", "-dc", str(path)], capture_output=True, check=True).stdout
    assert [json.loads(line)["id"] for line in unpacked.splitlines()] == ids


def test_every_hostile_text_arrives_whole(hostile_files: dict[str, bytes]) -> None:
    lines = gzip.decompress(hostile_files["data/tables/indicators.jsonl.gz"]).decode().splitlines()
    indicators = [json.loads(line) for line in lines]
    assert [item["level3"] for item in indicators[: len(HOSTILE)]] == list(HOSTILE)
    corrections = csv_texts(CORRECTIONS, hostile_files["data/tables/corrections.csv"])
    assert [found[CORRECTIONS.names.index("field")] for found in corrections] == list(HOSTILE)


def test_no_csv_cell_of_text_begins_a_formula(hostile_files: dict[str, bytes]) -> None:
    cells = [
        cell
        for name, content in hostile_files.items()
        if name.endswith(".csv")
        for found in read_csv(content)
        for cell in found
    ]
    risky = [cell for cell in cells if cell.lstrip()[:1] in set("=+-@＝＋－＠") - {""} and cell.strip()]

    assert all(re.fullmatch(r"-\d+(\.\d+)?", cell) for cell in risky)
    assert any(cell.startswith("'=cmd") for cell in cells)


def workbooks(files: dict[str, bytes]) -> Iterator[bytes]:
    yield from (content for name, content in files.items() if name.endswith(".xlsx"))


def test_no_workbook_holds_a_formula_a_merged_cell_or_a_moving_header(hostile_files: dict[str, bytes]) -> None:
    for content in workbooks(hostile_files):
        book = load_workbook(BytesIO(content))
        assert book.sheetnames == [*(table.title for table in TABLES), "说明"]
        for sheet in book.worksheets:
            assert sheet.freeze_panes == "A2"
            assert not sheet.merged_cells.ranges
            assert {cell.data_type for found in sheet.iter_rows() for cell in found} <= {"s", "n", "inlineStr"}


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"])))
def test_a_safe_cell_is_no_formula_and_gives_the_text_back(text: str) -> None:
    safe = csv_safe(text)

    assert csv_plain(safe) == text
    assert not safe.startswith(tuple("=+-@＝＋－＠\t\r\n"))
    assert not safe.lstrip().startswith(tuple("=+-@＝＋－＠"))


@pytest.mark.parametrize("text", ["\t=1", "\r=1", "\n@x", "  =1", "\u3000＝1", "\u00a0-1", "=1", "'x", "\ttab"])
def test_a_dangerous_beginning_gets_an_apostrophe(text: str) -> None:
    assert csv_safe(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "a=1", "100%", "≥98%", "5-3", " 约1"])
def test_other_text_stays_as_it_is(text: str) -> None:
    assert csv_safe(text) == text


def test_figures_in_csv_are_plain_decimals(hostile_files: dict[str, bytes]) -> None:
    head, first, *_ = read_csv(hostile_files["data/tables/funding.csv"])
    cells = dict(zip(head, first, strict=True))

    assert (cells["adjusted_text"], cells["adjusted"]) == ("'-5", "-50000")


def test_equal_data_gives_equal_bytes(
    real: Assessment, files: dict[str, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TZ", "Pacific/Kiritimati")
    again = data_files(catalogue_of(real))

    assert sorted(again) == sorted(files)
    assert [name for name in files if files[name] != again[name]] == []


def test_workbooks_know_no_clock(files: dict[str, bytes]) -> None:
    for content in workbooks(files):
        with ZipFile(BytesIO(content)) as packed:
            assert {info.date_time for info in packed.infolist()} == {(1980, 1, 1, 0, 0, 0)}
            core = packed.read("docProps/core.xml").decode()
        assert set(re.findall(r"\d{4}-\d\d-\d\dT[\d:]+Z", core)) == {"2000-01-01T00:00:00Z"}


def test_a_figure_too_long_for_a_spreadsheet_is_text_there() -> None:
    cells: dict[str, Any] = dict.fromkeys(REPORTS.names)
    cells |= {"adjusted": Decimal("1234567890123456.7"), "executed": Decimal("123456789012.345")}
    rows: Rows = {table.name: () for table in TABLES} | {"reports": (REPORTS.row(cells),)}
    sheet = load_workbook(BytesIO(workbook_of(render_sheets(rows))))[REPORTS.title]
    values = dict(zip(REPORTS.names, [cell.value for cell in sheet[2]], strict=True))

    assert values["adjusted"] == "1234567890123456.7"
    assert Decimal(str(values["executed"])) == Decimal("123456789012.345")


def fragment(catalogue: Catalogue) -> Fragment:
    rows = all_rows(catalogue)
    return render(catalogue.entries, list(rows.values()), [render_sheets(own) for own in rows.values()])


def test_workbooks_are_divided_before_a_sheet_is_full_and_say_so() -> None:
    part = fragment(small_catalogue(make_case(绩效指标=[row(分值="30", 得分="30"), row(分值="60", 得分="60")])))
    assert part.counts["scores"] == 3  # two indicators and the rate of execution
    # With its head, a sheet of seven rows holds two such reports.
    found = volumes([part, part, part], most=7)

    assert [(volume.suffix, volume.words, len(parts)) for volume, parts in found] == [
        ("-1", "（第1册，共2册）", 2),
        ("-2", "（第2册，共2册）", 1),
    ]
    assert [(volume.suffix, volume.words) for volume, _ in volumes([part, part, part])] == [("", "")]
    with pytest.raises(ValueError, match="more rows than a sheet has"):
        volumes([part], most=3)


def test_other_programs_read_the_same_cells(hostile: Catalogue, hostile_files: dict[str, bytes]) -> None:
    content = hostile_files["data/years/2022/jixiao.xlsx"]
    wanted = slices_of(hostile)[0].rows
    book = load_workbook(BytesIO(content), read_only=True)
    calamine = CalamineWorkbook.from_filelike(BytesIO(content))
    for table in TABLES:
        size = (len(wanted[table.name]) + 1, len(table.columns))
        sheet = calamine.get_sheet_by_name(table.title)
        assert (book[table.title].max_row, book[table.title].max_column) == size
        assert (sheet.height, sheet.width) == size
        place = table.names.index(table.key[0])
        column = [line[place] for line in sheet.to_python()[1:]]
        assert column == [found[place] for found in wanted[table.name]]


def workbook_of(sheets: Sheets) -> bytes:
    return workbook(lambda name: sheets[name].body, "题", ())


def test_a_sheet_of_more_than_two_gigabytes_says_so_before_it_comes() -> None:
    """Without its rows: what counts is what the archive is told of them."""
    long = workbook(lambda _: SheetBody(1, 2_500_000_000, []), "题", ())
    short = workbook(lambda _: SheetBody(1, 1_500_000_000, []), "题", ())
    with ZipFile(BytesIO(long)) as in_64_bits, ZipFile(BytesIO(short)) as plain:
        sheets = [name for name in plain.namelist() if "worksheets" in name]
        # APPNOTE.TXT 4.4.3.2: 4.5 is the version that knows ZIP64.
        versions = [{one.getinfo(name).extract_version for name in sheets} for one in (in_64_bits, plain)]
        assert in_64_bits.testzip() is None

    assert versions == [{45, 20}, {20}]
    assert CalamineWorkbook.from_filelike(BytesIO(long)).get_sheet_by_name(REPORTS.title).height == 1


def test_what_a_sheet_says_of_its_rows_beforehand_is_so(hostile: Catalogue) -> None:
    part = fragment(hostile)
    for table in TABLES:
        sheet = common_sheet([part, part], table.name)
        rows = b"".join(sheet.rows)
        assert (sheet.length, sheet.count) == (len(rows), rows.count(b"</row>"))
    assert common_sheet([part], REPORTS.name).count == len(hostile.entries)


def test_text_too_long_for_a_spreadsheet_cell_is_cut_and_says_so() -> None:
    cells: dict[str, Any] = dict.fromkeys(REPORTS.names) | {"project": "长" * 40_000, "unit": "长" * 32_767}
    rows: Rows = {table.name: () for table in TABLES} | {"reports": (REPORTS.row(cells),)}
    sheet = load_workbook(BytesIO(workbook_of(render_sheets(rows))))[REPORTS.title]
    values = dict(zip(REPORTS.names, [cell.value for cell in sheet[2]], strict=True))

    assert str(values["project"]).endswith("（表格软件的单元格放不下，全文见 CSV 或 JSON）")
    assert values["unit"] == "长" * 32_767


def test_a_row_must_fill_the_columns_of_its_table() -> None:
    with pytest.raises(ValueError, match="reports"):
        REPORTS.row({"id": "x"})
    with pytest.raises(KeyError):
        CORRECTIONS.row({name.upper(): None for name in CORRECTIONS.names})


def test_keys_are_unique_and_references_hold(catalogue: Catalogue, hostile: Catalogue) -> None:
    for part in (*slices_of(catalogue), *slices_of(hostile)):
        for table in TABLES:
            found = records(part, table.name)
            keys = [tuple(item[name] for name in table.key) for item in found]
            assert len(set(keys)) == len(keys)
            assert all(item[column.name] is not None for item in found for column in table.columns if column.required)
            for reference in table.references:
                known = {tuple(item[name] for name in reference.others) for item in records(part, reference.table)}
                used = {tuple(item[name] for name in reference.columns) for item in found} - {(None,)}
                assert used <= known


def test_sqlite_declares_its_keys_and_keeps_figures_exact(files: dict[str, bytes]) -> None:
    connection = sqlite3.connect(":memory:")
    connection.deserialize(files["data/tables/jixiao.sqlite"])

    assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    assert connection.execute("PRAGMA page_size").fetchall() == [(4096,)]
    names = {
        table.name: {line[2] for line in connection.execute(f"PRAGMA foreign_key_list({table.name})")}
        for table in TABLES
    }
    assert names["scores"] == {"reports", "indicators"}
    assert {kind for (kind,) in connection.execute("SELECT typeof(adjusted) FROM reports")} <= {"text", "null"}
    connection.close()


def test_sqlite_bytes_do_not_depend_on_earlier_writing(catalogue: Catalogue) -> None:
    whole = whole_database([small_database(slices_of(catalogue)[0].rows)])
    piecemeal = whole_database(map(small_database, all_rows(catalogue).values()))

    assert whole == piecemeal


def write(files: dict[str, bytes], folder: Path) -> None:
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


@pytest.mark.parametrize("which", ["files", "hostile_files"])
def test_every_data_package_is_valid(which: str, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    files: dict[str, bytes] = request.getfixturevalue(which)
    write(files, tmp_path)
    packages = sorted(tmp_path.rglob("datapackage.json"))
    for path in packages:
        report = Package(str(path)).validate()
        assert report.valid, report.flatten(["title", "rowNumber", "fieldName", "message"])
        assert report.stats["tasks"] == len(TABLES)
    assert len(packages) == sum(name.endswith("datapackage.json") for name in files) > 1


def test_the_validator_sees_a_changed_figure(files: dict[str, bytes], tmp_path: Path) -> None:
    changed = files["data/tables/reports.csv"].replace(b"82739200", b"82739201")
    write({**files, "data/tables/reports.csv": changed}, tmp_path)

    assert not Package(str(tmp_path / "data" / "datapackage.json")).validate().valid


def test_a_data_package_states_bytes_hashes_rows_and_licence(catalogue: Catalogue, files: dict[str, bytes]) -> None:
    package = json.loads(files["data/datapackage.json"])
    every = slices_of(catalogue)[0]

    assert package["$schema"] == "https://datapackage.org/profiles/2.0/datapackage.json"
    assert package["licenses"] == [{"name": "CC-BY-4.0", "path": "https://creativecommons.org/licenses/by/4.0/"}]
    for resource in package["resources"]:
        content = files[f"data/{resource['path']}"]
        assert resource["bytes"] == len(content)
        assert resource["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"
        assert resource["rowCount"] == len(every.rows[resource["name"]])
        assert all(re.search("[一-鿿]", field["title"]) for field in resource["schema"]["fields"])
    fields = {field["name"]: field for field in package["resources"][0]["schema"]["fields"]}
    assert (fields["adjusted"]["unit"], fields["id"]["constraints"]) == ("元", {"required": True})


def test_checksums_cover_every_data_file(files: dict[str, bytes]) -> None:
    pairs = (line.split("  ", 1) for line in files["data/SHA256SUMS"].decode().splitlines())
    lines = {name: digest for digest, name in pairs}

    assert set(lines) == {
        name.removeprefix("data/") for name in files if name.startswith("data/") and name != "data/SHA256SUMS"
    }
    assert all(hashlib.sha256(files[f"data/{name}"]).hexdigest() == digest for name, digest in lines.items())


def test_column_names_and_heads_are_unique_and_described() -> None:
    for table in TABLES:
        assert len(set(table.names)) == len(table.names)
        assert len({column.head for column in table.columns}) == len(table.columns)
        assert all(re.fullmatch("[a-z][a-z0-9_]*", name) for name in table.names)
        assert set(table.key) <= {column.name for column in table.columns if column.required}


def test_a_reports_file_gives_the_form_back(catalogue: Catalogue, files: dict[str, bytes], hostile: Catalogue) -> None:
    for entry in catalogue.entries:
        item = json.loads(files[f"data/reports/{entry.report.id}.json"])
        assert Form.model_validate(item["form"]) == entry.report.form
        assert [finding["id"] for finding in item["findings"]] == [finding.id for finding in entry.findings]
        assert len(item["scorecard"]["rows"]) == len(entry.scorecard.rows)
        assert Decimal(item["scorecard"]["rule_total_min"]) == entry.scorecard.low
    entry = hostile.entries[0]
    item = json.loads(data_files(hostile)[f"data/reports/{entry.report.id}.json"])
    assert Form.model_validate(item["form"]) == entry.report.form


def test_a_reports_workbook_holds_its_own_rows(catalogue: Catalogue, files: dict[str, bytes]) -> None:
    rows = all_rows(catalogue)
    for entry in catalogue.entries:
        content = files[f"data/reports/{entry.report.id}.xlsx"]
        for table in TABLES:
            assert xlsx_texts(content, table) == texts(rows[entry.report.id][table.name])


def test_structured_data_cannot_leave_its_element(hostile: Catalogue) -> None:
    value = report_dataset(hostile, hostile.entries[0])
    script = json_ld({**value, "x": "\u2028<!--&"})
    inner = script.removeprefix('<script type="application/ld+json">').removesuffix("</script>")

    assert not set(inner) & set("<>&\u2028")
    assert json.loads(inner) == {**value, "x": "\u2028<!--&"}
    assert value["creator"]["name"] == HOSTILE[14]


def test_addresses_are_whole_where_the_site_has_one_and_relative_where_it_has_none() -> None:
    case = make_case()
    placed = small_catalogue(case, site=SITE.model_copy(update={"address": "https://example.gov.cn/jx/"}))
    loose = small_catalogue(case)

    assert report_dataset(placed, placed.entries[0])["distribution"][0]["contentUrl"] == (
        "https://example.gov.cn/jx/data/reports/2022/county-roads/road-care.json"
    )
    assert report_dataset(loose, loose.entries[0])["distribution"][0]["contentUrl"] == (
        "../../../data/reports/2022/county-roads/road-care.json"
    )
    catalog = json.loads(data_files(loose)["data/catalog.jsonld"])
    assert catalog["dcat:dataset"][0]["dcat:distribution"][0]["@id"] == "../data/tables/jixiao.sqlite"


def test_the_dcat_catalogue_lists_every_slice_with_sizes_and_hashes(files: dict[str, bytes]) -> None:
    catalog = json.loads(files["data/catalog.jsonld"])

    assert len(catalog["dcat:dataset"]) == sum(name.endswith("datapackage.json") for name in files)
    for dataset in catalog["dcat:dataset"]:
        for item in dataset["dcat:distribution"]:
            content = files[item["@id"].removeprefix("../")]
            assert item["dcat:byteSize"]["@value"] == str(len(content))
            assert item["spdx:checksum"]["spdx:checksumValue"]["@value"] == hashlib.sha256(content).hexdigest()


def test_the_page_shows_every_download_as_it_is(catalogue: Catalogue, files: dict[str, bytes]) -> None:
    main, *others = data_pages(catalogue, data_of(catalogue)[0])
    for page in (main, *others):
        for item in page.downloads:
            assert item.size == size(len(files[item.url]))
            assert hashlib.sha256(files[item.url]).hexdigest().startswith(item.sha)
        assert page.total == size(sum(len(files[item.url]) for item in page.downloads))
    assert main.total_of_all == f"{len(files)} 个文件，{size(sum(map(len, files.values())))}"
    shown = {item.url for page in (main, *others) for item in page.downloads}
    assert shown == {name for name in files if not name.startswith("data/reports/")}
    assert {part.url for part in (*main.years, *main.departments)} == {page.url for page in others}
    assert [[field.name for field in table.fields] for table in main.tables] == [list(table.names) for table in TABLES]


def test_sizes_are_shown_rounded_up() -> None:
    assert [size(count) for count in (0, 1023, 1024, 1025, 1024**2, 1024**2 + 1, 1024**3 + 1)] == [
        "0 B",
        "1023 B",
        "1 KB",
        "2 KB",
        "1.0 MB",
        "1.1 MB",
        "1.1 GB",
    ]


def test_a_site_without_reports_still_offers_its_tables(tmp_path: Path) -> None:
    empty = small_catalogue()
    data, files = data_of(empty)
    write(files, tmp_path)

    assert csv_head(CORRECTIONS) == files["data/tables/corrections.csv"]
    assert gzip.decompress(files["data/tables/reports.jsonl.gz"]) == b""
    assert Package(str(tmp_path / "data" / "datapackage.json")).validate().valid
    assert data_pages(empty, data)[0].reports == "0"


def test_the_date_of_the_data_is_the_newest_day_stated() -> None:
    corrected = {"日期": "2024-02-29", "字段": "总分", "原值": "98", "现值": "99", "原因": "误填", "批准人": "李四"}
    catalogue = small_catalogue(make_case(更正=[corrected]))
    entry: Entry = catalogue.entries[0]

    assert data_pages(catalogue, data_of(catalogue)[0])[0].day == "2024-02-29"
    assert report_dataset(catalogue, entry)["dateModified"] == "2024-02-29"
    assert records(slices_of(catalogue)[0], "reports")[0]["published"] == date(2023, 8, 31)
    assert replace(entry).report is entry.report
