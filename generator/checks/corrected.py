"""Corrections: they lead to what the form states now, and back to what it stated before.

Source: 《政府信息公开条例》第四十一条 (what is published and wrong is corrected); the published
figure, the correct one and the reason stand side by side.
"""

from collections.abc import Iterator, Sequence

from pydantic import ValidationError

from generator.checks.check import Case, Found, check
from generator.form_tree.corrections import ROW, NotUndoneError, before, plain, undone
from generator.form_tree.tree import UNSTATED, Tree, TreePath, resolve, stated, value_at
from generator.model.finding import Severity
from generator.model.problem import sample
from generator.model.publication import Correction
from generator.model.report import Form

_EXAMPLE = "如 总分、绩效指标/养护里程/得分"
_FITTING = "照原来公开的样子抄：数字写数字，整行、整表写成行和表"


@check(
    "D106",
    Severity.ERROR,
    title="更正应与现在的数字衔接",
    basis="公开后的更正须如实说明原值和现值",
    explanation="更正所指的栏目须在表中找得到；同一栏目最后一次更正的现值就是表上现在的值，前一次的现值就是后一次的原值。补充的原值写“未填报”。",
    advice="对照表上现在的值和前后各次更正，改正填错的字段、原值或现值。",
    bad=sample(
        "更正:",
        "  - 日期: 2023-10-08",
        "    字段: 总分",
        "    原值: 98",
        "    现值: 99.5",
        "    原因: 录入笔误",
        "    批准人: 李四",
    ),
    good=sample(
        "更正:",
        "  - 日期: 2023-10-08",
        "    字段: 总分",
        "    原值: 98",
        "    现值: 99",
        "    原因: 录入笔误",
        "    批准人: 李四",
    ),
)
def corrections_lead_to_what_is_stated(case: Case) -> Iterator[Found]:
    """The corrections of a field form a chain that ends at what the form states now."""
    form = case.report.form
    tree = case.tree
    latest: dict[TreePath, Correction] = {}
    for number in _by_day(form.corrections):
        one = form.corrections[number]
        path = resolve(tree, one.field)
        if path is None:
            yield from _not_found(one, number)
            continue
        yield from _does_not_follow(one, number, latest.get(path))
        latest[path] = one
    for path, one in latest.items():
        yield from _leads_elsewhere(tree, path, one)


def _by_day(corrections: Sequence[Correction]) -> list[int]:
    """Return the numbers of the corrections by their days, those of one day as they stand."""
    return sorted(range(len(corrections)), key=lambda number: corrections[number].day)


def _not_found(one: Correction, number: int) -> Iterator[Found]:
    """Yield that a field is not there; a row that was taken out cannot be found any more."""
    if one.new != UNSTATED:
        place = ("更正", number, "字段")
        message = f"更正的栏目“{one.field}”在表中找不到"
        yield Found(place, message, _EXAMPLE, one.field, subject=one.field)


def _does_not_follow(one: Correction, number: int, former: Correction | None) -> Iterator[Found]:
    place, was = ("更正", number, "原值"), one.old_words
    if one.kind == "补充" and one.old != UNSTATED:
        yield Found(place, "补充的栏目原来已填，应为更正", UNSTATED, was, subject=one.field)
    if former is not None and former.new != one.old:
        message = f"“{one.field}”两次更正不衔接"
        yield Found(place, message, former.new_words, was, subject=one.field)


def _leads_elsewhere(tree: Tree, path: TreePath, one: Correction) -> Iterator[Found]:
    now = value_at(tree, path)
    if now is None:
        says, ends = UNSTATED, one.new == UNSTATED
    elif isinstance(now, (dict, list)):
        says, ends = "表上所填", _is_group(one, now)
    else:
        says, ends = str(now), one.new == now
    if not ends:
        message = f"“{one.field}”最后一次更正的现值与表上不同"
        yield Found(path, message, one.new_words, says, subject=one.field)


def _is_group(one: Correction, now: Tree | list[object]) -> bool:
    """Tell whether a correction leads to a row or a table; one that names it in a word does."""
    return plain(one.new) == now if isinstance(one.new, (dict, tuple)) else one.new != UNSTATED


@check(
    "D107",
    Severity.ERROR,
    title="更正的原值应与栏目相合",
    basis="公开后的更正须如实说明原值和现值",
    explanation="更正前的样子由更正记录还原：原值须是这一栏填得进去的内容，得分写数字，等级写等级。整行、整张表改了或删了的，类型写“行”“整表”，"
    "原值照原样写成行和表；删去的一行还要写明“位置”，即原来是第几行。还原不出来的，先前公开的版本就没有了。",
    advice="照原来公开的内容改写原值；整行、整表的，类型改为“行”“整表”。",
    bad=sample(
        "更正:",
        "  - {日期: 2023-10-08, 字段: 总分, 原值: 九十四, 现值: 99, 原因: 录入笔误, 批准人: 李四}",
    ),
    good=sample(
        "更正:",
        "  - {日期: 2023-10-08, 字段: 总分, 原值: 94, 现值: 99, 原因: 录入笔误, 批准人: 李四}",
    ),
)
def corrections_can_be_undone(case: Case) -> Iterator[Found]:
    """What a field is said to have stated can stand in it."""
    form = case.report.form
    tree = case.tree
    for number, one in enumerate(form.corrections):
        if resolve(tree, one.field) is None and one.kind != ROW:
            continue  # D106 tells of it, or it is a row told in a word, before there were others
        problem = _cannot_have_been(tree, one)
        if problem:
            message = f"更正记录里“{one.field}”的原值还原不出来：{problem}"
            place = ("更正", number, "原值")
            yield Found(place, message, _FITTING, one.old_words, subject=one.field)
            return
    yield from _together(form)


def _together(form: Form) -> Iterator[Found]:
    """Yield the first day, from the newest, whose corrections cannot be undone together."""
    for day in sorted({one.day for one in form.corrections}, reverse=True):
        if undone(form, [one for one in form.corrections if one.day >= day]) is None:
            message = f"{day} 及以后的更正记录合在一起还原不出原来的样子，各条互相不合"
            yield Found(("更正",), message, _FITTING, subject=str(day))
            return


def _cannot_have_been(tree: Tree, one: Correction) -> str:
    """Say why the form cannot have stated what a correction says it did; "" where it can."""
    try:
        Form.model_validate(stated(before(tree, one)))
    except NotUndoneError as problem:
        return str(problem)
    except ValidationError as problem:
        first = problem.errors()[0]
        reason = first.get("ctx", {}).get("error")
        return str(reason) if isinstance(reason, ValueError) else "这一栏填不进这样的内容"
    return ""


CHECKS = (corrections_lead_to_what_is_stated, corrections_can_be_undone)
