"""What the search says of reports: a few numbers of each at once, the rest where it is shown.

Every query needs the overview. Names and figures lie in files of some reports each, read for
those that are shown, or in one file where that is small; figures that results are sorted by also in
a file a column; and all names in one file, for queries of a single character and for the choice of
reports to compare.
"""

from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

from generator.catalogue import NO_TOTAL, UNGRADED, Catalogue, Entry
from generator.model.figure import plain
from generator.model.text import fold
from generator.presentation import words
from generator.scoring.gap import Position

# One small file is one request; of many reports a page of results shows rows from all over.
_IN_ONE_FILE, _IN_EACH_OF_MANY = 1000, 16
_NAMES = ("title", "project", "unit")
_SORTED = ("gap", "total", "adjusted", "rate")
_SHOWN = (*_NAMES, *_SORTED, "findings", "open")
Row: TypeAlias = Mapping[str, Any]


def row_of(catalogue: Catalogue, entry: Entry) -> Row:
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


def _unit(entry: Entry) -> str | int:
    """Return the unit's name, 0 where it is the department's own name, "" where none is stated."""
    unit = entry.report.form.unit or ""
    return 0 if unit == entry.department.name else unit


def rows_of_a_file(reports: int) -> int:
    """Return how many rows of so many reports lie in one file."""
    return _IN_ONE_FILE if reports <= _IN_ONE_FILE else _IN_EACH_OF_MANY


def names_of(row: Row) -> str:
    """Return a report's names as they are indexed: its title and its unit's name, a line each."""
    return f"{fold(row['title'])}\n{fold(row['unit'] or '')}\n"


def overview(catalogue: Catalogue, rows: Sequence[Row]) -> dict[str, Any]:
    """Return what every query needs of all reports: names once, then numbers that point to them.

    `findings` is 2 where some have no answer yet, 1 where all have, 0 where there are none;
    `titles` and `names` are the lengths of the folded title, and of all names as indexed; `rows` is
    how many rows lie in a file.
    """
    departments = sorted({row["department"] for row in rows})
    regions = sorted({row["region"] for row in rows})
    grades = _grades(catalogue.entries)
    known = catalogue.departments
    return {
        "departments": [
            [name, known[name].name, *known[name].former_names] for name in departments
        ],
        "regions": regions,
        "grades": grades,
        "positions": list(Position),
        "money_unit": catalogue.site.money_unit,
        "synonyms": {
            fold(one): list(map(fold, many)) for one, many in catalogue.site.synonyms.items()
        },
        "year": [row["year"] for row in rows],
        "department": _places(rows, "department", departments),
        "region": _places(rows, "region", regions),
        "grade": _places(rows, "grade", grades),
        "position": _places(rows, "position", list(Position)),
        "rows": rows_of_a_file(len(rows)),
        "findings": [2 if row["open"] else min(row["findings"], 1) for row in rows],
        "titles": [len(fold(row["title"])) for row in rows],
        "names": [len(names_of(row)) for row in rows],
    }


def tables(rows: Sequence[Row]) -> dict[str, Any]:
    """Return the other tables by their paths."""
    size = rows_of_a_file(len(rows))
    found = {
        f"search/rows/{start // size}.json": _columns(rows[start : start + size], _SHOWN)
        for start in range(0, len(rows), size)
    }
    columns = _columns(rows, _SORTED)
    found |= {f"search/columns/{name}.json": column for name, column in columns.items()}
    return found | {"search/names.json": _columns(rows, _NAMES)}


def _columns(rows: Sequence[Row], names: Sequence[str]) -> dict[str, Any]:
    return {name: [row[name] for row in rows] for name in names}


def _places(rows: Sequence[Row], name: str, known: Sequence[Any]) -> list[int]:
    """Return the number of each row's value among those known."""
    numbers = {one: number for number, one in enumerate(known)}
    return [numbers[row[name]] for row in rows]


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
