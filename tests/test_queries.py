"""Forty questions as people ask them, put to a real browser; the expected reports are written by hand.

The made site: the six real reports, and ten of four bureaus with former names, budgets and scores in the table below.
"""

import shutil
from collections.abc import Iterator
from decimal import Decimal
from typing import Any
from urllib.parse import quote

import pytest
import yaml
from click.testing import CliRunner
from playwright.sync_api import Browser, Page, expect

from generator.cli import main
from tests.make import CONTENT, LAWFUL, row, rows
from tests.serving import serve

pytestmark = [pytest.mark.browser, pytest.mark.site]

BUREAUS = {
    "jy": ("某市教育局", ["某市教育委员会"]),
    "sw": ("某市水务局", ["某市水利局", "某市防汛办公室"]),
    "wj": ("某市卫生健康委员会", ["某市卫生局"]),
    "jt": ("某市交通运输局", ["某市公路管理局"]),
}
# Name, budget and its unit, percent spent, declared total (the rule gives 90 and a tenth of the percentage), first row.
MADE: dict[str, tuple[str, str, str, int, str, dict[str, str]]] = {
    "2022/jy/net": ("校园网络改造", "800", "万元", 95, "99.5", {"三级指标": "故障恢复时间", "年度指标值": "≤24小时", "实际完成值": "20小时"}),
    "2023/jy/net": ("校园网络改造", "820", "万元", 100, "100", {"三级指标": "故障恢复时间", "年度指标值": "<=12小时", "实际完成值": "10小时"}),
    "2023/jy/desk": ("学校终端更新", "1200000", "元", 50, "100", {"三级指标": "更新终端数量", "年度指标值": "≥300台", "实际完成值": "300台"}),
    "2022/sw/dike": ("堤防加固工程", "1.2", "亿元", 80, "98", {"三级指标": "加固堤防长度"}),
    "2023/sw/dike": ("堤防加固工程", "1.1", "亿元", 90, "99", {"三级指标": "加固堤防长度"}),
    "2023/sw/pump": ("泵站信息化改造", "85", "万元", 70, "90", {"三级指标": "改造泵站数量", "年度指标值": "5座", "实际完成值": "5座"}),
    "2022/wj/cold": ("疫苗冷链设备更新", "430.5", "万元", 100, "100", {"三级指标": "冷链设备完好率", "年度指标值": ">=95%", "实际完成值": "97%"}),
    "2023/wj/file": ("居民电子健康档案信息化", "860", "万元", 60, "97", {"三级指标": "建档人数", "年度指标值": "≥10万人", "实际完成值": "10万人"}),
    "2022/jt/road": ("农村公路养护", "1900", "万元", 98, "99.8", {"三级指标": "养护里程"}),
    "2023/jt/road": ("农村公路养护", "2000", "万元", 100, "100", {"三级指标": "养护里程", "偏差原因分析及改进措施": "雨季推迟\n已补齐"}),
}  # fmt: skip
SYNONYMS = {"IT": ["信息化"], "电脑": ["终端", "计算机"], "大堤": ["堤防"]}
HIGH, COURT = "2020/sx-high-court/it-construction", "2020/sh-first-intermediate-court/it-maintenance"
NPC = "2021/sx-npc/it-construction"
NETS, DIKES, ROADS = {"2022/jy/net", "2023/jy/net"}, {"2022/sw/dike", "2023/sw/dike"}, {"2022/jt/road", "2023/jt/road"}
JY, WJ = NETS | {"2023/jy/desk"}, {"2022/wj/cold", "2023/wj/file"}
SW = DIKES | {"2023/sw/pump"}

# Words apart; former names; synonyms; amounts; signs; folding; what stands nowhere.
WORDS: list[tuple[str, set[str]]] = [
    ("法院 信息化", {COURT, HIGH, NPC}),
    ("信息化 法院", {COURT, HIGH, NPC}),
    ("法院　信息化", {COURT, HIGH, NPC}),
    ("教育局 网络", NETS),
    ("网络 教育局 2023", {"2023/jy/net"}),
    ("教育局 公路", set()),
    ("2022年度 水务局", {"2022/sw/dike"}),
    ("堤防", DIKES),
    ("堤 防", DIKES),
    ("养护里程 交通运输局", ROADS),
    ("雨季 已补齐", {"2023/jt/road"}),
    ("教育委员会", JY),
    ("水利局", SW),
    ("防汛办公室 泵站", {"2023/sw/pump"}),
    ("卫生局 疫苗", {"2022/wj/cold"}),
    ("公路管理局", ROADS),
    ("水务局 IT", {"2023/sw/pump"}),
    ("it 健康", {"2023/wj/file"}),
    ("\uff29\uff34 健康档案", {"2023/wj/file"}),
    ("电脑 学校", {"2023/jy/desk"}),
    ("大堤 加固", DIKES),
    ("800万 网络", NETS | {COURT}),
    ("800万元 校园", NETS),
    ("1.2亿", DIKES),
    ("1.15亿元 水利局", DIKES),
    ("120万", {"2023/jy/desk"}),
    ("900万 健康", {"2023/wj/file"}),
    ("2000万 公路", ROADS),
    ("430.5万", {"2022/wj/cold"}),
    ("85万 信息化 水务局", {"2023/sw/pump"}),
    ("5000亿", set()),
    ("<=24小时 校园", {"2022/jy/net"}),
    ("≤12小时", {"2023/jy/net"}),
    (">=300台", {"2023/jy/desk"}),
    ("≥95% 冷链", {"2022/wj/cold"}),
]  # fmt: skip
# Address, what comes first, how many in all.
CHOSEN: list[tuple[str, list[str], int]] = [
    ("q=某市&sort=-rate", ["2023/jy/desk", "2023/wj/file", "2023/sw/pump"], 10),
    ("q=某市&sort=adjusted", ["2022/sw/dike", "2023/sw/dike", "2023/jt/road"], 10),
    ("q=某市&sort=-adjusted", ["2023/sw/pump", "2023/jy/desk", "2022/wj/cold"], 10),
    ("q=某市&sort=gap", ["2023/jy/desk", "2023/wj/file"], 10),
    ("q=某市&position=高于规则&sort=-gap", ["2023/wj/file", "2023/jy/desk"], 2),
    ("q=某市&position=低于规则", ["2023/sw/pump"], 1),
    ("q=某市&reply=all", ["2023/wj/file"], 1),
    ("q=某市&reply=open&year=2023&sort=gap", ["2023/jy/desk"], 2),
]
# A department's own page is the first answer to its name, present or former.
OFFICES = {"某市水务局": "sw", "水利局": "sw", "卫生局": "wj"}


def form(stated: tuple[str, str, str, int, str, dict[str, str]], bureau: str) -> dict[str, Any]:
    name, money, unit, percent, total, first = stated
    spent, score = f"{Decimal(money) * percent / 100:f}", f"{Decimal(percent) / 10:f}"
    sums = {"年初预算数": money, "全年预算数": money, "全年执行数": spent}
    main_row = {"来源": "年度资金总额", **sums, "分值": "10", "执行率": f"{percent}%", "得分": score}
    indicators = [row(分值="20", 得分="20") | first, *rows()[1:]]
    return LAWFUL | {
        "项目名称": name,
        "主管部门": bureau,
        "实施单位": bureau,
        "金额单位": unit,
        "资金": [main_row, {"来源": "当年财政拨款", **sums}],
        "年度总体目标": {"预期目标": "照计划完成。", "实际完成情况": "已经完成。"},
        "绩效指标": indicators,
        "总分": total,
    }


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("queries")
    content, site = folder / "content", folder / "site"
    shutil.copytree(CONTENT, content)
    register = {
        key: {"名称": name, "曾用名": former, "地区": "某市", "地区标识": "mou"}
        for key, (name, former) in BUREAUS.items()
    }
    with (content / "departments.yml").open("a", encoding="utf-8") as file:
        file.write(yaml.dump(register, allow_unicode=True))
    settings = yaml.safe_load((content / "site.yml").read_text("utf-8")) | {"近义词": SYNONYMS}
    (content / "site.yml").write_text(yaml.dump(settings, allow_unicode=True), "utf-8")
    for identity, stated in MADE.items():
        year, bureau, _ = identity.split("/")
        path = content / f"projects/{identity}.yml"
        path.parent.mkdir(parents=True, exist_ok=True)
        tree = form(stated, BUREAUS[bureau][0]) | {"年度": year}
        if identity == "2023/wj/file":
            tree["答复"] = [{"编号": code, "日期": "2024-10-08", "说明": "已核实"} for code in ANSWERED]
        path.write_text(yaml.dump(tree, allow_unicode=True, sort_keys=False), "utf-8")
    command = ["build", "--first", "--content", str(content), "--site-dir", str(site), "--date", "2026-11-25"]
    outcome = CliRunner().invoke(main, command)
    assert outcome.exit_code == 0, outcome.output
    with serve(site) as root:
        yield root


# What is found in 2023/wj/file, all of it answered: the total and the sum of its rows.
ANSWERED = ("F102",)


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    yield context.new_page()
    context.close()


def hits(page: Page, address: str, query: str) -> list[str]:
    page.goto(f"{address}search/?{quote(query, safe='=&')}")
    expect(page.locator(".jx-find__status")).to_contain_text("找到")
    links = page.locator(".jx-hits h2 a").evaluate_all("(links) => links.map((link) => link.href)")
    return [link.removeprefix(address).strip("/") for link in links]


def test_there_are_forty() -> None:
    assert len(WORDS) + len(CHOSEN) >= 40


@pytest.mark.parametrize(("query", "wanted"), WORDS)
def test_a_question_finds_the_reports_that_a_person_expects(
    page: Page, address: str, query: str, wanted: set[str]
) -> None:
    assert set(hits(page, address, f"q={query}")) == wanted


@pytest.mark.parametrize(("query", "first", "count"), CHOSEN)
def test_what_is_chosen_and_how_it_is_sorted(
    page: Page, address: str, query: str, first: list[str], count: int
) -> None:
    found = hits(page, address, query)

    assert found[: len(first)] == first
    assert len(found) == count


@pytest.mark.parametrize(("name", "bureau"), OFFICES.items())
def test_a_department_is_the_first_answer_to_its_name(page: Page, address: str, name: str, bureau: str) -> None:
    hits(page, address, f"q={name}")

    assert page.locator(".jx-find__results a").first.get_attribute("href") == f"../departments/{bureau}/"
