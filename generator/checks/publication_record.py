"""What a record of publication says for itself: its days are possible, its reasons are reasons.

Source: 《政府信息公开条例》 articles 14 to 16 and 41: what is kept back or corrected is so on
grounds that can be named.
"""

import unicodedata
from collections.abc import Iterator
from datetime import date

from generator.checks.check import Case, Found, check
from generator.model.finding import Severity
from generator.model.problem import sample
from generator.model.publication import Disclosure
from generator.model.report import Form, FormPath

_BASIS = "公开后的更正、变更和撤回须写明日期、原因和批准人"
# Words that stand where a reason should.
_NO_REASON = frozenset(
    "无 略 同上 其他 见上 不详 未知 更正 修改 撤回 测试 暂无 没有 原因 na none".split()
)
_SHORTEST_REASON = 2


@check(
    "D109",
    Severity.ERROR,
    title="更正、变更和撤回不早于公开日期",
    basis=_BASIS,
    explanation="没有公开的内容无从更正或撤回；日期早于公开日期的记录，读者会以为公开时就是这样。",
    advice="改正日期；公开以前改的，不必写更正。",
    bad=sample(
        "更正:",
        "  - 日期: 2023-08-30",
        "    字段: 总分",
        "    原值: 98",
        "    现值: 99",
        "    原因: 录入笔误",
        "    批准人: 李四",
    ),
    good=sample(
        "更正:",
        "  - 日期: 2023-08-31",
        "    字段: 总分",
        "    原值: 98",
        "    现值: 99",
        "    原因: 录入笔误",
        "    批准人: 李四",
    ),
)
def records_follow_publication(case: Case) -> Iterator[Found]:
    """No correction, change or withdrawal is dated before the day of publication."""
    form = case.report.form
    published = form.disclosure.day
    if published is None:
        return
    for path, day in _days(form):
        if day < published:
            message = f"{day} 早于公开日期 {published}"
            yield Found((*path, "日期"), message, f"不早于 {published}", str(day))


def _days(form: Form) -> Iterator[tuple[FormPath, date]]:
    for number, entry in enumerate(form.corrections):
        yield ("更正", number), entry.day
    for number, step in enumerate(form.disclosure.steps):
        yield ("公开", "变更记录", number), step.day
    if form.disclosure.withdrawal is not None:
        yield ("公开", "撤回"), form.disclosure.withdrawal.day


@check(
    "D110",
    Severity.ERROR,
    title="原因、依据和批准人应当写实",
    basis=_BASIS,
    explanation="只写“-”“无”“更正”一类的，等于没有写：读者看不出为什么改、为什么撤、由谁决定。",
    advice="写明具体原因，如 录入笔误、执行数重复计入；依据写到条款，批准人写姓名或职务。",
    bad=sample(
        "公开:",
        "  状态: 已撤回",
        "  撤回: {日期: 2024-01-02, 原因: －, 批准人: 李四}",
    ),
    good=sample(
        "公开:",
        "  状态: 已撤回",
        "  撤回: {日期: 2024-01-02, 原因: 重复公开, 批准人: 李四}",
    ),
)
def reasons_are_given(case: Case) -> Iterator[Found]:
    """Reasons and grounds say something, and somebody is named who approved."""
    for path, text in _words(case.report.form):
        shortest = 1 if path[-1] == "批准人" else _SHORTEST_REASON
        if not _says_something(text, shortest):
            yield Found(path, f"“{text}”不说明什么", "具体的原因、条款或姓名", text)


def _words(form: Form) -> Iterator[tuple[FormPath, str]]:
    for number, entry in enumerate(form.corrections):
        place: FormPath = ("更正", number)
        yield (*place, "原因"), entry.reason
        yield (*place, "批准人"), entry.approver
    yield from _of_publication(form.disclosure)


def _of_publication(disclosure: Disclosure) -> Iterator[tuple[FormPath, str]]:
    for number, step in enumerate(disclosure.steps):
        place: FormPath = ("公开", "变更记录", number)
        yield (*place, "原因"), step.reason
        yield (*place, "批准人"), step.approver
    for number, one in enumerate(disclosure.redactions):
        yield ("公开", "不予公开栏目", number, "依据"), one.ground
    if disclosure.withdrawal is not None:
        yield ("公开", "撤回", "原因"), disclosure.withdrawal.reason
        yield ("公开", "撤回", "批准人"), disclosure.withdrawal.approver


def _says_something(text: str, shortest: int) -> bool:
    """Tell whether a text holds words: letters other than those that stand for none."""
    letters = "".join(
        char for char in unicodedata.normalize("NFKC", text).casefold() if char.isalpha()
    )
    return len(letters) >= shortest and letters not in _NO_REASON


CHECKS = (records_follow_publication, reasons_are_given)
