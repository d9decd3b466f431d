"""No text of a data file runs, loads or restyles anything in a real browser, and each is read as it was written.

A sample in the suite; in the long run every payload, plain and encoded once and twice, in every field of a report.
"""

import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import Browser, Page

from generator.model.report import Form
from generator.model.rulebook import Rulebook
from generator.model.site import Department, Site
from generator.publish.again import Published
from generator.publish.builder import Workplace
from generator.site import publish
from tests.bureau import Bureau
from tests.conftest import TODAY
from tests.effort import some, tries
from tests.make import CONTENT, LAWFUL, ROOT, load, rows
from tests.payloads import PAYLOADS, PLAIN, Marked
from tests.serving import POLICY, serve
from tests.test_silent_changes import RICH

CHOSEN = PAYLOADS[:: len(PAYLOADS) // tries(3, len(PAYLOADS))]
DEPARTMENT = "sx-npc"


def written(path: Path, tree: Mapping[str, Any]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(yaml.dump(tree, allow_unicode=True, sort_keys=False, width=10**6), "utf-8")


def stated() -> dict[str, Any]:
    """A report that fills in every part of the form, and the longer text behind it."""
    words = {"项目概况": "概况", "改进措施及建议": "建议", "立项依据": "依据"}
    report = {**RICH, "报告": words, "来源": "来源", "核对说明": None, "同一项目": None, "附表": RICH["附表"] * 2}
    indicators = [
        {**one, "偏差原因分析及改进措施": "原因", "备注": "备注", "指标解释": "解释"} for one in RICH["绩效指标"]
    ]
    assert len(indicators) == len(rows())
    funding = [{key: cell for key, cell in one.items() if key != "属于"} | {"备注": "备注"} for one in RICH["资金"]]
    return {
        key: value
        for key, value in {**LAWFUL, **report, "绩效指标": indicators, "资金": funding}.items()
        if value is not None
    }


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Marked, dict[str, str]]:
    """A site with a report for each payload, and one of them all in what stands beside the reports."""
    folder, marked = tmp_path_factory.mktemp("payloads"), Marked()
    content = folder / "content"
    shutil.copytree(CONTENT, content)
    addresses = {}
    for number, payload in enumerate(CHOSEN):
        name = f"2022/{DEPARTMENT}/p-{number}"
        written(content / "projects" / f"{name}.yml", marked.put(Form, stated(), payload))
        addresses[f"{name}/"] = payload
    register = load(content / "departments.yml")
    own = marked.put(Department, {**register[DEPARTMENT], "说明": "说明", "曾用名": ["旧名"]}, *CHOSEN)
    written(content / "departments.yml", {**register, DEPARTMENT: own})
    site = marked.put(Site, {**load(content / "site.yml"), "声明": "声明", "数据许可": "许可"}, *CHOSEN)
    written(content / "site.yml", site)
    book = content / "rules" / "mof-2020-10.yml"
    written(book, marked.put(Rulebook, load(book), *CHOSEN))
    encoded = "\n\n".join(payload for payload in CHOSEN if "&lt;" in payload or "&amp;" in payload)
    (content / "pages" / "payloads.md").write_text(f"# 手写页面\n\n{encoded}\n", "utf-8")
    place = Workplace(ROOT, folder / "build" / "docs", folder / "build" / "mkdocs.yml")
    outcome = publish(content, folder / "site", place, TODAY)
    assert isinstance(outcome, Published)
    return (folder / "site").resolve(), marked, addresses


class Watcher:
    """What a browser tells of a page: errors, dialogs, requests to elsewhere, what ran."""

    def __init__(self, page: Page, address: str) -> None:
        self.page, self.address = page, address
        self.told: list[str] = []
        page.on("console", lambda one: self.told.append(f"console {one.text}") if one.type == "error" else None)
        page.on("pageerror", lambda one: self.told.append(f"error {one}"))
        page.on("dialog", lambda one: self.told.append(f"dialog {one.message}"))
        page.on("request", lambda one: None if self._is_own(one.url) else self.told.append(f"request {one.url}"))

    def _is_own(self, url: str) -> bool:
        return url.startswith((self.address, "data:"))

    def open(self, place: str) -> str:
        """Open a page; returns all that it says."""
        self.page.goto(self.address + place)
        if self.page.evaluate("document.documentElement.dataset.ran ?? ''"):
            self.told.append(f"ran on {place}")
        said: str = self.page.evaluate(
            "[document.title, ...[...document.body.querySelectorAll('*:not(script)')].filter(e => e.childElementCount === 0 || "
            "[...e.childNodes].some(n => n.nodeType === 3 && n.data.trim())).map(e => e.textContent)].join('\\n')"
        )
        return said


@pytest.mark.site
@pytest.mark.browser
@pytest.mark.long
def test_no_payload_runs_and_each_is_read_as_it_was_written(
    made: tuple[Path, Marked, dict[str, str]], browser: Browser, record_property: Any
) -> None:
    site, marked, addresses = made
    page = browser.new_page()
    others: list[str] = []
    seen: set[int] = set()
    with serve(site, POLICY) as address:
        watcher = Watcher(page, address)
        codes = sorted(path for path in site.glob("checks/*/*.html") if len(path.parent.name) == 4)
        for path in sorted({*site.rglob("*.html")} - {*codes} | {*some(codes, 50)}):
            place = path.relative_to(site).as_posix().removesuffix("index.html")
            said = watcher.open(place)
            others += [f"{place}: {one}" for one in marked.other_than_written(said)]
            seen |= marked.shown_in(said)
            if place in addresses:
                assert len(marked.shown_in(said)) > 60, place
    page.close()
    record_property("combinations", marked.combinations)
    record_property("shown", len(seen))

    assert watcher.told == []
    assert others == []
    assert marked.combinations >= tries(250, 4000)


@pytest.mark.site
@pytest.mark.browser
def test_a_hand_written_page_may_hold_html_that_runs_and_loads_nothing(bureau: Bureau, browser: Browser) -> None:
    payloads = [one for one in PLAIN if "<meta" not in one]
    for number, payload in enumerate(payloads):
        (bureau.folder / f"content/pages/page-{number}.md").write_text(f"# 关于\n\n{payload}\n", "utf-8")
    answered: list[str] = []
    page = browser.new_page()
    with serve(bureau.build("2026-01-05"), POLICY) as address:
        watcher = Watcher(page, address)
        page.on("requestfinished", lambda one: answered.append(one.url))
        for number in range(len(payloads)):
            watcher.open(f"page-{number}/")
            assert page.url == f"{address}page-{number}/"
    page.close()

    # The policy says on the console what it keeps from running: of that alone it may speak.
    assert not [one for one in watcher.told if one.startswith(("dialog", "ran", "error"))]
    assert not [one for one in watcher.told if one.startswith("console") and "Content Security Policy" not in one]
    assert not [one for one in answered if not one.startswith((address, "data:"))]
