"""Every field of the six real reports, kept back alone: nothing breaks, and what a reader can work out is refused."""

from collections.abc import Iterator
from typing import Any

import pytest

from generator.assessment import Assessment
from generator.checks import kept_back
from generator.checks.check import Case
from generator.checks.runner import check_all
from generator.disclosure.disclose import disclose
from generator.form_tree.tree import name_of, resolve, with_value
from generator.model.figure import BLACKED_OUT
from generator.model.report import Form
from tests.conftest import TODAY
from tests.effort import some
from tests.followed import scored_under
from tests.make import CONTENT, load
from tests.recomputed import at, cells, is_said_elsewhere, is_worked_out
from tests.test_checks import partly

BESIDE_THE_FORM = ("公开", "更正", "评价规则", "来源", "转录记录", "核对说明", "敏感信息核准", "类型")


def kept(case: Case, tree: dict[str, Any], field: str) -> Case:
    """Return a report with one field kept back."""
    form = Form.model_validate(with_value(tree, ("公开",), partly(field)))
    return scored_under(case, form)


def named(tree: dict[str, Any], path: tuple[Any, ...]) -> str:
    """Name a field as a clerk has to: a row whose name is kept back by its number."""
    field, row = name_of(tree, path), path[:-1]
    if row and isinstance(row[-1], int) and str(at(tree, path)) in field:
        return f"{name_of(tree, row[:-1])}/第{row[-1] + 1}行/{path[-1]}"
    return field


def fields(tree: dict[str, Any]) -> Iterator[tuple[Any, ...]]:
    """Yield the path of every cell, and of every row, group and table that holds some."""
    found: dict[tuple[Any, ...], None] = {}
    for path, _ in cells(tree):
        if path[0] not in BESIDE_THE_FORM:
            found |= dict.fromkeys(path[:length] for length in range(1, len(path) + 1))
    yield from found


def test_no_single_black_out_breaks_anything_and_none_can_be_worked_out_unrefused(
    real: Assessment, record_property: Any
) -> None:
    tried, told, unrefused = 0, 0, []
    for case in real.cases:
        tree = load(CONTENT / "projects" / f"{case.report.id}.yml")
        for path in some(list(fields(tree)), 29):
            field = named(tree, path)
            if resolve(tree, field) != path:
                continue
            other = kept(case, tree, field)
            result = check_all([other], {})
            disclose([other], result, {}, TODAY)
            tried += 1
            is_open = isinstance(at(tree, path), str) and (is_worked_out(tree, path) or is_said_elsewhere(tree, path))
            told += is_open
            if is_open and not {"D103", "D104", "D108"} & {one.code for one in result.findings}:
                unrefused.append(f"{case.report.id} {field}: {at(tree, path)}")
    record_property("black-outs", tried)
    record_property("can be worked out", told)

    assert unrefused == []
    assert tried > 30


@pytest.mark.parametrize(
    ("path", "is_open"),
    [
        (("总分",), True),
        (("资金", 0, "得分"), True),
        (("资金", 0, "执行率"), True),
        (("绩效指标", 0, "得分"), True),
        (("绩效指标", 0, "实际完成值"), False),
        (("绩效指标", 0, "三级指标"), False),
    ],
)
def test_the_independent_reader_works_out_what_a_person_does(path: tuple[Any, ...], is_open: bool) -> None:
    """90 of 100 at 10 points are 9; 99 is the sum; 50 of at least 50 is full; a name is none of these."""
    tree = {
        "总分": "59",
        "资金": [
            {
                "来源": "年度资金总额",
                "全年预算数": "100",
                "全年执行数": "90",
                "执行率": "90%",
                "分值": "10",
                "得分": "9",
            }
        ],
        "绩效指标": [
            {"三级指标": "养护里程", "年度指标值": ">=50公里", "实际完成值": "50公里", "分值": "50", "得分": "50"}
        ],
    }

    assert is_worked_out(tree, path) is is_open


@pytest.mark.long
def test_of_every_single_black_out_no_page_and_no_file_says_what_is_kept_back(real: Assessment) -> None:
    """What each report says in public, cell by cell, once one field is kept back."""
    for case in real.cases:
        tree = load(CONTENT / "projects" / f"{case.report.id}.yml")
        for path in some(list(fields(tree)), 29):
            field = named(tree, path)
            if resolve(tree, field) == path and not any(kept_back_codes(kept(case, tree, field))):
                (public,) = disclose([kept(case, tree, field)], check_all([], {}), {}, TODAY).cases
                assert {at(public.tree, one) for one, _ in cells(at(tree, path), path)} <= {BLACKED_OUT, None}, field


def kept_back_codes(case: Case) -> Iterator[str]:
    result = check_all([case], {})
    yield from (one.code for one in result.findings if one.code in {"D103", *(two.code for two in kept_back.CHECKS)})
