"""The pages of open data: every download with its facts, and the data dictionary."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from markupsafe import Markup

from generator.catalogue import Catalogue
from generator.model.written import Written
from generator.open_data.dictionary import TABLES
from generator.open_data.english import render_english_dictionary
from generator.open_data.files import CHECKSUMS, Data
from generator.open_data.linked import site_dataset
from generator.open_data.package import CSV_NOTE
from generator.open_data.schema import Column, Reference, Table, Type
from generator.open_data.slices import Slice
from generator.presentation.addresses import Link
from generator.presentation.structured import json_ld
from generator.presentation.templates import render_page
from generator.presentation.words import size

_TYPES = {Type.STRING: "文字", Type.INTEGER: "整数", Type.NUMBER: "小数", Type.DATE: "日期"}
_FORMATS = {"csv": "CSV", "jsonl.gz": "JSON Lines，gzip", "parquet": "Parquet"}
_NOT_STATED = "未填报"
_HOME = Link("首页", "")
_LEAD = (
    "{}的自评数据，可以整体下载，任何人都可以取用、核对。"
    "各种格式内容相同，每个文件注明大小、行数和 SHA-256 校验值。"
)


@dataclass(frozen=True, slots=True)
class Download:
    """One file as shown.

    `rows` is "" where a file is no table, `sha` the first 12 hex digits of its SHA-256.
    """

    title: str
    url: str
    format: str
    size: str
    rows: str
    sha: str


@dataclass(frozen=True, slots=True)
class PartLink:
    """A cut of the data with its own page of downloads."""

    title: str
    url: str
    reports: str


@dataclass(frozen=True, slots=True)
class FieldView:
    """One column of the dictionary."""

    name: str
    title: str
    type: str
    unit: str
    required: str
    note: str


@dataclass(frozen=True, slots=True)
class TableView:
    """One table of the dictionary."""

    name: str
    title: str
    note: str
    key: str
    references: tuple[str, ...]
    fields: tuple[FieldView, ...]


@dataclass(frozen=True, slots=True)
class DataPage:
    """A page of downloads.

    Only that of all data has `total_of_all`, `version`, parts and the dictionary.
    """

    url: str
    title: str
    lead: str
    breadcrumbs: tuple[Link, ...]
    reports: str
    day: str
    licence: str
    downloads: tuple[Download, ...]
    total: str
    total_of_all: str
    version: str
    years: tuple[PartLink, ...]
    departments: tuple[PartLink, ...]
    tables: tuple[TableView, ...]
    csv_note: str
    has_parquet: bool
    structured: Markup


def data_pages(catalogue: Catalogue, data: Data) -> tuple[DataPage, ...]:
    """Return the page of all data, then one a year and a department."""
    return tuple(_page(catalogue, part, data) for part in data.slices)


def render_data_pages(catalogue: Catalogue, data: Data) -> Iterator[tuple[str, str]]:
    """Yield the pages of open data as Markdown with their paths."""
    for view in data_pages(catalogue, data):
        yield render_page(view.url, "data.md.j2", view=view)
    yield from render_english_dictionary()


def _page(catalogue: Catalogue, part: Slice, data: Data) -> DataPage:
    offered = [data.files[item.path] for item in _offered(part)]
    page = DataPage(
        url=part.package,
        title=f"开放数据：{part.name}",
        lead=_LEAD.format(part.name),
        breadcrumbs=(_HOME, Link("开放数据", "data/")),
        reports=str(part.reports),
        day=str(part.day) if part.day else _NOT_STATED,
        licence=catalogue.site.licence or _NOT_STATED,
        downloads=tuple(_download(item, data.files[item.path]) for item in _offered(part)),
        total=size(sum(file.size for file in offered)),
        total_of_all="",
        version="",
        years=(),
        departments=(),
        tables=(),
        csv_note=CSV_NOTE,
        has_parquet="parquet" in part.kinds,
        structured=json_ld(site_dataset(catalogue, part, data.files)),
    )
    return _whole(page, data) if part.is_whole else page


def _whole(page: DataPage, data: Data) -> DataPage:
    """Return the page of all data: it also leads to the parts, and has the dictionary."""
    every = sum(file.size for file in data.files.values())
    return replace(
        page,
        title="开放数据",
        breadcrumbs=(_HOME,),
        total_of_all=f"{len(data.files)} 个文件，{size(every)}",
        version=data.files[CHECKSUMS].sha256[:8],
        years=_parts(data.slices, "data/years/"),
        departments=_parts(data.slices, "data/departments/"),
        tables=tuple(map(_table, TABLES)),
    )


def _parts(slices: tuple[Slice, ...], folder: str) -> tuple[PartLink, ...]:
    return tuple(
        PartLink(part.name, part.package, str(part.reports))
        for part in slices
        if part.package.startswith(folder)
    )


@dataclass(frozen=True, slots=True)
class _Offer:
    """A file that a page offers; `rows` is "" where it is no table."""

    title: str
    path: str
    format: str
    rows: str


def _download(offer: _Offer, file: Written) -> Download:
    sha = file.sha256[:12]
    return Download(offer.title, offer.path, offer.format, size(file.size), offer.rows, sha)


def _offered(part: Slice) -> Iterator[_Offer]:
    """Yield whole files, then tables, then what describes them."""
    yield from _database(part) if part.is_whole else _workbooks(part)
    for table in TABLES:
        rows = str(part.counts[table.name])
        for kind in part.kinds:
            path = f"{part.folder}{table.name}.{kind}"
            yield _Offer(table.title, path, _FORMATS[kind], rows)
    package = f"{part.package}datapackage.json"
    yield _Offer("数据包说明（Frictionless Data Package）", package, "JSON", "")
    if part.is_whole:
        yield _Offer("各报告主要数据", "data/reports.json", "JSON", str(part.reports))
        yield _Offer("与往年相比的各条，连同两边的网址", "data/changes.json", "JSON", "")
        yield _Offer("数据目录（DCAT）", "data/catalog.jsonld", "JSON-LD", "")
        yield _Offer("公开与更正的订阅源（Atom）", "feed.xml", "XML", "")
        yield _Offer("全部文件的 SHA-256 校验值", "data/SHA256SUMS", "文本", "")


def _database(part: Slice) -> Iterator[_Offer]:
    total = str(sum(part.counts.values()))
    yield _Offer("全部数据表", f"{part.folder}jixiao.sqlite", "SQLite", total)


def _workbooks(part: Slice) -> Iterator[_Offer]:
    """Yield the workbooks; where a sheet is too short for all rows, there are several."""
    for volume, fragments in part.volumes:
        rows = sum(count for found in fragments for count in found.counts.values())
        yield _Offer(f"全部数据表{volume.words}", part.workbook(volume), "XLSX", str(rows))


def _table(table: Table) -> TableView:
    return TableView(
        name=table.name,
        title=table.title,
        note=table.note,
        key="、".join(table.key),
        references=tuple(map(_reference, table.references)),
        fields=tuple(map(_field, table.columns)),
    )


def _reference(reference: Reference) -> str:
    columns, others = "、".join(reference.columns), "、".join(reference.others)
    return f"{columns} → {reference.table}.{others}"


def _field(column: Column) -> FieldView:
    choices = f"取值：{'、'.join(column.choices)}" if column.choices else ""
    return FieldView(
        name=column.name,
        title=column.title,
        type=_TYPES[column.type],
        unit=column.unit,
        required="必有" if column.required else "可空",
        note="。".join(filter(None, (column.note, choices))),
    )
