"""Corrected, partly withheld, earlier, withdrawn and previewed pages, and the page of changes, in a real browser."""

import shutil
from collections.abc import Iterator
from datetime import date

import pytest
from playwright.sync_api import Browser, Page

from generator.publish.again import Published
from generator.publish.builder import Workplace
from generator.review.comparing import compare
from generator.review.repository import Folder
from generator.review.telling.page import as_html
from generator.site import publish
from generator.starting.new_site import new_site
from tests.accessible import in_turn, scrolls_sideways, shut_out
from tests.make import ROOT
from tests.serving import serve

pytestmark = pytest.mark.browser
DAY = date(2026, 2, 1)
FOLDER = "content/projects/2024/shili-ju"
PARTLY = """状态: 部分公开
  不予公开栏目:
    - {栏目: 实施单位, 依据: 《政府信息公开条例》第十五条}
    - {栏目: 绩效指标/受益人口/实际完成值, 依据: 《政府信息公开条例》第十四条}
"""
CORRECTIONS = """更正:
  - {日期: 2025-10-10, 字段: 总分, 原值: "99.35", 现值: "98.55", 原因: 误按满分计算, 批准人: 李科长}
  - {日期: 2025-12-01, 类型: 补充, 字段: 评价等级, 原值: 未填报, 现值: 优, 原因: 原表漏填, 批准人: 李科长}
"""
WITHDRAWN = "状态: 已撤回\n  撤回: {日期: 2026-01-05, 原因: 与另一份重复, 批准人: 李科长}\n"
KINDS = {
    "corrected and partly withheld": "site/2024/shili-ju/road-care/",
    "earlier version": "site/2024/shili-ju/road-care/v/1/",
    "withdrawn": "site/2024/shili-ju/gone/",
    "corrections": "site/corrections/",
    "preview": "preview/",
    "draft in a preview": "preview/2024/shili-ju/draft/",
    "changes": "changes.html",
}


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    root = tmp_path_factory.mktemp("standing")
    new_site(root / "new", ROOT, "0", 2024)
    shutil.copytree(root / "new", root / "old")
    report = root / "new" / FOLDER / "road-care.yml"
    text = report.read_text("utf-8")
    report.write_text(text.replace("状态: 公开\n", PARTLY) + CORRECTIONS, "utf-8")
    for name, state in (("gone", WITHDRAWN), ("draft", "状态: 草稿\n")):
        other = text.replace("状态: 公开\n", state).replace("农村公路养护（示例）", "桥梁加固")
        (root / "new" / FOLDER / f"{name}.yml").write_text(other, "utf-8")
    place = Workplace(ROOT, root / "build" / "docs", root / "build" / "mkdocs.yml")
    published = publish(root / "new/content", root / "www/site", place, DAY)
    previewed = publish(root / "new/content", root / "www/preview", place, None, changed=("2024/shili-ju/draft",))
    assert isinstance(published, Published)
    assert isinstance(previewed, Published)
    changes = compare(Folder(root / "old/content"), Folder(root / "new/content"), DAY)
    (root / "www/changes.html").write_text(as_html(changes), "utf-8")
    with serve(root / "www") as address:
        yield address


@pytest.mark.parametrize(("screen", "address"), in_turn(KINDS), indirect=["screen"])
def test_nobody_is_shut_out_and_nothing_scrolls_sideways(screen: Page, sites: str, address: str) -> None:
    screen.goto(sites + address)

    assert shut_out(screen) == []
    assert not scrolls_sideways(screen)


def test_a_banner_leads_to_what_it_speaks_of(browser: Browser, sites: str) -> None:
    page = browser.new_page()
    page.goto(sites + KINDS["corrected and partly withheld"])
    page.click("text=看更正了什么")
    assert page.url.endswith("#corrections")
    page.click("text=第 1 版")
    assert "不是现行版本" in page.inner_text(".jx-banner")
    page.click("text=现行版本 >> visible=true")
    assert page.url == sites + KINDS["corrected and partly withheld"]
    page.close()
