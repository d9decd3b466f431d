"""整改: what was promised, by whom and until when, what became of it, and what next year's report says of it."""

import csv
import re
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from generator.cli import main
from generator.disclosure.disclose import as_of
from generator.ledger.mentioned import mentioned
from generator.model.promise import Promise, kept
from tests import recount
from tests.county import write_bare
from tests.followed import GATES, scored, sees
from tests.make import LAWFUL, make_report, row, rows, rulebook, sure

ROADS, LATER = "2022/dept-00/roads", "2023/dept-00/roads"
SHORT = [row(分值="20", 得分="16", 实际完成值="40公里", 偏差原因分析及改进措施="雨季延长"), *rows()[1:]]
PROMISE: dict[str, Any] = {
    "日期": "2023-10-08", "问题": "少养护10公里", "涉及": "绩效指标/养护里程", "措施": "提前一个月进场，补养东河大桥至北山段",
    "责任单位": "某县公路管理站", "期限": "2024-03-31",
}  # fmt: skip
LOOSE = {key: value for key, value in PROMISE.items() if key != "涉及"}
DONE = {"日期": "2024-05-10", "状态": "已整改", "说明": "补养10公里，有验收单"}


def form(**said: Any) -> dict[str, Any]:
    return {**LAWFUL, "绩效指标": SHORT, "总分": "95", **said}


def promise(**said: Any) -> Promise:
    return Promise.model_validate(PROMISE | said)


@pytest.mark.parametrize(
    ("day", "steps", "late"),
    [
        ("2024-03-31", [], False),
        ("2024-04-01", [], True),
        ("2024-06-01", [DONE], False),
        ("2024-06-01", [{"日期": "2024-03-01", "状态": "整改中", "新期限": "2024-06-30"}], False),
        ("2024-07-01", [{"日期": "2024-03-01", "状态": "整改中", "新期限": "2024-06-30"}], True),
        ("2024-07-01", [DONE | {"状态": "不再整改"}], False),
    ],
)
def test_nothing_is_overdue_before_its_day_or_when_it_is_done(day: str, steps: list[Any], late: bool) -> None:
    (one,) = kept([promise(进展=steps)], date.fromisoformat(day))

    assert one.is_overdue is late


def test_without_a_term_and_in_a_preview_nothing_is_overdue() -> None:
    (one,) = kept([promise(期限=None)], date(2030, 1, 1))
    (other,) = kept([promise()], None)

    assert not one.is_overdue
    assert not other.is_overdue


def test_what_is_dated_later_is_not_there_yet() -> None:
    report = make_report(整改=[PROMISE | {"进展": [DONE]}])

    (before,) = sure(as_of(report.form, date(2024, 5, 9))).promises
    assert before.state == "未整改"
    assert sure(as_of(report.form, date(2023, 10, 7))).promises == ()
    assert as_of(report.form, date(2024, 5, 10)) is report.form


DAY = date(2024, 6, 1)
ADDED = [PROMISE | {"进展": [DONE]}]


@pytest.mark.parametrize("gate", GATES)
@pytest.mark.parametrize(
    ("after", "codes"),
    [
        ([PROMISE], []),
        (ADDED, []),
        ([PROMISE, PROMISE | {"问题": "账目不清"}], []),
        ([PROMISE | {"期限": "2024-12-31"}], ["G116"]),
        ([], ["G116"]),
    ],
)
def test_what_was_promised_in_public_stays_promised(gate: str, after: list[Any], codes: list[str]) -> None:
    form = {**LAWFUL, "绩效指标": rows()}
    was, now = (sees(scored(form | {"整改": those}), DAY) for those in ([PROMISE], after))

    assert [one.code for one in GATES[gate](was, now, {"mof-2020-10": rulebook()})] == codes


def test_the_same_words_are_a_mention_and_the_projects_own_name_is_none() -> None:
    one = promise()
    says = {"实际完成情况": "今年提前一个月进场，补养东河大桥至北山段10公里。"}
    named = make_report(
        项目名称="补养东河大桥至北山段", 年度总体目标={"实际完成情况": "补养东河大桥至北山段工程完成。"}
    )

    assert "提前一个月进场，补养东河大桥至北山段" in mentioned(make_report(年度总体目标=says).form, one)
    assert mentioned(make_report().form, one) == ""
    assert mentioned(named.form, one) == ""
    assert mentioned(make_report(年度总体目标={"实际完成情况": "提前进场。"}).form, one) == ""


def run(folder: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, [arguments[0], *arguments[1:], "--content", str(folder)])


def open_ones(folder: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(run(folder, "rectify", "--open").stdout.removeprefix("\ufeff"))))


def a_list(folder: Path, *lines: dict[str, str]) -> str:
    path = folder.parent / "整改.csv"
    with path.open("w", encoding="gb18030", newline="") as file:
        writer = csv.DictWriter(file, list(lines[0]))
        writer.writeheader()
        writer.writerows(lines)
    return str(path)


def test_a_list_goes_out_and_comes_back_first_with_promises_then_with_their_progress(tmp_path: Path) -> None:
    folder = write_bare(tmp_path / "content", 1, {ROADS: form(总分="96")})
    (line,) = open_ones(folder)
    assert line["涉及"].startswith("F102-")
    filled = line | {"措施": "改正总分", "责任单位": "某县公路管理站", "期限": "2023-12-31", "提出日期": "2023-10-08"}
    outcome = run(folder, "rectify", a_list(folder, filled), "--yes")
    assert outcome.exit_code == 0, outcome.output
    assert "新增“总分填 96，各项得分之和为 95”，期限 2023-12-31" in outcome.stdout

    (waiting,) = open_ones(folder)
    assert waiting == filled
    path = a_list(folder, waiting | {"进展日期": "2023-11-01", "状态": "已整改", "说明": "已更正"})
    assert "已整改 2023-11-01" in run(folder, "rectify", path, "--yes").stdout
    assert open_ones(folder) == []
    assert "已改 0 份" in run(folder, "rectify", path, "--yes").stdout


def test_every_line_that_cannot_be_used_is_told_and_nothing_is_written(tmp_path: Path) -> None:
    folder = write_bare(tmp_path / "content", 1, {ROADS: form()})
    before = (folder / f"projects/{ROADS}.yml").read_bytes()
    good = dict.fromkeys(("报告", "涉及", "责任单位", "期限", "进展日期", "状态", "说明", "新期限"), "")
    good |= {"报告": ROADS, "问题": "甲", "措施": "乙", "提出日期": "2023-10-08"}
    path = a_list(
        folder, good, good | {"报告": "2022/nowhere/a"}, good | {"提出日期": "10月8日"}, good | {"状态": "快了"}
    )
    outcome = run(folder, "rectify", path, "--yes")

    assert outcome.exit_code == 2
    assert "整改.csv:3 没有报告“2022/nowhere/a”" in outcome.stderr
    assert "整改.csv:4 “提出日期”填“10月8日”，应为日期" in outcome.stderr
    assert "整改.csv:5 “进展日期”填“”，应为日期" in outcome.stderr
    assert "整改.csv:5 “状态”填“快了”，应为未整改、整改中、已整改、不再整改之一" in outcome.stderr
    assert (folder / f"projects/{ROADS}.yml").read_bytes() == before


@pytest.fixture(scope="module")
def docs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two years of a project, promises of the first, seen on 2024-12-01; and an evaluation of another kind."""
    root = tmp_path_factory.mktemp("promises")
    made = [PROMISE, LOOSE | {"问题": "账目不清", "措施": "重新建账", "进展": [DONE]},
            LOOSE | {"问题": "没有到期", "期限": "2024-12-01"}]  # fmt: skip
    review = {"结论": "通过", "日期": "2024-08-30", "审查人": "王五"}
    later = LAWFUL["公开"] | {"公开日期": "2024-08-31", "保密审查": review}
    says = {"预期目标": "养护农村公路60公里。", "实际完成情况": "提前一个月进场，补养东河大桥至北山段。"}
    reports = {
        ROADS: form(整改=made),
        LATER: form(年度="2023", 绩效指标=rows(), 总分="99", 公开=later, 年度总体目标=says),
        "2022/dept-01/whole": form(项目名称=None, 类型="部门整体自评", 整改=[PROMISE]),
    }
    write_bare(root / "content", 2, reports)
    build = ["generate", "--content", str(root / "content"), "--build-dir", str(root / "b"), "--date", "2024-12-01"]
    outcome = CliRunner().invoke(main, build)
    assert outcome.exit_code == 0, outcome.output
    return root / "b/docs"


def cells(page: str, label: str) -> list[str]:
    return re.findall(rf'data-label="{label}"[^>]*>([^<]*)<', page)


def test_a_report_shows_its_promises_beside_their_problems(docs: Path) -> None:
    page = (docs / ROADS / "index.md").read_text("utf-8")

    assert re.findall(r'jx-state--\w+">([^<]*)</span>', page[page.index("## 整改") :]) == [
        "未整改（逾期）", "已整改", "未整改",
    ]  # fmt: skip
    assert (
        "<dt>整改</dt><dd>提前一个月进场，补养东河大桥至北山段（未整改（逾期），期限 2024&#45;03&#45;31）</dd>" in page
    )
    assert "已整改：补养10公里，有验收单</p>" in page


def test_next_years_report_shows_last_years_promises_and_what_it_says_of_them(docs: Path) -> None:
    page = (docs / LATER / "index.md").read_text("utf-8")
    former = page[page.index("## 上年答应的整改") :]

    assert [text[:3] for text in cells(former, "今年的报告怎么说")] == ["提到：", "没有找", "提到："]
    assert "2022/dept-00/roads/#promise-1" in former.replace("&#45;", "-")
    assert "## 整改" not in page


def test_the_page_lists_what_is_overdue_by_department_of_projects_alone(docs: Path) -> None:
    page = (docs / "rectification/index.md").read_text("utf-8")

    assert "答应整改 3 处：未整改 2 处，已整改 1 处，其中逾期 1 处。" in page
    assert cells(page, "共计") == ["3", "3"]
    assert cells(page, "逾期") == ["1", "1"]
    assert re.findall(r"## (逾期|没有到期|已经了结) (\d+) 处", page) == [
        ("逾期", "1"),
        ("没有到期", "1"),
        ("已经了结", "1"),
    ]
    assert "答应整改 3 处" in (docs / "departments/dept-00/index.md").read_text("utf-8")
    assert (docs / "rectification/overdue.xml").read_text("utf-8").count("<entry>") == 1


def test_an_independent_recount_of_the_data_says_the_same(docs: Path) -> None:
    found = recount.promises(docs / "data", "2024-12-01")

    assert found["2022"] == {"all": 3, "open": 2, "closed": 1, "overdue": 1}
    lines = list(recount.table(docs / "data/tables/promises.csv"))
    assert [(line["report"], line["overdue"]) for line in lines] == [
        (ROADS, "是"), (ROADS, "否"), (ROADS, "否"), ("2022/dept-01/whole", "是"),
    ]  # fmt: skip
