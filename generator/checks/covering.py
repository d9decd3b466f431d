"""What a published evaluation says that it covers is public as well: a name alone tells of it."""

from collections.abc import Iterator

from generator.checks.check import Case, Found, check
from generator.model.finding import Severity
from generator.model.problem import sample
from generator.model.publication import State

_PUBLIC = (State.PUBLIC, State.PARTIAL)
_HAS_A_PAGE = (*_PUBLIC, State.WITHDRAWN)
_WHOLE = "# projects/2022/county-roads/whole.yml"
_ROADS = "# projects/2022/county-roads/road-care.yml"
_COVERS = "涵盖: [2022/county-roads/road-care]"


@check(
    "D116",
    Severity.ERROR,
    title="公开的报告不应点出没有公开的报告",
    basis="没有公开的报告，名称和地址也不出现在网站上",
    explanation="“涵盖”里列出的项目自评，网页和数据都会照写。列出的报告还是草稿、待审，或者不予公开的，"
    "等于告诉读者有这样一个项目；网站在换上之前会因此拒绝生成（E503）。",
    advice="从“涵盖”里删去这一份，等它公开以后再补；或者先把它公开。",
    bad=sample(
        _WHOLE,
        "类型: 部门整体自评",
        "项目名称: 县公路管理站整体支出",
        _COVERS,
        "---",
        _ROADS,
        "公开: {状态: 草稿, 公开日期: '', 保密审查: ''}",
    ),
    good=sample(
        _WHOLE,
        "类型: 部门整体自评",
        "项目名称: 县公路管理站整体支出",
        _COVERS,
        "---",
        _ROADS,
    ),
)
def covered_reports_are_public(case: Case) -> Iterator[Found]:
    """Every report that a published one covers has a page, or had one until it was withdrawn."""
    if case.report.form.disclosure.state not in _PUBLIC:
        return
    for one in case.others.covered:
        if one.state not in _HAS_A_PAGE:
            yield Found(
                ("涵盖", one.index),
                f"所涵盖的 {one.report} 没有公开（{one.state.value}）",
                "已经公开的项目自评",
                one.report,
                subject=one.report,
            )


@check(
    "D117",
    Severity.REVIEW,
    title="报告不应早于它所涵盖的报告公开",
    basis="没有公开的报告，名称和地址也不出现在网站上",
    explanation="所涵盖的项目自评要晚些才公开的，在那一刻以前生成网站会被拒绝（E503）：“涵盖”会先说出它的名称。"
    "过了那一刻就不妨碍生成，只是说明两份报告公开的先后。",
    advice="把公开日期改到同一刻或以后；或者先从“涵盖”里删去，等它公开以后再补。",
    bad=sample(
        _WHOLE,
        "类型: 部门整体自评",
        "项目名称: 县公路管理站整体支出",
        _COVERS,
        "---",
        _ROADS,
        "公开: {公开日期: 2023-09-15}",
    ),
    good=sample(
        _WHOLE,
        "类型: 部门整体自评",
        "项目名称: 县公路管理站整体支出",
        _COVERS,
        "公开: {公开日期: 2023-09-15}",
        "---",
        _ROADS,
        "公开: {公开日期: 2023-09-15}",
    ),
)
def covered_reports_come_first(case: Case) -> Iterator[Found]:
    """No report that a published one covers becomes public after it."""
    own = case.report.form.disclosure
    if own.state not in _PUBLIC:
        return
    for one in case.others.covered:
        if one.state in _HAS_A_PAGE and one.moment > own.moment:
            yield Found(
                ("涵盖", one.index),
                f"所涵盖的 {one.report} 到 {one.moment} 才公开，晚于本报告的 {own.moment or '公开'}",
                f"不晚于 {own.moment}" if own.moment else "同时或更早",
                one.moment,
                subject=one.report,
            )


CHECKS = (covered_reports_are_public, covered_reports_come_first)
