"""The data dictionary in English, from the same declarations as the tables themselves."""

from collections.abc import Iterator
from dataclasses import dataclass

from generator.open_data.dictionary import TABLES
from generator.open_data.schema import Column, Type
from generator.presentation.templates import render_page

_TYPES = {Type.STRING: "text", Type.INTEGER: "integer", Type.NUMBER: "decimal", Type.DATE: "day"}
UNITS = {"": "", "元": "CNY", "分": "points", "%": "%", "处": "count", "项": "count", "条": "count"}
# What a row of each table is.
SAID = {
    "reports": "One row a report: project, unit, year, money, both totals, gap, findings.",
    "funding": "One row a source of money: budget, adjusted budget, received, spent.",
    "indicators": "One row an indicator: target and actual value as printed, and as read.",
    "scores": "One row a scored item: weight, declared points, points by the rule, arithmetic.",
    "findings": "One row a finding: what was found, expected, declared, and the unit's reply.",
    "corrections": "One row a correction after publication: old value, new value, reason.",
    "memory": "One row a sentence on how a year stands to the years before, with both sources.",
    "attachments": "One row a file published beside a report: kind, size, SHA-256, address.",
    "promises": "One row a promise to put something right: measure, term, how it stands.",
}


@dataclass(frozen=True, slots=True)
class ColumnInEnglish:
    """One column; `meaning` is its name in words, `original` its Chinese title."""

    name: str
    meaning: str
    type: str
    unit: str
    required: str
    original: str


@dataclass(frozen=True, slots=True)
class TableInEnglish:
    """One table with its columns."""

    name: str
    said: str
    key: str
    columns: tuple[ColumnInEnglish, ...]


def render_english_dictionary() -> Iterator[tuple[str, str]]:
    """Yield the page of the dictionary as Markdown with its path."""
    yield render_page("en/data/", "english_data.md.j2", tables=english_tables())


def english_tables() -> tuple[TableInEnglish, ...]:
    """Return all published tables."""
    return tuple(
        TableInEnglish(
            table.name, SAID[table.name], ", ".join(table.key), tuple(map(_column, table.columns))
        )
        for table in TABLES
    )


def _column(column: Column) -> ColumnInEnglish:
    return ColumnInEnglish(
        name=column.name,
        meaning=_in_words(column.name),
        type=_TYPES[column.type],
        unit=UNITS[column.unit],
        required="always" if column.required else "where stated",
        original=column.title,
    )


def _in_words(name: str) -> str:
    """Say a column's name in words: execution_rate_text is Execution rate, as printed."""
    printed = ", as printed" if name.endswith("_text") else ""
    return name.removesuffix("_text").replace("_", " ").capitalize() + printed
