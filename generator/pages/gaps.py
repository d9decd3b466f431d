"""自评与规则: which totals lie above, within and below the rule's, of all and by department."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from generator.catalogue import Catalogue, Entry
from generator.model.rulebook import Certainty
from generator.pages.chart_views import Bar, Chart, Shape
from generator.pages.common import gap_words
from generator.pages.findings import status_line
from generator.pages.page import Page, Whole, page
from generator.pages.said import StatementView, latest_words, statement_view
from generator.presentation import words
from generator.presentation.addresses import Link
from generator.scoring.gap import Gap, Position

# As many as a page can show; all of them are in the data.
_MOST = 100
_ENDS = Decimal(20)  # the chart shows gaps up to this many points either way


@dataclass(frozen=True, slots=True)
class GapRow:
    """One project above or below: its totals, the gap, how sure the rule is, what was answered."""

    number: str
    report: Link
    year: str
    department: Link
    declared: str
    rule: str
    gap: str
    gap_value: str
    rate: str
    rulebook: Link
    certainty: str
    said: tuple[StatementView, ...]
    answers: str


@dataclass(frozen=True, slots=True)
class GapsView:
    """The page: how many lie where, departments as a chart, projects as two ranked lists."""

    finding: str
    counts: tuple[tuple[str, str], ...]
    chart: Chart | None
    above: tuple[GapRow, ...]
    below: tuple[GapRow, ...]
    more: str


def pages(whole: Whole) -> Iterator[Page]:
    """Yield the page of declared totals beside the rule's."""
    yield page("gaps/", "gaps.md.j2", view=gaps_view(whole.catalogue.of_projects))


def gaps_view(catalogue: Catalogue) -> GapsView:
    """Return the view of all reports."""
    summary = catalogue.summary(catalogue.entries)
    counts = dict(summary.positions)
    above = _ranked(catalogue, Position.ABOVE)
    below = _ranked(catalogue, Position.BELOW)
    longest = max(counts[Position.ABOVE], counts[Position.BELOW])
    return GapsView(
        finding=finding(summary.reports, counts[Position.ABOVE]),
        counts=tuple((position.value, f"{count} 份") for position, count in summary.positions),
        chart=_chart(catalogue),
        above=above,
        below=below,
        more=f"每表只列前 {_MOST} 份，全部见开放数据。" if longest > _MOST else "",
    )


def finding(reports: int, above: int) -> str:
    """Say in a sentence how many declare more than the rule allows."""
    if not reports:
        return "还没有公开的自评报告。"
    if not above:
        return f"{reports} 份自评报告，没有一份的自评总分高于规则的最高分。"
    return f"{reports} 份自评报告，{above} 份的自评总分高于规则的最高分。"


def _ranked(catalogue: Catalogue, position: Position) -> tuple[GapRow, ...]:
    found = [
        (gap, entry)
        for entry in catalogue.entries
        if (gap := entry.gap) is not None and gap.position is position
    ]
    found.sort(key=lambda item: -abs(item[0].beyond))
    rows = enumerate(found[:_MOST], 1)
    return tuple(_row(number, gap, entry) for number, (gap, entry) in rows)


def _row(number: int, gap: Gap, entry: Entry) -> GapRow:
    card, report = entry.scorecard, entry.report
    return GapRow(
        number=str(number),
        report=Link(report.title, entry.url),
        year=str(report.identity.year),
        department=Link(entry.department.name, f"departments/{report.identity.department}/"),
        declared=report.form.total.text if report.form.total else "",
        rule=words.span(card.low, card.high, card.places),
        gap=gap_words(entry),
        gap_value=str(gap.beyond),
        rate=words.ratio(entry.execution_rate),
        rulebook=Link(entry.rulebook.name, f"rules/{entry.rulebook.id}/"),
        certainty=_certainty(entry),
        said=tuple(map(statement_view, reversed(entry.gap_said))),
        answers=status_line(entry.tally) + latest_words(entry),
    )


def _certainty(entry: Entry) -> str:
    """Say how sure the rulebook's sources are: the least sure of them."""
    present = {basis.certainty for basis in entry.rulebook.basis.values()}
    least = [one.value for one in reversed(tuple(Certainty)) if one in present]
    return f"规则出处：{least[0]}" if least else ""


def _chart(catalogue: Catalogue) -> Chart | None:
    """Draw the reports of each department as dots, most above first, with their average."""
    groups = []
    for name, entries in catalogue.grouped(lambda entry: entry.report.identity.department).items():
        gaps = [gap for entry in entries if (gap := entry.gap) is not None]
        if gaps:
            groups.append((catalogue.departments[name].name, gaps))
    if not groups:
        return None
    groups.sort(key=lambda item: (-_above(item[1]) / len(item[1]), item[0]))
    bars = tuple(_bar(name, gaps) for name, gaps in groups)
    table = tuple(_cells(name, gaps) for name, gaps in groups)
    most, gaps = groups[0]
    return Chart(
        id="gaps",
        title=_title(most, gaps),
        desc="每点一份报告，横向为自评总分减规则最高分（分），竖线为部门平均，0 的右边高于规则。",
        columns=("部门", "高于规则（份）", "可核算（份）", "平均相差（分）"),
        table=table,
        bars=bars,
        ticks=tuple(
            (_place(Decimal(at)), words.gap(Decimal(at), Decimal(at))) for at in range(-20, 21, 10)
        ),
        legend=(("dot", "一份报告"), ("range", "部门平均"), ("line", "规则最高分")),
        line=_place(Decimal(0)),
        note="超出 20 分的画在两端。部门按高于规则的比例排列；单位自评高于规则，也可能是规则不适用或表上没有写全，请看各份的说明。",
    )


def _title(most: str, gaps: Sequence[Gap]) -> str:
    above = _above(gaps)
    if not above:
        return "各部门的自评总分都不高于规则的最高分"
    return f"{most}可核算的 {len(gaps)} 份中有 {above} 份高于规则的最高分"


def _above(gaps: Sequence[Gap]) -> int:
    return sum(gap.position is Position.ABOVE for gap in gaps)


def _mean(gaps: Sequence[Gap]) -> Decimal:
    return sum((gap.low for gap in gaps), Decimal(0)) / len(gaps)


def _bar(name: str, gaps: Sequence[Gap]) -> Bar:
    mean = _place(_mean(gaps))
    dots = sorted({_place(gap.low) for gap in gaps})
    shapes = (Shape("range", mean, mean), *(Shape("dot", place, place) for place in dots))
    return Bar((name,), f"高于 {_above(gaps)} / 可核算 {len(gaps)}", shapes)


def _cells(name: str, gaps: Sequence[Gap]) -> tuple[str, ...]:
    mean = _mean(gaps)
    return (name, str(_above(gaps)), str(len(gaps)), words.gap(mean, mean))


def _place(points: Decimal) -> int:
    """Return where a gap stands across the chart, in thousandths."""
    kept = max(-_ENDS, min(_ENDS, points))
    return int((kept + _ENDS) * 1000 / (2 * _ENDS))
