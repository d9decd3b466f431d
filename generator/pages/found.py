"""What a check found, where that is too much for its page: a table, and a list for each year.

The table is of departments and years. A list goes on on further pages, as lists of reports do; a
number in the table leads to the page where its findings begin.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from generator.presentation.addresses import Link

# So many findings are shown on the page of the check itself.
MOST_ON_CHECK = 100
# Findings on one page of a list: about 250 kB of HTML.
MOST_ON_PAGE = 200


@dataclass(frozen=True, slots=True)
class Found:
    """What a check found in a department's reports of a year: rendered, the way to the root open.

    `department` is its name and the end of its address.
    """

    year: int
    department: Link
    findings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FoundRow:
    """A department in the table: a link for each year, None for one without findings."""

    department: Link
    cells: tuple[Link | None, ...]
    total: str


@dataclass(frozen=True, slots=True)
class FoundTable:
    """Findings of a check by department and year, with both totals; the newest year first."""

    years: tuple[Link, ...]
    rows: tuple[FoundRow, ...]
    totals: tuple[str, ...]
    total: str


@dataclass(frozen=True, slots=True)
class FoundGroup:
    """A department's rendered findings, as far as they stand on one page."""

    department: Link
    findings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FoundPage:
    """One page of the findings of a check in a year."""

    title: str
    url: str
    lead: str
    breadcrumbs: tuple[Link, ...]
    groups: tuple[FoundGroup, ...]
    pager: tuple[Link, ...]


def found_table(check: Link, found: Sequence[Found]) -> FoundTable | None:
    """Return the table of what a check found; None where its own page shows all of it."""
    if count(found) <= MOST_ON_CHECK:
        return None
    years = _years(found)
    by_year = [_ordered(found, year) for year in years]
    cells = [dict(_cells(check, year, ones)) for year, ones in zip(years, by_year, strict=True)]
    departments = sorted({one.department for one in found}, key=lambda link: link.url)
    return FoundTable(
        years=tuple(Link(f"{year}年度", _address(check, year, 1)) for year in years),
        rows=tuple(_row(one, cells) for one in departments),
        totals=tuple(str(count(ones)) for ones in by_year),
        total=str(count(found)),
    )


def _row(department: Link, years: Sequence[Mapping[Link, Link]]) -> FoundRow:
    cells = tuple(year.get(department) for year in years)
    return FoundRow(department, cells, str(sum(int(cell.title) for cell in cells if cell)))


def count(found: Iterable[Found]) -> int:
    """Return how many findings these are."""
    return sum(len(one.findings) for one in found)


def found_pages(check: Link, above: Sequence[Link], found: Sequence[Found]) -> Iterator[FoundPage]:
    """Yield the lists that the table leads to: none where the check's own page shows all."""
    if count(found) <= MOST_ON_CHECK:
        return
    for year in _years(found):
        yield from _pages_of_year(check, (*above, check), year, _ordered(found, year))


def _years(found: Sequence[Found]) -> list[int]:
    return sorted({one.year for one in found}, reverse=True)


def _ordered(found: Sequence[Found], year: int) -> list[Found]:
    """Return what was found in a year by department."""
    return sorted((one for one in found if one.year == year), key=lambda one: one.department.url)


def _address(check: Link, year: int, number: int) -> str:
    """Return the address of a page of a list; further ones lie at p/2/, p/3/ …, as reports do."""
    return f"{check.url}{year}/" + (f"p/{number}/" if number > 1 else "")


def _cells(check: Link, year: int, ones: Sequence[Found]) -> Iterator[tuple[Link, Link]]:
    """Yield each department of a year with how much was found, and the address where it begins."""
    place = 0
    for one in ones:
        page = _address(check, year, place // MOST_ON_PAGE + 1)
        yield one.department, Link(str(len(one.findings)), f"{page}#{one.department.url}")
        place += len(one.findings)


def _pages_of_year(
    check: Link, above: tuple[Link, ...], year: int, ones: Sequence[Found]
) -> Iterator[FoundPage]:
    every = [(one.department, finding) for one in ones for finding in one.findings]
    numbers = range(1, -(-len(every) // MOST_ON_PAGE) + 1)
    links = tuple(Link(f"第 {number} 页", _address(check, year, number)) for number in numbers)
    title = f"{check.title}：{year}年度的发现"
    for number, link in zip(numbers, links, strict=True):
        part = every[(number - 1) * MOST_ON_PAGE : number * MOST_ON_PAGE]
        yield FoundPage(
            title=title if number == 1 else f"{title}（{link.title}）",
            url=link.url,
            lead=f"{year}年度公开的报告中，这项核对共发现 {len(every)} 处，按部门列出。",
            breadcrumbs=above,
            groups=tuple(_groups(part)),
            pager=links if len(links) > 1 else (),
        )


def _groups(part: Sequence[tuple[Link, str]]) -> Iterator[FoundGroup]:
    for department, group in groupby(part, lambda one: one[0]):
        yield FoundGroup(department, tuple(finding for _, finding in group))
