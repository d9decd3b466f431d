"""Structured data for search engines: schema.org Dataset as JSON-LD."""

import json
import re
from typing import Any

from markupsafe import Markup

from generator.catalogue import Catalogue, Entry, newest_day
from generator.model.attachment import Attachment, address_of
from generator.presentation.addresses import site_url

MEDIA_TYPES = {
    "csv": "text/csv",
    "json": "application/json",
    "gz": "application/gzip",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "parquet": "application/vnd.apache.parquet",
    "sqlite": "application/vnd.sqlite3",
    "yml": "application/yaml",
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
}
_SCHEMA_ORG = "https://schema.org"
_LICENCES = (
    (
        r"CC[ -]?BY[ -]?SA[ -]?4\.0",
        "CC-BY-SA-4.0",
        "https://creativecommons.org/licenses/by-sa/4.0/",
    ),
    (r"CC[ -]?BY[ -]?4\.0", "CC-BY-4.0", "https://creativecommons.org/licenses/by/4.0/"),
    (r"CC0[ -]?1\.0", "CC0-1.0", "https://creativecommons.org/publicdomain/zero/1.0/"),
    (r"ODC[ -]?BY[ -]?1\.0", "ODC-By-1.0", "https://opendatacommons.org/licenses/by/1-0/"),
)


def json_ld(value: dict[str, Any]) -> Markup:
    """Return a script element that holds the value; no text in it can end it or start a tag."""
    text = json.dumps(value, ensure_ascii=False)
    for mark in "<>&\u2028\u2029":
        text = text.replace(mark, f"\\u{ord(mark):04x}")
    element = f'<script type="application/ld+json">{text}</script>'
    return Markup(element)  # noqa: S704 - escaped above


def report_dataset(catalogue: Catalogue, entry: Entry) -> dict[str, Any]:
    """Describe one report as a schema.org Dataset."""
    report, form = entry.report, entry.report.form
    what = f"{report.identity.year}年度项目支出绩效自评：{report.title}"
    words = f"{entry.department.name}公开的{what}。{catalogue.site.description}"
    page = site_url(catalogue, entry.url, entry.url)
    paths = [f"data/reports/{report.id}.{kind}" for kind in ("json", "xlsx", "yml")]
    found = {
        **dataset(catalogue, report.title, words, page),
        "identifier": report.id,
        "temporalCoverage": str(report.identity.year),
        "spatialCoverage": entry.department.region,
        "creator": {"@type": "Organization", "name": form.unit or entry.department.name},
        "includedInDataCatalog": {"@type": "DataCatalog", "name": catalogue.site.name},
        "distribution": [
            *(download(site_url(catalogue, path, entry.url), None) for path in paths),
            *(_attachment(catalogue, entry, one) for one in form.attachments if not one.taken_down),
        ],
    }
    return dated(found, newest_day((entry,)))


def _attachment(catalogue: Catalogue, entry: Entry, one: Attachment) -> dict[str, Any]:
    url = site_url(catalogue, address_of(entry.report.id, one.file), entry.url)
    return {**download(url, one.size), "name": one.title, "sha256": one.sha256}


def dataset(catalogue: Catalogue, name: str, words: str, url: str) -> dict[str, Any]:
    """Describe any data of the site: who publishes it, under which licence."""
    site, licence = catalogue.site, known_licence(catalogue.site.licence)
    found: dict[str, Any] = {
        "@context": _SCHEMA_ORG,
        "@type": "Dataset",
        "name": name,
        "description": words,
        "url": url,
        "inLanguage": "zh-CN",
        "isAccessibleForFree": True,
        "publisher": {"@type": "Organization", "name": site.publisher},
    }
    if licence:
        found["license"] = licence[1]
    elif site.licence:
        found["license"] = {"@type": "CreativeWork", "name": site.licence}
    return found


def dated(found: dict[str, Any], day: object) -> dict[str, Any]:
    """Add the day of the last change, where one is known."""
    return {**found, "dateModified": str(day)} if day else found


def download(url: str, size: int | None) -> dict[str, Any]:
    """Describe one file; `size` in bytes."""
    found = {
        "@type": "DataDownload",
        "encodingFormat": MEDIA_TYPES[url.rpartition(".")[2]],
        "contentUrl": url,
    }
    return found if size is None else {**found, "contentSize": f"{size} B"}


def known_licence(text: str | None) -> tuple[str, str] | None:
    """Return the short name and address of a licence that the text names, or None."""
    for pattern, name, path in _LICENCES:
        if text and re.search(pattern, text, re.IGNORECASE):
            return name, path
    return None
