"""The Atom feed (RFC 4287): publications and corrections; what states no date is left out."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

from generator.catalogue import Catalogue, Entry
from generator.model.report import Report
from generator.model.site import Department, Site
from generator.open_data.package import urn
from generator.presentation.addresses import site_url

# Only the newest are kept: readers fetch the whole file each time. All are in corrections.csv.
MOST_ENTRIES = 500


@dataclass(frozen=True, slots=True)
class News:
    """One feed entry. `name` is permanent; `url` lies below the site's root."""

    day: date
    name: str
    title: str
    summary: str
    url: str
    author: str


def atom(catalogue: Catalogue) -> bytes:
    """Return the feed of publications and corrections."""
    return feed(catalogue, "公开与更正", "feed.xml", news(catalogue))


def feed(catalogue: Catalogue, title: str, path: str, items: Iterable[News]) -> bytes:
    """Return a feed, newest first, dated as its newest entry; Chinese days begin at +08:00."""
    found = sorted(items, key=lambda item: item.name)
    newest = sorted(found, key=lambda item: item.day, reverse=True)[:MOST_ENTRIES]
    site = catalogue.site
    root = ET.Element("feed", {"xmlns": "http://www.w3.org/2005/Atom", "xml:lang": "zh-CN"})
    _add(root, "id", _feed_id(site, path))
    _add(root, "title", f"{site.name}：{title}")
    _add(root, "subtitle", site.description)
    _add(
        root,
        "updated",
        _instant(newest[0].day if newest else date(max(catalogue.years, default=2000), 12, 31)),
    )
    _add(_add(root, "author"), "name", site.publisher)
    if site.address:
        _add(
            root,
            "link",
            rel="self",
            type="application/atom+xml",
            href=site_url(catalogue, path),
        )
    _add(root, "link", rel="alternate", type="text/html", href=site_url(catalogue, ""))
    if site.licence:
        _add(root, "rights", site.licence)
    for item in newest:
        _entry(root, catalogue, item)
    ET.indent(root, " ")
    return bytes(ET.tostring(root, encoding="utf-8", xml_declaration=True)) + b"\n"


def _feed_id(site: Site, path: str) -> str:
    """Name a feed for ever; the first one has borne the site's own name since it is there."""
    if path == "feed.xml":
        return site.address or urn(f"feed:{site.name}")
    return f"{site.address}{path}" if site.address else urn(f"feed:{path}:{site.name}")


def news(catalogue: Catalogue) -> Iterator[News]:
    """Yield what the feed may tell: each dated publication and each correction."""
    for entry in catalogue.entries:
        title = _title(entry.report, entry.department)
        yield from _publication(entry, title)
        yield from _corrections(entry, title)
    for report in catalogue.withdrawn:
        yield from _withdrawal(report, catalogue.departments[report.identity.department])


def _title(report: Report, department: Department) -> str:
    return f"{report.title}（{department.name}，{report.identity.year}年度）"


def _publication(entry: Entry, title: str) -> Iterator[News]:
    report, department = entry.report, entry.department.name
    day = report.form.disclosure.day
    if day is not None:
        what = f"{report.identity.year}年度项目支出绩效自评：{report.title}"
        words = f"{department}公开{what}。"
        yield News(day, report.id, f"公开：{title}", words, entry.url, department)


def _withdrawal(report: Report, department: Department) -> Iterator[News]:
    withdrawal = report.form.disclosure.withdrawal
    if withdrawal is not None:
        name, title = f"{report.id}/withdrawn", f"撤回：{_title(report, department)}"
        words = f"{department.name}撤回已公开的项目支出绩效自评。原因：{withdrawal.reason}"
        yield News(withdrawal.day, name, title, words, f"{report.id}/", department.name)


def _corrections(entry: Entry, title: str) -> Iterator[News]:
    """Name a correction by what it says and its count among equals: others change nothing."""
    equals: Counter[str] = Counter()
    for item in entry.report.form.corrections:
        said = "\0".join(
            (entry.report.id, str(item.day), item.field, item.old_words, item.new_words)
        )
        equals[said] += 1
        name = f"{entry.report.id}/{urn(f'{said}{equals[said]}').removeprefix('urn:uuid:')}"
        words = f"{item.field}：原为“{item.old_words}”，现为“{item.new_words}”。原因：{item.reason}"
        yield News(item.day, name, f"{item.kind}：{title}", words, entry.url, entry.department.name)


def _entry(root: ET.Element, catalogue: Catalogue, item: News) -> None:
    entry = _add(root, "entry")
    _add(entry, "id", _permanent(catalogue.site.address, item))
    _add(entry, "title", item.title)
    _add(entry, "published", _instant(item.day))
    _add(entry, "updated", _instant(item.day))
    _add(_add(entry, "author"), "name", item.author)
    _add(entry, "link", rel="alternate", type="text/html", href=site_url(catalogue, item.url))
    _add(entry, "summary", item.summary)


def _permanent(address: str | None, item: News) -> str:
    """Return a tag URI (RFC 4151) below the site's address, or a urn:uuid where it has none."""
    if not address:
        return urn(item.name)
    parts = urlsplit(address)
    return f"tag:{parts.hostname},{item.day}:{parts.path}{item.name}"


def _instant(day: date) -> str:
    return f"{day}T00:00:00+08:00"


def _add(parent: ET.Element, tag: str, text: str = "", **attributes: str) -> ET.Element:
    element = ET.SubElement(parent, tag, attributes)
    if text:
        element.text = text
    return element
