"""What is remembered from build to build never shows: after any edits the tree is that of a clean build.

Random sequences of edits of everything that a page may depend on; in between the memory is lost, cut,
flipped, or its packs are. The Markdown tree with all data files is compared, byte by byte.
"""

import random
import shutil
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.assessment import assess
from generator.parts.workshop import workshop
from generator.publish.builder import Workplace
from generator.site import generate
from tests.effort import tries
from tests.made_reports import DEPARTMENTS, identity, write_content
from tests.make import ROOT

REPORTS = 13
START = date(2025, 1, 1)
SEQUENCES, EDITS = tries(1, 300), 3
Chance = random.Random
Tree = dict[str, Any]


class World:
    """A content folder, the day on which it is looked at, and what builds remember of it."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.chance = Chance(seed)
        self.folder = folder
        self.content = folder / "content"
        self.cache = folder / "cache"
        self.day: date | None = START
        write_content(self.content, REPORTS)

    def reports(self) -> list[Path]:
        return sorted((self.content / "projects").rglob("*.yml"))

    def one(self) -> Path:
        return self.chance.choice(self.reports())

    def edit(self, path: Path, change: Callable[[Tree], None]) -> None:
        tree = yaml.load(path.read_text("utf-8"), yaml.BaseLoader)  # noqa: S506 - text only
        change(tree)
        path.write_text(yaml.dump(tree, allow_unicode=True, sort_keys=False), "utf-8")

    def tree(self, name: str, cache: Path | None) -> dict[str, bytes]:
        docs = self.folder / name
        place = Workplace(ROOT, docs, self.folder / f"{name}.yml")
        with workshop(cache) as shop:
            assessment = assess(self.content, shop)
            assert assessment.content is not None
            generate(assessment.content, assessment, place, self.day, shop=shop)
        return {path.relative_to(docs).as_posix(): path.read_bytes() for path in docs.rglob("*") if path.is_file()}


def words(world: World) -> None:
    def change(tree: Tree) -> None:
        tree["实施单位"] = f"第{world.chance.randrange(99)}站"

    world.edit(world.one(), change)


def figure(world: World) -> None:
    def change(tree: Tree) -> None:
        row = world.chance.choice(tree["绩效指标"])
        row["实际完成值"] = str(world.chance.randrange(1, 200))

    world.edit(world.one(), change)


def money(world: World) -> None:
    def change(tree: Tree) -> None:
        tree["资金"][0]["全年预算数"] = str(world.chance.randrange(100, 9000))

    world.edit(world.one(), change)


def goal_of_another(world: World) -> None:
    """Give two departments the same goal: the one thing that a report knows of another department."""
    first, second = world.chance.sample(world.reports(), 2)
    goal = f"保障第{world.chance.randrange(9)}类业务按年度计划全部如期完成，群众满意，运行平稳有序。"
    for path in (first, second):
        world.edit(path, lambda tree: tree.setdefault("年度总体目标", {}).update({"预期目标": goal}))


def covering(world: World) -> None:
    """Let one report cover another, whose page then leads to it, whatever department it is of."""
    first, second = world.chance.sample(world.reports(), 2)
    covered = second.relative_to(world.content / "projects").with_suffix("").as_posix()
    world.edit(first, lambda tree: tree.update({"类型": "重点评价", "涵盖": [covered]}))


def default_said(world: World) -> None:
    """State what is so anyhow: the form says the same, and its file on the site has a line more."""
    world.edit(world.one(), lambda tree: tree.setdefault("类型", "项目自评"))


def removed(world: World) -> None:
    path = world.one()
    name = path.relative_to(world.content / "projects").with_suffix("").as_posix()
    path.unlink()
    for other in world.reports():
        if f"- {name}\n" in other.read_text("utf-8"):
            world.edit(other, lambda tree: tree.update({"涵盖": []}))


def renamed(world: World) -> None:
    path = world.one()
    if name_in_a_cover(world, path):
        return
    target = path.with_name(f"moved-{world.chance.randrange(10**6)}.yml")
    path.rename(target)


def name_in_a_cover(world: World, path: Path) -> bool:
    name = path.relative_to(world.content / "projects").with_suffix("").as_posix()
    return any(f"- {name}\n" in other.read_text("utf-8") for other in world.reports())


def added(world: World) -> None:
    source = world.one()
    year, department = identity(world.chance.randrange(60)).split("/")[:2]
    target = world.content / f"projects/{year}/{department}/new-{world.chance.randrange(10**6)}.yml"
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(source, target)
    world.edit(target, lambda tree: tree.pop("年度", None))


def rulebook(world: World) -> None:
    path = world.content / "rules/sx-2020.yml"
    text = path.read_text("utf-8")
    grade = world.chance.choice(("优", "良"))
    path.write_text(text.replace(f"名称: {grade}", f"名称: {grade}等", 1), "utf-8")


def register(world: World) -> None:
    name = f"bureau-{world.chance.randrange(DEPARTMENTS):02}"
    path = world.content / "departments.yml"
    world.edit(path, lambda tree: tree[name].update({"名称": f"改名{world.chance.randrange(99)}局"}))


def above(world: World) -> None:
    """Put a department under another, whose name its page then tells."""
    number = world.chance.randrange(1, DEPARTMENTS)
    other = f"bureau-{world.chance.randrange(number):02}"
    world.edit(world.content / "departments.yml", lambda tree: tree[f"bureau-{number:02}"].update({"上级": other}))


def approved(world: World) -> None:
    """List projects of some departments, due about the day on which the site is looked at."""
    folder = world.content / "approved"
    folder.mkdir(exist_ok=True)
    lines = ["项目编码,项目名称,部门,实施单位,批复预算,金额单位,应自评,应公开,公开期限"]
    for code in range(world.chance.randrange(1, 5)):
        due = START + timedelta(days=world.chance.randrange(-30, 60))
        department = f"bureau-{world.chance.randrange(DEPARTMENTS):02}"
        lines.append(f"X{code},第{code}项目,{department},,{world.chance.randrange(1, 99)},万元,是,是,{due}")
    (folder / "2019.csv").write_text("\n".join(lines) + "\n", "utf-8")
    (folder / "2019.yml").write_text(f"来源: 第{world.chance.randrange(9)}号文\n", "utf-8")


def withheld(world: World) -> None:
    def change(tree: Tree) -> None:
        tree["公开"] = {"状态": "不予公开", "不予公开依据": f"某条例第{world.chance.randrange(9)}条"}
        tree.pop("更正", None)

    world.edit(world.one(), change)


def promise(world: World) -> None:
    def change(tree: Tree) -> None:
        term = str(START + timedelta(days=world.chance.randrange(-30, 60)))
        one = {"问题": "养护里程少", "措施": "补养", "期限": term, "日期": "2024-10-01"}
        tree["整改"] = [one] * world.chance.randrange(1, 3)

    world.edit(world.one(), change)


def settings(world: World) -> None:
    def change(tree: Tree) -> None:
        tree["显示单位"] = world.chance.choice(("元", "万元", "亿元"))
        tree["网站简介"] = f"简介{world.chance.randrange(9)}。"

    world.edit(world.content / "site.yml", change)


def severity(world: World) -> None:
    levels = {"F101": world.chance.choice(("提示", "核对")), "F301": world.chance.choice(("提示", "核对"))}
    world.edit(world.content / "site.yml", lambda tree: tree.update({"核对级别": levels}))


def page(world: World) -> None:
    (world.content / "pages/about.md").write_text(f"# 说明{world.chance.randrange(9)}\n", "utf-8")


def state(world: World) -> None:
    def change(tree: Tree) -> None:
        tree["公开"] = {
            "状态": world.chance.choice(("公开", "草稿", "待审")),
            "公开日期": str(START + timedelta(days=world.chance.randrange(-40, 40))),
            "保密审查": {"结论": "通过", "日期": "2024-08-30", "审查人": "钱七"},
        }
        tree.pop("更正", None)

    world.edit(world.one(), change)


def day(world: World) -> None:
    world.day = world.chance.choice((None, START, START + timedelta(days=world.chance.randrange(60)), date(2027, 3, 1)))


def lost(world: World) -> None:
    shutil.rmtree(world.cache, ignore_errors=True)


def cut(world: World) -> None:
    for path in harmed(world):
        path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def flipped(world: World) -> None:
    for path in harmed(world):
        data = bytearray(path.read_bytes())
        for _ in range(12):
            data[world.chance.randrange(len(data))] ^= 1 << world.chance.randrange(8)
        path.write_bytes(data)


def gone(world: World) -> None:
    for path in harmed(world):
        path.unlink()


def harmed(world: World) -> list[Path]:
    """Return some files of the memory that are not empty."""
    files = sorted(path for path in world.cache.rglob("*") if path.is_file() and path.stat().st_size)
    return world.chance.sample(files, min(3, len(files)))


EDIT = (
    *(words, figure, money, goal_of_another, covering, default_said, removed, renamed, added, rulebook),
    *(register, above, approved, withheld, promise, settings, severity, page, state, day),
    *(lost, cut, flipped, gone),
)


@pytest.mark.parametrize("seed", range(SEQUENCES))
def test_a_tree_never_shows_what_was_remembered(tmp_path: Path, seed: int) -> None:
    world = World(tmp_path, seed)
    world.tree("docs", world.cache)
    done = []
    for _ in range(EDITS):
        for edit in world.chance.sample(EDIT, 3):
            edit(world)
            done.append(edit.__name__)
        made, clean = world.tree("docs", world.cache), world.tree("clean", None)
        assert sorted(made) == sorted(clean), done
        assert [name for name in made if made[name] != clean[name]] == [], done
