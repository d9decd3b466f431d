"""What an import may never do: stop a build, publish a doubt, write one form over another, undo people's work."""

import json
import shutil
from pathlib import Path

import pytest

from generator.assessment import assess
from generator.forms.merging import merge
from generator.loading.content import load_content
from tests.form_layouts import draw, to_docx, to_xlsx
from tests.make import CONTENT, load
from tests.test_forms_import import court
from tests.test_forms_intake import DEPARTMENT, WRITTEN, bring, put, run

PLACE = f"2020/{DEPARTMENT}/form"


@pytest.fixture
def content(tmp_path: Path) -> Path:
    folder = tmp_path / "content"
    shutil.copytree(CONTENT, folder)
    shutil.rmtree(folder / "projects")
    (folder / "projects").mkdir()
    return folder


@pytest.fixture
def strict(content: Path) -> Path:
    """A bureau to which a total that is no sum (F102) is an error, which blocks its site."""
    site = content / "site.yml"
    text = site.read_text("utf-8")
    assert "核对级别" not in text
    site.write_text(f"{text}\n核对级别: {{F102: 错误}}\n", "utf-8")
    return content


def form_in(folder: Path, name: str, **values: object) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    return put(path, to_xlsx(draw(court() | values)))


def action(content: Path, path: Path, *options: object) -> str:
    (form,) = bring(content, path, *options)["files"][0]["forms"]  # type: ignore[index]
    return str(form["action"])


@pytest.mark.parametrize(
    "bad", [{"金额单位": "美元"}, {"年度": "2019"}, {"项目名称": "运维\u202e反写"}], ids=["unit", "year", "hidden"]
)
def test_what_the_loader_refuses_never_lies_among_the_data(content: Path, tmp_path: Path, bad: dict[str, str]) -> None:
    """Whatever is wrong with a form: it is read after all, or set aside, and the content loads."""
    actions = action(content, form_in(tmp_path, "form.xlsx", **bad), "--year", "2020", "--money-unit", "元")
    assessed = assess(content)

    assert assessed.broken == ()
    assert not assessed.blocks(preview=False)
    lies = [(content / "projects").rglob("*.yml"), (content / "imports/待改").rglob("*.yml")]
    assert [len(list(one)) for one in lies] == ([0, 1] if actions == "待改" else [1, 0])


def test_a_year_that_is_not_the_folders_is_set_aside_with_what_to_do(content: Path, tmp_path: Path) -> None:
    path = form_in(tmp_path, "form.xlsx", 年度="2019")

    assert action(content, path, "--year", "2020") == "待改"
    assert not (content / WRITTEN).exists()
    told = (content / f"imports/待改/{PLACE}.问题.md").read_text("utf-8")
    assert "年度填 2019，文件放在 2020 文件夹里" in told
    assert f"projects/{PLACE}.yml" in told
    aside = (content / f"imports/待改/{PLACE}.yml").read_text("utf-8")
    assert "信息化运维" in aside


def test_what_would_stop_a_build_is_set_aside_with_its_cell(strict: Path, tmp_path: Path) -> None:
    path = form_in(tmp_path, "form.xlsx", 总分="99")

    assert action(strict, path) == "待改"
    assert assess(strict).blocking == ()
    told = (strict / f"imports/待改/{PLACE}.问题.md").read_text("utf-8")
    assert "自评表1!" in told
    assert "F102" in told


def test_what_was_set_aside_goes_when_the_source_is_mended(strict: Path, tmp_path: Path) -> None:
    action(strict, form_in(tmp_path, "form.xlsx", 总分="99"))

    assert action(strict, form_in(tmp_path, "form.xlsx")) == "新增"
    assert not list((strict / "imports/待改").rglob("*.*"))


def test_an_unfit_form_leaves_the_record_it_was_to_replace_alone(strict: Path, tmp_path: Path) -> None:
    action(strict, form_in(tmp_path, "form.xlsx"))
    before = (strict / WRITTEN).read_bytes()

    assert action(strict, form_in(tmp_path, "form.xlsx", 总分="99"), "--replace") == "待改"
    assert (strict / WRITTEN).read_bytes() == before


def test_a_published_record_falls_back_to_draft_where_the_new_reading_is_doubtful(
    content: Path, tmp_path: Path
) -> None:
    action(content, form_in(tmp_path, "form.xlsx"))
    path = content / WRITTEN
    published = "公开:\n  状态: 公开\n  公开日期: 2021-08-31\n"
    path.write_text(path.read_text("utf-8").partition("公开:")[0] + published, "utf-8")
    action(content, form_in(tmp_path, "form.xlsx", 金额单位="", 总分="96"), "--replace")

    assert load(path)["公开"]["状态"] == "草稿"
    assert load(path)["公开"]["公开日期"] == "2021-08-31"


def test_a_withdrawn_record_stays_withdrawn(content: Path, tmp_path: Path) -> None:
    action(content, form_in(tmp_path, "form.xlsx"))
    path = content / WRITTEN
    withdrawn = "公开:\n  状态: 已撤回\n  撤回: {日期: 2021-09-01, 原因: 重复, 批准人: 张某}\n"
    path.write_text(path.read_text("utf-8").partition("公开:")[0] + withdrawn, "utf-8")
    action(content, form_in(tmp_path, "form.xlsx", 总分="96"), "--replace")

    assert load(path)["公开"]["状态"] == "已撤回"


def test_a_value_changed_on_both_sides_stays_as_people_left_it_and_is_told(content: Path, tmp_path: Path) -> None:
    action(content, form_in(tmp_path, "form.xlsx"))
    path = content / WRITTEN
    path.write_text(path.read_text("utf-8").replace('总分: "97"', '总分: "95"'), "utf-8")
    changed = form_in(tmp_path, "form.xlsx", 总分="96", 项目名称="信息化运维二期")
    (form,) = bring(content, changed, "--replace")["files"][0]["forms"]  # type: ignore[index]

    assert form["action"] == "已替换"
    assert (load(path)["总分"], load(path)["项目名称"]) == ("95", "信息化运维二期")
    assert load(path)["公开"]["状态"] == "草稿"
    (notice,) = form["notices"]
    assert "总分" in notice["message"]
    assert "由“97”改为“96”" in notice["message"]


def test_an_unchanged_source_undoes_no_work_of_people(content: Path, tmp_path: Path) -> None:
    source = form_in(tmp_path, "form.xlsx")
    action(content, source)
    path = content / WRITTEN
    path.write_text(path.read_text("utf-8").replace('总分: "97"', '总分: "95"'), "utf-8")
    before = path.read_bytes()

    assert action(content, source, "--replace") == "没有变化"
    assert path.read_bytes() == before


def test_equal_names_in_two_folders_become_two_reports(content: Path, tmp_path: Path) -> None:
    folder = tmp_path / "forms"
    form_in(folder, "一科/form.xlsx", 项目名称="信息化运维")
    form_in(folder, "二科/form.xlsx", 项目名称="法庭修缮", 总分="91")
    for _ in range(2):
        result = run(folder, "--content", content, "--rulebook", "sh-2020", "--replace")
        assert "一科/form.xlsx" in result.stdout.replace("\n", "")
    files = list((content / "projects").rglob("*.yml"))

    assert {(load(one)["项目名称"], load(one)["总分"]) for one in files} == {("信息化运维", "97"), ("法庭修缮", "91")}
    assert load_content(content)[1] == []


def test_one_project_twice_with_other_figures_is_written_once_and_told(content: Path, tmp_path: Path) -> None:
    folder = tmp_path / "forms"
    form_in(folder, "一稿/form.xlsx")
    form_in(folder, "定稿/form.xlsx", 总分="91")
    found = bring(content, folder, "--replace")
    forms = [form for file in found["files"] for form in file["forms"]]  # type: ignore[attr-defined]
    (path,) = (content / "projects").rglob("*.yml")

    assert sorted(form["action"] for form in forms) == ["新增", "未写入"]
    (told,) = [form for form in forms if form["action"] == "未写入"]
    assert "内容不同" in told["notices"][-1]["message"]
    assert load(path)["总分"] in ("97", "91")


def test_an_exact_copy_is_told_and_not_read_twice(content: Path, tmp_path: Path) -> None:
    folder = tmp_path / "forms"
    path = form_in(folder, "a/form.xlsx")
    shutil.copy(path, folder / "副本.xlsx")
    result = run(folder, "--content", content, "--rulebook", "sh-2020")
    found = bring(content, folder)

    assert result.exit_code == 0, result.stdout
    assert "与 forms/a/form.xlsx 完全相同" in result.stdout.replace("\n", "")
    assert [file["copy_of"] for file in found["files"]] == ["", "forms/a/form.xlsx"]  # type: ignore[attr-defined]
    assert len(list((content / "projects").rglob("*.yml"))) == 1


def test_the_same_form_in_excel_and_word_is_one_report(content: Path, tmp_path: Path) -> None:
    folder = tmp_path / "forms"
    form_in(folder, "form.xlsx")
    put(folder / "form.docx", to_docx(draw(court())))
    found = bring(content, folder)
    actions = sorted(form["action"] for file in found["files"] for form in file["forms"])  # type: ignore[attr-defined]

    assert actions == ["新增", "没有变化"]


def test_a_new_project_in_a_file_of_another_name_does_not_land_on_a_report_written_by_hand(
    content: Path, tmp_path: Path
) -> None:
    action(content, form_in(tmp_path, "form.xlsx"))
    shutil.rmtree(content / "imports")
    before = (content / WRITTEN).read_bytes()

    assert action(content, form_in(tmp_path, "form.xlsx", 项目名称="法庭修缮"), "--replace") == "新增"
    assert (content / WRITTEN).read_bytes() == before


def test_the_memory_tells_where_a_form_came_from(content: Path, tmp_path: Path) -> None:
    action(content, form_in(tmp_path, "forms/一科/form.xlsx"))
    memory = json.loads((content / f"imports/{PLACE}.json").read_text("utf-8"))

    assert (memory["路径"], memory["表号"], memory["表数"]) == ("forms/一科/form.xlsx", 1, 1)


BASE = {
    "项目名称": "甲",
    "总分": "90",
    "绩效指标": [{"三级指标": "一", "得分": "5"}, {"三级指标": "二", "得分": "6"}],
}


def test_a_merge_keeps_both_sides_where_they_do_not_meet() -> None:
    ours = {**BASE, "项目名称": "甲（改）", "绩效指标": [{"三级指标": "一", "得分": "4"}, BASE["绩效指标"][1]]}
    theirs = {**BASE, "总分": "91", "绩效指标": [*BASE["绩效指标"], {"三级指标": "三", "得分": "7"}]}
    merged = merge(BASE, ours, theirs)

    assert merged.clashes == ()
    assert merged.form == {
        "项目名称": "甲（改）",
        "总分": "91",
        "绩效指标": [
            {"三级指标": "一", "得分": "4"},
            {"三级指标": "二", "得分": "6"},
            {"三级指标": "三", "得分": "7"},
        ],
    }


def test_a_row_that_people_changed_is_not_taken_away_by_the_source() -> None:
    ours = {**BASE, "绩效指标": [BASE["绩效指标"][0], {"三级指标": "二", "得分": "9"}]}
    theirs = {**BASE, "绩效指标": [BASE["绩效指标"][0]]}
    merged = merge(BASE, ours, theirs)

    assert merged.form == ours
    assert len(merged.clashes) == 1


def test_rows_put_in_another_order_and_rows_that_go_do_not_mix() -> None:
    first, second = BASE["绩效指标"]
    third = {"三级指标": "三", "得分": "7"}
    base = {**BASE, "绩效指标": [first, second, third]}
    ours, theirs = {**base, "绩效指标": [third, first, second]}, {**base, "绩效指标": [first, third]}
    merged = merge(base, ours, theirs)

    assert merged.form == ours
    assert merged.clashes


def test_a_merge_with_an_unchanged_side_is_the_other_side() -> None:
    other = {**BASE, "总分": "70", "绩效指标": BASE["绩效指标"][::-1]}

    assert merge(BASE, BASE, other).form == other
    assert merge(BASE, other, BASE).form == other
    assert merge(BASE, other, other).form == other
