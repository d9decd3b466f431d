"""The policy of every page: nothing written into it runs or is styled, nothing is fetched from elsewhere."""

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Error, Page

from tests.bureau import Bureau
from tests.effort import some
from tests.serving import serve

# CSP level 3: what a page may load. 'unsafe-inline' and 'unsafe-eval' are not among it.
POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
}
REPORT = "2021/xinzhou-gov/it-construction/"
LONGEST = "2020/sh-first-intermediate-court/case-handling/"


@dataclass
class Start(HTMLParser):
    """The elements of a page in their order, and what styles or runs inline."""

    elements: list[tuple[str, dict[str, str | None]]] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))


@pytest.mark.site
def test_every_page_states_the_policy_before_it_loads_anything(built_site: Path) -> None:
    pages = sorted(built_site.resolve().rglob("*.html"))
    assert len(pages) > 100
    for path in pages:
        page = Start()
        page.feed(path.read_text(encoding="utf-8"))
        stated = [place for place, (_, values) in enumerate(page.elements) if "http-equiv" in values]
        loading = [place for place, (tag, _) in enumerate(page.elements) if tag in ("link", "script", "img", "style")]
        content = page.elements[stated[0]][1]["content"] or ""

        assert len(stated) == 1, path
        assert stated[0] < loading[0], path
        assert dict(one.strip().split(" ", 1) for one in content.split(";")) == POLICY, path


@pytest.mark.site
def test_no_page_holds_an_inline_style_or_handler(built_site: Path) -> None:
    for path in sorted(built_site.resolve().rglob("*.html")):
        page = Start()
        page.feed(path.read_text(encoding="utf-8"))
        inline = [(tag, name) for tag, values in page.elements for name in values if name.startswith(("on", "style"))]

        assert inline == [], path
        assert "style" not in [tag for tag, _ in page.elements], path


@pytest.fixture
def watched(browser: Browser) -> Iterator[tuple[Page, list[str]]]:
    """A browser window, and every error it tells or policy it sees broken."""
    problems: list[str] = []
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.on("console", lambda message: problems.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.on("dialog", lambda dialog: problems.append(dialog.message))
    yield page, problems
    page.close()


@pytest.mark.site
@pytest.mark.browser
def test_what_readers_do_breaks_no_policy(watched: tuple[Page, list[str]], site_url: str) -> None:
    page, problems = watched
    page.goto(site_url + "search/?q=满意度")
    page.locator(".jx-hits li").first.wait_for()
    page.goto(f"{site_url}compare/?r={REPORT.strip('/')}&r={LONGEST.strip('/')}")
    page.locator(".jx-pick__table table").wait_for()
    page.goto(site_url + "departments/")
    page.locator("table[data-sortable] th button").first.click()
    page.get_by_role("button", name="深色模式").click()
    page.get_by_role("button", name="大字").click()
    page.get_by_role("button", name="高对比").click()
    page.goto(site_url + REPORT)
    page.emulate_media(media="print")
    assert len(page.pdf(format="A4")) > 10_000

    assert problems == []


@pytest.mark.site
@pytest.mark.browser
@pytest.mark.long
def test_pages_open_without_an_error(watched: tuple[Page, list[str]], site_url: str, built_site: Path) -> None:
    page, problems = watched
    site = built_site.resolve()
    for path in some(sorted(site.rglob("*.html")), 7):
        page.goto(site_url + path.relative_to(site).as_posix().removesuffix("index.html"))

    assert problems == []


@pytest.mark.site
@pytest.mark.browser
def test_what_is_put_into_a_page_does_not_run(watched: tuple[Page, list[str]], site_url: str) -> None:
    page, problems = watched
    page.goto(site_url + REPORT)
    page.evaluate(
        """() => {
          const script = document.createElement("script");
          script.textContent = "document.body.dataset.ran = 'script'";
          document.body.append(script);
          document.body.insertAdjacentHTML("beforeend",
            `<p style="position:fixed" id="styled">x</p><button id="handled" onclick="document.body.dataset.ran='click'">x</button>`);
          document.getElementById("handled").click();
        }"""
    )
    with pytest.raises(Error, match="Failed to fetch"):
        page.evaluate("fetch('http://127.0.0.1:9/')")

    assert page.evaluate("document.body.dataset.ran") is None
    assert page.evaluate("getComputedStyle(document.getElementById('styled')).position") == "static"
    assert len(problems) >= 4
    assert all("Content Security Policy" in problem for problem in problems)


@pytest.mark.site
@pytest.mark.browser
def test_a_hand_written_page_may_align_its_columns_and_run_nothing(
    bureau: Bureau, watched: tuple[Page, list[str]]
) -> None:
    page, problems = watched
    about = bureau.folder / "content/pages/about.md"
    table = "# 关于本站\n\n| 栏 | 数 |\n|---|--:|\n| 甲 | 1 |\n"
    about.write_text(table, encoding="utf-8")
    with serve(bureau.build("2026-01-05")) as address:
        page.goto(address + "about/")
        assert page.evaluate("getComputedStyle(document.querySelector('td:last-child')).textAlign").endswith("right")
        assert problems == []
    about.write_text(table + "\n<script>document.body.dataset.ran = 1</script>\n", encoding="utf-8")
    with serve(bureau.build("2026-01-05")) as address:
        page.goto(address + "about/")
        assert page.evaluate("document.body.dataset.ran") is None


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


@pytest.mark.site
@pytest.mark.browser
def test_the_preview_server_shows_a_change_by_itself(bureau: Bureau, watched: tuple[Page, list[str]]) -> None:
    page, problems = watched
    about, port = bureau.folder / "content/pages/about.md", free_port()
    command = [sys.executable, "-m", "generator", "serve", "--date", "2026-01-05", "--port", str(port)]
    server = subprocess.Popen(command, cwd=bureau.folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    try:
        assert server.stdout
        while "预览地址" not in server.stdout.readline():
            assert server.poll() is None
        open_when_ready(page, f"http://127.0.0.1:{port}/about/")
        about.write_text("# 换了标题\n", encoding="utf-8")
        page.locator("h1", has_text="换了标题").wait_for(timeout=60_000)
    finally:
        server.terminate()
        server.communicate()

    assert problems == []


def open_when_ready(page: Page, address: str) -> None:
    for _ in range(50):
        try:
            page.goto(address)
        except Error:
            time.sleep(0.2)
        else:
            return
    pytest.fail(f"{address} does not answer")
