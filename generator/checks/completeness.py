"""F4: what the form leaves out, repeats, or lost on its way."""

import re
from collections.abc import Iterator

from generator.checks.check import Case, Found, NotApplicable, check
from generator.checks.reading import FORM, Passage, goals, narrative, subject
from generator.model.finding import Severity
from generator.model.problem import sample
from generator.model.report import Form
from generator.model.text import fold

_REPEATED = re.compile(r"([\u4e00-\u9fff][\u4e00-\u9fff,，、]{0,11}?)\1{2,}")
_BROKEN_NUMBER = re.compile(r"\d[ \u3000]+\.\d")
_MARKS = re.compile(r"\[bookmark:[^\]]*\]|<u>|\ufffd")
_SHORT = 15


@check(
    "F401",
    Severity.REVIEW,
    title="表头各栏和指标名称应填报",
    basis=FORM,
    explanation="项目名称、年度、主管部门、实施单位和三级指标名称是读者辨认项目的依据。缺的一律显示为“未填报”，软件不替填报单位补写。",
    advice="对照原表补填；原表也是空白的，保持空白，网站显示“未填报”。",
    bad=sample('主管部门: ""'),
    good=sample("主管部门: 某县交通运输局"),
)
def required_fields(case: Case) -> Iterator[Found | NotApplicable]:
    """The head of the form and every indicator's name are filled in."""
    form = case.report.form
    heads = (("项目名称", form.project), ("年度", form.year), ("主管部门", form.department), ("实施单位", form.unit))
    for key, value in heads:
        if value is None:
            basis = f"；按{form.year_basis}归入本年度" if key == "年度" and form.year_basis else ""
            yield Found((key,), f"{key}未填报{basis}", f"填报{key}", "未填报", subject=key)
    for index, row in enumerate(form.indicators):
        if row.name is None:
            message = f"第 {index + 1} 行指标没有填写三级指标名称（{subject(row) or '上级指标也未填'}）"
            yield Found(("绩效指标", index), message, "填写指标名称", "未填报", subject=f"三级指标/{subject(row)}")


@check(
    "F402",
    Severity.NOTICE,
    title="来源文件有损坏",
    basis="转录规则：只在来源自身别处能看到正确写法时修复",
    explanation="来源文件由 Word 或 PDF 转成文字时有损坏。修复了的和未能修复的，逐条记在数据文件的转录记录里，报告页一并列出。",
    advice="向原单位索取没有损坏的文件，核对后更正数据文件，再删去相应的转录记录。",
    bad=sample(
        "转录记录:",
        "  - {栏目: 资金, 原文: 8273 .92, 处理: 已修复, 说明: 数字断开}",
    ),
    good=sample("转录记录: []"),
)
def damage_is_recorded(case: Case) -> Iterator[Found | NotApplicable]:
    """Damage that the transcriber recorded."""
    records = case.report.form.transcription
    if not records:
        return
    counts = {action: sum(record.action == action for record in records) for action in ("已修复", "未能修复", "未收录")}
    words = "，".join(f"{action} {count} 处" for action, count in counts.items() if count)
    yield Found(("转录记录",), f"来源文件有损坏，转录时记录 {len(records)} 处：{words}", declared=words)


@check(
    "F403",
    Severity.NOTICE,
    title="文字疑有转换损坏",
    basis="常见的转换痕迹：书签标记、断开的数字、连续重复的字句",
    explanation="文字中有书签标记、被空格断开的数字，或同一字句连续出现三次以上，多半是文件转换时造成的，请对照原件。",
    advice="对照原件改正；原件就是这样写的，在“核对说明”里写明。",
    bad=sample("报告: {项目概况: 总投资8273 .92万元。}"),
    good=sample("报告: {项目概况: 1. 五个项目总投资 8273.92 万元。}"),
)
def damaged_text(case: Case) -> Iterator[Found | NotApplicable]:
    """Marks of conversion damage in the texts as they stand."""
    for passage in _texts(case.report.form):
        for pattern, words in ((_MARKS, "转换标记"), (_BROKEN_NUMBER, "断开的数字"), (_REPEATED, "连续重复的字句")):
            if match := pattern.search(passage.text):
                message = f"{passage.title}中有{words}“{match.group()[:30]}”"
                yield Found(passage.path, message, "对照原件", match.group()[:30], subject=f"{passage.title}/{words}")


def _texts(form: Form) -> Iterator[Passage]:
    yield from goals(form)
    yield from narrative(form)
    for index, row in enumerate(form.indicators):
        for key, text in (("三级指标", row.name), ("偏差原因分析及改进措施", row.note)):
            if text:
                yield Passage(("绩效指标", index, key), f"“{row.label}”的{key}", text)


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
    """Texts of results differ from texts of plans; the long-term goal differs from the annual one."""
    form = case.report.form
    plans = [passage for passage in _plans(form) if len(fold(passage.text)) >= _SHORT]
    results = [passage for passage in _results(form) if len(fold(passage.text)) >= _SHORT]
    if not plans or not results:
        yield NotApplicable("没有可以对照的目标和完成情况")
        return
    if form.goals and form.goals.long_term and fold(form.goals.long_term) == fold(form.goals.planned or ""):
        yield Found(("年度总体目标", "预期目标"), "年度目标与实施期目标一字不差", subject="实施期目标")
    for result in results:
        for plan in plans:
            if fold(result.text) in fold(plan.text):
                message = f"“{result.title}”与“{plan.title}”的文字相同：{result.text[:30]}……"
                yield Found(result.path, message, "写明实际完成情况", "与目标或计划相同", subject=result.title)
                break


_RESULT_CHAPTERS = ("预算执行情况及分析", "产出情况及分析", "效益情况及分析", "满意度情况及分析", "主要经验做法")
_PLAN_CHAPTERS = ("项目概况", "立项依据", "立项必要性", "实施措施与制度", "实施计划", "绩效目标")


def _plans(form: Form) -> Iterator[Passage]:
    yield from (passage for passage in goals(form) if passage.title != "实际完成情况")
    yield from (passage for passage in narrative(form) if passage.path[1] in _PLAN_CHAPTERS)


def _results(form: Form) -> Iterator[Passage]:
    yield from (passage for passage in goals(form) if passage.title == "实际完成情况")
    yield from (passage for passage in narrative(form) if passage.path[1] in _RESULT_CHAPTERS)


@check(
    "F405",
    Severity.REVIEW,
    title="日期应与评价年度相符",
    basis="自评在年度终了后进行",
    explanation="公开日期早于评价年度，或正文“截至某年12月31日”与评价年度不同，多半是填错了年份或沿用了旧稿。",
    advice="核对年份：公开日期填错的改日期，正文沿用旧稿的改正文。",
    bad=sample("报告: {预算执行情况及分析: 截至2021年12月31日，支出90万元。}"),
    good=sample("报告: {预算执行情况及分析: 截至 2022 年 12 月 31 日，支出90万元。}"),
)
def dates_fit_the_year(case: Case) -> Iterator[Found | NotApplicable]:
    """Publication day and closing dates in the text fit the year of evaluation."""
    report = case.report
    year, day = report.identity.year, report.form.disclosure.day
    if day is not None and day.year < year:
        yield Found(("公开", "公开日期"), f"公开日期 {day} 早于评价年度 {year} 年", f"{year} 年以后", str(day))
    for passage in narrative(report.form):
        match = re.search(r"截[至止]到?\s*(\d{4})\s*年\s*12\s*月\s*31\s*日", passage.text)
        if match and int(match[1]) != year:
            message = f"{passage.title}写“{match.group()}”，评价年度为 {year} 年"
            yield Found(passage.path, message, str(year), match[1], subject=passage.title)


CHECKS = (required_fields, damage_is_recorded, damaged_text, results_are_not_goals, dates_fit_the_year)
