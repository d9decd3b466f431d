"""What units say to findings: states with days, beside the finding, added and never altered, from a sheet."""

import csv
from dataclasses import replace
from datetime import date
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner, Result
from openpyxl import Workbook, load_workbook

from generator.assessment import Assessment
from generator.catalogue import make_catalogue
from generator.checks.runner import check_all
from generator.checks.tally import tally
from generator.cli import main
from generator.disclosure.disclose import Disclosed, as_of
from generator.model.finding import Finding
from generator.model.reply import Reply, ReplyState, statements
from generator.open_data.records import gap_answer
from generator.pages.findings import status_line, view_finding
from generator.pages.gap_said import gap_said
from generator.pages.said import latest_words, other_statements
from tests.followed import GATES, scored, sees
from tests.make import LAWFUL, make_case, rulebook
from tests.test_publishing import folder, run, texts

__all__ = ["folder"]

HIGH = "2020/sx-high-court/it-construction"
# LAWFUL with a total that is one point off has one F102.
OFF: dict[str, Any] = {"总分": "98"}


def found(replies: list[dict[str, str]], **stated: Any) -> Finding:
    (one,) = [f for f in check_all([make_case(**OFF, 答复=replies, **stated)], {}).findings if f.code == "F102"]
    return one


def said(day: str, text: str, code: str = "F102", **more: str) -> dict[str, str]:
    return {"编号": code, "日期": day, "说明": text, **more}


def test_without_a_word_a_finding_is_open() -> None:
    one = found([])

    assert one.statement is None
    assert one.answer == ""
    assert tally([one]).answered == 0


def test_the_newest_statement_gives_the_state_and_the_older_ones_stay() -> None:
    one = found([said("2023-11-20", "经复核", 状态="维持", 答复单位="某站"), said("2023-10-08", "正在核实")])

    assert [(s.state, str(s.day), s.by, s.text) for s in one.said] == [
        ("已说明", "2023-10-08", "", "正在核实"),
        ("维持", "2023-11-20", "某站", "经复核"),
    ]
    assert one.answer == "经复核"


def test_a_statement_is_to_one_finding_by_its_id_or_to_all_of_a_code() -> None:
    identifier = found([]).id

    assert found([said("2023-10-08", "甲", identifier)]).answer == "甲"
    assert found([said("2023-10-08", "甲", f"{identifier[:-1]}{'0' if identifier[-1] != '0' else '1'}")]).said == ()
    assert found([said("2023-10-08", "甲", "F101")]).said == ()


def test_an_undated_statement_is_the_first_and_has_no_day() -> None:
    one = found([said("2023-10-08", "后说")], 核对说明={"F102": "先说"})

    assert [(s.day, s.text) for s in one.said] == [(None, "先说"), (date(2023, 10, 8), "后说")]
    (plain,) = found([], 核对说明={"F102": "先说"}).said
    assert (plain.state, plain.day) == (ReplyState.EXPLAINED, None)


def test_states_are_counted_among_the_answered() -> None:
    counts = tally([found([]), found([said("2023-10-08", "甲")]), found([said("2023-10-08", "乙", 状态="维持")])])

    assert (counts.reviews, counts.answered, counts.corrected, counts.upheld) == (3, 2, 0, 1)
    assert status_line(counts) == "须核对 3 处，单位已说明 2 处（其中维持 1 处），尚未说明 1 处。"


def test_a_statement_of_a_later_day_is_not_told_yet() -> None:
    form = make_case(答复=[said("2023-10-08", "甲"), said("2023-11-20", "乙")]).report.form
    before, after = as_of(form, date(2023, 11, 19)), as_of(form, date(2023, 11, 20))

    assert before is not None
    assert [one.text for one in before.replies] == ["甲"]
    assert after is form


REPLIED = {**LAWFUL, "答复": [said("2023-10-08", "甲")]}
ADDED = {**LAWFUL, "答复": [said("2023-10-08", "甲"), said("2023-11-20", "乙")]}
UNDATED = {**LAWFUL, "核对说明": {"F102": "甲"}}
SILENT = {
    "taken away": (REPLIED, LAWFUL),
    "other words": (REPLIED, {**LAWFUL, "答复": [said("2023-10-08", "丙")]}),
    "another day": (REPLIED, {**LAWFUL, "答复": [said("2023-10-09", "甲")]}),
    "another state": (REPLIED, {**LAWFUL, "答复": [said("2023-10-08", "甲", 状态="维持")]}),
    "an undated one taken away": (UNDATED, LAWFUL),
    "an undated one altered": (UNDATED, {**LAWFUL, "核对说明": {"F102": "丙"}}),
}
TOLD = {
    "the first": (LAWFUL, REPLIED),
    "one more": (REPLIED, ADDED),
    "an undated one with its day": (UNDATED, REPLIED),
    "an undated one and more": (UNDATED, {**UNDATED, "答复": [said("2023-11-20", "乙")]}),
}


@pytest.mark.parametrize("gate", GATES)
@pytest.mark.parametrize("name", SILENT)
def test_what_was_said_in_public_is_not_altered(name: str, gate: str) -> None:
    old, new = (sees(scored(form)) for form in SILENT[name])

    assert [one.code for one in GATES[gate](old, new, {"mof-2020-10": rulebook("mof-2020-10")})] == ["G115"]


@pytest.mark.parametrize("gate", GATES)
@pytest.mark.parametrize("name", TOLD)
def test_more_may_be_said(name: str, gate: str) -> None:
    old, new = (sees(scored(form)) for form in TOLD[name])

    assert GATES[gate](old, new, {"mof-2020-10": rulebook("mof-2020-10")}) == []


def test_corrected_after_publication_needs_a_correction() -> None:
    correction = {
        "日期": "2023-10-01",
        "字段": "总分",
        "原值": "97",
        "现值": "98",
        "原因": "录入笔误",
        "批准人": "李四",
    }
    claim = [said("2023-10-08", "已改", 状态="已更正")]

    def codes(**stated: Any) -> list[str]:
        return [one.code for one in check_all([make_case(**OFF, 答复=claim, **stated)], {}).findings]

    assert "D115" in codes()
    assert "D115" not in codes(更正=[correction])
    assert "D115" in codes(更正=[correction | {"日期": "2023-10-09"}])


def test_the_page_shows_states_days_and_what_is_found_no_more(real: Assessment) -> None:
    content = real.content
    assert content is not None
    everything = Disclosed(real.cases, real.result)
    six = make_catalogue(content.site, content.departments, content.rulebooks, content.pages, everything)
    entry = next(one for one in six.entries if one.report.id == HIGH)
    (first, *rest), gone = entry.findings, "F999-abcdef"
    replies = [
        Reply.model_validate(said("2023-11-20", "经复核", first.id, 状态="维持", 答复单位="某站")),
        Reply.model_validate(said("2023-10-08", "已改", gone, 状态="已更正")),
    ]
    answered = replace(first, said=statements((first.id, first.code), {}, replies))
    form = entry.report.form.model_copy(update={"replies": tuple(replies)})
    again = replace(entry, report=replace(entry.report, form=form), findings=(answered, *rest))
    view = view_finding(six, answered, again)

    assert [(one.state, one.when, one.text) for one in view.said] == [("维持", "2023-11-20，某站", "经复核")]
    assert [(one.name, one.view.state) for one in other_statements(again)] == [(gone, "已更正")]
    assert latest_words(again) == "最近一次说明在 2023-11-20。"


def sheet(path: Path, *lines: dict[str, str]) -> str:
    heads = ("报告", "编号", "状态", "日期", "答复单位", "说明")
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, heads)
        writer.writeheader()
        writer.writerows(lines)
    return str(path)


def open_ones(folder: Path, *options: str) -> list[dict[str, str]]:
    outcome: Result = run(folder, "reply", "--open", *options)
    assert outcome.exit_code == 0
    return list(csv.DictReader(StringIO(outcome.stdout.removeprefix("\ufeff"))))


def test_a_sheet_goes_out_and_comes_back(folder: Path, tmp_path: Path) -> None:
    lines = open_ones(folder)
    department = lines[0]["报告"].split("/")[1]
    own = open_ones(folder, "--department", department)
    assert own == [line for line in lines if line["报告"].split("/")[1] == department]
    assert all(line["发现"] and not line["说明"] for line in lines)

    answered = {**lines[0], "日期": "2026-10-08", "状态": "维持", "说明": "原表如此：经复核，“不改”"}
    path = tmp_path / "答复.csv"
    with path.open("w", encoding="gb18030", newline="") as file:
        writer = csv.DictWriter(file, list(lines[0]))
        writer.writeheader()
        writer.writerows([answered, *lines[1:]])
    before = texts(folder)
    outcome = run(folder, "reply", str(path), say="y\n")
    assert outcome.exit_code == 0, outcome.output
    assert f"{lines[0]['编号']} 维持 2026-10-08" in outcome.stdout

    changed = {name for name, text in texts(folder).items() if text != before[name]}
    (name,) = changed
    project = lines[0]["报告"].split("/")[2]
    assert name == f"{project}.yml{department}"
    assert texts(folder)[name].startswith(before[name].rstrip())
    assert open_ones(folder) == lines[1:]
    assert "已经写入过了" in run(folder, "reply", str(path), "--yes").stderr


def test_a_workbook_is_read_and_a_second_statement_stands_below_the_first(folder: Path, tmp_path: Path) -> None:
    line = open_ones(folder)[0]
    for day, text in (("2026-10-08", "正在核实"), ("2026-11-20", "已核实")):
        book, file = Workbook(), BytesIO()
        page = book.active
        assert page is not None
        page.append(["报告", "编号", "日期", "说明"])
        page.append([line["报告"], line["编号"], date.fromisoformat(day), text])
        book.save(file)
        path = tmp_path / "答复.xlsx"
        path.write_bytes(file.getvalue())
        assert run(folder, "reply", str(path), "--yes").exit_code == 0
    told = (folder / f"projects/{line['报告']}.yml").read_text("utf-8")
    assert told.index("正在核实") < told.index("已核实")


def test_every_line_that_cannot_be_used_is_told_and_nothing_is_written(folder: Path, tmp_path: Path) -> None:
    line, before = open_ones(folder)[0], texts(folder)
    good = {"报告": line["报告"], "编号": line["编号"], "日期": "2026-10-08", "说明": "甲"}
    path = sheet(
        tmp_path / "答复.csv",
        good,
        good | {"报告": "2020/nowhere/a"},
        good | {"编号": "R999-000000"},
        good | {"日期": "10月8日"},
        good | {"状态": "知道了"},
        good | {"编号": "第三条"},
    )
    outcome = run(folder, "reply", path, "--yes")

    assert outcome.exit_code == 2
    head, *told = outcome.stderr.splitlines()
    assert head == "错误：这张表不能用，一份都没有改："
    assert [one.partition(" ")[0] for one in told] == [f"答复.csv:{number}" for number in range(3, 8)]
    for words, one in zip(
        ("没有报告", "没有编号为 R999-000000", "“日期”填“10月8日”", "“状态”填“知道了”", "“编号”填“第三条”"),
        told,
        strict=True,
    ):
        assert words in one
    assert texts(folder) == before


@pytest.mark.parametrize(
    ("text", "words"),
    [("报告,编号\n甲,乙\n", "缺“日期”“说明”栏"), ("报告,编号,日期,说明\n甲,乙,丙,\n", "都是空的")],
)
def test_a_sheet_of_another_kind_is_refused(folder: Path, tmp_path: Path, text: str, words: str) -> None:
    path = tmp_path / "答复.csv"
    path.write_text(text, "utf-8")
    outcome = run(folder, "reply", str(path))

    assert outcome.exit_code == 2
    assert words in outcome.stderr
    assert CliRunner().invoke(main, ["reply"]).exit_code == 2


BELOW = "2020/sh-first-intermediate-court/case-handling"


def test_a_gap_is_answered_where_no_row_has_a_finding(folder: Path, tmp_path: Path) -> None:
    """The total lies below all that the rule gives: the unit says why, under 差距."""
    (line,) = [one for one in open_ones(folder) if (one["报告"], one["编号"]) == (BELOW, "差距")]
    assert line["发现"] == "自评总分低于规则 0.93 分"
    path = sheet(tmp_path / "答复.csv", {"报告": BELOW, "编号": "差距", "日期": "2026-10-08", "说明": "按旧办法扣分"})
    assert run(folder, "reply", path, "--yes").exit_code == 0

    assert "差距" in (folder / f"projects/{BELOW}.yml").read_text("utf-8")
    assert [one for one in open_ones(folder) if (one["报告"], one["编号"]) == (BELOW, "差距")] == []


def test_a_gap_that_is_none_is_not_answered(folder: Path, tmp_path: Path) -> None:
    line = {"报告": "2020/sh-first-intermediate-court/it-maintenance", "编号": "差距", "日期": "2026-10-08"}
    outcome = run(folder, "reply", sheet(tmp_path / "答复.csv", line | {"说明": "甲"}), "--yes")

    assert outcome.exit_code == 2
    assert "没有差距可以说明" in outcome.stderr


def test_the_answer_to_a_gap_stands_beside_it_and_in_the_data(real: Assessment) -> None:
    content = real.content
    assert content is not None
    everything = Disclosed(real.cases, real.result)
    six = make_catalogue(content.site, content.departments, content.rulebooks, content.pages, everything)
    entry = next(one for one in six.entries if one.report.id == BELOW)
    replies = (Reply.model_validate(said("2026-10-08", "按旧办法扣分", "差距", 状态="维持", 答复单位="本院")),)
    form = entry.report.form.model_copy(update={"replies": replies})
    answered = replace(entry, report=replace(entry.report, form=form))
    open_one, told = gap_said(entry), gap_said(answered)
    assert open_one is not None
    assert told is not None

    assert (open_one.state, open_one.gap) == ("尚未说明", "低于规则 0.93 分")
    assert [(one.state, one.when, one.text) for one in told.said] == [("维持", "2026-10-08，本院", "按旧办法扣分")]
    assert other_statements(answered) == ()
    assert gap_answer(answered) == {
        "gap_answer": "按旧办法扣分",
        "gap_answer_state": "维持",
        "gap_answer_day": date(2026, 10, 8),
    }
    within = next(one for one in six.entries if one.report.id.endswith("it-maintenance"))
    told_within = within.report.form.model_copy(update={"replies": replies})
    moved = replace(within, report=replace(within.report, form=told_within))
    assert gap_said(moved) is None
    assert [one.name for one in other_statements(moved)] == ["差距"]


COURT = "2020/sh-first-intermediate-court/it-maintenance"


def sent_back(folder: Path, path: Path, **remarks: str) -> str:
    """Export the court's form and let its clerk write into a column 备注, by the name of the row."""
    assert run(folder, "export", COURT, "-o", str(path)).exit_code == 0
    book = load_workbook(path)
    page = book.active
    assert page is not None
    (head,) = [cell.row for cell in page["D"] if cell.value == "三级指标"]
    page.cell(head, 10, "备注")
    for cell in page["D"]:
        if cell.value in remarks:
            page.cell(cell.row, 10, remarks[str(cell.value)])
    book.save(path)
    return str(path)


def test_a_form_sent_back_answers_by_its_remark_column(folder: Path, tmp_path: Path) -> None:
    """F301 is on 发生信息安全事故, R106 on 信息化运维管理制度; nothing is found on 运维设备覆盖率."""
    path = sent_back(
        folder, tmp_path / "退回.xlsx",
        发生信息安全事故="“次”与“%”写混了", 信息化运维管理制度="维持：经复核，原分不改", 运维设备覆盖率="无",
    )  # fmt: skip
    arguments = ("reply", "--form", path, "--date", "2026-10-08", "--by", "本院", "--yes")
    outcome = run(folder, *arguments)
    assert outcome.exit_code == 0, outcome.output
    written = yaml.safe_load((folder / f"projects/{COURT}.yml").read_text("utf-8"))["答复"]

    assert [(one["编号"][:4], one.get("状态"), one["说明"]) for one in written] == [
        ("F301", None, "“次”与“%”写混了"),
        ("R106", "维持", "经复核，原分不改"),
    ]
    assert {(str(one["日期"]), one["答复单位"]) for one in written} == {("2026-10-08", "本院")}
    assert "“运维设备覆盖率”没有尚未说明的发现" in outcome.stderr
    assert "没有要写入的答复" in run(folder, *arguments).stderr


def test_a_form_sent_back_says_whose_it_is_and_needs_a_day(folder: Path, tmp_path: Path) -> None:
    path = sent_back(folder, tmp_path / "退回.xlsx", 发生信息安全事故="写混了")
    assert "请用 --date 写明" in run(folder, "reply", "--form", path).stderr
    book = load_workbook(path)
    page = book.active
    assert page is not None
    page["C3"] = "别的项目"
    book.save(path)
    outcome = run(folder, "reply", "--form", path, "--date", "2026-10-08")

    assert outcome.exit_code == 2
    assert "请用 --report 指明" in outcome.stderr
    told = run(folder, "reply", "--form", path, "--date", "2026-10-08", "--report", COURT, "--yes")
    assert told.exit_code == 0, told.output
