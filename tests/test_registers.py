"""What the register of departments says to the public changes in no silence, and what it does not say may change."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from generator.assessment import Assessment
from generator.disclosure.notices import public_notices
from generator.disclosure.record import read_record, record_text
from generator.disclosure.seen import Seen
from generator.model.notice import Notice
from generator.model.site import Department
from generator.review.registers import register_moves, told_register
from generator.review.shifts import unsaid_shifts, unsigned
from tests.followed import scored, sees
from tests.make import LAWFUL, rows
from tests.test_checks import OPEN

Register = dict[str, dict[str, Any]]
PLACE = {"地区": "某县", "地区标识": "mou-xian"}
# county-roads has a report; the bureau above it, the archive and the school have none.
REGISTER: Register = {
    "county-roads": {"名称": "某县交通运输局", "上级": "bureau", **PLACE},
    "bureau": {"名称": "某市交通局", **PLACE},
    "archive": {"名称": "某县档案馆", "曾用名": ["某县档案局"], **PLACE},
}


def changed(name: str, **said: Any) -> Register:
    return {**REGISTER, name: {**REGISTER.get(name, {}), **said}}


def without(name: str) -> Register:
    return {key: said for key, said in REGISTER.items() if key != name}


def report(state: str) -> dict[str, Seen]:
    more: dict[str, Any] = {
        "已撤回": {"撤回": {"日期": "2024-01-01", "原因": "重复公开", "批准人": "李四"}},
        "不予公开": {"不予公开依据": "第十五条"},
    }
    return sees(scored({**LAWFUL, "绩效指标": rows(), "公开": {**OPEN, "状态": state, **more.get(state, {})}}))


def moves(
    real: Assessment, old: Register, new: Register, reports: Mapping[str, Seen], *, sealed: bool
) -> tuple[Any, ...]:
    """Return what moves between two registers, the old one read from a record where it is sealed."""
    assert real.content is not None
    sides = [
        replace(
            real.content,
            approved=(),
            departments={name: Department.model_validate(said) for name, said in side.items()},
        )
        for side in (old, new)
    ]
    told = told_register(sides[0], reports)
    base = read_record(record_text(reports, {}, told)).departments if sealed else told
    return register_moves(base, sides[1], reports)


TOLD: dict[str, tuple[Register, set[str]]] = {
    "its name": (changed("archive", 名称="某县史志馆"), {"departments/archive 部门名称"}),
    "its region": (changed("archive", 地区="某市"), {"departments/archive 地区"}),
    "another name of old": (changed("archive", 曾用名=["某县档案所"]), {"departments/archive 曾用名"}),
    "no name of old": (changed("archive", 曾用名=[]), {"departments/archive 曾用名"}),
    "what stands above": (changed("county-roads", 上级="archive"), {"departments/county-roads 上级部门"}),
    "nothing above": (changed("county-roads", 上级=None), {"departments/county-roads 上级部门"}),
    "the name above": (
        changed("bureau", 名称="某市交通运输局"),
        {"departments/bureau 部门名称", "departments/county-roads 上级部门"},
    ),
    "it is gone": (without("archive"), {"departments/archive 部门名称"}),
    "another code": (
        {**without("archive"), "archives": REGISTER["archive"]},
        {"departments/archive 部门名称"},
    ),
}


@pytest.mark.parametrize("sealed", [True, False], ids=["release", "request"])
@pytest.mark.parametrize("name", TOLD)
def test_what_the_register_says_moves_in_no_silence(name: str, sealed: bool, real: Assessment) -> None:
    register, told = TOLD[name]
    found = moves(real, REGISTER, register, report("公开"), sealed=sealed)
    findings = list(unsaid_shifts(found, report("公开")))

    assert {f"{one.report} {one.what}" for one in found} == told
    assert {one.code for one in findings} == {"G109"}
    assert {one.location.file for one in findings} == {"departments.yml"}


@pytest.mark.parametrize("state", ["已撤回", "不予公开"])
def test_a_department_of_which_a_page_is_left_is_known(state: str, real: Assessment) -> None:
    renamed = changed("county-roads", 名称="某县公路局")

    assert len(moves(real, REGISTER, renamed, report(state), sealed=True)) == 1


HARMLESS = {
    "a new one": {**REGISTER, "school": {"名称": "某县中学", **PLACE}},
    "another order": dict(reversed(REGISTER.items())),
    "a note": changed("archive", 说明="保管全县档案。"),
}


@pytest.mark.parametrize("sealed", [True, False], ids=["release", "request"])
@pytest.mark.parametrize("name", HARMLESS)
def test_what_takes_nothing_from_the_public_is_not_refused(name: str, sealed: bool, real: Assessment) -> None:
    assert moves(real, REGISTER, HARMLESS[name], report("公开"), sealed=sealed) == ()


@pytest.mark.parametrize("sealed", [True, False], ids=["release", "request"])
def test_one_that_only_drafts_name_may_be_renamed(sealed: bool, real: Assessment) -> None:
    renamed = changed("county-roads", 名称="某县公路局")

    assert moves(real, REGISTER, renamed, report("草稿"), sealed=sealed) == ()


def test_one_that_gets_its_first_draft_is_no_loss(real: Assessment) -> None:
    """Before, it had no report and was shown; with a draft nobody may know of it yet."""
    assert real.content is not None
    content = replace(
        real.content, approved=(), departments={"county-roads": Department.model_validate(REGISTER["bureau"])}
    )
    base = told_register(content, {})

    assert base
    assert register_moves(base, content, report("草稿")) == ()


def test_a_signed_notice_of_a_department_lets_it_pass_and_is_told_of_those_that_are_known(real: Assessment) -> None:
    found = moves(real, REGISTER, TOLD["its name"][0], report("公开"), sealed=True)
    listed = [{"报告": one.report, "栏目": one.what, "原": one.old, "现": one.new} for one in found]
    signed = {"日期": "2024-05-30", "事由": "机构改革", "依据": "通知", "签发人": "李四"}
    notice = Notice.model_validate({**signed, "移动": [*listed, {**listed[0], "报告": "departments/unknown"}]})
    (told,) = public_notices([notice], [], date(2024, 6, 1), ["archive"])

    assert unsigned(found, [notice]) == ()
    assert [(one.report, one.old, one.new) for one in told.moves] == [
        ("departments/archive", "某县档案馆", "某县史志馆")
    ]
