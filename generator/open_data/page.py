"""The pages of open data: every download with its facts, and the data dictionary."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from markupsafe import Markup

from generator.catalogue import Catalogue, newest_day
from generator.open_data.dictionary import TABLES
from generator.open_data.linked import site_dataset
from generator.open_data.package import CSV_NOTE, sha256
from generator.open_data.schema import Column, Reference, Table, Type
from generator.open_data.slices import Slice, make_slices
from generator.open_data.tables import all_rows
from generator.presentation.addresses import Link
from generator.presentation.structured import json_ld
from generator.presentation.templates import render_page

_TYPES = {Type.STRING: "文字", Type.INTEGER: "整数", Type.NUMBER: "小数", Type.DATE: "日期"}
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
    """A page of downloads; only the page of all data has parts and the dictionary."""

    url: str
    title: str
    lead: str
    breadcrumbs: tuple[Link, ...]
    reports: str
    day: str
    licence: str
    downloads: tuple[Download, ...]
    years: tuple[PartLink, ...]
    departments: tuple[PartLink, ...]
    tables: tuple[TableView, ...]
    csv_note: str
    structured: Markup


def data_pages(catalogue: Catalogue, files: dict[str, bytes]) -> tuple[DataPage, ...]:
    """Return the page of all data, then one a year and a department; `files` as of data_files."""
    slices = make_slices(catalogue, all_rows(catalogue))
    return tuple(_page(catalogue, part, slices, files) for part in slices)


def render_data_pages(catalogue: Catalogue, files: dict[str, bytes]) -> dict[str, str]:
    """Return the pages of open data as Markdown by path."""
    return dict(
        render_page(view.url, "data.md.j2", view=view) for view in data_pages(catalogue, files)
    )


def _page(
    catalogue: Catalogue, part: Slice, slices: tuple[Slice, ...], files: dict[str, bytes]
) -> DataPage:
    day = newest_day(part.entries)
    page = DataPage(
        url=part.package,
        title=f"开放数据：{part.name}",
        lead=_LEAD.format(part.name),
        breadcrumbs=(_HOME, Link("开放数据", "data/")),
        reports=str(len(part.entries)),
        day=str(day) if day else _NOT_STATED,
        licence=catalogue.site.licence or _NOT_STATED,
        downloads=tuple(_downloads(part, files)),
        years=(),
        departments=(),
        tables=(),
        csv_note=CSV_NOTE,
        structured=json_ld(site_dataset(catalogue, part, files)),
    )
    return _whole(page, slices) if part is slices[0] else page


def _whole(page: DataPage, slices: tuple[Slice, ...]) -> DataPage:
    """Return the page of all data: it also leads to the parts, and has the dictionary."""
    return replace(
        page,
        title="开放数据",
        breadcrumbs=(_HOME,),
        years=_parts(slices, "data/years/"),
        departments=_parts(slices, "data/departments/"),
        tables=tuple(map(_table, TABLES)),
    )


def _parts(slices: tuple[Slice, ...], folder: str) -> tuple[PartLink, ...]:
    return tuple(
        PartLink(part.name, part.package, str(len(part.entries)))
        for part in slices
        if part.package.startswith(folder)
    )


def _downloads(part: Slice, files: dict[str, bytes]) -> Iterator[Download]:
    """Yield the files of a part that there are, with their sizes and hashes."""
    for title, path, kind, rows in _offered(part):
        content = files.get(path)
        if content is not None:
            yield Download(title, path, kind, size(len(content)), rows, sha256(content)[:12])


def _offered(part: Slice) -> Iterator[tuple[str, str, str, str]]:
    """Yield title, path, format and rows: whole files, then tables, then what describes them."""
    total = str(sum(len(part.rows[table.name]) for table in TABLES))
    yield "全部数据表", f"{part.folder}jixiao.xlsx", "XLSX", total
    yield "全部数据表", f"{part.folder}jixiao.sqlite", "SQLite", total
    for table in TABLES:
        path, rows = f"{part.folder}{table.name}", str(len(part.rows[table.name]))
        yield table.title, f"{path}.csv", "CSV", rows
        yield table.title, f"{path}.json", "JSON", rows
    package = f"{part.package}datapackage.json"
    yield "数据包说明（Frictionless Data Package）", package, "JSON", ""
    if part.package == "data/":
        yield "各报告主要数据", "data/reports.json", "JSON", str(len(part.entries))
        yield "数据目录（DCAT）", "data/catalog.jsonld", "JSON-LD", ""
        yield "公开与更正的订阅源（Atom）", "feed.xml", "XML", ""
        yield "全部文件的 SHA-256 校验值", "data/SHA256SUMS", "文本", ""


def size(count: int) -> str:
    """Show a number of bytes in B, KB or MB (of 1024), rounded up to a tenth of a MB or a KB."""
    if count < 1024:
        return f"{count} B"
    if count < 1024 * 1024:
        return f"{-(-count // 1024)} KB"
    tenths = -(-count * 10 // (1024 * 1024))
    return f"{tenths // 10}.{tenths % 10} MB"


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
