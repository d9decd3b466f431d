"""部门对照: every department in every year, one table a measure, each year against the one before."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from generator.catalogue import Catalogue
from generator.model.figure import plain
from generator.pages.newest import budget_growth
from generator.pages.page import Page, Whole, page
from generator.presentation import words
from generator.presentation.addresses import Link
from generator.scoring.gap import Position
from generator.summary import Summary, summarise

MATRIX = Link("部门对照", "compare/departments/")
_NOTHING = "—"

# By department and year.
Sums = dict[tuple[str, int], Summary]


@dataclass(frozen=True, slots=True)
class MatrixCell:
    """A figure, its change from the year before ("" where there is none), and its page."""

    text: str
    change: str = ""
    sort_value: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """One department, a cell a year, newest first."""

    id: str
    name: str
    cells: tuple[MatrixCell, ...]


@dataclass(frozen=True, slots=True)
class MatrixTable:
    """One measure of all departments; `note` says what the small figures mean."""

    id: str
    title: str
    note: str
    rows: tuple[MatrixRow, ...]


@dataclass(frozen=True, slots=True)
class MatrixView:
    """The page. Years are newest first."""

    title: str
    url: str
    lead: str
    years: tuple[Link, ...]
    tables: tuple[MatrixTable, ...]


@dataclass(frozen=True, slots=True)
class _Measure:
    """What a table shows of the reports of a department in a year."""

    id: str
    title: str
    note: str
    figure: Callable[[Summary], Decimal | None]
    show: Callable[[Decimal], str]
    change: Callable[[Decimal, Decimal], str]
    missing: str = words.NOT_STATED


def pages(whole: Whole) -> Iterator[Page]:
    """Yield the page that sets departments side by side."""
    view = matrix_view(whole.catalogue.of_projects)
    yield page(view.url, "matrix.md.j2", view=view)


def matrix_view(catalogue: Catalogue) -> MatrixView:
    """Return the view of all departments that have a report."""
    years = catalogue.years
    crossed = catalogue.table.groupby(["department", "year"], sort=False)
    sums = {
        (str(name), int(str(year))): summarise(
            [catalogue.rows[one] for one in rows["id"]], catalogue.grades
        )
        for (name, year), rows in crossed
    }
    present = {name for name, _ in sums}
    names = {
        key: department.name for key, department in catalogue.departments.items() if key in present
    }
    return MatrixView(
        title=MATRIX.title,
        url=MATRIX.url,
        lead=f"{len(names)} 个部门，{len(years)} 个年度并列。数字下面的小字是与上一年相比。",
        years=tuple(Link(f"{year}年度", f"{year}/") for year in years),
        tables=tuple(
            _table(measure, names, years, sums) for measure in _measures(catalogue.site.money_unit)
        ),
    )


def _measures(unit: str) -> tuple[_Measure, ...]:
    return (
        _Measure("reports", "自评报告（份）", "增减份数", _reports, plain, _difference),
        _Measure("rate", "执行率", "增减百分点", lambda one: one.rate, words.ratio, _points),
        _Measure(
            "budget",
            f"全年预算（{unit}）",
            "增减百分比",
            lambda one: one.adjusted,
            lambda yuan: words.money(yuan, unit),
            budget_growth,
        ),
        _Measure(
            "above",
            "自评高于规则（份）",
            "增减份数",
            _above,
            plain,
            _difference,
            words.NOT_COMPUTED,
        ),
        _Measure("reviews", "须核对（处）", "增减处数", _reviews, plain, _difference),
        _Measure("answered", "单位已说明（处）", "增减处数", _answered, plain, _difference),
    )


def _reports(summary: Summary) -> Decimal:
    return Decimal(summary.reports)


def _above(summary: Summary) -> Decimal | None:
    """Return how many lie above; None where the rule gives no report a total to compare with."""
    counts = dict(summary.positions)
    is_judged = counts[Position.UNKNOWN] < summary.reports
    return Decimal(counts[Position.ABOVE]) if is_judged else None


def _reviews(summary: Summary) -> Decimal:
    return Decimal(summary.review_findings)


def _answered(summary: Summary) -> Decimal:
    return Decimal(summary.answered)


def _difference(before: Decimal, now: Decimal) -> str:
    return words.gap(now - before, now - before)


def _points(before: Decimal, now: Decimal) -> str:
    return _difference(before * 100, now * 100)


def _table(
    measure: _Measure, names: dict[str, str], years: tuple[int, ...], sums: Sums
) -> MatrixTable:
    rows = tuple(
        MatrixRow(key, name, tuple(_cell(measure, key, year, sums) for year in years))
        for key, name in names.items()
    )
    return MatrixTable(measure.id, measure.title, measure.note, rows)


def _cell(measure: _Measure, department: str, year: int, sums: Sums) -> MatrixCell:
    summary = sums.get((department, year))
    if summary is None:
        return MatrixCell(_NOTHING)
    url = f"{year}/{department}/" if measure.id == "reports" else ""
    now = measure.figure(summary)
    if now is None:
        return MatrixCell(measure.missing, url=url)
    change = _change(measure, now, sums.get((department, year - 1)))
    return MatrixCell(measure.show(now), change, plain(now), url)


def _change(measure: _Measure, now: Decimal, last: Summary | None) -> str:
    """Say how a figure differs from that of the year before; "" where there is none."""
    before = measure.figure(last) if last else None
    if before is None:
        return ""
    return "持平" if now == before else measure.change(before, now)
