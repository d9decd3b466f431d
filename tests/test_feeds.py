"""The Atom feed: lawful by RFC 4287, dated facts only, permanent ids."""

import re
from typing import Any
from xml.etree import ElementTree as ET

import feedparser

from generator.assessment import Assessment
from generator.catalogue import Catalogue
from generator.model.site import Site
from generator.open_data.feeds import MOST_ENTRIES, News, atom, news
from tests.make import make_case
from tests.test_open_data import HOSTILE, SITE, catalogue_of, hostile_case, small_catalogue

ATOM = "{http://www.w3.org/2005/Atom}"
PLACED = SITE.model_copy(update={"address": "https://example.gov.cn/jx/", "licence": "CC BY 4.0"})
CORRECTION = {"日期": "2024-02-29", "字段": "总分", "原值": "98", "现值": "99", "原因": "误填", "批准人": "李四"}


def feed_of(*cases: Any, site: Site = SITE) -> ET.Element:
    return lawful(atom(small_catalogue(*cases, site=site)))


def lawful(content: bytes) -> ET.Element:
    """Parse a feed and check what RFC 4287 demands of it; feedparser must understand it as well."""
    parsed = feedparser.parse(content)
    assert not parsed.bozo
    assert parsed.version == "atom10"
    root = ET.fromstring(content)  # noqa: S314 - written by ourselves
    assert root.tag == f"{ATOM}feed"
    for element in (root, *root.findall(f"{ATOM}entry")):
        for tag in ("id", "title", "updated"):
            assert len(element.findall(f"{ATOM}{tag}")) == 1
            assert element.findtext(f"{ATOM}{tag}")
        assert re.fullmatch(r"(https|tag|urn):\S+", element.findtext(f"{ATOM}id") or "")
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT00:00:00\+08:00", element.findtext(f"{ATOM}updated") or "")
        assert element.findtext(f"{ATOM}author/{ATOM}name")
        assert [link.get("rel") for link in element.findall(f"{ATOM}link")].count("alternate") == 1
    ids = [entry.findtext(f"{ATOM}id") for entry in root.iter(f"{ATOM}entry")]
    assert len(set(ids)) == len(ids) == len(parsed.entries)
    return root


def entries(root: ET.Element, tag: str) -> list[str]:
    return [entry.findtext(f"{ATOM}{tag}") or "" for entry in root.iter(f"{ATOM}entry")]


def links(root: ET.Element) -> list[str]:
    return [link.get("href") or "" for link in root.iterfind(f"{ATOM}entry/{ATOM}link")]


def test_publications_and_corrections_are_told_newest_first() -> None:
    root = feed_of(make_case(更正=[CORRECTION]), make_case(identity="2022/county-roads/bridges"))

    assert [day[:10] for day in entries(root, "updated")] == ["2024-02-29", "2023-08-31", "2023-08-31"]
    assert [title[:3] for title in entries(root, "title")] == ["更正：", "公开：", "公开："]
    assert root.findtext(f"{ATOM}updated") == "2024-02-29T00:00:00+08:00"
    assert "原为“98”，现为“99”。原因：误填" in entries(root, "summary")[0]


def test_what_states_no_date_is_left_out(real: Assessment) -> None:
    assert entries(feed_of(make_case(公开={"状态": "公开"})), "id") == []
    catalogue = catalogue_of(real)
    stated = sum(entry.report.form.disclosure.day is not None for entry in catalogue.entries)
    stated += sum(len(entry.report.form.corrections) for entry in catalogue.entries)
    assert len(entries(lawful(atom(catalogue)), "id")) == stated


def test_a_site_with_an_address_names_its_entries_by_tag() -> None:
    root = feed_of(make_case(), site=PLACED)

    assert entries(root, "id") == ["tag:example.gov.cn,2023-08-31:/jx/2022/county-roads/road-care"]
    assert links(root) == ["https://example.gov.cn/jx/2022/county-roads/road-care/"]
    assert root.find(f"{ATOM}link[@rel='self']").get("href") == "https://example.gov.cn/jx/feed.xml"  # type: ignore[union-attr]
    assert root.findtext(f"{ATOM}rights") == "CC BY 4.0"


def test_a_site_without_address_links_from_the_feed_and_names_by_uuid() -> None:
    root = feed_of(make_case())

    assert entries(root, "id")[0].startswith("urn:uuid:")
    assert links(root) == ["./2022/county-roads/road-care/"]
    assert entries(feed_of(make_case()), "id") == entries(root, "id")


def test_ids_survive_new_and_moved_corrections() -> None:
    other = {**CORRECTION, "字段": "等级", "日期": "2024-01-01"}
    before = set(entries(feed_of(make_case(更正=[CORRECTION])), "id"))

    assert before < set(entries(feed_of(make_case(更正=[other, CORRECTION])), "id"))
    assert len(entries(feed_of(make_case(更正=[CORRECTION, CORRECTION])), "id")) == 3


def test_hostile_text_stays_text() -> None:
    root = feed_of(hostile_case(), site=PLACED)
    summaries = "\n".join(entries(root, "summary"))

    assert all(text.replace("\r\n", "\n") in summaries.replace("\r\n", "\n") for text in HOSTILE)
    assert atom(small_catalogue(hostile_case(), site=PLACED)) == atom(small_catalogue(hostile_case(), site=PLACED))


def test_a_site_without_reports_has_a_lawful_feed() -> None:
    assert entries(feed_of(), "id") == []


def test_only_the_newest_are_kept() -> None:
    many = [{**CORRECTION, "字段": f"第{number}项"} for number in range(MOST_ENTRIES + 5)]
    root = feed_of(make_case(更正=many))

    assert len(entries(root, "id")) == MOST_ENTRIES
    assert not any(title.startswith("公开") for title in entries(root, "title"))


def test_news_names_the_public_body() -> None:
    catalogue: Catalogue = small_catalogue(make_case())
    first: News = next(news(catalogue))

    assert (first.author, first.url) == ("某县交通运输局", "2022/county-roads/road-care/")
