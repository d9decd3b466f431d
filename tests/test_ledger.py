"""The ledger: every way in which a project of the approved list can be there, late, missing or in doubt."""

from datetime import date
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from zlib import crc32

import pytest
from click.testing import CliRunner
from xlsxwriter import Workbook

from generator.cli import main
from generator.ledger.known import Known
from generator.ledger.ledger import Ledger, make_ledger
from generator.ledger.lines import Became
from generator.ledger.names import are_alike, are_same
from generator.ledger.tally import tally
from generator.loading.content import load_content
from generator.loading.sheets import read_sheet
from generator.model.approved import ApprovedAbout, ApprovedList, ApprovedProject, Confirmed, ZeroReport
from generator.model.publication import State
from tests.loading_samples import APPROVED_PATH, put, write_content

DUE = date(2023, 9, 30)
DAY = date(2023, 10, 1)


def project(code: str, name: str, department: str = "jt", **said: object) -> ApprovedProject:
    return ApprovedProject(code, name, department, **{"budget": Decimal(100), "due": DUE, **said})  # type: ignore[arg-type]


def report(
    name: str, code: str = "", department: str = "jt", state: State = State.PUBLIC, since: date | None = DUE
) -> Known:
    where = f"p{crc32(f'{name}{code}{department}'.encode())}"
    return Known(f"2022/{department}/{where}", department, code, name, where, state, since)


def ledger(
    projects: list[ApprovedProject], reports: list[Known], day: date | None = DAY, confirmed: tuple[Confirmed, ...] = ()
) -> Ledger:
    about = ApprovedAbout.model_validate({"来源": "批复文件"})
    return make_ledger(ApprovedList(2022, about, tuple(projects), confirmed), reports, day)


def became(found: Ledger) -> dict[str, str]:
    return {line.project.code: line.became.value for line in found.lines}


@pytest.mark.parametrize(
    ("found", "what"),
    [
        ([report("养护", "A1")], "已公开"),
        ([report("养护", "A1", since=date(2023, 10, 1))], "逾期公开"),
        ([report("养护", "A1", since=None)], "已公开"),
        ([report("养护", "A1", state=State.DRAFT)], "逾期未公开"),
        ([report("养护", "A1", state=State.WITHDRAWN)], "逾期未公开"),
        ([report("", "A1", state=State.WITHHELD)], "依法不予公开"),
        ([report("养护")], "待确认"),
        ([report("养护", "B9")], "待确认"),
        ([report("养护", department="sl")], "待确认"),
        ([report("农村公路养护资金")], "待确认"),
        ([report("养护", state=State.WITHHELD)], "逾期未公开"),
        ([report("防汛", "B9")], "逾期未公开"),
        ([report("公路的日常养护", "A1")], "已公开"),
        ([report("养护", "A1", department="sl")], "已公开"),
        ([], "逾期未公开"),
    ],
)  # fmt: skip
def test_what_becomes_of_a_project(found: list[Known], what: str) -> None:
    name = "农村公路养护" if any("农村" in one.name for one in found) else "养护"

    assert became(ledger([project("A1", name)], found)) == {"A1": what}


@pytest.mark.parametrize(
    ("due", "day", "what"),
    [
        (DUE, DUE, "未到期"),
        (DUE, date(2023, 10, 1), "逾期未公开"),
        (None, date(2030, 1, 1), "尚未公开"),
        (DUE, None, "尚未公开"),
    ],
)
def test_nothing_is_missing_before_its_day(due: date | None, day: date | None, what: str) -> None:
    assert became(ledger([project("A1", "养护", due=due)], [], day)) == {"A1": what}


def test_a_report_with_the_code_of_one_and_the_name_of_another_is_asked_about() -> None:
    found = ledger([project("A1", "养护"), project("A2", "防汛")], [report("防汛", "A1")])

    assert became(found) == {"A1": "待确认", "A2": "待确认"}
    assert [doubt.why for line in found.lines for doubt in line.doubts] == [
        "编码是本项目的，名称却是“防汛”",
        "名称相同，编码却是“养护”的",
    ]
    assert found.outside == ()


def test_a_person_confirms_what_is_renamed_split_and_merged() -> None:
    halves = [report("养护一期"), report("养护二期")]
    whole = report("防汛抗旱")
    projects = [project("A1", "公路"), project("A2", "防汛"), project("A3", "抗旱")]
    words = [("A1", halves[0]), ("A1", halves[1]), ("A2", whole), ("A3", whole)]
    confirmed = tuple(Confirmed(code, one.id, "张某") for code, one in words)
    found = ledger(projects, [*halves, whole], confirmed=confirmed)

    assert became(found) == {"A1": "已公开", "A2": "已公开", "A3": "已公开"}
    assert found.lines[0].notes == ("公开时名称为“养护一期”", "公开时名称为“养护二期”", "有 2 份报告归入本项目")
    assert (found.tally.owed, found.tally.published) == (3, 3)


def test_sums_are_those_worked_out_by_hand() -> None:
    money = {"A1": 100, "A2": 200, "A3": 300, "A4": 400, "A5": None, "A6": 700}
    names = dict(zip(money, ["养护", "桥梁", "防汛", "绿化", "路灯", "护坡"], strict=True))
    projects = [
        project(code, names[code], budget=None if yuan is None else Decimal(yuan)) for code, yuan in money.items()
    ]
    projects.append(project("A7", "战备", published=False, ground="涉密", budget=Decimal(900)))
    reports = [
        report("养护", "A1"),
        report("桥梁", "A2", since=date(2023, 11, 1)),
        report("绿化"),
        report("", "A6", state=State.WITHHELD),
        report("另一项"),
    ]
    found = ledger(projects, reports, date(2023, 12, 1))
    sums = found.tally

    # Owed: A1–A5 (A6 withheld, A7 exempt). Published: A1, A2. Money owed: 100+200+300+400, A5 unstated.
    assert (sums.owed, sums.published, sums.count(Became.AFTER)) == (5, 2, 1)
    assert (sums.count(Became.OVERDUE), sums.count(Became.DOUBTFUL), sums.unstated) == (2, 1, 1)
    assert (sums.owed_money, sums.published_money, sums.overdue_money) == tuple(map(Decimal, (1000, 300, 300)))
    assert (sums.coverage, sums.money_coverage) == (Decimal("0.4"), Decimal("0.3"))
    assert [one.name for one in found.outside] == ["另一项"]


def test_of_what_is_not_published_nothing_is_told() -> None:
    lines = ledger(
        [project("A1", "战备", published=False, ground="涉密"), project("A2", "养护"), project("A3", "桥梁")],
        [
            report("养护", "A2", state=State.WITHHELD),
            report("依法不予公开", "A3", state=State.PARTIAL),
        ],
    ).lines

    assert [(line.name, line.budget) for line in lines] == [(None, None)] * 3
    assert [note for line in lines for note in line.notes] == []


def test_a_zero_report_is_a_department_of_its_own() -> None:
    word = ZeroReport.model_validate({"部门": "sl", "依据": "没有项目"})
    about = ApprovedAbout.model_validate({"来源": "批复文件"})
    approved = ApprovedList(2022, about, (project("A1", "养护"),), zero_reports=(("sl", word),))
    found = make_ledger(approved, [], DAY)

    assert found.departments == ("jt", "sl")
    assert found.zero_report("sl") == word
    assert tally(found.of("sl")).coverage is None


@pytest.mark.parametrize(
    ("one", "other", "same", "alike"),
    [
        ("2022年农村公路养护项目", "农村公路养护经费", True, True),
        ("信息化建设（一期）", "信息化建设 一期", True, True),
        ("农村公路养护", "农村公路日常养护", False, True),
        ("农村公路养护", "城市绿化", False, False),
        ("", "", False, False),
        ("项目", "项目", True, True),
    ],
)
def test_names(one: str, other: str, same: bool, alike: bool) -> None:
    assert (are_same(one, other), are_alike(one, other)) == (same, alike)


def workbook(code: object = "JT-001") -> bytes:
    out = BytesIO()
    with Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        head = ["项目编码", "项目名称", "部门", "实施单位", "批复预算", "金额单位", "应自评", "应公开"]
        sheet.write_row(0, 0, head)
        sheet.write_row(1, 0, [code, "农村公路养护", "county-roads", "", 100.5, "万元", "是", "是"])
    return out.getvalue()


def test_a_workbook_says_what_a_csv_says(tmp_path: Path) -> None:
    folder = write_content(tmp_path / "content")
    (folder / APPROVED_PATH).unlink()
    put("approved/2022.xlsx", workbook())(folder)
    content, findings = load_content(folder)

    assert findings == []
    assert content is not None
    (approved,) = content.approved
    (only,) = approved.projects
    assert (only.code, only.budget, only.due) == ("JT-001", Decimal(1_005_000), DUE)


def test_a_code_that_a_spreadsheet_has_spoilt_is_refused() -> None:
    _, findings = read_sheet(workbook(1234567890123456), "content/approved/2022.xlsx")

    assert [(one.code, str(one.location)) for one in findings] == [("E609", "content/approved/2022.xlsx:2:1")]


def test_a_list_as_excel_saves_it_is_read() -> None:
    text = "项目编码,项目名称\r\nA1,养护\r\n"
    for data in (text.encode("gb18030"), text.encode("utf-8-sig")):
        sheet, findings = read_sheet(data, "x.csv")
        assert findings == []
        assert sheet is not None
        assert sheet.rows == ((1, ("项目编码", "项目名称")), (2, ("A1", "养护")))


def run(folder: Path, *arguments: str) -> str:
    result = CliRunner().invoke(main, ["ledger", "--content", str(folder), *arguments])
    assert result.exit_code == 0, result.output
    return result.output


def test_the_command_names_what_is_missing_and_proposes_matches(tmp_path: Path) -> None:
    folder = write_content(tmp_path / "content")
    (folder / "approved/2022.matches.csv").unlink()
    # The report bears no code: a person has to confirm it.
    output = run(folder, "2022", "--date", "2023-11-01")

    assert output.splitlines() == [
        "2022年度（截至 2023-11-01）：应公开 2 个，已公开 0 个（0.00%），逾期未公开 1 个，待确认 1 个",
        "  某县人民政府：零报告",
        "  某县交通运输局：应公开 2 个，已公开 0 个（0.00%），逾期未公开 1 个，待确认 1 个",
        "    待确认  JT-001 农村公路养护（2022/county-roads/road-care：名称相同，报告没有填编码）",
        "    逾期未公开  JT-002 公路桥梁检测（期限 2023-10-31）",
    ]
    assert run(folder, "--propose", "--date", "2023-11-01").splitlines() == [
        "编码,名称,报告,确认人,日期",
        "JT-001,农村公路养护,2022/county-roads/road-care,,",
    ]
    assert run(folder, "--template").startswith("项目编码,项目名称,部门,")
