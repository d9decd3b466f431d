"""The report page: everything one form declares, in the form's order, with the rule's points beside it."""

from dataclasses import dataclass

from generator.catalogue import Catalogue, Entry
from generator.model.figure import Figure
from generator.model.finding import Severity
from generator.model.money import FundingView, funding_views
from generator.model.report import Form, Indicator, Narrative
from generator.pages import words
from generator.pages.common import (
    VERDICT_CLASS,
    Fact,
    FindingGroup,
    Link,
    grade_rank,
    group_findings,
    view_finding,
)
from generator.scoring.scorecard import Reading, Row, RowKind, Scorecard, Verdict

DASH = "—"


@dataclass(frozen=True, slots=True)
class ScoreView:
    """Declared and rule score of a row, with verdict and arithmetic."""

    weight: str
    declared: str
    rule: str
    verdict: str
    verdict_class: str
    method: str
    arithmetic: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class IndicatorView:
    """One indicator row; `texts` are the columns that only some forms have."""

    level2: str
    name: str
    target: str
    adjusted_target: str
    actual: str
    completion: str
    item_score: str
    review_score: str
    note: str
    texts: tuple[Fact, ...]
    score: ScoreView


@dataclass(frozen=True, slots=True)
class LevelView:
    """A level-1 head with its rows and any printed sub-total."""

    name: str
    subtotal: str
    texts: tuple[Fact, ...]
    rows: tuple[IndicatorView, ...]


@dataclass(frozen=True, slots=True)
class FundingTableView:
    """A funding table as text; only columns that some row fills are shown."""

    title: str
    unit: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, int, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class ExtraTableView:
    """Another table of the report, cell by cell."""

    title: str
    unit: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class TotalView:
    """One reading of the rule's total."""

    assumes: str
    points: str
    grade: str


@dataclass(frozen=True, slots=True)
class ReportView:
    """The whole report page."""

    title: str
    page_title: str
    year: str
    url: str
    breadcrumbs: tuple[Link, ...]
    facts: tuple[Fact, ...]
    total: str
    grade: str
    grade_rank: int
    declared_grade: str
    rule_total: str
    rule_grade: str
    rate: str
    adjusted: str
    executed: str
    money_unit: str
    review_findings: str
    notices: str
    explanation: str
    readings: tuple[TotalView, ...]
    undetermined: str
    funding: tuple[FundingTableView, ...]
    budget: ScoreView | None
    budget_label: str
    goals: tuple[Fact, ...]
    long_term: str
    has_adjusted: bool
    levels: tuple[LevelView, ...]
    weight_sum: str
    declared_sum: str
    chapters: tuple[tuple[str, tuple[Fact, ...]], ...]
    extra_tables: tuple[ExtraTableView, ...]
    findings: tuple[FindingGroup, ...]
    passed: str
    transcription: tuple[tuple[str, str, str, str], ...]
    corrections: tuple[tuple[str, ...], ...]
    siblings: tuple[Link, ...]
    source: str
    rulebook: Link
    rulebook_version: str
    data_url: str


def report_view(catalogue: Catalogue, entry: Entry) -> ReportView:
    """Gather all the text of one report page."""
    report, card, form = entry.report, entry.scorecard, entry.report.form
    identity, unit = report.identity, catalogue.site.money_unit
    findings = [view_finding(catalogue, finding, entry) for finding in entry.findings]
    reviews = sum(finding.severity is not Severity.NOTICE for finding in entry.findings)
    budget = card.budget_row
    outside = budget if budget and budget.kind is not RowKind.INDICATOR else None
    return ReportView(
        title=report.title,
        page_title=f"{report.title}（{entry.department.name}，{identity.year}年度）",
        year=str(identity.year),
        url=entry.url,
        breadcrumbs=(
            Link("首页", ""),
            Link(f"{identity.year}年度", f"{identity.year}/"),
            Link(entry.department.name, f"{identity.year}/{identity.department}/"),
        ),
        facts=_facts(entry),
        total=form.total.text if form.total else "",
        grade=entry.grade or "",
        grade_rank=grade_rank(entry),
        declared_grade=form.grade or "",
        rule_total=words.span(card.low, card.high, card.places),
        rule_grade="至".join(reversed(card.grades)),
        rate=words.ratio(entry.execution_rate),
        adjusted=words.money(entry.money.adjusted, unit),
        executed=words.money(entry.money.executed, unit),
        money_unit=unit,
        review_findings=str(reviews),
        notices=str(len(entry.findings) - reviews),
        explanation=_explanation(entry),
        readings=_readings(card),
        undetermined=words.points(card.undetermined) if card.undetermined else "",
        funding=tuple(_funding(view) for view in funding_views(form)),
        budget=_score(outside, card) if outside else None,
        budget_label=outside.label if outside else "",
        goals=_goals(form),
        long_term=(form.goals.long_term or "") if form.goals else "",
        has_adjusted=any(row.adjusted_target for row in form.indicators),
        levels=_levels(form, card),
        weight_sum=words.points(card.weight_sum),
        declared_sum=words.points(card.declared_sum) if card.declared_sum is not None else "",
        chapters=_chapters(form),
        extra_tables=tuple(
            ExtraTableView(table.name, table.unit or "", table.header, table.rows) for table in form.extra_tables
        ),
        findings=group_findings(findings),
        passed=_passed(catalogue, entry),
        transcription=tuple((item.field, item.original, item.action, item.reason) for item in form.transcription),
        corrections=tuple(
            (str(item.day), item.field, item.old, item.new, item.reason, item.approver or "") for item in form.corrections
        ),
        siblings=_siblings(catalogue, entry),
        source=form.source or "",
        rulebook=Link(entry.rulebook.name, f"rules/{entry.rulebook.id}/"),
        rulebook_version=entry.rulebook.version,
        data_url=f"data/reports/{report.id}.yml",
    )


def _facts(entry: Entry) -> tuple[Fact, ...]:
    form, identity = entry.report.form, entry.report.identity
    year = f"{form.year} 年度" if form.year else ""
    return (
        Fact("主管部门", form.department or ""),
        Fact("实施单位", form.unit or ""),
        Fact("年度", year, "" if year else f"归入 {identity.year} 年度"),
        Fact("公开单位", entry.department.name),
        Fact("公开日期", str(form.disclosure.day) if form.disclosure.day else ""),
        Fact("项目编码", form.code) if form.code else Fact("索引号", entry.report.id),
    )


def _explanation(entry: Entry) -> str:
    card = entry.scorecard
    total = f"自评总分 {entry.report.form.total.text} 分" if entry.report.form.total else "自评总分未填报"
    rows = [row for row in card.rows if row.kind is not RowKind.SHARED]
    counts = [(verdict, sum(row.verdict is verdict for row in rows)) for verdict in Verdict]
    verdicts = "，".join(f"{verdict} {count} 项" for verdict, count in counts if count)
    return (
        f"{total}，由 {len(rows)} 项得分相加。软件按“{entry.rulebook.name}”逐项重新核算，"
        f"得规则参考总分 {words.span(card.low, card.high, card.places)} 分；逐项比较：{verdicts}。"
        "自评分按原样公开，规则参考分只供对照。"
    )


def _readings(card: Scorecard) -> tuple[TotalView, ...]:
    if len(card.readings) < 2:
        return ()
    return tuple(
        TotalView(
            reading.assumes,
            words.span(reading.low, reading.high, card.places),
            reading.grade_low if reading.grade_low == reading.grade_high else f"{reading.grade_low}至{reading.grade_high}",
        )
        for reading in card.readings
    )


def _cell(figure: Figure | None) -> str:
    return figure.text if figure else ""


_FUNDING_COLUMNS = (
    ("年初预算数", "initial"),
    ("全年预算数", "adjusted"),
    ("实际到位数", "received"),
    ("全年执行数", "executed"),
    ("结余", "balance"),
    ("到位率", "arrival_rate"),
    ("分值", "weight"),
    ("执行率", "execution_rate"),
    ("得分", "score"),
    ("备注", "note"),
)


def _funding(view: FundingView) -> FundingTableView:
    columns = [(label, name) for label, name in _FUNDING_COLUMNS if any(getattr(row, name) for row in view.rows)]
    depths = {view.rows[0].source: 0}
    rows = []
    for index, row in enumerate(view.rows):
        depth = 0 if index == 0 else depths.get(row.parent or view.rows[0].source, 0) + 1
        depths[row.source] = depth
        cells = tuple(_text(getattr(row, name)) for _, name in columns)
        rows.append((row.source, min(depth, 2), cells))
    return FundingTableView(view.name, view.unit, tuple(label for label, _ in columns), tuple(rows))


def _text(value: Figure | str | None) -> str:
    return value.text if isinstance(value, Figure) else value or ""


def _goals(form: Form) -> tuple[Fact, ...]:
    if form.goals is None:
        return ()
    return (Fact("预期目标", form.goals.planned or ""), Fact("实际完成情况", form.goals.achieved or ""))


def _levels(form: Form, card: Scorecard) -> tuple[LevelView, ...]:
    scored = {row.path: row for row in card.rows if row.path[0] == "绩效指标"}
    order: dict[str, list[IndicatorView]] = {}
    for index, indicator in enumerate(form.indicators):
        view = _indicator(indicator, _score(scored[("绩效指标", index)], card))
        order.setdefault(indicator.level1 or "", []).append(view)
    return tuple(_level(form, name, rows) for name, rows in order.items())


def _level(form: Form, name: str, rows: list[IndicatorView]) -> LevelView:
    head = next((head for head in form.heads if (head.level1 or "") == name and not head.level2), None)
    if head is None:
        return LevelView(name or "一级指标未填报", "", (), tuple(rows))
    parts = [f"{key} {figure.text}" for key, figure in (("分值", head.weight), ("得分", head.score)) if figure]
    texts = _labelled(("指标解释", head.explanation), ("评分规则", head.rule), ("备注", head.remark))
    return LevelView(name, f"小计：{'，'.join(parts)}" if parts else "", texts, tuple(rows))


def _indicator(indicator: Indicator, score: ScoreView) -> IndicatorView:
    nature = f"{indicator.nature} " if indicator.nature else ""
    unit = f" {indicator.measure_unit}" if indicator.measure_unit else ""
    return IndicatorView(
        level2=indicator.level2 or "",
        name=indicator.name or "",
        target=f"{nature}{indicator.target}{unit}" if indicator.target else "",
        adjusted_target=indicator.adjusted_target or "",
        actual=indicator.actual or "",
        completion=_cell(indicator.completion),
        item_score=_cell(indicator.item_score),
        review_score=_cell(indicator.review_score),
        note=indicator.note or "",
        texts=_labelled(
            ("指标解释", indicator.explanation),
            ("评分规则", indicator.rule),
            ("备注", indicator.remark),
            *indicator.extra.items(),
        ),
        score=score,
    )


def _labelled(*pairs: tuple[str, str | None]) -> tuple[Fact, ...]:
    return tuple(Fact(label, text) for label, text in pairs if text)


def _score(row: Row, card: Scorecard) -> ScoreView:
    shared = row.kind is RowKind.SHARED
    return ScoreView(
        weight="与上行合并" if shared else words.points(row.weight) if row.weight is not None else "",
        declared="与上行合并" if shared else _declared(row),
        rule="与上行合并" if shared else words.span(row.low, row.high, card.places),
        verdict="" if shared else row.verdict,
        verdict_class=VERDICT_CLASS[row.verdict],
        method=row.method,
        arithmetic=tuple(_arithmetic(reading) for reading in row.readings),
        reason=row.reason,
    )


def _declared(row: Row) -> str:
    if row.printed is not None:
        return row.printed.text
    return words.points(row.declared) if row.declared is not None else ""


def _arithmetic(reading: Reading) -> str:
    head = f"{reading.assumes}：" if reading.assumes else ""
    note = f"（{reading.note}）" if reading.note else ""
    return f"{head}{reading.arithmetic}{note}"


def _chapters(form: Form) -> tuple[tuple[str, tuple[Fact, ...]], ...]:
    blocks: tuple[tuple[str, Narrative | None], ...] = (("项目绩效分析", form.analysis), ("自评报告", form.narrative))
    return tuple(
        (name, tuple(Fact(title, text) for _, title, text in block.chapters()))
        for name, block in blocks
        if block is not None and any(True for _ in block.chapters())
    )


def _passed(catalogue: Catalogue, entry: Entry) -> str:
    fired = len({finding.code for finding in entry.findings})
    return f"共运行 {len(catalogue.checks)} 项核对，其中 {fired} 项有发现"


def _siblings(catalogue: Catalogue, entry: Entry) -> tuple[Link, ...]:
    """Link the same project's other years and other forms."""
    return tuple(
        Link(f"{other.report.identity.year}年度 {other.report.title}", other.url)
        for other in catalogue.related(entry)
    )
