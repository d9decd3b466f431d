"""Which charts stand on which page: from the catalogue's figures to the views of `charts`."""

from collections.abc import Callable, Sequence
from decimal import Decimal

from generator.catalogue import Catalogue, Entry, group
from generator.pages.chart_views import Chart
from generator.pages.charts import Span, grade_chart, row_chart, score_chart, total_chart
from generator.pages.money_charts import Amounts, execution_chart, funding_chart, trend_chart
from generator.presentation import words
from generator.scoring.gap import Position

# Below this many reports a distribution says nothing that the table does not.
_FEW = 5


def distribution(catalogue: Catalogue, entries: Sequence[Entry]) -> tuple[Chart, ...]:
    """Show how grades and totals are distributed; of one report there is no distribution."""
    if len(entries) < 2:
        return ()
    scores = (
        score_chart([entry.scorecard.declared_total for entry in entries])
        if len(entries) >= _FEW
        else None
    )
    return _present(grade_chart(catalogue.summary(entries).grades), scores)


def by_department(
    catalogue: Catalogue, entries: Sequence[Entry], when: str = ""
) -> tuple[Chart, ...]:
    """Show the execution rate of each department in a year; of one there is nothing to compare."""
    amounts = _amounts(
        catalogue,
        entries,
        lambda entry: entry.report.identity.department,
        lambda name: catalogue.departments[name].name,
    )
    return _present(execution_chart(amounts, catalogue.site.money_unit, when))


def over_years(catalogue: Catalogue, entries: Sequence[Entry]) -> tuple[Chart, ...]:
    """Show budget and execution from year to year, the newest first."""
    amounts = _amounts(
        catalogue,
        entries,
        lambda entry: str(entry.report.identity.year),
        lambda year: f"{year}年度",
    )
    newest_first = sorted(amounts, key=lambda item: item.label, reverse=True)
    return _present(trend_chart(newest_first, catalogue.site.money_unit))


def of_report(catalogue: Catalogue, entry: Entry) -> tuple[Chart | None, Chart | None]:
    """Show one report's money, and its declared scores against the rule's."""
    money, card = entry.money, entry.scorecard
    funding = funding_chart(
        (money.initial, money.adjusted, money.executed), catalogue.site.money_unit
    )
    spans = [
        Span(
            label=row.label,
            full=row.weight,
            declared=row.declared,
            low=row.low,
            high=row.high,
            shown=words.points(row.declared, card.places),
            rule=words.span(row.low, row.high, card.places),
            standing=row.verdict,
        )
        for row in card.rows
        if row.weight is not None and row.low is not None and row.high is not None
    ]
    return funding, row_chart(spans)


def of_totals(catalogue: Catalogue, entries: Sequence[Entry]) -> tuple[Chart, ...]:
    """Show declared totals against the rule's, a row a report."""
    spans = [span for entry in entries if (span := _total(entry)) is not None]
    return _present(total_chart(spans))


def _total(entry: Entry) -> Span | None:
    """Return a report's totals; None where the rule gives none, for nothing can be drawn of it."""
    card, total = entry.scorecard, entry.report.form.total
    if card.low is None or card.high is None:
        return None
    return Span(
        label=f"{entry.report.identity.year} {entry.report.title}",
        full=Decimal(100),
        declared=card.declared_total,
        low=card.low,
        high=card.high,
        shown=total.text if total else words.NOT_STATED,
        rule=words.span(card.low, card.high, card.places),
        standing=entry.gap.position if entry.gap else Position.UNKNOWN,
    )


def _amounts(
    catalogue: Catalogue,
    entries: Sequence[Entry],
    key: Callable[[Entry], str],
    name: Callable[[str], str],
) -> list[Amounts]:
    return [
        Amounts(name(part), summary.adjusted, summary.executed)
        for part, found in group(entries, key).items()
        for summary in (catalogue.summary(found),)
    ]


def _present(*charts: Chart | None) -> tuple[Chart, ...]:
    return tuple(chart for chart in charts if chart is not None)
