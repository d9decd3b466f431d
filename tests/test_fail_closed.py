"""What is not said to be public stays inside: no state, no review, no minute too early, no name of a reviewer."""

from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.assessment import assess
from generator.checks.runner import check_all
from generator.disclosure.disclose import Showing, disclose, showing
from generator.form_tree.tree import texts, tree_of
from generator.model.report import Form
from generator.publish.builder import Workplace
from generator.site import generate
from tests.make import CONTENT, LAWFUL, ROOT, make_case, make_report
from tests.test_checks import OPEN

DAY = date(2024, 6, 1)
REVIEW = OPEN["保密审查"]


def test_a_file_that_says_nothing_of_publication_is_a_draft() -> None:
    form = Form.model_validate({"评价规则": "mof-2020-10", "总分": "99"})

    assert form.disclosure.state == "草稿"
    assert (
        Form.model_validate({"评价规则": "mof-2020-10", "公开": {"公开日期": "2020-01-01"}}).disclosure.state == "草稿"
    )


@pytest.mark.parametrize("missing", ["结论", "日期", "审查人"])
@pytest.mark.parametrize("source", [None, "某县公开的自评表"])
@pytest.mark.parametrize("state", ["公开", "部分公开"])
def test_a_review_names_outcome_day_and_reviewer_whatever_the_source(
    missing: str, source: str | None, state: str
) -> None:
    review = {key: value for key, value in REVIEW.items() if key != missing}
    said = {**OPEN, "状态": state, "保密审查": review if "结论" in review else None}
    case = make_case(公开={key: value for key, value in said.items() if value}, 来源=source)

    assert "D101" in {one.code for one in check_all([case], {}).findings}


@pytest.mark.parametrize(
    ("now", "what"),
    [
        (datetime.fromisoformat("2024-06-01T09:29:59"), Showing.HIDDEN),
        (datetime.fromisoformat("2024-06-01T09:30:00"), Showing.SHOWN),
        (date(2024, 6, 1), Showing.HIDDEN),
        (date(2024, 6, 2), Showing.SHOWN),
    ],
)
def test_an_embargo_ends_at_its_minute(now: date, what: Showing) -> None:
    report = make_report(公开={**OPEN, "公开日期": "2024-06-01", "公开时间": "09:30"})

    assert showing(report, now) is what


INTERNAL = {"敏感信息核准": [{"标记": "D201-1a2b3c4d", "理由": "值班电话某某", "审核人": "赵某某"}]}


@pytest.mark.parametrize("state", ["公开", "部分公开", "已撤回", "不予公开"])
def test_reviewers_and_approvals_leave_the_office_in_no_state(state: str) -> None:
    more: dict[str, Any] = {
        "部分公开": {"不予公开栏目": [{"栏目": "实施单位", "依据": "第十五条"}]},
        "已撤回": {"撤回": {"日期": "2024-01-01", "原因": "重复公开", "批准人": "李四"}},
    }
    case = make_case(公开={**OPEN, "状态": state, **more.get(state, {})}, **INTERNAL)
    public = disclose([case], check_all([case], {}), {}, DAY)
    reports = [*(one.report for one in public.cases), *public.withheld, *public.withdrawn]
    said = [text for report in reports for _, text in texts(tree_of(report.form))]

    assert len(reports) == 1
    assert not {"赵某某", "值班电话某某", "D201-1a2b3c4d", REVIEW["审查人"]} & set(said)


def content_with(root: Path, **more: dict[str, Any]) -> Path:
    """Write a content folder with one public report, and more departments, each with one report."""
    root.mkdir()
    for name in ("site.yml", "departments.yml", "rules"):
        _copied(CONTENT / name, root / name)
    register = yaml.safe_load((root / "departments.yml").read_text("utf-8"))
    for name, form in {"open-ju": {}, **more}.items():
        register[name] = {"名称": f"局{name}", "地区": "某县", "地区标识": "mou-xian"}
        path = root / f"projects/2022/{name}/road-care.yml"
        path.parent.mkdir(parents=True)
        path.write_text(yaml.dump({**LAWFUL, **form}, allow_unicode=True), "utf-8")
    (root / "departments.yml").write_text(yaml.dump(register, allow_unicode=True), "utf-8")
    return root


def _copied(source: Path, target: Path) -> None:
    for path in [source] if source.is_file() else sorted(source.rglob("*.yml")):
        place = target if source.is_file() else target / path.relative_to(source)
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(path.read_bytes())


@pytest.mark.parametrize(
    "hidden",
    [
        {"状态": "草稿"},
        {**OPEN, "公开日期": "2030-01-01"},
        {**OPEN, "公开日期": "2024-06-01", "公开时间": "09:00"},
    ],
    ids=["draft", "day", "minute"],
)
def test_a_department_of_hidden_reports_has_no_page_and_no_name(hidden: dict[str, Any], tmp_path: Path) -> None:
    content_dir = content_with(tmp_path / "content", **{"secret-ju": {"公开": hidden}})
    assessment = assess(content_dir)
    assert assessment.content is not None
    place = Workplace(ROOT, tmp_path / "docs", tmp_path / "mkdocs.yml", None)
    generate(assessment.content, assessment, place, DAY)
    written = [path for path in (tmp_path / "docs").rglob("*") if path.is_file()]

    assert (tmp_path / "docs/departments/open-ju").is_dir()
    assert not [path for path in written if "secret-ju" in str(path)]
    assert not [path for path in written if b"secret-ju" in path.read_bytes()]


@pytest.mark.parametrize(
    ("review", "refused"),
    [
        ({}, False),
        ({"日期": "2023-08-31"}, False),
        ({"日期": "2023-09-01"}, True),
        ({"结论": "未通过"}, True),
        ({"日期": None}, True),
        ({"审查人": None}, True),
    ],
)
def test_a_review_was_passed_by_somebody_and_not_after_publication(
    review: dict[str, str | None], refused: bool
) -> None:
    said = {**OPEN["保密审查"], **review}
    case = make_case(公开={**OPEN, "公开日期": "2023-08-31", "保密审查": said})

    assert ("D101" in {one.code for one in check_all([case], {}).findings}) is refused
