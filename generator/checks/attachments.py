"""Attachments before publication: what no software can read a person has looked at.

And F7: what a form in an attachment states beside what the record states.
"""

from collections.abc import Iterator

from generator.checks.check import Case, Found, NotApplicable, check
from generator.checks.enclosed import enclosed
from generator.checks.printed import printed_figures
from generator.form_tree.tree import UNSTATED
from generator.model.attachment import Attachment, FormRead, Printed
from generator.model.finding import Severity
from generator.model.problem import sample
from generator.model.publication import State
from generator.model.text import fold

_PUBLIC = (State.PUBLIC, State.PARTIAL)
_NONE = "没有附件"
_SHA = "0" * 64
_SCAN = (
    f"附件: [{{文件: sealed.pdf, 标题: 自评表盖章件, 类型: 盖章扫描件, 字节: 20, SHA-256: {_SHA}"
)
_PICTURES = "附件是扫描件，页面都是图片"
_HALF = 2


@check(
    "D118",
    Severity.ERROR,
    title="附件应能检查，图片由人核验",
    basis="《政府信息公开条例》第十四条、第十五条、第十七条：公开前审查",
    explanation="附件公开前照样检查个人信息、密级和不予公开的内容。加了密码、损坏、嵌有别的文件的，软件打不开，不能公开；PDF 里有脚本、会启动程序的，也不能公开。"
    "扫描件和图片里的字软件读不出来，须有人打开看过：在附件的“人工核验”里写明人、日期和文件的 SHA-256；"
    "文件换了，核验就要重做。",
    advice="打开附件逐页看过，没有不能公开的内容，再用 jixiao attach --verified-by 姓名 写入人工核验。",
    bad=sample(f"{_SCAN}}}]", state=_PICTURES),
    good=sample(
        f"{_SCAN}, 人工核验: {{人: 王五, 日期: 2023-08-30, SHA-256: {_SHA}}}}}]", state=_PICTURES
    ),
)
def attachments_were_looked_at(case: Case) -> Iterator[Found | NotApplicable]:
    """Each attachment can be read, or a person has looked at what cannot."""
    form = case.report.form
    if not form.attachments:
        yield NotApplicable(_NONE)
    severity = Severity.ERROR if form.disclosure.state in _PUBLIC else Severity.REVIEW
    for index, one, attached in enclosed(case):
        if attached.refused:
            message = f"附件“{one.file}”不能公开：{attached.refused}"
            expected = "打得开的文件，没有密码、脚本和嵌入的文件"
            place = ("附件", index, "文件")
            yield Found(place, message, expected, subject=one.file, severity=severity)
        elif attached.unseen and (lacking := _unverified(one)):
            message = f"附件“{one.file}”{attached.unseen}，软件读不出里面的字；{lacking}"
            expected = f"人工核验: {{人: 姓名, 日期: 2026-08-30, SHA-256: {one.sha256}}}"
            place = ("附件", index, "人工核验")
            yield Found(place, message, expected, UNSTATED, subject=one.file, severity=severity)


def _unverified(one: Attachment) -> str:
    """Say what is missing of a person's word for a file, "" where nothing is."""
    if one.verified is None:
        return "没有人工核验"
    said = {"人": one.verified.by, "日期": one.verified.day, "SHA-256": one.verified.sha256}
    lacking = "、".join(key for key, value in said.items() if not value)
    if lacking:
        return f"人工核验没有写明{lacking}"
    return "" if one.verified.sha256 == one.sha256 else "人工核验的是另一个文件"


@check(
    "F701",
    Severity.REVIEW,
    title="附件里的数字应与填报一致",
    basis="报告与所附的盖章件、来源文件是同一份自评",
    explanation="附件是能读的自评表（Excel、Word、文字 PDF）的，读出总分和年初预算数、全年预算数、全年执行数，与填报相比；"
    "单位不同的换算，按印得粗的一方的位数比较。附件不是这个项目这一年的自评表的，不比较。",
    advice="对照原件：录入错了的，更正；附件不是定稿的，换成定稿。",
    bad=sample(f"{_SCAN}}}]", state="附件是自评表，总分 98 分"),
    good=sample(f"{_SCAN}}}]", state="附件是自评表，总分 99.0 分"),
)
def attached_forms_say_the_same(case: Case) -> Iterator[Found | NotApplicable]:
    """What a form in an attachment prints is what the record states."""
    found = [(index, one, form) for index, one, form in _forms(case)]
    if not found:
        yield NotApplicable("附件里没有能读的自评表")
    own = {one.label: one for one in printed_figures(case.report.form)}
    for index, one, form in found:
        for theirs in form.figures:
            ours = own.get(theirs.label)
            if ours is not None and _differ(ours, theirs):
                message = (
                    f"附件“{one.file}”里的{theirs.label}是 {theirs.text}，填报的是 {ours.text}"
                )
                place = ("附件", index, "文件")
                subject = f"{one.file} {theirs.label}"
                yield Found(place, message, theirs.text, ours.text, subject=subject)


def _forms(case: Case) -> Iterator[tuple[int, Attachment, FormRead]]:
    """Yield the form of this project and year that an attachment holds."""
    for index, one, attached in enclosed(case):
        own = [form for form in attached.forms if _is_own(case, form)]
        if len(own) == 1:
            yield index, one, own[0]


def _is_own(case: Case, form: FormRead) -> bool:
    """Tell whether a form is of this project and year; one without a name may be another's."""
    identity, project = case.report.identity, case.report.form.project or ""
    if form.year not in ("", str(identity.year)) or not form.project:
        return False
    return fold(form.project) == fold(project)


def _differ(one: Printed, other: Printed) -> bool:
    """Tell whether two figures differ; in other units, by more than the coarser one's rounding."""
    if one.unit == other.unit:
        return one.value != other.value
    return abs(one.value - other.value) > max(one.step, other.step) / _HALF


CHECKS = (attachments_were_looked_at,)
FIGURES = (attached_forms_say_the_same,)
