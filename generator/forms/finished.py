"""A draft finished: its values as a data file states them, and what a person has to look at."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pydantic import ValidationError

from generator.form_tree.tree import Tree
from generator.forms.draft import Doubt, Draft
from generator.forms.filed import addresses, filed, in_form_order, texts
from generator.model.kinds import PROJECT
from generator.model.report import Form, FormPath


@dataclass(frozen=True, slots=True)
class Defaults:
    """What a source file does not say and the person who imports it does."""

    rulebook: str
    money_unit: str | None = None


@dataclass(frozen=True, slots=True)
class Imported:
    """One form: its values in the order of a data file, where each came from, and doubts."""

    values: Tree
    paths: dict[FormPath, str]
    doubts: tuple[Doubt, ...]

    @property
    def origins(self) -> dict[str, str]:
        """Where each value came from, under a path such as `绩效指标/0/分值`."""
        return {"/".join(map(str, path)): address for path, address in self.paths.items()}

    @property
    def year(self) -> str | None:
        """The year the form states."""
        return self.values.get("年度")

    @property
    def name(self) -> str:
        """The project's name, or words that say it is missing."""
        return str(self.values.get("项目名称") or "项目名称未填报")


def finished(draft: Draft, defaults: Defaults) -> Imported:
    """Finish a draft; with a doubt left it stays 草稿, else it waits for review as 待审."""
    nodes = {**filed(draft), "评价规则": defaults.rulebook}
    doubts = list(draft.doubts)
    if "金额单位" not in nodes and defaults.money_unit is not None:
        nodes["金额单位"] = defaults.money_unit
    if "金额单位" not in nodes and _states_money(nodes):
        doubts.append(Doubt("", "表中没有写金额单位，没有填写；知道的话用 --money-unit 指明"))
    doubts += [Doubt("", message) for message in _problems(texts(nodes))]
    nodes["公开"] = {"状态": "草稿" if doubts else "待审"}
    ordered = in_form_order(nodes)
    return Imported(texts(ordered), dict(addresses(ordered)), tuple(doubts))


def _states_money(nodes: Mapping[str, object]) -> bool:
    return bool(nodes.get("资金") or nodes.get("资金明细"))


def _problems(values: Tree) -> Iterator[str]:
    """Yield what a form must have and lacks, then what the model would refuse."""
    yield from (f"没有找到“{key}”" for key in _expected(values) if not values.get(key))
    try:
        Form.model_validate(values)
    except ValidationError as error:
        for problem in error.errors():
            place = " ".join(map(_step, problem["loc"]))
            yield f"{place}：{problem.get('input', '')!r} 读不成所需的形式"


def _expected(values: Tree) -> Iterator[str]:
    """Yield what a form of its kind states: a department names itself, and not all forms score."""
    kind = values.get("类型", PROJECT)
    yield "主管部门" if kind == "部门整体自评" else "项目名称"
    rows = values.get("绩效指标", [])
    if any("得分" in row or "分值" in row for row in rows):
        yield "总分"
    yield "资金明细" if values.get("资金明细") else "资金"


def _step(part: str | int) -> str:
    """Name a step of a path as people count: rows from 1."""
    return part if isinstance(part, str) else str(part + 1)
