"""X1: reports against each other."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.checks.check import Case, Found
from generator.model.finding import Severity
from generator.model.text import fold


@dataclass(frozen=True, slots=True)
class CrossCheck:
    """A check over all reports at once; it yields the case with what was found in it."""

    code: str
    severity: Severity
    title: str
    basis: str
    explain: str


SAME_PROJECT = CrossCheck(
    "X101",
    Severity.REVIEW,
    "同一项目同一年度只应公开一次",
    "公开内容不重复",
    "同一年度、同一部门下有两份报告的项目名称和实施单位相同。若确是同一项目的几张表，请在数据文件的“同一项目”中注明。",
)


def same_project_twice(cases: Sequence[Case]) -> Iterator[tuple[Case, Found]]:
    """Yield each report whose year, department, project and unit equal those of an earlier one."""
    seen: dict[tuple[object, ...], Case] = {}
    for case in cases:
        form, identity = case.report.form, case.report.identity
        if form.project is None:
            continue
        key = (identity.year, identity.department, fold(form.project), fold(form.unit or ""))
        first = seen.setdefault(key, case)
        if first is case or _declared_together(first, case):
            continue
        message = f"与 {first.report.id} 的项目名称、部门和年度相同"
        yield case, Found(("项目名称",), message, "只公开一次，或注明“同一项目”", first.report.id)


def _declared_together(left: Case, right: Case) -> bool:
    a, b = left.report.form.several, right.report.form.several
    return a is not None and b is not None and a.project == b.project
