"""The data package (Frictionless v2): datapackage.json describes every table and its file."""

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from generator.model.site import Site
from generator.model.written import Written
from generator.open_data.dictionary import TABLES
from generator.open_data.schema import Column, Reference, Table
from generator.open_data.slices import Slice
from generator.presentation.structured import known_licence

_PROFILES = "https://datapackage.org/profiles/2.0"
CSV_NOTE = (
    "CSV 文件为 UTF-8（带 BOM）、CRLF 换行，没有填报的单元格为空。为防止表格软件把文字当作公式，"
    "文字单元格以 = + - @ 制表符、换行、＝＋－＠（含前有空格的）或撇号开头的，前面加了一个半角撇号，读取时去掉一个即为原文；"
    "数字列从不加撇号，写作普通小数，没有千分位。"
)


def urn(name: str) -> str:
    """Return a permanent name for something that has no address."""
    return uuid5(NAMESPACE_URL, f"jixiao:{name}").urn


def data_package(site: Site, part: Slice, files: Mapping[str, Written]) -> dict[str, Any]:
    """Describe the CSV files of a slice: schemas, sizes in bytes, hashes and row counts."""
    resources = [
        _resource(part, table, files[f"{part.folder}{table.name}.csv"]) for table in TABLES
    ]
    licence = known_licence(site.licence)
    day = part.day
    package: dict[str, Any] = {
        "$schema": f"{_PROFILES}/datapackage.json",
        "name": _package_name(part),
        "id": f"{site.address}{part.package}datapackage.json"
        if site.address
        else urn(part.package),
        "title": f"{site.name}：{part.name}",
        "description": f"{site.description}\n{CSV_NOTE}"
        + (f"\n{site.licence}" if site.licence else ""),
        "version": _version(resources),
        "contributors": [{"title": site.publisher, "roles": ["publisher"]}],
        "sources": [
            {
                "title": "各单位公开的项目支出绩效自评表；每份的来源见自评报告表“来源文件”（source）一列"
            }
        ],
        "resources": resources,
    }
    if site.address:
        package["homepage"] = site.address
    if licence:
        package["licenses"] = [{"name": licence[0], "path": licence[1]}]
    if day:
        package["created"] = f"{day}T00:00:00+08:00"
    return package


def _version(resources: Sequence[Mapping[str, Any]]) -> str:
    """Name the state of the tables: the first eight hex digits over their hashes."""
    hashes = "".join(resource["hash"] for resource in resources)
    return hashlib.sha256(hashes.encode()).hexdigest()[:8]


def _package_name(part: Slice) -> str:
    return "-".join(["jixiao", *part.package.strip("/").split("/")[1:]])


def _resource(part: Slice, table: Table, file: Written) -> dict[str, Any]:
    return {
        "name": table.name,
        "title": table.title,
        "description": table.note,
        "type": "table",
        "path": f"{part.folder}{table.name}.csv".removeprefix(part.package),
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {
            "delimiter": ",",
            "lineTerminator": "\r\n",
            "quoteChar": '"',
            "doubleQuote": True,
            "header": True,
        },
        "bytes": file.size,
        "hash": f"sha256:{file.sha256}",
        "rowCount": part.counts[table.name],
        "schema": table_schema(table),
    }


def table_schema(table: Table) -> dict[str, Any]:
    """Return a table's Table Schema."""
    schema: dict[str, Any] = {
        "$schema": f"{_PROFILES}/tableschema.json",
        "fields": [_field(column) for column in table.columns],
        "missingValues": [""],
        "primaryKey": list(table.key),
    }
    if table.references:
        schema["foreignKeys"] = [_foreign_key(reference) for reference in table.references]
    return schema


def _field(column: Column) -> dict[str, Any]:
    field: dict[str, Any] = {"name": column.name, "type": column.type.value, "title": column.title}
    if column.note:
        field["description"] = column.note
    if column.unit:
        field["unit"] = column.unit
    constraints: dict[str, Any] = {"required": True} if column.required else {}
    if column.choices:
        constraints["enum"] = [str(choice) for choice in column.choices]
    return {**field, "constraints": constraints} if constraints else field


def _foreign_key(reference: Reference) -> dict[str, Any]:
    target = {"resource": reference.table, "fields": list(reference.others)}
    return {"fields": list(reference.columns), "reference": target}
