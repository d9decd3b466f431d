"""What is kept back stays so: it is not said elsewhere on the form, and cannot be computed.

Source: 《政府信息公开条例》第三十七条 (what may not be disclosed is separated from what may).
"""

from collections.abc import Iterable, Iterator

from generator.checks.check import Case, Found, check
from generator.checks.copies import kept_back
from generator.checks.enclosed import read_attachments
from generator.checks.identity import Identity
from generator.checks.said_again import bare
from generator.checks.versions import Riddle, riddle_of
from generator.form_tree.black_out import blacked_out
from generator.form_tree.tree import Tree, TreePath, name_of, resolve, texts, tree_of, value_at
from generator.model.finding import Severity
from generator.model.problem import sample
from generator.model.report import Form

_LAW = "《政府信息公开条例》"


@check(
    "D104",
    Severity.ERROR,
    title="不予公开的内容不应在别处出现",
    basis=f"{_LAW}第三十七条",
    explanation="不予公开栏目的内容在其他栏目里也出现的，抹去一处没有用，须一并处理。夹了空格、换行、标点的，全角的，数字带千分位的，元写成万元的，都算；"
    "姓名两个字就查，其他文字四个字以上，数字四位以上。",
    advice="把出现同样内容的栏目也列入不予公开栏目，或改写那一处的文字。",
    bad=sample(
        "公开:",
        "  状态: 部分公开",
        "  不予公开栏目:",
        "    - {栏目: 实施单位, 依据: 《政府信息公开条例》第十五条}",
        "报告: {项目概况: 由某县公路管理站养护。}",
    ),
    good=sample(
        "公开:",
        "  状态: 部分公开",
        "  不予公开栏目:",
        "    - {栏目: 实施单位, 依据: 《政府信息公开条例》第十五条}",
        "    - {栏目: 报告/项目概况, 依据: 《政府信息公开条例》第十五条}",
        "报告: {项目概况: 由某县公路管理站养护。}",
    ),
)
def blacked_out_text_stands_nowhere_else(case: Case) -> Iterator[Found]:
    """What is blacked out in one field is not said in another, nor in a record beside the form."""
    form = case.report.form
    secrets = kept_back(form)
    if not secrets:
        return
    tree = case.tree
    yield from _named_by_itself(form, tree)
    unnamed = secrets.but_in(one.field for one in form.disclosure.redactions)
    for path, text in texts(tree_of(blacked_out(form))):
        sought = unnamed if _names_fields(path) else secrets
        if not _is_of_the_list(path) and sought.stand_in(text):
            name = name_of(tree, path)
            message = f"{name}里也有不予公开栏目的内容"
            yield Found(path, message, "一并列为不予公开，或改写", subject=name)
    for path, name, one in read_attachments(case):
        if any(map(secrets.stand_in, one.texts)):
            message = f"{name}里也有不予公开栏目的内容"
            yield Found(path, message, "在原件里删去再登记，或不附这个附件", subject=name)


def _is_of_the_list(path: TreePath) -> bool:
    """Tell where a file lists what is kept back, and the laws that say so."""
    return path[0] == "公开" and path[-1] in ("栏目", "依据")


def _names_fields(path: TreePath) -> bool:
    """Tell where a file names fields, a row by what heads it, and not what they state."""
    return path[0] in ("更正", "转录记录") and path[-1] in ("栏目", "字段")


def _named_by_itself(form: Form, tree: Tree) -> Iterator[Found]:
    """Yield names of rows that are kept back and told by the list that says so."""
    for number, one in enumerate(form.disclosure.redactions):
        path = resolve(tree, one.field) or ()
        row = path[:-1]
        if row and isinstance(row[-1], int):
            above, _, key = one.field.rpartition("/")
            name = above.rpartition("/")[2]
            if bare(str(value_at(tree, path) or "")) == bare(name):
                by_number = f"{name_of(tree, row[:-1])}/第{row[-1] + 1}行/{key}"
                message = "不予公开栏目里写出了不予公开的名称"
                place = ("公开", "不予公开栏目", number, "栏目")
                yield Found(place, message, f"写作 {by_number}", subject=by_number)


@check(
    "D108",
    Severity.ERROR,
    title="不予公开的数字不应算得出来",
    basis=f"{_LAW}第三十七条",
    explanation="抹去一个数字，读者可能用表上其他数字把它算出来：总分减其余各项得分，分值合计减其余分值，资金合计减其他来源，执行数除以预算数，"
    "由目标值和完成值按规则得分，上年结转等于上年的结余，同一项目的几张表所填相同。更正以前的版本也照样推算。这样的抹去等于没有抹。",
    advice="照提示把另一栏也列入不予公开栏目，使它算不出来。",
    bad=sample(
        "公开:",
        "  状态: 部分公开",
        "  不予公开栏目:",
        "    - {栏目: 总分, 依据: 《政府信息公开条例》第十五条}",
    ),
    good=sample(
        "公开:",
        "  状态: 部分公开",
        "  不予公开栏目:",
        "    - {栏目: 实施单位, 依据: 《政府信息公开条例》第十五条}",
    ),
)
def blacked_out_figures_cannot_be_computed(case: Case) -> Iterator[Found]:
    """No figure that is kept back follows from what is public, today or in an earlier version."""
    if not case.report.form.disclosure.redactions:
        return
    riddle = riddle_of(case)
    told: set[str] = set()
    for cell, by in riddle.puzzle.solved(riddle.hidden).items():
        field = riddle.field_of(cell)
        if field not in told:
            told.add(field)
            yield _computable(case, riddle, cell, by)


def _computable(case: Case, riddle: Riddle, cell: TreePath, by: Identity) -> Found:
    """Say what a cell follows from, and what would close it."""
    field, others = riddle.field_of(cell), [one for one in by.cells if one != cell]
    message = f"{riddle.called(cell)}不予公开，却能由{_listed(map(riddle.called, others))}算出来"
    closing = dict.fromkeys(map(riddle.field_of, riddle.puzzle.closing(riddle.hidden, cell)))
    expected = (
        f"把{_listed(closing)}也列入不予公开栏目" if closing else "连同有关的栏目一并不予公开"
    )
    return Found(resolve(case.tree, field) or ("公开",), message, expected, subject=field)


def _listed(names: Iterable[str]) -> str:
    first, *rest = list(names) or ["满分 100 分"]
    if len(rest) > 2:
        return f"{first}等 {len(rest) + 1} 处"
    return "、".join([first, *rest])


CHECKS = (blacked_out_text_stands_nowhere_else, blacked_out_figures_cannot_be_computed)
