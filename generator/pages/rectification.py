"""整改: what is overdue on the day of the site, by department, and what else was promised."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from generator.catalogue import Catalogue, Entry
from generator.model.promise import Kept, PromiseState
from generator.pages.page import Page, Whole, page
from generator.pages.promised import INDEX, counted, is_open, of_projects, state_words
from generator.presentation.addresses import Link

# As many as a page can show; all of them are in the data.
_MOST = 200
Promised = tuple[Entry, Kept]


@dataclass(frozen=True, slots=True)
class SumRow:
    """The promises of a department or a year by how they stand."""

    link: Link
    all: str
    open: str
    under_way: str
    done: str
    dropped: str
    overdue: str


@dataclass(frozen=True, slots=True)
class PromiseRow:
    """One promise of a list."""

    report: Link
    year: str
    department: Link
    problem: str
    measure: str
    by: str
    due: str
    state: str
    said: str


@dataclass(frozen=True, slots=True)
class Section:
    """Promises that stand alike, with a sentence; `more` says where further ones are."""

    id: str
    title: str
    lead: str
    rows: tuple[PromiseRow, ...]
    more: str


@dataclass(frozen=True, slots=True)
class RectificationView:
    """The page."""

    title: str
    lead: str
    years: tuple[SumRow, ...]
    departments: tuple[SumRow, ...]
    sections: tuple[Section, ...]


def pages(whole: Whole) -> Iterator[Page]:
    """Yield the page of promises, where there are any."""
    if found := tuple(of_projects(whole.catalogue)):
        view = rectification_view(whole.catalogue, found)
        yield page(INDEX.url, "rectification.md.j2", view=view)


def rectification_view(catalogue: Catalogue, found: Sequence[Promised]) -> RectificationView:
    """Return the view of all promises about projects."""
    years = sorted({entry.report.identity.year for entry, _ in found}, reverse=True)
    departments = sorted({entry.report.identity.department for entry, _ in found})
    return RectificationView(
        title=INDEX.title,
        lead=f"{counted(one for _, one in found)}。",
        years=tuple(
            _sums(Link(f"{year}年度", f"{year}/"), list(of_projects(catalogue, year)))
            for year in years
        ),
        departments=tuple(
            _sums(
                Link(catalogue.departments[name].name, f"departments/{name}/"),
                list(of_projects(catalogue, department=name)),
            )
            for name in departments
        ),
        sections=tuple(one for one in _sections(found) if one.rows),
    )


def _sums(link: Link, found: Sequence[Promised]) -> SumRow:
    states = [one.promise.state for _, one in found]
    return SumRow(
        link=link,
        all=str(len(found)),
        open=str(states.count(PromiseState.OPEN)),
        under_way=str(states.count(PromiseState.UNDER_WAY)),
        done=str(states.count(PromiseState.DONE)),
        dropped=str(states.count(PromiseState.DROPPED)),
        overdue=str(sum(one.is_overdue for _, one in found)),
    )


def _sections(found: Sequence[Promised]) -> Iterator[Section]:
    overdue = [item for item in found if item[1].is_overdue]
    waiting = [item for item in found if is_open(item[1]) and not item[1].is_overdue]
    closed = [item for item in found if not is_open(item[1])]
    yield _section("overdue", "逾期", "期限已过（期限当天不算），还没有整改完。", overdue)
    yield _section("waiting", "没有到期", "还在整改，期限没有到，或者没有写期限。", waiting)
    yield _section("closed", "已经了结", "写明已整改，或者不再整改的。", closed)


def _section(name: str, title: str, lead: str, found: Sequence[Promised]) -> Section:
    rows = tuple(promise_row(*item) for item in sorted_by_term(found)[:_MOST])
    more = f"只列前 {_MOST} 处，全部见开放数据。" if len(found) > _MOST else ""
    return Section(name, f"{title} {len(found)} 处", lead, rows, more)


def sorted_by_term(found: Iterable[Promised]) -> list[Promised]:
    """Return promises in the order of their terms, those without one last."""
    return sorted(found, key=_by_term)


def _by_term(item: Promised) -> tuple[bool, str, str, int]:
    entry, one = item
    term = one.promise.term
    return term is None, str(term), entry.report.id, one.number


def promise_row(entry: Entry, one: Kept) -> PromiseRow:
    """Show a promise in a list."""
    identity, promise = entry.report.identity, one.promise
    last = promise.last
    return PromiseRow(
        report=Link(entry.report.title, f"{entry.url}#promise-{one.number}"),
        year=str(identity.year),
        department=Link(entry.department.name, f"departments/{identity.department}/"),
        problem=promise.problem,
        measure=promise.measure,
        by=promise.by or "",
        due=str(promise.term or ""),
        state=state_words(one),
        said=f"{last.day} {last.text or ''}".rstrip() if last else "",
    )
