"""The search as static files: a table of reports, the full-text index, and texts for excerpts.

Nothing here is a service: `theme_overrides/assets/search.js` reads these files and nothing else.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from generator.catalogue import NO_TOTAL, UNGRADED, Catalogue, Entry
from generator.model.figure import plain
from generator.model.text import fold
from generator.model.written import Writer, Written
from generator.presentation import words
from generator.scoring.gap import Position
from generator.search.grams import shard_name, shards
from generator.search.text import BLOCK, folded, passages

_COLUMNS = (
    *("title", "project", "department", "unit", "year", "region", "grade"),
    *("total", "adjusted", "rate", "gap", "position", "findings", "open"),
)


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


def index_files(catalogue: Catalogue, texts: Mapping[str, ReportText]) -> dict[str, bytes]:
    """Return the index and the table of reports; `texts` are those of the reports by their ids.

    Equal catalogues give equal bytes.
    """
    found = [texts[entry.report.id] for entry in catalogue.entries]
    index = shards([text.folded for text in found])
    files = {shard_name(number): content for number, content in enumerate(index)}
    table = _table(catalogue, [len(text.folded) // BLOCK for text in found], len(index))
    version = _version(files, [text.file for text in found], table)
    files["search/catalogue.json"] = _json(table | {"version": version})
    return dict(sorted(files.items()))


def _version(files: dict[str, bytes], texts: Iterable[Written], table: dict[str, Any]) -> str:
    """Name this state of the search, so that a browser never mixes files of two releases."""
    digest = hashlib.sha256(_json(table))
    for name in sorted(files):
        digest.update(name.encode() + b"\0" + files[name] + b"\0")
    for text in texts:
        digest.update(f"{text.path}\0{text.sha256}\0".encode())
    return digest.hexdigest()[:8]


def _table(catalogue: Catalogue, blocks: list[int], shard_count: int) -> dict[str, Any]:
    """Return the table of reports column by column: names once, then numbers that point to them."""
    rows = [_row(catalogue, entry) for entry in catalogue.entries]
    columns = {name: [row[name] for row in rows] for name in _COLUMNS}
    departments = sorted(set(columns["department"]))
    regions = sorted(set(columns["region"]))
    grades = _grades(catalogue.entries)
    return {
        "shards": shard_count,
        "departments": [
            [name, catalogue.departments[name].name, *catalogue.departments[name].former_names]
            for name in departments
        ],
        "regions": regions,
        "grades": grades,
        "positions": list(Position),
        "money_unit": catalogue.site.money_unit,
        "synonyms": {
            fold(one): list(map(fold, many)) for one, many in catalogue.site.synonyms.items()
        },
        **columns,
        "department": _places(columns["department"], departments),
        "region": _places(columns["region"], regions),
        "grade": _places(columns["grade"], grades),
        "position": _places(columns["position"], list(Position)),
        "blocks": blocks,
    }


def _row(catalogue: Catalogue, entry: Entry) -> dict[str, Any]:
    """Return a report as a line of results shows it; "" where the form states nothing."""
    report, money, rate = entry.report, entry.money, entry.execution_rate
    return {
        "title": report.title,
        "project": report.identity.project,
        "department": report.identity.department,
        "unit": _unit(entry),
        "year": report.identity.year,
        "region": (entry.department.region_id, entry.department.region),
        "grade": entry.grade_label,
        "total": report.form.total.text if report.form.total else "",
        "adjusted": "" if money.adjusted is None else plain(money.adjusted),
        "rate": "" if rate is None else words.ratio(rate),
        "gap": "" if entry.gap is None else plain(entry.gap.beyond),
        "position": catalogue.record(entry)["position"],
        "findings": entry.tally.reviews,
        "open": entry.tally.reviews - entry.tally.answered,
    }


def _places(names: Sequence[Any], known: Sequence[Any]) -> list[int]:
    """Return the number of each name among those known."""
    numbers = {name: number for number, name in enumerate(known)}
    return [numbers[name] for name in names]


def _grades(entries: Sequence[Entry]) -> list[str]:
    """Return the grades that occur, best first, and after them why reports have none."""
    present = {entry.grade_label for entry in entries}
    places: dict[str, int] = {}
    for entry in entries:
        for place, grade in enumerate(entry.rulebook.grades):
            if grade.name in present:
                places[grade.name] = min(place, places.get(grade.name, place))
    ranked = sorted(places, key=lambda name: (places[name], name))
    return [*ranked, *(label for label in (UNGRADED, NO_TOTAL) if label in present)]


def _unit(entry: Entry) -> str | int:
    """Return the unit's name, 0 where it is the department's own name, "" where none is stated."""
    unit = entry.report.form.unit or ""
    return 0 if unit == entry.department.name else unit


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
