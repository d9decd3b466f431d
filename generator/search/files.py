"""The search as static files: tables of reports, two indexes, and texts for excerpts.

Nothing here is a service: `theme_overrides/assets/search.js` reads these files and nothing else.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from generator.catalogue import Catalogue, Entry, group
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
    """A report's text as it is indexed, and the file of its project that holds it for excerpts."""

    folded: str
    file: Written


def write_texts(entries: Sequence[Entry], writer: Writer) -> Iterator[tuple[str, ReportText]]:
    """Write the texts of reports for excerpts, a project at a time; yield each one by its id."""
    for path, project in group(entries, lambda entry: text_file(entry.report.id)).items():
        newest_first = sorted(project, key=lambda entry: -entry.report.identity.year)
        texts = {entry.report.identity: passages(entry) for entry in newest_first}
        shown = {
            identity.year: [[passage.label, passage.text] for passage in text]
            for identity, text in texts.items()
        }
        file = writer.write(path, _json(shown))
        for identity, text in texts.items():
            yield str(identity), ReportText(folded(text), file)


def text_file(report: str) -> str:
    """Return the path of the texts of a report's project, all its years, by the report's id."""
    _, _, project = report.partition("/")
    return f"search/text/{project}.json"


def write_index(catalogue: Catalogue, texts: Mapping[str, ReportText], writer: Writer) -> None:
    """Write the indexes and the tables; `texts` are those of the reports by their ids.

    Each is asked for once, and none is held. Equal catalogues give equal bytes.
    """
    found: list[tuple[int, Written]] = []
    in_turn = (texts[entry.report.id] for entry in catalogue.entries)
    rows = [row_of(catalogue, entry) for entry in catalogue.entries]
    index = _shards(shards(_noted(in_turn, found)), TEXTS, writer)
    named = shards([names_of(row) for row in rows], FIRST_OF_NAMES, SHARD_BYTES_OF_NAMES)
    names = _shards(named, NAMES, writer)
    beside = [writer.write(path, _json(table)) for path, table in tables(rows).items()]
    table = {
        "shards": len(index),
        "name_shards": len(names),
        "blocks": [length // BLOCK for length, _ in found],
        **overview(catalogue, rows),
    }
    shown = dict.fromkeys(file for _, file in found)
    version = _version([*index, *names, *beside, *shown], table)
    writer.write("search/catalogue.json", _json(table | {"version": version}))


def _noted(texts: Iterable[ReportText], into: list[tuple[int, Written]]) -> Iterator[str]:
    """Yield texts as they are indexed, and write down the length and the file of each."""
    for text in texts:
        into.append((len(text.folded), text.file))
        yield text.folded


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
