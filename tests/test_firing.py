"""A check that nearly always fires tells readers nothing: it is rethought, or listed here with its reason."""

from collections import Counter

from generator.assessment import Assessment
from generator.checks import ALL_CHECKS
from generator.checks.runner import check_all
from tests.samples import cases

MOST = 0.6
# Of the six real reports, and why each of these says something all the same.
OFTEN = {
    "F401": "五份的表头确实缺项目名称、年度、主管部门或实施单位",
    "F402": "六份都由文字层转录，损坏之处逐条记录，是读者判断可靠程度的依据",
    "R107": "四份确有扣分而没有说明原因的指标",
    "R201": "权重可以调整；一级指标的权重差 5 分以上才列出，五份都是如此",
}


def test_on_the_real_reports_only_these_checks_fire_on_more_than_six_of_ten(real: Assessment) -> None:
    firings = real.result.firings

    assert {one.code for one in firings if one.forms > MOST * len(real.cases)} == set(OFTEN)


def test_on_real_and_lawful_forms_together_no_check_fires_on_more_than_six_of_ten(
    real: Assessment,
) -> None:
    forms = Counter({one.code: one.forms for one in real.result.firings})
    looked_at = len(real.cases)
    for check in ALL_CHECKS:
        lawful = cases(check.problem.good)
        looked_at += len(lawful)
        forms += Counter({one.code: one.forms for one in check_all(lawful, {}).firings})

    assert [code for code, count in forms.items() if count > MOST * looked_at] == []
