"""F6: promises against themselves: their days, what they are about, what became of them."""

from collections.abc import Iterator

from generator.checks.check import Case, Found, NotApplicable, check
from generator.form_tree.tree import resolve, value_at
from generator.model.finding import Severity
from generator.model.problem import sample
from generator.model.promise import Promise, PromiseState

_BASIS = (
    "财政部《项目支出绩效评价管理办法》（财预〔2020〕10号）：评价结果应用于整改，并反馈落实情况"
)
_NONE = "没有整改"
_SAID = "整改: [{{日期: 2023-10-08, 问题: 少养护10公里, 措施: 明年3月补齐{more}}}]"


def _promises(case: Case) -> Iterator[tuple[int, Promise]]:
    yield from enumerate(case.report.form.promises)


@check(
    "F601",
    Severity.REVIEW,
    title="整改的日期应前后相符",
    basis=_BASIS,
    explanation="整改期限、进展的日期早于提出的日期，或者提出的日期在评价年度终了以前，多半是填错了年份。",
    advice="对照整改台账改正。",
    bad=sample(_SAID.format(more=", 期限: 2023-03-31")),
    good=sample(_SAID.format(more=", 期限: 2024-03-31")),
)
def days_of_promises_fit(case: Case) -> Iterator[Found | NotApplicable]:
    """No promise is to be kept, or told of, before it was made, or made before its year."""
    if not case.report.form.promises:
        yield NotApplicable(_NONE)
    year = case.report.identity.year
    for number, one in _promises(case):
        path, name = ("整改", number), one.problem[:20]
        if one.day.year < year:
            message = f"整改“{name}”的提出日期 {one.day} 早于评价年度 {year} 年"
            yield Found((*path, "日期"), message, f"{year} 年以后", str(one.day), subject=name)
        if one.due and one.due < one.day:
            message = f"整改“{name}”的期限 {one.due} 早于提出日期 {one.day}"
            yield Found((*path, "期限"), message, f"不早于 {one.day}", str(one.due), subject=name)
        for place, step in enumerate(one.steps):
            if step.day < one.day:
                message = f"整改“{name}”的进展 {step.day} 早于提出日期 {one.day}"
                where = (*path, "进展", place, "日期")
                yield Found(where, message, f"不早于 {one.day}", str(step.day), subject=name)


@check(
    "F602",
    Severity.REVIEW,
    title="整改涉及的栏目应在表上",
    basis=_BASIS,
    explanation="“涉及”写的栏目在这份报告里找不到，读者看不到整改对着哪个问题。写发现编号的不在此列。",
    advice="照报告页上的发现编号抄，或写栏目，如 绩效指标/养护里程。",
    bad=sample(_SAID.format(more=", 涉及: 绩效指标/养护公里数")),
    good=sample(_SAID.format(more=", 涉及: 绩效指标/养护里程")),
)
def promises_are_about_something(case: Case) -> Iterator[Found | NotApplicable]:
    """A field that a promise is about stands on the form."""
    about = [(number, one) for number, one in _promises(case) if one.about and "/" in one.about]
    if not about:
        yield NotApplicable("没有写明栏目的整改")
    for number, one in about:
        path = resolve(case.tree, one.about or "")
        if path is None or value_at(case.tree, path) is None:
            message = f"整改“{one.problem[:20]}”涉及的“{one.about}”不在表上"
            yield Found(("整改", number, "涉及"), message, "表上的栏目", one.about or "")


@check(
    "F603",
    Severity.REVIEW,
    title="整改完了的，应说明怎样改的",
    basis=_BASIS,
    explanation="状态写“已整改”或“不再整改”，没有一句说明，读者不知道改了什么、为什么不改了。",
    advice="在“进展”的“说明”里写明做了什么、有什么凭据；不再整改的写明原因。",
    bad=sample(_SAID.format(more=", 进展: [{日期: 2024-03-20, 状态: 已整改}]")),
    good=sample(
        _SAID.format(more=", 进展: [{日期: 2024-03-20, 状态: 已整改, 说明: 已补养10公里}]")
    ),
)
def ends_have_words(case: Case) -> Iterator[Found | NotApplicable]:
    """Whoever says that a promise is kept, or given up, says how."""
    if not any(one.steps for one in case.report.form.promises):
        yield NotApplicable("没有整改的进展")
    for number, one in _promises(case):
        for place, step in enumerate(one.steps):
            if step.state in (PromiseState.DONE, PromiseState.DROPPED) and not step.text:
                message = f"整改“{one.problem[:20]}”{step.day} 写“{step.state}”，没有说明"
                path = ("整改", number, "进展", place, "说明")
                yield Found(path, message, "说明", "", subject=one.problem[:20])


CHECKS = (days_of_promises_fit, promises_are_about_something, ends_have_words)
