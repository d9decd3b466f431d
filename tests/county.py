"""A made county: 6 departments, 3 years, 35 approved projects a year, and 40 traps of the list, 11 of memory in them.

In the long run it has 60 departments and 900 projects a year. Nothing is drawn by chance. What the site must say of
it stands in ANSWERS, REMEMBERED, SECOND and OVERDUE, worked out by hand from the traps.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any

import yaml

from tests.effort import tries
from tests.make import CONTENT, LAWFUL, rows

YEARS = (2022, 2023, 2024)
PROJECTS = tries(35, 900)
# The last department owes nothing: it reports zero.
DEPARTMENTS = tries(6, 60)
OWING = DEPARTMENTS - 1
# A project of the department of project 003.
PAIR = tries(33, 62)
# The first twenty places are those of the answers.
AREAS = ["城街道 山镇 河乡 湖镇", "岭镇 桥乡 林镇 泉乡", "坪镇 湾乡 塘镇 洞乡"]
PLACES = [f"{left}{right}" for area in AREAS for left in "东西南北中" for right in area.split()]
WORKS = (
    "道路养护 桥梁检测 河道清淤 绿化管护 校舍修缮 图书购置 疫苗冷链 农机补助 水库除险 防火巡护 "
    "路灯改造 社保经办 档案整理 食堂改建 泵站更新"
).split()

# Year, project, trap, and what the ledger must say on 2025-12-01.
TRAPS = f"""
2022 001 renamed 已公开
2022 002 without-code 待确认
2022 003 code-of-pair 待确认
2022 {PAIR:03} its-code-taken 待确认
2022 005 moved 已公开
2022 006 moved-without-code 待确认
2022 007 exempt 豁免
2022 008 withheld 依法不予公开
2022 009 late 逾期公开
2022 010 missing 逾期未公开
2022 011 draft 逾期未公开
2022 012 doubled 已公开
2022 013 without-budget 已公开
2022 014 withdrawn 逾期未公开
2023 001 split-confirmed 已公开
2023 002 split 待确认
2023 003 merged-confirmed 已公开
2023 {PAIR:03} merged-confirmed 已公开
2023 005 embargo 逾期未公开
2023 006 due-later 未到期
2023 007 other-kind 逾期未公开
2023 008 missing 逾期未公开
2023 009 late 逾期公开
2023 010 exempt 豁免
2023 011 without-code-confirmed 已公开
2023 012 renamed 已公开
2023 013 renamed-without-code 待确认
2024 001 missing 逾期未公开
2024 002 missing 逾期未公开
2024 003 late 逾期公开
2024 004 late 逾期公开
2024 005 without-code 待确认
2024 006 doubled 已公开
2024 007 renamed 已公开
2024 008 moved 已公开
2024 009 withheld 依法不予公开
2024 010 withheld 依法不予公开
2024 011 exempt 豁免
2024 012 exempt 豁免
2024 013 draft 逾期未公开
"""
# By hand, from the traps: what is not owed, and what is owed and not published. Every budget is 100 万元, but one
# of 2022 that is not stated, and is owed and published.
ANSWERS: dict[int, dict[str, int]] = {
    2022: {"owed": PROJECTS - 2, "published": PROJECTS - 9, "late": 1, "overdue": 3, "doubtful": 4, "waiting": 0,
           "exempt": 1, "withheld": 1, "owed_money": (PROJECTS - 3) * 1_000_000,
           "published_money": (PROJECTS - 10) * 1_000_000, "overdue_money": 3_000_000, "unstated": 1},
    2023: {"owed": PROJECTS - 1, "published": PROJECTS - 7, "late": 1, "overdue": 3, "doubtful": 2, "waiting": 1,
           "exempt": 1, "withheld": 0, "owed_money": (PROJECTS - 1) * 1_000_000,
           "published_money": (PROJECTS - 7) * 1_000_000, "overdue_money": 3_000_000, "unstated": 0},
    2024: {"owed": PROJECTS - 4, "published": PROJECTS - 8, "late": 2, "overdue": 3, "doubtful": 1, "waiting": 0,
           "exempt": 2, "withheld": 2, "owed_money": (PROJECTS - 4) * 1_000_000,
           "published_money": (PROJECTS - 8) * 1_000_000, "overdue_money": 3_000_000, "unstated": 0},
}  # fmt: skip

Tree = dict[str, Any]


def traps() -> dict[tuple[int, int], tuple[str, str]]:
    """Return trap and answer by year and project."""
    lines = [line.split() for line in TRAPS.strip().splitlines()]
    return {(int(year), int(number)): (trap, answer) for year, number, trap, answer in lines}


@dataclass
class Project:
    """An approved project with its line on the list and its reports, as the clerk would have them."""

    year: int
    number: int
    line: dict[str, str] = field(default_factory=dict)
    reports: dict[str, Tree] = field(default_factory=dict)
    confirmed: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        area, place = self.number // 300 * 20, self.number % 20
        self.name = PLACES[area + place] + WORKS[self.number // 20 % len(WORKS)]
        self.code = f"{self.year}-{self.number:03}"
        self.line = {
            "项目编码": self.code, "项目名称": self.name, "部门": self.department, "实施单位": "", "批复预算": "100",
            "金额单位": "万元", "应自评": "是", "应公开": "是", "公开期限": "", "豁免依据": "", "备注": "",
        }  # fmt: skip
        self.reports = {self.id(): self.form()}

    @property
    def department(self) -> str:
        return f"dept-{self.number % OWING:02}"

    def id(self, suffix: str = "", department: str = "") -> str:
        return f"{self.year}/{department or self.department}/p{self.number:03}{suffix}"

    def form(self, **said: Any) -> Tree:
        public = {**LAWFUL["公开"], "公开日期": f"{self.year + 1}-08-31"}
        form = {
            **LAWFUL,
            "项目名称": self.name,
            "项目编码": self.code,
            "年度": str(self.year),
            "绩效指标": rows_of(self.year),
        }
        return form | {"公开": public} | said

    def only(self) -> Tree:
        (form,) = self.reports.values()
        return form

    def publication(self, **said: Any) -> None:
        self.only()["公开"] |= said


def rows_of(year: int) -> list[dict[str, str]]:
    """Return a year's rows: all met, and no measured value that of another year."""
    actual = {"按期完成率": f"{year - 1926}%", "每公里成本": f"1.{2030 - year}万元", "通行时间": f"{2050 - year}分钟"}
    actual["群众满意度"] = f"{year - 1929}%"
    return [one | {"实际完成值": actual.get(one["三级指标"], one["实际完成值"])} for one in rows()]


def _drop(key: str) -> Callable[[Project], None]:
    return lambda one: one.only().pop(key, None)


def _named(name: str) -> Callable[[Project], None]:
    return lambda one: one.only().update(项目名称=name.format(one.name))


def _moved(one: Project) -> None:
    other = f"dept-{(one.number + 3) % OWING:02}"
    one.reports = {one.id(department=other): one.only()}


def _halves(one: Project) -> None:
    one.reports = {
        one.id(f"-{part}"): one.form(项目名称=f"{one.name}（{part}期）", 项目编码=None) for part in ("1", "2")
    }


def _doubled(one: Project) -> None:
    one.reports[one.id("-again")] = one.form()


def _exempt(one: Project) -> None:
    one.reports = {}
    one.line |= {"应自评": "否", "应公开": "否", "豁免依据": "年初预算批复第三条：不足十万元的免予自评"}


def _without(one: Project) -> None:
    one.reports = {}


def _confirm(one: Project) -> None:
    one.confirmed = list(one.reports)


def _merged(one: Project) -> None:
    """Two projects that came out as one report, of the first of them."""
    whole = f"{one.year}/{one.department}/p003-whole"
    one.reports = {whole: one.form(项目名称="灌区续建", 项目编码=None)} if one.number == 3 else {}
    one.confirmed = [whole]


DO: dict[str, tuple[Callable[[Project], Any], ...]] = {
    "renamed": (_named("全县{}提升"),),
    "without-code": (_drop("项目编码"),),
    "code-of-pair": (lambda one: one.only().update(项目编码=f"{one.year}-{PAIR:03}"),),
    "its-code-taken": (_without,),
    "moved": (_moved,),
    "moved-without-code": (_moved, _drop("项目编码")),
    "exempt": (_exempt,),
    "withheld": (lambda one: one.publication(状态="不予公开", 不予公开依据="《政府信息公开条例》第十四条"),),
    "late": (lambda one: one.publication(公开日期=f"{one.year + 1}-10-01"),),
    "missing": (_without,),
    "draft": (lambda one: one.publication(状态="草稿"),),
    "doubled": (_doubled,),
    "without-budget": (lambda one: one.line.update(批复预算=""),),
    "withdrawn": (
        lambda one: one.publication(
            状态="已撤回", 撤回={"日期": f"{one.year + 1}-11-01", "原因": "重复", "批准人": "赵六"}
        ),
    ),
    "split-confirmed": (_halves, _confirm),
    "split": (_halves,),
    "merged-confirmed": (_merged,),
    "embargo": (lambda one: one.publication(公开日期="2026-01-31"),),
    "due-later": (_without, lambda one: one.line.update(公开期限="2026-03-31")),
    "other-kind": (lambda one: one.only().update(类型="重点评价"),),
    "without-code-confirmed": (_drop("项目编码"), _confirm),
    "renamed-without-code": (_named("{}工程"), _drop("项目编码")),
}


# Year, project, and what is done to its first row or to its form, before the site looks back.
MISS = {"实际完成值": "40公里", "得分": "16"}
SHORT: Tree = {"总分": "95"}
WHY = "偏差原因分析及改进措施"
BRIDGES = MISS | {"年度指标值": ">=10座", "实际完成值": "8座"}
REOPENED = {"日期": "2025-01-15", "字段": "总分", "原值": "98", "现值": "99", "原因": "漏加一分", "批准人": "李四"}
MEMORIES: tuple[tuple[int, int, Tree, Tree], ...] = (
    (2023, 17, {"年度指标值": ">=40公里"}, {}),
    (2022, 19, BRIDGES | {"三级指标": "桥梁加固座数", WHY: "汛期推迟开工，下年补两座"}, SHORT),
    (2024, 20, {"其他栏": {"上年完成值": "48公里"}}, {}),
    (2023, 21, MISS | {WHY: "征地滞后，少养护10公里"}, SHORT | {"资金": ("130", "117")}),
    (2023, 22, MISS | {WHY: "雨季延长影响施工，来年提前开工"}, SHORT),
    (2024, 22, MISS | {WHY: "雨季延长影响施工，来年提前开工"}, SHORT),
    (2022, 23, {}, {"更正": [REOPENED]}),
    # Lawful neighbours, of which nothing may be said.
    (2023, 24, {"年度指标值": ">=50000米", "实际完成值": "50000米"}, {}),
    (2022, 25, BRIDGES | {"三级指标": "桥梁加固", WHY: "汛期推迟开工，下年补两座"}, SHORT),
    (2023, 25, {"三级指标": "危旧桥梁加固座数", "年度指标值": ">=10座", "实际完成值": "12座"}, {}),
    (2023, 26, {"年度指标值": ">=40公里", "实际完成值": "45公里"}, {"资金": ("80", "72")}),
    (2023, 27, MISS | {WHY: "雨季延长影响施工，来年提前开工"}, SHORT),
    (2024, 27, MISS | {WHY: "征地拖到九月，已改在年初报批"}, SHORT),
)
# The satisfaction of project 018 is the same in every year.
SAME = 18
REMEMBERED = {
    (2023, 17): "X103", (2024, 18): "X201", (2023, 19): "X202", (2024, 20): "X205", (2023, 21): "X203",
    (2024, 22): "X204", (2023, 23): "X206",
}  # fmt: skip
# Lists as clerks hand them in after publication: report, second total, reason; and what follows by hand from 99.
RESCORED = (("028", "95", "少养护10公里"), ("029", "99", ""), ("030", "100", "漏加一分"))
SECOND = {"second": 3, "same": 1, "lower": 1, "higher": 1, "apart": -3}
# Year, project, term, day and state of progress, new term; and what is overdue on 2025-12-01.
PROMISES = (
    (2022, "028", "2024-12-31", "", "", ""),
    (2022, "029", "2024-12-31", "2024-11-20", "已整改", ""),
    (2023, "028", "2025-11-30", "2025-10-08", "整改中", ""),
    (2023, "030", "2025-12-01", "", "", ""),
    (2023, "031", "2025-06-30", "2025-05-08", "整改中", "2026-03-31"),
)
OVERDUE = {
    "2022": {"all": 2, "open": 1, "closed": 1, "overdue": 1},
    "2023": {"all": 3, "open": 3, "closed": 0, "overdue": 1},
}


def _remember(every: list[Project]) -> None:
    by_name = {(one.year, one.number): one for one in every}
    for year, number, cells, said in MEMORIES:
        form = by_name[year, number].only()
        form["绩效指标"] = [{**form["绩效指标"][0], **cells}, *form["绩效指标"][1:]]
        form |= {key: value for key, value in said.items() if key != "资金"}
        if "资金" in said:
            budget, spent = said["资金"]
            amounts = {"年初预算数": budget, "全年预算数": budget, "全年执行数": spent}
            form["资金"] = [{**source, **amounts} for source in form["资金"]]
    for year in YEARS:
        form = by_name[year, SAME].only()
        form["绩效指标"] = [*form["绩效指标"][:-1], {**form["绩效指标"][-1], "实际完成值": "93%"}]


def projects() -> list[Project]:
    """Return all approved projects, the traps laid."""
    laid = traps()
    every = [Project(year, number) for year in YEARS for number in range(PROJECTS)]
    for one in every:
        for step in DO[laid[one.year, one.number][0]] if (one.year, one.number) in laid else ():
            step(one)
    _remember(every)
    return every


def report_of(year: int, number: str) -> str:
    return f"{year}/dept-{int(number) % OWING:02}/p{number}"


def write_lists(folder: Path) -> tuple[Path, Path]:
    """Write the list of second scores and that of promises, as clerks hand them in."""
    scores, promises = folder / "复核.csv", folder / "整改.csv"
    lines = ["报告,复核总分,复核理由,复核机构,复核日期,复核方式"]
    lines += [f"{report_of(2024, n)},{total},{why},某县财政局,2025-09-10,抽查复核" for n, total, why in RESCORED]
    scores.write_text("\n".join(lines) + "\n", "utf-8")
    lines = ["报告,涉及,问题,措施,责任单位,期限,提出日期,进展日期,状态,说明,新期限"]
    lines += [
        f"{report_of(year, n)},绩效指标/养护里程,养护不够,增加养护班组,某县公路站,{term},{year + 1}-10-08,{day},{state},"
        f"{'已验收' if day else ''},{later}"
        for year, n, term, day, state, later in PROMISES
    ]
    promises.write_text("\n".join(lines) + "\n", "gb18030")
    return scores, promises


def write_bare(root: Path, departments: int, reports: Mapping[str, Tree] = MappingProxyType({})) -> Path:
    """Write a content folder with so many departments, and reports by their ids."""
    (root / "rules").mkdir(parents=True)
    (root / "rules/mof-2020-10.yml").write_bytes((CONTENT / "rules/mof-2020-10.yml").read_bytes())
    site = {"网站名称": "某县绩效公开", "网站简介": "某县项目支出绩效自评", "发布机构": "某县财政局"}
    _write(root / "site.yml", site)
    region = {"地区": "某县", "地区标识": "some-county"}
    names = {f"dept-{number:02}": {"名称": f"某县第{number:02}局", **region} for number in range(departments)}
    _write(root / "departments.yml", names)
    for name, form in reports.items():
        _write(root / f"projects/{name}.yml", {key: value for key, value in form.items() if value is not None})
    return root


def write_county(root: Path) -> Path:
    """Write the county's content folder and return it."""
    write_bare(root, DEPARTMENTS)
    every = projects()
    for year in YEARS:
        _write_list(root / "approved", year, [one for one in every if one.year == year])
    for one in every:
        for name, form in one.reports.items():
            _write(root / f"projects/{name}.yml", {key: value for key, value in form.items() if value is not None})
    return root


def _write(path: Path, tree: Tree) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(yaml.dump(tree, Dumper=_Plain, allow_unicode=True, sort_keys=False), "utf-8")


class _Plain(yaml.SafeDumper):
    """Writes no aliases: the strict loader refuses them."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def _write_list(folder: Path, year: int, those: list[Project]) -> None:
    folder.mkdir(exist_ok=True)
    lines = [",".join(those[0].line), *(",".join(one.line.values()) for one in those)]
    (folder / f"{year}.csv").write_text("\n".join(lines) + "\n", "utf-8")
    zero = [{"部门": f"某县第{OWING:02}局", "日期": f"{year + 1}-09-01", "依据": "没有项目支出"}]
    about = {"来源": f"县人大批准的{year}年部门预算", "公开期限": f"{year + 1}-09-30", "零报告": zero}
    _write(folder / f"{year}.yml", about)
    matches = [f"{one.code},{one.name},{name},张某,{year + 1}-09-20" for one in those for name in one.confirmed]
    (folder / f"{year}.matches.csv").write_text("\n".join(["编码,名称,报告,确认人,日期", *matches]) + "\n", "utf-8")
