"""The search as static files: a table of reports, the full-text index, and texts for excerpts.

Nothing here is a service: `theme_overrides/assets/search.js` reads these files and nothing else.
"""

import hashlib
import json
from typing import Any

from generator.catalogue import NO_TOTAL, UNGRADED, Catalogue, Entry
from generator.model.figure import plain
from generator.pages import words
from generator.search.grams import shard_name, shards
from generator.search.text import BLOCK, Passage, folded, passages


def search_files(catalogue: Catalogue) -> dict[str, bytes]:
    """Return every file below `search/` but the page itself. Equal catalogues give equal bytes."""
    texts = [passages(entry) for entry in catalogue.entries]
    joined = [folded(text) for text in texts]
    index = shards(joined)
    files = {shard_name(number): content for number, content in enumerate(index)}
    for entry, text in zip(catalogue.entries, texts, strict=True):
        files[f"search/text/{entry.report.id}.json"] = _text(text)
    table = _table(catalogue, [len(text) // BLOCK for text in joined], len(index))
    files["search/catalogue.json"] = _json(table | {"version": _version(files, table)})
    return dict(sorted(files.items()))


def _text(text: tuple[Passage, ...]) -> bytes:
    return _json([[passage.label, passage.text] for passage in text])


def _version(files: dict[str, bytes], table: dict[str, Any]) -> str:
    """Name this state of the search, so that a browser never mixes files of two releases."""
    digest = hashlib.sha256(_json(table))
    for name in sorted(files):
        digest.update(name.encode() + b"\0" + files[name] + b"\0")
    return digest.hexdigest()[:8]


def _table(catalogue: Catalogue, blocks: list[int], shard_count: int) -> dict[str, Any]:
    """Return the table of reports column by column: names once, then numbers that point to them."""
    entries = catalogue.entries
    used = {entry.report.identity.department for entry in entries}
    departments = [name for name in sorted(catalogue.departments) if name in used]
    regions = sorted({(entry.department.region_id, entry.department.region) for entry in entries})
    grades = _grades(entries)
    return {
        "shards": shard_count,
        "departments": [[name, catalogue.departments[name].name] for name in departments],
        "regions": [list(region) for region in regions],
        "grades": grades,
        "title": [entry.report.title for entry in entries],
        "project": [entry.report.identity.project for entry in entries],
        "department": [departments.index(entry.report.identity.department) for entry in entries],
        "unit": [_unit(entry) for entry in entries],
        "year": [entry.report.identity.year for entry in entries],
        "region": [
            regions.index((entry.department.region_id, entry.department.region))
            for entry in entries
        ],
        "grade": [grades.index(entry.grade_label) for entry in entries],
        "total": [
            entry.report.form.total.text if entry.report.form.total else "" for entry in entries
        ],
        "adjusted": [
            "" if entry.money.adjusted is None else plain(entry.money.adjusted) for entry in entries
        ],
        "rate": [
            "" if (rate := entry.execution_rate) is None else words.ratio(rate) for entry in entries
        ],
        "findings": [catalogue.record(entry)["review_findings"] for entry in entries],
        "blocks": blocks,
    }


def _grades(entries: tuple[Entry, ...]) -> list[str]:
    """Return the grades that occur, best first, and after them why reports have none."""
    ranked = {
        (place, grade.name)
        for entry in entries
        for place, grade in enumerate(entry.rulebook.grades)
    }
    present = {entry.grade_label for entry in entries}
    names = [*(name for _, name in sorted(ranked)), UNGRADED, NO_TOTAL]
    return list(dict.fromkeys(name for name in names if name in present))


def _unit(entry: Entry) -> str | int:
    """Return the unit's name, 0 where it is the department's own name, "" where none is stated."""
    unit = entry.report.form.unit or ""
    return 0 if unit == entry.department.name else unit


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
