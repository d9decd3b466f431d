"""The search as static files: tables of reports, two indexes, and texts for excerpts.

Nothing here is a service: `theme_overrides/assets/search.js` reads these files and nothing else.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from generator.catalogue import Catalogue, Entry
from generator.model.written import Writer, Written
from generator.search.grams import (
    FIRST_OF_NAMES,
    NAMES,
    SHARD_BYTES_OF_NAMES,
    TEXTS,
    shard_name,
    shards,
)
from generator.search.table import names_of, overview, row_of, tables
from generator.search.text import BLOCK, folded, passages


@dataclass(frozen=True, slots=True)
class ReportText:
    """A report's text as it is indexed, and the file that excerpts are taken from."""

    folded: str
    file: Written


def write_text(entry: Entry, writer: Writer) -> ReportText:
    """Write the text of a report for excerpts; return it as it is indexed."""
    text = passages(entry)
    shown = _json([[passage.label, passage.text] for passage in text])
    return ReportText(folded(text), writer.write(text_file(entry.report.id), shown))


def text_file(report: str) -> str:
    """Return the path of the text of a report, by its id."""
    return f"search/text/{report}.json"


def write_index(catalogue: Catalogue, texts: Mapping[str, ReportText], writer: Writer) -> None:
    """Write the indexes and the tables; `texts` are those of the reports by their ids.

    Equal catalogues give equal bytes.
    """
    found = [texts[entry.report.id] for entry in catalogue.entries]
    rows = [row_of(catalogue, entry) for entry in catalogue.entries]
    index = _shards(shards([text.folded for text in found]), TEXTS, writer)
    named = shards([names_of(row) for row in rows], FIRST_OF_NAMES, SHARD_BYTES_OF_NAMES)
    names = _shards(named, NAMES, writer)
    beside = [writer.write(path, _json(table)) for path, table in tables(rows).items()]
    table = {
        "shards": len(index),
        "name_shards": len(names),
        "blocks": [len(text.folded) // BLOCK for text in found],
        **overview(catalogue, rows),
    }
    version = _version([*index, *names, *beside, *(text.file for text in found)], table)
    writer.write("search/catalogue.json", _json(table | {"version": version}))


def _shards(index: Iterable[bytes], folder: str, writer: Writer) -> list[Written]:
    """Write the files of an index as they are made."""
    return [
        writer.write(shard_name(number, folder), content) for number, content in enumerate(index)
    ]


def _version(files: Iterable[Written], table: dict[str, Any]) -> str:
    """Name this state of the search, so that a browser never mixes files of two releases."""
    digest = hashlib.sha256(_json(table))
    for file in files:
        digest.update(f"{file.path}\0{file.sha256}\0".encode())
    return digest.hexdigest()[:8]


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
