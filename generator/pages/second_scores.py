"""复核: how often and how far second scores differ from declared ones, by year and department."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from generator.catalogue import Catalogue, Entry, group
from generator.model.figure import Figure
from generator.model.second_score import SecondScore
from generator.pages.page import Page, Whole, page
from generator.pages.second import INDEX, distances
from generator.presentation import words
from generator.presentation.addresses import Link
from generator.scoring.second import apart

# As many as a page can show; all of them are in the data.
_MOST = 200


@dataclass(frozen=True, slots=True)
class SumRow:
    """The reports of a year or a department: how many there are, and how their scores differ."""

    link: Link
    reports: str
    second: str
    same: str
    lower: str
    higher: str
    mean: str
    most: str


@dataclass(frozen=True, slots=True)
class ReportRow:
    """One report that was looked at again."""

    report: Link
    year: str
    department: Link
    declared: str
    rule: str
    second: str
    apart: str
    apart_value: str
    by: str
    day: str
    way: str
    reason: str

    @property
    def who(self) -> str:
        """Say who looked again, on which day and how."""
        return "，".join(filter(None, (self.by, self.day, self.way)))


@dataclass(frozen=True, slots=True)
class SecondScoresView:
    """The page: both overviews, the reports, the largest distance first."""

    title: str
    lead: str
    years: tuple[SumRow, ...]
    departments: tuple[SumRow, ...]
    reports: tuple[ReportRow, ...]
    more: str


def pages(whole: Whole) -> Iterator[Page]:
    """Yield the page of second scores, where there are any."""
    view = second_scores_view(whole.catalogue.of_projects)
    if view.reports:
        yield page(INDEX.url, "second_scores.md.j2", view=view)


def second_scores_view(catalogue: Catalogue) -> SecondScoresView:
    """Return the view of all second scores of self-evaluations of projects."""
    found = [one for one in catalogue.entries if one.report.form.second is not None]
    by_year = group(catalogue.entries, lambda one: one.report.identity.year)
    by_department = group(catalogue.entries, lambda one: one.report.identity.department)
    return SecondScoresView(
        title=INDEX.title,
        lead=_lead(found),
        years=tuple(
            _sums(Link(f"{year}年度", f"{year}/"), by_year[year])
            for year in sorted(by_year, reverse=True)
            if _second(by_year[year])
        ),
        departments=tuple(
            _sums(Link(catalogue.departments[name].name, f"departments/{name}/"), those)
            for name, those in sorted(by_department.items())
            if _second(those)
        ),
        reports=second_rows(found)[:_MOST],
        more=f"只列前 {_MOST} 份，全部见开放数据。" if len(found) > _MOST else "",
    )


def second_rows(entries: Iterable[Entry]) -> tuple[ReportRow, ...]:
    """Return a row for each report that was looked at again, the largest distance first."""
    return tuple(map(_row, sorted(_second(entries), key=_by_distance)))


def _second(entries: Iterable[Entry]) -> list[Entry]:
    return [one for one in entries if one.report.form.second is not None]


def _lead(found: Sequence[Entry]) -> str:
    told = distances(found)
    changed = [one for one in told if one]
    mean = f"，平均{_mean(told)} 分" if told else ""
    return f"复核了 {len(found)} 份自评，{len(changed)} 份的复核总分与自评总分不同{mean}。"


def _mean(told: Sequence[Decimal]) -> str:
    mean = sum(told, Decimal(0)) / len(told)
    return f"相差 {words.gap(mean, mean)}"


def _sums(link: Link, entries: Sequence[Entry]) -> SumRow:
    second = _second(entries)
    told = distances(second)
    most = max(told, key=abs, default=None)
    mean = sum(told, Decimal(0)) / len(told) if told else None
    return SumRow(
        link=link,
        reports=str(len(entries)),
        second=str(len(second)),
        same=str(sum(one == 0 for one in told)),
        lower=str(sum(one < 0 for one in told)),
        higher=str(sum(one > 0 for one in told)),
        mean="—" if mean is None else words.gap(mean, mean),
        most="—" if most is None else words.gap(most, most),
    )


def _by_distance(entry: Entry) -> tuple[Decimal, str]:
    return -abs(apart(entry.report.form, entry.scorecard) or Decimal(0)), entry.report.id


def _row(entry: Entry) -> ReportRow:
    form, card, identity = entry.report.form, entry.scorecard, entry.report.identity
    second, distance = form.second or SecondScore(), apart(form, card)
    return ReportRow(
        report=Link(entry.report.title, f"{entry.url}#second"),
        year=str(identity.year),
        department=Link(entry.department.name, f"departments/{identity.department}/"),
        declared=_printed(form.total),
        rule=words.span(card.low, card.high, card.places),
        second=_printed(second.total),
        apart="" if distance is None else words.gap(distance, distance),
        apart_value="" if distance is None else str(distance),
        by=second.by or "",
        day=str(second.day or ""),
        way=second.way or "",
        reason=second.reason or "",
    )


def _printed(figure: Figure | None) -> str:
    return figure.text if figure else ""
