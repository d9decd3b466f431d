"""What was published changes only with an entry; comparisons tell what happened to reports and totals."""

import shutil
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.review.comparing import Comparison, compare
from generator.review.repository import Folder, RepositoryError, revision
from generator.review.telling.comment import MOST_CHARACTERS, as_markdown
from generator.review.telling.formats import FORMATS
from generator.review.telling.json_object import as_json
from generator.review.telling.page import as_html
from generator.review.telling.terminal import as_text
from tests.make import CONTENT, LAWFUL, row, rows
from tests.test_checks import OPEN, correction

DAY = date(2024, 6, 1)
NAME = "2022/sx-high-court/road-care"
Form = dict[str, Any]


def lawful(**fields: Any) -> Form:
    form = {**LAWFUL, "绩效指标": rows(), **fields}
    return {key: value for key, value in form.items() if value is not None}


def folder(root: Path, **reports: Form) -> Folder:
    """Write a content folder with some reports, by project id."""
    root.mkdir(parents=True)
    for name in ("site.yml", "departments.yml"):
        (root / name).write_text((CONTENT / name).read_text("utf-8"), "utf-8")
    shutil.copytree(CONTENT / "rules", root / "rules")
    for name, form in reports.items():
        path = root / "projects/2022/sx-high-court" / f"{name.replace('_', '-')}.yml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(yaml.dump(form, allow_unicode=True, sort_keys=False), "utf-8")
    return Folder(root)


def compared(tmp_path: Path, old: dict[str, Form], new: dict[str, Form], day: date = DAY) -> Comparison:
    return compare(folder(tmp_path / "old", **old), folder(tmp_path / "new", **new), day)


def changed(**cells: str) -> list[dict[str, str]]:
    return [{**rows()[0], **cells}, *rows()[1:]]


@pytest.mark.parametrize(
    ("fields", "codes"),
    [
        ({"总分": "98"}, ["G101"]),
        ({"总分": "98", "更正": [correction(字段="总分", 原值="99", 现值="98")]}, []),
        ({"总分": "98", "更正": [correction(字段="总分", 原值="99", 现值="97")]}, ["G101"]),
        ({"评价等级": "优"}, ["G101"]),
        ({"评价等级": "优", "更正": [correction(类型="补充", 字段="评价等级", 原值="未填报", 现值="优")]}, []),
        ({"绩效指标": changed(年度指标值=">=60公里")}, ["G101"]),
        ({"绩效指标": changed(得分="19")}, ["G101"]),
        ({"绩效指标": rows()[1:]}, ["G101"]),
        ({"绩效指标": [*rows(), row(三级指标="桥梁", 分值="0", 得分="0")]}, ["G101"]),
        ({"资金": [{**LAWFUL["资金"][0], "全年执行数": "91"}, LAWFUL["资金"][1]]}, ["G101"]),
        ({"报告": {"项目概况": "文字可以改。"}}, []),
        ({"绩效指标": changed(偏差原因分析及改进措施="汛期停工")}, []),
        ({"绩效指标": list(reversed(rows()))}, []),
        ({"公开": {**OPEN, "状态": "草稿"}}, ["G103"]),
        ({"公开": {**OPEN, "公开日期": "2025-01-01"}}, ["G103"]),
        ({"公开": {**OPEN, "状态": "已撤回", "撤回": {"日期": "2024-05-01", "原因": "重复", "批准人": "甲"}}}, []),
        ({"核对说明": {"F101": "说明"}}, []),
    ],
)
def test_a_published_figure_changes_only_with_its_entry(fields: Form, codes: list[str], tmp_path: Path) -> None:
    found = compared(tmp_path, {"road_care": lawful()}, {"road_care": lawful(**fields)})

    assert [finding.code for finding in found.blocking] == codes
    assert len(found.changes) == 1


def test_an_entry_may_not_be_taken_back(tmp_path: Path) -> None:
    entry = correction(字段="总分", 原值="98", 现值="99")
    found = compared(tmp_path, {"road_care": lawful(更正=[entry])}, {"road_care": lawful()})

    assert [finding.code for finding in found.blocking] == ["G104"]


def test_what_is_not_public_yet_changes_freely(tmp_path: Path) -> None:
    draft = lawful(公开={"状态": "草稿"})

    assert compared(tmp_path / "a", {"road_care": draft}, {}).blocking == ()
    before = date(2023, 8, 30)
    assert compared(tmp_path / "b", {"road_care": lawful()}, {"road_care": lawful(总分="98")}, before).blocking == ()


def test_a_deleted_or_moved_report_is_told_and_refused(tmp_path: Path) -> None:
    gone = compared(tmp_path / "a", {"road_care": lawful()}, {})
    moved = compared(tmp_path / "b", {"road_care": lawful()}, {"road": lawful()})

    assert [(finding.code, finding.report) for finding in gone.blocking] == [("G102", NAME)]
    assert (gone.changes[0].new, moved.changes[0].moved_from) == (None, NAME)
    assert [finding.code for finding in moved.blocking] == ["G102"]
    assert len(moved.changes) == 1


def test_a_file_that_broke_is_broken_and_not_deleted(tmp_path: Path) -> None:
    new = folder(tmp_path / "new", road_care=lawful())
    path = next((tmp_path / "new").rglob("road-care.yml"))
    path.write_text(path.read_text("utf-8") + "总分: [\n", "utf-8")
    found = compare(folder(tmp_path / "old", road_care=lawful()), new, DAY)

    assert {finding.code[0] for finding in found.blocking} == {"E"}
    assert found.changes == ()


def test_a_published_state_that_cannot_be_read_is_no_consent(tmp_path: Path) -> None:
    old = folder(tmp_path / "old", road_care=lawful())
    (tmp_path / "old/site.yml").write_text("网站名称: [", "utf-8")
    found = compare(old, folder(tmp_path / "new", road_care=lawful(总分="98")), DAY)

    assert [finding.code for finding in found.blocking] == ["G105"]


def test_reordered_keys_comments_and_spacing_are_no_change(tmp_path: Path) -> None:
    new = folder(tmp_path / "new", road_care=dict(reversed(lawful().items())))
    path = next((tmp_path / "new").rglob("road-care.yml"))
    path.write_text("# 注释\n" + path.read_text("utf-8").replace("\n资金:", "\n\n资金:  "), "utf-8")
    found = compare(folder(tmp_path / "old", road_care=lawful()), new, DAY)

    assert (found.changes, found.blocking, found.totals) == ((), (), ())


def test_totals_of_year_and_department_are_told_on_both_sides(tmp_path: Path) -> None:
    other = lawful(项目名称="桥梁加固")
    found = compared(tmp_path, {"road_care": lawful()}, {"road_care": lawful(), "bridges": other})
    (year, department) = found.totals

    assert (year.name, year.reports) == ("2022 年度", (1, 2))
    assert year.adjusted == (Decimal(1_000_000), Decimal(2_000_000))
    assert department.executed == (Decimal(900_000), Decimal(1_800_000))


def test_amounts_are_remembered_by_the_bytes_of_a_file(tmp_path: Path) -> None:
    old, new = (
        folder(tmp_path / "old", roads=lawful()),
        folder(tmp_path / "new", roads=lawful(), bridges=lawful(项目名称="乙")),
    )
    first = compare(old, new, DAY, tmp_path / "memory")

    assert compare(old, new, DAY, tmp_path / "memory") == first
    assert list((tmp_path / "memory").iterdir())


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Comparison:
    """Fifty changed reports, one with a hostile name and a long text."""
    root = tmp_path_factory.mktemp("many")
    long = "全年养护农村公路50公里，" * 200
    old = {f"p_{number}": lawful(项目名称=f"第{number}号", 报告={"项目概况": long}) for number in range(50)}
    new = {
        name: {**form, "总分": "98", "绩效指标": changed(得分="19"), "报告": {"项目概况": long.replace("50", "48", 1)}}
        for name, form in old.items()
    }
    new["p_0"]["项目名称"] = "<script>|@all **x** [a](http://b)"
    return compare(folder(root / "old", **old), folder(root / "new", **new), DAY)


def test_a_comment_for_fifty_reports_is_readable_and_small_enough(many: Comparison) -> None:
    text = as_markdown(many)

    assert len(text) < MOST_CHARACTERS
    assert text.startswith("<!-- jixiao-diff -->\n## 改动 50 份")
    assert text.count("\n### 改动：") == 50
    assert "| 自评总分 | 99 | 98 |" in text
    assert "~~50~~" in text
    assert "<script>" not in text
    assert "@all" not in text


def test_a_comment_too_long_says_what_is_left_out(many: Comparison) -> None:
    twenty = Comparison(many.base, many.head, many.changes * 20, many.totals, many.blocking, ())
    text = as_markdown(twenty)

    assert len(text) <= MOST_CHARACTERS + 200
    assert "份没有列出" in text


@pytest.mark.parametrize("form", sorted(FORMATS))
def test_every_format_names_every_report(form: str, many: Comparison) -> None:
    text = FORMATS[form](many)

    assert all(f"p-{number}" in text.replace("&#45;", "-") for number in range(50))


def test_the_page_is_whole_and_inert(many: Comparison) -> None:
    html = as_html(many)

    assert "&lt;script&gt;" in html
    assert "<script>" not in html
    assert "<del>50</del>" in html
    assert "http" not in html.split("<body>")[0]
    assert as_text(many).count("自评总分：99 → 98") == 50
    assert '"kind": "修改"' in as_json(many)


def test_what_cannot_be_read_is_said_in_chinese(tmp_path: Path) -> None:
    with pytest.raises(RepositoryError, match="找不到内容文件夹"):
        Folder(tmp_path / "none").files()
    with pytest.raises(RepositoryError, match="版本库里没有“--upload-pack=x”"):
        revision(CONTENT, "--upload-pack=x")
    with pytest.raises(RepositoryError, match="不在 git 版本库里"):
        revision(tmp_path, "HEAD")


@pytest.mark.parametrize("field", ["总分", "绩效指标/第1行/得分", "绩效指标"])
def test_no_report_of_a_comparison_says_what_is_kept_back(field: str, tmp_path: Path) -> None:
    hidden = {**OPEN, "状态": "部分公开", "不予公开栏目": [{"栏目": field, "依据": "第十五条"}]}
    secret = {"总分": "87.6531"} if field == "总分" else {"绩效指标": changed(得分="17.6531")}
    old = lawful(公开=hidden, 总分="99")
    found = compared(tmp_path, {"road_care": old}, {"road_care": {**old, **secret}})
    told = "\n".join(tell(found) for tell in FORMATS.values())

    assert [change.kind for change in found.changes] == ["改动"]
    assert "7.6531" not in told
    assert not [one for one in found.blocking if "7.6531" in f"{one}"]


def test_an_amount_that_is_kept_back_is_in_no_sum(tmp_path: Path) -> None:
    secret = [{**LAWFUL["资金"][0], "全年执行数": "76.5431"}, LAWFUL["资金"][1]]
    field = "资金/年度资金总额/全年执行数"
    hidden = {**OPEN, "状态": "部分公开", "不予公开栏目": [{"栏目": field, "依据": "第十五条"}]}
    old = {"road_care": lawful(资金=secret, 公开=hidden), "bridges": lawful(项目名称="桥梁")}
    new = {**old, "bridges": lawful(项目名称="桥梁", 报告={"项目概况": "改了文字。"})}
    for memory in (None, tmp_path / "memory", tmp_path / "memory"):
        base, head = tmp_path / f"{memory}-old".strip("/"), tmp_path / f"{memory}-new".strip("/")
        for place, reports in ((base, old), (head, new)):
            if not place.exists():
                folder(place, **reports)
        found = compare(Folder(base), Folder(head), DAY, memory)
        (year, _) = found.totals

        # Of the two reports only the bridges state amounts that are public: 90 of 100 万元.
        assert (year.adjusted, year.executed) == ((Decimal(1_000_000),) * 2, (Decimal(900_000),) * 2)
        assert (year.reports, year.left_out) == ((2, 2), 1)
        for tell in FORMATS.values():
            text = tell(found)
            assert "765431" not in text.replace(",", "").replace(".", "")
            assert "份有不予公开的金额" in text or '"left_out": 1' in text


def test_what_changes_beside_the_reports_is_told_line_by_line(tmp_path: Path) -> None:
    for side, words in (("old", "举报电话见首页。"), ("new", "<script>已停用</script>")):
        folder(tmp_path / side, road_care=lawful())
        pages = tmp_path / side / "pages"
        pages.mkdir()
        (pages / "about.md").write_text(f"# 关于\n\n{words}\n", "utf-8")
        (tmp_path / side / "approved").mkdir()
        (tmp_path / side / "approved/2022.csv").write_text(f"编码,名称\nA1,{side}\n", "utf-8")
    (tmp_path / "new/pages/gone.md").write_text("# 新页\n", "utf-8")
    found = compare(Folder(tmp_path / "old"), Folder(tmp_path / "new"), DAY)

    assert [(one.path, one.kind) for one in found.other_files] == [
        ("approved/2022.csv", "修改"), ("pages/about.md", "修改"), ("pages/gone.md", "新增"),
    ]  # fmt: skip
    assert [(line.old, line.new) for line in found.other_files[1].lines] == [
        ("举报电话见首页。", "<script>已停用</script>")
    ]
    for name, tell in FORMATS.items():
        text = tell(found)
        assert "举报电话" in text
        assert "停用" in text
        assert name in {"text", "json"} or "<script>" not in text
