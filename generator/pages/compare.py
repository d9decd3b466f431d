"""Pages that set reports beside each other: each project with its own other years."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from generator.catalogue import Catalogue, Entry
from generator.model.text import fold
from generator.pages import pictures
from generator.pages.chart_views import Chart
from generator.pages.common import gap_words
from generator.pages.findings import said, source_link
from generator.pages.page import Page, Whole, page
from generator.presentation import words
from generator.presentation.addresses import Link
from generator.scoring.gap import Position
from generator.scoring.scorecard import Row, RowKind

# More columns than this cannot be read side by side, on paper or on a screen.
MOST = 5


@dataclass(frozen=True, slots=True)
class CompareRow:
    """One line: what is compared, and each report's cell, "" where nothing is stated."""

    label: str
    cells: tuple[str, ...]

    @property
    def differs(self) -> bool:
        """Tell whether the reports do not all say the same."""
        return len(set(self.cells)) > 1


@dataclass(frozen=True, slots=True)
class Remembered:
    """A sentence on how a year stands to the years before, with where both say so."""

    said: str
    own: Link
    sources: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class CompareView:
    """Two to five reports of one project side by side, newest first."""

    title: str
    url: str
    lead: str
    breadcrumbs: tuple[Link, ...]
    reports: tuple[Link, ...]
    facts: tuple[CompareRow, ...]
    indicators: tuple[CompareRow, ...]
    remembered: tuple[Remembered, ...]
    charts: tuple[Chart, ...]
    others: tuple[Link, ...]


def department_pages(catalogue: Catalogue) -> Iterator[Page]:
    """Yield the comparison of each project's reports."""
    for view in compare_views(catalogue):
        yield page(view.url, "compare.md.j2", view=view)


def pages(whole: Whole) -> Iterator[Page]:
    """Yield the page on which readers choose what to compare."""
    yield page("compare/", "comparison.md.j2", money_unit=whole.catalogue.site.money_unit)


def project_url(entry: Entry) -> str:
    """Return the address of the page that compares a project's reports."""
    identity, several = entry.report.identity, entry.report.form.several
    return f"projects/{identity.department}/{several.project if several else identity.project}/"


def compare_views(catalogue: Catalogue) -> Iterator[CompareView]:
    """Yield a page for each project with more than one report."""
    for entries in catalogue.projects.values():
        if len(entries) > 1:
            yield _view(catalogue, entries)


def _view(catalogue: Catalogue, entries: Sequence[Entry]) -> CompareView:
    shown, first = tuple(entries[:MOST]), entries[0]
    department = Link(first.department.name, f"departments/{first.report.identity.department}/")
    return CompareView(
        title=f"{first.report.title}：各份对照",
        url=project_url(first),
        lead=f"{first.department.name}的同一项目在各年度（或同一年度各张表）的自评并列，由近及远。",
        breadcrumbs=(Link("首页", ""), Link("部门", "departments/"), department),
        reports=tuple(_link(entry) for entry in shown),
        facts=tuple(
            CompareRow(label, tuple(cell(entry, catalogue) for entry in shown))
            for label, cell in _FACTS
        ),
        indicators=_indicators(shown),
        remembered=tuple(one for entry in entries for one in _remembered(entry)),
        charts=(*pictures.of_totals(catalogue, shown), *pictures.over_years(catalogue, shown)),
        others=tuple(_link(entry) for entry in entries[MOST:]),
    )


def _remembered(entry: Entry) -> Iterator[Remembered]:
    year = f"{entry.report.identity.year}年度"
    for finding in entry.findings:
        if finding.sources:
            own = Link(year, f"{entry.url}#{finding.id}")
            yield Remembered(said(finding), own, tuple(map(source_link, finding.sources)))


def _link(entry: Entry) -> Link:
    return Link(f"{entry.report.identity.year}年度 {entry.report.title}", entry.url)


def _money(name: str) -> Callable[[Entry, Catalogue], str]:
    def cell(entry: Entry, catalogue: Catalogue) -> str:
        amount: Decimal | None = getattr(entry.money, name)
        return (
            ""
            if amount is None
            else f"{words.money(amount, catalogue.site.money_unit)} {catalogue.site.money_unit}"
        )

    return cell


def _total(entry: Entry, _: Catalogue) -> str:
    total = entry.report.form.total
    return total.text if total else ""


def _standing(entry: Entry, _: Catalogue) -> str:
    """Say where the declared total lies, and how far beyond the rule's."""
    gap = entry.gap
    if gap is None:
        return Position.UNKNOWN
    return f"{gap.position} {gap_words(entry)} 分" if gap.is_outside else gap.position


def _reviews(entry: Entry, _: Catalogue) -> str:
    return f"{entry.tally.reviews} 处"


_FACTS: tuple[tuple[str, Callable[[Entry, Catalogue], str]], ...] = (
    ("实施单位", lambda entry, _: entry.report.form.unit or ""),
    ("自评总分", _total),
    (
        "规则参考总分",
        lambda entry, _: words.span(
            entry.scorecard.low, entry.scorecard.high, entry.scorecard.places
        ),
    ),
    ("与规则相比", _standing),
    ("等级", lambda entry, _: entry.grade_label),
    ("年初预算", _money("initial")),
    ("全年预算", _money("adjusted")),
    ("全年执行", _money("executed")),
    (
        "执行率",
        lambda entry, _: "" if entry.execution_rate is None else words.ratio(entry.execution_rate),
    ),
    ("须核对", _reviews),
    ("评价规则", lambda entry, _: entry.rulebook.name),
)


def _indicators(entries: Sequence[Entry]) -> tuple[CompareRow, ...]:
    """Match indicator rows by name, in the order in which they first appear."""
    found = [_by_name(entry) for entry in entries]
    labels = {key: label for rows in reversed(found) for key, (label, _) in rows.items()}
    order = dict.fromkeys(key for rows in found for key in rows)
    return tuple(
        CompareRow(labels[key], tuple(rows[key][1] if key in rows else "" for rows in found))
        for key in order
    )


def _by_name(entry: Entry) -> dict[tuple[str, int], tuple[str, str]]:
    """Return label and cell of each row by its name and its count among rows of the same name."""
    rows: dict[tuple[str, int], tuple[str, str]] = {}
    for row in entry.scorecard.rows:
        name, count = fold(row.label), 1
        while (name, count) in rows:
            count += 1
        rows[name, count] = (row.label, _cell(entry, row))
    return rows


def _cell(entry: Entry, row: Row) -> str:
    if row.kind is RowKind.SHARED:
        return "与上行合并"
    places = entry.scorecard.places
    score = f"自评 {words.points(row.declared, places)} / {words.points(row.weight, places)}"
    values = ""
    if row.path[0] == "绩效指标":
        indicator = entry.report.form.indicators[int(row.path[1])]
        target = indicator.effective_target or words.NOT_STATED
        values = f"{target} → {indicator.actual or words.NOT_STATED}；"
    if not row.readings:
        return f"{values}{score}"
    return f"{values}{score}，规则 {words.span(row.low, row.high, places)}"
