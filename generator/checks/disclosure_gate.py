"""The gate before publication: review for secrecy, grounds, blacked-out fields, withdrawal.

These findings block: what they are about must be settled before anything of the report is public.
"""

from collections.abc import Iterator

from generator.checks.check import Case, Found, NotApplicable, check
from generator.form_tree.tree import UNSTATED, resolve, value_at
from generator.model.fields import may_be_kept_back
from generator.model.finding import Severity
from generator.model.problem import sample
from generator.model.publication import Secrecy, State
from generator.model.report import Form

_PUBLIC = (State.PUBLIC, State.PARTIAL)
_LAW = "《政府信息公开条例》"
_REVIEWED = "在“公开”里写明 保密审查: {结论: 通过, 日期: 2026-08-20, 审查人: 王五}"


@check(
    "D101",
    Severity.ERROR,
    title="公开前应通过保密审查",
    basis=f"{_LAW}第十七条",
    explanation="状态为公开、部分公开的报告，须写明保密审查的结论、日期和审查人：结论为“通过”，日期不晚于公开日期。"
    "据已公开的文件转录的也不例外：公开过的，不等于可以再公开。审查人只供内部查考，不出现在网站上。",
    advice="完成保密审查后，在“公开”里写明结论、日期和审查人。",
    bad=sample('公开: {保密审查: ""}'),
    good=sample("公开: {保密审查: {结论: 通过, 日期: 2023-08-30, 审查人: 王五}}"),
)
def secrecy_review_passed(case: Case) -> Iterator[Found | NotApplicable]:
    """A published report has passed its review for secrecy, on or before the day of publication."""
    disclosure = case.report.form.disclosure
    review = disclosure.secrecy
    if disclosure.state not in _PUBLIC:
        yield NotApplicable("没有公开")
    elif review is None or review.outcome != "通过":
        declared_outcome = review.outcome if review else UNSTATED
        yield Found(
            ("公开", "保密审查"), "没有写明保密审查已通过，不能公开", _REVIEWED, declared_outcome
        )
    elif missing := _unsaid(review):
        message = f"保密审查没有写明{missing}，不能公开"
        yield Found(("公开", "保密审查"), message, _REVIEWED, UNSTATED)
    elif review.day and disclosure.day and review.day > disclosure.day:
        yield Found(
            ("公开", "保密审查", "日期"),
            f"保密审查日期 {review.day} 晚于公开日期 {disclosure.day}",
            f"不晚于 {disclosure.day}",
            str(review.day),
        )


def _unsaid(review: Secrecy) -> str:
    """Name what a review does not say of itself, "" where it says all."""
    said = {"日期": review.day, "审查人": review.reviewer}
    return "和".join(key for key, value in said.items() if not value)


@check(
    "D102",
    Severity.ERROR,
    title="不予公开应写明依据",
    basis=f"{_LAW}第十四条至第十六条",
    explanation="整份不予公开的报告，须写明所依据的条款；公开的报告不应留有不予公开依据。",
    advice="写明所依据的条款；改为公开的，删去不予公开依据。",
    bad=sample("公开: {状态: 不予公开}"),
    good=sample("公开: {状态: 不予公开, 不予公开依据: 《政府信息公开条例》第十四条}"),
)
def withholding_has_its_ground(case: Case) -> Iterator[Found]:
    """A withheld report names the article it is withheld under."""
    disclosure = case.report.form.disclosure
    if disclosure.state is State.WITHHELD and not disclosure.ground:
        yield Found(("公开",), "不予公开，没有写明依据", "法规条款", UNSTATED)
    elif disclosure.state in _PUBLIC and disclosure.ground:
        yield Found(
            ("公开", "不予公开依据"), "状态是公开，却写了不予公开依据", UNSTATED, disclosure.ground
        )


@check(
    "D103",
    Severity.ERROR,
    title="部分公开的栏目应当找得到",
    basis=f"{_LAW}第三十七条",
    explanation="状态为部分公开的，须列出不予公开的栏目及依据；所列栏目须在表中找得到，写错一个字就会漏掉。年度、评价规则、金额单位等不能不公开。",
    advice="照表中的栏名改写，指标写作“绩效指标/指标名称/栏名”；不再抹去的，删去这一项并把状态改为公开。",
    bad=sample(
        "公开:",
        "  状态: 部分公开",
        "  不予公开栏目:",
        "    - {栏目: 实施单位名称, 依据: 《政府信息公开条例》第十五条}",
    ),
    good=sample(
        "公开:",
        "  状态: 部分公开",
        "  不予公开栏目:",
        "    - {栏目: 实施单位, 依据: 《政府信息公开条例》第十五条}",
    ),
)
def blacked_out_fields_exist(case: Case) -> Iterator[Found]:
    """Every field named as not disclosed stands in the form; state and list agree."""
    form = case.report.form
    redactions = form.disclosure.redactions
    if (form.disclosure.state is State.PARTIAL) != bool(redactions):
        message = (
            "状态是部分公开，没有列出不予公开栏目"
            if not redactions
            else "列出了不予公开栏目，状态不是部分公开"
        )
        yield Found(("公开", "状态"), message, "两者一致", form.disclosure.state.value)
    tree = case.tree
    for number, one in enumerate(redactions):
        path = resolve(tree, one.field)
        place = ("公开", "不予公开栏目", number, "栏目")
        if path is None or value_at(tree, path) is None:
            message = f"不予公开栏目“{one.field}”在表中找不到，或没有填写"
            yield Found(
                place,
                message,
                "表中填有内容的栏目，如 实施单位、绩效指标/养护里程/得分",
                one.field,
                subject=one.field,
            )
        elif not may_be_kept_back(Form, path):
            yield Found(place, f"“{one.field}”不能不公开", "其他栏目", one.field, subject=one.field)


@check(
    "D105",
    Severity.ERROR,
    title="撤回应写明日期、原因和批准人",
    basis="公开后的报告不得无声撤下",
    explanation="状态为已撤回的报告，须填写撤回的日期、原因和批准人；原来的地址保留一页，说明已撤回。",
    advice="填写撤回的日期、原因和批准人；没有撤回的，把状态改回公开并删去“撤回”。",
    bad=sample("公开: {状态: 已撤回}"),
    good=sample(
        "公开:",
        "  状态: 已撤回",
        "  撤回: {日期: 2024-01-02, 原因: 重复公开, 批准人: 李四}",
    ),
)
def withdrawal_is_explained(case: Case) -> Iterator[Found]:
    """A withdrawn report says when, why and by whose approval; another one does not."""
    disclosure = case.report.form.disclosure
    if (disclosure.state is State.WITHDRAWN) != (disclosure.withdrawal is not None):
        message = (
            "状态是已撤回，没有填写撤回"
            if disclosure.withdrawal is None
            else "填写了撤回，状态不是已撤回"
        )
        yield Found(("公开",), message, "两者一致", disclosure.state.value)


CHECKS = (
    secrecy_review_passed,
    withholding_has_its_ground,
    blacked_out_fields_exist,
    withdrawal_is_explained,
)
