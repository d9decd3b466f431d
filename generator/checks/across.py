"""X1: reports against each other."""

from collections.abc import Iterator

from generator.checks.check import Case, Found, check
from generator.model.finding import Severity
from generator.model.problem import sample


@check(
    "X101",
    Severity.REVIEW,
    title="同一项目同一年度只应公开一次",
    basis="公开内容不重复",
    explanation="同一年度、同一部门下有两份报告的项目名称和实施单位相同。若确是同一项目的几张表，请在数据文件的“同一项目”中注明。",
    advice="删去重复的一份；确是同一项目的几张表，每份都在“同一项目”里注明项目标识和表号。",
    bad=sample(
        "项目名称: 农村公路养护",
        "---",
        "项目名称: 农村公路养护",
    ),
    good=sample(
        "同一项目: {项目: road-care, 表号: 第1张，共2张}",
        "---",
        "同一项目: {项目: road-care, 表号: 第2张，共2张}",
    ),
)
def same_project_once(case: Case) -> Iterator[Found]:
    """No earlier report has the same year, department, project and unit, or both say so."""
    namesake = case.others.namesake
    if namesake is None:
        return
    several = case.report.form.several
    if several is not None and several.project == namesake.declared:
        return
    message = f"与 {namesake.report} 的项目名称、部门和年度相同"
    yield Found(("项目名称",), message, "只公开一次，或注明“同一项目”", namesake.report)


CHECKS = (same_project_once,)
