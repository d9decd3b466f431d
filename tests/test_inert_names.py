"""Names are text wherever they stand: one that is written as a script is read on the page and runs nowhere."""

import html
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

import jinja2
import pytest
import yaml
from jinja2 import nodes
from mkdocs.utils import templates
from playwright.sync_api import Browser

from generator.publish.again import Published
from generator.publish.builder import Workplace
from generator.site import publish
from tests.conftest import TODAY
from tests.effort import only_long, some
from tests.make import CONTENT, ROOT, load
from tests.serving import serve

THEME = ROOT / "theme_overrides"
SCRIPT = "document.documentElement.dataset.ran=1"
PLAIN = f"甲</title></h1><script>{SCRIPT}</script><img src=x onerror={SCRIPT}>\"'乙"
ENCODED = html.escape(PLAIN)
PAYLOADS = [
    pytest.param(f"{PLAIN}丙{ENCODED}", id="plain and encoded"),
    *only_long(PLAIN, ENCODED, html.escape(ENCODED)),
]
REPORT = "2021/sx-npc/it-construction"


def titled(what: str, payload: str) -> str:
    return f"{what}{payload}"


def headed(what: str, payload: str) -> str:
    """Return the main heading of the page of a department, a rulebook or a report."""
    whose = f" {titled('部门', payload)}，2021年度" if what == "项目" else ""
    return f"{titled(what, payload)}{whose}"


def written(path: Path, changes: Mapping[str, object]) -> None:
    tree = load(path)
    path.write_text(yaml.dump({**tree, **changes}, allow_unicode=True, sort_keys=False), encoding="utf-8")


@pytest.fixture(scope="module", params=PAYLOADS)
def named(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Path]:
    """A payload, and a site whose project, department, rulebook and own name are made of it."""
    payload, folder = request.param, tmp_path_factory.mktemp("named")
    content = folder / "content"
    shutil.copytree(CONTENT, content)
    register = load(content / "departments.yml")
    written(content / "departments.yml", {"sx-npc": {**register["sx-npc"], "名称": titled("部门", payload)}})
    written(content / "rules" / "sx-2020.yml", {"名称": titled("规则", payload)})
    written(content / "site.yml", {"网站名称": titled("网站", payload)})
    written(content / "projects" / f"{REPORT}.yml", {"项目名称": titled("项目", payload)})
    place = Workplace(ROOT, folder / "build" / "docs", folder / "build" / "mkdocs.yml")
    outcome = publish(content, folder / "site", place, TODAY)
    assert isinstance(outcome, Published)
    return payload, (folder / "site").resolve()


@dataclass
class Page(HTMLParser):
    """The text of some elements of a page, and whatever in it could run."""

    texts: dict[str, list[str]] = field(default_factory=dict)
    running: list[str] = field(default_factory=list)
    inside: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        self.running += [f"{tag} {name}" for name in values if name.startswith("on")]
        inert_script = (values.get("src") or "").lstrip("./").startswith("assets/")
        if tag in ("script", "img") and not inert_script and values.get("type") != "application/ld+json":
            self.running.append(f"{tag} {values}")
        if tag in ("title", "h1"):
            self.inside.append(tag)
            self.texts.setdefault(tag, []).append("")

    def handle_endtag(self, tag: str) -> None:
        if self.inside and self.inside[-1] == tag:
            self.inside.pop()

    def handle_data(self, data: str) -> None:
        if self.inside:
            self.texts[self.inside[-1]][-1] += data


def read(path: Path) -> Page:
    page = Page()
    page.feed(path.read_text(encoding="utf-8"))
    return page


@pytest.mark.site
def test_no_page_holds_a_script_or_a_handler_that_a_name_brought(named: tuple[str, Path]) -> None:
    _, site = named
    pages = {path.relative_to(site).as_posix(): read(path) for path in sorted(site.rglob("*.html"))}

    assert len(pages) > 100
    assert {name: page.running for name, page in pages.items() if page.running} == {}


@pytest.mark.site
def test_titles_and_headings_read_as_the_names_were_written(named: tuple[str, Path]) -> None:
    payload, site = named
    name = titled("网站", payload)
    for address, what in (("departments/sx-npc", "部门"), ("rules/sx-2020", "规则"), (REPORT, "项目")):
        page = read(site / address / "index.html")

        assert page.texts["h1"][0].removesuffix("#") == headed(what, payload)
        assert page.texts["title"][0].startswith(titled(what, payload))
        assert page.texts["title"][0].endswith(f" - {name}")
    assert read(site / "index.html").texts["title"][0] == name
    assert read(site / "404.html").texts["title"][0] == f"没有找到这个页面 - {name}"


@pytest.mark.site
@pytest.mark.browser
@pytest.mark.long
def test_nothing_runs_in_a_browser_and_the_names_are_read_there(named: tuple[str, Path], browser: Browser) -> None:
    payload, site = named
    ran: list[str] = []
    page = browser.new_page()
    page.on("dialog", lambda dialog: ran.append(dialog.message))
    with serve(site) as address:
        for path in some(sorted(site.rglob("*.html")), 12):
            page.goto(address + path.relative_to(site).as_posix().removesuffix("index.html"))
            if page.evaluate("document.documentElement.dataset.ran ?? ''") or page.locator("img").count():
                ran.append(page.url)
            assert page.locator(".jx-brand span").text_content() == titled("网站", payload)
        for place, what in (("departments/sx-npc/", "部门"), ("rules/sx-2020/", "规则"), (f"{REPORT}/", "项目")):
            page.goto(address + place)
            assert (page.locator("h1").text_content() or "").removesuffix("#") == headed(what, payload)
            assert page.title().startswith(titled(what, payload))
            assert titled(what, payload) in (page.locator(".jx-path [aria-current]").text_content() or "")
    page.close()

    assert ran == []


def expressions(node: nodes.Node, *, escaped: bool) -> Iterator[tuple[nodes.Expr, bool]]:
    """Yield each expression that a template prints, with whether autoescape is on there."""
    if isinstance(node, nodes.ScopedEvalContextModifier):
        escaped = any(isinstance(one.value, nodes.Const) and one.value.value is True for one in node.options)
    if isinstance(node, nodes.Output):
        yield from ((one, escaped) for one in node.nodes if not isinstance(one, nodes.TemplateData))
    for child in node.iter_child_nodes():
        yield from expressions(child, escaped=escaped)


def environment() -> jinja2.Environment:
    made = jinja2.Environment(autoescape=False)  # noqa: S701 - as MkDocs makes it
    made.filters["url"] = templates.url_filter
    return made


# The whole page, made by the other templates; the theme's own styles; the theme's own words.
LET_THROUGH = {"main.html", "languages/zh-CN.html"}


@pytest.mark.parametrize("path", sorted(THEME.rglob("*.html")), ids=lambda path: path.relative_to(THEME).as_posix())
def test_every_expression_of_the_theme_is_escaped(path: Path) -> None:
    tree = environment().parse(path.read_text(encoding="utf-8"))
    plain = [one for one, escaped in expressions(tree, escaped=False) if not escaped]
    safe = [one.node for one in tree.find_all(nodes.Filter) if one.name == "safe"]

    if path.relative_to(THEME).as_posix().removeprefix("partials/") not in LET_THROUGH:
        assert [one for one in plain if one != nodes.Call(nodes.Name("super", "load"), [], [], None, None)] == []
    assert safe in ([], [nodes.Getattr(nodes.Name("page", "load"), "content", "load")])
