"""A government body's own site: page tags, foot, addresses, feeds and catalogues, two years of a project, a withheld report."""

import json
import re
import xml.etree.ElementTree as ET
from html.parser import HTMLParser
from pathlib import Path

import feedparser
import pytest
from rdflib import DCAT, Graph, Namespace, URIRef
from rdflib.namespace import DCTERMS, RDF

from tests.links import broken, downloads
from tests.official import ADDRESS, LATER, REPORT, SITE

pytestmark = [
    pytest.mark.site,
    # rdflib warns of its own inside.
    pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated"),
]

# 政府网站发展指引, annex: the tag, the pages that must have it, and the form of its content.
EVERY_PAGE = {"SiteName": r".+", "SiteDomain": r"[a-z0-9.-]+", "SiteIDCode": r"[0-9]{10}"}
COLUMN = {
    "ColumnName": r".+",
    "ColumnDescription": r".+",
    "ColumnKeywords": r"[^，；]+(,[^，；]+)*",
    "ColumnType": r".+",
}
ARTICLE = {
    "ArticleTitle": r".+",
    "PubDate": r"\d{4}-\d{2}-\d{2} \d{2}:\d{2}",
    "ContentSource": r".+",
    "Keywords": r".+",
    "Author": r".+",
    "Description": r".+",
    "Url": r"https://.+/",
}


class _Head(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, str]] = []
        self.scripts: list[str] = []
        self._structured = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if tag == "meta" and values.get("name"):
            self.tags.append((str(values["name"]), values.get("content") or ""))
        self._structured = tag == "script" and values.get("type") == "application/ld+json"

    def handle_data(self, data: str) -> None:
        if self._structured:
            self.scripts.append(data)
            self._structured = False


def head(path: Path) -> _Head:
    parsed = _Head()
    parsed.feed(path.read_text(encoding="utf-8"))
    return parsed


def test_every_page_tells_site_column_and_article_as_the_guideline_asks(official: Path) -> None:
    reports = {f"{item['id']}/index.html" for item in json.loads((official / "data/reports.json").read_text("utf-8"))}
    for path in sorted(official.rglob("*.html")):
        name = path.relative_to(official).as_posix()
        tags = head(path).tags
        wanted = dict(EVERY_PAGE)
        if name not in ("index.html", "404.html"):
            wanted |= COLUMN
        if name == f"{REPORT}/index.html":
            wanted |= ARTICLE
        found = [(tag, content) for tag, content in tags if tag in EVERY_PAGE | COLUMN | ARTICLE]

        assert len({tag for tag, _ in found}) == len(found), name
        assert {tag for tag, _ in found} >= set(wanted), name
        assert all(re.fullmatch(wanted.get(tag, ".+"), content) for tag, content in found), (name, found)
        assert ("ArticleTitle" in dict(found)) == (name in reports), name


def test_the_tags_are_filled_from_the_data(official: Path) -> None:
    tags = dict(head(official / REPORT / "index.html").tags)

    assert (tags["SiteDomain"], tags["SiteIDCode"]) == ("www.example.gov.cn", "1400000001")
    assert (tags["ArticleTitle"], tags["PubDate"]) == ("全省信息化建设经费", "2021-08-31 09:30")
    assert tags["Url"] == f"{ADDRESS}{REPORT}/"
    assert "PubDate" not in dict(head(official / LATER / "index.html").tags) or tags["PubDate"]


def test_a_site_that_is_no_government_site_claims_nothing(built_site: Path) -> None:
    for path in sorted(built_site.resolve().rglob("*.html")):
        assert not set(EVERY_PAGE) & {name for name, _ in head(path).tags}, path


def test_the_foot_has_what_the_guideline_asks(official: Path) -> None:
    text = (official / "index.html").read_text(encoding="utf-8")
    foot = text[text.index("<footer") :]

    assert all(str(value).replace("&", "&amp;") in foot for name, value in SITE.items() if name != "网址")
    assert "党政机关网站标识" in foot
    assert "sitemap.xml" in foot


def test_a_report_shows_index_publisher_date_state_and_version(official: Path) -> None:
    text = (official / REPORT / "index.html").read_text(encoding="utf-8")
    header = re.search(r'<dl class="jx-info">(.*?)</dl>', text, re.DOTALL)
    assert header
    pairs = dict(re.findall(r"<dt>(.*?)</dt><dd>(.*?)</dd>", header.group(1)))

    assert list(pairs) == ["索引号", "发布机构", "发布日期", "状态", "本页版本"]
    assert (pairs["索引号"], pairs["发布日期"], pairs["状态"]) == (REPORT, "2021-08-31 09:30", "已更正")
    assert re.fullmatch(r"[0-9a-f]{8}", pairs["本页版本"])
    assert f"{ADDRESS}{REPORT}/</span>" in text[text.index('id="cite"') :]


def test_nothing_in_the_site_leads_nowhere(official: Path) -> None:
    assert [*broken(official), *downloads(official)] == []


def test_the_sitemap_lists_every_page_that_may_be_indexed(official: Path) -> None:
    root = ET.parse(official / "sitemap.xml").getroot()  # noqa: S314 - our own file
    listed = [item.text for item in root.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")]
    every = {path: path.read_text("utf-8") for path in official.rglob("index.html")}
    pages = {
        path.parent.relative_to(official).as_posix() for path, text in every.items() if 'content="noindex' not in text
    }

    assert len(pages) < len(every)
    assert sorted(listed, key=str) == sorted(ADDRESS + (f"{page}/" if page != "." else "") for page in pages)


def test_search_engines_are_shown_the_sitemap(official: Path) -> None:
    told = (official / "robots.txt").read_text("utf-8").split("\n")

    assert told == ["User-agent: *", "Allow: /", f"Sitemap: {ADDRESS}sitemap.xml", ""]


def test_the_feed_tells_publications_and_corrections(official: Path) -> None:
    feed = feedparser.parse(str(official / "feed.xml"))

    assert not feed.bozo
    assert [entry.title[:3] for entry in feed.entries][:2] == ["更正：", "公开："]
    assert all(entry.link.startswith(ADDRESS) for entry in feed.entries)


def test_the_dcat_catalogue_is_linked_data(official: Path) -> None:
    graph = Graph().parse(official / "data/catalog.jsonld", format="json-ld")
    files = list(graph.objects(None, DCAT.downloadURL))

    assert list(graph.subjects(RDF.type, DCAT.Catalog)) == [URIRef(f"{ADDRESS}data/catalog.jsonld")]
    assert len(list(graph.subjects(RDF.type, DCAT.Dataset))) == 1 + 3 + 5
    assert files
    assert all((official / str(file).removeprefix(ADDRESS)).is_file() for file in files)
    assert list(graph.objects(None, DCTERMS.license))


def test_a_report_describes_itself_as_a_dataset(official: Path) -> None:
    (script,) = head(official / REPORT / "index.html").scripts
    stated = json.loads(script)
    assert stated["@context"] == "https://schema.org"
    graph = Graph().parse(data=json.dumps({**stated, "@context": {"@vocab": "https://schema.org/"}}), format="json-ld")
    schema = Namespace("https://schema.org/")
    (dataset,) = graph.subjects(RDF.type, schema.Dataset)

    assert str(graph.value(dataset, schema.name)) == "全省信息化建设经费"
    assert str(graph.value(dataset, schema.dateModified)) == "2021-10-08"
    for item in graph.objects(dataset, schema.distribution):
        assert (official / str(graph.value(item, schema.contentUrl)).removeprefix(ADDRESS)).is_file()


def test_a_project_stands_beside_its_own_other_years(official: Path) -> None:
    text = (official / "projects/sx-high-court/it-construction/index.html").read_text(encoding="utf-8")

    assert text.index(f"{LATER}/") < text.index(f"{REPORT}/")
    assert text.count("94.73") >= 2
    assert "projects/sx-high-court/it-construction/" in (official / LATER / "index.html").read_text(encoding="utf-8")


def test_what_is_withheld_is_counted_with_its_ground_and_nothing_else(official: Path) -> None:
    text = (official / "departments/sx-high-court/index.html").read_text(encoding="utf-8")

    assert "《政府信息公开条例》第十四条" in text
    for path in official.rglob("*"):
        assert not path.is_file() or "某涉密项目".encode() not in path.read_bytes(), path
