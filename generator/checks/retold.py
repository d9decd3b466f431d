"""F4: results that are told in the words of the plan."""

from collections.abc import Iterator

from generator.checks.check import Case, Found, NotApplicable, check
from generator.checks.reading import Passage, goals, narrative
from generator.model.finding import Severity
from generator.model.problem import sample
from generator.model.report import Form, Goals
from generator.model.text import fold

# Shorter texts are the same by chance.
_SHORT = 15


@check(
    "F404",
    Severity.NOTICE,
    title="完成情况不应照抄目标",
    basis="单位自评应当反映实际完成情况",
    explanation="完成情况、效益分析等应写做成了什么。与目标、立项依据或实施计划一字不差的，读者看不出实际做了什么。"
    "实施期目标与年度目标完全相同的也一并指出。",
    advice="写明实际做成了什么：数量、质量、时间，与目标差多少。",
    bad=sample(
        "年度总体目标:",
        "  预期目标: 全年养护农村公路，群众出行更方便，道路状况明显改善。",
        "  实际完成情况: 全年养护农村公路，群众出行更方便，道路状况明显改善。",
    ),
    good=sample(
        "年度总体目标:",
        "  预期目标: 全年养护农村公路，群众出行更方便，道路状况明显改善。",
        "  实际完成情况: 全年养护农村公路，群众出行更方便，道路状况明显改善。共完成52公里。",
    ),
)
def results_are_not_goals(case: Case) -> Iterator[Found | NotApplicable]:
    """Texts of results differ from those of plans, the long-term goal from the annual one."""
    form = case.report.form
    plans, results = _telling(_plans(form)), _telling(_results(form))
    if not plans or not results:
        yield NotApplicable("没有可以对照的目标和完成情况")
        return
    if form.goals and _one_goal_for_all_years(form.goals):
        path = ("年度总体目标", "预期目标")
        yield Found(path, "年度目标与实施期目标一字不差", subject="实施期目标")
    for told, result in results:
        plan = next((plan for planned, plan in plans if told in planned), None)
        if plan is not None:
            message = f"“{result.title}”与“{plan.title}”的文字相同：{result.text[:30]}……"
            name = result.title
            yield Found(result.path, message, "写明实际完成情况", "与目标或计划相同", subject=name)


def _telling(passages: Iterator[Passage]) -> list[tuple[str, Passage]]:
    """Return the texts, folded, that are long enough not to be the same by chance."""
    texts = [(fold(passage.text), passage) for passage in passages]
    return [(text, passage) for text, passage in texts if len(text) >= _SHORT]


def _one_goal_for_all_years(goals: Goals) -> bool:
    return bool(goals.long_term) and fold(goals.long_term or "") == fold(goals.planned or "")


_RESULT_CHAPTERS = (
    "预算执行情况及分析",
    "产出情况及分析",
    "效益情况及分析",
    "满意度情况及分析",
    "主要经验做法",
)
_PLAN_CHAPTERS = ("项目概况", "立项依据", "立项必要性", "实施措施与制度", "实施计划", "绩效目标")


def _plans(form: Form) -> Iterator[Passage]:
    yield from (passage for passage in goals(form) if passage.title != "实际完成情况")
    yield from (passage for passage in narrative(form) if passage.path[1] in _PLAN_CHAPTERS)


def _results(form: Form) -> Iterator[Passage]:
    yield from (passage for passage in goals(form) if passage.title == "实际完成情况")
    yield from (passage for passage in narrative(form) if passage.path[1] in _RESULT_CHAPTERS)


CHECKS = (results_are_not_goals,)
