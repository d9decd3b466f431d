"""A draft finished: its values as a data file states them, and what a person has to look at."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pydantic import ValidationError

from generator.form_tree.tree import Tree
from generator.forms.cell_places import CellPlaces
from generator.forms.draft import Doubt, Draft
from generator.forms.filed import Node, addresses, filed, in_form_order, texts
from generator.model.kinds import PROJECT
from generator.model.report import Form, FormPath


@dataclass(frozen=True, slots=True)
class Defaults:
    """What a source file does not say and the person who imports it does."""

    rulebook: str
    money_unit: str | None = None


@dataclass(frozen=True, slots=True)
class Imported:
    """One form: its values in the order of a data file, where each stands, and doubts.

    `of_summary` tells a row of a summary table, which states less than its form.
    """

    values: Tree
    places: CellPlaces
    doubts: tuple[Doubt, ...]
    of_summary: bool = False

    @property
    def paths(self) -> Mapping[FormPath, str]:
        """The cell or paragraph of each value, by the way to it."""
        return self.places.addresses

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


def finished(draft: Draft, file: str, defaults: Defaults) -> Imported:
    """Finish a draft; with a doubt left it stays 草稿, else it waits for review as 待审."""
    nodes = {**filed(draft), "评价规则": defaults.rulebook}
    if "金额单位" not in nodes and defaults.money_unit is not None:
        nodes["金额单位"] = defaults.money_unit
    places = _places(draft, nodes, file)
    doubts = [*draft.doubts, *_lacking(draft, nodes, places)]
    nodes["公开"] = {"状态": "草稿" if doubts else "待审"}
    return Imported(texts(in_form_order(nodes)), places, tuple(doubts), draft.of_summary)


def _places(draft: Draft, nodes: Mapping[str, Node], file: str) -> CellPlaces:
    """Say where the values stand; a unit of money that is stated nowhere belongs to the money."""
    labels: dict[FormPath, str] = {(key,): address for key, address in draft.labels.items()}
    places = CellPlaces(file, dict(addresses(in_form_order(nodes))), labels)
    block = "资金" if nodes.get("资金") else "资金明细"
    labels.setdefault(("金额单位",), places.cell((block,)))
    return places


def _lacking(draft: Draft, nodes: Mapping[str, Node], places: CellPlaces) -> Iterator[Doubt]:
    """Yield what a form must have and lacks, then what the model would refuse."""
    if "金额单位" not in nodes and (nodes.get("资金") or nodes.get("资金明细")):
        message, option = "表中没有写金额单位，没有填写", "知道的话用 --money-unit 指明"
        yield Doubt(places.cell(("金额单位",)), message, option)
    values = texts(nodes)
    for key in _expected(values, of_summary=draft.of_summary):
        if not values.get(key):
            yield Doubt(places.cell((key,)), f"没有找到“{key}”")
    try:
        Form.model_validate(values)
    except ValidationError as error:
        for problem in error.errors():
            place = " ".join(map(_step, problem["loc"]))
            message = f"{place}：{problem.get('input', '')!r} 读不成所需的形式"
            yield Doubt(places.cell(problem["loc"]), message)


def _expected(values: Tree, *, of_summary: bool) -> Iterator[str]:
    """Yield what a form of its kind states: a department names itself, and not all forms score.

    Of a summary no more is expected than whom a row is about.
    """
    kind = values.get("类型", PROJECT)
    yield "主管部门" if kind == "部门整体自评" else "项目名称"
    if of_summary:
        return
    rows = values.get("绩效指标", [])
    if any("得分" in row or "分值" in row for row in rows):
        yield "总分"
    yield "资金明细" if values.get("资金明细") else "资金"


def _step(part: str | int) -> str:
    """Name a step of a path as people count: rows from 1."""
    return part if isinstance(part, str) else str(part + 1)
