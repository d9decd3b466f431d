"""Second scores from a list: a line a report, a line a row, written into their data files."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from pydantic import ValidationError

from generator.checks.check import Case
from generator.form_tree.tree import TreePath, name_of, resolve, tree_of, value_at, with_value
from generator.loading.strict_yaml import parse_strict
from generator.model.publication import State
from generator.model.report import Form
from generator.model.second_score import SecondScore
from generator.review.blocks import BlockError, Edit, with_block
from generator.review.gate import guarded_changes
from generator.review.lists import Line, lines_in
from generator.review.row_cells import with_cells
from generator.scoring.scorecard import RowKind
from generator.scoring.second import second_of_row

# The columns that are to be filled in: of a report first, then of its rows.
HEADS = ("复核总分", "复核得分", "复核理由", "复核机构", "复核日期", "复核方式")
ROW = "栏目"
_NEEDED = ("报告", "复核总分", "复核机构", "复核日期")
_OF_REPORT = {
    "复核机构": "机构",
    "复核日期": "日期",
    "复核方式": "方式",
    "复核总分": "总分",
    "复核理由": "理由",
}
_OF_ROW = ("复核得分", "复核理由")
_KEY = "复核"
_WANTED = {"机构": "复核机构的名称", "日期": "日期，写作 2026-10-08", "总分": "分数，如 92.5"}
_ROW_KINDS = (RowKind.FUNDING, RowKind.INDICATOR)


@dataclass(frozen=True, slots=True)
class Terms:
    """On which day a change of what is public becomes so, and who approves it ("": nobody yet)."""

    day: date
    approver: str


@dataclass(slots=True)
class _Wanted:
    """What the list says of one report."""

    group: dict[str, str] = field(default_factory=dict)
    cells: dict[TreePath, str] = field(default_factory=dict)


def rows_to_score(case: Case) -> Iterator[tuple[str, str, str, str]]:
    """Yield each scored row of a report: its name, weight, declared and second score."""
    tree = tree_of(case.report.form)
    for row in case.scorecard.rows:
        if row.kind in _ROW_KINDS and row.weight is not None:
            second = second_of_row(case.report.form, row)
            declared = row.printed.text if row.printed else ""
            name = name_of(tree, row.path[:2])
            yield name, str(row.weight), declared, second.text if second else ""


def scored_lines(path: Path) -> list[Line]:
    """Return the lines with a second total or score (CSV or .xlsx). Raises BlockError."""
    hint = "用 jixiao sample 或 jixiao sample --rows 可以得到要填的表"
    return lines_in(path, _NEEDED, ("复核总分", "复核得分"), hint)


def planned_scores(
    content_dir: Path, cases: Mapping[str, Case], lines: Iterable[Line], terms: Terms
) -> tuple[Edit, ...]:
    """Return what would change in each file.

    Raises BlockError with all that stands against it.
    """
    problems: list[str] = []
    wanted: dict[str, _Wanted] = {}
    for line in lines:
        name = line.cell("报告").strip("/")
        case = cases.get(name)
        if case is None:
            words = f"没有报告“{name}”，或它的数据文件不能读取；写作 年度/部门/项目"
            problems.append(f"{line.place} {words}")
            continue
        problems += _taken(line, case, wanted.setdefault(name, _Wanted()))
    for name, one in wanted.items():
        problems += _against(cases[name], one, terms)
    if problems:
        raise BlockError("\n".join(problems))
    edits = (_edit(content_dir, cases[name], one, terms) for name, one in wanted.items())
    return tuple(edit for edit in edits if edit.after != edit.before)


def _taken(line: Line, case: Case, wanted: _Wanted) -> Iterator[str]:
    """Take a line in; yield why it cannot be used."""
    name = line.cell(ROW)
    if not name:
        stated = {key: line.cell(head) for head, key in _OF_REPORT.items() if line.cell(head)}
        yield from _wrong(line, stated)
        wanted.group = stated
        return
    tree = tree_of(case.report.form)
    path = resolve(tree, name)
    if path is None or path[0] not in ("资金", "绩效指标") or value_at(tree, path) is None:
        yield f"{line.place} 报告里没有“{name}”这一行；照 jixiao sample --rows 输出的抄"
        return
    wanted.cells |= {(*path, head): line.cell(head) for head in _OF_ROW if line.cell(head)}


def _wrong(line: Line, stated: Mapping[str, str]) -> Iterator[str]:
    heads = {key: head for head, key in _OF_REPORT.items()}
    try:
        SecondScore.model_validate(stated)
    except ValidationError as error:
        for one in error.errors():
            key = str(one["loc"][0])
            given = stated.get(key, "")
            yield f"{line.place} “{heads[key]}”填“{given}”，应为{_WANTED.get(key, '一段文字')}"
    for key in ("机构", "日期", "总分"):
        if key not in stated:
            yield f"{line.place} “{heads[key]}”是空的，应为{_WANTED[key]}"


def _against(case: Case, wanted: _Wanted, terms: Terms) -> Iterator[str]:
    """Yield why what the list says of a report cannot be written."""
    name = case.report.id
    if not wanted.group and case.report.form.second is None:
        yield f"报告“{name}”只有各行的复核得分：另要一行写复核总分、机构和日期（“{ROW}”留空）"
    if _is_public(case) and not terms.approver:
        yield f"报告“{name}”已经公开，补上复核要写明批准人：加 --approver 姓名"
    try:
        Form.model_validate(_after(case, wanted))
    except ValidationError as error:
        for one in error.errors():
            place = "/".join(map(str, one["loc"]))
            yield f"报告“{name}”：“{place}”填“{one['input']}”，应为分数，如 18.5"


def _is_public(case: Case) -> bool:
    return case.report.form.disclosure.state in (State.PUBLIC, State.PARTIAL)


def _after(case: Case, wanted: _Wanted) -> dict[str, object]:
    tree = tree_of(case.report.form)
    tree = tree | ({_KEY: wanted.group} if wanted.group else {})
    for path, value in wanted.cells.items():
        tree = with_value(tree, path, value)
    return tree


def _edit(content_dir: Path, case: Case, wanted: _Wanted, terms: Terms) -> Edit:
    report = case.report
    path = content_dir / "projects" / f"{report.id}.yml"
    before = path.read_bytes().decode("utf-8")
    entries = _entries(case, wanted, terms) if _is_public(case) else []
    try:
        after = _written(before, case, wanted, entries)
    except KeyError as error:
        raise BlockError(f"{path.name}：写法特别，分不出各行，请手工改这一份") from error
    parsed = parse_strict(after.encode(), path.name).tree or {}
    expected = _after(case, wanted)
    if entries:
        expected |= {"更正": entries}
    if tree_of(Form.model_validate(parsed)) != tree_of(Form.model_validate(expected)):
        raise BlockError(f"{path.name}：写法特别，改不准，请手工改这一份")
    rows = f"，{len(wanted.cells)} 处各行的复核" if wanted.cells else ""
    total = wanted.group.get("总分", "")
    told = (f"复核总分 {total}" if total else "复核") + rows
    return Edit(report.id, report.title, path, told, before, after)


def _written(
    before: str, case: Case, wanted: _Wanted, entries: Sequence[Mapping[str, object]]
) -> str:
    text = with_cells(before, wanted.cells)
    if wanted.group:
        text = with_block(text, _KEY, wanted.group)
    return with_block(text, "更正", entries) if entries else text


def _entries(case: Case, wanted: _Wanted, terms: Terms) -> list[dict[str, object]]:
    """Return the corrections with those that say what a public form states in addition."""
    before = tree_of(case.report.form)
    after = tree_of(Form.model_validate(_after(case, wanted)))
    new = [
        {
            "日期": str(terms.day),
            "类型": change.kind,
            "字段": change.field,
            "原值": change.old,
            "现值": change.new,
            "原因": "复核",
            "批准人": terms.approver,
        }
        for _, change in guarded_changes(before, after)
    ]
    return [*map(tree_of, case.report.form.corrections), *new]
