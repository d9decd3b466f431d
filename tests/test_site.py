"""The built site: what MkDocs makes of the tree, its links, its data, and that builds repeat byte for byte."""

import json
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlparse, urlsplit

import pytest

from generator.assessment import Assessment
from generator.model.problem import Problem
from generator.site import PROBLEMS
from tests import links
from tests.links import broken, downloads
from tests.make import CONTENT, ROOT, load
from tests.validating import html_errors

pytestmark = pytest.mark.site


class _Page(HTMLParser):
    """Addresses, anchors, headings and table facts of one page."""

    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.sources: list[str] = []
        self.anchors: set[str] = set()
        self.tags: list[str] = []
        self.titles = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        self.tags.append(tag)
        self.anchors |= {value for key in ("id", "name") if (value := values.get(key))}
        if tag == "a" and values.get("href"):
            self.links.append(str(values["href"]))
        for key in ("src", "srcset"):
            if values.get(key):
                self.sources.append(str(values[key]))
        if tag == "link" and values.get("href") and values.get("rel") != "canonical":
            self.sources.append(str(values["href"]))


def read(path: Path) -> _Page:
    page = _Page()
    page.feed(path.read_text(encoding="utf-8"))
    return page


@pytest.fixture(scope="module")
def pages(built_site: Path) -> dict[Path, _Page]:
    root = built_site.resolve()
    return {path: read(path) for path in sorted(root.rglob("*.html"))}


def test_every_report_has_its_page_and_its_data_file(built_site: Path, real: Assessment) -> None:
    for case in real.cases:
        assert (built_site / case.report.id / "index.html").is_file()
        offered = built_site / "data" / "reports" / f"{case.report.id}.yml"
        stated = load(CONTENT / "projects" / f"{case.report.id}.yml")
        # Who reviewed a report for secrecy is the office's own affair.
        del stated["公开"]["保密审查"]["审查人"]
        assert load(offered) == stated


def test_no_link_anchor_or_download_is_broken(built_site: Path) -> None:
    assert [*broken(built_site.resolve()), *downloads(built_site.resolve())] == []


def test_every_page_is_valid_html(built_site: Path) -> None:
    pages = sorted(built_site.resolve().rglob("*.html"))

    assert len(pages) > 50
    assert html_errors(pages) == ""


def reachable(site: Path, start: Path) -> set[Path]:
    """Return every file that links lead to from a page, scripts or not."""
    seen, waiting = {start}, [start]
    while waiting:
        path = waiting.pop()
        if path.suffix != ".html":
            continue
        for link in links.read(path).links:
            target = urlsplit(urljoin(f"http://site.invalid/{path.relative_to(site).as_posix()}", link))
            file = site / unquote(target.path).lstrip("/")
            file = file / "index.html" if file.is_dir() else file
            if target.netloc == "site.invalid" and file.is_file() and file not in seen:
                seen.add(file)
                waiting.append(file)
    return seen


def test_every_page_and_every_download_is_reached_by_plain_links(built_site: Path) -> None:
    """What only programs read (the search index, texts of excerpts, pictures of links) is no download."""
    site = built_site.resolve()
    found = reachable(site, site / "index.html")
    inner = {
        path
        for path in site.rglob("*")
        if path.is_file() and path.relative_to(site).parts[0] in ("search", "assets", "og")
    }
    wanted = {path for path in site.rglob("*") if path.is_file()} - inner
    # Written when a site goes live, for programs; the page of open data names them in words.
    sealed = {"manifest.json", "record.jsonl", "releases/log.jsonl"}
    apart = {"404.html", "robots.txt", "sitemap.xml", "sitemap.xml.gz"} | sealed

    assert {path.relative_to(site).as_posix() for path in wanted - found} <= apart


def test_nothing_is_asked_of_another_origin(pages: dict[Path, _Page]) -> None:
    foreign = [source for page in pages.values() for source in page.sources if urlparse(source).netloc]

    assert foreign == []


def test_every_page_is_chinese_with_one_main_heading(pages: dict[Path, _Page]) -> None:
    for path, page in pages.items():
        assert '<html lang="zh' in path.read_text(encoding="utf-8")
        assert page.tags.count("h1") == 1, path


def test_every_table_made_from_data_has_a_caption(pages: dict[Path, _Page]) -> None:
    written_by_hand = {"about", "how-to-read"}
    for path, page in pages.items():
        if path.parent.name in written_by_hand:
            continue
        assert page.tags.count("table") == page.tags.count("caption"), path


def test_reports_json_states_what_the_forms_state(built_site: Path) -> None:
    reports = {item["id"]: item for item in json.loads((built_site / "data" / "reports.json").read_text("utf-8"))}

    assert len(reports) == 6
    court = reports["2020/sx-high-court/it-construction"]
    assert (court["initial"], court["adjusted"], court["executed"]) == ("85000000", "85000000", "82739200")
    assert (court["declared_total"], court["rule_total_min"], court["rule_total_max"]) == ("94.73", "89.73", "99.73")
    procuratorate = reports["2018/sh-chongming-procuratorate/it-maintenance"]
    assert procuratorate["adjusted"] is None
    assert procuratorate["declared_total"] == "97.00"
    city = reports["2021/xinzhou-gov/it-construction"]
    assert (city["declared_grade"], city["rule_grade"]) == ("良好", "良至优")


class _Words(HTMLParser):
    """What a page says, and the lines of its examples."""

    def __init__(self) -> None:
        super().__init__()
        self.said = ""
        self.examples: list[str] = []
        self._within = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "pre":
            self._within = True
            self.examples.append("")

    def handle_endtag(self, tag: str) -> None:
        self._within = self._within and tag != "pre"

    def handle_data(self, data: str) -> None:
        self.said += data
        if self._within:
            self.examples[-1] += data


def words_of(path: Path) -> _Words:
    words = _Words()
    words.feed(path.read_text(encoding="utf-8"))
    return words


@pytest.mark.parametrize("problem", PROBLEMS, ids=lambda problem: problem.code)
def test_every_code_has_a_page_that_says_what_it_means_and_how_it_is_mended(built_site: Path, problem: Problem) -> None:
    page = words_of(built_site / "checks" / problem.code.lower() / "index.html")
    samples = [sample.text for sample in (problem.bad, problem.good) if sample.text]

    for text in (problem.title, problem.basis, problem.explanation, problem.advice, problem.bad.beside):
        assert text in page.said
    assert [text.rstrip("\n") for text in page.examples] == [text.rstrip("\n") for text in samples]
    assert ("适用的报告" in page.said) == (problem.code[0] in "FRNXD")


def test_the_index_leads_to_every_code_and_to_the_form_the_examples_are_made_of(
    built_site: Path, pages: dict[Path, _Page]
) -> None:
    index = built_site.resolve() / "checks" / "index.html"
    wanted = {f"{problem.code.lower()}/" for problem in PROBLEMS} | {"clean-form/"}
    clean = (ROOT / "generator" / "checks" / "clean.yml").read_text(encoding="utf-8")

    assert wanted <= {link.removeprefix("../checks/") for link in pages[index].links}
    assert words_of(built_site / "checks" / "clean-form" / "index.html").examples == [clean]
